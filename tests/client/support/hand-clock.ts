import type { ScreenClock } from '@chairside/client/feed/clock.ts'

export interface HandClock extends ScreenClock {
  /** Moves time on and runs what falls due, in order. */
  advance(ms: number): void
}

/** Sixty frames a second, to the millisecond. */
const FRAME_MS = 16

interface Timer {
  dueAt: number
  readonly intervalMs: number | null
  readonly run: () => void
}

/** A clock that moves only when a test moves it. */
export const createHandClock = (): HandClock => {
  let now = 0
  const timers = new Set<Timer>()
  const add = (timer: Timer): (() => void) => {
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  return {
    elapsedMs: () => now,
    every: (intervalMs, run) => add({ dueAt: now + intervalMs, intervalMs, run }),
    after: (delayMs, run) => add({ dueAt: now + delayMs, intervalMs: null, run }),
    frames: (run) => add({ dueAt: now + FRAME_MS, intervalMs: FRAME_MS, run }),
    advance: (ms) => {
      const end = now + ms
      for (;;) {
        const next = [...timers].filter((timer) => timer.dueAt <= end).sort((a, b) => a.dueAt - b.dueAt)[0]
        if (next === undefined) break
        now = next.dueAt
        if (next.intervalMs === null) timers.delete(next)
        else next.dueAt += next.intervalMs
        next.run()
      }
      now = end
    },
  }
}
