import type { Problem } from '@chairside/shared/reply'
import { type GateQuestionId, isGateItem, isOwnSecond } from '@chairside/shared/session'
import type { ActInput } from './chair-input.ts'
import { problem } from './problem.ts'
import { type Session, state, type Work } from './session-state.ts'

type AnswerAct = Extract<ActInput['act'], { readonly kind: 'answer-gate' }>

const isBeforeStart = (session: Session): boolean => session.phase === 'checked-in' || session.phase === 'baseline'

const answerQuestion = (work: Work, input: ActInput, id: GateQuestionId, passed: boolean): void => {
  const { session } = work
  const answer = { passed, by: input.by.name, at: input.takenAt }
  // A new answer wants a new review.
  session.questions = session.questions.map((question) => (question.id === id ? { ...question, answer, review: null } : question))
  state(work, input.takenAt, { kind: 'question-answered', question: id, passed, by: input.by })
}

/** S2: an item of the gate, or a question of the protocol. That nothing speaks against a start answers what is still open with no. */
export const answerGate = (work: Work, input: ActInput, { item, passed, sawAt }: AnswerAct): Problem | null => {
  const { session } = work
  if (!isBeforeStart(session)) return problem('wrong-phase', session.phase)
  const given = isGateItem(item) ? session.gate[item] : session.questions.find(({ id }) => id === item)?.answer
  // Of two who answer at once the second is told who was first, and looks again.
  if (sawAt !== undefined && input.settled !== true && (given?.at ?? null) !== sawAt)
    return problem('changed-meanwhile', ...(given === undefined || given === null ? [] : [given.by]))
  if (!isGateItem(item)) {
    if (!session.questions.some(({ id }) => id === item)) return problem('unknown-question', item)
    answerQuestion(work, input, item, passed)
    return null
  }
  if (input.settled !== true && passed && isOwnSecond(session.gate, item, input.by.staffId)) return problem('second-person-needed')
  session.gate = { ...session.gate, [item]: { passed, by: input.by.name, at: input.takenAt, staffId: input.by.staffId } }
  state(work, input.takenAt, { kind: 'gate-answered', item, passed, by: input.by })
  if (item === 'contraindications' && passed)
    for (const { id, answer } of session.questions) if (answer === null) answerQuestion(work, input, id, true)
  return null
}

/** S2: a physician's look at an answer that speaks against a start, with a reason. It counts as an override (D20). */
export const reviewAnswer = (work: Work, input: ActInput, id: GateQuestionId, reason: string): Problem | null => {
  const { session } = work
  if (!isBeforeStart(session)) return problem('wrong-phase', session.phase)
  const question = session.questions.find((candidate) => candidate.id === id)
  if (question === undefined) return problem('unknown-question', id)
  if (input.by.role !== 'physician') return problem('physician-needed', question.words)
  if (question.answer?.passed !== false) return problem('unknown-entry', question.words)
  if (question.review !== null) return problem('already-done', question.review.by)
  const review = { reason, by: input.by.name, at: input.takenAt }
  session.questions = session.questions.map((candidate) => (candidate === question ? { ...question, review } : candidate))
  session.overridden = true
  state(work, input.takenAt, { kind: 'answer-reviewed', question: id, reason, by: input.by })
  return null
}
