import type { Courses } from '@chairside/client/feed/courses.ts'
import type { PatientId } from '@chairside/shared/identity'
import type { NewScore, OutcomeScore, ScoreCorrection } from '@chairside/shared/outcome-score'
import type { PatientCourse } from '@chairside/shared/patient-course'
import type { ProblemCode } from '@chairside/shared/reply'

/** Courses and totals as a test sets them, with what was asked of them. */
export interface FakeCourses extends Courses {
  shown: PatientCourse | null
  /** Whose session each is. */
  owners: Readonly<Record<string, string>>
  readonly looked: string[]
  readonly added: { readonly patientId: string; readonly score: NewScore }[]
  readonly corrected: { readonly scoreId: string; readonly correction: ScoreCorrection }[]
  /** What the next change is refused with. */
  refusal: ProblemCode | null
}

const problem = (code: ProblemCode) => ({ ok: false, problem: { code, details: [] } }) as const

export const createFakeCourses = (): FakeCourses => {
  const score = (change: Partial<OutcomeScore>): OutcomeScore => ({
    scoreId: 'score-new',
    instrument: 'phq-9',
    day: '2026-03-02',
    value: 0,
    at: 0,
    by: 'N. Ortega',
    reason: null,
    earlier: [],
    ...change,
  })
  const fake: FakeCourses = {
    shown: null,
    owners: {},
    looked: [],
    added: [],
    corrected: [],
    refusal: null,
    course: async (patientId) => {
      fake.looked.push(patientId)
      return fake.shown?.patient.patientId === patientId ? { ok: true, value: fake.shown } : problem('unknown-patient')
    },
    scores: async (patientId) =>
      fake.shown?.patient.patientId === patientId ? { ok: true, value: fake.shown } : problem('unknown-patient'),
    addScore: async (patientId, given) => {
      if (fake.refusal !== null) return problem(fake.refusal)
      fake.added.push({ patientId, score: given })
      return { ok: true, value: score(given) }
    },
    correctScore: async (_patientId, scoreId, correction) => {
      if (fake.refusal !== null) return problem(fake.refusal)
      fake.corrected.push({ scoreId, correction })
      return { ok: true, value: score({ value: correction.value }) }
    },
    patientOf: async (sessionId) => {
      const patientId = fake.owners[sessionId]
      return patientId === undefined ? problem('unknown-patient') : { ok: true, value: { patientId: patientId as PatientId } }
    },
  }
  return fake
}
