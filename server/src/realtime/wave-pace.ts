/** How a screen keeps up with its frames. Moments are of a monotonic clock, in ms. */
export interface WavePace {
  /** A frame was sent. */
  sent(number: number, nowMs: number): void
  /** The screen says that it took this one in. */
  taken(number: number, nowMs: number): void
  /** What is to be done with it now. */
  stage(): PaceStage
}

/** `even`: it keeps up. `slowed`: it gets few frames. `told`: and knows it. `closed`: its connection ends, and it comes back by itself. */
export type PaceStage = 'even' | 'slowed' | 'told' | 'closed'

export const SLOWED_AFTER_MS = 2_000
export const TOLD_AFTER_MS = 3_500
export const CLOSED_AFTER_MS = 8_000

/**
 * P2, I4: how long frames were sent to a screen that took none. Where nothing is sent any more nothing counts: the last frame may have
 * been skipped, and nobody is to blame for that.
 */
export const createWavePace = (): WavePace => {
  let newestSent = 0
  let newestTaken = 0
  let sentAtMs = 0
  /** Since when something is unanswered; null: nothing is. */
  let waitingSinceMs: number | null = null
  return {
    sent: (number, nowMs) => {
      newestSent = number
      sentAtMs = nowMs
      waitingSinceMs ??= nowMs
    },
    taken: (number, nowMs) => {
      if (number <= newestTaken || number > newestSent) return
      newestTaken = number
      waitingSinceMs = number === newestSent ? null : nowMs
    },
    stage: () => {
      const waitedMs = waitingSinceMs === null ? 0 : sentAtMs - waitingSinceMs
      if (waitedMs >= CLOSED_AFTER_MS) return 'closed'
      if (waitedMs >= TOLD_AFTER_MS) return 'told'
      return waitedMs >= SLOWED_AFTER_MS ? 'slowed' : 'even'
    },
  }
}
