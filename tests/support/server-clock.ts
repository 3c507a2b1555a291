import { createClock } from '@chairside/server/config/clock'
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

export interface StillClock extends Clock {
  /** Moves room time, and the wall by as much. */
  jump(ms: number): void
}

/** A clock of the server whose room time moves by hand alone, so that no delay of the machine's counts; its timers are real. */
export const createStillClock = (startAt = 1_767_225_600_000): StillClock => {
  const real = createClock({ speed: 1, roomFloor: 0 })
  let jumpedMs = 0
  return {
    ...real,
    roomNow: () => startAt + jumpedMs,
    monotonicMs: () => real.monotonicMs() + jumpedMs,
    jump: (ms) => {
      jumpedMs += ms
    },
  }
}
