import { z } from 'zod'
import type { Moment } from './time.ts'

const DAY_MS = 24 * 3_600_000

const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** A day of the calendar, `2026-03-02`. Whose day it is, is the clinic's zone's to say. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay, 'is not a day')

/** A time on the clinic's wall, `09:05`: on the days of a change of the clocks it is still what the patient was told. */
export const wallTimeSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

/** The day that it is at this moment in the clinic's zone. */
export const dayOf = (at: Moment, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/** What a clock on the clinic's wall shows at this moment. */
export const wallTimeOf = (at: Moment, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** The day that comes `days` after this one; before it where negative. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
