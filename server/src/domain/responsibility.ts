import type { Alarm } from '@chairside/shared/alarm'
import type { Problem } from '@chairside/shared/reply'
import type { AlarmCall, Called, StaffingPicture, StaffMember } from '@chairside/shared/staffing'
import type { Moment } from '@chairside/shared/time'
import type { ActInput } from './chair-input.ts'
import { problem } from './problem.ts'
import { type Session, state, type Work } from './session-state.ts'

const memberOf = ({ by }: ActInput): StaffMember => ({ staffId: by.staffId, name: by.name })

/** Whoever checks somebody in answers for the chair until another does. */
export const firstStaffing = (input: ActInput): StaffingPicture => ({
  responsible: { ...memberOf(input), since: input.takenAt },
  second: null,
  offer: null,
  calls: [],
})

const change = (work: Work, input: ActInput, how: 'taken-over' | 'handed-over'): void => {
  const { session } = work
  const { staffId, name } = session.staffing.responsible
  session.staffing = { ...session.staffing, responsible: { ...memberOf(input), since: input.takenAt }, offer: null }
  state(work, input.takenAt, { kind: 'responsible-changed', from: { staffId, name }, how, by: input.by })
}

/** Of two who take over at once the second is told who was first. */
export const takeOver = (work: Work, input: ActInput, sawStaffId: string): Problem | null => {
  const { responsible } = work.session.staffing
  if (responsible.staffId === input.by.staffId) return problem('already-done', responsible.name)
  if (responsible.staffId !== sawStaffId) return problem('changed-meanwhile', responsible.name)
  change(work, input, 'taken-over')
  return null
}

export const offerHandover = (work: Work, input: ActInput, note: string | null): Problem | null => {
  const { session } = work
  const { responsible, offer } = session.staffing
  if (responsible.staffId !== input.by.staffId) return problem('not-responsible', responsible.name)
  if (offer !== null) return problem('already-done', offer.name)
  session.staffing = { ...session.staffing, offer: { ...memberOf(input), at: input.takenAt, note } }
  state(work, input.takenAt, { kind: 'handover-offered', note, by: input.by })
  return null
}

export const withdrawHandover = (work: Work, input: ActInput): Problem | null => {
  const { session } = work
  const { responsible, offer } = session.staffing
  if (offer === null) return problem('already-done', responsible.name)
  if (offer.staffId !== input.by.staffId) return problem('not-responsible', offer.name)
  session.staffing = { ...session.staffing, offer: null }
  state(work, input.takenAt, { kind: 'handover-withdrawn', by: input.by })
  return null
}

/** Accepted by another than who offers it; until then whoever offered answers for the chair. */
export const acceptHandover = (work: Work, input: ActInput, offeredAt: Moment): Problem | null => {
  const { responsible, offer } = work.session.staffing
  if (offer === null || offer.at !== offeredAt) return problem('already-done', responsible.name)
  if (offer.staffId === input.by.staffId) return problem('second-person-needed')
  change(work, input, 'handed-over')
  return null
}

/** At the second step of a high alarm the second person or a physician is called, at the third everybody (A6). */
const SECOND_STEP = 2
const THIRD_STEP = 3

/** Whom an alarm calls by now; null: nobody, since it was answered, is technical or low. */
const calledBy = ({ acknowledgement, kind, cause, priority, presentedAs, escalation }: Alarm): Called | null => {
  if (acknowledgement !== null || kind === 'technical' || priority === 'low') return null
  // A call for help calls all at once (S8). A medium alarm presented as high has waited longer than a high one that calls everybody.
  if (cause === 'help' || presentedAs !== priority || escalation >= THIRD_STEP) return 'everybody'
  return priority === 'high' && escalation >= SECOND_STEP ? 'second-or-physician' : 'responsible'
}

const sameCalls = (a: readonly AlarmCall[], b: readonly AlarmCall[]): boolean =>
  a.length === b.length && a.every((call, index) => call.alarmId === b[index]?.alarmId && call.calls === b[index]?.calls)

/** Brings what is shown up to the alarms and the gate; the reference stays where nothing changed. */
export const showStaffing = (work: Work, before: Session | null): void => {
  const { session } = work
  if (before !== null && before.alarmPicture === session.alarmPicture && before.gate === session.gate) return
  const { staffing } = session
  const calls = session.alarmPicture.flatMap((alarm): readonly AlarmCall[] => {
    const called = calledBy(alarm)
    return called === null ? [] : [{ alarmId: alarm.id, calls: called }]
  })
  const answer = session.gate['second-person']
  const second = answer?.passed === true && answer.staffId !== undefined ? { staffId: answer.staffId, name: answer.by } : null
  if (sameCalls(calls, staffing.calls) && second?.staffId === staffing.second?.staffId) return
  session.staffing = { ...staffing, calls, second }
}
