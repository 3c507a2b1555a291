import type { Clock } from '@chairside/server/ports/clock'

export interface ManualClock extends Clock {
  /** Lets wall time pass, and runs what falls due on the way. */
  pass(wallMs: number): void
}

/** A clock that moves when told to. Room time runs at `speed` from the same start. */
export const createManualClock = (startAt = 1_767_225_600_000, speed = 1): ManualClock => {
  let elapsedMs = 0
  const timers = new Set<{ dueMs: number; readonly everyMs: number | null; readonly act: () => void }>()
  const add = (wallMs: number, everyMs: number | null, act: () => void): (() => void) => {
    const timer = { dueMs: elapsedMs + wallMs, everyMs, act }
    timers.add(timer)
    return () => timers.delete(timer)
  }
  return {
    speed,
    roomNow: () => startAt + elapsedMs * speed,
    wallNow: () => startAt + elapsedMs,
    monotonicMs: () => elapsedMs,
    every: (wallMs, act) => add(wallMs, wallMs, act),
    after: (wallMs, act) => add(wallMs, null, act),
    pass: (wallMs) => {
      const until = elapsedMs + wallMs
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.dueMs <= until).sort((a, b) => a.dueMs - b.dueMs)
        if (next === undefined) break
        elapsedMs = Math.max(elapsedMs, next.dueMs)
        if (next.everyMs === null) timers.delete(next)
        else next.dueMs += next.everyMs
        next.act()
      }
      elapsedMs = until
    },
  }
}
