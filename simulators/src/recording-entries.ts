import { medianOf, medianStepMs, type Recording, type RecordingColumn } from '@chairside/shared/recording'
import type { EntryBody } from './devices/outbox.ts'

/** What a row of a recording says at its moment (ms from the recording's zero). Several entries where there was a cuff set too. */
export interface RecordedMoment {
  readonly atMs: number
  /** `at` is to be added. */
  readonly entries: readonly EntryBody[]
}

type ContinuousColumn = 'hr' | 'spo2' | 'rr' | 'etco2' | 'temp'

/** The rate of these recordings is the oximeter's. Arterial pressures have no place on the wire. */
const CONTINUOUS: Readonly<Record<ContinuousColumn, { readonly vital: string; readonly unit: string }>> = {
  hr: { vital: 'pulse', unit: '/min' },
  spo2: { vital: 'spo2', unit: '%' },
  rr: { vital: 'rr', unit: '/min' },
  etco2: { vital: 'etco2', unit: 'mmHg' },
  temp: { vital: 'temp', unit: '°C' },
}
const CONTINUOUS_COLUMNS = Object.keys(CONTINUOUS) as readonly ContinuousColumn[]

/** The recording as a monitor would have sent it; rows without a number that a monitor sends are left out, so gaps stay gaps. */
export const recordedMoments = (recording: Recording): readonly RecordedMoment[] => {
  const cellOf = (values: readonly (number | null)[], column: RecordingColumn): number | null =>
    values[recording.columns.indexOf(column)] ?? null
  const moments: RecordedMoment[] = []
  for (const { atMs, values } of recording.rows) {
    const readings = CONTINUOUS_COLUMNS.flatMap((column) => {
      const value = cellOf(values, column)
      return value === null ? [] : [{ ...CONTINUOUS[column], value }]
    })
    const [sys, dia, map] = [cellOf(values, 'nibp_sys'), cellOf(values, 'nibp_dia'), cellOf(values, 'nibp_map')]
    const entries: EntryBody[] = []
    if (readings.length > 0) entries.push({ kind: 'numerics', at: atMs, readings, off: [] })
    if (sys !== null || dia !== null || map !== null) entries.push({ kind: 'set', at: atMs, sys, dia, map, pulse: null, unit: 'mmHg' })
    if (entries.length > 0) moments.push({ atMs, entries })
  }
  return moments
}

const SHORTEST_PERIOD_MS = 200
const LONGEST_PERIOD_MS = 3_600_000

/** Above this median step a recording is a chart kept by hand or by cuff: it has no heartbeat that could stop. */
const CHARTED_STEP_MS = 5_000

/**
 * The period that the monitor declares: the median step of the continuous column with the most numbers; 1 s where there is none.
 * A charted recording declares its longest step, so that its own pauses are no silence.
 */
export const recordedPeriodMs = (recording: Recording): number => {
  const steps = recording.rows.slice(1).map((row, index) => row.atMs - (recording.rows[index]?.atMs ?? row.atMs))
  if ((medianOf(steps) ?? 0) > CHARTED_STEP_MS) return Math.min(LONGEST_PERIOD_MS, Math.max(...steps))
  const momentsOf = (column: RecordingColumn): readonly number[] => {
    const index = recording.columns.indexOf(column)
    return index === -1 ? [] : recording.rows.filter(({ values }) => values[index] !== null).map(({ atMs }) => atMs)
  }
  const busiest = CONTINUOUS_COLUMNS.map(momentsOf).reduce((most, one) => (one.length > most.length ? one : most), [])
  const step = Math.round(medianStepMs(busiest) ?? 1_000)
  return Math.min(LONGEST_PERIOD_MS, Math.max(SHORTEST_PERIOD_MS, step))
}
