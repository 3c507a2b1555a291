import type { Fact } from '@chairside/shared/fact'
import type { ChairId } from '@chairside/shared/identity'
import type { Problem } from '@chairside/shared/reply'
import { isEnded, isMonitored } from '@chairside/shared/session'
import { baselineGuide, sameGuide } from './baseline-guide.ts'
import { carryAct } from './carry-act.ts'
import type { ActInput, ChairInput } from './chair-input.ts'
import { setSpeed } from './escalation.ts'
import { redeclare } from './monitor-binding.ts'
import { openSession } from './open-session.ts'
import { problem } from './problem.ts'
import { evaluateNow } from './readiness-keeping.ts'
import { showStaffing } from './responsibility.ts'
import { copyOf } from './session-copy.ts'
import { holdsOf } from './session-gate.ts'
import type { Chair, Session, Work } from './session-state.ts'
import { state } from './session-state.ts'
import { judgeEntries } from './symptoms.ts'
import { showGaps, takeDelivery } from './take-delivery.ts'
import { showCuff } from './take-set.ts'
import { setTechnical } from './technical-conditions.ts'
import { look, nextLookAt } from './timed-conditions.ts'

export type { Chair } from './session-state.ts'

/** Raised with every change of what the judge states for the same inputs. */
export const JUDGE_VERSION = 1

export interface Advance {
  readonly chair: Chair
  readonly facts: readonly Fact[]
  /** An act that makes no sense now is refused with its reason, and changes nothing (S1). */
  readonly problem: Problem | null
}

/** A chair with nobody in it. */
export const emptyChair = (chairId: ChairId): Chair => ({ chairId, takenAt: 0, notRecording: false, session: null })

const workOn = (chair: Chair, session: Session): Work => ({
  chairId: chair.chairId,
  session: copyOf(session),
  facts: [],
  notRecording: chair.notRecording,
})

/** R4: everything that fell due before this input, each at its due time. */
const workOff = (work: Work, fromAt: number, untilAt: number): void => {
  let from = fromAt
  for (let worked = false; ; worked = true) {
    const due = nextLookAt(work.session, from, worked)
    if (due === null || due >= untilAt) return
    look(work, due, true)
    from = due
  }
}

const sameHolds = (a: Session['holds'], b: Session['holds']): boolean =>
  a.length === b.length &&
  a.every((hold, index) => hold.id === b[index]?.id && hold.detail === b[index]?.detail && hold.strength === b[index]?.strength)

/** What screens show and is derived from the rest; references stay where nothing changed. */
const show = (work: Work, before: Session | null, at: number): void => {
  const { session } = work
  showCuff(work, before)
  showGaps(work, before)
  showStaffing(work, before)
  if (session.phase === 'checked-in' || session.phase === 'baseline') {
    const holds = holdsOf(session, at)
    if (!sameHolds(holds, session.holds)) session.holds = holds
    const guide = baselineGuide(session, at)
    if (!sameGuide(session.baselineGuide, guide)) session.baselineGuide = guide
  } else session.baselineGuide = null
}

const checkIn = (chair: Chair, input: ActInput): Advance => {
  const { act, opening } = input
  if (act.kind !== 'check-in' || opening === undefined) return { chair, facts: [], problem: problem('wrong-phase') }
  const work = workOn(chair, openSession(input, act, opening))
  const { protocol, sessionId } = opening
  state(work, input.takenAt, {
    kind: 'checked-in',
    sessionId,
    chairId: chair.chairId,
    patient: act.patient,
    order: act.order,
    simulated: act.simulated,
    protocol: { id: protocol.id, version: protocol.version },
    by: input.by,
  })
  if (chair.notRecording) setTechnical(work, 'not-recording', null, 'high', input.takenAt)
  show(work, null, input.takenAt)
  return { chair: { ...chair, takenAt: input.takenAt, session: work.session }, facts: work.facts, problem: null }
}

const handle = (work: Work, input: ChairInput): Problem | null => {
  switch (input.kind) {
    case 'tick':
      return null
    case 'delivery':
      takeDelivery(work, input)
      return null
    case 'source-declared':
      redeclare(work, input.profile, input.takenAt)
      return null
    case 'act':
      return carryAct(work, input)
    case 'clock':
      setSpeed(work, input.speed, input.takenAt)
      return null
    case 'recording':
      work.notRecording = !input.possible
      setTechnical(work, 'not-recording', null, input.possible ? null : 'high', input.takenAt)
      return null
  }
}

/** An act that ends the session still finds what falls due at this very moment. */
const endsSession = (input: ChairInput): boolean =>
  input.kind === 'act' && ['discharge', 'leave-against-advice', 'transfer', 'cancel'].includes(input.act.kind)

/** The one door of the judge. Pure: no clock, no socket, no file, no chance. Inputs come in the order of `takenAt`. */
export const advance = (chair: Chair, input: ChairInput): Advance => {
  const { session } = chair
  const opens = input.kind === 'act' && input.act.kind === 'check-in'
  if (opens && (session === null || isEnded(session.phase))) return checkIn(chair, input)
  if (session === null || (isEnded(session.phase) && input.kind !== 'act')) {
    const notRecording = input.kind === 'recording' ? !input.possible : chair.notRecording
    const refusal = input.kind === 'act' ? problem('other-session') : null
    return { chair: notRecording === chair.notRecording ? chair : { ...chair, notRecording }, facts: [], problem: refusal }
  }
  const work = workOn(chair, session)
  workOff(work, chair.takenAt, input.takenAt)
  if (input.kind === 'tick') {
    if (work.facts.length === 0) {
      // Holds of a waiting session age by the clock (the monitor's silence, a baseline too old).
      if (session.phase !== 'checked-in' && session.phase !== 'baseline')
        // Worked off without a fact: when to look next is all that may have changed.
        return {
          chair: {
            ...chair,
            takenAt: input.takenAt,
            session: session.readinessDueAt === work.session.readinessDueAt ? session : work.session,
          },
          facts: [],
          problem: null,
        }
    }
    show(work, session, input.takenAt)
    return { chair: { ...chair, takenAt: input.takenAt, session: work.session }, facts: work.facts, problem: null }
  }
  // Acts alone can be refused; a delivery, at each reading, needs no way back.
  const beforeAct = input.kind === 'act' ? copyOf(work.session) : null
  const eventsBefore = work.session.events
  const factsBefore = work.facts.length
  if (endsSession(input)) look(work, input.takenAt, true)
  const refusal = handle(work, input)
  if (refusal !== null) {
    // Refused: what fell due stands, the act itself changed nothing.
    Object.assign(work.session, beforeAct)
    work.facts.length = factsBefore
  }
  judgeEntries(work, eventsBefore, input.takenAt)
  look(work, input.takenAt, false)
  if (isMonitored(work.session.phase)) evaluateNow(work, input.takenAt)
  show(work, session, input.takenAt)
  return {
    chair: { chairId: chair.chairId, takenAt: input.takenAt, notRecording: work.notRecording, session: work.session },
    facts: work.facts,
    problem: refusal,
  }
}
