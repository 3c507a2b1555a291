import type { PersonalLimitName } from './personal-limits.ts'

/** X13: where in a protocol the number stands that a personal limit replaces. */
export const PERSONAL_LIMIT_PATHS = {
  sysHighWarning: 'excursion.high.warning.sys',
  sysHighCritical: 'excursion.high.critical.sys',
  diaHighWarning: 'excursion.high.warning.dia',
  diaHighCritical: 'excursion.high.critical.dia',
  sysLowWarning: 'excursion.low.warning.sys',
  sysLowCritical: 'excursion.low.critical.sys',
  hrHigh: 'limits.hr-high.limit',
  hrLow: 'limits.hr-low.limit',
  spo2Low: 'limits.spo2-low.limit',
  rrHigh: 'limits.rr-high.limit',
  rrLow: 'limits.rr-low.limit',
  etco2High: 'limits.etco2-high.limit',
  leaveSysBelow: 'discharge.bp.sysBelow',
  leaveDiaBelow: 'discharge.bp.diaBelow',
  leaveSysAtLeast: 'discharge.bp.sysAtLeast',
  leaveDiaAtLeast: 'discharge.bp.diaAtLeast',
  leaveHrHigh: 'discharge.hr.high',
  leaveHrLow: 'discharge.hr.low',
  leaveSpo2Low: 'discharge.spo2.low',
  leaveRrHigh: 'discharge.rr.high',
  leaveRrLow: 'discharge.rr.low',
} as const satisfies Record<PersonalLimitName, string>
