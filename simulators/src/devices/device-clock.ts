import type { Moment } from '@chairside/shared/time'

export interface ClockFaults {
  /** Stretches in which it runs fast, in parts per million; what they added stays. */
  readonly drifts: readonly { readonly fromAt: Moment; readonly toAt: Moment; readonly ppm: number }[]
  /** Somebody set it, or it lost its time. */
  readonly jumps: readonly { readonly at: Moment; readonly byMs: number }[]
}

export const TRUE_CLOCK: ClockFaults = { drifts: [], jumps: [] }

/** What a device's own clock shows at a moment of room time, in whole ms and never below 0. */
export const deviceClockAt = ({ drifts, jumps }: ClockFaults, moment: Moment): Moment => {
  const jumped = jumps.reduce((sum, { at, byMs }) => (moment >= at ? sum + byMs : sum), 0)
  const drifted = drifts.reduce((sum, { fromAt, toAt, ppm }) => sum + (Math.max(0, Math.min(moment, toAt) - fromAt) * ppm) / 1e6, 0)
  return Math.max(0, Math.round(moment + jumped + drifted))
}
