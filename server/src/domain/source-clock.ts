import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'
import type { SourceEntry } from './chair-input.ts'
import { type ClockMessage, type ClockStep, followNumbers, UNWATCHED, watchClock } from './clock-step.ts'
import type { BoundSource, OffsetSample } from './session-state.ts'

/** A delivery and how it was received. */
export interface Heard {
  readonly takenAt: Moment
  readonly sentAt: Moment
  readonly entries: readonly SourceEntry[]
}

/** The newest entry by number; null where there is none, as in a message that only says that the monitor is there. */
const messageOf = ({ takenAt, sentAt, entries }: Heard): ClockMessage | null => {
  let newest: SourceEntry | null = null
  for (const entry of entries) if (newest === null || entry.seq > newest.seq) newest = entry
  return newest === null ? null : { takenAt, sentAt, newestSeq: newest.seq, newestAt: newest.at }
}

/** V6: the smallest received minus sent. Samples are oldest first with rising deltas: the first is always the smallest that counts. */
const samplesWith = (offsets: readonly OffsetSample[], sample: OffsetSample, windowMs: number): readonly OffsetSample[] => {
  const kept: OffsetSample[] = []
  for (const old of offsets) if (old.deltaMs < sample.deltaMs && sample.at - old.at <= windowMs) kept.push(old)
  kept.push(sample)
  return kept
}

/**
 * A source that was heard. Its clock's offset is the smallest received minus sent of the last minutes (V6), or the new one of a clock
 * that was set back, where the protocol looks for that. `speed`: room milliseconds in one of the wall.
 */
export const heardFrom = (bound: BoundSource, heard: Heard, rules: Protocol['technical'], speed: number): BoundSource => {
  const { takenAt } = heard
  const { profile, boundAt } = bound
  let { watch, step } = bound
  let sample: OffsetSample = { at: takenAt, deltaMs: takenAt - heard.sentAt }
  let before = bound.offsets
  const message = rules.clockStep === undefined ? null : messageOf(heard)
  if (rules.clockStep !== undefined && message !== null) {
    const { periodMs } = profile
    if (step !== null) step = followNumbers(step, message, Math.max(rules.clockStep.shiftMs, periodMs))
    if (before.length > 0) {
      const fromSeq = (watch.newestSeq ?? message.newestSeq - 1) + 1
      const watched = watchClock(watch, message, bound.offsetMs, { step: rules.clockStep, periodMs, speed })
      watch = watched.watch
      if (watched.adoptedMs !== null) {
        step = { at: takenAt, count: (step?.count ?? 0) + 1, fromSeq, earlierOffsetMs: bound.offsetMs, renumbered: 0 } satisfies ClockStep
        sample = { at: takenAt, deltaMs: watched.adoptedMs }
        before = []
      }
    } else watch = { ...watch, newestSeq: message.newestSeq, newestSentAt: message.sentAt }
  }
  const offsets = samplesWith(before, sample, rules.offsetWindowMs)
  return { profile, boundAt, lastHeardAt: takenAt, offsets, offsetMs: (offsets[0] as OffsetSample).deltaMs, watch, step }
}

/** Whether an entry was made before its monitor's clock was set back, by its number. */
const isOfEarlierClock = ({ step }: BoundSource, { seq }: SourceEntry): boolean => step !== null && seq < step.fromSeq

/** Which clock dated an entry: it counts up with each step, so that two readings of one time on different clocks are two (V4). */
export const clockOf = (bound: BoundSource, entry: SourceEntry): number =>
  bound.step === null ? 0 : bound.step.count - (isOfEarlierClock(bound, entry) ? 1 : 0)

/** The moment of an entry in room time; never later than it was received. */
export const correctedAt = (bound: BoundSource, entry: SourceEntry, takenAt: Moment): Moment => {
  // What was left from before a step: by the smaller offset, so that it never looks younger than it is (V5).
  const offsetMs =
    bound.step !== null && isOfEarlierClock(bound, entry) ? Math.min(bound.offsetMs, bound.step.earlierOffsetMs) : bound.offsetMs
  return Math.min(takenAt, entry.at + offsetMs)
}

/** Whether staff should look at the clock (G5): it is far off, or was set a short while ago. */
export const isSkewed = ({ offsetMs, step }: BoundSource, at: Moment, rules: Protocol['technical']): boolean =>
  Math.abs(offsetMs) > rules.clockSkewMs || (step !== null && at - step.at <= rules.offsetWindowMs)

/** A monitor that was just bound, or is heard for the first time. */
export const unheard = (profile: BoundSource['profile'], boundAt: Moment): BoundSource => ({
  profile,
  boundAt,
  lastHeardAt: null,
  offsets: [],
  offsetMs: 0,
  watch: UNWATCHED,
  step: null,
})
