import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'

/** A row of messages that all say the same: this clock is behind what it was, by as much as each of them is later than it should be. */
interface ClockRun {
  readonly since: Moment
  /** Received minus sent: the smallest and the largest that count as the same. */
  readonly lowMs: number
  readonly highMs: number
  /** A message was sent, by this clock, before an earlier one. No delay does that. */
  readonly proven: boolean
}

/** What is known of a monitor's messages in the order in which it made them. */
export interface ClockWatch {
  readonly newestSeq: number | null
  readonly newestSentAt: Moment | null
  /** It declared itself on a new connection since, which holds nothing that was sent before. */
  readonly declaredAnew: boolean
  readonly run: ClockRun | null
}

/** A step of a monitor's clock, as it was adopted. */
export interface ClockStep {
  readonly at: Moment
  /** How many steps there were, this one included. */
  readonly count: number
  /** Entries from this number on bear the new clock's time; 0: all. */
  readonly fromSeq: number
  readonly earlierOffsetMs: number
  /** Messages running that were made just now under numbers from before the step: the monitor counts anew (it was restarted). */
  readonly renumbered: number
}

export const UNWATCHED: ClockWatch = { newestSeq: null, newestSentAt: null, declaredAnew: false, run: null }

/** A delivery as its monitor's clock is judged by it. */
export interface ClockMessage {
  readonly takenAt: Moment
  readonly sentAt: Moment
  /** The highest number in it, and the time of that entry by the monitor's clock. */
  readonly newestSeq: number
  readonly newestAt: Moment
}

export interface ClockRules {
  readonly step: NonNullable<Protocol['technical']['clockStep']>
  readonly periodMs: number
  /** Room milliseconds in one of the wall: what a network adds is counted by the wall. */
  readonly speed: number
}

const RENUMBERED_FOR_SURE = 3

const runWith = (watch: ClockWatch, { takenAt, sentAt }: ClockMessage, offsetMs: number, { step, periodMs, speed }: ClockRules) => {
  const { run, newestSentAt, declaredAnew } = watch
  const deltaMs = takenAt - sentAt
  const shiftMs = step.shiftMs * speed
  if (deltaMs < offsetMs + shiftMs) return null
  const wentBack = newestSentAt !== null && sentAt < newestSentAt
  const begun: ClockRun = { since: takenAt, lowMs: deltaMs, highMs: deltaMs, proven: wentBack || run?.proven === true }
  if (run === null) {
    // Sent right after the one before, on the same connection, and received much later: it was held up under way, and is late.
    const wasAway = declaredAnew || (newestSentAt !== null && sentAt - newestSentAt > Math.max(shiftMs, 2 * periodMs))
    return wentBack || wasAway ? begun : null
  }
  const spreadMs = shiftMs / 2
  // Earlier than the row: it was a queue that drains, and this is nearer to the truth.
  if (deltaMs < run.highMs - spreadMs) return begun
  if (deltaMs > run.lowMs + spreadMs) return { ...run, proven: begun.proven }
  return { ...run, proven: begun.proven, lowMs: Math.min(run.lowMs, deltaMs), highMs: Math.max(run.highMs, deltaMs) }
}

/**
 * V6, a clock that was set back. Says whether this message completes a row that shows a new offset, and which; null: none. Only a
 * message with a higher number than all before counts: one that was overtaken or is sent again shows nothing of the clock.
 */
export const watchClock = (
  watch: ClockWatch,
  message: ClockMessage,
  offsetMs: number,
  rules: ClockRules,
): { readonly watch: ClockWatch; readonly adoptedMs: number | null } => {
  const { takenAt, sentAt, newestSeq } = message
  if (watch.newestSeq !== null && newestSeq <= watch.newestSeq) return { watch, adoptedMs: null }
  const run = runWith(watch, message, offsetMs, rules)
  const forMs = run?.proven === true ? rules.step.provenMs : rules.step.awayMs
  const adopted = run !== null && takenAt - run.since >= forMs * rules.speed
  return {
    watch: { newestSeq, newestSentAt: sentAt, declaredAnew: false, run: adopted ? null : run },
    adoptedMs: adopted ? run.lowMs : null,
  }
}

/** A new connection: it may be a restarted monitor that counts from 1, and nothing in it waited under way. */
export const connectedAnew = (watch: ClockWatch): ClockWatch => ({ ...watch, newestSeq: null, declaredAnew: true })

/** Notes whether a monitor counts anew, so that what it measures now is not taken for what was left from before the step. */
export const followNumbers = (step: ClockStep, { sentAt, newestSeq, newestAt }: ClockMessage, periodMs: number): ClockStep => {
  const fresh = newestAt <= sentAt && sentAt - newestAt <= periodMs
  if (newestSeq >= step.fromSeq) return step.renumbered === 0 ? step : { ...step, renumbered: 0 }
  if (!fresh) return step
  const renumbered = step.renumbered + 1
  return renumbered < RENUMBERED_FOR_SURE ? { ...step, renumbered } : { ...step, renumbered: 0, fromSeq: 0 }
}
