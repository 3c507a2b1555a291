import type { Moment } from '@chairside/shared/time'
import { AHEAD_OF_CLOCK_MS, OLDEST_PACKET_MS } from '@chairside/shared/wave-wire'
import { BLOCK_MS } from '@chairside/shared/waveform'

interface Stamped {
  readonly seq: number
  readonly sentAt: Moment
  readonly at: Moment
  readonly lastsMs: number
}

/**
 * Where a packet lies in room time, and when by its clock alone it was traced (which may be a little before, and is what binds it to a
 * patient); or that its time was traced before, or that its
 * times can't be.
 */
export type Placed =
  | { readonly kind: 'placed'; readonly at: Moment; readonly tracedAt: Moment }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'impossible' }

export interface WaveClock {
  place(packet: Stamped, receivedAt: Moment): Placed
}

/** The offset is the smallest received minus sent of this time. */
const WINDOW_MS = 30_000
/** A trace is not torn for less: its beats would lie apart where nothing was between them. */
const TOLERATED_MS = 250
/** What would begin so little before the trace's end goes on at it: its first packet was slow on its way. */
const OVERLAP_MS = 1_000
/** More than that is left out until the clock caught up; still more is no clock. */
const CATCH_UP_MS = 5_000

/**
 * V6 for waves: one source's clock against the room's. The offset found first is kept while it holds, so that packets which abut on the
 * monitor abut here to the sample; everything lies on the grid of `BLOCK_MS`, so that its channels keep together.
 */
export const createWaveClock = (speed: number): WaveClock => {
  let lastSeq = 0
  const deltas: { readonly at: Moment; readonly deltaMs: number }[] = []
  let offsetMs: number | null = null
  let endAt: Moment = Number.NEGATIVE_INFINITY
  const scaled = (wallMs: number): number => wallMs * speed

  const smallestDelta = (deltaMs: number, receivedAt: Moment): number => {
    // Rising from the first to the last: what is not smaller than the newest can never be the smallest again.
    while ((deltas.at(-1)?.deltaMs ?? Number.NEGATIVE_INFINITY) >= deltaMs) deltas.pop()
    deltas.push({ at: receivedAt, deltaMs })
    while (receivedAt - (deltas[0]?.at ?? receivedAt) > scaled(WINDOW_MS)) deltas.shift()
    return deltas[0]?.deltaMs ?? deltaMs
  }

  return {
    place: ({ seq, sentAt, at, lastsMs }, receivedAt) => {
      if (seq <= lastSeq) return { kind: 'repeat' }
      const agoMs = sentAt - (at + lastsMs)
      if (agoMs > scaled(OLDEST_PACKET_MS) || agoMs < -scaled(AHEAD_OF_CLOCK_MS)) return { kind: 'impossible' }
      const nowMs = smallestDelta(receivedAt - sentAt, receivedAt)
      const holds = offsetMs !== null && Math.abs(offsetMs - nowMs) <= scaled(TOLERATED_MS) && (at + offsetMs) % BLOCK_MS === 0
      let placedAt = holds ? at + (offsetMs as number) : Math.floor((at + nowMs) / BLOCK_MS) * BLOCK_MS
      if (placedAt < endAt) {
        if (endAt - placedAt > scaled(CATCH_UP_MS)) return { kind: 'impossible' }
        if (endAt - placedAt > scaled(OVERLAP_MS)) return { kind: 'repeat' }
        placedAt = endAt
      }
      lastSeq = seq
      offsetMs = placedAt - at
      endAt = placedAt + lastsMs
      return { kind: 'placed', at: placedAt, tracedAt: Math.min(placedAt, at + nowMs) }
    },
  }
}
