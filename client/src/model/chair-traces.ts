import type { SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { ChairWaves } from '@chairside/shared/wave-wire'
import { samplesIn, WAVE_CHANNEL_NAMES, type WaveChannel } from '@chairside/shared/waveform'
import { createWaveTrace, type WaveTrace } from './wave-trace.ts'

/** The traces of the session on one chair. Another session begins with none: never one patient's line under another's name (S4). */
export interface ChairTraces {
  readonly sessionId: SessionId
  readonly traces: ReadonlyMap<WaveChannel, WaveTrace>
  /** Until when a sensor was off, as far as was heard; absent: it never was. */
  readonly offUntil: ReadonlyMap<WaveChannel, Moment>
  /** Channels that this session has, in their order. */
  channels(): readonly WaveChannel[]
  /** It was heard of before this screen watched. */
  expect(channels: readonly WaveChannel[]): void
  /** Puts one chair's part of a frame in; `samples` from `offset` on. Returns the offset after it. */
  take(waves: ChairWaves, samples: DataView, offset: number): number
  /** Of what was traced before this screen watched: `take`, and counted in `fills`, since what was drawn is to be drawn anew. */
  fill(waves: ChairWaves, samples: DataView, offset: number): number
  readonly fills: number
}

const read = (samples: DataView, offset: number, count: number): Int16Array => {
  const values = new Int16Array(count)
  for (let index = 0; index < count; index += 1) values[index] = samples.getInt16(offset + index * 2, true)
  return values
}

/** How many bytes of a frame belong to one chair. */
export const bytesOf = (waves: ChairWaves): number =>
  waves.stretches.reduce((sum, { channels, lastsMs }) => sum + channels.reduce((part, name) => part + samplesIn(name, lastsMs) * 2, 0), 0)

export const createChairTraces = (sessionId: SessionId): ChairTraces => {
  const traces = new Map<WaveChannel, WaveTrace>()
  const offUntil = new Map<WaveChannel, Moment>()
  const known = new Set<WaveChannel>()
  const traceOf = (channel: WaveChannel): WaveTrace => {
    const trace = traces.get(channel) ?? createWaveTrace(channel)
    traces.set(channel, trace)
    known.add(channel)
    return trace
  }
  const take = (waves: ChairWaves, samples: DataView, from: number): number => {
    let offset = from
    for (const { at, lastsMs, channels, off } of waves.stretches) {
      for (const channel of channels) {
        const count = samplesIn(channel, lastsMs)
        traceOf(channel).put(at, read(samples, offset, count))
        offset += count * 2
      }
      for (const channel of off) {
        known.add(channel)
        offUntil.set(channel, Math.max(offUntil.get(channel) ?? 0, at + lastsMs))
      }
    }
    return offset
  }
  let fills = 0
  return {
    sessionId,
    traces,
    offUntil,
    channels: () => WAVE_CHANNEL_NAMES.filter((channel) => known.has(channel)),
    expect: (channels) => {
      for (const channel of channels) known.add(channel)
    },
    take,
    fill: (waves, samples, from) => {
      fills += 1
      return take(waves, samples, from)
    },
    get fills() {
      return fills
    },
  }
}
