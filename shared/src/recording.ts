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

const unquoted = (cell: string): string =>
  cell
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim()

const toNumber = (cell: string): number | null => {
  const text = unquoted(cell)
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

/**
 * Reads a recording of vital signs: comma-separated, a header that names `t_s` (seconds) and at least one known column.
 * Rows without a time can't be placed and are left out.
 * Returns null where the header does not make it a recording.
 */
export const parseRecording = (text: string): Recording | null => {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const header = (lines[0] ?? '').split(',').map((cell) => unquoted(cell).toLowerCase())
  const timeIndex = header.indexOf('t_s')
  const columns = RECORDING_COLUMNS.filter((column) => header.includes(column))
  if (timeIndex === -1 || columns.length === 0) return null
  const indices = columns.map((column) => header.indexOf(column))
  const rows: RecordingRow[] = []
  let sorted = true
  for (const line of lines.slice(1)) {
    if (line === '') continue
    const cells = line.split(',')
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
