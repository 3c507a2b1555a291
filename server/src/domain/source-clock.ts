import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'
import type { BoundSource, OffsetSample } from './session-state.ts'

/**
 * V6: the offset of a source's clock is the smallest received minus sent of the last minutes. Samples are kept oldest first with
 * rising deltas, so that the first is always the smallest that still counts.
 */
export const withOffset = (bound: BoundSource, takenAt: Moment, sentAt: Moment, rules: Protocol['technical']): BoundSource => {
  const deltaMs = takenAt - sentAt
  const recent = bound.offsets.filter((sample) => takenAt - sample.at <= rules.offsetWindowMs)
  const smaller = recent.filter((sample) => sample.deltaMs < deltaMs)
  const offsets: readonly OffsetSample[] = [...smaller, { at: takenAt, deltaMs }]
  return { ...bound, offsets, offsetMs: (offsets[0] as OffsetSample).deltaMs }
}

/** The moment of a reading in room time; never later than it was received. */
export const correctedAt = (bound: BoundSource, at: Moment, takenAt: Moment): Moment => Math.min(takenAt, at + bound.offsetMs)
