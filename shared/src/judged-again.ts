import { z } from 'zod'
import type { Excursion } from './excursion.ts'
import type { Baseline } from './fact.ts'
import type { LimitsPicture } from './picture.ts'
import type { ChartAlarm, ConditionSpan } from './session-chart.ts'
import type { Moment } from './time.ts'

/** What else a session may be judged by: one of the clinic's protocols, numbers of it changed by their path, or both. */
export const judgeAgainSchema = z.strictObject({
  protocolId: z.string().min(1).max(64).optional(),
  changes: z
    .array(
      z.strictObject({
        path: z.string().regex(/^[A-Za-z0-9.-]{3,80}$/),
        value: z.number().nullable(),
      }),
    )
    .max(40)
    .default([]),
})
export type JudgeAgain = z.input<typeof judgeAgainSchema>

/** Numbers that people ask about first, by their path in a protocol. Any other path may be asked for too. */
export const ASKED_PATHS = [
  'excursion.high.warning.sys',
  'excursion.high.critical.sys',
  'excursion.high.warning.dia',
  'excursion.high.critical.dia',
  'excursion.low.warning.sys',
  'excursion.low.critical.sys',
  'limits.spo2-low.limit',
  'limits.hr-high.limit',
  'limits.hr-low.limit',
  'limits.rr-low.limit',
] as const
export type AskedPath = (typeof ASKED_PATHS)[number]

/** What one protocol makes of the record. */
export interface Judgement {
  readonly protocol: { readonly id: string; readonly version: number; readonly name: string }
  readonly baseline: Baseline | null
  readonly limits: LimitsPicture | null
  readonly excursions: readonly Excursion[]
  readonly conditions: readonly ConditionSpan[]
  readonly alarms: readonly ChartAlarm[]
  /** The numbers of `ASKED_PATHS` as this protocol has them. */
  readonly numbers: Readonly<Record<AskedPath, number | null>>
}

/** One thing in both judgements; null: not there. `byMs`: how much later it began; below zero earlier. */
export interface Compared<Item> {
  readonly before: Item | null
  readonly after: Item | null
  readonly byMs: number | null
}

/** A session judged twice from one record, corrections applied: by its own protocol, and by what was asked for. */
export interface JudgedAgain {
  readonly startedAt: Moment | null
  readonly own: Judgement
  readonly asked: Judgement
  readonly changes: readonly { readonly path: string; readonly from: number | null; readonly to: number | null }[]
  readonly excursions: readonly Compared<Excursion>[]
  readonly conditions: readonly Compared<ConditionSpan>[]
  readonly alarms: readonly Compared<ChartAlarm>[]
}
