import { type ConditionName, type Priority, priorityRank } from '@chairside/shared/alarm'
import { SIDES } from '@chairside/shared/excursion'
import { lostAfterMs } from '@chairside/shared/freshness'
import { isEnded, isMonitored } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import { CONTINUOUS_VITALS, type ContinuousVital } from '@chairside/shared/vital'
import { overdueSteps } from './cuff-schedule.ts'
import { lookAfterAlarms } from './escalation.ts'
import { stateRecheckOverdue } from './excursion-rules.ts'
import { lookForHoldBackEnds } from './hold-back.ts'
import { lookForUnanswered, measureDueAt } from './measure-request.ts'
import { backSince, lookForEndOfTimeOff } from './off-monitor.ts'
import { lookForUnansweredEnd, plannedEndMediumAt, plannedEndPromptAt } from './planned-end.ts'
import { mismatchLostAt } from './rate-mismatch.ts'
import { evaluateNow } from './readiness-keeping.ts'
import type { Session, Work } from './session-state.ts'
import { state } from './session-state.ts'
import { endSoundPause, soundPauseOverAt } from './sound-pause.ts'
import { findTechnical, setTechnical } from './technical-conditions.ts'

/**
 * Conditions that come by time alone. A reading at the very instant of a deadline is in time: a deadline is worked off only when
 * an input with a later `takenAt` comes (`inclusive` then), and looks strictly past it while handling an input.
 */
interface Look {
  readonly now: Moment
  readonly inclusive: boolean
}

const reached = (look: Look, at: Moment): boolean => (look.inclusive ? look.now >= at : look.now > at)

export const periodOf = (session: Session, vital: ContinuousVital): number => {
  const profile = session.bound?.profile
  return profile?.periodsMs?.[vital] ?? profile?.periodMs ?? 1_000
}

/** S7: what was not heard off the monitor is missed from the return on; what was missed before that still waits for data (V8). */
const missedFrom = (session: Session, heardAt: Moment, condition: ConditionName | null, subject: ContinuousVital | null): Moment => {
  const back = backSince(session)
  if (back === null || back <= heardAt) return heardAt
  return condition !== null && findTechnical(session.technical, condition, subject) !== undefined ? heardAt : back
}

const silenceAt = (session: Session): Moment | null => {
  const { bound } = session
  if (bound === null || bound.lastHeardAt === null || !isMonitored(session.phase)) return null
  const from = missedFrom(session, bound.lastHeardAt, 'source-silent', null)
  return from + Math.max(session.protocol.technical.silentMs, 3 * bound.profile.periodMs)
}

const silenceHighAt = (session: Session): Moment | null => {
  const { bound } = session
  if (bound === null || bound.lastHeardAt === null || session.phase !== 'infusing') return null
  const from = missedFrom(session, bound.lastHeardAt, null, null)
  return from + Math.max(session.protocol.technical.silentHighMs, 4 * bound.profile.periodMs)
}

const supervises = (session: Session, what: 'silence' | 'signals'): boolean => session.bound?.profile.supervision?.[what] ?? true

/** S7: nothing of G1 to G3 begins or rises off the monitor. */
const isOff = (session: Session): boolean => session.care.offMonitor !== null

/** G1. */
const lookForSilence = (work: Work, look: Look): void => {
  const { session } = work
  const at = silenceAt(session)
  const highAt = silenceHighAt(session)
  const silent = supervises(session, 'silence') && at !== null && reached(look, at)
  let priority: Priority | null = null
  if (silent) priority = highAt !== null && reached(look, highAt) ? 'high' : 'medium'
  const current = findTechnical(session.technical, 'source-silent', null)
  if (silent && isOff(session)) return
  // Only data end it (V8), and it does not ease while nothing is heard.
  if (current?.priority === 'high' && priority === 'medium') return
  setTechnical(work, 'source-silent', null, priority, look.now)
}

const lostAt = (session: Session, vital: ContinuousVital): Moment | null => {
  const track = session.tracks[vital]
  if (track === undefined) return null
  const mismatchAt = vital === 'spo2' ? mismatchLostAt(session) : null
  if (track.heardAt === null) return mismatchAt
  const at = missedFrom(session, track.heardAt, 'signal-lost', vital) + lostAfterMs(periodOf(session, vital))
  return mismatchAt === null ? at : Math.min(at, mismatchAt)
}

/** G2: heard, but one of its vitals is lost or flagged. While the source is silent G1 speaks instead; what was lost before stays (V8). */
const lookForLostSignals = (work: Work, look: Look): void => {
  const { session } = work
  // Whose numbers they are is open (G5): none of them is missing from this patient.
  if (!supervises(session, 'signals') || session.wrongPatient) return
  const silentAt = silenceAt(session)
  const heard = silentAt !== null && !reached(look, silentAt)
  for (const vital of CONTINUOUS_VITALS) {
    const track = session.tracks[vital]
    if (track === undefined) continue
    const current = findTechnical(session.technical, 'signal-lost', vital)
    const at = lostAt(session, vital)
    const lost = track.flagged || (at !== null && reached(look, at))
    if (!lost) setTechnical(work, 'signal-lost', vital, null, look.now)
    else if (isOff(session)) continue
    else if (current !== undefined || heard) {
      const mediumAt = (current?.beganAt ?? look.now) + session.protocol.technical.signalLostMediumMs
      const medium = current?.priority === 'medium' || (session.phase === 'infusing' && reached(look, mediumAt))
      setTechnical(work, 'signal-lost', vital, medium ? 'medium' : 'low', look.now)
    }
  }
}

/** G3. */
const lookForOverdueSet = (work: Work, look: Look): void => {
  const { session } = work
  if (isOff(session)) return
  const steps = overdueSteps(session)
  const step = steps.findLast((candidate) => reached(look, candidate.at))
  if (step === undefined) return
  const current = findTechnical(session.technical, 'nibp-overdue', null)
  // It ends by an accepted set alone, and no change of schedule or failed attempt eases it (V8).
  if (current !== undefined && priorityRank(current.priority) >= priorityRank(step.priority)) return
  setTechnical(work, 'nibp-overdue', null, step.priority, look.now)
}

const lookForRecheckOverdue = (work: Work, look: Look): void => {
  for (const side of SIDES) {
    const { recheckOverdueAt, recheckOverdueStated } = work.session.sides[side]
    if (recheckOverdueAt !== null && !recheckOverdueStated && reached(look, recheckOverdueAt)) stateRecheckOverdue(work, side, look.now)
  }
}

const lookForPlannedEnd = (work: Work, look: Look): void => {
  const { session } = work
  const { plannedEndAt } = session.infusion
  if (session.plannedEndStated || session.phase !== 'infusing' || plannedEndAt === null || !reached(look, plannedEndAt)) return
  session.plannedEndStated = true
  state(work, look.now, { kind: 'planned-end-reached' })
}

/** What is bounded in time, in every open phase: the time off the monitor first, since G1 to G3 hang on it. */
const lookForBounds = (work: Work, at: Look): void => {
  const { holdBacks, care } = work.session
  if (holdBacks.length === 0 && care.offMonitor === null && care.measure === null) return
  const due = (moment: Moment): boolean => reached(at, moment)
  lookForEndOfTimeOff(work, at.now, due)
  lookForHoldBackEnds(work, at.now, due)
  lookForUnanswered(work, at.now, due)
}

/** What waits for people, in every open phase: the prompt at the planned end, the pause of the sound, escalation and reminders. */
const lookForPeople = (work: Work, at: Look): void => {
  const { alarms, care } = work.session
  const promptAt = plannedEndPromptAt(work.session)
  // The common case, at each reading: nobody is waited for.
  if (alarms.length === 0 && care.soundPaused === null && (promptAt === null || !reached(at, promptAt))) return
  const due = (moment: Moment): boolean => reached(at, moment)
  lookForUnansweredEnd(work, due, at.now)
  const pauseOverAt = soundPauseOverAt(work.session)
  if (pauseOverAt !== null && due(pauseOverAt)) endSoundPause(work, 'time-over', at.now)
  lookAfterAlarms(work, due, at.now)
}

/** Brings everything that time alone changes to `now`. */
export const look = (work: Work, now: Moment, inclusive: boolean): void => {
  if (isEnded(work.session.phase)) return
  const at: Look = { now, inclusive }
  const factsBefore = work.facts.length
  lookForBounds(work, at)
  if (!isMonitored(work.session.phase)) {
    lookForPeople(work, at)
    return
  }
  lookForRecheckOverdue(work, at)
  lookForSilence(work, at)
  lookForLostSignals(work, at)
  lookForOverdueSet(work, at)
  lookForPlannedEnd(work, at)
  lookForPeople(work, at)
  if (!inclusive) return
  // What opened by time alone may withdraw readiness (L2), at that very moment.
  const due = work.session.readinessDueAt !== null && now >= work.session.readinessDueAt
  if (due || work.facts.length > factsBefore) evaluateNow(work, now)
}

/**
 * The next moment at which `look` may find something new; null: none.
 * Counts moments from `from` on, or with `worked` after it: what fell due earlier is done.
 */
export const nextLookAt = (session: Session, from: Moment, worked: boolean): Moment | null => {
  if (isEnded(session.phase)) return null
  let next = Number.POSITIVE_INFINITY
  const consider = (at: Moment | null): void => {
    if (at !== null && at < next && (worked ? at > from : at >= from)) next = at
  }
  for (const { untilAt } of session.holdBacks) consider(untilAt)
  consider(measureDueAt(session))
  considerPeople(session, consider)
  if (isMonitored(session.phase)) considerConditions(session, consider)
  return next === Number.POSITIVE_INFINITY ? null : next
}

const considerPeople = (session: Session, consider: (at: Moment | null) => void): void => {
  consider(plannedEndPromptAt(session))
  consider(plannedEndMediumAt(session))
  consider(soundPauseOverAt(session))
  for (const { dueAt } of session.alarms) consider(dueAt)
}

const considerConditions = (session: Session, consider: (at: Moment | null) => void): void => {
  const silent = findTechnical(session.technical, 'source-silent', null)
  if (supervises(session, 'silence')) {
    if (silent === undefined) consider(silenceAt(session))
    else if (silent.priority !== 'high') consider(silenceHighAt(session))
  }
  const silentAt = silenceAt(session)
  if (supervises(session, 'signals'))
    for (const vital of CONTINUOUS_VITALS) {
      if (session.tracks[vital] === undefined) continue
      const current = findTechnical(session.technical, 'signal-lost', vital)
      const at = lostAt(session, vital)
      // A signal that is lost after its source fell silent is not stated before the source speaks again.
      if (current === undefined) consider(at !== null && silentAt !== null && at < silentAt ? at : null)
      else if (current.priority === 'low' && session.phase === 'infusing')
        consider(current.beganAt + session.protocol.technical.signalLostMediumMs)
    }
  for (const step of overdueSteps(session)) consider(step.at)
  for (const side of SIDES) if (!session.sides[side].recheckOverdueStated) consider(session.sides[side].recheckOverdueAt)
  if (!session.plannedEndStated && session.phase === 'infusing') consider(session.infusion.plannedEndAt)
  consider(session.readinessDueAt)
}
