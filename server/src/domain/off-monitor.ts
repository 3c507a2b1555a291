import { lostAfterMs } from '@chairside/shared/freshness'
import type { Problem } from '@chairside/shared/reply'
import { isMonitored, type OffMonitorReason } from '@chairside/shared/session'
import type { Actor } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'
import type { VitalValues } from '@chairside/shared/vital'
import { wishAlarm } from './alarm-life.ts'
import type { ActInput } from './chair-input.ts'
import { beginHoldBack, endHoldBack } from './hold-back.ts'
import { problem } from './problem.ts'
import { type Session, state, type Work } from './session-state.ts'

const OVER = 'off-monitor-over'

/** What a sensor shows that hangs on nobody is as low as this, or lower. */
const BARELY = { hr: 20, pulse: 20, spo2: 50 } as const

const endPrompt = (work: Work, at: Moment): void => {
  if (!work.session.offMonitorOver) return
  work.session.offMonitorOver = false
  wishAlarm(work, OVER, null, at)
}

/** S7: the patient leaves the monitor for a while that is announced and bounded. */
export const goOffMonitor = (work: Work, input: ActInput, reason: OffMonitorReason): Problem | null => {
  const { session } = work
  const { takenAt, by } = input
  if (!isMonitored(session.phase)) return problem('wrong-phase', session.phase)
  if (session.care.offMonitor !== null) return problem('already-done', session.care.offMonitor.by)
  const rules = session.protocol.offMonitor
  const untilAt = takenAt + (session.phase === 'recovering' ? rules.recoveringMs : rules.infusingMs)
  endPrompt(work, takenAt)
  session.care = { ...session.care, offMonitor: { since: takenAt, untilAt, reason, by: by.name } }
  session.offMonitorSpans = [...session.offMonitorSpans, { fromAt: takenAt, toAt: untilAt }]
  session.offMonitorLiveAt = takenAt
  state(work, takenAt, { kind: 'off-monitor-began', reason, untilAt, by })
  beginHoldBack(work, 'off-monitor', takenAt, untilAt, takenAt)
  return null
}

/** `endedAt` by the clock of the readings, `statedAt` when the judge knows. */
const end = (work: Work, because: 'time-over' | 'data-returned' | 'by-hand', by: Actor | null, endedAt: Moment, statedAt: Moment): void => {
  const { session } = work
  if (session.care.offMonitor === null) return
  const { since } = session.care.offMonitor
  session.care = { ...session.care, offMonitor: null }
  session.offMonitorSpans = session.offMonitorSpans.with(-1, { fromAt: since, toAt: Math.max(since, endedAt) })
  state(work, statedAt, { kind: 'off-monitor-ended', because, by })
  endHoldBack(work, 'off-monitor', statedAt)
}

/** By hand, before the time is over or after it. */
export const returnToMonitor = (work: Work, input: ActInput): Problem | null => {
  const { session } = work
  if (session.care.offMonitor === null && !session.offMonitorOver) return problem('already-done')
  end(work, 'by-hand', input.by, input.takenAt, input.takenAt)
  endPrompt(work, input.takenAt)
  return null
}

/** The session is over, and with it the time off the monitor. */
export const endTimeOff = (work: Work, by: Actor, at: Moment): void => {
  end(work, 'by-hand', by, at, at)
  endPrompt(work, at)
}

/** Of what tells that a patient hangs on the monitor, the slowest period. */
const periodOf = (session: Session): number => {
  const profile = session.bound?.profile
  const { hr = 0, pulse = 0, spo2 = 0 } = profile?.periodsMs ?? {}
  return Math.max(profile?.periodMs ?? 1_000, hr, pulse, spo2)
}

const showsPatient = ({ hr, pulse, spo2 }: VitalValues): boolean =>
  (hr !== undefined && hr >= BARELY.hr) || (pulse !== undefined && pulse >= BARELY.pulse) || (spo2 !== undefined && spo2 >= BARELY.spo2)

/**
 * Data return with the first live reading of a patient after none came for as long as makes a vital lost (V7): the monitor goes on
 * sending while the patient gets up, and RR 0 of a cannula on the table is no patient. `values` are accepted, unflagged and not late.
 */
export const noteLiveReadings = (work: Work, values: VitalValues, at: Moment, statedAt: Moment): void => {
  const { session } = work
  if (!showsPatient(values)) return
  endPrompt(work, statedAt)
  if (session.care.offMonitor === null) return
  const before = session.offMonitorLiveAt ?? at
  session.offMonitorLiveAt = Math.max(before, at)
  if (at - before > lostAfterMs(periodOf(session))) end(work, 'data-returned', null, at, statedAt)
}

/** The time is over: with a sound, unless the patient hangs on the monitor already. */
export const lookForEndOfTimeOff = (work: Work, now: Moment, reached: (at: Moment) => boolean): void => {
  const { session } = work
  const { offMonitor } = session.care
  if (offMonitor === null || !reached(offMonitor.untilAt)) return
  const liveAt = session.offMonitorLiveAt ?? offMonitor.since
  end(work, 'time-over', null, offMonitor.untilAt, now)
  if (liveAt > offMonitor.since && now - liveAt <= lostAfterMs(periodOf(session))) return
  session.offMonitorOver = true
  wishAlarm(work, OVER, { cause: OVER, priority: 'medium', text: '', unconfirmed: false, latches: false }, now)
}

/** When the patient was last expected back: what was not heard before then is not missed before then. Null: never off, or off now. */
export const backSince = (session: Session): Moment | null =>
  session.offMonitorSpans.length === 0 || session.care.offMonitor !== null ? null : (session.offMonitorSpans.at(-1)?.toAt ?? null)

/** Whether what was measured at `at` was measured off the monitor, now or in the past. */
export const wasOffMonitor = (session: Session, at: Moment): boolean =>
  session.offMonitorSpans.length > 0 && session.offMonitorSpans.some(({ fromAt, toAt }) => at > fromAt && at < toAt)
