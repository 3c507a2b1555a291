import type { Moment } from '@chairside/shared/time'
import { MISSING_SAMPLE, WAVE_CHANNELS, type WaveChannel } from '@chairside/shared/waveform'

/** The newest minute of one channel. Samples are known by their place: room time divided by the step of the channel. */
export interface WaveTrace {
  readonly channel: WaveChannel
  readonly stepMs: number
  /** The place after the newest sample; 0: nothing came yet. */
  readonly end: number
  /** The place after the newest one where something was traced. */
  readonly heard: number
  /** What came from this moment on; what lies between it and the end before is a gap. */
  put(at: Moment, samples: Int16Array): void
  /** -32768 where nothing was traced, is not here yet, or is gone already. */
  valueAt(place: number): number
}

/** A little over a minute of the fastest channel, at every rate. */
const KEPT_MS = 65_536

export const createWaveTrace = (channel: WaveChannel): WaveTrace => {
  const { stepMs } = WAVE_CHANNELS[channel]
  const capacity = KEPT_MS / stepMs
  const kept = new Int16Array(capacity).fill(MISSING_SAMPLE)
  let end = 0
  let heard = 0
  const slot = (place: number): number => place % capacity
  return {
    channel,
    stepMs,
    get end() {
      return end
    },
    get heard() {
      return heard
    },
    put: (at, samples) => {
      const first = Math.round(at / stepMs)
      if (first + samples.length <= end - capacity) return
      // Nothing of what stood there a minute ago may be taken for now.
      for (let place = Math.max(end, first + samples.length - capacity); place < first; place += 1) kept[slot(place)] = MISSING_SAMPLE
      // What is older than the ring would take the places of the newest.
      const oldest = Math.max(end, first + samples.length) - capacity
      for (let index = Math.max(0, oldest - first); index < samples.length; index += 1) {
        const sample = samples[index] ?? MISSING_SAMPLE
        kept[slot(first + index)] = sample
        if (sample !== MISSING_SAMPLE) heard = Math.max(heard, first + index + 1)
      }
      end = Math.max(end, first + samples.length)
    },
    valueAt: (place) => (place >= end || place < end - capacity ? MISSING_SAMPLE : (kept[slot(place)] ?? MISSING_SAMPLE)),
  }
}
