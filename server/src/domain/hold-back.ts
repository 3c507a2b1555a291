import type { HoldBackCause } from '@chairside/shared/fact'
import type { Moment } from '@chairside/shared/time'
import { type HoldBack, type Session, state, type Work } from './session-state.ts'

/**
 * What keeps readings from being judged for a bounded time. Each is told when it begins, with how long at most, and when it ends, with
 * the number of readings that it kept.
 */
const setHoldBacks = (work: Work, holdBacks: readonly HoldBack[]): void => {
  work.session.holdBacks = holdBacks
  const heldBack = holdBacks.map(({ what, since, untilAt }) => ({ what, since, untilAt }))
  work.session.care = { ...work.session.care, heldBack }
}

export const findHoldBack = (session: Session, what: HoldBackCause): HoldBack | undefined =>
  session.holdBacks.find((candidate) => candidate.what === what)

/** Does nothing where it is there already, or would be over before anybody could be told. Moments in room time. */
export const beginHoldBack = (work: Work, what: HoldBackCause, since: Moment, untilAt: Moment, statedAt: Moment): void => {
  if (untilAt <= statedAt || findHoldBack(work.session, what) !== undefined) return
  setHoldBacks(work, [...work.session.holdBacks, { what, since, untilAt, readings: 0 }])
  state(work, statedAt, { kind: 'hold-back-began', what, untilAt })
}

/** One reading more was kept from being judged. */
export const countHeldBack = (work: Work, what: HoldBackCause): void => {
  const { session } = work
  if (findHoldBack(session, what) === undefined) return
  // What screens show does not change by it.
  session.holdBacks = session.holdBacks.map((one) => (one.what === what ? { ...one, readings: one.readings + 1 } : one))
}

export const endHoldBack = (work: Work, what: HoldBackCause, statedAt: Moment): void => {
  const current = findHoldBack(work.session, what)
  if (current === undefined) return
  setHoldBacks(
    work,
    work.session.holdBacks.filter((one) => one !== current),
  )
  state(work, statedAt, { kind: 'hold-back-ended', what, readings: current.readings })
}

/**
 * T3 passes readings over by rules of its own; this only says so. A search that goes on past its time is told anew, so that the
 * tile never shows an end that did not come.
 */
export const tellPassedOver = (
  work: Work,
  what: 'oximeter-searching' | 'capnograph-zeroing',
  untilAt: Moment | null,
  at: Moment,
  statedAt: Moment,
): void => {
  if (work.session.protocol.technical.tellPassedOver !== true) return
  if (untilAt === null) {
    endHoldBack(work, what, statedAt)
    return
  }
  beginHoldBack(work, what, at, untilAt, statedAt)
  countHeldBack(work, what)
}

/** Each ends at its own time; the time off the monitor has an ending of its own (S7). */
export const lookForHoldBackEnds = (work: Work, now: Moment, reached: (at: Moment) => boolean): void => {
  for (const { what, untilAt } of work.session.holdBacks) if (what !== 'off-monitor' && reached(untilAt)) endHoldBack(work, what, now)
}

/** With the monitor goes what only its readings could hold back, with the session everything. */
export const endHoldBacks = (work: Work, statedAt: Moment): void => {
  for (const { what } of work.session.holdBacks) if (what !== 'off-monitor') endHoldBack(work, what, statedAt)
}

/** How long SpO2 must be judged between two times of holding it back. Each row that T1 could build is complete by then. */
const spacingMs = (session: Session, periodMs: number): number => {
  const { limits, technical } = session.protocol
  const delayMs = Math.max(limits['spo2-low'].delayMs, limits['spo2-desat'].delayMs)
  return delayMs + Math.max(technical.runGapMs, 2.5 * periodMs)
}

/** Whether SpO2 may be held back from `at` on: one hold-back after the other must not hide a desaturation for good. */
export const mayHoldBackSaturation = (session: Session, at: Moment): boolean => {
  const profile = session.bound?.profile
  const periodMs = profile?.periodsMs?.spo2 ?? profile?.periodMs ?? 1_000
  return session.saturationHeldUntil === null || at - session.saturationHeldUntil >= spacingMs(session, periodMs)
}
