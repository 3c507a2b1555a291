import type { Reply } from '@chairside/shared/reply'
import { refused } from '@chairside/shared/reply'
import type { ScreenToServer, ServerToScreen } from '@chairside/shared/wire'
import { SCREENS_NAMESPACE } from '@chairside/shared/wire'
import type { Namespace, Server, Socket } from 'socket.io'
import { createThrottle } from '../monitor/throttle.ts'
import type { Access, SignedIn } from '../ports/access.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Announcements } from './announcements.ts'
import type { HandleCommand } from './commands.ts'
import { admitScreen } from './handshake.ts'

interface ScreenData {
  person: SignedIn
}
type Nothing = Record<string, never>
type ScreenNamespace = Namespace<ScreenToServer, ServerToScreen, Nothing, ScreenData>
type ScreenSocket = Socket<ScreenToServer, ServerToScreen, Nothing, ScreenData>

export interface GatewayParts {
  readonly io: Server
  readonly access: Access
  readonly announcements: Announcements
  readonly handleCommand: HandleCommand
  /** A screen begins to see the room (R2). */
  readonly looked: (person: SignedIn) => void
  readonly clock: Clock
  readonly log: Log
}

export const WATCHING = 'watching'
const KNOWN_EVENTS: ReadonlySet<string> = new Set(['command', 'resync', 'beat'])
const RECHECK_MS = 30_000
/** Packets that a screen may lag behind before it is cut off; it comes back to a new snapshot. */
const LAG_LIMIT = 500
const QUESTIONS_PER_10_SECONDS = 300

/** The typed door of the screens: `io.of` takes no type arguments. */
export const screensOf = (io: Server): ScreenNamespace => io.of(SCREENS_NAMESPACE) as unknown as ScreenNamespace

/** Lets signed-in screens in, tells them the room, and takes their commands. Returns what ends its timer. */
export const openGateway = ({ io, access, announcements, handleCommand, looked, clock, log }: GatewayParts): Cancel => {
  const screens = screensOf(io)
  const questions = createThrottle(QUESTIONS_PER_10_SECONDS, 10)

  screens.use((socket, next) => {
    const decide = async (): Promise<void> => {
      const admission = await admitScreen(socket.handshake, access)
      if ('code' in admission) return next(Object.assign(new Error(admission.code), { data: admission }))
      socket.data.person = admission.person
      next()
    }
    decide().catch((error: unknown) => {
      log.error({ reason: String(error) }, 'a screen could not be admitted')
      next(Object.assign(new Error('internal'), { data: { code: 'internal', message: 'Try again.' } }))
    })
  })

  const signOut = (socket: ScreenSocket): void => {
    socket.emit('signed-out', {})
    socket.disconnect(true)
  }
  access.onSignedOut((tokenHash) => {
    for (const socket of screens.sockets.values()) if (socket.data.person.tokenHash === tokenHash) signOut(socket)
  })

  access.onLockChanged((tokenHash, locked) => {
    for (const socket of screens.sockets.values()) if (socket.data.person.tokenHash === tokenHash) socket.emit('screen-lock', { locked })
  })

  screens.on('connection', (socket) => {
    socket.use(([event, ...given], next) => {
      if (KNOWN_EVENTS.has(event)) return next()
      const answer = given.at(-1)
      if (isAnswer(answer)) answer(refused('unknown-event'))
      else socket.emit('refused', { code: 'unknown-event', message: 'Events are command, resync and beat.' })
    })

    /** Every question is answered, whether or not it was understood (P3). */
    const command = async (payload: unknown, answer: unknown): Promise<void> => {
      if (!isAnswer(answer)) return void socket.emit('refused', { code: 'malformed', message: 'A command needs an answer.' })
      const reply = (given: Reply): void => answer(given)
      try {
        await handleCommand(payload, socket.data.person, socket.handshake.headers.cookie, reply)
      } catch (error) {
        log.error({ reason: String(error) }, 'a command failed')
        reply(refused('internal'))
      }
    }
    socket.on('command', (payload: unknown, answer: unknown) => void command(payload, answer))

    const question = async (answer: unknown, reply: () => unknown): Promise<void> => {
      if (!(await questions.allows(socket.id))) socket.emit('refused', { code: 'too-frequent', message: 'Ask less often.' })
      else if (isAnswer(answer)) answer(reply())
    }
    socket.on('resync', (_nothing: unknown, answer: unknown) => void question(answer, () => announcements.snapshot()))
    socket.on(
      'beat',
      (_nothing: unknown, answer: unknown) =>
        void question(answer, () => ({ ...announcements.position(), roomNow: clock.roomNow(), speed: clock.speed })),
    )

    if (socket.data.person.me.locked === true) socket.emit('screen-lock', { locked: true })
    socket.emit('snapshot', announcements.snapshot())
    void socket.join(WATCHING)
    looked(socket.data.person)
  })

  const recheck = async (socket: ScreenSocket): Promise<void> => {
    if (socket.conn.transport.name === 'websocket' && lagOf(socket) > LAG_LIMIT) {
      log.warn({ waiting: lagOf(socket) }, 'a screen lags and is cut off')
      // Without a farewell, after which it would not come back by itself (P4).
      socket.conn.close()
      return
    }
    if ((await access.check(socket.handshake.headers.cookie, false)) === null) signOut(socket)
  }
  return clock.every(RECHECK_MS, () => {
    for (const socket of screens.sockets.values())
      recheck(socket).catch((error: unknown) => log.error({ reason: String(error) }, 'a screen could not be checked'))
  })
}

/** Packets that wait in this process for a slow connection. */
const lagOf = (socket: ScreenSocket): number => (socket.conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer.length

const isAnswer = (given: unknown): given is (answer: unknown) => void => typeof given === 'function'
