import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve, sep } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parseRecording, type Recording, type RecordingColumn } from '@chairside/shared/recording'
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

export interface FoundFile {
  readonly path: string
  readonly name: string
  readonly dataset: string
  readonly bytes: number
}

const LABELS = '.labels.csv'
const RECORDING = /\.csv(?:\.gz)?$/
/** A collection: many short recordings in one file, told apart by their name. */
const COLLECTION_HEADER = 'record,t_s,'
const COLLECTION_LABELS_HEADER = 'record,alarm,true_alarm'
/** The moment of the alarm that experts judged in a collection of them. */
const JUDGED_ALARM_MS = 300 * SECOND_MS

const textOf = (path: string): string => {
  try {
    const bytes = readFileSync(path)
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  } catch {
    throw new UnreadableFile('cannot be read')
  }
}

const startOf = (path: string): string => (path.endsWith('.gz') ? '' : textOf(path).slice(0, 200))

/** Everything below the folder that should be a recording, in the order of its paths. Labels are no recordings. */
export const findRecordings = (folder: string): readonly FoundFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => RECORDING.test(name) && !name.endsWith(LABELS))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      const parts = name.split(sep)
      const dataset = parts.length > 1 ? (parts[0] ?? '') : basename(resolve(folder))
      const stat = statSync(path, { throwIfNoEntry: false })
      if (stat?.isDirectory() === true) return []
      return [{ path, name: parts.join('/'), dataset, bytes: stat?.size ?? 0 }]
    })
    .filter(({ path }) => {
      try {
        return !startOf(path).startsWith(COLLECTION_LABELS_HEADER)
      } catch {
        // It is told apart as unreadable when its turn comes.
        return true
      }
    })

const labelsBeside = (path: string): readonly Label[] | null => {
  const beside = path.replace(RECORDING, LABELS)
  if (!existsSync(beside)) return null
  const labels = parseLabels(textOf(beside))
  if (labels === null) throw new UnreadableFile('has a labels file beside it that is none')
  return labels
}

/** The experts' verdicts on the recordings of a collection, from the labels file in its folder. */
const verdictsBeside = (path: string): ReadonlyMap<string, Label> => {
  const folder = resolve(path, '..')
  const labels = new Map<string, Label>()
  for (const name of readdirSync(folder).filter((candidate) => candidate.endsWith('.csv'))) {
    const lines = textOf(join(folder, name)).split(/\r?\n/)
    if (!(lines[0] ?? '').startsWith(COLLECTION_LABELS_HEADER)) continue
    for (const line of lines.slice(1)) {
      const [record, code, verdict] = line.split(',')
      if (record === undefined || record === '') continue
      const about = { kind: 'expert_alarm', code: code ?? '', detail: verdict === '1' ? 'true' : 'false' }
      labels.set(record, { fromMs: JUDGED_ALARM_MS, untilMs: JUDGED_ALARM_MS, ...about })
    }
  }
  return labels
}

/** In a collection `pr_pleth` is the pulse, which a recording calls `hr`, and `hr_ecg` the ECG's rate. */
const asRecording = (header: readonly string[], rows: readonly string[]): Omit<Material, 'name' | 'dataset' | 'labels'> => {
  const names = header.map((name) => (name === 'pr_pleth' ? 'hr' : name))
  const recording = parseRecording([names.join(','), ...rows].join('\n'))
  if (recording === null) throw new UnreadableFile('is no collection of recordings')
  const [time, ecg] = [header.indexOf('t_s'), header.indexOf('hr_ecg')]
  const ecgRates = new Map<number, number>()
  for (const row of ecg === -1 ? [] : rows) {
    const cells = row.split(',')
    const rate = cells[ecg] ?? ''
    if (rate !== '' && Number.isFinite(Number(rate))) ecgRates.set(Math.round(Number(cells[time]) * SECOND_MS), Number(rate))
  }
  return { recording, ecgRates }
}

const collectionOf = (file: FoundFile, text: string): readonly Material[] => {
  const [first, ...lines] = text.split(/\r?\n/)
  const header = (first ?? '').split(',')
  const rowsOf = new Map<string, string[]>()
  for (const line of lines) {
    const record = line.slice(0, line.indexOf(','))
    if (record === '') continue
    const rows = rowsOf.get(record)
    if (rows === undefined) rowsOf.set(record, [line])
    else rows.push(line)
  }
  const verdicts = verdictsBeside(file.path)
  return [...rowsOf].map(([record, rows]) => {
    const verdict = verdicts.get(record)
    const labels = verdict === undefined ? null : [verdict]
    return { name: `${file.name}#${record}`, dataset: `${file.dataset} (collection)`, labels, ...asRecording(header, rows) }
  })
}

const ARTERIAL: readonly (readonly [RecordingColumn, RecordingColumn])[] = [
  ['abp_sys', 'nibp_sys'],
  ['abp_dia', 'nibp_dia'],
  ['abp_map', 'nibp_map'],
]
/** How often an arterial pressure is taken as a set. */
const ARTERIAL_SET_MS = 60 * SECOND_MS

/**
 * X judges cuff sets alone. Where experts judged alarms of a recording that has an arterial line and no cuff, its pressure is
 * taken once a minute as if a cuff had measured it.
 */
export const withArterialSets = (recording: Recording): Recording => {
  const { columns, rows } = recording
  if (!columns.includes('abp_sys') || rows.some((row) => columns.some((name, i) => name.startsWith('nibp_') && row.values[i] !== null)))
    return recording
  const kept = columns.filter((name) => !name.startsWith('nibp_'))
  const from = ARTERIAL.filter(([abp]) => columns.includes(abp))
  let last = Number.NEGATIVE_INFINITY
  return {
    columns: [...kept, ...from.map(([, nibp]) => nibp)],
    rows: rows.map(({ atMs, values }) => {
      const cellOf = (name: RecordingColumn): number | null => values[columns.indexOf(name)] ?? null
      const due = atMs - last >= ARTERIAL_SET_MS && cellOf('abp_sys') !== null
      if (due) last = atMs
      return { atMs, values: [...kept.map(cellOf), ...from.map(([abp]) => (due ? cellOf(abp) : null))] }
    }),
  }
}

/** Which of a file's recordings: every `of`th, beginning with the `part`th. */
export interface Share {
  readonly part: number
  readonly of: number
}

/** The recordings of one file, or a share of them, with their labels. Throws `UnreadableFile` with the reason. */
export const readMaterial = (file: FoundFile, share: Share = { part: 0, of: 1 }): readonly Material[] => {
  const text = textOf(file.path)
  const isCollection = text.startsWith(COLLECTION_HEADER)
  const all = isCollection ? collectionOf(file, text) : [singleOf(file, text)]
  const found = all.filter((_, index) => index % share.of === share.part)
  return found.map((one) => {
    if (one.recording.rows.length === 0) throw new UnreadableFile('has no row')
    const judged = one.labels?.some(({ kind }) => kind === 'expert_alarm') === true
    return judged ? { ...one, recording: withArterialSets(one.recording) } : one
  })
}

const singleOf = (file: FoundFile, text: string): Material => {
  const recording = parseRecording(text)
  if (recording === null) throw new UnreadableFile('is no recording: it needs t_s and one more known column')
  return { name: file.name, dataset: file.dataset, recording, labels: labelsBeside(file.path), ecgRates: new Map() }
}
