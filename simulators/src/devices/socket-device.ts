import type { Agent } from 'node:http'
import type { RoomClock } from '@chairside/shared/picture'
import { type Moment, SECOND_MS } from '@chairside/shared/time'
import {
  DEVICE_PROTOCOL_VERSION,
  type Declaration,
  type DeviceToServer,
  type Greeting,
  MONITORS_NAMESPACE,
  type ServerToDevice,
} from '@chairside/shared/wire'
import { io, type Socket } from 'socket.io-client'
import type { Cancel, MachineClock } from '../clock.ts'
import type { WaveChunk } from '../waveforms/generator.ts'
import { createOutbox, type EntryBody, type Send } from './outbox.ts'
import { fitsPacket, packetOf } from './wave-packets.ts'

export interface SocketDeviceOptions {
  readonly url: string
  readonly token: string
  /** What the monitor says of itself at a given speed of the room. */
  readonly declare: (speed: number) => Declaration
  readonly clock: MachineClock
  /** The monitor's own clock, for `sentAt`. */
  readonly now: () => Moment
  readonly capacity?: number
  /** Room time as the server just said. */
  readonly onRoomClock: (reading: RoomClock) => void
  /** Something a person should read: a refusal, never a patient's data. */
  readonly onProblem: (sentence: string) => void
  /** The token or the version is refused for good. */
  readonly onTurnedAway?: (sentence: string) => void
  /** Staff ask for a measurement; declare `canMeasure` with it. */
  readonly onMeasure?: () => void
  /** The way that each delivery takes, for faults on it. */
  readonly through?: (send: Send) => Send
  /** What the monitor's own clock shows at a moment of room time; right where it is not told. */
  readonly clockShows?: (moment: Moment) => Moment
  /** Makes the connections, where they shall be broken on purpose. */
  readonly agent?: Agent
}

export interface SocketDevice {
  /** Keeps an entry until it is receipted; it goes with the next `flush`. */
  report(entry: EntryBody): number
  flush(): void
  /** Sends what was traced just now, where a server listens; else it is lost, as waves are. */
  trace(chunk: WaveChunk): void
  /** Pulls the cable: what is reported meanwhile is kept. */
  unplug(): void
  plug(): void
  /** Breaks the connection and makes a new one. */
  reconnect(): void
  /** Declares itself anew on the present connection, since something of it changed. */
  redeclare(): void
  close(): void
  /** Declared and accepted on the present connection. */
  readonly online: boolean
  readonly plugged: boolean
  /** Entries not receipted. */
  readonly waiting: number
}

export const RECEIPT_TIMEOUT_MS = 15_000
const RETRY_AFTER_MS = SECOND_MS
/** Packets that wait for the connection; with more of them a trace is lost. */
const STUFFED = 10
/** Four hours at one entry a second. */
const DEFAULT_CAPACITY = 14_400

/** A monitor over Socket.IO that keeps what was not receipted (I2). Numbers count on for as long as the process lives. */
export const connectSocketDevice = (options: SocketDeviceOptions): SocketDevice => {
  const { clock, onProblem } = options
  const shows = options.clockShows ?? ((moment: Moment) => moment)
  let online = false
  let plugged = true
  let speed = 1
  let retry: Cancel | null = null
  let wavesSent = 0

  const outbox = createOutbox({
    capacity: options.capacity ?? DEFAULT_CAPACITY,
    now: () => shows(options.now()),
    onRefused: (receipt, entries) => onProblem(`The server refused ${entries.length} entries: ${receipt.code}, ${receipt.message}`),
    retryLater: (again) => {
      retry?.()
      retry = clock.after(RETRY_AFTER_MS, again)
    },
  })

  const socket: Socket<ServerToDevice, DeviceToServer> = io(new URL(MONITORS_NAMESPACE, options.url).href, {
    transports: ['websocket'],
    auth: { version: DEVICE_PROTOCOL_VERSION, token: options.token },
    reconnectionDelay: 250,
    reconnectionDelayMax: 2_000,
    forceNew: true,
    // Its types know the browser's agents alone; in Node it hands this one to the WebSocket client.
    ...(options.agent === undefined ? {} : { agent: options.agent as unknown as string }),
  })

  const greet = async (greeting: Greeting): Promise<void> => {
    speed = greeting.speed
    options.onRoomClock(greeting)
    const connection = socket.id
    const receipt = await socket.timeout(RECEIPT_TIMEOUT_MS).emitWithAck('declare', options.declare(greeting.speed))
    if (socket.id !== connection) return
    if (!receipt.ok) {
      onProblem(`The server did not accept this monitor: ${receipt.code}, ${receipt.message}`)
      options.onTurnedAway?.(receipt.message)
      return
    }
    online = true
    const send: Send = (delivery) => socket.timeout(RECEIPT_TIMEOUT_MS).emitWithAck('deliver', delivery)
    outbox.open(options.through?.(send) ?? send)
  }

  socket.on('greeting', (greeting) => {
    greet(greeting).catch(() => {
      // No answer to the declaration: a new connection begins anew.
      if (plugged && socket.connected) socket.disconnect().connect()
    })
  })
  socket.on('measure', () => options.onMeasure?.())
  socket.on('refused', ({ code, message }) => {
    if (code !== 'shutting-down') onProblem(`The server refused this monitor: ${code}, ${message}`)
  })
  socket.on('disconnect', (reason) => {
    online = false
    outbox.close()
    // Socket.IO does not come back by itself where the server closed the connection.
    if (plugged && reason === 'io server disconnect') {
      clock.after(RETRY_AFTER_MS, () => {
        if (plugged) socket.connect()
      })
    }
  })
  socket.on('connect_error', (error) => {
    if (socket.active) return
    onProblem(`The server turned this monitor away: ${error.message}`)
    options.onTurnedAway?.(error.message)
  })

  return {
    report: (entry) => outbox.add({ ...entry, at: shows(entry.at) }),
    flush: () => outbox.flush(),
    trace: (chunk) => {
      // Not `volatile`: that drops whatever comes in the same turn as a delivery.
      if (!online || socket.io.engine.writeBuffer.length > STUFFED || !fitsPacket(chunk, speed)) return
      wavesSent += 1
      socket.emit('waves', packetOf(chunk, wavesSent, shows(options.now()), shows))
    },
    unplug: () => {
      plugged = false
      socket.disconnect()
    },
    plug: () => {
      plugged = true
      socket.connect()
    },
    reconnect: () => {
      if (plugged) socket.disconnect().connect()
    },
    redeclare: () => {
      if (!online) return
      socket
        .timeout(RECEIPT_TIMEOUT_MS)
        .emitWithAck('declare', options.declare(speed))
        .then(
          (receipt) => {
            if (!receipt.ok) onProblem(`The server did not accept this monitor: ${receipt.code}, ${receipt.message}`)
          },
          // The connection broke: the next one declares.
          () => undefined,
        )
    },
    close: () => {
      plugged = false
      retry?.()
      socket.disconnect()
    },
    get online() {
      return online
    },
    get plugged() {
      return plugged
    },
    get waiting() {
      return outbox.waiting
    },
  }
}
