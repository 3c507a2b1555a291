import { createHash } from 'node:crypto'
import type { SourceId } from '@chairside/shared/identity'
import type { ProblemCode } from '@chairside/shared/reply'
import {
  DEVICE_PROTOCOL_VERSION,
  type DeviceToServer,
  handshakeSchema,
  MAX_MESSAGE_BYTES,
  MONITORS_NAMESPACE,
  type ServerToDevice,
} from '@chairside/shared/wire'
import type { Namespace, Server, Socket } from 'socket.io'
import type { Room } from '../monitor/room.ts'
import { createThrottle } from '../monitor/throttle.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Device, Registry } from '../ports/registry.ts'
import type { Intake } from './intake.ts'
import type { WaveIntake } from './wave-intake.ts'

interface DeviceData {
  device: Device
}
type Nothing = Record<string, never>
type DeviceNamespace = Namespace<DeviceToServer, ServerToDevice, Nothing, DeviceData>
type DeviceSocket = Socket<DeviceToServer, ServerToDevice, Nothing, DeviceData>

export interface SocketIntakeParts {
  readonly io: Server
  readonly room: Room
  readonly intake: Intake
  readonly waveIntake: WaveIntake
  readonly registry: Registry
  readonly clock: Clock
  readonly log: Log
}

const KNOWN_EVENTS: ReadonlySet<string> = new Set(['declare', 'deliver', 'waves', 'clock'])
/** Refusals in ten seconds after which a connection is closed: the flood ends at the socket, not in the judge. */
const REFUSALS_BEFORE_CLOSE = 100
const BAD_TOKENS_PER_MINUTE = 30
const CONNECTS_PER_MINUTE = 60
const CLOCK_QUESTIONS_PER_SECOND = 5
const WS_TOO_BIG = 'Max payload size exceeded'

/** Monitors over Socket.IO: docs/protocol.md. */
export const openSocketIntake = ({ io, room, intake, waveIntake, registry, clock, log }: SocketIntakeParts): void => {
  // `of` takes no type arguments.
  const monitors = io.of(MONITORS_NAMESPACE) as unknown as DeviceNamespace
  const connections = new Map<SourceId, DeviceSocket>()
  const oversized = new Set<SourceId>()
  const badTokens = createThrottle(BAD_TOKENS_PER_MINUTE, 60)
  const connects = createThrottle(CONNECTS_PER_MINUTE, 60)
  const refusals = createThrottle(REFUSALS_BEFORE_CLOSE, 10)
  const clockQuestions = createThrottle(CLOCK_QUESTIONS_PER_SECOND, 1)

  /** The device of this handshake, or why there is none. */
  const admit = async (socket: DeviceSocket): Promise<Device | { readonly code: ProblemCode; readonly message: string }> => {
    const handshake = handshakeSchema.safeParse(socket.handshake.auth)
    if (!handshake.success) return { code: 'malformed', message: 'auth needs { version, token }.' }
    if (handshake.data.version !== DEVICE_PROTOCOL_VERSION)
      return { code: 'wrong-version', message: `This server speaks version ${DEVICE_PROTOCOL_VERSION} of the device protocol.` }
    const token = handshake.data.token
    const device = token === undefined ? null : await registry.deviceByHash(sha256(token))
    if (device !== null)
      return (await connects.allows(device.sourceId))
        ? device
        : intake.refuse(device.sourceId, 'too-frequent', 'Too many connections; wait a minute.')
    log.warn({ address: socket.handshake.address }, 'a monitor without a valid token was refused')
    return (await badTokens.allows(socket.handshake.address))
      ? { code: 'not-allowed', message: 'This token is not known here.' }
      : { code: 'too-frequent', message: 'Too many attempts; wait a minute.' }
  }

  monitors.use((socket, next) => {
    const decide = async (): Promise<void> => {
      const admitted = await admit(socket)
      if ('code' in admitted) return next(Object.assign(new Error(admitted.code), { data: admitted }))
      socket.data.device = admitted
      next()
    }
    decide().catch((error: unknown) => {
      log.error({ reason: String(error) }, 'a monitor could not be admitted')
      next(Object.assign(new Error('internal'), { data: { code: 'internal', message: 'Try again.' } }))
    })
  })

  monitors.on('connection', (socket) => {
    const { device } = socket.data
    const { sourceId } = device
    room.sources.register(device)
    const former = connections.get(sourceId)
    connections.set(sourceId, socket)
    if (former !== undefined) {
      const { code, message } = intake.refuse(sourceId, 'source-in-use', 'The same monitor connected anew; this connection ends.')
      former.emit('refused', { code, message })
      former.disconnect(true)
    }
    intake.left(sourceId)
    waveIntake.left(sourceId)
    room.sources.connected(sourceId, true)
    room.sources.reachable(sourceId, () => socket.emit('measure', {}))

    /** Sends a refusal to a monitor that asked for no answer; one that goes on and on is cut off. */
    const refused = (receipt: { readonly code: ProblemCode; readonly message: string }, answer: unknown): void => {
      if (isAnswer(answer)) answer(receipt)
      else socket.emit('refused', { code: receipt.code, message: receipt.message })
      const count = async (): Promise<void> => {
        if (!(await refusals.allows(sourceId))) socket.disconnect(true)
      }
      void count()
    }

    socket.use(([event, ...given], next) => {
      if (KNOWN_EVENTS.has(event)) return next()
      refused(intake.refuse(sourceId, 'unknown-event', 'Events are declare, deliver, waves and clock.'), given.at(-1))
    })

    const pass = async (work: Promise<Awaited<ReturnType<Intake['deliver']>>>, answer: unknown): Promise<void> => {
      try {
        const receipt = await work
        if (!receipt.ok) refused(receipt, answer)
        else if (isAnswer(answer)) answer(receipt)
      } catch (error) {
        log.error({ source: sourceId, reason: String(error) }, 'a message of a monitor failed')
        refused(intake.refuse(sourceId, 'internal', 'Keep it and deliver it again.'), answer)
      }
    }
    socket.on('declare', (payload: unknown, answer: unknown) => void pass(intake.declare(sourceId, payload), answer))
    socket.on('deliver', (payload: unknown, answer: unknown) => void pass(intake.deliver(sourceId, payload), answer))
    socket.on('waves', (payload: unknown, answer: unknown) => {
      const receipt = waveIntake.take(sourceId, payload)
      if (!receipt.ok) refused(receipt, answer)
      else if (isAnswer(answer)) answer(receipt)
    })
    socket.on('clock', (_nothing: unknown, answer: unknown) => {
      const tell = async (): Promise<void> => {
        if (!(await clockQuestions.allows(sourceId)))
          refused(intake.refuse(sourceId, 'too-frequent', 'Ask for the clock less often.'), answer)
        else if (isAnswer(answer)) answer({ roomNow: clock.roomNow(), speed: clock.speed })
      }
      void tell()
    })

    socket.conn.once('close', (_reason: string, cause?: unknown) => {
      if (!isTooBig(cause)) return
      intake.refuse(sourceId, 'oversized', 'too large')
      oversized.add(sourceId)
    })
    socket.on('disconnect', () => {
      if (connections.get(sourceId) !== socket) return
      connections.delete(sourceId)
      intake.left(sourceId)
      waveIntake.left(sourceId)
      room.sources.reachable(sourceId, null)
      room.sources.connected(sourceId, false)
    })

    socket.emit('greeting', {
      protocol: DEVICE_PROTOCOL_VERSION,
      sourceId,
      roomNow: clock.roomNow(),
      speed: clock.speed,
      boundTo: room.runnerOf(sourceId)?.chairId ?? null,
    })
    if (oversized.delete(sourceId))
      socket.emit('refused', { code: 'oversized', message: `The last message was over ${MAX_MESSAGE_BYTES} bytes; it was not read.` })
  })
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const isAnswer = (given: unknown): given is (answer: unknown) => void => typeof given === 'function'

/** The transport names its reason in words alone. */
const isTooBig = (cause: unknown): boolean => cause instanceof Error && cause.message.includes(WS_TOO_BIG)
