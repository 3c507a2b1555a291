import type { Act } from '@chairside/shared/command'
import type { ConfirmedPerson, ConfirmPerson } from '@chairside/shared/confirm-person'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { applyPatch, type RoomPicture } from '@chairside/shared/picture'
import type { Reply } from '@chairside/shared/reply'
import { SCREEN_PROTOCOL_VERSION, SCREENS_NAMESPACE, type ScreenToServer, type ServerToScreen } from '@chairside/shared/wire'
import { io, type Socket } from 'socket.io-client'
import type { MachineClock } from './clock.ts'

export interface StaffOptions {
  readonly url: string
  readonly login: string
  readonly password: string
  readonly clock: MachineClock
  readonly onPicture: (picture: RoomPicture) => void
  readonly onProblem: (sentence: string) => void
  /** How long one asking waits for its answer; 10 s where absent. */
  readonly replyWithinMs?: number
}

/** A person at a screen: sees the room's picture and acts by commands. */
export interface StaffConnection {
  /** The newest picture; null until the first. */
  readonly picture: RoomPicture | null
  readonly connected: boolean
  /** Carries out an act. Without an answer it is asked again under the same number, which has one effect; rejects after three. */
  act(chairId: ChairId, sessionId: SessionId | null, act: Act): Promise<Reply>
  close(): void
}

const REPLY_TIMEOUT_MS = 10_000
const ASKED_AT_MOST = 3
const RECONNECT_MS = 500

/** Signs in and gives the cookie; throws a sentence where that is refused. */
export const signIn = async (url: string, login: string, password: string): Promise<string> => {
  const response = await fetch(new URL('/api/sign-in', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin },
    body: JSON.stringify({ login, password }),
  }).catch(() => null)
  if (response === null) throw new Error(`The server at ${url} can't be reached.`)
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  await response.arrayBuffer()
  if (!response.ok || cookies.length === 0) throw new Error(`Signing in as ${login} was refused (${response.status}).`)
  return cookies.join('; ')
}

/** Connects as a person; signs in anew after the server lost the sign-in. */
export const connectStaff = async (options: StaffOptions): Promise<StaffConnection> => {
  const { url, clock, onProblem } = options
  let picture: RoomPicture | null = null
  let commands = 0
  let closed = false
  const run = clock.wallNow().toString(36)
  let cookie = await signIn(url, options.login, options.password)

  const socket: Socket<ServerToScreen, ScreenToServer> = io(new URL(SCREENS_NAMESPACE, url).href, {
    transports: ['websocket'],
    auth: { version: SCREEN_PROTOCOL_VERSION },
    extraHeaders: { cookie, origin: new URL(url).origin },
    reconnectionDelay: RECONNECT_MS,
    reconnectionDelayMax: 2_000,
    forceNew: true,
  })
  const show = (next: RoomPicture): void => {
    picture = next
    options.onPicture(next)
  }
  const resync = (): void => {
    socket
      .timeout(REPLY_TIMEOUT_MS)
      .emitWithAck('resync', {})
      .then(show, () => undefined)
  }
  const again = async (): Promise<void> => {
    cookie = await signIn(url, options.login, options.password)
    socket.io.opts.extraHeaders = { cookie, origin: new URL(url).origin }
    // The header belongs to the transport: only a new one carries it.
    socket.io.engine.close()
    socket.connect()
  }
  const signInAgain = (): void => {
    if (closed) return
    clock.after(RECONNECT_MS, () => {
      if (!closed) again().catch(signInAgain)
    })
  }
  /** L4: whoever discharges says again who they are. */
  const proveFor = async (sessionId: SessionId | null): Promise<string> => {
    const asked: ConfirmPerson = { secret: options.password, purpose: 'discharge', sessionId }
    const response = await fetch(new URL('/api/confirm-person', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(url).origin, cookie },
      body: JSON.stringify(asked),
    })
    const answer = (await response.json()) as ConfirmedPerson
    if (!response.ok) throw new Error(`${options.login} could not sign (${response.status}).`)
    return answer.proof
  }
  socket.on('snapshot', show)
  socket.on('patch', (patch) => {
    if (picture === null) return
    const next = applyPatch(picture, patch)
    if (next === null) resync()
    else show(next)
  })
  socket.on('refused', ({ code, message }) => {
    if (code !== 'shutting-down') onProblem(`The server refused this screen: ${code}, ${message}`)
  })
  socket.on('signed-out', signInAgain)
  socket.on('connect_error', () => {
    if (!socket.active) signInAgain()
  })
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') signInAgain()
  })

  return {
    get picture() {
      return picture
    },
    get connected() {
      return socket.connected
    },
    act: async (chairId, sessionId, act) => {
      commands += 1
      const commandId = `${options.login}-${run}-${commands}`
      const signed = act.kind === 'discharge' ? { proof: await proveFor(sessionId) } : {}
      const command = { commandId, chairId, sessionId, act, ...signed }
      for (let asked = 1; ; asked += 1) {
        const reply = await socket
          .timeout(options.replyWithinMs ?? REPLY_TIMEOUT_MS)
          .emitWithAck('command', command)
          .catch(() => null)
        if (reply !== null) return reply
        if (asked === ASKED_AT_MOST || closed) throw new Error(`${act.kind} was not answered.`)
      }
    },
    close: () => {
      closed = true
      socket.disconnect()
    },
  }
}
