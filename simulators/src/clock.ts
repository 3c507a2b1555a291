import type { RoomClock } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'

export type Cancel = () => void

/** The machine's time: the only place in the simulators that reads it or sets timers. */
export interface MachineClock {
  wallNow(): Moment
  monotonicMs(): number
  every(wallMs: number, act: () => void): Cancel
  after(wallMs: number, act: () => void): Cancel
  /** Resolves after `wallMs`. */
  pause(wallMs: number): Promise<void>
}

export const machineClock: MachineClock = {
  wallNow: () => Date.now(),
  monotonicMs: () => performance.now(),
  every: (wallMs, act) => {
    const timer = setInterval(act, wallMs)
    return () => clearInterval(timer)
  },
  after: (wallMs, act) => {
    const timer = setTimeout(act, wallMs)
    return () => clearTimeout(timer)
  },
  pause: (wallMs) => new Promise((resolve) => setTimeout(resolve, wallMs)),
}

/** Room time as the server's greeting gave it, run on with the machine's monotonic clock. */
export interface RoomTime {
  /** Null until a server said what time it is. */
  now(): Moment | null
  readonly speed: number
  set(reading: RoomClock): void
}

export const createRoomTime = (clock: Pick<MachineClock, 'monotonicMs'>): RoomTime => {
  let anchor: { readonly room: Moment; readonly machineMs: number; readonly speed: number } | null = null
  return {
    now: () => (anchor === null ? null : Math.round(anchor.room + (clock.monotonicMs() - anchor.machineMs) * anchor.speed)),
    get speed() {
      return anchor?.speed ?? 1
    },
    set: (reading) => {
      anchor = { room: reading.roomNow, machineMs: clock.monotonicMs(), speed: reading.speed }
    },
  }
}
