import type { ChartSet } from '@chairside/shared/session-chart'
import type { Moment } from '@chairside/shared/time'
import { CONTINUOUS_VITALS, type Origin, type VitalId } from '@chairside/shared/vital'
import { setKey } from '../../domain/chart-readings.ts'
import { rejectionOfValue } from '../../domain/plausibility.ts'
import type { CopiedSession } from './session-copy.ts'

/** One value of one vital. `outside`: measured at a time outside the session's own, by a clock that was wrong; kept, and judged by nothing. */
export interface ReadingRow {
  readonly at: Moment
  readonly vital: VitalId
  /** Null: a cuff set that lacked it. */
  readonly value: number | null
  readonly state: 'accepted' | 'late' | 'rejected' | 'artefact' | 'outside'
  readonly reason: string | null
  readonly origin: Origin
  /** The monitor; null: by hand. */
  readonly source: string | null
  /** When it reached the server; null: entered, not received. */
  readonly receivedAt: Moment | null
  readonly by: string | null
}

const OF_SETS = ['sys', 'dia', 'map'] as const
const BY_HAND = ['hr', 'spo2', 'rr', 'temp'] as const

const stateOf = (set: ChartSet): ReadingRow['state'] => (set.artefact === null ? set.state : 'artefact')

const ofSets = ({ chart, readings }: CopiedSession): readonly ReadingRow[] => {
  const handAuthors = new Map(chart.byHand.map(({ at, by }) => [at, by]))
  return chart.sets.flatMap((set) => {
    const received = readings.sets.get(setKey(set))
    const by = set.origin === 'manual' ? (handAuthors.get(set.at) ?? null) : null
    return OF_SETS.filter((vital) => vital !== 'map' || set.map !== null).map((vital) => ({
      at: set.at,
      vital,
      value: set[vital],
      state: stateOf(set),
      reason: set.artefact?.reason ?? set.reason,
      origin: set.origin,
      source: received?.sourceId ?? null,
      receivedAt: received?.takenAt ?? null,
      by,
    }))
  })
}

const ofStreams = ({ chart, readings, monitors }: CopiedSession): readonly ReadingRow[] => {
  const { checkedInAt } = chart
  const untilAt = chart.endedAt ?? chart.lastAt
  const rows: ReadingRow[] = []
  for (const [kept, state] of [
    [readings.onTime, 'accepted'],
    [readings.late, 'late'],
    [readings.rejected, 'rejected'],
  ] as const)
    for (const vital of CONTINUOUS_VITALS)
      for (const { at, value, takenAt, sourceId } of kept[vital])
        rows.push({
          at,
          vital,
          value,
          state: at < checkedInAt || at > untilAt ? 'outside' : state,
          reason: rejectionOfValue(vital, value),
          origin: monitors.get(sourceId)?.origin ?? 'device',
          source: sourceId,
          receivedAt: takenAt,
          by: null,
        })
  return rows
}

const byHand = ({ chart }: CopiedSession): readonly ReadingRow[] =>
  chart.byHand.flatMap(({ at, by, reading }) =>
    BY_HAND.flatMap((vital) => {
      const value = reading[vital]
      if (value === undefined) return []
      const reason = rejectionOfValue(vital, value)
      const state = reason === null ? ('accepted' as const) : ('rejected' as const)
      return [{ at, vital, value, state, reason, origin: 'manual' as const, source: null, receivedAt: null, by }]
    }),
  )

/** Every reading of the session that was this patient's, in the order of measurement, whatever became of it. */
export const readingRows = (session: CopiedSession): readonly ReadingRow[] =>
  [...ofSets(session), ...ofStreams(session), ...byHand(session)].sort((a, b) => a.at - b.at)
