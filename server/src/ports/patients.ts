import type { PatientId, SessionId } from '@chairside/shared/identity'
import type { Phase } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type {
  NewPatient,
  PatientCard,
  PatientChange,
  VisitCard,
  VisitChange,
  VisitOrder,
  VisitOutcome,
  VisitStatus,
} from '@chairside/shared/visit'

/** The clinic's own plan for a patient who begins a course. */
export interface CoursePlan {
  readonly profileId: string
  readonly length: number
}

/** A visit as it is kept. Who sits where at this moment is the room's to say. */
export interface VisitRecord extends Omit<VisitCard, 'state' | 'seat'> {
  readonly status: VisitStatus
  /** The session that the visit became, and where; null: not checked in. */
  readonly session: { readonly sessionId: SessionId; readonly chairId: string; readonly endedAs: Phase | null } | null
}

export interface VisitData {
  readonly patientId: PatientId
  readonly day: string
  readonly arrival: string
  readonly infusionNumber: number
  readonly chairId: string | null
  readonly order: VisitOrder
}

/** Why nothing was changed. `changed-meanwhile`: somebody else was first; `already-done`: the patient is expected that day already. */
export type PatientsProblem =
  | 'unknown-patient'
  | 'unknown-visit'
  | 'identifier-taken'
  | 'changed-meanwhile'
  | 'already-done'
  | 'wrong-phase'

export type Kept<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: PatientsProblem }

/** The clinic's patients, their courses and weights, and who is expected on which day. Durable when a promise resolves. */
export interface Patients {
  add(patientId: PatientId, patient: NewPatient, plan: CoursePlan, at: Moment): Promise<Kept<PatientCard>>
  change(patientId: PatientId, change: PatientChange, plan: CoursePlan, at: Moment): Promise<Kept<PatientCard>>
  byId(patientId: PatientId): Promise<PatientCard | null>
  byIdentifier(identifier: string): Promise<PatientCard | null>
  /**
   * Everybody whose identifier and name hold each word of `text`, whatever its case and accents; those with
   * words that begin so first, then by name, at most `limit`.
   */
  find(text: string, limit: number): Promise<readonly PatientCard[]>
  addWeight(patientId: PatientId, kg: number, at: Moment): Promise<void>
  /**
   * That infusion was begun at this visit: it counts in the course that the visit belongs to. The count never goes back by it, and a
   * course is never shorter than what was given of it.
   */
  noteInfusion(visitId: string, infusionNumber: number): Promise<void>
  addVisit(visitId: string, visit: VisitData): Promise<Kept<VisitRecord>>
  changeVisit(visitId: string, change: VisitChange): Promise<Kept<VisitRecord>>
  /** Refused with `wrong-phase` once the patient was checked in. */
  settleVisit(visitId: string, outcome: VisitOutcome): Promise<Kept<VisitRecord>>
  visitById(visitId: string): Promise<VisitRecord | null>
  /** By arrival. */
  visitsOn(day: string): Promise<readonly VisitRecord[]>
  visitOf(sessionId: SessionId): Promise<VisitRecord | null>
  /** The visit of that patient on that day that waits for a check-in. */
  expectedVisit(patientId: PatientId, day: string): Promise<VisitRecord | null>
  /** Ties a session to a visit, which from then on belongs to the patient's present course; or sets it free again (null). */
  seat(visitId: string, session: VisitRecord['session']): Promise<void>
  /** Visits whose session has not ended by what is kept here. */
  seatedVisits(): Promise<readonly VisitRecord[]>
}
