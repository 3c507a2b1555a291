import type { SessionId } from '@chairside/shared/identity'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { WaveChunk, WavePiece, WaveRecord, WaveTeller } from '../ports/waves.ts'
import { joinWaves } from './recent-waves.ts'
import { minuteStart } from './wave-minute.ts'

/** Hands what was traced since the last time to the journal, so that a crash loses seconds and not the minute that runs. */
export interface WaveJournaling extends WaveTeller {
  flush(): void
}

export interface WaveJournalingParts {
  readonly record: Pick<WaveRecord, 'journal'>
  readonly clock: Clock
  readonly log: Log
  /** False while facts can't be written: waves are the first that wait then. */
  readonly mayWrite: () => boolean
  /** When the oldest minute begins that is not in the record yet. */
  readonly oldest: () => Moment | null
}

/** Minutes that can't be written for longer than this are in memory alone: the journal stays within some 14 MB of 24 chairs. */
const LONGEST_MS = 10 * MINUTE_MS

export const createWaveJournaling = ({ record, clock, log, mayWrite, oldest }: WaveJournalingParts): WaveJournaling => {
  let fresh = new Map<SessionId, WaveChunk[]>()
  let isWriting = false
  let failed = false

  const pieces = (): readonly WavePiece[] =>
    [...fresh].flatMap(([sessionId, chunks]) => joinWaves(chunks).map(({ tracedAt: _tracedAt, ...chunk }) => ({ ...chunk, sessionId })))

  const write = async (): Promise<void> => {
    const now = clock.roomNow()
    const before = Math.max(minuteStart(oldest() ?? now), minuteStart(now - LONGEST_MS * clock.speed))
    const given = pieces()
    fresh = new Map()
    try {
      await record.journal(given, before)
      failed = false
    } catch (error) {
      // They still wait for their minute; said once, not every two seconds.
      if (!failed) log.warn({ reason: String(error) }, 'the journal of waves could not be written: a crash would lose the minute that runs')
      failed = true
    }
  }

  return {
    waved: (_chairId, sessionId, chunk) => {
      const known = fresh.get(sessionId)
      if (known === undefined) fresh.set(sessionId, [chunk])
      else known.push(chunk)
    },
    flush: () => {
      if (isWriting) return
      if (!mayWrite()) {
        fresh = new Map()
        return
      }
      isWriting = true
      void write().finally(() => {
        isWriting = false
      })
    },
  }
}
