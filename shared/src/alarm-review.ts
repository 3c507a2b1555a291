import { z } from 'zod'
import type { AcknowledgementPlan, AlarmCause, Priority } from './alarm.ts'
import { daySchema } from './clinic-day.ts'
import type { Ending, Level } from './excursion.ts'
import { type AlarmId, type ChairId, chairIdSchema, type SessionId } from './identity.ts'
import type { RemovedCounts } from './removed-session.ts'
import { HOUR_MS, type Moment } from './time.ts'

/** Whom an alarm is about: the patient's vitals, the equipment, or what staff are to do. */
export const ALARM_SOURCES = ['vital', 'technical', 'prompt'] as const
export type AlarmSource = (typeof ALARM_SOURCES)[number]

/** A quarter of a year. */
export const REVIEW_DAYS_AT_MOST = 92
export const EPISODES_AT_MOST = 200

/** Days are the clinic's, both included. Real and simulated sessions are never counted together. */
const periodShape = {
  from: daySchema,
  to: daySchema,
  chair: chairIdSchema.optional(),
  simulated: z
    .enum(['yes', 'no'])
    .default('no')
    .transform((said) => said === 'yes'),
}

const DAY_MS = 24 * HOUR_MS

/** Whether these are one day or more that follow each other, and no more than are reviewed at once. */
export const isReviewable = ({ from, to }: { readonly from: string; readonly to: string }): boolean => {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  return days >= 0 && days < REVIEW_DAYS_AT_MOST
}

/** What a period is asked for by. */
export const reviewQuerySchema = z.strictObject(periodShape).refine(isReviewable, { path: ['to'] })
export type ReviewQuery = z.output<typeof reviewQuerySchema>
export type AskedReview = z.input<typeof reviewQuerySchema>

/** One page of a period's alarms, newest first. */
export const episodeQuerySchema = z
  .strictObject({
    ...periodShape,
    source: z.enum(ALARM_SOURCES).optional(),
    priority: z.enum(['low', 'medium', 'high']).optional(),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(EPISODES_AT_MOST).default(50),
  })
  .refine(isReviewable, { path: ['to'] })
export type EpisodeQuery = z.output<typeof episodeQuerySchema>
export type AskedEpisodes = z.input<typeof episodeQuerySchema>

export type ByPriority = Readonly<Record<Priority, number>>

/**
 * What became of an alarm that waited for somebody. `ended`: its condition ended by itself before anybody answered. `unanswered`: the
 * session ended first, or it latched and nobody came. `open`: still waiting when the record was read.
 */
export const CALL_OUTCOMES = ['acknowledged', 'ended', 'unanswered', 'open'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** Alarms of one name and priority, each by the highest that it reached: counted where they began, timed where they were present. */
export interface ReviewedAlarms {
  readonly source: AlarmSource
  /** The vital and side (T4) as in `spo2:low`; else the cause. */
  readonly name: string
  readonly priority: Priority
  readonly count: number
  readonly presentMs: number
}

export interface ReviewedExcursions {
  readonly name: 'bp-high' | 'bp-low'
  readonly peak: Level
  /** `open`: not closed when the record was read. */
  readonly ending: Ending | 'open'
  readonly count: number
  readonly presentMs: number
}

/** How alarms were answered. Waits from the alarm to its acknowledgement; null: none was acknowledged. */
export interface Answers {
  readonly calls: number
  readonly outcomes: Readonly<Record<CallOutcome, number>>
  readonly medianMs: number | null
  readonly p90Ms: number | null
  /** Of `calls`: reached some step of A6. */
  readonly escalated: number
}
export interface ReviewedAnswers extends Answers {
  readonly source: AlarmSource
  readonly priority: Priority
}

/** The limit that raised alarms; `limit` null: one that moves with the patient's baseline. */
export interface ReviewedLimit {
  /** As the alarm's text names it: `SYS`. */
  readonly vital: string
  readonly sign: string
  readonly limit: number | null
  readonly count: number
  readonly byPriority: ByPriority
  readonly presentMs: number
}

export interface ReviewedChair {
  readonly chairId: ChairId
  readonly sessions: number
  readonly spanMs: number
  readonly vital: ByPriority
  readonly technical: number
  readonly excursions: number
}

/** An hour of a day, or a day of a longer period. */
export interface ReviewedStretch {
  readonly fromAt: Moment
  readonly untilAt: Moment
  /** Milliseconds of chairs in use. */
  readonly spanMs: number
  readonly vital: ByPriority
  readonly technical: number
  readonly excursions: number
}

/** What sounded in a period, on which chairs, by which limits, and who answered. */
export interface AlarmReview {
  readonly from: string
  readonly to: string
  readonly fromAt: Moment
  readonly untilAt: Moment
  readonly chair: ChairId | null
  readonly simulated: boolean
  readonly sessions: number
  /** Of the other kind, simulated or real: not counted here. */
  readonly otherSessions: number
  /** Sessions of this time that were removed, as theirs was over: not counted. */
  readonly removed: RemovedCounts
  /** Of `sessions`: still going on. */
  readonly running: number
  /** Time of chairs in use within the period: what rates are counted by. */
  readonly spanMs: number
  readonly alarms: readonly ReviewedAlarms[]
  /** Milliseconds with an alarm, by the priority of the highest one present on the chair. */
  readonly inAlarmMs: Readonly<Record<AlarmSource, ByPriority>>
  readonly excursions: readonly ReviewedExcursions[]
  /** Of medium and high alarms about vitals. */
  readonly heard: Answers
  readonly answers: readonly ReviewedAnswers[]
  readonly people: readonly { readonly name: string; readonly acknowledged: number; readonly medianMs: number }[]
  /** Alarms by the last step of A6 that they reached. */
  readonly escalations: readonly { readonly step: number; readonly count: number }[]
  readonly reminders: number
  /** `pausedMs`: as they were asked for; a new alarm ends a pause earlier. */
  readonly pauses: { readonly count: number; readonly pausedMs: number; readonly endedByAlarm: number }
  readonly limits: readonly ReviewedLimit[]
  readonly chairs: readonly ReviewedChair[]
  readonly stretches: readonly ReviewedStretch[]
}

/** One time that an alarm was there. No patient is named: the chart does. */
export interface EpisodeLine {
  readonly sessionId: SessionId
  readonly chairId: ChairId
  readonly alarmId: AlarmId
  readonly source: AlarmSource
  readonly name: string
  readonly cause: AlarmCause
  readonly priority: Priority
  /** The worst value and its limit; for technical ones a subject. */
  readonly text: string
  readonly fromAt: Moment
  readonly untilAt: Moment
  /** Still present when the record was read. */
  readonly present: boolean
  /** The wait that this alarm began or went on with; `waitMs` from its first moment to the answer. */
  readonly outcome: CallOutcome
  readonly answer: { readonly by: string; readonly plan: AcknowledgementPlan | null; readonly waitMs: number } | null
  readonly escalations: number
}

export interface EpisodePage {
  readonly episodes: readonly EpisodeLine[]
  readonly total: number
}
