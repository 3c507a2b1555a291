import { RECORDING_COLUMNS, type RecordingColumn } from '@chairside/shared/recording'
import type { Moment } from '@chairside/shared/time'
import type { EntryBody } from '../devices/outbox.ts'

/** The first line of a recording. */
export const RECORDING_HEADER = `${['t_s', ...RECORDING_COLUMNS].join(',')}\n`

type Cells = { [column in RecordingColumn]?: number }

/** The unit that a column of a recording is in, and the vital that it takes. */
const CONTINUOUS = {
  hr: { column: 'hr', unit: '/min' },
  spo2: { column: 'spo2', unit: '%' },
  rr: { column: 'rr', unit: '/min' },
  etco2: { column: 'etco2', unit: 'mmHg' },
  temp: { column: 'temp', unit: '°C' },
} as const satisfies Record<string, { readonly column: RecordingColumn; readonly unit: string }>

const isRecorded = (vital: string): vital is keyof typeof CONTINUOUS => Object.hasOwn(CONTINUOUS, vital)

/** What a row shows of an entry; null: nothing that a recording has a place for. */
const cellsOf = (entry: EntryBody): Cells | null => {
  if (entry.kind === 'set') {
    if (entry.unit !== 'mmHg') return null
    const { sys, dia, map } = entry
    return {
      ...(sys === null ? {} : { nibp_sys: sys }),
      ...(dia === null ? {} : { nibp_dia: dia }),
      ...(map === null ? {} : { nibp_map: map }),
    }
  }
  if (entry.kind !== 'numerics') return null
  const cells: Cells = {}
  // A recording has one rate, the one that a screen shows: from the ECG, failing it from the oximeter.
  const pulse = entry.readings.find(({ vital, unit }) => vital === 'pulse' && unit === '/min')
  if (pulse !== undefined) cells.hr = pulse.value
  for (const { vital, value, unit } of entry.readings)
    if (isRecorded(vital) && unit === CONTINUOUS[vital].unit) cells[CONTINUOUS[vital].column] = value
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
