import type { Problem } from '@chairside/shared/reply'
import type { Moment } from '@chairside/shared/time'
import { wishAlarm } from './alarm-life.ts'
import type { ActInput } from './chair-input.ts'
import { problem } from './problem.ts'
import { monitorIsLive } from './session-gate.ts'
import { type Session, state, type Work } from './session-state.ts'

const UNANSWERED = 'measure-unanswered'

type Asked = NonNullable<Session['care']['measure']>

const setMeasure = (work: Work, measure: Asked | null): void => {
  work.session.care = { ...work.session.care, measure }
}

/** "Measure now": the shell passes it on to the monitor once this is done. */
export const askToMeasure = (work: Work, input: ActInput): Problem | null => {
  const { session } = work
  const { takenAt, by } = input
  if (session.bound === null) return problem('source-not-live')
  if (session.bound.profile.canMeasure !== true) return problem('cannot-measure')
  // Its answer would be withheld (G5).
  if (session.wrongPatient) return problem('wrong-patient')
  if (input.settled !== true && !monitorIsLive(session, takenAt)) return problem('source-not-live')
  if (session.care.measure?.state === 'asked') return problem('already-done', session.care.measure.by)
  wishAlarm(work, UNANSWERED, null, takenAt)
  setMeasure(work, { askedAt: takenAt, by: by.name, state: 'asked' })
  state(work, takenAt, { kind: 'measure-asked', by })
  return null
}

/** The next set or failure of the monitor is the answer, a late one too; what ended before the asking answers nothing. */
export const answerMeasure = (work: Work, endedAt: Moment, statedAt: Moment): void => {
  const { measure } = work.session.care
  if (measure === null || measure.state === 'answered' || endedAt < measure.askedAt) return
  wishAlarm(work, UNANSWERED, null, statedAt)
  setMeasure(work, { ...measure, state: 'answered' })
  state(work, statedAt, { kind: 'measure-answered' })
}

/** Nobody is asked any more: the monitor was released, or the session ends. */
export const dropMeasure = (work: Work, at: Moment): void => {
  if (work.session.care.measure === null) return
  wishAlarm(work, UNANSWERED, null, at)
  setMeasure(work, null)
}

/** When an asking that nothing answered is told; null: none waits. */
export const measureDueAt = (session: Session): Moment | null => {
  const { measure } = session.care
  return measure?.state === 'asked' ? measure.askedAt + session.protocol.prompts.measureAnswerMs : null
}

export const lookForUnanswered = (work: Work, now: Moment, reached: (at: Moment) => boolean): void => {
  const { measure } = work.session.care
  const dueAt = measureDueAt(work.session)
  if (measure === null || dueAt === null || !reached(dueAt)) return
  setMeasure(work, { ...measure, state: 'unanswered' })
  state(work, now, { kind: 'measure-unanswered' })
  wishAlarm(work, UNANSWERED, { cause: UNANSWERED, priority: 'low', text: '', unconfirmed: false, latches: false }, now)
}
