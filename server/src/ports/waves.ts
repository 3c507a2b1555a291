import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { StoredWaves } from '@chairside/shared/wave-wire'
import type { WaveChannel, WaveSamples } from '@chairside/shared/waveform'

/** A stretch of a monitor's waves, checked, in catalogue steps and in room time on the grid of `BLOCK_MS`. Treat as read-only. */
export interface WaveChunk {
  readonly at: Moment
  /** When its monitor traced it at the earliest: what binds it to a patient (S4). */
  readonly tracedAt: Moment
  readonly lastsMs: number
  /** Channels whose sensor is off are not among them. */
  readonly samples: WaveSamples
  readonly off: readonly WaveChannel[]
}

/** Tells the screens that watch a chair. Nobody waits for it, and nothing is kept for whoever does not listen (P2). */
export interface WaveTeller {
  waved(chairId: ChairId, sessionId: SessionId, chunk: WaveChunk): void
}

/** A stretch of one session as it is kept, a minute at most. */
export interface WaveBlock {
  readonly sessionId: SessionId
  readonly fromAt: Moment
  readonly lastsMs: number
  /** Every channel over the whole stretch; -32768 where nothing was traced. */
  readonly samples: WaveSamples
  /** Where a sensor was off, as the monitor said. */
  readonly off: readonly { readonly channel: WaveChannel; readonly fromAt: Moment; readonly toAt: Moment }[]
}

/** A stretch of one session's waves as the journal holds it. */
export type WavePiece = Omit<WaveChunk, 'tracedAt'> & { readonly sessionId: SessionId }

/** The record of waves: beside the facts, never before them. */
export interface WaveRecord {
  /** Durable when it resolves, with its digest in the session's chain. Rejects where it could not be written; it may be tried again. */
  store(block: WaveBlock): Promise<void>
  /** What touches this time, in its order; null: there is no such session. */
  blocksOf(sessionId: SessionId, fromAt: Moment, toAt: Moment): Promise<readonly WaveBlock[] | null>
  /** Where blocks are, and what was removed; null: there is no such session. */
  storedOf(sessionId: SessionId): Promise<StoredWaves | null>
  /** Removes what ended before this moment, and says so in each chain; its digests stay. Returns how many blocks went. */
  removeBefore(before: Moment): Promise<number>
  /**
   * Puts pieces of minutes that still run where a crash does not reach them, on the disk when it resolves; outside the chain, which has
   * them with their minute. What is older than `before` is in the record, and leaves the journal.
   */
  journal(pieces: readonly WavePiece[], before: Moment): Promise<void>
  /** Stores what the journal of a server that crashed still holds, and empties it. Returns how many blocks that made. */
  recover(): Promise<number>
}
