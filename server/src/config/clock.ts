import type { Moment } from '@chairside/shared/time'
import type { Clock } from '../ports/clock.ts'

export interface ClockSettings {
  /** Room seconds for a wall second. */
  readonly speed: number
  /** The newest moment of the record: room time begins at or after it, so that a restart never goes back. */
  readonly roomFloor: Moment
  /** Where room time begins otherwise; absent: with the wall. */
  readonly roomStart?: Moment | null
}

/** The clocks of this process: the wall anchored to a monotonic clock, the room's derived from it at `speed`. */
export const createClock = ({ speed, roomFloor, roomStart = null }: ClockSettings): Clock => {
  const monotonicStart = performance.now()
  const wallStart = Date.now()
  const startedAt = Math.max(roomStart ?? wallStart, roomFloor)
  const monotonicMs = (): number => performance.now() - monotonicStart
  return {
    speed,
    monotonicMs,
    wallNow: () => Math.round(wallStart + monotonicMs()),
    roomNow: () => Math.round(startedAt + monotonicMs() * speed),
    every: (wallMs, act) => {
      const timer = setInterval(act, wallMs)
      return () => clearInterval(timer)
    },
    after: (wallMs, act) => {
      const timer = setTimeout(act, wallMs)
      return () => clearTimeout(timer)
    },
  }
}
