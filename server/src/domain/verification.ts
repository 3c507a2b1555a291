import type { VerifyReason } from '@chairside/shared/fact'
import { lostAfterMs } from '@chairside/shared/freshness'
import type { ArtefactRules } from '@chairside/shared/protocol-rules'
import { isMonitored } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type { AcceptedSet } from './baseline.ts'
import { nano } from './exact.ts'
import { listOf } from './samples.ts'
import { type Session, state, type Work } from './session-state.ts'

/** An accepted set with what tells whether it is believable. */
interface Compared {
  readonly set: AcceptedSet
  /** The cuff's own count; null: none, or entered by hand. */
  readonly pulse: number | null
  /** The heart rate beside it; null: none that counts. */
  readonly heart: number | null
  readonly before: { readonly sys: number; readonly heart: number | null } | null
}

const jumped = ({ set, heart, before }: Compared, rules: ArtefactRules['jump']): boolean =>
  before !== null &&
  heart !== null &&
  before.heart !== null &&
  Math.abs(nano(set.sys) - nano(before.sys)) > nano(rules.sysMmHg) &&
  Math.abs(nano(heart) - nano(before.heart)) < nano(rules.hrBpm)

/** Beyond the larger of the two. */
const differs = ({ pulse, heart }: Compared, { percent, bpm }: ArtefactRules['pulseMatch']): boolean => {
  if (pulse === null || heart === null) return false
  const difference = Math.abs(nano(pulse) - nano(heart))
  return difference > nano(bpm) && difference * 100 > nano(heart) * percent
}

const mapIsOdd = ({ set }: Compared, { low, high }: ArtefactRules['mapShare']): boolean => {
  if (set.map === null) return false
  const pulsePressure = set.sys - set.dia
  const share = nano(set.map - set.dia)
  return share < nano(pulsePressure * low) || share > nano(pulsePressure * high)
}

/** Why a set wants a second look, the weightiest first. None where its rule is switched off or what it compares is absent (V8). */
export const verifyReasons = (compared: Compared, rules: ArtefactRules): readonly VerifyReason[] => {
  const reasons: VerifyReason[] = []
  if (rules.jump.enabled && jumped(compared, rules.jump)) reasons.push('jump')
  if (rules.pulseMatch.enabled && differs(compared, rules.pulseMatch)) reasons.push('pulse-mismatch')
  if (!rules.mapShare.enabled) return reasons
  if (mapIsOdd(compared, rules.mapShare)) reasons.push('map-inconsistent')
  if (nano(compared.set.sys - compared.set.dia) < nano(rules.mapShare.narrowMmHg)) reasons.push('narrow-pulse-pressure')
  return reasons
}

/** The heart rate in use when a set ended; null: lost by then, or never there. */
const heartBeside = (session: Session, at: Moment): number | null => {
  const sample = listOf(session.heart).findLast((one) => one.at <= at)
  if (sample === undefined) return null
  const profile = session.bound?.profile
  const periodMs = profile?.periodsMs?.[session.heartRateFrom ?? 'hr'] ?? profile?.periodMs ?? 1_000
  return at - sample.at > lostAfterMs(periodMs) ? null : sample.value
}

interface Taken {
  readonly set: AcceptedSet
  /** The accepted set before it. */
  readonly previous: AcceptedSet | null
  readonly pulse: number | null
  readonly manual: boolean
}

/**
 * An accepted set that is hard to believe stands, is shown and judged, and wants a second look; a jump asks for it, sooner than what is
 * due. Called with the newest set after X has judged it.
 */
export const verifySet = (work: Work, { set, previous, pulse, manual }: Taken, at: Moment): void => {
  const { session } = work
  const heart = heartBeside(session, set.at) ?? pulse
  const before = previous === null ? null : { sys: previous.sys, heart: session.cuff.heartBesideLast }
  session.cuff = { ...session.cuff, heartBesideLast: heart, verifyDueAt: null }
  const compared: Compared = { set, pulse: manual ? null : pulse, heart, before }
  const reasons = isMonitored(session.phase) ? verifyReasons(compared, session.protocol.artefact) : []
  const [first] = reasons
  if (first !== undefined || session.care.verify !== null)
    session.care = { ...session.care, verify: first === undefined ? null : { readAt: set.at, because: first } }
  for (const because of reasons) state(work, at, { kind: 'verify-asked', readAt: set.at, because })
  if (first !== 'jump') return
  const dueAt = set.at + session.protocol.artefact.jump.recheckMs
  const { recheck } = session.cuff
  if (recheck !== null && recheck.dueAt <= dueAt) return
  session.cuff = { ...session.cuff, verifyDueAt: dueAt }
  state(work, at, { kind: 'recheck-asked', dueAt, because: 'verify' })
}
