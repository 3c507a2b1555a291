import { SECOND_MS } from '@chairside/shared/time'
import { MISSING_SAMPLE } from '@chairside/shared/waveform'

/** One channel of a wave file: physical value = (raw - baseline) / gain. */
export interface RecordedChannel {
  readonly name: string
  readonly unit: string
  readonly gain: number
  readonly baseline: number
  /** Raw; `MISSING_SAMPLE` where none was taken. */
  readonly samples: Int16Array
}

/** Traces of one rate, from `t0Ms` of the recording on. */
export interface RecordedWaves {
  readonly rateHz: number
  readonly t0Ms: number
  readonly channels: readonly RecordedChannel[]
}

export type ParsedWaves = { readonly ok: true; readonly waves: RecordedWaves } | { readonly ok: false; readonly reason: string }

const FORMAT = 'int16le interleaved'
const MOST_CHANNELS = 32
const FASTEST_HZ = 10_000

type Unknown = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Unknown => typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

interface Header {
  readonly rateHz: number
  readonly t0Ms: number
  readonly frames: number
  readonly missing: number
  readonly channels: readonly Omit<RecordedChannel, 'samples'>[]
}

const channelIn = (given: unknown): Omit<RecordedChannel, 'samples'> | null => {
  if (!isObject(given)) return null
  const { name, gain, baseline, units } = given
  if (typeof name !== 'string' || name === '' || typeof units !== 'string') return null
  if (!isNumber(gain) || gain === 0 || !isNumber(baseline)) return null
  return { name, unit: units, gain, baseline }
}

/** The header, or why it is none. */
const headerIn = (text: string): Header | string => {
  const given = parsedJson(text)
  if (!isObject(given)) return 'its header is no JSON object'
  const { format, fs, n_frames: frames, t0_s: t0, missing = MISSING_SAMPLE, channels } = given
  if (format !== FORMAT) return `its format is not "${FORMAT}"`
  if (!isNumber(fs) || fs <= 0 || fs > FASTEST_HZ) return `fs must be above 0 and at most ${FASTEST_HZ}`
  if (!isNumber(frames) || !Number.isInteger(frames) || frames < 0) return 'n_frames must be a whole number'
  if (!isNumber(t0)) return 't0_s must be a number'
  if (!isNumber(missing)) return 'missing must be a number'
  if (!Array.isArray(channels) || channels.length === 0 || channels.length > MOST_CHANNELS)
    return `it must have 1 to ${MOST_CHANNELS} channels`
  const read = channels.map(channelIn)
  const wrong = read.indexOf(null)
  if (wrong !== -1) return `its channel ${wrong + 1} lacks a name, a unit, a baseline or a gain other than 0`
  return { rateHz: fs, t0Ms: t0 * SECOND_MS, frames, missing, channels: read.filter((channel) => channel !== null) }
}

/** Reads a wave file: the text of its `.wave.json` and the bytes of its `.wave.bin`. */
export const parseWaves = (headerText: string, bytes: Uint8Array): ParsedWaves => {
  const header = headerIn(headerText)
  if (typeof header === 'string') return { ok: false, reason: header }
  const { frames, missing, channels, rateHz, t0Ms } = header
  const expected = frames * channels.length * 2
  if (bytes.byteLength !== expected) return { ok: false, reason: `it holds ${bytes.byteLength} bytes, and its header says ${expected}` }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = channels.map((channel, place) => {
    const samples = new Int16Array(frames)
    for (let frame = 0; frame < frames; frame += 1) {
      const raw = view.getInt16((frame * channels.length + place) * 2, true)
      samples[frame] = raw === missing ? MISSING_SAMPLE : raw
    }
    return { ...channel, samples }
  })
  return { ok: true, waves: { rateHz, t0Ms, channels: read } }
}

/** Frames of channels of equal length, interleaved, as the `.wave.bin` has them. */
export const waveBytes = (channels: readonly Int16Array[]): Uint8Array => {
  const frames = channels[0]?.length ?? 0
  const bytes = new Uint8Array(frames * channels.length * 2)
  const view = new DataView(bytes.buffer)
  channels.forEach((samples, place) => {
    for (let frame = 0; frame < frames; frame += 1)
      view.setInt16((frame * channels.length + place) * 2, samples[frame] ?? MISSING_SAMPLE, true)
  })
  return bytes
}

/** The text of the `.wave.json`. */
export const waveHeader = (rateHz: number, t0Ms: number, frames: number, channels: readonly Omit<RecordedChannel, 'samples'>[]): string =>
  `${JSON.stringify({
    format: FORMAT,
    fs: rateHz,
    n_frames: frames,
    t0_s: t0Ms / SECOND_MS,
    missing: MISSING_SAMPLE,
    channels: channels.map(({ name, unit, gain, baseline }) => ({ name, gain, baseline, units: unit })),
    physical: '(raw-baseline)/gain',
  })}\n`
