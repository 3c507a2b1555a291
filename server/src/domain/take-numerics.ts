import { lostAfterMs } from '@chairside/shared/freshness'
import { isMonitored } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import { CONTINUOUS_VITALS, type ContinuousVital, type VitalValues } from '@chairside/shared/vital'
import { judgeAway, judgeReading } from './judge-reading.ts'
import type { LimitVital } from './limit-rules.ts'
import { rejectionOfValue } from './plausibility.ts'
import { type Sample, type Session, state, type VitalTrack, type Work } from './session-state.ts'
import { setTechnical } from './technical-conditions.ts'
import { periodOf } from './timed-conditions.ts'

/** Rejected readings further apart than this are runs of their own. */
const REJECTED_RUN_MS = 60_000
/** What readiness and baselines look back on. */
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
}

const isCurrent = (session: Session, vital: ContinuousVital, at: Moment): boolean => {
  const track = session.tracks[vital]
  if (track === undefined || track.acceptedAt === null || track.flagged) return false
  return at - track.acceptedAt <= lostAfterMs(periodOf(session, vital))
}

/** The newest accepted value of a vital that is not lost; nothing where the instant itself is of the past. */
const lastShown = (session: Session, vital: ContinuousVital, instant: Instant): number | undefined =>
  instant.late || !isCurrent(session, vital, instant.at) ? undefined : (session.tracks[vital]?.value ?? undefined)

const setTrack = (work: Work, vital: ContinuousVital, track: VitalTrack): void => {
  work.session.tracks = { ...work.session.tracks, [vital]: track }
}

/** V3 and V5 for one value. Returns whether it is accepted. */
const follow = (work: Work, vital: ContinuousVital, value: number, instant: Omit<Instant, 'accepted'>, flagged: boolean): boolean => {
  const { session } = work
  const track = session.tracks[vital]
  const reason = rejectionOfValue(vital, value)
  if (reason !== null) {
    const before = track?.rejectedAt ?? null
    if (before === null || instant.at - before > REJECTED_RUN_MS)
      state(work, instant.statedAt, { kind: 'reading-rejected', vital, reason, readAt: instant.at })
  }
  const older = track !== undefined && instant.at < track.newestAt
  const counts = reason === null && !flagged && !older
  setTrack(work, vital, {
    newestAt: older ? track.newestAt : instant.at,
    acceptedAt: counts ? instant.at : (track?.acceptedAt ?? null),
    value: reason === null && !older ? value : (track?.value ?? null),
    heardAt: counts && !instant.late ? instant.statedAt : (track?.heardAt ?? (counts ? instant.at : null)),
    flagged: older ? track.flagged : reason === null ? flagged : (track?.flagged ?? false),
    rejectedAt: reason === null ? null : instant.at,
  })
  if (!older)
    session.numerics = {
      ...session.numerics,
      [vital]: { value, at: instant.at, periodMs: periodOf(session, vital), flagged, rejected: reason !== null },
    }
  return reason === null
}

const appended = (samples: readonly Sample[], sample: Sample): readonly Sample[] => {
  const from = sample.at - WINDOW_MS
  let drop = 0
  while (drop < samples.length && (samples[drop] as Sample).at < from) drop += 1
  return [...(drop === 0 ? samples : samples.slice(drop)), sample]
}

const judge = (work: Work, vital: LimitVital, source: ContinuousVital, value: number, instant: Instant, notAsystole: boolean): void => {
  const reading = { at: instant.at, value, periodMs: periodOf(work.session, source), notAsystole }
  if (instant.late) judgeAway(work, vital, reading, instant.statedAt)
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
  if (!instant.late && isMonitored(session.phase) && (hr !== undefined || leadFault))
    setTechnical(work, 'check-leads', null, leadFault ? 'medium' : null, instant.statedAt)
  const fromEcg = hr !== undefined && !leadFault
  const source = fromEcg ? 'hr' : 'pulse'
  if (!fromEcg && (pulse === undefined || reacquiring || (ecgNow !== undefined && !leadFault))) return
  const value = (fromEcg ? hr : pulse) as number
  if (!instant.late) {
    session.heartRateFrom = source
    session.heart = appended(session.heart, { at: instant.at, value })
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

const takeBreathing = (work: Work, instant: Instant, previousAt: Moment | null): void => {
  const { session } = work
  const { rr } = instant.accepted
  if (rr === undefined) return
  if (rr === 0 && session.bound?.profile.rrZeroMeans !== 'no-breath') return
  if (!instant.late && isZeroing(work, rr, instant, previousAt)) return
  if (!instant.late) session.rr = appended(session.rr, { at: instant.at, value: rr })
  judge(work, 'rr', 'rr', rr, instant, false)
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
  const instantOf = (late: boolean) => ({ at, statedAt, late })
  const current: { [vital in ContinuousVital]?: number } = {}
  const backlog: { [vital in ContinuousVital]?: number } = {}
  for (const vital of CONTINUOUS_VITALS) {
    const value = values[vital]
    if (value === undefined) continue
    const newestAt = session.tracks[vital]?.newestAt
    const late = receivedLate || (newestAt !== undefined && at < newestAt)
    const flagged = off.includes(vital) || (vital === 'pulse' && reacquiring && hr === undefined) || (vital === 'rr' && unknownZero)
    const accepted = follow(work, vital, value, instantOf(late), flagged)
    if (accepted && !off.includes(vital)) (late ? backlog : current)[vital] = value
  }
  for (const vital of off) markOff(work, vital, at)
  for (const [late, accepted] of [
    [false, current],
    [true, backlog],
  ] as const) {
    const instant: Instant = { ...instantOf(late), accepted }
    if (accepted.hr !== undefined || accepted.pulse !== undefined) takeHeart(work, instant, reacquiring)
    if (accepted.spo2 !== undefined) {
      if (!late) session.spo2 = appended(session.spo2, { at, value: accepted.spo2 })
      judge(work, 'spo2', 'spo2', accepted.spo2, instant, false)
    }
    takeBreathing(work, instant, previousRrAt)
    if (accepted.etco2 !== undefined) judge(work, 'etco2', 'etco2', accepted.etco2, instant, false)
  }
}

/** Probe off, lead off: covered at once, whatever the last value was. */
const markOff = (work: Work, vital: ContinuousVital, at: Moment): void => {
  const { session } = work
  const track = session.tracks[vital]
  if (track !== undefined && at < track.newestAt) return
  setTrack(work, vital, {
    newestAt: at,
    acceptedAt: track?.acceptedAt ?? null,
    value: track?.value ?? null,
    heardAt: track?.heardAt ?? null,
    flagged: true,
    rejectedAt: track?.rejectedAt ?? null,
  })
  const shown = session.numerics[vital]
  if (shown !== undefined) session.numerics = { ...session.numerics, [vital]: { ...shown, flagged: true } }
}
