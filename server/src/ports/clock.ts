import type { Moment } from '@chairside/shared/time'

export type Cancel = () => void

/** The only way to time. Two clocks: the room's may run faster on simulated data alone, the wall's never does. */
export interface Clock {
  readonly speed: number
  /** Room time, anchored to a monotonic clock: never goes back within a process. */
  roomNow(): Moment
  wallNow(): Moment
  /** Milliseconds of a monotonic clock, for durations. */
  monotonicMs(): number
  /** Calls `act` every `wallMs` of wall time until cancelled. */
  every(wallMs: number, act: () => void): Cancel
  after(wallMs: number, act: () => void): Cancel
}
