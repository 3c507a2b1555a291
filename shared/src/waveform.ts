/** What a waveform channel is: sample value = units / `perUnit`, int16, `stepMs` apart on a common grid. */
interface ChannelFormat {
  readonly rateHz: number
  /** 1000 / rateHz, exact. */
  readonly stepMs: number
  readonly unit: 'mV' | 'NU' | 'ohm' | 'mmHg'
  /** Raw steps of one unit. */
  readonly perUnit: number
}

/** ECG is lead II; pleth is relative to a well perfused finger; respiration is thoracic impedance; CO2 is at the airway. */
export const WAVE_CHANNELS = {
  ecg: { rateHz: 250, stepMs: 4, unit: 'mV', perUnit: 200 },
  pleth: { rateHz: 125, stepMs: 8, unit: 'NU', perUnit: 1_000 },
  resp: { rateHz: 62.5, stepMs: 16, unit: 'ohm', perUnit: 1_000 },
  co2: { rateHz: 62.5, stepMs: 16, unit: 'mmHg', perUnit: 50 },
} as const satisfies Record<string, ChannelFormat>

export type WaveChannel = keyof typeof WAVE_CHANNELS

/** In the order in which they are packed and drawn. */
export const WAVE_CHANNEL_NAMES = ['ecg', 'pleth', 'resp', 'co2'] as const satisfies readonly WaveChannel[]

export const isWaveChannel = (name: string): name is WaveChannel => Object.hasOwn(WAVE_CHANNELS, name)

/** The slowest step: every chunk holds whole numbers of it, so that all channels end together. */
export const BLOCK_MS = 16

/** No sample was taken here. */
export const MISSING_SAMPLE = -32_768

/** How many samples of a channel lie in so many ms. */
export const samplesIn = (channel: WaveChannel, ms: number): number => ms / WAVE_CHANNELS[channel].stepMs

/** The samples of each channel that is there, over the same time. Treat as read-only. */
export type WaveSamples = { readonly [channel in WaveChannel]?: Int16Array }

/** A room faster than this carries no waves: nobody could read them, and they would be most of its traffic. */
export const FASTEST_WITH_WAVES = 10
