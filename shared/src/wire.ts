import { z } from 'zod'
import type { Command } from './command.ts'
import { commandSchema } from './command.ts'
import type { RoomClock, RoomPatch, RoomPicture } from './picture.ts'
import type { ProblemCode, Reply } from './reply.ts'
import type { WaveAnswer, WavePacket } from './wave-wire.ts'

/** Versions are only added to; a landed version keeps its meaning. */
export const DEVICE_PROTOCOL_VERSION = 1
export const SCREEN_PROTOCOL_VERSION = 1

export const MONITORS_NAMESPACE = '/monitors'
export const SCREENS_NAMESPACE = '/screens'

/** A message above this many bytes is refused and its connection closed by the transport. */
export const MAX_MESSAGE_BYTES = 256 * 1024
export const MAX_ENTRIES_PER_DELIVERY = 300

const moment = z.number().int().min(0).max(8.64e15)
const seq = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const text = (max: number) => z.string().min(1).max(max)

/** What a monitor says of itself, once after each connect. */
export const declarationSchema = z.strictObject({
  vendor: text(60),
  model: text(60),
  /** The patient identifier entered at the monitor, if any (S4). */
  patientIdentifier: text(64).nullable(),
  /** The period of its continuous values, in ms (V7). */
  periodMs: z.number().int().min(200).max(3_600_000),
  rrZeroMeans: z.enum(['no-breath', 'unknown']),
  simulated: z.boolean(),
  replayed: z.boolean(),
  /** The speed at which it produces time; must equal the server's (`greeting.speed`). */
  speed: z.number().min(1).max(1_000),
  /** It answers `measure` by starting a cuff determination. */
  canMeasure: z.boolean().optional(),
})
export type Declaration = z.infer<typeof declarationSchema>

const readingSchema = z.strictObject({ vital: text(24), value: z.number(), unit: text(12) })
export type WireReading = z.infer<typeof readingSchema>

/** One thing that a monitor reports. `seq` counts up per source and is what a receipt names; `at` is the monitor's own clock. */
export const deviceEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('numerics'),
    seq,
    at: moment,
    readings: z.array(readingSchema).max(24),
    /** Vitals that the monitor says it cannot see now: probe off, lead off. */
    off: z.array(text(24)).max(24).default([]),
  }),
  z.strictObject({
    kind: z.literal('set'),
    seq,
    at: moment,
    sys: z.number().nullable(),
    dia: z.number().nullable(),
    map: z.number().nullable(),
    pulse: z.number().nullable(),
    unit: text(12),
  }),
  z.strictObject({ kind: z.literal('cuff-failed'), seq, at: moment, code: text(40) }),
  /** T5: the cuff begins to inflate. */
  z.strictObject({ kind: z.literal('cuff-started'), seq, at: moment }),
  z.strictObject({ kind: z.literal('apnoea'), seq, at: moment }),
  /** I2: what a full buffer had to drop. */
  z.strictObject({ kind: z.literal('gap'), seq, at: moment, fromAt: moment, toAt: moment, lostEntries: z.number().int().min(1) }),
])
export type DeviceEntry = z.infer<typeof deviceEntrySchema>

export const deliverySchema = z.strictObject({
  sentAt: moment,
  entries: z.array(deviceEntrySchema).min(1).max(MAX_ENTRIES_PER_DELIVERY),
})
export type Delivery = z.infer<typeof deliverySchema>

/** I1: given only after the data is durable; names every `seq` of the delivery. */
export type Receipt =
  | { readonly ok: true; readonly received: readonly number[] }
  | { readonly ok: false; readonly code: ProblemCode; readonly message: string }

export interface Greeting extends RoomClock {
  readonly protocol: number
  readonly sourceId: string
  readonly boundTo: string | null
}

export interface Refusal {
  readonly code: ProblemCode
  readonly message: string
}

/** Events from a monitor. */
export interface DeviceToServer {
  declare: (declaration: Declaration, answer: (receipt: Receipt) => void) => void
  deliver: (delivery: Delivery, answer: (receipt: Receipt) => void) => void
  /** Traces, beside the deliveries: not kept for later, and not receipted (P2). */
  waves: (packet: WavePacket, answer?: (answer: WaveAnswer) => void) => void
  /** The room clock now: simulators and replays set theirs by it. */
  clock: (nothing: Record<string, never>, answer: (clock: RoomClock) => void) => void
}
export interface ServerToDevice {
  greeting: (greeting: Greeting) => void
  refused: (refusal: Refusal) => void
  /** Please measure the blood pressure now; only to monitors that declared `canMeasure`. The set (or failure) is the answer. */
  measure: (nothing: Record<string, never>) => void
}

export const handshakeSchema = z.object({ version: z.number(), token: z.string().min(16).max(200).optional() })

/** A ping carries back what the screen needs to know it is live (G7). */
export interface Pong extends RoomClock {
  readonly epoch: string
  readonly number: number
}

/** Events from a screen. */
export interface ScreenToServer {
  command: (command: Command, answer: (reply: Reply) => void) => void
  /** Asks for a new snapshot after a missed patch. */
  resync: (nothing: Record<string, never>, answer: (picture: RoomPicture) => void) => void
  /** Wall clock; every 2 s. */
  beat: (nothing: Record<string, never>, answer: (pong: Pong) => void) => void
}
export interface ServerToScreen {
  snapshot: (picture: RoomPicture) => void
  patch: (patch: RoomPatch) => void
  refused: (refusal: Refusal) => void
  /** This person's screens were locked or unlocked; what is locked may look and call help. */
  'screen-lock': (state: { readonly locked: boolean }) => void
  /** The session of the person ended; the screen goes to sign-in. */
  'signed-out': (nothing: Record<string, never>) => void
}

export const screenEvents = { command: commandSchema } as const
