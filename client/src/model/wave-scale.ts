import { WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'

/** A millimetre of a screen, in CSS pixels: what every browser takes it for. */
export const PX_PER_MM = 96 / 25.4

export const SWEEP_SPEEDS = [12.5, 25, 50] as const
/** mm/s of ECG and pleth; breathing runs at a quarter of it. */
export type SweepSpeed = (typeof SWEEP_SPEEDS)[number]
const SLOW = 4

export const GAINS = [0.5, 1, 2, 4] as const
export type Gain = (typeof GAINS)[number]

const isSlow = (channel: WaveChannel): boolean => channel === 'resp' || channel === 'co2'

/** mm/s at which a channel is drawn. */
export const speedOf = (channel: WaveChannel, speed: SweepSpeed): number => (isSlow(channel) ? speed / SLOW : speed)

/** Millimetres of one unit at gain 1, and where zero lies in the lane, from its top. */
const HEIGHTS = {
  ecg: { mmPerUnit: 10, zero: 0.66 },
  pleth: { mmPerUnit: 11, zero: 0.86 },
  resp: { mmPerUnit: 11, zero: 0.82 },
  co2: { mmPerUnit: 0.3, zero: 0.9 },
} as const satisfies Record<WaveChannel, { readonly mmPerUnit: number; readonly zero: number }>

/** Millimetres of one unit as they are drawn. */
export const mmPerUnit = (channel: WaveChannel, gain: Gain): number => HEIGHTS[channel].mmPerUnit * gain

/** Pixels of one raw step, and where zero lies from the top of a lane. `scale`: 1 is a true millimetre at this gain. */
export const pxScale = (
  channel: WaveChannel,
  gain: Gain,
  laneHeightPx: number,
  scale = 1,
): { readonly pxPerStep: number; readonly zeroPx: number } => ({
  pxPerStep: (mmPerUnit(channel, gain) * PX_PER_MM * scale) / WAVE_CHANNELS[channel].perUnit,
  zeroPx: laneHeightPx * HEIGHTS[channel].zero,
})

/** The height of a raw sample in a lane, in px from its top, kept within the lane. */
export const heightOf = (channel: WaveChannel, raw: number, gain: Gain, laneHeightPx: number): number => {
  const { pxPerStep, zeroPx } = pxScale(channel, gain, laneHeightPx)
  return Math.max(1, Math.min(laneHeightPx - 1, zeroPx - raw * pxPerStep))
}

/** The gain after this one, from the last back to the first. */
export const nextGain = (gain: Gain): Gain => GAINS[(GAINS.indexOf(gain) + 1) % GAINS.length] ?? 1
