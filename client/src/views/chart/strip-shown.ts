import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { StoredWaves } from '@chairside/shared/wave-wire'
import { useEffect, useState } from 'react'
import { isStored, readStrip, type Stretch, type StripTraces, turned } from '../../model/strip-rows.ts'
import { useServices } from '../common/services.tsx'

const AROUND_MS = 6_000

/** What a strip was opened for: a moment, in words. */
export interface StripMark {
  readonly at: Moment
  readonly words: string
}

export interface ShownStrip {
  readonly stretch: Stretch
  readonly mark: StripMark | null
  /** Null: it is being read. */
  readonly traces: StripTraces | 'failed' | null
}

export interface Strips {
  /** Null: not known yet. */
  readonly stored: StoredWaves | 'failed' | null
  readonly shown: ShownStrip | null
  /** Whether a strip around this moment would hold anything. */
  has(at: Moment): boolean
  openAt(mark: StripMark): void
  /** The minute in which a moment lies. */
  openMinute(at: Moment): void
  /** Null: there is nothing further that way. */
  turn(by: -1 | 1): Stretch | null
  look(stretch: Stretch): void
  close(): void
}

const around = (at: Moment): Stretch => ({ fromAt: at - AROUND_MS, toAt: at + AROUND_MS })
const minuteOf = (at: Moment): Stretch => {
  const fromAt = Math.floor(at / MINUTE_MS) * MINUTE_MS
  return { fromAt, toAt: fromAt + MINUTE_MS }
}

/** Which stretch of a session's stored waves is looked at, and what it holds. */
export const useStrips = (chart: Pick<SessionChart, 'sessionId' | 'lastAt'>): Strips => {
  const { charts } = useServices()
  const { sessionId, lastAt } = chart
  const [stored, setStored] = useState<Strips['stored']>(null)
  const [shown, setShown] = useState<ShownStrip | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a session that goes on has more of them each time it is read.
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      const answer = await charts.storedWaves(sessionId)
      if (!over) setStored(answer.ok ? answer.value : 'failed')
    }
    void read()
    return () => {
      over = true
    }
  }, [charts, sessionId, lastAt])

  const wanted = shown?.stretch ?? null
  const [fromAt, toAt] = [wanted?.fromAt ?? null, wanted?.toAt ?? null]
  useEffect(() => {
    if (fromAt === null || toAt === null) return
    let over = false
    const read = async (): Promise<void> => {
      const answer = await charts.strip(sessionId, Math.floor(fromAt), Math.ceil(toAt))
      if (over) return
      // Never another session's line under this one's name (S4).
      const traces = answer.ok && answer.value.sessionId === sessionId ? readStrip(answer.value) : 'failed'
      setShown((before) => (before === null ? null : { ...before, traces }))
    }
    void read()
    return () => {
      over = true
    }
  }, [charts, sessionId, fromAt, toAt])

  const spans = stored === null || stored === 'failed' ? [] : stored.spans
  const look = (stretch: Stretch, mark: StripMark | null = shown?.mark ?? null): void => setShown({ stretch, mark, traces: null })
  return {
    stored,
    shown,
    has: (at) => isStored(spans, around(at)),
    openAt: (mark) => look(around(mark.at), mark),
    openMinute: (at) => look(minuteOf(at)),
    turn: (by) => (shown === null ? null : turned(spans, shown.stretch, by)),
    look,
    close: () => setShown(null),
  }
}
