import { CLINIC_PROFILES } from '@chairside/shared/clinic-profiles/all'
import type { ClinicProfile, CoursePlan } from '@chairside/shared/clinic-profiles/clinic-profile'
import type { SessionId } from '@chairside/shared/identity'
import type { CourseSession, PatientCourse } from '@chairside/shared/patient-course'
import type { PatientCard } from '@chairside/shared/visit'
import { patientCourse, type SessionOfCourse } from '../domain/patient-course.ts'
import type { Courses, KeptCourseSession } from '../ports/courses.ts'
import type { Log } from '../ports/log.ts'
import type { SessionRecord } from '../ports/record.ts'
import type { SessionKeeper } from './session-list.ts'

/** Reads the courses of patients from the charts of their sessions. */
export interface CourseReader {
  /** As the record has it now; sessions that were drawn before are not drawn again. */
  courseOf(patient: PatientCard, today: string): Promise<PatientCourse>
}

export interface CourseReaderParts {
  readonly courses: Courses
  readonly record: Pick<SessionRecord, 'contentOf'>
  readonly keeper: Pick<SessionKeeper, 'redraw' | 'builtBy'>
  readonly timeZone: string
  /** The clinic's own practice, which stands before the built-in one of its name. */
  readonly profile: ClinicProfile
  readonly log: Log
}

export const createCourseReader = ({ courses, record, keeper, timeZone, profile, log }: CourseReaderParts): CourseReader => {
  const planOf = (profileId: string): CoursePlan | null => [profile, ...CLINIC_PROFILES].find(({ id }) => id === profileId)?.course ?? null

  const sessionOf = async (sessionId: SessionId, kept: KeptCourseSession | undefined): Promise<CourseSession | null> => {
    const content = await record.contentOf(sessionId)
    if (content === null) return null
    if (kept !== undefined && kept.entry === content.entry && kept.builtBy === keeper.builtBy) return kept.session
    try {
      return (await keeper.redraw(sessionId))?.course ?? null
    } catch (error) {
      log.error({ session: sessionId, reason: String(error) }, 'a session could not be drawn for its course')
      return null
    }
  }

  return {
    courseOf: async (patient, today) => {
      const { patientId } = patient
      const [placed, kept, spans, scores, planned, unplaced, removed] = await Promise.all([
        courses.sessionsOf(patientId),
        courses.keptOf(patientId),
        courses.coursesOf(patientId),
        courses.scoresOf(patientId),
        courses.plannedFrom(patientId, today),
        courses.unplaced(patient.identifier),
        courses.removedOf(patientId),
      ])
      const known = new Map(kept.map((one) => [one.sessionId, one]))
      const sessions: SessionOfCourse[] = []
      for (const { sessionId, courseNo } of placed) {
        const session = await sessionOf(sessionId, known.get(sessionId))
        if (session !== null) sessions.push({ courseNo, session })
      }
      return {
        ...patientCourse(spans, sessions, scores, planned, planOf, today, timeZone),
        patient,
        today,
        courses: spans,
        scores,
        planned,
        unplaced,
        undrawn: placed.length - sessions.length,
        removed,
      }
    },
  }
}
