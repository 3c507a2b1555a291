import type { SessionId } from '@chairside/shared/identity'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import { WAVE_CHANNEL_NAMES, type WaveChannel, type WaveSamples } from '@chairside/shared/waveform'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { WavePiece, WaveRecord, WaveTeller } from '../ports/waves.ts'
import { minuteStart } from './wave-minute.ts'
import { createWaveRuns, type WaveRuns } from './wave-runs.ts'

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
/** Room for what comes between two turns at speed 1; a faster room fills more of them. */
const LONGEST_RUN_MS = 4_096

/** Exactly these samples: a message to a thread takes the whole memory that a view looks into. */
const sliced = (samples: WaveSamples): WaveSamples => {
  const own: { [channel in WaveChannel]?: Int16Array } = {}
  for (const channel of WAVE_CHANNEL_NAMES) {
    const trace = samples[channel]
    if (trace !== undefined) own[channel] = trace.slice()
  }
  return own
}

export const createWaveJournaling = ({ record, clock, log, mayWrite, oldest }: WaveJournalingParts): WaveJournaling => {
  const fresh = new Map<SessionId, WaveRuns>()
  let isWriting = false
  let failed = false

  /** Takes all that came since the last time. A session of which nothing came is over, or begins anew. */
  const take = (): readonly WavePiece[] =>
    [...fresh].flatMap(([sessionId, runs]) => {
      const chunks = runs.since(0)
      const pieces = chunks.map(({ at, lastsMs, samples, off }) => ({ sessionId, at, lastsMs, samples: sliced(samples), off }))
      if (pieces.length === 0) fresh.delete(sessionId)
      else runs.clear()
      return pieces
    })

  const write = async (): Promise<void> => {
    const now = clock.roomNow()
    const before = Math.max(minuteStart(oldest() ?? now), minuteStart(now - LONGEST_MS * clock.speed))
    const given = take()
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
      const known = fresh.get(sessionId) ?? createWaveRuns(LONGEST_RUN_MS)
      fresh.set(sessionId, known)
      known.add(chunk)
    },
    flush: () => {
      if (isWriting) return
      if (!mayWrite()) {
        fresh.clear()
        return
      }
      isWriting = true
      void write().finally(() => {
        isWriting = false
      })
    },
  }
}
