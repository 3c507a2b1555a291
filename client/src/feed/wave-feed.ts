import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { ServerToWaveScreen, WatchedChair, WaveFrame, WaveScreenToServer } from '@chairside/shared/wave-wire'
import type { Socket } from 'socket.io-client'
import { bytesOf, type ChairTraces, createChairTraces } from '../model/chair-traces.ts'
import type { RoomStore } from '../model/room-store.ts'
import type { RoomBase } from '../model/room-time.ts'
import type { ScreenClock } from './clock.ts'

export type WaveSocket = Socket<ServerToWaveScreen, WaveScreenToServer>

/** How the waves' own connection is. `slowed`: this screen takes its frames too slowly. */
export type WaveLink = 'opening' | 'open' | 'slowed' | 'lost'

/** The waves of the chairs that somebody looks at. They never enter React: whoever draws reads them frame by frame. */
export interface Waves {
  /** Watches a chair until the returned function is called. */
  watch(chairId: ChairId): () => void
  /** What this screen has of the session on a chair; null: nothing was heard. */
  tracesOf(chairId: ChairId, sessionId: SessionId): ChairTraces | null
  readonly link: WaveLink
  /** Whether the server answered what it knows of this chair: until then nobody can say that it sends nothing. */
  isKnown(chairId: ChairId): boolean
  frames(run: () => void): () => void
  elapsedMs(): number
  /** Room time by the newest ping; null before one. */
  roomBase(): RoomBase | null
  /** Room time now. */
  now(): Moment
}

interface WaveFeedParts {
  readonly store: RoomStore
  readonly clock: ScreenClock
  readonly open: () => WaveSocket
}

const TAKEN_EVERY_MS = 400
const TRY_AGAIN_MS = 2_000
/** Somebody who goes from chair to chair keeps the connection. */
const LINGER_MS = 5_000

export const createWaveFeed = ({ store, clock, open }: WaveFeedParts): Waves => {
  const watchers = new Map<ChairId, number>()
  const chairs = new Map<ChairId, ChairTraces>()
  const known = new Set<ChairId>()
  let socket: WaveSocket | null = null
  let link: WaveLink = 'opening'
  let takenAtMs = Number.NEGATIVE_INFINITY
  let cancelTaken: (() => void) | null = null
  let cancelRetry: (() => void) | null = null
  let cancelLinger: (() => void) | null = null

  const tracesFor = (chairId: ChairId, sessionId: SessionId): ChairTraces => {
    const before = chairs.get(chairId)
    if (before?.sessionId === sessionId) return before
    const fresh = createChairTraces(sessionId)
    chairs.set(chairId, fresh)
    return fresh
  }

  const learn = (answer: readonly WatchedChair[]): void => {
    for (const { chairId, sessionId, channels } of answer) {
      known.add(chairId)
      if (sessionId !== null) tracesFor(chairId, sessionId).expect(channels)
    }
  }

  const ask = (): void => {
    if (socket?.connected === true) socket.emit('watch', { chairIds: [...watchers.keys()] }, learn)
  }

  /** Says how far it got, at most so often; a hidden page's timers are slowed, so a frame itself is the better occasion. */
  const say = (number: number): void => {
    cancelTaken?.()
    cancelTaken = null
    const tell = (): void => {
      takenAtMs = clock.elapsedMs()
      socket?.emit('taken', { number })
    }
    if (clock.elapsedMs() - takenAtMs >= TAKEN_EVERY_MS) tell()
    else cancelTaken = clock.after(TAKEN_EVERY_MS, tell)
  }

  const take = (frame: WaveFrame, given: Uint8Array | ArrayBuffer): void => {
    const bytes = given instanceof ArrayBuffer ? new Uint8Array(given) : given
    const samples = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let offset = 0
    for (const waves of frame.chairs) {
      const size = bytesOf(waves)
      if (offset + size > samples.byteLength) break
      if (watchers.has(waves.chairId)) tracesFor(waves.chairId, waves.sessionId).take(waves, samples, offset)
      offset += size
    }
    say(frame.number)
  }

  const lose = (): void => {
    link = 'lost'
    known.clear()
    cancelRetry?.()
    // The library does not try again by itself after a refusal or a goodbye.
    cancelRetry = clock.after(TRY_AGAIN_MS, () => {
      if (socket !== null && !socket.active) socket.connect()
    })
  }

  const start = (): void => {
    cancelLinger?.()
    cancelLinger = null
    if (socket !== null) {
      ask()
      return
    }
    link = 'opening'
    socket = open()
    socket.on('connect', () => {
      link = 'open'
      ask()
    })
    socket.on('slowed', ({ slowed }) => {
      link = slowed ? 'slowed' : 'open'
    })
    socket.on('frame', take)
    socket.on('disconnect', lose)
    socket.on('connect_error', lose)
    socket.connect()
  }

  const stop = (): void => {
    for (const cancel of [cancelTaken, cancelRetry, cancelLinger]) cancel?.()
    socket?.removeAllListeners()
    socket?.disconnect()
    socket = null
    chairs.clear()
    known.clear()
  }

  return {
    watch: (chairId) => {
      watchers.set(chairId, (watchers.get(chairId) ?? 0) + 1)
      start()
      let watching = true
      return () => {
        if (!watching) return
        watching = false
        const left = (watchers.get(chairId) ?? 1) - 1
        if (left > 0) watchers.set(chairId, left)
        else {
          watchers.delete(chairId)
          chairs.delete(chairId)
          known.delete(chairId)
        }
        ask()
        if (watchers.size === 0) cancelLinger = clock.after(LINGER_MS, stop)
      }
    },
    tracesOf: (chairId, sessionId) => {
      const found = chairs.get(chairId)
      return found?.sessionId === sessionId ? found : null
    },
    get link() {
      return link
    },
    isKnown: (chairId) => known.has(chairId),
    frames: clock.frames,
    elapsedMs: clock.elapsedMs,
    roomBase: () => store.getState().roomBase,
    now: () => store.getState().now,
  }
}
