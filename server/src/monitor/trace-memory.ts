import { samplesIn, WAVE_CHANNEL_NAMES, type WaveChannel, type WaveSamples } from '@chairside/shared/waveform'

/** Memory for traces of one length, used again: that of typed arrays is only given back when all garbage is collected. */
export interface TraceMemory {
  /** Whether there is some that was used before. */
  has(channel: WaveChannel): boolean
  /** Room for one trace. What was in it may still be there. */
  take(channel: WaveChannel): Int16Array
  /** Takes back traces of this length that nobody looks at any more, while it holds fewer than `most` of a channel. */
  giveBack(traces: WaveSamples, most?: number): void
}

export const createTraceMemory = (lastsMs: number): TraceMemory => {
  const spare: { readonly [channel in WaveChannel]: Int16Array[] } = { ecg: [], pleth: [], resp: [], co2: [] }
  return {
    has: (channel) => spare[channel].length > 0,
    take: (channel) => spare[channel].pop() ?? new Int16Array(samplesIn(channel, lastsMs)),
    giveBack: (traces, most = Number.POSITIVE_INFINITY) => {
      for (const channel of WAVE_CHANNEL_NAMES) {
        const trace = traces[channel]
        if (trace !== undefined && spare[channel].length < most) spare[channel].push(trace)
      }
    },
  }
}
