import type { ProblemCode } from '@chairside/shared/reply'
import { LONGEST_PACKET_MS, MAX_WAVE_BYTES, wavePacketSchema } from '@chairside/shared/wave-wire'
import { BLOCK_MS, MISSING_SAMPLE, samplesIn, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import type { z } from 'zod'
import { isPlainPacket } from './plain-wire.ts'

export type ReadPacket = Omit<z.output<typeof wavePacketSchema>, 'parts' | 'samples'> & {
  readonly samples: { readonly [channel in WaveChannel]?: Int16Array }
}

export type ReadWaves =
  | { readonly ok: true; readonly packet: ReadPacket }
  | { readonly ok: false; readonly code: ProblemCode; readonly message: string }

const no = (code: ProblemCode, message: string): ReadWaves => ({ ok: false, code, message })

/** Bytes of a binary attachment, or null: what it says costs nothing to see. */
const bytesIn = (payload: unknown): number | null => {
  if (typeof payload !== 'object' || payload === null || !('samples' in payload)) return null
  return payload.samples instanceof Uint8Array ? payload.samples.byteLength : null
}

/** All samples of a packet as numbers. They stand in the order of the wire, which is that of every machine that Node runs on. */
const samplesIn16 = (bytes: Uint8Array): Int16Array => {
  const samples = new Int16Array(bytes.byteLength / 2)
  new Uint8Array(samples.buffer).set(bytes)
  return samples
}

/** Brings a part into the steps of the catalogue; -32768 stays what it is. */
const rescale = (samples: Int16Array, factor: number): void => {
  for (let index = 0; index < samples.length; index += 1) {
    const raw = samples[index] ?? MISSING_SAMPLE
    if (raw !== MISSING_SAMPLE) samples[index] = Math.max(-32_767, Math.min(32_767, Math.round(raw * factor)))
  }
}

/**
 * A packet as its samples, or why it is none: size first, then shape, rate, unit and length, so that a wrong one costs next to nothing.
 * `speed` of the room: how much time one packet may cover.
 */
export const readWaves = (payload: unknown, speed: number): ReadWaves => {
  const size = bytesIn(payload)
  if (size === null) return no('malformed', 'samples must be a binary attachment.')
  if (size > MAX_WAVE_BYTES) return no('oversized', `samples are at most ${MAX_WAVE_BYTES} bytes.`)
  const parsed = isPlainPacket(payload) ? { success: true as const, data: payload } : wavePacketSchema.safeParse(payload)
  if (!parsed.success) return no('malformed', `${parsed.error.issues[0]?.path.join('.') || 'message'}: is not as the protocol says.`)
  const { seq, sentAt, at, lastsMs, parts, off, samples: bytes } = parsed.data
  for (const [index, { channel, rateHz, unit }] of parts.entries()) {
    if (parts.findIndex((other) => other.channel === channel) !== index) return no('malformed', 'A channel has one part.')
    const format = WAVE_CHANNELS[channel]
    if (rateHz !== format.rateHz) return no('impossible-rate', `${channel} comes at ${format.rateHz} samples a second.`)
    if (unit !== format.unit) return no('unknown-unit', `${channel} comes in ${format.unit}.`)
  }
  if (!(lastsMs > 0) || lastsMs % BLOCK_MS !== 0 || lastsMs > LONGEST_PACKET_MS * speed)
    return no('impossible-length', `lastsMs is a multiple of ${BLOCK_MS}, at most ${LONGEST_PACKET_MS * speed}.`)
  const expected = parts.reduce((sum, { channel }) => sum + samplesIn(channel, lastsMs) * 2, 0)
  if (bytes.byteLength !== expected) return no('impossible-length', `${expected} bytes of samples were to come.`)
  const samples: { [channel in WaveChannel]?: Int16Array } = {}
  const all = samplesIn16(bytes)
  let offset = 0
  for (const { channel, perUnit } of parts) {
    const part = all.subarray(offset, offset + samplesIn(channel, lastsMs))
    offset += part.length
    if (off.includes(channel)) continue
    if (perUnit !== WAVE_CHANNELS[channel].perUnit) rescale(part, WAVE_CHANNELS[channel].perUnit / perUnit)
    samples[channel] = part
  }
  return { ok: true, packet: { seq, sentAt, at, lastsMs, off, samples } }
}
