import type { ChairId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { RECENT_MS } from '@chairside/shared/wave-wire'
import { samplesIn, WAVE_CHANNEL_NAMES, type WaveChannel } from '@chairside/shared/waveform'
import type { WaveChunk } from '../ports/waves.ts'

/** The newest waves of each chair, for screens that begin to watch: a minute a chair, some 60 kB, in memory alone. */
export interface RecentWaves {
  /** `binding`: whose they are. Those of another one on the same chair go. */
  keep(chairId: ChairId, binding: string, chunk: WaveChunk): void
  /** What ended after this moment, whole, of this binding alone. */
  since(chairId: ChairId, binding: string, from: Moment): readonly WaveChunk[]
  forget(chairId: ChairId): void
}

interface Kept {
  readonly binding: string
  chunks: WaveChunk[]
}

const endOf = ({ at, lastsMs }: WaveChunk): Moment => at + lastsMs
/** Old ones are looked for once in so many: moving all of them for each that comes would cost more than keeping a few longer. */
const TIDY_EVERY = 64

export const createRecentWaves = (): RecentWaves => {
  const chairs = new Map<ChairId, Kept>()
  return {
    keep: (chairId, binding, chunk) => {
      const known = chairs.get(chairId)
      const kept = known?.binding === binding ? known : { binding, chunks: [] }
      chairs.set(chairId, kept)
      kept.chunks.push(chunk)
      if (kept.chunks.length % TIDY_EVERY === 0) kept.chunks = kept.chunks.filter((one) => endOf(one) > endOf(chunk) - RECENT_MS)
    },
    since: (chairId, binding, from) => {
      const kept = chairs.get(chairId)
      return kept?.binding === binding ? kept.chunks.filter((one) => endOf(one) > from) : []
    },
    forget: (chairId) => {
      chairs.delete(chairId)
    },
  }
}

const sameKinds = (a: WaveChunk, b: WaveChunk): boolean =>
  a.off.join() === b.off.join() && Object.keys(a.samples).sort().join() === Object.keys(b.samples).sort().join()

const joined = (run: readonly WaveChunk[]): WaveChunk => {
  const [first] = run
  if (first === undefined || run.length === 1) return first as WaveChunk
  const lastsMs = run.reduce((sum, one) => sum + one.lastsMs, 0)
  const samples: { [channel in WaveChannel]?: Int16Array } = {}
  for (const channel of WAVE_CHANNEL_NAMES) {
    if (first.samples[channel] === undefined) continue
    const trace = new Int16Array(samplesIn(channel, lastsMs))
    for (const one of run) trace.set(one.samples[channel] ?? [], samplesIn(channel, one.at - first.at))
    samples[channel] = trace
  }
  return { ...first, lastsMs, samples }
}

/** Chunks that abut and hold the same channels as one: hundreds of packets in a few stretches. */
export const joinWaves = (chunks: readonly WaveChunk[]): readonly WaveChunk[] => {
  const runs: WaveChunk[][] = []
  for (const chunk of chunks) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run !== undefined && last !== undefined && endOf(last) === chunk.at && sameKinds(last, chunk)) run.push(chunk)
    else runs.push([chunk])
  }
  return runs.map(joined)
}
