import type { SessionId } from '@chairside/shared/identity'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { StoredWaves } from '@chairside/shared/wave-wire'
import { MISSING_SAMPLE, samplesIn, WAVE_CHANNEL_NAMES, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import type { WaveBlock, WaveChunk, WavePiece } from '../ports/waves.ts'

/** A minute of one session that is being gathered. */
export interface Minute {
  readonly sessionId: SessionId
  readonly startAt: Moment
  firstAt: Moment
  endAt: Moment
  readonly samples: { [channel in WaveChannel]?: Int16Array }
  off: WaveBlock['off'][number][]
}

/** When the minute of a moment begins. */
export const minuteStart = (at: Moment): Moment => Math.floor(at / MINUTE_MS) * MINUTE_MS

export const emptyMinute = (sessionId: SessionId, at: Moment): Minute => ({
  sessionId,
  startAt: minuteStart(at),
  firstAt: at,
  endAt: at,
  samples: {},
  off: [],
})

const newMemory = (channel: WaveChannel): Int16Array => new Int16Array(samplesIn(channel, MINUTE_MS))

/** Puts the part of a chunk that lies in this minute where it belongs. `memory`: where room for a channel's minute comes from. */
export const fill = (minute: Minute, chunk: Omit<WaveChunk, 'tracedAt'>, memory = newMemory): void => {
  const fromAt = Math.max(chunk.at, minute.startAt)
  const toAt = Math.min(chunk.at + chunk.lastsMs, minute.startAt + MINUTE_MS)
  if (toAt <= fromAt) return
  for (const channel of WAVE_CHANNEL_NAMES) {
    const samples = chunk.samples[channel]
    if (samples === undefined) continue
    const trace = minute.samples[channel] ?? memory(channel).fill(MISSING_SAMPLE)
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

/** What was gathered of a minute, from the first sample to the last: a copy. */
export const blockOf = ({ sessionId, startAt, firstAt, endAt, samples, off }: Minute): WaveBlock => {
  const trimmed: { [channel in WaveChannel]?: Int16Array } = {}
  for (const channel of Object.keys(samples) as WaveChannel[])
    trimmed[channel] = samples[channel]?.slice(samplesIn(channel, firstAt - startAt), samplesIn(channel, endAt - startAt)) as Int16Array
  return { sessionId, fromAt: firstAt, lastsMs: endAt - firstAt, samples: trimmed, off: [...off] }
}

/** Pieces of any sessions, in the order in which they came, as blocks of a minute at most. */
export const blocksOfPieces = (pieces: readonly WavePiece[]): readonly WaveBlock[] => {
  const minutes = new Map<string, Minute>()
  for (const piece of pieces)
    for (let at = piece.at; at < piece.at + piece.lastsMs; at = minuteStart(at) + MINUTE_MS) {
      const key = `${piece.sessionId} ${minuteStart(at)}`
      const minute = minutes.get(key) ?? emptyMinute(piece.sessionId, at)
      minutes.set(key, minute)
      fill(minute, piece)
    }
  return [...minutes.values()].filter(({ firstAt, endAt }) => endAt > firstAt).map(blockOf)
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

/** Stretches of time in their order, those that touch or overlap as one. */
export const joinSpans = (spans: StoredWaves['spans']): StoredWaves['spans'] => {
  const joined: { fromAt: Moment; toAt: Moment }[] = []
  for (const { fromAt, toAt } of [...spans].sort((a, b) => a.fromAt - b.fromAt)) {
    const last = joined.at(-1)
    if (last !== undefined && fromAt <= last.toAt) last.toAt = Math.max(last.toAt, toAt)
    else joined.push({ fromAt, toAt })
  }
  return joined
}
