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

/** The slowest step: every chunk holds whole numbers of it, so that all channels end together. */
export const BLOCK_MS = 16

/** No sample was taken here, as in `*.wave.bin` files. */
export const MISSING_SAMPLE = -32_768
