import type { Problem } from '@chairside/shared/reply'
import { isEnded } from '@chairside/shared/session'
import type { Actor } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'
import type { ActInput, SourceProfile } from './chair-input.ts'
import { connectedAnew } from './clock-step.ts'
import { endHoldBacks } from './hold-back.ts'
import { dropMeasure } from './measure-request.ts'
import { problem } from './problem.ts'
import { type Session, state, type Work } from './session-state.ts'
import { unheard } from './source-clock.ts'
import { takeEntries } from './take-delivery.ts'
import { setTechnical } from './technical-conditions.ts'

/** G5 and S4: a monitor that names another patient. */
const checkPatient = (work: Work, profile: SourceProfile, at: Moment): void => {
  const { session } = work
  const other = profile.patientIdentifier !== null && profile.patientIdentifier !== session.patient.identifier
  session.wrongPatient = other
  // What the monitor said under another name stays in the record, and out of this chart.
  session.withheld = []
  setTechnical(work, 'wrong-patient', null, other ? 'high' : null, at)
}

const showCanMeasure = (work: Work): void => {
  const { session } = work
  const canMeasure = session.bound?.profile.canMeasure === true
  if (session.care.canMeasure !== canMeasure) session.care = { ...session.care, canMeasure }
}

/** S5: simulated and replayed data never meet a real session, nor real data a simulated one. */
const mixes = (session: Session, profile: SourceProfile): boolean => session.simulated !== (profile.origin !== 'device')

export const bindMonitor = (work: Work, input: ActInput): Problem | null => {
  const { session } = work
  if (isEnded(session.phase)) return problem('wrong-phase', session.phase)
  if (session.bound !== null) return problem('already-done', session.bound.profile.sourceId)
  if (input.source === undefined) return problem('unknown-source')
  const { profile } = input.source
  if (mixes(session, profile)) return problem('simulated-mix')
  session.bound = unheard(profile, input.takenAt)
  session.sourcePicture = {
    sourceId: profile.sourceId,
    label: profile.label,
    boundAt: input.takenAt,
    lastHeardAt: null,
    periodMs: profile.periodMs,
    clockOffsetMs: 0,
  }
  state(work, input.takenAt, { kind: 'monitor-bound', sourceId: profile.sourceId, by: input.by })
  session.sameLimb = input.act.kind === 'bind-monitor' && input.act.sameLimb === true
  showCanMeasure(work)
  checkPatient(work, profile, input.takenAt)
  return null
}

/** What only the monitor could end, ends with the binding: nothing of it is shown for the patient any more (S4). */
export const releaseMonitor = (work: Work, by: Actor | null, at: Moment): Problem | null => {
  const { session } = work
  if (session.bound === null) return problem('already-done')
  const { sourceId } = session.bound.profile
  session.bound = null
  session.sourcePicture = null
  session.wrongPatient = false
  session.withheld = []
  session.tracks = {}
  session.numerics = {}
  session.heartRateFrom = null
  session.seenNewestAt = null
  session.seenRecent = []
  session.seenClock = 0
  session.seenOlder = []
  session.cuff = { ...session.cuff, newestAt: null }
  session.sameLimb = false
  session.inflations = []
  session.saturationHeldUntil = null
  session.rateMismatch = null
  session.heartbeatRow = null
  endHoldBacks(work, at)
  dropMeasure(work, at)
  showCanMeasure(work)
  for (const { condition, subject } of session.technical)
    if (condition !== 'nibp-overdue' && condition !== 'nibp-failed' && condition !== 'not-recording')
      setTechnical(work, condition, subject, null, at)
  state(work, at, { kind: 'monitor-released', sourceId, by })
  return null
}

/** After a reconnection the monitor may say other things of itself, another patient among them. */
export const redeclare = (work: Work, profile: SourceProfile, at: Moment): void => {
  const { session } = work
  if (session.bound === null || session.bound.profile.sourceId !== profile.sourceId || mixes(session, profile)) return
  const samePatient = session.bound.profile.patientIdentifier === profile.patientIdentifier
  session.bound = { ...session.bound, profile, watch: connectedAnew(session.bound.watch) }
  showCanMeasure(work)
  if (!samePatient) checkPatient(work, profile, at)
}

/** G5: staff say whose monitor it is; what came meanwhile takes its place, late (V5), and charting goes on. */
export const resolveWrongPatient = (work: Work, input: ActInput, reason: string): Problem | null => {
  const { session } = work
  if (!session.wrongPatient) return problem('already-done')
  session.wrongPatient = false
  state(work, input.takenAt, { kind: 'wrong-patient-resolved', reason, by: input.by })
  setTechnical(work, 'wrong-patient', null, null, input.takenAt)
  const { withheld, bound } = session
  session.withheld = []
  if (bound !== null) takeEntries(work, withheld, bound, input.takenAt)
  return null
}
