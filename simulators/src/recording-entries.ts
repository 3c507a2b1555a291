import {
  CONTINUOUS_COLUMNS,
  cellOf,
  isCharted,
  medianStepMs,
  momentsOf,
  type Recording,
  setIn,
  UNTOLD_PERIOD_MS,
} from '@chairside/shared/recording'
import type { EntryBody } from './devices/outbox.ts'

/** What a row of a recording says at its moment (ms from the recording's zero). Several entries where there was a cuff set too. */
export interface RecordedMoment {
  readonly atMs: number
  /** `at` is to be added. */
  readonly entries: readonly EntryBody[]
}

/** The recording as a monitor would have sent it; rows without a number that a monitor sends are left out, so gaps stay gaps. */
export const recordedMoments = (recording: Recording): readonly RecordedMoment[] => {
  const moments: RecordedMoment[] = []
  for (const row of recording.rows) {
    const { atMs } = row
    const readings = CONTINUOUS_COLUMNS.flatMap(({ column, vital, unit }) => {
      const value = cellOf(recording, row, column)
      return value === null ? [] : [{ vital, value, unit }]
    })
    const set = setIn(recording, row)
    const entries: EntryBody[] = []
    if (readings.length > 0) entries.push({ kind: 'numerics', at: atMs, readings, off: [] })
    if (set !== null) entries.push({ kind: 'set', at: atMs, ...set, pulse: null, unit: 'mmHg' })
    if (entries.length > 0) moments.push({ atMs, entries })
  }
  return moments
}

const SHORTEST_PERIOD_MS = 200
const LONGEST_PERIOD_MS = 3_600_000

/**
 * The period that the monitor declares: the median step of the continuous column with the most numbers; 1 s where there is none.
 * A charted recording declares its longest step, so that its own pauses are no silence.
 */
export const recordedPeriodMs = (recording: Recording): number => {
  if (isCharted(recording)) {
    const longest = recording.rows.reduce((most, { atMs }, index) => Math.max(most, atMs - (recording.rows[index - 1]?.atMs ?? atMs)), 0)
    return Math.min(LONGEST_PERIOD_MS, longest)
  }
  const busiest = CONTINUOUS_COLUMNS.map(({ column }) => momentsOf(recording, column)).reduce((most, one) =>
    one.length > most.length ? one : most,
  )
  const step = Math.round(medianStepMs(busiest) ?? UNTOLD_PERIOD_MS)
  return Math.min(LONGEST_PERIOD_MS, Math.max(SHORTEST_PERIOD_MS, step))
}
