import type { Moment } from '@chairside/shared/time'
import { MISSING_SAMPLE, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'
import type { ChairTraces } from './chair-traces.ts'

/** The last minute as it was when somebody froze it: what comes afterwards does not change it. */
export interface FrozenTraces {
  readonly fromAt: Moment
  readonly toAt: Moment
  readonly channels: readonly WaveChannel[]
  /** Raw; -32768 where nothing was traced. */
  valueAt(channel: WaveChannel, at: Moment): number
}

const FROZEN_MS = 60_000

export const freezeTraces = (traces: ChairTraces, toAt: Moment): FrozenTraces => {
  const fromAt = toAt - FROZEN_MS
  const channels = traces.channels()
  const copies = new Map<WaveChannel, { readonly first: number; readonly samples: Int16Array }>()
  for (const [channel, trace] of traces.traces) {
    const first = Math.floor(fromAt / trace.stepMs)
    const count = Math.ceil(FROZEN_MS / trace.stepMs) + 1
    copies.set(channel, { first, samples: Int16Array.from({ length: count }, (_, index) => trace.valueAt(first + index)) })
  }
  return {
    fromAt,
    toAt,
    channels,
    valueAt: (channel, at) => {
      const copy = copies.get(channel)
      if (copy === undefined || at < fromAt || at > toAt) return MISSING_SAMPLE
      return copy.samples[Math.floor(at / WAVE_CHANNELS[channel].stepMs) - copy.first] ?? MISSING_SAMPLE
    },
  }
}
