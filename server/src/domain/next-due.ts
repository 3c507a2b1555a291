import { dayAfter } from '@chairside/shared/clinic-day'
import type { CoursePlan } from '@chairside/shared/clinic-profiles/clinic-profile'
import type { CourseNumbers } from '@chairside/shared/course-numbers'
import type { DueWindow, NextDue } from '@chairside/shared/patient-course'
import { HOUR_MS } from '@chairside/shared/time'

const WEEK_DAYS = 7
const DAY_MS = 24 * HOUR_MS

/** An infusion that was begun, by the clinic's calendar. */
export interface GivenInfusion {
  readonly infusionNumber: number
  readonly day: string
}

/** Whole days from one day of the calendar to another: days on which the clocks change count as one. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)

const later = (one: string, other: string): string => (one > other ? one : other)

/** In which week of the plan an infusion is, from 0, and how many that week has. What the plan does not name goes on as its last week does. */
const weekOf = (perWeek: readonly number[], infusionNumber: number): { readonly week: number; readonly count: number } => {
  let last = 0
  for (const [week, count] of perWeek.entries()) {
    last += count
    if (infusionNumber <= last) return { week, count }
  }
  const count = Math.max(1, perWeek.at(-1) ?? 1)
  return { week: perWeek.length + Math.ceil((infusionNumber - last) / count) - 1, count }
}

/** Within the first course: not before the week of the plan begins, and no later after the last one than the plan's slowest pace. */
const withinCourse = (
  { perWeek, weeks, infusions }: CoursePlan,
  next: number,
  first: GivenInfusion,
  last: GivenInfusion,
): DueWindow | null => {
  const slowest = weeks === null ? null : infusions / weeks.high
  if (perWeek === null) {
    if (weeks === null || slowest === null) return null
    return {
      fromDay: dayAfter(last.day, Math.max(1, Math.floor(WEEK_DAYS / (infusions / weeks.low)))),
      toDay: dayAfter(last.day, Math.ceil(WEEK_DAYS / slowest)),
    }
  }
  const { week, count } = weekOf(perWeek, next)
  // A plan that may take longer than its weeks are written goes by the longer time.
  const pace = weeks !== null && slowest !== null && weeks.high > perWeek.length ? Math.min(count, slowest) : count
  const begins = dayAfter(first.day, WEEK_DAYS * (week - weekOf(perWeek, first.infusionNumber).week))
  const fromDay = later(dayAfter(last.day, 1), begins)
  return { fromDay, toDay: later(dayAfter(last.day, Math.ceil(WEEK_DAYS / pace)), fromDay) }
}

const afterCourse = ({ maintenanceWeeks, maintenanceLater }: CoursePlan, first: GivenInfusion, last: GivenInfusion): DueWindow | null => {
  const isLater = maintenanceLater !== undefined && daysBetween(first.day, last.day) >= WEEK_DAYS * maintenanceLater.afterWeeks
  const weeks = isLater ? maintenanceLater.weeks : maintenanceWeeks
  return weeks === null ? null : { fromDay: dayAfter(last.day, WEEK_DAYS * weeks.low), toDay: dayAfter(last.day, WEEK_DAYS * weeks.high) }
}

/**
 * When the plan wants the next infusion of a course, as days of the clinic's calendar. `given`: the infusions of the course that were begun
 * here, oldest first; `count`: how many it has had in all, those given elsewhere too.
 */
export const nextDue = (
  plan: CoursePlan | null,
  course: { readonly length: number; readonly count: number },
  given: readonly GivenInfusion[],
  today: string,
  grace: CourseNumbers['graceDays'],
): NextDue => {
  const stage = course.count < course.length ? 'course' : 'maintenance'
  const infusionNumber = course.count + 1
  const asNeeded = stage === 'maintenance' && plan?.maintenanceAsNeeded === true
  const none = (why: NonNullable<NextDue['why']>): NextDue => ({ infusionNumber, stage, window: null, why, asNeeded, overdueDays: null })
  const [first] = given
  const last = given.at(-1)
  if (first === undefined || last === undefined) return none(course.count === 0 ? 'first' : 'not-here')
  if (plan === null) return none('not-laid-down')
  const window = stage === 'course' ? withinCourse(plan, infusionNumber, first, last) : afterCourse(plan, first, last)
  if (window === null) return none('not-laid-down')
  const days = daysBetween(window.toDay, today)
  return { infusionNumber, stage, window, why: null, asNeeded, overdueDays: !asNeeded && days > grace[stage] ? days : null }
}
