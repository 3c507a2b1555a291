import type { PatientId } from '@chairside/shared/identity'
import type { NewScore, OutcomeScore, ScoreCorrection } from '@chairside/shared/outcome-score'
import type { PatientCourse, PatientScores } from '@chairside/shared/patient-course'
import { type Asked, createAsk } from './ask.ts'

/** Courses of patients and the totals of their questionnaires. Addresses hold our own ids, never a name or a number of a patient. */
export interface Courses {
  course(patientId: string): Promise<Asked<PatientCourse>>
  scores(patientId: string): Promise<Asked<PatientScores>>
  addScore(patientId: string, score: NewScore): Promise<Asked<OutcomeScore>>
  /** `scoreId`: the statement that stands. */
  correctScore(patientId: string, scoreId: string, correction: ScoreCorrection): Promise<Asked<OutcomeScore>>
  /** Whose session it is. */
  patientOf(sessionId: string): Promise<Asked<{ readonly patientId: PatientId }>>
}

export const createCourses = (request: typeof fetch): Courses => {
  const ask = createAsk(request)
  const at = (id: string): string => encodeURIComponent(id)
  return {
    course: (patientId) => ask(`/api/patients/${at(patientId)}/course`),
    scores: (patientId) => ask(`/api/patients/${at(patientId)}/scores`),
    addScore: (patientId, score) => ask(`/api/patients/${at(patientId)}/scores`, score),
    correctScore: (patientId, scoreId, correction) => ask(`/api/patients/${at(patientId)}/scores/${at(scoreId)}`, correction),
    patientOf: (sessionId) => ask(`/api/sessions/${at(sessionId)}/patient`),
  }
}
