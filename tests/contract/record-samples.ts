import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChairInput, SourceEntry } from '@chairside/server/domain/chair-input'
import type { RecordEntry } from '@chairside/server/ports/record'
import type { Fact } from '@chairside/shared/fact'
import type { ChairId, SessionId, SourceId } from '@chairside/shared/identity'
import { CONTINUOUS_VITALS } from '@chairside/shared/vital'
import fc from 'fast-check'

/** 2026-03-02 10:00 UTC. */
export const START = Date.UTC(2026, 2, 2, 10)
export const SOURCE = 'monitor-1' as SourceId
const BY = { staffId: 'staff-1', name: 'A Nurse', role: 'nurse' } as const

export const sessionId = (number: number): SessionId => `session-${number}` as SessionId
export const chairId = (number: number): ChairId => `${number}` as ChairId

/** A data folder of a test's own, and how it goes away. */
export const temporaryFolder = (): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'chairside-storage-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** One second of numerics, as a monitor delivers it live. */
export const numericsInput = (second: number): ChairInput => {
  const at = START + second * 1_000
  const values = {
    hr: 70 + (second % 25),
    pulse: 69 + (second % 25),
    spo2: 94 + (second % 6),
    rr: 12 + (second % 7),
    etco2: 34 + (second % 9),
    temp: (364 + (second % 9)) / 10,
  }
  const entry: SourceEntry = { kind: 'numerics', seq: second + 1, at, values, off: [], unmapped: [] }
  return { kind: 'delivery', takenAt: at + 12 + (second % 40), sourceId: SOURCE, sentAt: at + 4, entries: [entry] }
}

/** A fact that is not about anything, numbered. */
const someFact = (seq: number, at: number): Fact => ({
  seq,
  at,
  kind: 'phase-changed',
  from: 'baseline',
  to: 'infusing',
  reason: null,
  early: false,
  by: BY,
})

export const endingFact = (seq: number, at: number): Fact => ({
  seq,
  at,
  kind: 'left',
  how: 'discharged',
  reason: null,
  witness: null,
  by: BY,
})

/** The entry `number` of a session: numerics of that second, and a fact in every `factEvery`th. */
export const numericsEntry = (session: number, number: number, factEvery = 10): RecordEntry => {
  const input = numericsInput(number - 1)
  const facts = number % factEvery === 0 ? [someFact(number / factEvery, input.takenAt)] : []
  return { sessionId: sessionId(session), chairId: chairId(session), inputNumber: number, input, facts, judgeVersion: 1 }
}

export const numericsEntries = (session: number, count: number): RecordEntry[] =>
  Array.from({ length: count }, (_, index) => numericsEntry(session, index + 1))

/** Inputs numbered into the entries of one session; each gives one fact. */
export const entriesOf = (session: number, inputs: readonly ChairInput[]): RecordEntry[] =>
  inputs.map((input, index) => ({
    sessionId: sessionId(session),
    chairId: chairId(session),
    inputNumber: index + 1,
    input,
    facts: [someFact(index + 1, input.takenAt)],
    judgeVersion: 1,
  }))

const moment = fc.oneof(fc.integer({ min: START - 10_000_000, max: START + 10_000_000 }), fc.integer({ min: 0, max: 8.64e15 }))
const seq = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const measured = fc.oneof(
  fc.integer({ min: -5, max: 400 }),
  fc.integer({ min: 0, max: 4_000 }).map((tenths) => tenths / 10),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const vital = fc.constantFrom(...CONTINUOUS_VITALS)
/** In any order of the fields, since the order in which a monitor names its vitals is its own. */
const values = fc.uniqueArray(fc.tuple(vital, measured), { selector: ([name]) => name }).map((pairs) => Object.fromEntries(pairs))
const nullable = fc.option(measured, { nil: null })
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })

const sourceEntry: fc.Arbitrary<SourceEntry> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('numerics' as const),
      seq,
      at: moment,
      values,
      off: fc.constant([]),
      unmapped: fc.constant([]),
    }),
  },
  fc.record({
    kind: fc.constant('numerics' as const),
    seq,
    at: moment,
    values,
    off: fc.array(vital, { maxLength: 4 }),
    unmapped: fc.array(fc.record({ name: text, value: measured, unit: text }), { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant('set' as const), seq, at: moment, sys: nullable, dia: nullable, map: nullable, pulse: nullable }),
  fc.record({ kind: fc.constant('cuff-failed' as const), seq, at: moment, code: text }),
  fc.record({ kind: fc.constantFrom('apnoea' as const, 'cuff-started' as const), seq, at: moment }),
  fc.record({ kind: fc.constant('gap' as const), seq, at: moment, fromAt: moment, toAt: moment, lostEntries: seq }),
)

const sourceId = fc.constantFrom(SOURCE, 'monitor-2' as SourceId)
const profile = fc.record(
  {
    sourceId,
    label: text,
    patientIdentifier: fc.option(text, { nil: null }),
    periodMs: fc.integer({ min: 200, max: 60_000 }),
    periodsMs: fc.record({ hr: fc.integer({ min: 200, max: 60_000 }) }),
    rrZeroMeans: fc.constantFrom('no-breath' as const, 'unknown' as const),
    origin: fc.constantFrom('device' as const, 'simulated' as const, 'replayed' as const),
    canMeasure: fc.boolean(),
  },
  { requiredKeys: ['sourceId', 'label', 'patientIdentifier', 'periodMs', 'rrZeroMeans', 'origin'] },
)

const inputBody = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('delivery' as const),
      sourceId,
      sentAt: moment,
      entries: fc.array(sourceEntry, { maxLength: 5 }),
    }),
  },
  fc.record({ kind: fc.constant('tick' as const) }),
  fc.record({ kind: fc.constant('source-declared' as const), profile }),
  fc.record({
    kind: fc.constant('act' as const),
    by: fc.constant(BY),
    act: fc.oneof(
      fc.record({ kind: fc.constant('change-rate' as const), rateMlPerHour: measured, reason: text }),
      fc.record({ kind: fc.constant('enter' as const), entry: fc.record({ kind: fc.constant('note' as const), text }) }),
      fc.record({ kind: fc.constant('enter-vitals' as const), reading: fc.record({ sys: measured, dia: measured }) }),
      fc.record({ kind: fc.constant('pause-sound' as const), pauseMs: fc.constantFrom(60_000 as const, 120_000 as const) }),
      fc.constantFrom({ kind: 'call-help' as const }, { kind: 'end-help' as const }),
    ),
  }),
  fc.record({ kind: fc.constant('recording' as const), possible: fc.boolean() }),
  fc.record({ kind: fc.constant('clock' as const), speed: fc.constantFrom(0.5, 1, 2.5, 60) }),
)

/** A session's inputs of every shape, with a monotone `takenAt` that crosses minutes. */
export const inputsArbitrary: fc.Arbitrary<ChairInput[]> = fc
  .array(fc.tuple(inputBody, fc.integer({ min: 0, max: 70_000 })), { minLength: 1, maxLength: 12 })
  .map((steps) => {
    let takenAt = START
    return steps.map(([body, stepMs]): ChairInput => {
      takenAt += stepMs
      // Cloned: the generated records may have no prototype, which nothing that comes over a wire lacks.
      return structuredClone({ ...body, takenAt })
    })
  })
