import { z } from 'zod'
import type { ChairId, SessionId } from './identity.ts'
import type { ProblemCode } from './reply.ts'
import type { Moment } from './time.ts'
import type { WaveChannel } from './waveform.ts'

/** Screens watch waves on a connection of their own, so that nothing of it can stand before an alarm (P2). */
export const WAVES_NAMESPACE = '/waves'

/** Samples of one packet, in bytes; a larger one is refused before it is read. */
export const MAX_WAVE_BYTES = 32 * 1024
/** One packet covers at most this much of the monitor's time, times the speed of the room. */
export const LONGEST_PACKET_MS = 2_000
/** Packets a second for each source, whatever the speed of the room; and what it may have saved up. */
export const WAVE_PACKETS_PER_SECOND = 10
/** A packet's end may lie this far from its `sentAt`, times the speed of the room: waves are live or not at all. */
export const OLDEST_PACKET_MS = 5_000
export const AHEAD_OF_CLOCK_MS = 1_000

const moment = z.number().int().min(0).max(8.64e15)
const channelName = z.enum(['ecg', 'pleth', 'resp', 'co2'])

/**
 * What a monitor's sensors traced from `at` on, by the monitor's own clock. `samples` holds the int16 values of each part after the
 * other, little-endian; -32768: no sample. Numbered by a sequence of its own that counts up for as long as the connection lasts.
 */
export const wavePacketSchema = z.strictObject({
  seq: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  sentAt: moment,
  at: moment,
  lastsMs: z.number(),
  parts: z
    .array(z.strictObject({ channel: channelName, rateHz: z.number(), unit: z.string().max(12), perUnit: z.number().positive().max(1e6) }))
    .min(1)
    .max(4),
  /** Channels whose sensor is off: what they traced meanwhile is no signal. */
  off: z.array(channelName).max(4).default([]),
  samples: z.instanceof(Uint8Array),
})
export type WavePacket = z.input<typeof wavePacketSchema>

/** What comes of a packet where the monitor asks. Waves are not receipted: what is lost stays lost, and leaves a gap. */
export type WaveAnswer =
  | { readonly ok: true; readonly received: readonly number[] }
  | { readonly ok: false; readonly code: ProblemCode; readonly message: string }

/** One stretch of a chair's waves in room time; each channel in the order of `channels`, or off. */
export interface WaveStretch {
  /** On the grid of `BLOCK_MS`. */
  readonly at: Moment
  readonly lastsMs: number
  readonly channels: readonly WaveChannel[]
  readonly off: readonly WaveChannel[]
}

export interface ChairWaves {
  readonly chairId: ChairId
  readonly sessionId: SessionId
  readonly stretches: readonly WaveStretch[]
}

/** All that the watched chairs traced since the last frame. Its binary attachment holds the samples, stretch by stretch, int16le. */
export interface WaveFrame {
  /** Rises from frame to frame; holes are frames that were skipped for a slow screen. */
  readonly number: number
  readonly chairs: readonly ChairWaves[]
}

/** What is known of a chair's waves when a screen begins to watch it. */
export interface WatchedChair {
  readonly chairId: ChairId
  readonly sessionId: SessionId | null
  /** Channels that were heard in this session. */
  readonly channels: readonly WaveChannel[]
}

/** So much of the past the server has of each chair, in room time: what the lanes of a wide screen hold. */
export const RECENT_MS = 66_000
const chairId = z.string().min(1).max(16)
/** `recent`: how far back a screen wants to see what was traced on a chair before it watched; it says so once for each. */
export const watchSchema = z.strictObject({
  chairIds: z.array(chairId).max(24),
  recent: z
    .array(z.strictObject({ chairId, lastMs: z.number().int().min(0).max(RECENT_MS) }))
    .max(24)
    .default([]),
})
export const takenSchema = z.strictObject({ number: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })

export interface WaveScreenToServer {
  /** Replaces what this screen watched before. */
  watch: (wish: z.input<typeof watchSchema>, answer: (chairs: readonly WatchedChair[]) => void) => void
  /** The newest frame that was taken in: a screen that stops saying so is slowed down, told, and at last cut off. */
  taken: (progress: z.input<typeof takenSchema>) => void
}
export interface ServerToWaveScreen {
  frame: (frame: WaveFrame, samples: Uint8Array) => void
  /** The past that was asked for, in the shape of a frame; it is not numbered, and comes before any frame of these chairs. */
  recent: (past: Pick<WaveFrame, 'chairs'>, samples: Uint8Array) => void
  /** This screen takes its frames too slowly, so it gets few of them; false: no longer. */
  slowed: (now: { readonly slowed: boolean }) => void
  refused: (refusal: { readonly code: ProblemCode; readonly message: string }) => void
  'signed-out': (nothing: Record<string, never>) => void
}

/** A stretch of a session's stored waves, as the strip route gives it. */
export interface WaveStrip {
  readonly sessionId: string
  readonly fromAt: Moment
  readonly toAt: Moment
  /** The samples between them, base64 of int16le on the channel's own rate; -32768: none. Only channels that hold any. */
  readonly channels: { readonly [channel in WaveChannel]?: string }
  /** Where a sensor was off, as the monitor said. */
  readonly off: readonly { readonly channel: WaveChannel; readonly fromAt: Moment; readonly toAt: Moment }[]
}
/** One strip's longest span. */
export const LONGEST_STRIP_MS = 300_000

/** What is stored of a session's waves, without the samples. */
export interface StoredWaves {
  /** In their order; what lies between them was not traced, or is gone. */
  readonly spans: readonly { readonly fromAt: Moment; readonly toAt: Moment }[]
  /** All that ended by then was removed, as its time was over; null: nothing was. */
  readonly removedUntil: Moment | null
}
