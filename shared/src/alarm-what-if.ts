import { z } from 'zod'
import type { Priority } from './alarm.ts'
import { type ByPriority, isReviewable, type ReviewedAlarms, type ReviewedExcursions } from './alarm-review.ts'
import { daySchema } from './clinic-day.ts'
import type { Ending, Level } from './excursion.ts'
import { type ChairId, chairIdSchema, type SessionId } from './identity.ts'
import { judgeAgainSchema } from './judged-again.ts'
import type { Moment } from './time.ts'

/** How many sessions one run judges again: two hours at one reading a second take about a second, so that is some half an hour. */
export const WHAT_IF_SESSIONS_AT_MOST = 2_000
/** How many changes a run names; all are counted. */
export const WHAT_IF_CHANGES_AT_MOST = 200

/** By what all sessions of a period are judged again: a protocol of the clinic, or each session's own, with numbers changed by their path. */
export const whatIfSchema = judgeAgainSchema
  .extend({ from: daySchema, to: daySchema, chair: chairIdSchema.optional(), simulated: z.boolean().default(false) })
  .refine(isReviewable, { path: ['to'] })
export type WhatIf = z.output<typeof whatIfSchema>
export type AskedWhatIf = z.input<typeof whatIfSchema>

/** What one of the two judgements makes of the period: alarms about vitals, and excursions. */
export interface WhatIfSide {
  readonly alarms: readonly Omit<ReviewedAlarms, 'source'>[]
  readonly excursions: readonly ReviewedExcursions[]
  readonly inAlarmMs: ByPriority
}

/** What became of the things of one name: `gone` not at all by the other judgement, `fresh` by it alone. */
export const SHIFTS = ['same', 'earlier', 'later', 'gone', 'fresh'] as const
export type Shift = (typeof SHIFTS)[number]
export type Shifts = Readonly<Record<Shift, number>>

/** One thing that is another one by the other judgement. `at`: when it began, by the first of the two that holds it. */
export type WhatIfChange = {
  readonly sessionId: SessionId
  readonly chairId: ChairId
  readonly name: string
  readonly shift: Exclude<Shift, 'same'>
  readonly at: Moment
  /** How much later it began; below zero earlier; null where only one holds it. */
  readonly byMs: number | null
} & (
  | { readonly what: 'alarm'; readonly before: JudgedAlarm | null; readonly after: JudgedAlarm | null }
  | { readonly what: 'excursion'; readonly before: JudgedExcursion | null; readonly after: JudgedExcursion | null }
)
export interface JudgedAlarm {
  readonly text: string
  readonly priority: Priority
}
export interface JudgedExcursion {
  readonly peak: Level
  readonly ending: Ending | null
}

export interface WhatIfResult {
  /** Time of chairs in use within the period, of the sessions that were judged. */
  readonly spanMs: number
  readonly sessions: number
  readonly before: WhatIfSide
  readonly after: WhatIfSide
  readonly alarms: readonly ({ readonly name: string } & Shifts)[]
  readonly excursions: readonly ({ readonly name: string } & Shifts)[]
  readonly changes: readonly WhatIfChange[]
  readonly changed: number
  /** Sessions that could not be judged by what was asked for, with the faults by path. */
  readonly refused: readonly { readonly sessionId: SessionId; readonly faults: readonly string[] }[]
}

export const RUN_STATES = ['running', 'done', 'cancelled', 'failed'] as const
export type RunState = (typeof RUN_STATES)[number]

/** A run over a period. `result`: of the sessions judged so far; all of them once it is `done`. */
export interface WhatIfRun {
  readonly runId: string
  readonly state: RunState
  readonly done: number
  readonly total: number
  readonly result: WhatIfResult
}
