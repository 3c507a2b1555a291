import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { constants, gunzipSync } from 'node:zlib'
import { cellOf, parseRecording, type Recording, type RecordingColumn, SET_COLUMNS } from '@chairside/shared/recording'
import { csvCells, csvLines } from '@chairside/shared/recording-csv'
import { SECOND_MS } from '@chairside/shared/time'
import { type Label, parseLabels } from './evaluation-labels.ts'

/** One recording as `evaluate` takes it. */
export interface Material {
  /** Its path below the folder; of a collection with `#` and the recording's name. */
  readonly name: string
  /** The first folder on its path. */
  readonly dataset: string
  readonly recording: Recording
  /** Null: no labels file beside it. */
  readonly labels: readonly Label[] | null
  /** Heart rates of an ECG by moment, where the recording has one apart from the pulse; else empty. */
  readonly ecgRates: ReadonlyMap<number, number>
}

/** A file that holds no recording, in one sentence. */
export class UnreadableFile extends Error {}

/** What a file holds, by its first line: one recording, or many short ones told apart by their name. */
type Content = 'recording' | 'collection' | 'verdicts'

export interface FoundFile {
  readonly path: string
  readonly name: string
  readonly dataset: string
  readonly bytes: number
  readonly content: Exclude<Content, 'verdicts'>
  /** Files of experts' verdicts in the folder of a collection. */
  readonly verdicts: readonly string[]
}

const LABELS = '.labels.csv'
const RECORDING = /\.csv(?:\.gz)?$/
const COLLECTION_HEADER = 'record,t_s,'
const VERDICTS_HEADER = 'record,alarm,true_alarm'
/** The moment of the alarm that experts judged in a collection of them. */
const JUDGED_ALARM_MS = 300 * SECOND_MS
/** Enough of a file, packed or not, to hold its first line. */
const START_BYTES = 4_096

const unpacked = (path: string, bytes: Uint8Array, isWhole: boolean): string => {
  const options = isWhole ? {} : { finishFlush: constants.Z_SYNC_FLUSH }
  return (path.endsWith('.gz') ? gunzipSync(bytes, options) : Buffer.from(bytes)).toString('utf8')
}

/** The text of a file, or its first bytes alone. Throws `UnreadableFile`. */
const textOf = (path: string, part: 'all' | 'start' = 'all'): string => {
  try {
    if (part === 'all') return unpacked(path, readFileSync(path), true)
    const start = Buffer.alloc(START_BYTES)
    const file = openSync(path, 'r')
    try {
      return unpacked(path, start.subarray(0, readSync(file, start)), false)
    } finally {
      closeSync(file)
    }
  } catch {
    throw new UnreadableFile('cannot be read')
  }
}

/** What cannot be read is taken for a recording: it is told when its turn comes. */
const contentOf = (path: string): Content => {
  try {
    const start = textOf(path, 'start')
    if (start.startsWith(VERDICTS_HEADER)) return 'verdicts'
    return start.startsWith(COLLECTION_HEADER) ? 'collection' : 'recording'
  } catch {
    return 'recording'
  }
}

/** Everything below the folder that should be a recording, in the order of its paths. Labels are no recordings. */
export const findRecordings = (folder: string): readonly FoundFile[] => {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => RECORDING.test(name) && !name.endsWith(LABELS))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      const parts = name.split(sep)
      const dataset = parts.length > 1 ? (parts[0] ?? '') : basename(resolve(folder))
      const stat = statSync(path, { throwIfNoEntry: false })
      if (stat?.isDirectory() === true) return []
      return [{ path, name: parts.join('/'), dataset, bytes: stat?.size ?? 0, content: contentOf(path) }]
    })
  return all.flatMap((file) => {
    const { content } = file
    if (content === 'verdicts') return []
    const isBeside = (other: (typeof all)[number]): boolean => other.content === 'verdicts' && dirname(other.path) === dirname(file.path)
    return [{ ...file, content, verdicts: content === 'collection' ? all.filter(isBeside).map(({ path }) => path) : [] }]
  })
}

const labelsBeside = (path: string): readonly Label[] | null => {
  const beside = path.replace(RECORDING, LABELS)
  if (!existsSync(beside)) return null
  const labels = parseLabels(textOf(beside))
  if (labels === null) throw new UnreadableFile('has a labels file beside it that is none')
  return labels
}

/** The experts' verdicts on the recordings of a collection. */
const verdictsIn = (paths: readonly string[]): ReadonlyMap<string, Label> => {
  const labels = new Map<string, Label>()
  for (const line of paths.flatMap((path) => csvLines(textOf(path)).slice(1))) {
    const [record = '', code = '', verdict] = csvCells(line)
    if (record === '') continue
    const about = { kind: 'expert_alarm', code, detail: verdict === '1' ? 'true' : 'false' }
    labels.set(record, { fromMs: JUDGED_ALARM_MS, untilMs: JUDGED_ALARM_MS, ...about })
  }
  return labels
}

/** In a collection `pr_pleth` is the pulse, which a recording calls `hr`, and `hr_ecg` the ECG's rate. */
const asRecording = (header: readonly string[], rows: readonly string[]): Pick<Material, 'recording' | 'ecgRates'> => {
  const names = header.map((name) => (name === 'pr_pleth' ? 'hr' : name))
  const recording = parseRecording([names.join(','), ...rows].join('\n'))
  if (recording === null) throw new UnreadableFile('is no collection of recordings')
  const [time, ecg] = [header.indexOf('t_s'), header.indexOf('hr_ecg')]
  const ecgRates = new Map<number, number>()
  for (const row of ecg === -1 ? [] : rows) {
    const cells = csvCells(row)
    const rate = cells[ecg] ?? ''
    if (rate !== '' && Number.isFinite(Number(rate))) ecgRates.set(Math.round(Number(cells[time]) * SECOND_MS), Number(rate))
  }
  return { recording, ecgRates }
}

/** Which of a file's recordings: every `of`th, beginning with the `part`th. */
export interface Share {
  readonly part: number
  readonly of: number
}

const collectionOf = (file: FoundFile, text: string, share: Share): readonly Material[] => {
  const [first = '', ...lines] = csvLines(text)
  const rowsOf = new Map<string, string[]>()
  for (const line of lines) {
    const record = line.slice(0, line.indexOf(','))
    if (record === '') continue
    const rows = rowsOf.get(record)
    if (rows === undefined) rowsOf.set(record, [line])
    else rows.push(line)
  }
  const header = csvCells(first)
  const verdicts = verdictsIn(file.verdicts)
  return [...rowsOf]
    .filter((_, index) => index % share.of === share.part)
    .map(([record, rows]) => {
      const verdict = verdicts.get(record)
      const labels = verdict === undefined ? null : [verdict]
      return { name: `${file.name}#${record}`, dataset: `${file.dataset} (collection)`, labels, ...asRecording(header, rows) }
    })
}

const ARTERIAL = { sys: 'abp_sys', dia: 'abp_dia', map: 'abp_map' } as const satisfies Record<keyof typeof SET_COLUMNS, RecordingColumn>
const SET_PARTS = ['sys', 'dia', 'map'] as const
/** How often an arterial pressure is taken as a set. */
const ARTERIAL_SET_MS = 60 * SECOND_MS

/**
 * X judges cuff sets alone. Where experts judged alarms of a recording that has an arterial line and no cuff, its pressure is
 * taken once a minute as if a cuff had measured it.
 */
export const withArterialSets = (recording: Recording): Recording => {
  const { columns, rows } = recording
  const cuff = SET_PARTS.map((part) => SET_COLUMNS[part])
  const isCuff = (name: RecordingColumn): boolean => cuff.some((one) => one === name)
  const hasSet = rows.some(({ values }) => columns.some((name, index) => isCuff(name) && values[index] !== null))
  if (!columns.includes(ARTERIAL.sys) || hasSet) return recording
  const kept = columns.filter((name) => !isCuff(name))
  const from = SET_PARTS.filter((part) => columns.includes(ARTERIAL[part]))
  let last = Number.NEGATIVE_INFINITY
  return {
    columns: [...kept, ...from.map((part) => SET_COLUMNS[part])],
    rows: rows.map((row) => {
      const cell = (name: RecordingColumn): number | null => cellOf(recording, row, name)
      const due = row.atMs - last >= ARTERIAL_SET_MS && cell(ARTERIAL.sys) !== null
      if (due) last = row.atMs
      return { atMs: row.atMs, values: [...kept.map(cell), ...from.map((part) => (due ? cell(ARTERIAL[part]) : null))] }
    }),
  }
}

const singleOf = (file: FoundFile, text: string): Material => {
  const recording = parseRecording(text)
  if (recording === null) throw new UnreadableFile('is no recording: it needs t_s and one more known column')
  return { name: file.name, dataset: file.dataset, recording, labels: labelsBeside(file.path), ecgRates: new Map() }
}

/** The recordings of one file, or a share of those of a collection, with their labels. Throws `UnreadableFile` with the reason. */
export const readMaterial = (file: FoundFile, share: Share): readonly Material[] => {
  const text = textOf(file.path)
  const found = file.content === 'collection' ? collectionOf(file, text, share) : [singleOf(file, text)]
  return found.map((one) => {
    if (one.recording.rows.length === 0) throw new UnreadableFile('has no row')
    const judged = one.labels?.some(({ kind }) => kind === 'expert_alarm') === true
    return judged ? { ...one, recording: withArterialSets(one.recording) } : one
  })
}
