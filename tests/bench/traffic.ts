import type { WavePacket } from '@chairside/shared/wave-wire'
import { WAVE_CHANNELS } from '@chairside/shared/waveform'
import type { DeviceEntry } from '@chairside/shared/wire'

/** A packet lasts so long: four a second, on the grid of the waves. */
export const PACKET_MS = 256
/** A screen watches the traces of so many chairs at most: the wire says so. */
const WATCHED_CHAIRS = 24
export const SCREENS = 4

const CHANNELS = ['ecg', 'pleth', 'resp'] as const
const PARTS = CHANNELS.map((channel) => {
  const { rateHz, unit, perUnit } = WAVE_CHANNELS[channel]
  return { channel, rateHz, unit, perUnit }
})
const SAMPLES = CHANNELS.reduce((sum, channel) => sum + PACKET_MS / WAVE_CHANNELS[channel].stepMs, 0)
/** Packets that were made beforehand: the load's own work is to send. */
const MADE = 64

const made: readonly Uint8Array<ArrayBuffer>[] = Array.from({ length: MADE }, (_, packet) => {
  const bytes = new Uint8Array(SAMPLES * 2)
  const view = new DataView(bytes.buffer)
  // A wave with a little of what looks like noise, the same in each run.
  for (let index = 0; index < SAMPLES; index += 1)
    view.setInt16(index * 2, Math.round(300 * Math.sin((packet * SAMPLES + index) / 9) + ((index * 7_919 + packet * 104_729) % 23)), true)
  return bytes
})

/** One monitor's packet of traces, three channels, as any monitor sends it. */
export const wavePacket = (seq: number, at: number, sentAt: number): WavePacket => ({
  seq,
  sentAt,
  at,
  lastsMs: PACKET_MS,
  parts: PARTS,
  off: [],
  samples: made[seq % MADE] ?? new Uint8Array(),
})

const reading = (vital: string, value: number, unit: string) => ({ vital, value, unit })

/** The heart rate names the second that it was sent in, so that a screen can tell how long it took. */
export const heartRateOf = (second: number): number => 62 + (second % 30)

/** What one monitor says in a second: five vitals, none of them beyond a limit. */
export const numericsEntry = (seq: number, at: number, second: number, monitor: number): DeviceEntry => {
  const wave = Math.sin(second / 20 + monitor)
  return {
    kind: 'numerics',
    seq,
    at,
    readings: [
      reading('hr', heartRateOf(second), '/min'),
      reading('pulse', heartRateOf(second), '/min'),
      reading('spo2', Math.round(97 + wave), '%'),
      reading('rr', Math.round(14 + 2 * wave), '/min'),
      reading('etco2', Math.round(38 + 2 * wave), 'mmHg'),
    ],
    off: [],
  }
}

/** The chairs whose traces a screen watches: each screen another part of the room, as large as it may be. */
export const watchedBy = (screen: number, chairs: number): readonly number[] =>
  Array.from({ length: Math.min(WATCHED_CHAIRS, chairs) }, (_, index) => ((screen * WATCHED_CHAIRS + index) % chairs) + 1)
