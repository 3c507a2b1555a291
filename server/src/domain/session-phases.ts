import type { Baseline, ContinuousBaseline } from '@chairside/shared/fact'
import type { Problem } from '@chairside/shared/reply'
import { type Hold, isEnded, type Phase } from '@chairside/shared/session'
import type { Actor } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'
import { endAlarms } from './alarm-life.ts'
import { baselineOf, medianBefore } from './baseline.ts'
import type { ActInput } from './chair-input.ts'
import { endExcursions } from './excursion-rules.ts'
import { closeHelp } from './help.ts'
import { endHoldBacks } from './hold-back.ts'
import { ended, held, lastRate, running } from './infusion-clock.ts'
import { noteStep } from './infusion-steps.ts'
import { dropMeasure } from './measure-request.ts'
import { endTimeOff } from './off-monitor.ts'
import { limitsInForce } from './open-session.ts'
import { pressureLimits } from './pressure-level.ts'
import { problem } from './problem.ts'
import { evaluateNow } from './readiness-keeping.ts'
import { listOf } from './samples.ts'
import { holdsOf, setsBeforeStart } from './session-gate.ts'
import { type Session, state, type Work } from './session-state.ts'
import { signerOf } from './signer.ts'

const wrongPhase = (session: Session): Problem => problem('wrong-phase', session.phase)

const changePhase = (work: Work, to: Phase, at: Moment, by: Actor | null, reason: string | null = null, early = false): void => {
  const { session } = work
  const from = session.phase
  session.phase = to
  session.phaseSince = at
  state(work, at, { kind: 'phase-changed', from, to, reason, early, by })
}

export const beginBaseline = (work: Work, input: ActInput): Problem | null => {
  const { session } = work
  if (session.phase !== 'checked-in') return wrongPhase(session)
  if (session.bound === null) return problem('held', 'monitor')
  changePhase(work, 'baseline', input.takenAt, input.by)
  return null
}

const freezeBaseline = (work: Work, at: Moment, stated: ActInput['statedBaseline'], kept: Baseline | undefined): void => {
  const { session } = work
  const rules = session.protocol.baseline
  const bp: Baseline | null =
    kept ??
    (stated === undefined ? baselineOf(setsBeforeStart(session), session.cannulatedAt, at, rules) : { ...stated, map: null, sets: [] })
  const continuous: ContinuousBaseline = {
    hr: medianBefore(listOf(session.heart), at, rules.medianWindowMs),
    spo2: medianBefore(listOf(session.spo2), at, rules.medianWindowMs),
    rr: medianBefore(listOf(session.rr), at, rules.medianWindowMs),
  }
  session.baseline = bp
  session.baselinePicture = { bp, continuous }
  session.pressureLimits = pressureLimits(session.inForce.excursion, bp)
  session.limitsPicture = limitsInForce(session.inForce, session.pressureLimits, bp)
  state(work, at, { kind: 'baseline-frozen', bp, continuous })
}

/** S2 and B2: what refuses a start; null: every hold is answered by somebody who may. */
const refusalOfStart = (holds: readonly Hold[], by: Actor, overrideReason: string | null): Problem | null => {
  const details = holds.map((hold) => (hold.id === 'gate' ? hold.detail : `${hold.id}: ${hold.detail}`))
  if (holds.some((hold) => hold.strength === 'refused')) return problem('held', ...details)
  if (holds.some((hold) => hold.strength === 'hard') && by.role !== 'physician') return problem('physician-needed', ...details)
  return holds.length > 0 && overrideReason === null ? problem('reason-needed', ...details) : null
}

/** S2 and B2: every hold is answered, or the start is refused and says by what. */
export const startInfusion = (work: Work, input: ActInput, overrideReason: string | null): Problem | null => {
  const { session } = work
  const { takenAt, by } = input
  if (session.phase !== 'baseline') return wrongPhase(session)
  if (session.wrongPatient) return problem('wrong-patient')
  const holds = holdsOf(session, takenAt)
  const refusal = input.settled === true ? null : refusalOfStart(holds, by, overrideReason)
  if (refusal !== null) return refusal
  if (holds.length > 0 && overrideReason !== null) {
    session.overridden = session.overridden || by.role === 'physician'
    state(work, takenAt, { kind: 'holds-overridden', holds, reason: overrideReason, by })
  }
  freezeBaseline(work, takenAt, input.statedBaseline, input.keptBaseline)
  const rateMlPerHour = session.infusion.plannedRateMlPerHour
  session.infusion = running(session.infusion, takenAt, rateMlPerHour)
  session.holds = []
  const notBefore = Math.max(session.phaseSince, session.cannulatedAt ?? 0)
  changePhase(work, 'infusing', takenAt, by)
  noteStep(work, takenAt, { kind: 'run', rateMlPerHour }, { notBefore })
  return null
}

export const pauseInfusion = (work: Work, input: ActInput, reason: string | null): Problem | null => {
  if (work.session.phase !== 'infusing') return wrongPhase(work.session)
  work.session.infusion = held(work.session.infusion, input.takenAt)
  changePhase(work, 'paused', input.takenAt, input.by, reason)
  noteStep(work, input.takenAt, { kind: 'hold' })
  return null
}

export const resumeInfusion = (work: Work, input: ActInput): Problem | null => {
  if (work.session.phase !== 'paused') return wrongPhase(work.session)
  const rateMlPerHour = lastRate(work.session.infusion)
  work.session.infusion = running(work.session.infusion, input.takenAt, rateMlPerHour)
  changePhase(work, 'infusing', input.takenAt, input.by)
  noteStep(work, input.takenAt, { kind: 'run', rateMlPerHour })
  return null
}

export const changeRate = (work: Work, input: ActInput, rateMlPerHour: number, reason: string): Problem | null => {
  if (work.session.phase !== 'infusing') return wrongPhase(work.session)
  work.session.infusion = running(work.session.infusion, input.takenAt, rateMlPerHour)
  work.session.plannedEndStated = false
  state(work, input.takenAt, { kind: 'rate-changed', rateMlPerHour, reason, by: input.by })
  noteStep(work, input.takenAt, { kind: 'run', rateMlPerHour })
  return null
}

export const stopInfusion = (work: Work, input: ActInput, early: boolean, reason: string | null): Problem | null => {
  const { session } = work
  if (session.phase !== 'infusing' && session.phase !== 'paused') return wrongPhase(session)
  if (early && reason === null) return problem('reason-needed')
  session.infusion = ended(session.infusion, input.takenAt, early)
  changePhase(work, 'recovering', input.takenAt, input.by, reason, early)
  noteStep(work, input.takenAt, { kind: 'end', early })
  return null
}

type Leaving = 'discharged' | 'left-against-advice' | 'transferred' | 'cancelled'

const leave = (work: Work, input: ActInput, how: Leaving, reason: string | null, witness: string | null): void => {
  const { session } = work
  const { takenAt } = input
  const by = signerOf(input)
  const endsPump = session.infusion.startedAt !== null && session.infusion.endedAt === null
  if (endsPump) session.infusion = ended(session.infusion, takenAt, true)
  endTimeOff(work, by, takenAt)
  endHoldBacks(work, takenAt)
  dropMeasure(work, takenAt)
  endExcursions(work, takenAt)
  closeHelp(work, by, takenAt)
  endAlarms(work, takenAt)
  if (session.care.soundPaused !== null) session.care = { ...session.care, soundPaused: null }
  changePhase(work, how, takenAt, by, reason)
  if (endsPump) noteStep(work, takenAt, { kind: 'end', early: true }, { amendable: false })
  state(work, takenAt, { kind: 'left', how, reason, witness, by })
}

/** L4 and S6: judged again at this instant; against the criteria only by a physician, with a reason. */
export const discharge = (work: Work, input: ActInput, overrideReason: string | null): Problem | null => {
  const { session } = work
  if (session.phase !== 'recovering') return wrongPhase(session)
  evaluateNow(work, input.takenAt)
  const { readiness } = session
  const physician = signerOf(input).role === 'physician'
  if (input.settled === true) {
    // It was granted then, by the evidence of then.
    leave(work, input, 'discharged', overrideReason, null)
    return null
  }
  if (readiness === null || readiness.verdict !== 'ready' || !readiness.mayLeave) {
    const open =
      readiness?.criteria.filter(
        ({ id, state: criterion }) => criterion !== 'met' && criterion !== 'not-required' && id !== 'D19' && id !== 'D20',
      ) ?? []
    const details = open.map((criterion) => criterion.id)
    if (overrideReason === null)
      return problem(open.some((criterion) => criterion.state === 'expired') ? 'expired' : 'not-ready', ...details)
    if (!physician) return problem('physician-needed', ...details)
    session.overridden = true
  } else if (
    !physician &&
    readiness.criteria.some((criterion) => criterion.id === 'D20' && criterion.state !== 'not-required' && criterion.state !== 'met')
  )
    return problem('physician-needed', 'D20')
  leave(work, input, 'discharged', overrideReason, null)
  return null
}

export const leaveAgainstAdvice = (work: Work, input: ActInput, reason: string, witness: string): Problem | null => {
  const { phase } = work.session
  // A running drip is stopped first, by a person who says so.
  if (phase === 'infusing' || isEnded(phase)) return wrongPhase(work.session)
  leave(work, input, 'left-against-advice', reason, witness)
  work.session.care = { ...work.session.care, countersignatureOpen: input.by.role !== 'physician' }
  return null
}

export const transfer = (work: Work, input: ActInput, destination: string): Problem | null => {
  if (isEnded(work.session.phase)) return wrongPhase(work.session)
  leave(work, input, 'transferred', destination, null)
  return null
}

export const cancel = (work: Work, input: ActInput, reason: string): Problem | null => {
  const { phase } = work.session
  if (phase !== 'checked-in' && phase !== 'baseline') return wrongPhase(work.session)
  leave(work, input, 'cancelled', reason, null)
  return null
}
