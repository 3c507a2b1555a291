import { z } from 'zod'
import type { PersonalLimitName } from './personal-limits.ts'
import { between, lasting } from './protocol-number.ts'

/** Plausibility beyond V3, and what holds readings back for a bounded time. Each has its switch, so that its cost can be shown. */
export const artefactSchema = z.strictObject({
  /** A set whose SYS moved more than this while HR moved less than that wants a second look. */
  jump: z.strictObject({ enabled: z.boolean(), sysMmHg: between(20, 100), hrBpm: between(1, 40), recheckMs: lasting(0.5, 5) }),
  /** The cuff's pulse and the heart rate differ by more than the larger of both. */
  pulseMatch: z.strictObject({ enabled: z.boolean(), percent: between(5, 50), bpm: between(5, 60) }),
  /** MAP outside DIA + share of the pulse pressure, or a pulse pressure below `narrowMmHg`. */
  mapShare: z.strictObject({ enabled: z.boolean(), low: between(0, 0.5), high: between(0.3, 1), narrowMmHg: between(10, 40) }),
  /** T5. */
  sameLimb: z.strictObject({ enabled: z.boolean(), maxMs: lasting(1 / 12, 1) }),
  /** ECG rate and pulse differ by more than `bpm`: SpO2 is not judged for `maxMs` at most, then the mismatch is technical. */
  rateMismatch: z.strictObject({ enabled: z.boolean(), bpm: between(5, 40), maxMs: lasting(1 / 12, 1) }),
  /** Impedance RR equals HR within `bpm` for `forMs`: heartbeats are counted as breaths; held back for `maxMs` at most. */
  cardiogenicRr: z.strictObject({ enabled: z.boolean(), bpm: between(0, 10), forMs: lasting(1 / 6, 2), maxMs: lasting(1 / 12, 2) }),
})

/** A5 and A6, in wall time. Empty lists and null switch a step off. */
export const escalationSchema = z.strictObject({
  highMs: z.array(lasting(1 / 6, 10)).max(5),
  mediumRepeatMs: lasting(0.5, 30).nullable(),
  mediumAsHighMs: lasting(1, 30).nullable(),
  reminderHighMs: lasting(0.5, 30).nullable(),
  reminderMediumMs: lasting(0.5, 30).nullable(),
})

/** S3: after the planned end was reached and nobody ended the infusion. Null: no prompt. */
export const promptsSchema = z.strictObject({
  plannedEndLowMs: lasting(0, 15).nullable(),
  plannedEndMediumMs: lasting(0, 30).nullable(),
  measureAnswerMs: lasting(0.5, 3),
})

/** S7. `freezeMs`: how long the passes of D3 to D6 stand still at most. */
export const offMonitorSchema = z.strictObject({ infusingMs: lasting(1, 10), recoveringMs: lasting(1, 30), freezeMs: lasting(1, 30) })

/** X12. `moaasHighAtMost` null: no alarm. */
export const symptomsSchema = z.strictObject({ warningSigns: z.boolean(), moaasHighAtMost: between(0, 4).int().nullable() })

const allowed = (low: number, high: number) => z.strictObject({ low: between(low, high), high: between(low, high) }).optional()

/** X13: what a physician may set for one patient; a limit that is absent here cannot be personal. */
export const personalSchema = z.strictObject({
  sysHighWarning: allowed(110, 220),
  sysHighCritical: allowed(130, 240),
  diaHighWarning: allowed(70, 130),
  diaHighCritical: allowed(80, 150),
  sysLowWarning: allowed(60, 130),
  sysLowCritical: allowed(50, 120),
  hrHigh: allowed(80, 180),
  hrLow: allowed(35, 70),
  spo2Low: allowed(80, 97),
  rrHigh: allowed(15, 60),
  rrLow: allowed(3, 14),
  etco2High: allowed(35, 80),
  leaveSysBelow: allowed(110, 200),
  leaveDiaBelow: allowed(70, 120),
  leaveSysAtLeast: allowed(60, 120),
  leaveDiaAtLeast: allowed(30, 80),
  leaveHrHigh: allowed(80, 150),
  leaveHrLow: allowed(35, 70),
  leaveSpo2Low: allowed(85, 99),
  leaveRrHigh: allowed(15, 40),
  leaveRrLow: allowed(4, 14),
} satisfies Record<PersonalLimitName, z.ZodType>)
