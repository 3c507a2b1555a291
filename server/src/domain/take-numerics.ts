import { lostAfterMs } from '@chairside/shared/freshness'
import type { NumericPicture } from '@chairside/shared/picture'
import { isMonitored } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import { CONTINUOUS_VITALS, type ContinuousVital, type VitalValues } from '@chairside/shared/vital'
import { isCardiogenic } from './cardiogenic-rr.ts'
import { countHeldBack, tellPassedOver } from './hold-back.ts'
import { judgeAway, judgeReading } from './judge-reading.ts'
import type { LimitVital } from './limit-rules.ts'
import { noteLiveReadings, wasOffMonitor } from './off-monitor.ts'
import { rejectionOfValue } from './plausibility.ts'
import { followRates, isMismatched } from './rate-mismatch.ts'
import { isBeyondCuff } from './same-limb-cuff.ts'
import { type Samples, withSample } from './samples.ts'
import { type Session, state, type VitalTrack, type Work } from './session-state.ts'
import { setTechnical } from './technical-conditions.ts'
import { periodOf } from './timed-conditions.ts'

/** Rejected readings further apart than this are runs of their own. */
const REJECTED_RUN_MS = 60_000
/** What readiness and baselines look back on, beside what S7 lets stand still. */
const WINDOW_MS = 6 * 60_000
/** T3: what an oximeter's pulse must show for an ECG below 20 to be a lead fault. */
const LIVELY_PULSE = 40
const NO_PULSE = 20

/** One instant of one source, with what was accepted of it. */
interface Instant {
  readonly at: Moment
  readonly statedAt: Moment
  readonly late: boolean
  readonly accepted: VitalValues
  /** The patient is off the monitor: shown and kept, not judged, and no evidence (S7). */
  readonly off: boolean
}

const isCurrent = (session: Session, vital: ContinuousVital, at: Moment): boolean => {
  const track = session.tracks[vital]
  if (track === undefined || track.acceptedAt === null || track.flagged) return false
  return at - track.acceptedAt <= lostAfterMs(periodOf(session, vital))
}

/** The newest accepted value of a vital that is not lost; nothing where the instant itself is of the past. */
const lastShown = (session: Session, vital: ContinuousVital, instant: Instant): number | undefined =>
  instant.late || !isCurrent(session, vital, instant.at) ? undefined : (session.tracks[vital]?.value ?? undefined)

/** What is known and shown of all vitals, copied once for an instant: each value of it takes its place here. */
interface Draft {
  readonly tracks: { -readonly [vital in ContinuousVital]?: VitalTrack }
  /** Null: nothing of this instant is shown yet. */
  numerics: { -readonly [vital in ContinuousVital]?: NumericPicture } | null
}

interface Followed {
  readonly vital: ContinuousVital
  readonly value: number
  readonly at: Moment
  readonly statedAt: Moment
  readonly late: boolean
  readonly flagged: boolean
}

/** V3 and V5 for one value. Returns whether it is accepted. */
const follow = (work: Work, draft: Draft, { vital, value, at, statedAt, late, flagged }: Followed): boolean => {
  const { session } = work
  const track = draft.tracks[vital]
  const reason = rejectionOfValue(vital, value)
  if (reason !== null) {
    const before = track?.rejectedAt ?? null
    if (before === null || at - before > REJECTED_RUN_MS) state(work, statedAt, { kind: 'reading-rejected', vital, reason, readAt: at })
  }
  const older = track !== undefined && at < track.newestAt
  const counts = reason === null && !flagged && !older
  draft.tracks[vital] = {
    newestAt: older ? track.newestAt : at,
    acceptedAt: counts ? at : (track?.acceptedAt ?? null),
    value: reason === null && !older ? value : (track?.value ?? null),
    heardAt: counts && !late ? statedAt : (track?.heardAt ?? (counts ? at : null)),
    flagged: older ? track.flagged : reason === null ? flagged : (track?.flagged ?? false),
    rejectedAt: reason === null ? null : at,
  }
  if (!older) {
    draft.numerics ??= { ...session.numerics }
    draft.numerics[vital] = { value, at, periodMs: periodOf(session, vital), flagged, rejected: reason !== null }
  }
  return reason === null
}

const appended = (session: Session, samples: Samples, at: Moment, value: number): Samples => {
  const windowFrom = at - WINDOW_MS
  const backAt = session.offMonitorSpans.at(-1)?.toAt
  // What lies before a time off the monitor is still part of the window after it.
  const from = backAt !== undefined && backAt > windowFrom ? windowFrom - session.protocol.offMonitor.freezeMs : windowFrom
  return withSample(samples, { at, value }, from)
}

const judge = (work: Work, vital: LimitVital, source: ContinuousVital, value: number, instant: Instant, notAsystole: boolean): void => {
  const reading = { at: instant.at, value, periodMs: periodOf(work.session, source), notAsystole }
  if (instant.off) countHeldBack(work, 'off-monitor')
  else if (instant.late) judgeAway(work, vital, reading, instant.statedAt)
  else judgeReading(work, vital, reading, instant.statedAt)
}

/** T3: the ECG's rate, else the pulse; which readings of them are judged. */
const takeHeart = (work: Work, instant: Instant, reacquiring: boolean): void => {
  const { session } = work
  const { hr, pulse } = instant.accepted
  // ECG and pulse may come in messages of their own: what was shown a moment ago still counts until it is lost.
  const ecgNow = hr ?? lastShown(session, 'hr', instant)
  const pulseNow = pulse ?? lastShown(session, 'pulse', instant)
  const leadFault = ecgNow !== undefined && ecgNow < NO_PULSE && pulseNow !== undefined && pulseNow >= LIVELY_PULSE
  if (!instant.late && isMonitored(session.phase) && (hr !== undefined || leadFault) && !(leadFault && instant.off))
    setTechnical(work, 'check-leads', null, leadFault ? 'medium' : null, instant.statedAt)
  const fromEcg = hr !== undefined && !leadFault
  const source = fromEcg ? 'hr' : 'pulse'
  if (!instant.late && !instant.off) {
    const searching = !fromEcg && pulse !== undefined && reacquiring && ecgNow === undefined
    const untilAt = searching ? instant.at + session.protocol.technical.signalLostMediumMs : null
    tellPassedOver(work, 'oximeter-searching', untilAt, instant.at, instant.statedAt)
  }
  if (!fromEcg && (pulse === undefined || reacquiring || (ecgNow !== undefined && !leadFault))) return
  const value = (fromEcg ? hr : pulse) as number
  if (!instant.late) {
    session.heartRateFrom = source
    if (!instant.off) session.heart = appended(session, session.heart, instant.at, value)
  }
  const borneOut = fromEcg && !reacquiring && pulseNow !== undefined && pulseNow >= NO_PULSE
  judge(work, 'heart', source, value, instant, borneOut)
}

/**
 * T3: a capnograph that zeroes itself shows RR 0 beside EtCO2 for a while after its RR came back. The time allowed runs from the
 * first return since a breath was seen: a signal that comes and goes must not put an apnoea off for ever.
 */
const isZeroing = (work: Work, rr: number, instant: Instant, previousAt: Moment | null): boolean => {
  const { session } = work
  const rules = session.protocol.technical
  if (rr > 0) {
    session.rrZeroing = null
    return false
  }
  const since = previousAt ?? session.bound?.boundAt ?? instant.at
  // A source that always speaks more rarely than that did not fall silent between its readings.
  const absent = instant.at - since > Math.max(rules.zeroingAfterMs, 2 * periodOf(session, 'rr'))
  if (absent && session.rrZeroing === null) session.rrZeroing = { since: instant.at }
  if (session.rrZeroing === null || instant.at - session.rrZeroing.since > rules.zeroingMaxMs) return false
  return (instant.accepted.etco2 ?? lastShown(session, 'etco2', instant) ?? 0) > 0
}

/** RR of electrodes that shows the heart rate. */
const countsHeartbeats = (work: Work, rr: number, instant: Instant): boolean => {
  const { session } = work
  if (!session.protocol.artefact.cardiogenicRr.enabled) return false
  const shown = (vital: ContinuousVital): number | undefined => instant.accepted[vital] ?? lastShown(session, vital, instant)
  const gapMs = Math.max(session.protocol.technical.runGapMs, 2.5 * periodOf(session, 'rr'))
  const breathing = { at: instant.at, rr, heart: shown('hr') ?? shown('pulse'), capnograph: shown('etco2') !== undefined, gapMs }
  return isCardiogenic(work, breathing, instant.statedAt)
}

/** ECG and pulse side by side, where the protocol compares them. */
const compareRates = (work: Work, instant: Instant): void => {
  const { session } = work
  if (!session.protocol.artefact.rateMismatch.enabled) return
  const hr = instant.accepted.hr ?? lastShown(session, 'hr', instant)
  const pulse = instant.accepted.pulse ?? lastShown(session, 'pulse', instant)
  const leadFault = hr !== undefined && hr < NO_PULSE && pulse !== undefined && pulse >= LIVELY_PULSE
  const explained = leadFault || session.tracks.hr?.flagged === true || session.tracks.pulse?.flagged === true
  followRates(work, { hr, pulse, explained }, instant.at, instant.statedAt)
}

/** SpO2, unless the cuff on its limb or a pulse that is not the patient's makes it no evidence. */
const takeSaturation = (work: Work, value: number, instant: Instant): void => {
  const { session } = work
  if (isBeyondCuff(session, instant.at) && !instant.off) {
    if (!instant.late) countHeldBack(work, 'cuff-same-limb')
    return
  }
  if (!instant.late && !instant.off && isMismatched(session, instant.at)) {
    countHeldBack(work, 'rate-mismatch')
    return
  }
  if (!instant.late && !instant.off) session.spo2 = appended(session, session.spo2, instant.at, value)
  judge(work, 'spo2', 'spo2', value, instant, false)
}

const takeBreathing = (work: Work, instant: Instant, previousAt: Moment | null): void => {
  const { session } = work
  const { rr } = instant.accepted
  if (rr === undefined) return
  if (rr === 0 && session.bound?.profile.rrZeroMeans !== 'no-breath') return
  if (!instant.late) {
    const zeroing = isZeroing(work, rr, instant, previousAt)
    if (!instant.off) {
      const since = zeroing ? (session.rrZeroing?.since ?? null) : null
      const untilAt = since === null ? null : since + session.protocol.technical.zeroingMaxMs
      tellPassedOver(work, 'capnograph-zeroing', untilAt, instant.at, instant.statedAt)
    }
    if (zeroing) return
    if (!instant.off && countsHeartbeats(work, rr, instant)) return
    if (!instant.off) session.rr = appended(session, session.rr, instant.at, rr)
  }
  judge(work, 'rr', 'rr', rr, instant, false)
}

const takeInstant = (work: Work, instant: Instant, reacquiring: boolean, previousRrAt: Moment | null): void => {
  const { accepted, late, off } = instant
  if (!late && !off) compareRates(work, instant)
  if (accepted.hr !== undefined || accepted.pulse !== undefined) takeHeart(work, instant, reacquiring)
  if (accepted.spo2 !== undefined) takeSaturation(work, accepted.spo2, instant)
  takeBreathing(work, instant, previousRrAt)
  if (accepted.etco2 !== undefined) judge(work, 'etco2', 'etco2', accepted.etco2, instant, false)
}

/** Takes the continuous values of one instant of the bound source. `off` are vitals that the monitor cannot see now. */
export const takeNumerics = (work: Work, values: VitalValues, off: readonly ContinuousVital[], at: Moment, statedAt: Moment): void => {
  const { session } = work
  const rules = session.protocol.technical
  const period = session.bound?.profile.periodMs ?? 1_000
  const receivedLate = statedAt - at > Math.max(rules.lateContinuousMs, 2 * period)
  const previousRrAt = session.tracks.rr?.newestAt ?? null
  const { spo2, pulse, hr } = values
  const spo2Accepted = spo2 !== undefined && rejectionOfValue('spo2', spo2) === null
  // An oximeter that shows a saturation but no pulse is finding its signal again (T3).
  const reacquiring = pulse !== undefined && pulse < NO_PULSE && spo2Accepted
  const unknownZero = values.rr === 0 && session.bound?.profile.rrZeroMeans !== 'no-breath'
  const current: { [vital in ContinuousVital]?: number } = {}
  let backlog: { [vital in ContinuousVital]?: number } | null = null
  const draft: Draft = { tracks: { ...session.tracks }, numerics: null }
  for (const vital of CONTINUOUS_VITALS) {
    const value = values[vital]
    if (value === undefined) continue
    const newestAt = draft.tracks[vital]?.newestAt
    const late = receivedLate || (newestAt !== undefined && at < newestAt)
    const flagged = off.includes(vital) || (vital === 'pulse' && reacquiring && hr === undefined) || (vital === 'rr' && unknownZero)
    if (late) backlog ??= {}
    const accepted = follow(work, draft, { vital, value, at, statedAt, late, flagged })
    if (accepted && !off.includes(vital)) (late && backlog !== null ? backlog : current)[vital] = value
  }
  session.tracks = draft.tracks
  if (draft.numerics !== null) session.numerics = draft.numerics
  for (const vital of off) markOff(work, vital, at)
  if (session.care.offMonitor !== null || session.offMonitorOver) noteLiveReadings(work, current, at, statedAt)
  takeInstant(work, { at, statedAt, late: false, accepted: current, off: session.care.offMonitor !== null }, reacquiring, previousRrAt)
  if (backlog !== null)
    takeInstant(work, { at, statedAt, late: true, accepted: backlog, off: wasOffMonitor(session, at) }, reacquiring, previousRrAt)
}

/** Probe off, lead off: covered at once, whatever the last value was. */
const markOff = (work: Work, vital: ContinuousVital, at: Moment): void => {
  const { session } = work
  const track = session.tracks[vital]
  if (track !== undefined && at < track.newestAt) return
  const flagged: VitalTrack = {
    newestAt: at,
    acceptedAt: track?.acceptedAt ?? null,
    value: track?.value ?? null,
    heardAt: track?.heardAt ?? null,
    flagged: true,
    rejectedAt: track?.rejectedAt ?? null,
  }
  session.tracks = { ...session.tracks, [vital]: flagged }
  const shown = session.numerics[vital]
  if (shown !== undefined) session.numerics = { ...session.numerics, [vital]: { ...shown, flagged: true } }
}
