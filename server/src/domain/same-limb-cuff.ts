import type { Moment } from '@chairside/shared/time'
import { beginHoldBack, endHoldBack, findHoldBack, mayHoldBackSaturation } from './hold-back.ts'
import type { Session, Work } from './session-state.ts'

/** Inflations that are remembered, for what is delivered late. */
const REMEMBERED = 16

/** T5: the cuff on the oximeter's limb begins to inflate at `startAt`, by the corrected clock. */
export const beginInflation = (work: Work, startAt: Moment, statedAt: Moment): void => {
  const { session } = work
  const { enabled, maxMs } = session.protocol.artefact.sameLimb
  if (!session.sameLimb || !enabled) return
  const untilAt = startAt + maxMs
  const isOver = untilAt <= statedAt
  // A cuff that inflates again without having given a number, or at once after it did, gets no second time.
  if (!isOver && !mayHoldBackSaturation(session, startAt)) return
  // Its set may have come first.
  const endAt = session.sets.find((set) => set.at >= startAt && set.origin !== 'manual')?.at ?? null
  session.inflations = [...session.inflations.slice(1 - REMEMBERED), { startAt, endAt }]
  if (isOver) return
  session.saturationHeldUntil = endAt === null ? untilAt : Math.min(endAt, untilAt)
  if (endAt === null) beginHoldBack(work, 'cuff-same-limb', startAt, untilAt, statedAt)
}

/** The set or the failure with which an inflation ends. */
export const endInflation = (work: Work, endAt: Moment, statedAt: Moment): void => {
  const { session } = work
  session.inflations = session.inflations.map((one) => (one.endAt === null && one.startAt < endAt ? { ...one, endAt } : one))
  const current = findHoldBack(session, 'cuff-same-limb')
  if (current === undefined || current.since >= endAt) return
  session.saturationHeldUntil = endAt
  endHoldBack(work, 'cuff-same-limb', statedAt)
}

/** The stretches in which SpO2 was held back for the cuff, the present one up to its longest. */
export const inflationSpans = (session: Session): readonly { readonly fromAt: Moment; readonly toAt: Moment }[] => {
  if (session.inflations.length === 0) return []
  const { maxMs } = session.protocol.artefact.sameLimb
  return session.inflations.map(({ startAt, endAt }) => ({ fromAt: startAt, toAt: Math.min(endAt ?? startAt + maxMs, startAt + maxMs) }))
}

/** Whether SpO2 measured at `at` was measured beyond an inflated cuff: after its start, up to its end, and for so long at most. */
export const isBeyondCuff = (session: Session, at: Moment): boolean => {
  if (session.inflations.length === 0) return false
  const { maxMs } = session.protocol.artefact.sameLimb
  return session.inflations.some(({ startAt, endAt }) => at > startAt && at <= startAt + maxMs && (endAt === null || at <= endAt))
}
