import { type Freshness, freshnessOf } from '@chairside/shared/freshness'
import type { RoomClock } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'

/** A room clock reading, and the monotonic moment at which it was taken. */
export interface RoomBase {
  readonly roomNow: Moment
  readonly atMs: number
  readonly speed: number
}

export const roomBaseOf = (clock: RoomClock, atMs: number): RoomBase => ({ roomNow: clock.roomNow, atMs, speed: clock.speed })

/** Room time passes at `speed`, from the last reading, while this screen's monotonic clock does. */
export const roomTimeAt = (base: RoomBase, atMs: number): Moment => base.roomNow + Math.max(0, atMs - base.atMs) * base.speed

/** When a moment of the room is, or was, on this screen's monotonic clock. */
export const wallOf = (base: RoomBase, at: Moment): number => base.atMs + (at - base.roomNow) / base.speed

/** How much room time one second of the wall takes on the way here; nothing at 1x, where ages are exact. */
const allowanceMs = (speed: number): number => (speed <= 1 ? 0 : speed * 1_000)

/**
 * V7 on this screen. In accelerated simulations a second of delivery is a minute of room time: only what is older than
 * that counts, or every number would flicker. At 1x nothing is allowed for.
 */
export const shownFreshness = (now: Moment, at: Moment, periodMs: number, speed: number): Freshness =>
  freshnessOf(Math.max(0, now - at - allowanceMs(speed)), periodMs)
