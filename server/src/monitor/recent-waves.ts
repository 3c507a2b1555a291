import type { ChairId, SessionId, SourceId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { RECENT_MS } from '@chairside/shared/wave-wire'
import type { WaveChunk } from '../ports/waves.ts'
import { createWaveRuns, type WaveRuns } from './wave-runs.ts'

/** Whose a trace is. */
export interface Binding {
  readonly sessionId: SessionId
  readonly sourceId: SourceId
  readonly boundAt: Moment
}

/** The newest waves of each chair, for screens that begin to watch: a minute a chair, some 70 kB, in memory alone. */
export interface RecentWaves {
  /** `binding`: whose they are. Those of another one on the same chair go. */
  keep(chairId: ChairId, binding: Binding, chunk: WaveChunk): void
  /** What was traced from this moment on, of this binding alone. */
  since(chairId: ChairId, binding: Binding, from: Moment): readonly WaveChunk[]
  forget(chairId: ChairId): void
}

interface Kept {
  readonly binding: Binding
  readonly runs: WaveRuns
}

/** An eighth of what is kept goes at once. */
const LONGEST_RUN_MS = 8_192

const same = (a: Binding, b: Binding): boolean => a.sessionId === b.sessionId && a.sourceId === b.sourceId && a.boundAt === b.boundAt

export const createRecentWaves = (): RecentWaves => {
  const chairs = new Map<ChairId, Kept>()
  return {
    keep: (chairId, binding, chunk) => {
      const known = chairs.get(chairId)
      const kept = known !== undefined && same(known.binding, binding) ? known : { binding, runs: createWaveRuns(LONGEST_RUN_MS) }
      if (kept !== known) chairs.set(chairId, kept)
      kept.runs.add(chunk)
      kept.runs.dropBefore(chunk.at + chunk.lastsMs - RECENT_MS)
    },
    since: (chairId, binding, from) => {
      const kept = chairs.get(chairId)
      return kept !== undefined && same(kept.binding, binding) ? kept.runs.since(from) : []
    },
    forget: (chairId) => {
      chairs.delete(chairId)
    },
  }
}
