import { z } from 'zod'
import { daySchema } from './clinic-day.ts'
import type { Moment } from './time.ts'

/**
 * Questionnaires whose totals are entered before sessions. `c-ssrs` is the screen of it: 0 is no, 1 to 5 the level. They describe the course
 * of an illness: nothing is judged by them.
 */
export const INSTRUMENTS = {
  'phq-9': { label: 'PHQ-9', low: 0, high: 27 },
  madrs: { label: 'MADRS', low: 0, high: 60 },
  qids: { label: 'QIDS', low: 0, high: 27 },
  'c-ssrs': { label: 'C-SSRS', low: 0, high: 5 },
} as const satisfies Record<string, { readonly label: string; readonly low: number; readonly high: number }>
export type Instrument = keyof typeof INSTRUMENTS
export const INSTRUMENT_IDS = Object.keys(INSTRUMENTS) as readonly Instrument[]

/** Whether this form can have that total: a whole number in its range. */
export const isPossibleTotal = (instrument: Instrument, value: number): boolean => {
  const { low, high } = INSTRUMENTS[instrument]
  return Number.isInteger(value) && value >= low && value <= high
}

/** A total as somebody enters it; `day`: when the patient filled it in, by the clinic's calendar. */
export const newScoreSchema = z
  .strictObject({ instrument: z.enum(['phq-9', 'madrs', 'qids', 'c-ssrs']), value: z.number(), day: daySchema })
  .refine(({ instrument, value }) => isPossibleTotal(instrument, value), { path: ['value'], message: 'is no total of this form' })
export type NewScore = z.infer<typeof newScoreSchema>

/** What it should have been; null: it should not stand there at all. The form says of which scale it is. */
export const scoreCorrectionSchema = z.strictObject({ value: z.number().nullable(), reason: z.string().trim().min(3).max(300) })
export type ScoreCorrection = z.infer<typeof scoreCorrectionSchema>

/** One statement of a total. Nothing is overwritten: a correction is another one. */
export interface ScoreStatement {
  readonly scoreId: string
  /** Null: withdrawn. */
  readonly value: number | null
  readonly at: Moment
  readonly by: string
  /** Why the one before was not right; null: the first one. */
  readonly reason: string | null
}

/** A total of one form on one day, with all that was stated before. */
export interface OutcomeScore extends ScoreStatement {
  readonly instrument: Instrument
  readonly day: string
  /** Oldest first. */
  readonly earlier: readonly ScoreStatement[]
}
