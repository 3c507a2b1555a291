import { HOUR_MS, SECOND_MS } from '@chairside/shared/time'
import type { Room } from '../monitor/room.ts'
import { createWaveMinutes, type WaveMinutes } from '../monitor/wave-minutes.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { SessionRecord } from '../ports/record.ts'
import type { WaveRecord } from '../ports/waves.ts'

export interface KeepWavesParts {
  readonly record: WaveRecord
  readonly facts: Pick<SessionRecord, 'writable'>
  readonly room: Room
  readonly clock: Clock
  readonly log: Log
  /** How long waves are kept. */
  readonly days: number
}

const SWEEP_MS = 5 * SECOND_MS
const DAY_MS = 24 * HOUR_MS

/** Keeps waves by the minute, and no longer than the clinic wants them: at the start, and once a day. */
export const keepWaves = ({
  record,
  facts,
  room,
  clock,
  log,
  days,
}: KeepWavesParts): { readonly minutes: WaveMinutes; readonly end: Cancel } => {
  const minutes = createWaveMinutes({
    record,
    clock,
    log,
    mayWrite: () => facts.writable() && !room.keeping.notRecording(),
    isOpen: (chairId, sessionId) => {
      const runner = room.runner(chairId)
      return runner?.isOpen() === true && runner.sessionId() === sessionId
    },
  })
  const removeOld = (): void => {
    record.removeBefore(clock.roomNow() - days * DAY_MS).then(
      (removed) => {
        if (removed > 0) log.info({ removed }, 'waves were removed, as their time was over')
      },
      (error: unknown) => log.error({ reason: String(error) }, 'old waves could not be removed'),
    )
  }
  removeOld()
  const ends = [clock.every(SWEEP_MS, minutes.sweep), clock.every(DAY_MS, removeOld)]
  return {
    minutes,
    end: () => {
      for (const end of ends) end()
    },
  }
}
