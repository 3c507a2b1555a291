import { HOUR_MS, SECOND_MS } from '@chairside/shared/time'
import type { Room } from '../monitor/room.ts'
import { createWaveJournaling } from '../monitor/wave-journaling.ts'
import { createWaveMinutes, type WaveMinutes } from '../monitor/wave-minutes.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { SessionRecord } from '../ports/record.ts'
import type { WaveRecord, WaveTeller } from '../ports/waves.ts'

export interface KeepWavesParts {
  readonly record: WaveRecord
  readonly facts: Pick<SessionRecord, 'writable'>
  readonly room: Room
  readonly clock: Clock
  readonly log: Log
  /** Keeps in the audit that so many blocks were removed by their retention (R2). */
  readonly removed: (blocks: number) => void
  /** How long waves are kept. */
  readonly days: number
}

const SWEEP_MS = 5 * SECOND_MS
/** What a crash may take: so much of the wall, and what is on its way to the disk. */
const JOURNAL_MS = 2 * SECOND_MS
const DAY_MS = 24 * HOUR_MS

export interface WaveKeeping {
  readonly minutes: WaveMinutes
  readonly tellers: readonly WaveTeller[]
  /** Hands over everything; false: some of it was not written within `wallMs`, and the next start finds it in the journal. */
  readonly drain: (wallMs: number) => Promise<boolean>
  readonly end: Cancel
}

/**
 * Keeps waves by the minute, the minute that runs in a journal, and none longer than the clinic wants them: those are removed at the start,
 * and once a day. What the journal of a crash holds is stored first of all.
 */
export const keepWaves = ({ record, facts, room, clock, log, removed: told, days }: KeepWavesParts): WaveKeeping => {
  const mayWrite = (): boolean => facts.writable() && !room.keeping.notRecording()
  const minutes = createWaveMinutes({
    record,
    clock,
    log,
    mayWrite,
    isOpen: (chairId, sessionId) => {
      const runner = room.runner(chairId)
      return runner?.isOpen() === true && runner.sessionId() === sessionId
    },
  })
  const removeOld = (): void => {
    record.removeBefore(clock.roomNow() - days * DAY_MS).then(
      (removed) => {
        if (removed === 0) return
        told(removed)
        log.info({ removed }, 'waves were removed, as their time was over')
      },
      (error: unknown) => log.error({ reason: String(error) }, 'old waves could not be removed'),
    )
  }
  let found: 'unread' | 'reading' | 'stored' = 'unread'
  /** Nothing is added to the journal, and nothing leaves it, before what the last run left there is stored. */
  const recover = (): void => {
    if (found !== 'unread') return
    found = 'reading'
    record.recover().then(
      (blocks) => {
        found = 'stored'
        if (blocks > 0) log.info({ blocks }, 'waves were found that the last run could not store')
      },
      (error: unknown) => {
        found = 'unread'
        log.error({ reason: String(error) }, 'the journal of waves could not be stored yet')
      },
    )
  }
  const journaling = createWaveJournaling({
    record,
    clock,
    log,
    mayWrite: () => found === 'stored' && mayWrite(),
    oldest: minutes.oldest,
  })
  recover()
  removeOld()
  const sweep = (): void => {
    recover()
    minutes.sweep()
  }
  const ends = [clock.every(JOURNAL_MS, journaling.flush), clock.every(SWEEP_MS, sweep), clock.every(DAY_MS, removeOld)]
  return {
    minutes,
    tellers: [minutes, journaling],
    drain: async (wallMs) => {
      const isDone = await minutes.drain(wallMs)
      // A journal that stays is no loss: the next start stores what is not stored.
      if (isDone && found === 'stored') await record.journal([], Number.POSITIVE_INFINITY).catch(() => undefined)
      return isDone
    },
    end: () => {
      for (const end of ends) end()
    },
  }
}
