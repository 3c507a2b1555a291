import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'
import type { BoundSource, OffsetSample } from './session-state.ts'

/**
 * A source that was heard at `takenAt`. V6: the offset of its clock is the smallest received minus sent of the last minutes. Samples
 * are kept oldest first with rising deltas, so that the first is always the smallest that still counts.
 */
export const heardFrom = (bound: BoundSource, takenAt: Moment, sentAt: Moment, rules: Protocol['technical']): BoundSource => {
  const deltaMs = takenAt - sentAt
  const offsets: OffsetSample[] = []
  for (const sample of bound.offsets) if (sample.deltaMs < deltaMs && takenAt - sample.at <= rules.offsetWindowMs) offsets.push(sample)
  offsets.push({ at: takenAt, deltaMs })
  const { profile, boundAt } = bound
  return { profile, boundAt, lastHeardAt: takenAt, offsets, offsetMs: (offsets[0] as OffsetSample).deltaMs }
}

/** The moment of a reading in room time; never later than it was received. */
export const correctedAt = (bound: BoundSource, at: Moment, takenAt: Moment): Moment => Math.min(takenAt, at + bound.offsetMs)
