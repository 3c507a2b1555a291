import type { Moment } from '@chairside/shared/time'
import { BLOCK_MS, samplesIn, WAVE_CHANNEL_NAMES, type WaveChannel, type WaveSamples } from '@chairside/shared/waveform'
import type { WaveChunk } from '../ports/waves.ts'
import { createTraceMemory } from './trace-memory.ts'

/**
 * Waves as they come, packets that abut and hold the same channels as one trace. Samples are copied into few long traces, and the
 * packets go at once: kept as objects, four a second and chair, they were most of what the garbage collector moved about.
 */
export interface WaveRuns {
  add(chunk: WaveChunk): void
  /** What was traced from this moment on, cut on the grid of the waves, in its order. Read-only views, until something is added. */
  since(from: Moment): readonly WaveChunk[]
  /** Lets go of runs that ended by this moment. */
  dropBefore(moment: Moment): void
  /** Lets go of all. */
  clear(): void
}

type Traces = { [channel in WaveChannel]?: Int16Array }

/** One trace that grows at its end. */
interface Run {
  readonly at: Moment
  readonly tracedAt: Moment
  readonly off: WaveChunk['off']
  /** Each with room for `roomMs`. */
  readonly traces: Traces
  roomMs: number
  lastsMs: number
}

/** What a run has room for at first: a trace that is torn again and again must not take the memory of whole ones. */
const FIRST_ROOM_MS = 1_024

const endOf = ({ at, lastsMs }: Pick<WaveChunk, 'at' | 'lastsMs'>): Moment => at + lastsMs

const goesOn = (run: Run, { at, lastsMs, samples, off }: WaveChunk, longestMs: number): boolean =>
  endOf(run) === at &&
  run.lastsMs + lastsMs <= longestMs &&
  WAVE_CHANNEL_NAMES.every((channel) => (run.traces[channel] === undefined) === (samples[channel] === undefined)) &&
  run.off.length === off.length &&
  run.off.every((channel, index) => channel === off[index])

const append = (run: Run, { lastsMs, samples }: WaveChunk): void => {
  for (const channel of WAVE_CHANNEL_NAMES) {
    const part = samples[channel]
    if (part !== undefined) run.traces[channel]?.set(part, samplesIn(channel, run.lastsMs))
  }
  run.lastsMs += lastsMs
}

const chunkOf = (run: Run, from: Moment): WaveChunk => {
  const cutMs = Math.max(0, Math.floor((from - run.at) / BLOCK_MS) * BLOCK_MS)
  const samples: { [channel in WaveChannel]?: Int16Array } = {}
  for (const channel of WAVE_CHANNEL_NAMES) {
    const trace = run.traces[channel]
    if (trace !== undefined) samples[channel] = trace.subarray(samplesIn(channel, cutMs), samplesIn(channel, run.lastsMs))
  }
  return {
    at: run.at + cutMs,
    tracedAt: run.tracedAt + cutMs,
    lastsMs: run.lastsMs - cutMs,
    samples: samples satisfies WaveSamples,
    off: run.off,
  }
}

/** `longestMs`: a run that lasts so long is followed by another, which can be let go of by itself. */
export const createWaveRuns = (longestMs: number): WaveRuns => {
  let runs: Run[] = []
  const memory = createTraceMemory(longestMs)
  const traceOf = (channel: WaveChannel, roomMs: number): Int16Array =>
    roomMs === longestMs ? memory.take(channel) : new Int16Array(samplesIn(channel, roomMs))

  const begin = ({ at, tracedAt, samples, off }: WaveChunk): Run => {
    const traces: Traces = {}
    const roomMs = WAVE_CHANNEL_NAMES.every((channel) => samples[channel] === undefined || memory.has(channel)) ? longestMs : FIRST_ROOM_MS
    for (const channel of WAVE_CHANNEL_NAMES) if (samples[channel] !== undefined) traces[channel] = traceOf(channel, roomMs)
    return { at, tracedAt, off, traces, roomMs, lastsMs: 0 }
  }

  const makeRoom = (run: Run, forMs: number): void => {
    if (forMs <= run.roomMs) return
    run.roomMs = Math.max(longestMs, forMs)
    for (const channel of WAVE_CHANNEL_NAMES) {
      const trace = run.traces[channel]
      if (trace === undefined) continue
      const larger = traceOf(channel, run.roomMs)
      larger.set(trace)
      run.traces[channel] = larger
    }
  }

  const letGo = ({ traces, roomMs }: Run): void => {
    if (roomMs === longestMs) memory.giveBack(traces)
  }

  return {
    add: (chunk) => {
      const last = runs.at(-1)
      const run = last !== undefined && goesOn(last, chunk, longestMs) ? last : begin(chunk)
      if (run !== last) runs.push(run)
      makeRoom(run, run.lastsMs + chunk.lastsMs)
      append(run, chunk)
    },
    since: (from) => runs.filter((run) => endOf(run) > from).map((run) => chunkOf(run, from)),
    dropBefore: (moment) => {
      const [oldest] = runs
      if (oldest === undefined || endOf(oldest) > moment) return
      for (const run of runs) if (endOf(run) <= moment) letGo(run)
      runs = runs.filter((run) => endOf(run) > moment)
    },
    clear: () => {
      for (const run of runs) letGo(run)
      runs = []
    },
  }
}
