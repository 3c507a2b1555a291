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
  /** Watches a chair until the returned function is called; its lanes begin with so much of the past, as far as the server has it. */
  watch(chairId: ChairId, pastMs: number): () => void
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
  const watchers = new Map<ChairId, { readonly count: number; readonly pastMs: number }>()
  /** How much of the past this connection was asked for already. */
  const asked = new Map<ChairId, number>()
  const chairs = new Map<ChairId, ChairTraces>()
  const known = new Set<ChairId>()
  let asking = false
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

  const askNow = (): void => {
    asking = false
    for (const chairId of [...chairs.keys(), ...known, ...asked.keys()]) {
      if (watchers.has(chairId)) continue
      chairs.delete(chairId)
      known.delete(chairId)
      asked.delete(chairId)
    }
    if (socket?.connected !== true) return
    const recent = [...watchers].flatMap(([chairId, { pastMs }]) => {
      if (pastMs <= (asked.get(chairId) ?? 0)) return []
      asked.set(chairId, pastMs)
      return [{ chairId, lastMs: pastMs }]
    })
    socket.emit('watch', { chairIds: [...watchers.keys()], recent }, learn)
  }
  /** Once for all that begins and ends in one turn: who goes from page to page asks one question, and keeps what stays. */
  const ask = (): void => {
    if (asking) return
    asking = true
    void Promise.resolve().then(askNow)
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

  const put = (part: Pick<WaveFrame, 'chairs'>, given: Uint8Array | ArrayBuffer, isPast: boolean): void => {
    const bytes = given instanceof ArrayBuffer ? new Uint8Array(given) : given
    const samples = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let offset = 0
    for (const waves of part.chairs) {
      const size = bytesOf(waves)
      if (offset + size > samples.byteLength) break
      if (watchers.has(waves.chairId)) {
        const traces = tracesFor(waves.chairId, waves.sessionId)
        if (isPast) traces.fill(waves, samples, offset)
        else traces.take(waves, samples, offset)
      }
      offset += size
    }
  }
  const take = (frame: WaveFrame, given: Uint8Array | ArrayBuffer): void => {
    put(frame, given, false)
    say(frame.number)
  }

  const lose = (): void => {
    link = 'lost'
    known.clear()
    // What was missed meanwhile is asked for when it is back.
    asked.clear()
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
    socket.on('recent', (past, given) => put(past, given, true))
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
    asked.clear()
  }

  return {
    watch: (chairId, pastMs) => {
      const before = watchers.get(chairId)
      watchers.set(chairId, { count: (before?.count ?? 0) + 1, pastMs: Math.max(before?.pastMs ?? 0, pastMs) })
      start()
      let watching = true
      return () => {
        if (!watching) return
        watching = false
        const { count, pastMs: kept } = watchers.get(chairId) ?? { count: 1, pastMs }
        if (count > 1) watchers.set(chairId, { count: count - 1, pastMs: kept })
        else watchers.delete(chairId)
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
