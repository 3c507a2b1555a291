import type { PatientId, SessionId } from '@chairside/shared/identity'
import type { NewScore, OutcomeScore, ScoreCorrection } from '@chairside/shared/outcome-score'
import type { CourseSession, CourseSpan, PlannedVisit } from '@chairside/shared/patient-course'
import type { Moment } from '@chairside/shared/time'

/** What a course shows of a session, as it was drawn last. */
export interface KeptCourseSession {
  readonly sessionId: SessionId
  /** The chain's entry up to which it was drawn. */
  readonly entry: number
  readonly builtBy: string
  readonly session: CourseSession
}

/** Who states a total, and when. */
export interface Stated {
  readonly scoreId: string
  readonly at: Moment
  readonly by: { readonly staffId: string; readonly name: string }
}

/**
 * Why a total was not kept. `already-done`: that form has one on that day, which is corrected and not doubled; `changed-meanwhile`: somebody
 * corrected it already; `malformed`: the form has no such total.
 */
export type ScoreProblem = 'unknown-patient' | 'unknown-entry' | 'already-done' | 'changed-meanwhile' | 'malformed'
export type KeptScore = { readonly ok: true; readonly value: OutcomeScore } | { readonly ok: false; readonly problem: ScoreProblem }

/** Which session was whose, the courses of a patient, and the totals that were entered. Durable when a promise resolves. */
export interface Courses {
  /** Every session of the patient that is recorded, whatever number the patient had then. */
  sessionsOf(patientId: PatientId): Promise<readonly { readonly sessionId: SessionId; readonly courseNo: number }[]>
  /** How many sessions of the patient their retention removed. */
  removedOf(patientId: PatientId): Promise<number>
  /** Null: the session belongs to nobody in the list of patients. */
  patientOf(sessionId: SessionId): Promise<PatientId | null>
  /** Sessions that were recorded under this number and belong to nobody in the list. */
  unplaced(identifier: string): Promise<number>
  /** Oldest first. */
  coursesOf(patientId: PatientId): Promise<readonly CourseSpan[]>
  /** Visits from that day on that wait for a check-in, the next one first. */
  plannedFrom(patientId: PatientId, day: string): Promise<readonly PlannedVisit[]>
  keptOf(patientId: PatientId): Promise<readonly KeptCourseSession[]>
  keep(kept: KeptCourseSession): Promise<void>
  /** The newest day first. */
  scoresOf(patientId: PatientId): Promise<readonly OutcomeScore[]>
  addScore(patientId: PatientId, score: NewScore, stated: Stated): Promise<KeptScore>
  /** `scoreId`: the statement that stands, as the person saw it. */
  correctScore(patientId: PatientId, scoreId: string, correction: ScoreCorrection, stated: Stated): Promise<KeptScore>
}
