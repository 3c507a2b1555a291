import type { Moment } from '@chairside/shared/time'
import { beginHoldBack, countHeldBack, endHoldBack } from './hold-back.ts'
import type { Work } from './session-state.ts'

interface Breathing {
  readonly at: Moment
  readonly rr: number
  /** The heart rate in use; undefined: none that counts. */
  readonly heart: number | undefined
  /** RR comes from a capnograph, which counts no heartbeats. */
  readonly capnograph: boolean
  /** A longer stretch without RR begins the row anew. */
  readonly gapMs: number
}

const drop = (work: Work, statedAt: Moment): void => {
  if (work.session.heartbeatRow === null) return
  work.session.heartbeatRow = null
  endHoldBack(work, 'cardiogenic-rr', statedAt)
}

/**
 * Electrodes on the chest that see no breath count heartbeats instead. Says whether this RR is held back for it: for a bounded time,
 * and not again before one RR was another.
 */
export const isCardiogenic = (work: Work, { at, rr, heart, capnograph, gapMs }: Breathing, statedAt: Moment): boolean => {
  const { session } = work
  const { enabled, bpm, forMs, maxMs } = session.protocol.artefact.cardiogenicRr
  if (!enabled) return false
  const before = session.heartbeatRow
  if (before !== null && at - before.lastAt > gapMs) drop(work, statedAt)
  // RR 0 is no heartbeat: nobody breathes, and that is judged.
  if (rr === 0 || capnograph || heart === undefined || Math.abs(rr - heart) > bpm) {
    drop(work, statedAt)
    return false
  }
  const since = session.heartbeatRow?.since ?? at
  const heldSince = session.heartbeatRow?.heldSince ?? (at - since >= forMs ? at : null)
  if (heldSince !== null && session.heartbeatRow?.heldSince === null) beginHoldBack(work, 'cardiogenic-rr', at, at + maxMs, statedAt)
  session.heartbeatRow = { since, lastAt: at, heldSince }
  if (heldSince === null || at > heldSince + maxMs) return false
  countHeldBack(work, 'cardiogenic-rr')
  return true
}
