import { dayOf } from '@chairside/shared/clinic-day'
import type { CoursePlan } from '@chairside/shared/clinic-profiles/clinic-profile'
import { USUAL_COURSE_NUMBERS } from '@chairside/shared/course-numbers'
import { INSTRUMENT_IDS, type OutcomeScore } from '@chairside/shared/outcome-score'
import type { CourseSession, CourseSpan, PatientCourse, PlacedSession, PlannedVisit } from '@chairside/shared/patient-course'
import { courseFlags } from './course-flags.ts'
import { nextDue } from './next-due.ts'

/** A session with the number of the course that it was part of. */
export interface SessionOfCourse {
  readonly courseNo: number
  readonly session: CourseSession
}

/** The newest total of each form up to that day, and after the day of the infusion before. */
const totalsBefore = (scores: readonly OutcomeScore[], after: string | null, upTo: string): PlacedSession['before'] =>
  Object.fromEntries(
    INSTRUMENT_IDS.flatMap((instrument) => {
      const found = scores
        .filter((one) => one.instrument === instrument && one.value !== null && one.day <= upTo && (after === null || one.day > after))
        .reduce<OutcomeScore | null>((newest, one) => (newest === null || one.day > newest.day ? one : newest), null)
      return found === null ? [] : [[instrument, found.value]]
    }),
  )

/**
 * The course of a patient from the charts of its sessions. `planOf`: the plan of the practice that a course follows; `courses`, oldest
 * first, of which the last is the present one.
 */
export const patientCourse = (
  courses: readonly CourseSpan[],
  sessions: readonly SessionOfCourse[],
  scores: readonly OutcomeScore[],
  planned: readonly PlannedVisit[],
  planOf: (profileId: string) => CoursePlan | null,
  today: string,
  timeZone: string,
): Pick<PatientCourse, 'plan' | 'sessions' | 'next' | 'flags'> => {
  const ordered = [...sessions].sort((a, b) => a.session.checkedInAt - b.session.checkedInAt)
  const placed: PlacedSession[] = []
  let before: string | null = null
  for (const { courseNo, session } of ordered) {
    const day = dayOf(session.startedAt ?? session.checkedInAt, timeZone)
    placed.push({ ...session, courseNo, day, before: totalsBefore(scores, before, day) })
    if (session.startedAt !== null) before = day
  }
  const present = courses.at(-1)
  const plan = present === undefined ? null : planOf(present.profileId)
  const numbers = plan?.numbers ?? USUAL_COURSE_NUMBERS
  const infused = placed.filter(({ courseNo, startedAt }) => courseNo === present?.courseNo && startedAt !== null)
  const next = nextDue(plan, { length: present?.length ?? 0, count: present?.given ?? 0 }, infused, today, numbers.graceDays)
  return { plan, sessions: placed, next, flags: courseFlags(infused, next, planned[0] ?? null, numbers) }
}
