import type { ChairId, SessionId, SourceId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { WatchedChair } from '@chairside/shared/wave-wire'
import { WAVE_CHANNEL_NAMES, type WaveChannel } from '@chairside/shared/waveform'
import type { WaveChunk, WaveTeller } from '../ports/waves.ts'
import type { ChairRunner } from './chair-runner.ts'
import { type Binding, createRecentWaves } from './recent-waves.ts'

/** The waves of all chairs: whose they are is decided here, and nowhere else (S4). */
export interface RoomWaves {
  take(sourceId: SourceId, chunk: WaveChunk): void
  /** What was heard so far of the session that is on this chair; null: there is no such chair. */
  known(chairId: string): WatchedChair | null
  /** What was traced on a chair in the last so many ms of room time, of the session and the binding that are there now. */
  recent(chairId: ChairId, lastMs: number): { readonly sessionId: SessionId; readonly chunks: readonly WaveChunk[] } | null
}

export interface RoomWavesParts {
  readonly runnerOf: (sourceId: SourceId) => ChairRunner | null
  readonly runner: (chairId: string) => ChairRunner | null
  readonly tellers: readonly WaveTeller[]
  /** The room's time. */
  readonly now: () => Moment
}

/** G5: until staff settled whose monitor this is, nothing of it is shown or kept for the patient. */
const isInQuestion = (runner: ChairRunner): boolean =>
  runner.picture().alarms.some(({ cause, condition }) => cause === 'wrong-patient' && condition === 'present')

/** Whose a trace is: another monitor, or the same one bound again, is another binding. */
const bindingOf = (runner: ChairRunner): Binding | null => {
  const source = runner.picture().source
  const sessionId = runner.isOpen() ? runner.sessionId() : null
  return source === null || sessionId === null ? null : { sessionId, sourceId: source.sourceId, boundAt: source.boundAt }
}

export const createRoomWaves = ({ runnerOf, runner, tellers, now }: RoomWavesParts): RoomWaves => {
  const recent = createRecentWaves()
  const heard = new Map<ChairId, { readonly sessionId: SessionId; readonly channels: Set<WaveChannel> }>()

  const note = (chairId: ChairId, sessionId: SessionId, chunk: WaveChunk): void => {
    const known = heard.get(chairId)
    const entry = known?.sessionId === sessionId ? known : { sessionId, channels: new Set<WaveChannel>() }
    heard.set(chairId, entry)
    for (const channel of WAVE_CHANNEL_NAMES)
      if (chunk.samples[channel] !== undefined || chunk.off.includes(channel)) entry.channels.add(channel)
  }

  return {
    take: (sourceId, chunk) => {
      const bound = runnerOf(sourceId)
      const binding = bound === null ? null : bindingOf(bound)
      // What was traced before the binding is not this patient's.
      if (bound === null || binding === null || chunk.tracedAt < binding.boundAt) return
      if (isInQuestion(bound)) {
        // What it traced before may be the other patient's as well.
        recent.forget(bound.chairId)
        return
      }
      const { sessionId } = binding
      recent.keep(bound.chairId, binding, chunk)
      note(bound.chairId, sessionId, chunk)
      for (const teller of tellers) teller.waved(bound.chairId, sessionId, chunk)
    },
    recent: (chairId, lastMs) => {
      const chair = runner(chairId)
      const sessionId = chair?.sessionId() ?? null
      const binding = chair === null ? null : bindingOf(chair)
      if (chair === null || sessionId === null || binding === null || isInQuestion(chair)) {
        recent.forget(chairId)
        return null
      }
      return { sessionId, chunks: recent.since(chairId, binding, now() - lastMs) }
    },
    known: (chairId) => {
      const chair = runner(chairId)
      if (chair === null) return null
      const sessionId = chair.isOpen() ? chair.sessionId() : null
      const known = heard.get(chair.chairId)
      const channels = known !== undefined && known.sessionId === sessionId ? known.channels : new Set<WaveChannel>()
      return { chairId: chair.chairId, sessionId, channels: WAVE_CHANNEL_NAMES.filter((channel) => channels.has(channel)) }
    },
  }
}
