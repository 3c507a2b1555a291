import type { ChairId, SessionId } from '@chairside/shared/identity'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import { MISSING_SAMPLE, samplesIn, WAVE_CHANNEL_NAMES, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { WaveBlock, WaveChunk, WaveRecord, WaveTeller } from '../ports/waves.ts'

/** Gathers waves into minutes and hands them to the record, one after the other, whenever it has time. */
export interface WaveMinutes extends WaveTeller {
  /** What touches this time and is not in the record yet, in its order. */
  waiting(sessionId: SessionId, fromAt: Moment, toAt: Moment): readonly WaveBlock[]
  /** Hands over the minutes that are over, and tries again what could not be written. */
  sweep(): void
  /** Hands over everything, also minutes that are not over; false: some of it was not written within `wallMs`. */
  drain(wallMs: number): Promise<boolean>
}

export interface WaveMinutesParts {
  readonly record: WaveRecord
  readonly clock: Clock
  readonly log: Log
  /** False while facts can't be written: waves are the first that wait then. */
  readonly mayWrite: () => boolean
  readonly isOpen: (chairId: ChairId, sessionId: SessionId) => boolean
}

interface Minute {
  readonly chairId: ChairId
  readonly sessionId: SessionId
  readonly startAt: Moment
  firstAt: Moment
  endAt: Moment
  readonly samples: { [channel in WaveChannel]?: Int16Array }
  off: WaveBlock['off'][number][]
}

/** Some 15 MB. Beyond it the oldest go: waves are lost before anything else is held up. */
const MOST_WAITING = 240
/** A packet that was slow on its way still finds its minute open. */
const LINGER_MS = 3_000

const minuteStart = (at: Moment): Moment => Math.floor(at / MINUTE_MS) * MINUTE_MS

const emptyMinute = (chairId: ChairId, sessionId: SessionId, at: Moment): Minute => ({
  chairId,
  sessionId,
  startAt: minuteStart(at),
  firstAt: at,
  endAt: at,
  samples: {},
  off: [],
})

/** Puts the part of a chunk that lies in this minute where it belongs. */
const fill = (minute: Minute, chunk: WaveChunk): void => {
  const fromAt = Math.max(chunk.at, minute.startAt)
  const toAt = Math.min(chunk.at + chunk.lastsMs, minute.startAt + MINUTE_MS)
  if (toAt <= fromAt) return
  for (const channel of WAVE_CHANNEL_NAMES) {
    const samples = chunk.samples[channel]
    if (samples === undefined) continue
    const trace = minute.samples[channel] ?? new Int16Array(samplesIn(channel, MINUTE_MS)).fill(MISSING_SAMPLE)
    minute.samples[channel] = trace
    const part = samples.subarray(samplesIn(channel, fromAt - chunk.at), samplesIn(channel, toAt - chunk.at))
    trace.set(part, samplesIn(channel, fromAt - minute.startAt))
  }
  for (const channel of chunk.off) {
    const last = minute.off.findLast((one) => one.channel === channel)
    minute.off = minute.off.filter((one) => one !== last)
    if (last?.toAt === fromAt) minute.off.push({ ...last, toAt })
    else minute.off.push(...(last === undefined ? [] : [last]), { channel, fromAt, toAt })
  }
  minute.firstAt = Math.min(minute.firstAt, fromAt)
  minute.endAt = Math.max(minute.endAt, toAt)
}

const blockOf = ({ sessionId, startAt, firstAt, endAt, samples, off }: Minute): WaveBlock => {
  const trimmed: { [channel in WaveChannel]?: Int16Array } = {}
  for (const channel of Object.keys(samples) as WaveChannel[])
    trimmed[channel] = samples[channel]?.slice(samplesIn(channel, firstAt - startAt), samplesIn(channel, endAt - startAt)) as Int16Array
  return { sessionId, fromAt: firstAt, lastsMs: endAt - firstAt, samples: trimmed, off: [...off] }
}

export const createWaveMinutes = ({ record, clock, log, mayWrite, isOpen }: WaveMinutesParts): WaveMinutes => {
  const minutes = new Map<SessionId, Minute>()
  let queue: WaveBlock[] = []
  let writing: WaveBlock | null = null
  let lost = 0
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
    minutes.delete(minute.sessionId)
    if (minute.endAt > minute.firstAt) queue.push(blockOf(minute))
    if (queue.length > MOST_WAITING) {
      lost += queue.length - MOST_WAITING
      queue = queue.slice(-MOST_WAITING)
      log.error({ lost }, 'minutes of waves were lost, since they could not be written')
    }
    void write()
  }

  const take = (chairId: ChairId, sessionId: SessionId, chunk: WaveChunk, fromAt: Moment): void => {
    const open = minutes.get(sessionId)
    const startAt = minuteStart(fromAt)
    // The minute that it belongs to is written already.
    if (open !== undefined && startAt < open.startAt) return
    if (open !== undefined && startAt > open.startAt) handOver(open)
    const minute = minutes.get(sessionId) ?? emptyMinute(chairId, sessionId, fromAt)
    minutes.set(sessionId, minute)
    fill(minute, chunk)
  }

  return {
    waved: (chairId, sessionId, chunk) => {
      take(chairId, sessionId, chunk, chunk.at)
      const boundary = minuteStart(chunk.at) + MINUTE_MS
      if (chunk.at + chunk.lastsMs > boundary) take(chairId, sessionId, chunk, boundary)
    },
    waiting: (sessionId, fromAt, toAt) => {
      const open = minutes.get(sessionId)
      return [...(writing === null ? [] : [writing]), ...queue, ...(open === undefined ? [] : [blockOf(open)])]
        .filter((block) => block.sessionId === sessionId && block.fromAt < toAt && block.fromAt + block.lastsMs > fromAt)
        .sort((a, b) => a.fromAt - b.fromAt)
    },
    sweep: () => {
      const now = clock.roomNow()
      for (const minute of [...minutes.values()]) {
        const isOver = now >= minute.startAt + MINUTE_MS + LINGER_MS * clock.speed
        if (isOver || !isOpen(minute.chairId, minute.sessionId)) handOver(minute)
      }
      void write()
    },
    drain: async (wallMs) => {
      for (const minute of [...minutes.values()]) handOver(minute)
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

/** The samples of one channel between two moments of the grid, from blocks that touch them; null: there are none. */
export const traceOf = (blocks: readonly WaveBlock[], channel: WaveChannel, fromAt: Moment, toAt: Moment): Int16Array | null => {
  const { stepMs } = WAVE_CHANNELS[channel]
  let trace: Int16Array | null = null
  for (const block of blocks) {
    const samples = block.samples[channel]
    const begins = Math.max(fromAt, block.fromAt)
    const ends = Math.min(toAt, block.fromAt + block.lastsMs)
    if (samples === undefined || ends <= begins) continue
    trace ??= new Int16Array((toAt - fromAt) / stepMs).fill(MISSING_SAMPLE)
    trace.set(samples.subarray((begins - block.fromAt) / stepMs, (ends - block.fromAt) / stepMs), (begins - fromAt) / stepMs)
  }
  return trace
}
