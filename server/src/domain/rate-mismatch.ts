import type { Moment } from '@chairside/shared/time'
import { beginHoldBack, endHoldBack, mayHoldBackSaturation } from './hold-back.ts'
import type { Session, Work } from './session-state.ts'

/** What the ECG and the oximeter show now; undefined: nothing that counts. */
interface Rates {
  readonly hr: number | undefined
  readonly pulse: number | undefined
  /** The ECG is known to be wrong, or one of them says itself that it sees nothing: there is nothing to compare. */
  readonly explained: boolean
}

/**
 * An oximeter whose pulse is not the ECG's has no good signal: its SpO2 is held back for a while, and after that the mismatch is told
 * as a lost signal while SpO2 is judged again. It ends when both agree; that one of them stops does not end it (V8). Asked for only where
 * the protocol compares them.
 */
export const followRates = (work: Work, { hr, pulse, explained }: Rates, at: Moment, statedAt: Moment): void => {
  const { session } = work
  const { bpm, maxMs } = session.protocol.artefact.rateMismatch
  const comparable = hr !== undefined && pulse !== undefined
  if (!explained && comparable && Math.abs(hr - pulse) > bpm) {
    if (session.rateMismatch !== null) return
    const heldUntil = mayHoldBackSaturation(session, at) ? at + maxMs : null
    session.rateMismatch = { since: at, heldUntil }
    if (heldUntil === null) return
    session.saturationHeldUntil = heldUntil
    beginHoldBack(work, 'rate-mismatch', at, heldUntil, statedAt)
    return
  }
  if (session.rateMismatch === null || !(explained || comparable)) return
  if (session.rateMismatch.heldUntil !== null) session.saturationHeldUntil = Math.min(session.saturationHeldUntil ?? at, at)
  session.rateMismatch = null
  endHoldBack(work, 'rate-mismatch', statedAt)
}

/** Whether SpO2 measured at `at` is held back for it. */
export const isMismatched = (session: Session, at: Moment): boolean => {
  const heldUntil = session.rateMismatch?.heldUntil ?? null
  return heldUntil !== null && at <= heldUntil
}

/** When the mismatch makes SpO2 a lost signal (G2); null: there is none. */
export const mismatchLostAt = (session: Session): Moment | null =>
  session.rateMismatch === null ? null : session.rateMismatch.since + session.protocol.artefact.rateMismatch.maxMs
