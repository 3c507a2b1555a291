import type { Act, Command } from '@chairside/shared/command'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Reply } from '@chairside/shared/reply'
import type { ScreenToServer, ServerToScreen } from '@chairside/shared/wire'
import type { Socket } from 'socket.io-client'
import {
  awaitServer,
  forgetPerson,
  linkLost,
  linkOpened,
  moveDisplayClock,
  type RoomStore,
  setLocked,
  takePatch,
  takePong,
  takeSnapshot,
  watchLink,
} from '../model/room-store.ts'
import type { ScreenClock } from './clock.ts'
import type { Rest } from './rest.ts'

export type ScreenSocket = Socket<ServerToScreen, ScreenToServer>

/** What came of a command: the server's reply, or why there is none. */
export type Outcome =
  | Reply
  | {
      readonly ok: false
      readonly problem: { readonly code: 'no-answer' | 'not-connected'; readonly details: readonly string[] }
      /** Of a command without an answer: sent again under this id, it is done once at most. */
      readonly commandId?: string
    }

export interface RoomFeed {
  start(): void
  stop(): void
  /** Sends an act and waits for its answer; nothing changes on the screen before the server says so. */
  act(chairId: ChairId, sessionId: SessionId | null, act: Act, commandId?: string, proof?: string): Promise<Outcome>
  /** The tab came to the front: asks at once whether the server is there. */
  lookNow(): void
}

const BEAT_MS = 2_000
const WATCH_MS = 100
const ANSWER_WITHIN_MS = 8_000
const TRY_AGAIN_MS = 2_000

interface FeedParts {
  readonly store: RoomStore
  readonly clock: ScreenClock
  readonly rest: Rest
  readonly open: () => ScreenSocket
  readonly newId: () => string
}

/** Keeps the store in step with the server, for as long as it takes (P1, P4, G7). */
export const createRoomFeed = ({ store, clock, rest, open, newId }: FeedParts): RoomFeed => {
  let socket: ScreenSocket | null = null
  let stopTimers: readonly (() => void)[] = []
  let cancelRetry: (() => void) | null = null
  let beatSentAtMs = Number.NEGATIVE_INFINITY
  let resyncing = false

  const resync = (): void => {
    if (socket === null || !socket.connected || resyncing) return
    resyncing = true
    socket.timeout(ANSWER_WITHIN_MS).emit('resync', {}, (error, picture) => {
      resyncing = false
      if (error === null) takeSnapshot(store, picture, clock.elapsedMs())
      else if (store.getState().awaitingSnapshot) resync()
    })
  }

  const beat = (): void => {
    if (socket === null || !socket.connected) return
    const sentAtMs = clock.elapsedMs()
    beatSentAtMs = sentAtMs
    socket.volatile.emit('beat', {}, (pong) => {
      if (takePong(store, pong, sentAtMs, clock.elapsedMs()) !== 'in-step') resync()
    })
  }

  /** A hidden tab's timers are slowed, its messages are not: what arrives keeps the beat too. */
  const beatIfDue = (): void => {
    const atMs = clock.elapsedMs()
    if (atMs - beatSentAtMs >= BEAT_MS) beat()
    watchLink(store, atMs)
    moveDisplayClock(store, atMs)
  }

  const signedOut = (): void => {
    if (store.getState().person === 'nobody') return
    stop()
    forgetPerson(store, true)
  }

  /** The library does not try again by itself after a refusal or a server's goodbye. */
  const tryAgain = (): void => {
    cancelRetry?.()
    cancelRetry = clock.after(TRY_AGAIN_MS, () => {
      if (socket !== null && !socket.active) socket.connect()
    })
  }

  const askWhoIAm = async (): Promise<void> => {
    if ((await rest.me()) === 'nobody') signedOut()
  }

  const listen = (opened: ScreenSocket): void => {
    opened.on('connect', () => {
      resyncing = false
      linkOpened(store, clock.elapsedMs())
      beat()
    })
    opened.on('disconnect', () => {
      resyncing = false
      linkLost(store, clock.elapsedMs())
      if (!opened.active) tryAgain()
      void askWhoIAm()
    })
    opened.on('connect_error', () => {
      linkLost(store, clock.elapsedMs())
      if (!opened.active) tryAgain()
      void askWhoIAm()
    })
    opened.on('snapshot', (picture) => {
      takeSnapshot(store, picture, clock.elapsedMs())
      beatIfDue()
    })
    opened.on('patch', (patch) => {
      if (takePatch(store, patch) === 'resync') resync()
      beatIfDue()
    })
    opened.on('screen-lock', ({ locked }) => setLocked(store, locked))
    opened.on('signed-out', signedOut)
  }

  const start = (): void => {
    if (socket !== null) return
    awaitServer(store, clock.elapsedMs())
    socket = open()
    listen(socket)
    socket.connect()
    stopTimers = [
      clock.every(BEAT_MS, beat),
      clock.every(WATCH_MS, () => {
        const atMs = clock.elapsedMs()
        watchLink(store, atMs)
        moveDisplayClock(store, atMs)
      }),
    ]
  }

  const stop = (): void => {
    for (const end of stopTimers) end()
    stopTimers = []
    cancelRetry?.()
    socket?.removeAllListeners()
    socket?.disconnect()
    socket = null
    resyncing = false
  }

  const act = async (chairId: ChairId, sessionId: SessionId | null, body: Act, commandId = newId(), proof?: string): Promise<Outcome> => {
    if (socket === null || !socket.connected) return { ok: false, problem: { code: 'not-connected', details: [] } }
    const command: Command = { commandId, chairId, sessionId, act: body, ...(proof === undefined ? {} : { proof }) }
    try {
      return await socket.timeout(ANSWER_WITHIN_MS).emitWithAck('command', command)
    } catch {
      return { ok: false, problem: { code: 'no-answer', details: [] }, commandId }
    }
  }

  return { start, stop, act, lookNow: beatIfDue }
}
