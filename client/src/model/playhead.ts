import type { Moment } from '@chairside/shared/time'
import { type RoomBase, roomTimeAt } from './room-time.ts'

/** The moment up to which traces are drawn. */
export interface Playhead {
  /** Moves on to this moment of the screen's clock. `jumped`: everything is to be drawn anew. */
  moveTo(elapsedMs: number, base: RoomBase): { readonly at: Moment; readonly jumped: boolean }
}

/** Behind the room's time by so much of the wall: packets are on their way for that long. */
export const BEHIND_MS = 700
/** A difference that nobody could make up without being seen, or a tab that was away. */
const JUMP_MS = 1_000
/** How much faster or slower the line may run to make up a difference: too little to be seen. */
const SLEW = 0.03

/**
 * Runs evenly between the pings that set the room's clock anew, since a line that twitches with each of them can't be read. After a pause
 * it is where it belongs at once, without running after what was missed.
 */
export const createPlayhead = (): Playhead => {
  let at: Moment | null = null
  let lastMs = 0
  return {
    moveTo: (elapsedMs, base) => {
      const target = roomTimeAt(base, elapsedMs) - BEHIND_MS * base.speed
      const passedMs = elapsedMs - lastMs
      lastMs = elapsedMs
      const aheadMs = at === null ? Number.POSITIVE_INFINITY : target - (at + passedMs * base.speed)
      if (at === null || passedMs > JUMP_MS || Math.abs(aheadMs) > JUMP_MS * base.speed) {
        at = target
        return { at, jumped: true }
      }
      const most = passedMs * base.speed * SLEW
      at += passedMs * base.speed + Math.max(-most, Math.min(most, aheadMs))
      return { at, jumped: false }
    },
  }
}
