import { SECOND_MS } from '@chairside/shared/time'
import { BLOCK_MS, MISSING_SAMPLE, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import type { WaveChunk } from '../waveforms/generator.ts'
import type { RecordedChannel, RecordedWaves } from './wave-file.ts'

/** Traces of a recording, in the form of a simulated monitor's. */
export interface RecordedWaveforms {
  /** The channels that the recording has. */
  readonly channels: readonly WaveChannel[]
  /** What was traced since the last call, up to that ms of the recording; null: nothing new. `startAt` is in ms of the recording. */
  readUpTo(recordedMs: number): WaveChunk | null
}

/** Names of leads as recordings have them, the one that is liked best first. */
const NAMES: Readonly<Record<WaveChannel, readonly string[]>> = {
  ecg: ['II', 'MLII', 'MCL1', 'I', 'III', 'V', 'V1', 'V2', 'V5', 'AVR', 'AVL', 'AVF', 'ECG'],
  pleth: ['PLETH', 'PPG'],
  resp: ['RESP', 'IMP'],
  co2: ['CO2'],
}

interface Found {
  readonly waves: RecordedWaves
  readonly channel: RecordedChannel
}

const foundIn = (recordings: readonly RecordedWaves[], kind: WaveChannel): readonly Found[] => {
  for (const name of NAMES[kind]) {
    const found = recordings.flatMap((waves) =>
      waves.channels.filter((channel) => channel.name.toUpperCase() === name).map((channel) => ({ waves, channel })),
    )
    if (found.length > 0) return found
  }
  return []
}

/** The raw value of a recorded channel at a moment, by a straight line between its samples; null where there is none. */
const rawAt = ({ waves, channel }: Found, ms: number): number | null => {
  const place = ((ms - waves.t0Ms) * waves.rateHz) / SECOND_MS
  const frame = Math.floor(place + 1e-6)
  const share = Math.max(0, place - frame)
  const low = channel.samples[frame]
  if (low === undefined || low === MISSING_SAMPLE) return null
  if (share < 1e-6) return low
  const high = channel.samples[frame + 1]
  return high === undefined || high === MISSING_SAMPLE ? null : low + (high - low) * share
}

const endMs = ({ waves, channel }: Found): number => waves.t0Ms + (channel.samples.length * SECOND_MS) / waves.rateHz

/**
 * The waves of a recording at the rates and scales of `WAVE_CHANNELS`. Where nothing was recorded samples are missing: a gap stays a
 * gap. Other channels (arterial pressure, further leads) have no place there.
 */
export const recordedWaveforms = (recordings: readonly RecordedWaves[]): RecordedWaveforms => {
  const all = new Map<WaveChannel, readonly Found[]>()
  for (const kind of Object.keys(WAVE_CHANNELS) as readonly WaveChannel[]) {
    const found = foundIn(recordings, kind)
    if (found.length > 0) all.set(kind, found)
  }
  const found = [...all.values()].flat()
  const firstMs = Math.floor(Math.min(...found.map(({ waves }) => waves.t0Ms)) / BLOCK_MS) * BLOCK_MS
  const lastMs = Math.max(...found.map(endMs))
  let doneMs = firstMs

  const sampleAt = (kind: WaveChannel, parts: readonly Found[], ms: number): number => {
    for (const part of parts) {
      const raw = rawAt(part, ms)
      if (raw === null) continue
      const value = Math.round(((raw - part.channel.baseline) / part.channel.gain) * WAVE_CHANNELS[kind].perUnit)
      return Math.max(-32_767, Math.min(32_767, value))
    }
    return MISSING_SAMPLE
  }

  const readUpTo: RecordedWaveforms['readUpTo'] = (recordedMs) => {
    if (found.length === 0) return null
    const untilMs = Math.min(recordedMs, lastMs)
    const blocks = Math.floor((untilMs - doneMs) / BLOCK_MS)
    if (blocks <= 0) return null
    const startAt = doneMs
    const lastsMs = blocks * BLOCK_MS
    const samples: { [channel in WaveChannel]?: Int16Array } = {}
    for (const [kind, parts] of all) {
      const { stepMs } = WAVE_CHANNELS[kind]
      const traced = new Int16Array(lastsMs / stepMs)
      for (let index = 0; index < traced.length; index += 1) traced[index] = sampleAt(kind, parts, startAt + index * stepMs)
      samples[kind] = traced
    }
    doneMs += lastsMs
    return { startAt, lastsMs, samples, off: [] }
  }
  return { channels: [...all.keys()], readUpTo }
}
