import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import { samplesIn, WAVE_CHANNEL_NAMES, type WaveChannel, type WaveSamples } from '@chairside/shared/waveform'

/** Runs of equal bytes alone are looked for: smaller than any level here, and several times faster (decision 0010). */
const STRATEGY = constants.Z_RLE

/**
 * A plane makes some kilobytes of them. zlib takes memory by such chunks and the minutes of all chairs come at once: with its own of
 * 16 kB, and planes that were new for each block, 200 chairs left 40 MB of garbage in the writer.
 */
const CHUNK_BYTES = 4_096

/** Each plane has a code of its own: one that spans two of them fits neither, and costs four bytes in a hundred. One stream to whoever reads. */
const deflatePlane = (plane: Uint8Array): Buffer =>
  deflateRawSync(plane, { strategy: STRATEGY, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: CHUNK_BYTES })
const END = deflateRawSync(new Uint8Array())

/** Written over by each trace that is packed. */
let scratch = { high: new Uint8Array(), low: new Uint8Array() }
const planesFor = (length: number): typeof scratch => {
  if (scratch.high.length < length) scratch = { high: new Uint8Array(length), low: new Uint8Array(length) }
  return scratch
}

/** The channels that a packed block holds, in their order. */
export const channelsIn = (samples: WaveSamples): readonly WaveChannel[] =>
  WAVE_CHANNEL_NAMES.filter((channel) => samples[channel] !== undefined)

/** Channel after channel: differences from sample to sample, small ones of either sign as small numbers; their high bytes, then their low ones. */
export const packWaves = (samples: WaveSamples): Buffer => {
  const parts = channelsIn(samples).flatMap((channel) => {
    const trace = samples[channel] ?? new Int16Array()
    const { high, low } = planesFor(trace.length)
    let before = 0
    for (let index = 0; index < trace.length; index += 1) {
      const value = trace[index] ?? 0
      const difference = ((value - before) << 16) >> 16
      const step = ((difference << 1) ^ (difference >> 31)) & 0xffff
      high[index] = step >> 8
      low[index] = step & 0xff
      before = value
    }
    return [deflatePlane(high.subarray(0, trace.length)), deflatePlane(low.subarray(0, trace.length))]
  })
  return Buffer.concat([...parts, END])
}

/** What `packWaves` packed; throws where it is not that. */
export const unpackWaves = (packed: Uint8Array, channels: readonly WaveChannel[], lastsMs: number): WaveSamples => {
  const planes = inflateRawSync(packed)
  const samples: { [channel in WaveChannel]?: Int16Array } = {}
  let offset = 0
  for (const channel of channels) {
    const trace = new Int16Array(samplesIn(channel, lastsMs))
    let before = 0
    for (let index = 0; index < trace.length; index += 1) {
      const step = ((planes[offset + index] ?? 0) << 8) | (planes[offset + trace.length + index] ?? 0)
      // The array wraps the sum as the differences were wrapped.
      trace[index] = before + ((step >> 1) ^ -(step & 1))
      before = trace[index] ?? 0
    }
    samples[channel] = trace
    offset += trace.length * 2
  }
  if (offset !== planes.length) throw new Error('a block of waves holds other samples than it says')
  return samples
}
