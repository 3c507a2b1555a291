import type { Waves } from '@chairside/client/feed/wave-feed.ts'
import { type ChairTraces, createChairTraces } from '@chairside/client/model/chair-traces.ts'
import type { RoomStore } from '@chairside/client/model/room-store.ts'
import { createHandClock, type HandClock } from './hand-clock.ts'

export interface FakeWaves extends Waves {
  readonly clock: HandClock
  link: Waves['link']
  /** What is known of each chair, whoever sits there. */
  readonly traces: Map<string, ChairTraces>
  readonly watched: Set<string>
  heard: boolean
}

/** Waves by hand: frames come when a test moves the clock. */
export const createFakeWaves = (store: RoomStore): FakeWaves => {
  const clock = createHandClock()
  const watched = new Set<string>()
  const traces = new Map<string, ChairTraces>()
  const fake: FakeWaves = {
    clock,
    link: 'open',
    traces,
    watched,
    heard: true,
    watch: (chairId) => {
      watched.add(chairId)
      return () => watched.delete(chairId)
    },
    tracesOf: (chairId, sessionId) => {
      const known = traces.get(chairId)
      if (known?.sessionId === sessionId) return known
      const fresh = createChairTraces(sessionId)
      traces.set(chairId, fresh)
      return fresh
    },
    isKnown: () => fake.heard,
    frames: clock.frames,
    elapsedMs: clock.elapsedMs,
    roomBase: () => store.getState().roomBase,
    now: () => store.getState().now,
  }
  return fake
}
