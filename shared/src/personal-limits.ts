import { z } from 'zod'

const limit = z.number().optional()

/**
 * X13: a patient's own limits for this session, in the units of the catalogue; what is absent stays with the protocol.
 * They replace the fixed arms of X and the limits of T, and the ranges of D3 to D6.
 */
export const personalLimitsSchema = z.strictObject({
  sysHighWarning: limit,
  sysHighCritical: limit,
  diaHighWarning: limit,
  diaHighCritical: limit,
  sysLowWarning: limit,
  sysLowCritical: limit,
  hrHigh: limit,
  hrLow: limit,
  spo2Low: limit,
  rrHigh: limit,
  rrLow: limit,
  etco2High: limit,
  /** D3: pressures below these, and at least these, allow leaving. */
  leaveSysBelow: limit,
  leaveDiaBelow: limit,
  leaveSysAtLeast: limit,
  leaveDiaAtLeast: limit,
  /** D4 to D6. */
  leaveHrHigh: limit,
  leaveHrLow: limit,
  leaveSpo2Low: limit,
  leaveRrHigh: limit,
  leaveRrLow: limit,
})
export type PersonalLimits = z.infer<typeof personalLimitsSchema>
export type PersonalLimitName = keyof PersonalLimits
export const PERSONAL_LIMITS = Object.keys(personalLimitsSchema.shape) as readonly PersonalLimitName[]
