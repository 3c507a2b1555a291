import { CONTINUOUS_COLUMNS, RECORDING_COLUMNS, type RecordingColumn, SET_COLUMNS } from '@chairside/shared/recording'
import type { Moment } from '@chairside/shared/time'
import type { EntryBody } from '../devices/outbox.ts'

/** The first line of a recording. */
export const RECORDING_HEADER = `${['t_s', ...RECORDING_COLUMNS].join(',')}\n`

type Cells = { [column in RecordingColumn]?: number }

/** The column that takes a vital in this unit; null: none. A recording has one rate, whichever it comes from. */
const columnOf = (vital: string, unit: string): RecordingColumn | null =>
  CONTINUOUS_COLUMNS.find((one) => one.unit === unit && (one.vital === vital || one.column === vital))?.column ?? null

/** What a row shows of an entry; null: nothing that a recording has a place for. */
const cellsOf = (entry: EntryBody): Cells | null => {
  const cells: Cells = {}
  if (entry.kind === 'set') {
    if (entry.unit !== 'mmHg') return null
    for (const part of ['sys', 'dia', 'map'] as const) {
      const value = entry[part]
      if (value !== null) cells[SET_COLUMNS[part]] = value
    }
    return cells
  }
  if (entry.kind !== 'numerics') return null
  for (const { vital, value, unit } of entry.readings) {
    const column = columnOf(vital, unit)
    // The rate is the one that a screen shows: from the ECG, failing it from the oximeter.
    if (column !== null && (vital !== 'pulse' || cells[column] === undefined)) cells[column] = value
  }
  return cells
}

/**
 * The rows of a recording from what a monitor measured, in order; seconds count from `zero`. Entries of one moment make one row; an
 * instant in which nothing was seen is an empty row, as in real recordings. Failures of the cuff leave no trace there.
 */
export const recordingRows = (entries: readonly EntryBody[], zero: Moment): string => {
  const rows: { readonly at: Moment; cells: Cells }[] = []
  for (const entry of entries) {
    const cells = cellsOf(entry)
    if (cells === null) continue
    const last = rows.at(-1)
    if (last?.at === entry.at) last.cells = { ...last.cells, ...cells }
    else rows.push({ at: entry.at, cells })
  }
  return rows
    .map(({ at, cells }) => `${[(at - zero) / 1_000, ...RECORDING_COLUMNS.map((column) => cells[column] ?? '')].join(',')}\n`)
    .join('')
}
