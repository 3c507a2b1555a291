import type { ChairId } from '@chairside/shared/identity'
import {
  RECENT_MS,
  type ServerToWaveScreen,
  takenSchema,
  WAVES_NAMESPACE,
  type WaveScreenToServer,
  watchSchema,
} from '@chairside/shared/wave-wire'
import type { Namespace, Server, Socket } from 'socket.io'
import type { RoomWaves } from '../monitor/room-waves.ts'
import type { Access, SignedIn } from '../ports/access.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { WaveTeller } from '../ports/waves.ts'
import { admitScreen } from './handshake.ts'
import { createWaveFrames } from './wave-frames.ts'
import { createWavePace, type PaceStage, type WavePace } from './wave-pace.ts'

interface Watcher {
  person: SignedIn
  pace: WavePace
  /** What it watches; empty: nothing. */
  chairIds: ReadonlySet<ChairId>
  stage: PaceStage
  questionsLeft: number
  /** How much of the past it may still ask for, in ms of one chair. */
  pastLeftMs: number
}
type Nothing = Record<string, never>
type WaveNamespace = Namespace<WaveScreenToServer, ServerToWaveScreen, Nothing, Watcher>
type WaveSocket = Socket<WaveScreenToServer, ServerToWaveScreen, Nothing, Watcher>

export interface WaveGatewayParts {
  readonly io: Server
  readonly access: Access
  readonly waves: () => Pick<RoomWaves, 'known' | 'recent'>
  readonly clock: Clock
  readonly log: Log
}

const KNOWN_EVENTS: ReadonlySet<string> = new Set(['watch', 'taken'])
const TICK_MS = 100
/** Packets that wait in this process for a connection; with more of them a frame is skipped for it. */
const STUFFED = 6
/** A slowed screen gets one frame in so many. */
const SLOWED_TO_ONE_IN = 10
const RECHECK_MS = 30_000
const QUESTIONS_PER_RECHECK = 1_500
/** The past of every chair of a page, some times over: who turns pages faster sees lanes that begin empty. */
const PAST_MS_PER_RECHECK = 8 * 24 * RECENT_MS
const FRESH_LIMITS = { questionsLeft: QUESTIONS_PER_RECHECK, pastLeftMs: PAST_MS_PER_RECHECK } as const

const isStuffed = (socket: WaveSocket): boolean =>
  (socket.conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer.length > STUFFED
const stuffedOf = (sockets: ReadonlySet<WaveSocket>): string[] => [...sockets].filter(isStuffed).map(({ id }) => id)

/** All that watch the same chairs share one frame, serialised once. */
const groupOf = (chairIds: ReadonlySet<ChairId>): string => `watch ${[...chairIds].sort().join(' ')}`

/**
 * The door of the waves, beside the one of the screens: a connection of its own, frames that a screen may miss, and nothing that could
 * stand before an alarm (P2). Returns what tells it of waves, and what ends its timers.
 */
export const openWaveGateway = ({
  io,
  access,
  waves,
  clock,
  log,
}: WaveGatewayParts): { readonly teller: WaveTeller; readonly end: Cancel } => {
  const screens = io.of(WAVES_NAMESPACE) as unknown as WaveNamespace
  const frames = createWaveFrames()
  /** Groups with somebody in them. */
  const groups = new Map<
    string,
    { readonly chairIds: ReadonlySet<ChairId>; readonly even: Set<WaveSocket>; readonly slow: Set<WaveSocket> }
  >()
  const watched = new Map<ChairId, number>()
  let number = 0

  screens.use((socket, next) => {
    const decide = async (): Promise<void> => {
      const admission = await admitScreen(socket.handshake, access)
      if ('code' in admission) return next(Object.assign(new Error(admission.code), { data: admission }))
      const { person } = admission
      const fresh: Watcher = { person, pace: createWavePace(), chairIds: new Set(), stage: 'even', ...FRESH_LIMITS }
      Object.assign(socket.data, fresh)
      next()
    }
    decide().catch((error: unknown) => {
      log.error({ reason: String(error) }, 'a screen could not be admitted to the waves')
      next(Object.assign(new Error('internal'), { data: { code: 'internal', message: 'Try again.' } }))
    })
  })

  const count = (chairIds: ReadonlySet<ChairId>, by: 1 | -1): void => {
    for (const chairId of chairIds) watched.set(chairId, (watched.get(chairId) ?? 0) + by)
  }

  /** Puts a screen where its chairs and its pace belong. */
  const place = (socket: WaveSocket, chairIds: ReadonlySet<ChairId>, stage: PaceStage): void => {
    const before = groupOf(socket.data.chairIds)
    const group = groups.get(before)
    group?.even.delete(socket)
    group?.slow.delete(socket)
    if (group !== undefined && group.even.size + group.slow.size === 0) groups.delete(before)
    void socket.leave(before)
    count(socket.data.chairIds, -1)
    socket.data.chairIds = chairIds
    socket.data.stage = stage
    count(chairIds, 1)
    if (chairIds.size === 0) return
    const name = groupOf(chairIds)
    const joined = groups.get(name) ?? { chairIds, even: new Set(), slow: new Set() }
    groups.set(name, joined)
    if (stage === 'even') {
      joined.even.add(socket)
      void socket.join(name)
    } else joined.slow.add(socket)
  }

  /** The past of chairs that are watched from now on: what comes next follows it without a hole. */
  const showPast = (socket: WaveSocket, wished: readonly { readonly chairId: string; readonly lastMs: number }[]): void => {
    if (wished.length === 0 || isStuffed(socket)) return
    const past = createWaveFrames()
    for (const chairId of socket.data.chairIds) {
      const lastMs = wished.find((one) => one.chairId === chairId)?.lastMs ?? 0
      if (lastMs === 0 || lastMs > socket.data.pastLeftMs) continue
      socket.data.pastLeftMs -= lastMs
      const found = waves().recent(chairId, lastMs)
      for (const chunk of found?.chunks ?? []) if (found !== null) past.gather(chairId, found.sessionId, chunk)
    }
    const made = past.frameOf(socket.data.chairIds, 0)
    if (made !== null) socket.emit('recent', { chairs: made.frame.chairs }, made.samples)
  }

  const signOut = (socket: WaveSocket): void => {
    socket.emit('signed-out', {})
    socket.disconnect(true)
  }
  access.onSignedOut((tokenHash) => {
    for (const socket of screens.sockets.values()) if (socket.data.person.tokenHash === tokenHash) signOut(socket)
  })

  screens.on('connection', (socket) => {
    socket.use(([event], next) => {
      socket.data.questionsLeft -= 1
      if (socket.data.questionsLeft < 0) socket.emit('refused', { code: 'too-frequent', message: 'Ask less often.' })
      else if (KNOWN_EVENTS.has(event)) next()
      else socket.emit('refused', { code: 'unknown-event', message: 'Events are watch and taken.' })
    })
    socket.on('watch', (payload: unknown, answer: unknown) => {
      const parsed = watchSchema.safeParse(payload)
      if (!parsed.success || typeof answer !== 'function')
        return void socket.emit('refused', { code: 'malformed', message: 'watch needs { chairIds } and an answer.' })
      const chairs = parsed.data.chairIds.flatMap((chairId) => waves().known(chairId) ?? [])
      place(socket, new Set(chairs.map(({ chairId }) => chairId)), socket.data.stage)
      answer(chairs)
      showPast(socket, parsed.data.recent)
    })
    socket.on('taken', (payload: unknown) => {
      const parsed = takenSchema.safeParse(payload)
      if (parsed.success) socket.data.pace.taken(parsed.data.number, clock.monotonicMs())
      else socket.emit('refused', { code: 'malformed', message: 'taken needs { number }.' })
    })
    socket.on('disconnect', () => place(socket, new Set(), 'even'))
  })

  /** Slowed, told, closed; or let back among the others once it caught up. */
  const follow = (socket: WaveSocket): void => {
    const stage = socket.data.pace.stage()
    const { stage: before, chairIds } = socket.data
    if (stage === before) return
    if (stage === 'closed') {
      log.warn({}, 'a screen does not take its waves and is cut off')
      // Said and done once, however long its transport takes to go.
      place(socket, new Set(), stage)
      // Without a farewell, after which it would not come back by itself (P4).
      socket.conn.close()
      return
    }
    place(socket, chairIds, stage)
    if (stage === 'told') socket.emit('slowed', { slowed: true })
    else if (before === 'told') socket.emit('slowed', { slowed: false })
  }

  const tick = (): void => {
    const nowMs = clock.monotonicMs()
    for (const socket of screens.sockets.values()) follow(socket)
    if (frames.isEmpty()) return
    number += 1
    for (const [name, { chairIds, even, slow }] of groups) {
      const hearsSlow = slow.size > 0 && number % SLOWED_TO_ONE_IN === 0
      const made = even.size > 0 || hearsSlow ? frames.frameOf(chairIds, number) : null
      if (made === null) continue
      // Not `volatile`: that drops a frame also where nothing but a ping was just sent, and tears a hole into a good trace.
      if (even.size > 0) screens.to(name).except(stuffedOf(even)).emit('frame', made.frame, made.samples)
      for (const socket of even) socket.data.pace.sent(number, nowMs)
      if (!hearsSlow) continue
      for (const socket of slow) {
        if (!isStuffed(socket)) socket.emit('frame', made.frame, made.samples)
        socket.data.pace.sent(number, nowMs)
      }
    }
    frames.clear()
  }

  const recheck = async (socket: WaveSocket): Promise<void> => {
    Object.assign(socket.data, FRESH_LIMITS)
    if ((await access.check(socket.handshake.headers.cookie, false)) === null) signOut(socket)
  }
  const ends = [
    clock.every(TICK_MS, tick),
    clock.every(RECHECK_MS, () => {
      for (const socket of screens.sockets.values())
        recheck(socket).catch((error: unknown) => log.error({ reason: String(error) }, 'a screen of waves could not be checked'))
    }),
  ]

  return {
    teller: {
      waved: (chairId, sessionId, chunk) => {
        if ((watched.get(chairId) ?? 0) > 0) frames.gather(chairId, sessionId, chunk)
      },
    },
    end: () => {
      for (const end of ends) end()
    },
  }
}
