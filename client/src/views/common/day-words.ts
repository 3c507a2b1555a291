import { shownLocale } from '../../words/language.ts'

/** A day of the calendar needs no zone: it is read and written at midnight UTC. */
const written = (day: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(shownLocale(), { timeZone: 'UTC', ...options }).format(Date.parse(`${day}T00:00:00Z`))

/** `Mon 2 Mar 2026`. */
export const dayWords = (day: string): string => written(day, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
/** `2 Mar 2026`. */
export const dateWords = (day: string): string => written(day, { day: 'numeric', month: 'short', year: 'numeric' })
