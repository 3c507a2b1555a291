import { csvCells, csvLines } from './recording-csv.ts'
import { type ContinuousVital, VITALS, type VitalUnit } from './vital.ts'

/** The columns of a recording beside `t_s`, in the order of its format. */
export const RECORDING_COLUMNS = [
  'hr',
  'spo2',
  'rr',
  'etco2',
  'nibp_sys',
  'nibp_dia',
  'nibp_map',
  'abp_sys',
  'abp_dia',
  'abp_map',
  'temp',
] as const
export type RecordingColumn = (typeof RECORDING_COLUMNS)[number]

/** What a monitor calls what a column holds. The rate of a recording is its oximeter's: an ECG's has no column of its own. */
const CONTINUOUS = { hr: 'pulse', spo2: 'spo2', rr: 'rr', etco2: 'etco2', temp: 'temp' } as const satisfies Partial<
  Record<RecordingColumn, ContinuousVital>
>

/** The columns that a monitor shows all the time, each with its vital and unit. Arterial pressures are none of the wire's vitals. */
export const CONTINUOUS_COLUMNS: readonly {
  readonly column: RecordingColumn
  readonly vital: ContinuousVital
  readonly unit: VitalUnit
}[] = (Object.keys(CONTINUOUS) as readonly (keyof typeof CONTINUOUS)[]).map((column) => {
  const vital = CONTINUOUS[column]
  return { column, vital, unit: VITALS[vital].unit }
})

/** The columns of a cuff set, mmHg. */
export const SET_COLUMNS = { sys: 'nibp_sys', dia: 'nibp_dia', map: 'nibp_map' } as const satisfies Record<string, RecordingColumn>

export interface RecordingRow {
  /** Milliseconds from the recording's zero. */
  readonly atMs: number
  /** In the order of `Recording.columns`; null: an empty cell, or one that is not a number. */
  readonly values: readonly (number | null)[]
}

export interface Recording {
  /** The known columns that the file has. */
  readonly columns: readonly RecordingColumn[]
  /** In the order of time; rows of one moment keep the file's order. */
  readonly rows: readonly RecordingRow[]
}

const toNumber = (cell: string): number | null => {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(cell)) return null
  const value = Number(cell)
  return Number.isFinite(value) ? value : null
}

/**
 * Reads a recording of vital signs: comma-separated, a header that names `t_s` (seconds) and at least one known column.
 * Rows without a time can't be placed and are left out.
 * Returns null where the header does not make it a recording.
 */
export const parseRecording = (text: string): Recording | null => {
  const lines = csvLines(text)
  const header = csvCells(lines[0] ?? '').map((cell) => cell.toLowerCase())
  const timeIndex = header.indexOf('t_s')
  const columns = RECORDING_COLUMNS.filter((column) => header.includes(column))
  if (timeIndex === -1 || columns.length === 0) return null
  const indices = columns.map((column) => header.indexOf(column))
  const rows: RecordingRow[] = []
  let sorted = true
  for (const line of lines.slice(1)) {
    if (line === '') continue
    const cells = csvCells(line)
    const seconds = toNumber(cells[timeIndex] ?? '')
    if (seconds === null) continue
    const atMs = Math.round(seconds * 1_000)
    const previous = rows.at(-1)
    if (previous !== undefined && previous.atMs > atMs) sorted = false
    rows.push({ atMs, values: indices.map((index) => toNumber(cells[index] ?? '')) })
  }
  return { columns, rows: sorted ? rows : rows.sort((a, b) => a.atMs - b.atMs) }
}

/** The middle value; the mean of the two middle ones where their number is even; null of nothing. */
export const medianOf = (values: readonly number[]): number | null => {
  if (values.length === 0) return null
  const ordered = [...values].sort((a, b) => a - b)
  const middle = ordered.length >> 1
  const upper = ordered[middle] as number
  return ordered.length % 2 === 1 ? upper : ((ordered[middle - 1] as number) + upper) / 2
}

/** The median step between the moments given, in ms; null of fewer than two. */
export const medianStepMs = (moments: readonly number[]): number | null =>
  medianOf(moments.slice(1).map((moment, index) => moment - (moments[index] as number)))

/** Above this median step of its rows a recording is a chart kept by hand or by cuff: it has no heartbeat that could stop. */
const CHARTED_STEP_MS = 5_000

/** The median step between the rows, in ms; null of fewer than two. */
export const rowStepMs = ({ rows }: Recording): number | null => medianStepMs(rows.map(({ atMs }) => atMs))

export const isCharted = (recording: Recording): boolean => (rowStepMs(recording) ?? 0) > CHARTED_STEP_MS

/** How often a source is taken to speak where its recording does not tell. */
export const UNTOLD_PERIOD_MS = 1_000

/** When a column has a number, in ms. */
export const momentsOf = ({ columns, rows }: Recording, column: RecordingColumn): readonly number[] => {
  const index = columns.indexOf(column)
  return index === -1 ? [] : rows.filter(({ values }) => values[index] !== null).map(({ atMs }) => atMs)
}

/** The number of a column in a row; null: none. */
export const cellOf = ({ columns }: Recording, { values }: RecordingRow, column: RecordingColumn): number | null =>
  values[columns.indexOf(column)] ?? null

/** The cuff set of a row; null where it has no number of one. */
export const setIn = (
  recording: Recording,
  row: RecordingRow,
): { readonly sys: number | null; readonly dia: number | null; readonly map: number | null } | null => {
  const of = (part: keyof typeof SET_COLUMNS): number | null => cellOf(recording, row, SET_COLUMNS[part])
  const set = { sys: of('sys'), dia: of('dia'), map: of('map') }
  return set.sys === null && set.dia === null && set.map === null ? null : set
}
