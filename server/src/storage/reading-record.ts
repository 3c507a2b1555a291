import { CONTINUOUS_VITALS, type ContinuousVital, isContinuousVital } from '@chairside/shared/vital'
import type { Database } from 'better-sqlite3'
import type { ChairInput, DeliveryInput, SourceEntry } from '../domain/chair-input.ts'
import { exactText } from './json-text.ts'

type NumericsEntry = Extract<SourceEntry, { readonly kind: 'numerics' }>
type SetEntry = Extract<SourceEntry, { readonly kind: 'set' }>

/** What the rows of one session hang on. `shapes` remembers the numbers of its delivery shapes. */
export interface ReadingSession {
  readonly sessionNo: number
  readonly openedAt: number
  readonly shapes: Map<string, number>
}

const FRAME_FIELDS = ['kind', 'takenAt', 'sourceId', 'sentAt', 'entries'] as const
const NUMERICS_FIELDS = ['kind', 'seq', 'at', 'values', 'off', 'unmapped'] as const
const SET_FIELDS = ['kind', 'seq', 'at', 'sys', 'dia', 'map', 'pulse'] as const

const hasOnly = (value: object, fields: readonly string[]): boolean => {
  const names = Object.keys(value)
  return names.length === fields.length && names.every((name) => fields.includes(name))
}
const isPlainInteger = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0)
const fitsReal = (value: number | null): boolean => value === null || (Number.isFinite(value) && !Object.is(value, -0))

/** Temperatures have one decimal as a rule: hundredths take two bytes where a float takes eight. */
const toCenti = (value: number): number => Math.round(value * 100)
export const fromCenti = (centi: number | null): number | null => (centi === null ? null : centi / 100)

const frameFits = (input: DeliveryInput): boolean =>
  input.entries.length > 0 && hasOnly(input, FRAME_FIELDS) && isPlainInteger(input.takenAt) && isPlainInteger(input.sentAt)

interface NumericsColumns {
  readonly columns: readonly (number | null)[]
  readonly vitals: readonly string[]
  readonly exact: boolean
}

const numericsColumns = (entry: NumericsEntry): NumericsColumns => {
  let exact = hasOnly(entry, NUMERICS_FIELDS) && entry.unmapped.length === 0 && isPlainInteger(entry.seq) && isPlainInteger(entry.at)
  if (!entry.off.every(isContinuousVital)) exact = false
  const columns: (number | null)[] = CONTINUOUS_VITALS.map(() => null)
  const vitals: string[] = []
  for (const [name, value] of Object.entries(entry.values)) {
    const place = CONTINUOUS_VITALS.indexOf(name as ContinuousVital)
    if (value === undefined) continue
    if (place < 0 || !fitsReal(value)) {
      exact = false
      continue
    }
    vitals.push(name)
    const column = name === 'temp' ? toCenti(value) : value
    if (name === 'temp' && !(isPlainInteger(column) && column / 100 === value)) exact = false
    if (name === 'temp' && !Number.isSafeInteger(column)) continue
    columns[place] = column
  }
  return { columns, vitals, exact }
}

const words = (text: string): string[] => (text === '' ? [] : text.split(','))

/** Prepared statements that write the inputs of sessions. Each throws what SQLite throws. */
export const createReadingWriter = (database: Database) => {
  const insertInput = database.prepare('INSERT INTO inputs (session_no, input_number, taken_at, kind, body) VALUES (?, ?, ?, ?, ?)')
  const insertShape = database.prepare('INSERT INTO delivery_shapes (session_no, shape_no, source_id, vitals, off) VALUES (?, ?, ?, ?, ?)')
  const insertNumerics = database.prepare(
    `INSERT INTO numerics (session_no, input_number, ordinal, shape_no, taken_ms, sent_ago_ms, at_ago_ms, seq_ahead,
       hr, pulse, spo2, rr, etco2, temp_centi) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertSet = database.prepare(
    `INSERT INTO cuff_sets (session_no, input_number, ordinal, source_id, taken_at, sent_at, at, seq, sys, dia, map, pulse)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertOther = database.prepare(
    'INSERT INTO other_entries (session_no, input_number, ordinal, source_id, taken_at, sent_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )

  const shapeNumber = (session: ReadingSession, sourceId: string, vitals: string, off: string): number => {
    const key = `${sourceId}\n${vitals}\n${off}`
    const known = session.shapes.get(key)
    if (known !== undefined) return known
    const shapeNo = session.shapes.size
    insertShape.run(session.sessionNo, shapeNo, sourceId, vitals, off)
    session.shapes.set(key, shapeNo)
    return shapeNo
  }

  // These answer whether their columns give the entry back exactly.
  const addNumerics = (
    session: ReadingSession,
    inputNumber: number,
    ordinal: number,
    frame: DeliveryInput,
    entry: NumericsEntry,
  ): boolean => {
    const { columns, vitals, exact } = numericsColumns(entry)
    const takenAt = Math.round(frame.takenAt)
    const sentAt = Math.round(frame.sentAt)
    const at = Math.round(entry.at)
    const sentAgo = takenAt - sentAt
    const atAgo = sentAt - at
    const shapeNo = shapeNumber(session, frame.sourceId, vitals.join(','), entry.off.join(','))
    insertNumerics.run(
      session.sessionNo,
      inputNumber,
      ordinal,
      shapeNo,
      takenAt - session.openedAt,
      sentAgo,
      atAgo,
      Math.round(entry.seq) - inputNumber,
      ...columns,
    )
    return exact && Number.isSafeInteger(sentAgo) && Number.isSafeInteger(atAgo)
  }

  const addSet = (session: ReadingSession, inputNumber: number, ordinal: number, frame: DeliveryInput, entry: SetEntry): boolean => {
    const pressures = [entry.sys, entry.dia, entry.map, entry.pulse]
    insertSet.run(
      session.sessionNo,
      inputNumber,
      ordinal,
      frame.sourceId,
      Math.round(frame.takenAt),
      Math.round(frame.sentAt),
      Math.round(entry.at),
      Math.round(entry.seq),
      ...pressures,
    )
    return hasOnly(entry, SET_FIELDS) && isPlainInteger(entry.seq) && isPlainInteger(entry.at) && pressures.every(fitsReal)
  }

  const addEntry = (session: ReadingSession, inputNumber: number, ordinal: number, frame: DeliveryInput, entry: SourceEntry): void => {
    const exact =
      entry.kind === 'numerics'
        ? addNumerics(session, inputNumber, ordinal, frame, entry)
        : entry.kind === 'set' && addSet(session, inputNumber, ordinal, frame, entry)
    if (exact) return
    const { takenAt, sentAt, sourceId } = frame
    insertOther.run(session.sessionNo, inputNumber, ordinal, sourceId, Math.round(takenAt), Math.round(sentAt), exactText(entry))
  }

  return {
    /** Writes one input of a session so that `readInputs` gives it back exactly. Its number must be new. */
    addInput: (session: ReadingSession, inputNumber: number, input: ChairInput): void => {
      if (input.kind !== 'delivery' || !frameFits(input)) {
        insertInput.run(session.sessionNo, inputNumber, Math.round(input.takenAt), input.kind, exactText(input))
      }
      if (input.kind !== 'delivery') return
      input.entries.forEach((entry, ordinal) => {
        addEntry(session, inputNumber, ordinal, input, entry)
      })
    },
  }
}

interface NumericsRecord {
  input_number: number
  ordinal: number
  shape_no: number
  taken_ms: number
  sent_ago_ms: number
  at_ago_ms: number
  seq_ahead: number
  hr: number | null
  pulse: number | null
  spo2: number | null
  rr: number | null
  etco2: number | null
  temp_centi: number | null
}
interface EntryRecord {
  input_number: number
  ordinal: number
  source_id: string
  taken_at: number
  sent_at: number
}
interface SetRecord extends EntryRecord {
  at: number
  seq: number
  sys: number | null
  dia: number | null
  map: number | null
  pulse: number | null
}
interface Shape {
  readonly sourceId: string
  readonly vitals: readonly ContinuousVital[]
  readonly off: readonly ContinuousVital[]
}

/** One input with its number. */
export interface NumberedInput {
  readonly inputNumber: number
  readonly input: ChairInput
}

const storedValue = (row: NumericsRecord, vital: ContinuousVital): number | null =>
  vital === 'temp' ? fromCenti(row.temp_centi) : row[vital]

const numericsEntry = (row: NumericsRecord, shape: Shape, at: number): SourceEntry => {
  const values: { [vital in ContinuousVital]?: number } = {}
  for (const vital of shape.vitals) {
    const value = storedValue(row, vital)
    if (value !== null) values[vital] = value
  }
  return { kind: 'numerics', seq: row.input_number + row.seq_ahead, at, values, off: [...shape.off], unmapped: [] }
}

const setEntry = (row: SetRecord): SourceEntry => {
  const { seq, at, sys, dia, map, pulse } = row
  return { kind: 'set', seq, at, sys, dia, map, pulse }
}

/** Prepared statements that read inputs back, exactly as they were written. */
export const createReadingReader = (database: Database) => {
  const range = 'WHERE session_no = ? AND input_number BETWEEN ? AND ? ORDER BY input_number'
  const selectInputs = database.prepare<number[], { input_number: number; body: string }>(`SELECT input_number, body FROM inputs ${range}`)
  const selectNumerics = database.prepare<number[], NumericsRecord>(`SELECT * FROM numerics ${range}, ordinal`)
  const selectSets = database.prepare<number[], SetRecord>(`SELECT * FROM cuff_sets ${range}, ordinal`)
  const selectOthers = database.prepare<number[], EntryRecord & { body: string }>(`SELECT * FROM other_entries ${range}, ordinal`)
  const selectShapes = database.prepare<number[], { shape_no: number; source_id: string; vitals: string; off: string }>(
    'SELECT shape_no, source_id, vitals, off FROM delivery_shapes WHERE session_no = ?',
  )

  const readShapes = (sessionNo: number): Map<number, Shape> =>
    new Map(
      selectShapes
        .all(sessionNo)
        .map((row) => [
          row.shape_no,
          { sourceId: row.source_id, vitals: words(row.vitals) as ContinuousVital[], off: words(row.off) as ContinuousVital[] },
        ]),
    )

  /** The inputs `first` to `last` of a session, in order. Throws a SyntaxError or a RangeError where rows were tampered with. */
  const readInputs = (sessionNo: number, openedAt: number, first = 1, last = Number.MAX_SAFE_INTEGER): NumberedInput[] => {
    const deliveries = new Map<number, { sourceId: string; takenAt: number; sentAt: number; entries: SourceEntry[] }>()
    const place = (
      row: { input_number: number; ordinal: number },
      sourceId: string,
      takenAt: number,
      sentAt: number,
      entry: SourceEntry,
    ) => {
      const delivery = deliveries.get(row.input_number)
      if (delivery === undefined) {
        const entries: SourceEntry[] = []
        entries[row.ordinal] = entry
        deliveries.set(row.input_number, { sourceId, takenAt, sentAt, entries })
      } else delivery.entries[row.ordinal] = entry
    }
    const shapes = readShapes(sessionNo)
    for (const row of selectNumerics.all(sessionNo, first, last)) {
      const shape = shapes.get(row.shape_no)
      if (shape === undefined) throw new RangeError(`no delivery shape ${row.shape_no}`)
      const takenAt = openedAt + row.taken_ms
      const sentAt = takenAt - row.sent_ago_ms
      place(row, shape.sourceId, takenAt, sentAt, numericsEntry(row, shape, sentAt - row.at_ago_ms))
    }
    for (const row of selectSets.all(sessionNo, first, last)) place(row, row.source_id, row.taken_at, row.sent_at, setEntry(row))
    // Last: an entry that is kept whole stands before its row of columns.
    for (const row of selectOthers.all(sessionNo, first, last)) {
      place(row, row.source_id, row.taken_at, row.sent_at, JSON.parse(row.body))
    }
    const inputs = new Map<number, ChairInput>()
    for (const [inputNumber, { sourceId, takenAt, sentAt, entries }] of deliveries) {
      const input: DeliveryInput = { kind: 'delivery', takenAt, sourceId: sourceId as DeliveryInput['sourceId'], sentAt, entries }
      inputs.set(inputNumber, input)
    }
    // A body holds its input whole; rows of entries beside it serve the charts alone.
    for (const row of selectInputs.all(sessionNo, first, last)) inputs.set(row.input_number, JSON.parse(row.body))
    return [...inputs].sort(([a], [b]) => a - b).map(([inputNumber, input]) => ({ inputNumber, input }))
  }

  return {
    readInputs,
    /** The shapes of a session by their key, for going on writing it. */
    shapesByKey: (sessionNo: number): Map<string, number> =>
      new Map(selectShapes.all(sessionNo).map((row) => [`${row.source_id}\n${row.vitals}\n${row.off}`, row.shape_no])),
  }
}
