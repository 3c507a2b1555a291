import type { Moment } from '@chairside/shared/time'
import { LONGEST_PACKET_MS, type WavePacket } from '@chairside/shared/wave-wire'
import { WAVE_CHANNEL_NAMES, WAVE_CHANNELS } from '@chairside/shared/waveform'
import type { WaveChunk } from '../waveforms/generator.ts'

/** A packet is sent this often, of the wall. */
export const PACKET_EVERY_MS = 200

/** What a monitor says of a stretch that it traced, under its own number and clock. */
export const packetOf = (chunk: WaveChunk, seq: number, sentAt: Moment, shows: (moment: Moment) => Moment): WavePacket => {
  const present = WAVE_CHANNEL_NAMES.flatMap((channel) => {
    const samples = chunk.samples[channel]
    return samples === undefined ? [] : [{ channel, samples }]
  })
  const bytes = new Uint8Array(present.reduce((sum, { samples }) => sum + samples.byteLength, 0))
  const view = new DataView(bytes.buffer)
  let offset = 0
  for (const { samples } of present)
    for (const sample of samples) {
      view.setInt16(offset, sample, true)
      offset += 2
    }
  return {
    seq,
    sentAt,
    at: shows(chunk.startAt),
    lastsMs: chunk.lastsMs,
    parts: present.map(({ channel }) => {
      const { rateHz, unit, perUnit } = WAVE_CHANNELS[channel]
      return { channel, rateHz, unit, perUnit }
    }),
    off: [...chunk.off],
    samples: bytes,
  }
}

/** After a pause of the machine a stretch is longer than a packet may be: it is lost, as at any monitor. */
export const fitsPacket = (chunk: WaveChunk, speed: number): boolean =>
  chunk.lastsMs <= LONGEST_PACKET_MS * speed && Object.keys(chunk.samples).length > 0
