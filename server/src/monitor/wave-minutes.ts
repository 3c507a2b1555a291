import type { ChairId, SessionId } from '@chairside/shared/identity'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { WaveBlock, WaveChunk, WaveRecord, WaveTeller } from '../ports/waves.ts'
import { createTraceMemory } from './trace-memory.ts'
import { blockOf, emptyMinute, fill, type Minute, minuteStart } from './wave-minute.ts'

/** Gathers waves into minutes and hands them to the record, one after the other, whenever it has time. */
export interface WaveMinutes extends WaveTeller {
  /** What touches this time and is not in the record yet, in its order. */
  waiting(sessionId: SessionId, fromAt: Moment, toAt: Moment): readonly WaveBlock[]
  /** Hands over the minutes that are over, and tries again what could not be written. */
  sweep(): void
  /** Hands over everything, also minutes that are not over; false: some of it was not written within `wallMs`. */
  drain(wallMs: number): Promise<boolean>
  /** When the oldest minute begins that is not in the record yet; null: all are. */
  oldest(): Moment | null
}

export interface WaveMinutesParts {
  readonly record: Pick<WaveRecord, 'store'>
  readonly clock: Clock
  readonly log: Log
  /** False while facts can't be written: waves are the first that wait then. */
  readonly mayWrite: () => boolean
  readonly isOpen: (chairId: ChairId, sessionId: SessionId) => boolean
}

/** Whose minute it is. */
interface OnChair {
  readonly chairId: ChairId
  readonly minute: Minute
}

/** Some 15 MB, or two minutes of each chair of a large room. Beyond it the oldest go: waves are lost before anything else is held up. */
const MOST_WAITING = 240
const MOST_WAITING_PER_SESSION = 2
/** A packet that was slow on its way still finds its minute open. */
const LINGER_MS = 3_000

export const createWaveMinutes = ({ record, clock, log, mayWrite, isOpen }: WaveMinutesParts): WaveMinutes => {
  const minutes = new Map<SessionId, OnChair>()
  let queue: WaveBlock[] = []
  let writing: WaveBlock | null = null
  /** That were open at the same time, at the most. */
  let sessions = 0
  let lost = 0
  /** Of minutes that were handed over: a minute of 200 chairs is 10 MB. */
  const memory = createTraceMemory(MINUTE_MS)
  const idle: (() => void)[] = []

  const write = async (): Promise<void> => {
    if (writing !== null) return
    for (let next = queue[0]; next !== undefined && mayWrite(); next = queue[0]) {
      writing = next
      queue = queue.slice(1)
      try {
        await record.store(next)
      } catch (error) {
        // Behind the others, whose sessions may be well; it is tried again with the next sweep.
        queue.push(next)
        log.warn({ reason: String(error), waiting: queue.length }, 'waves could not be written yet')
        break
      } finally {
        writing = null
      }
    }
    for (const tell of idle.splice(0)) tell()
  }

  const handOver = (minute: Minute): void => {
    // All chairs of a room end their minutes at the same moment.
    const mostWaiting = Math.max(MOST_WAITING, MOST_WAITING_PER_SESSION * sessions)
    minutes.delete(minute.sessionId)
    if (minute.endAt > minute.firstAt) queue.push(blockOf(minute))
    // No more than the sessions that are open could need at once.
    memory.giveBack(minute.samples, minutes.size + 1)
    if (queue.length > mostWaiting) {
      lost += queue.length - mostWaiting
      queue = queue.slice(-mostWaiting)
      log.error({ lost }, 'minutes of waves were lost, since they could not be written')
    }
    void write()
  }

  const take = (chairId: ChairId, sessionId: SessionId, chunk: WaveChunk, fromAt: Moment): void => {
    const open = minutes.get(sessionId)?.minute
    const startAt = minuteStart(fromAt)
    // The minute that it belongs to is written already.
    if (open !== undefined && startAt < open.startAt) return
    if (open !== undefined && startAt > open.startAt) handOver(open)
    let own = minutes.get(sessionId)
    if (own === undefined) {
      own = { chairId, minute: emptyMinute(sessionId, fromAt) }
      minutes.set(sessionId, own)
      sessions = Math.max(sessions, minutes.size)
    }
    fill(own.minute, chunk, memory.take)
  }

  return {
    waved: (chairId, sessionId, chunk) => {
      take(chairId, sessionId, chunk, chunk.at)
      const boundary = minuteStart(chunk.at) + MINUTE_MS
      if (chunk.at + chunk.lastsMs > boundary) take(chairId, sessionId, chunk, boundary)
    },
    waiting: (sessionId, fromAt, toAt) => {
      const open = minutes.get(sessionId)?.minute
      return [...(writing === null ? [] : [writing]), ...queue, ...(open === undefined ? [] : [blockOf(open)])]
        .filter((block) => block.sessionId === sessionId && block.fromAt < toAt && block.fromAt + block.lastsMs > fromAt)
        .sort((a, b) => a.fromAt - b.fromAt)
    },
    sweep: () => {
      const now = clock.roomNow()
      for (const { chairId, minute } of [...minutes.values()]) {
        const isOver = now >= minute.startAt + MINUTE_MS + LINGER_MS * clock.speed
        if (isOver || !isOpen(chairId, minute.sessionId)) handOver(minute)
      }
      void write()
    },
    oldest: () => {
      const blocks = [...(writing === null ? [] : [writing]), ...queue].map(({ fromAt }) => minuteStart(fromAt))
      const starts = [...blocks, ...[...minutes.values()].map(({ minute }) => minute.startAt)]
      return starts.length === 0 ? null : Math.min(...starts)
    },
    drain: async (wallMs) => {
      for (const { minute } of [...minutes.values()]) handOver(minute)
      if (queue.length === 0 && writing === null) return true
      await new Promise<void>((resolve) => {
        const cancel = clock.after(wallMs, resolve)
        idle.push(() => {
          cancel()
          resolve()
        })
        void write()
      })
      return queue.length === 0 && writing === null
    },
  }
}
