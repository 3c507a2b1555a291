import { dayAfter } from '@chairside/shared/clinic-day'
import { HOUR_MS } from '@chairside/shared/time'

export const REVIEW_SPANS = ['day', 'week', 'month'] as const
export type ReviewSpan = (typeof REVIEW_SPANS)[number]

/** Days of the clinic, both included. */
export interface ReviewDays {
  readonly from: string
  readonly to: string
}

const DAY_MS = 24 * HOUR_MS
/** 0 on Mondays: the first day of the count was a Thursday. */
const weekday = (day: string): number => (Date.parse(`${day}T00:00:00Z`) / DAY_MS + 3) % 7

/** The day, the week from Monday to Sunday, or the month in which `on` lies. */
export const reviewDays = (span: ReviewSpan, on: string): ReviewDays => {
  if (span === 'day') return { from: on, to: on }
  if (span === 'week') {
    const from = dayAfter(on, -weekday(on))
    return { from, to: dayAfter(from, 6) }
  }
  const from = `${on.slice(0, 7)}-01`
  // No month has 32 days: the 32nd lies in the next one.
  return { from, to: dayAfter(`${dayAfter(from, 31).slice(0, 7)}-01`, -1) }
}

/** A day of the period before or after the one in which `on` lies. */
export const stepOf = (span: ReviewSpan, on: string, way: -1 | 1): string => {
  const { from, to } = reviewDays(span, on)
  return way < 0 ? reviewDays(span, dayAfter(from, -1)).from : dayAfter(to, 1)
}
