import { type GivenInfusion, nextDue } from '@chairside/server/domain/next-due'
import { dayAfter, dayOf } from '@chairside/shared/clinic-day'
import type { CoursePlan } from '@chairside/shared/clinic-profiles/clinic-profile'
import { NEUTRAL_PROFILE } from '@chairside/shared/clinic-profiles/neutral'
import { OBSERVED_RECOVERY_PROFILE } from '@chairside/shared/clinic-profiles/observed-recovery'
import { SHORT_STAY_PROFILE } from '@chairside/shared/clinic-profiles/short-stay'
import { TAPERED_COURSE_PROFILE } from '@chairside/shared/clinic-profiles/tapered-course'
import { WEEKLY_COURSE_PROFILE } from '@chairside/shared/clinic-profiles/weekly-course'
import { USUAL_COURSE_NUMBERS } from '@chairside/shared/course-numbers'
import type { NextDue } from '@chairside/shared/patient-course'
import { describe, expect, it } from 'vitest'

const MONDAY = '2026-03-02'
/** Infusions on these days after the first Monday, numbered from 1. */
const given = (...days: readonly number[]): readonly GivenInfusion[] =>
  days.map((day, index) => ({ infusionNumber: index + 1, day: dayAfter(MONDAY, day) }))

const due = (plan: CoursePlan | null, infusions: readonly GivenInfusion[], today = MONDAY, count = infusions.length): NextDue =>
  nextDue(plan, { length: 6, count }, infusions, today, USUAL_COURSE_NUMBERS.graceDays)

/** The days of the plan, counted from the first Monday. */
const days = ({ window }: NextDue): readonly [number, number] | null => {
  if (window === null) return null
  const count = (day: string): number => (Date.parse(day) - Date.parse(MONDAY)) / 86_400_000
  return [count(window.fromDay), count(window.toDay)]
}

describe('when the next infusion is due', () => {
  it('S1: a tapered course wants three in its first week, two in the second, one in the third', () => {
    const { course } = TAPERED_COURSE_PROFILE
    expect(days(due(course, given(0)))).toEqual([1, 3])
    expect(days(due(course, given(0, 2)))).toEqual([3, 5])
    // The fourth is one of the second week, not before that week begins.
    expect(days(due(course, given(0, 2, 4)))).toEqual([7, 8])
    expect(days(due(course, given(0, 2, 4, 7)))).toEqual([8, 11])
    expect(days(due(course, given(0, 2, 4, 7, 10)))).toEqual([14, 17])
  })

  it('S1: a course that slipped goes on from its last infusion', () => {
    expect(days(due(TAPERED_COURSE_PROFILE.course, given(0, 5, 12)))).toEqual([13, 16])
  })

  it('S1: a weekly course wants one a week; one at two to three a week may take the slower pace', () => {
    expect(days(due(WEEKLY_COURSE_PROFILE.course, given(0)))).toEqual([7, 7])
    expect(days(due(WEEKLY_COURSE_PROFILE.course, given(0, 9)))).toEqual([14, 16])
    expect(days(due(OBSERVED_RECOVERY_PROFILE.course, given(0)))).toEqual([1, 4])
    expect(days(due(OBSERVED_RECOVERY_PROFILE.course, given(0, 2, 4)))).toEqual([7, 8])
  })

  it('S1: six within two to four weeks are two to five days apart', () => {
    expect(days(due(SHORT_STAY_PROFILE.course, given(0)))).toEqual([2, 5])
  })

  it('S1: after the course the weeks between infusions are those of maintenance, later others', () => {
    const six = given(0, 7, 14, 21, 28, 35)
    expect(due(WEEKLY_COURSE_PROFILE.course, six)).toMatchObject({ stage: 'maintenance', infusionNumber: 7, asNeeded: false })
    expect(days(due(WEEKLY_COURSE_PROFILE.course, six))).toEqual([63, 63])
    // Monthly in the first year, every six weeks from its end on.
    expect(days(due(WEEKLY_COURSE_PROFILE.course, [...six, { infusionNumber: 7, day: dayAfter(MONDAY, 363) }]))).toEqual([391, 391])
    expect(days(due(WEEKLY_COURSE_PROFILE.course, [...six, { infusionNumber: 7, day: dayAfter(MONDAY, 364) }]))).toEqual([406, 406])
  })

  it('S1: what is given as needed is never overdue', () => {
    const next = due(SHORT_STAY_PROFILE.course, given(0, 3, 6, 9, 12, 15), '2027-03-02')
    expect(next).toMatchObject({ stage: 'maintenance', asNeeded: true, overdueDays: null })
    expect(next.window).not.toBeNull()
  })

  it('V8: a practice that lays down no days, an unknown one, and a course given elsewhere have no day and are not overdue', () => {
    expect(due(NEUTRAL_PROFILE.course, given(0), '2027-01-01')).toMatchObject({ window: null, why: 'not-laid-down', overdueDays: null })
    expect(due(null, given(0), '2027-01-01')).toMatchObject({ window: null, why: 'not-laid-down', overdueDays: null })
    expect(due(TAPERED_COURSE_PROFILE.course, [], '2027-01-01', 3)).toMatchObject({ infusionNumber: 4, why: 'not-here', overdueDays: null })
    expect(due(TAPERED_COURSE_PROFILE.course, [])).toMatchObject({ infusionNumber: 1, why: 'first' })
  })

  it('S1: a course begun elsewhere counts its weeks from the first infusion here', () => {
    const here = [{ infusionNumber: 4, day: MONDAY }]
    expect(days(due(TAPERED_COURSE_PROFILE.course, here, MONDAY, 4))).toEqual([1, 4])
  })

  it('S1: overdue is what is past the last day and its grace, and not a day sooner', () => {
    const { course } = TAPERED_COURSE_PROFILE
    const at = (today: number): number | null => due(course, given(0, 2, 4), dayAfter(MONDAY, today)).overdueDays
    expect([at(8), at(9), at(10), at(20)]).toEqual([null, null, 2, 12])
    // Afterwards a week is let pass.
    const after = (today: number): number | null => due(course, given(0, 2, 4, 7, 10, 14), dayAfter(MONDAY, today)).overdueDays
    expect([after(42), after(49), after(50)]).toEqual([null, null, 8])
  })

  it('S1: days of the clinic count, also over the nights in which its clocks change', () => {
    const zone = 'Europe/Madrid'
    // Half past midnight in Madrid, the evening before by UTC; two days later the clocks go forward.
    const last = dayOf(Date.parse('2026-03-26T23:30:00Z'), zone)
    expect(last).toBe('2026-03-27')
    const overdue = (at: string): number | null =>
      due(WEEKLY_COURSE_PROFILE.course, [{ infusionNumber: 1, day: last }], dayOf(Date.parse(at), zone)).overdueDays
    // Due on 3 April, with one day of grace: overdue from midnight of the 5th in Madrid, 22:00 UTC in summer.
    expect(overdue('2026-04-04T21:59:59Z')).toBeNull()
    expect(overdue('2026-04-04T22:00:00Z')).toBe(2)
    const autumn = (at: string): number | null =>
      due(WEEKLY_COURSE_PROFILE.course, [{ infusionNumber: 1, day: '2026-10-23' }], dayOf(Date.parse(at), zone)).overdueDays
    expect(autumn('2026-10-31T22:59:59Z')).toBeNull()
    expect(autumn('2026-10-31T23:00:00Z')).toBe(2)
  })
})
