import type { Act } from '@chairside/shared/command'
import type { ChairId, SessionId, SourceId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import {
  CONTINUOUS_COLUMNS,
  cellOf,
  isCharted,
  medianStepMs,
  momentsOf,
  type Recording,
  rowStepMs,
  setIn,
  UNTOLD_PERIOD_MS,
} from '@chairside/shared/recording'
import type { Actor } from '@chairside/shared/staff'
import { HOUR_MS } from '@chairside/shared/time'
import type { ContinuousVital } from '@chairside/shared/vital'
import type { ActInput, ChairInput, SourceEntry, SourceProfile } from '../domain/chair-input.ts'

export interface RecordingOptions {
  readonly protocol: Protocol
  readonly baseline: { readonly sys: number; readonly dia: number } | null
  /** Milliseconds from the recording's zero; null: infusing throughout. */
  readonly infusion: { readonly startMs: number; readonly endMs: number } | null
}

export const CHAIR_ID = 'recording' as ChairId
const SOURCE_ID = 'recording' as SourceId
const READER: Actor = { staffId: 'judge', name: 'judge', role: 'physician' }
/** Temperature has no limit. */
const JUDGED = CONTINUOUS_COLUMNS.filter(({ vital }) => vital !== 'temp')
/** Room time of the recording's zero: rows may lie before it. */
export const ORIGIN_MS = 1_000_000 * HOUR_MS

const profileOf = (recording: Recording): SourceProfile => {
  const periodsMs: { [vital in ContinuousVital]?: number } = {}
  for (const { column, vital } of JUDGED) {
    const moments = momentsOf(recording, column)
    if (moments.length > 0) periodsMs[vital] = medianStepMs(moments) ?? UNTOLD_PERIOD_MS
  }
  // Charted recordings have no heartbeat to miss: G1 to G3 are off.
  const supervised = !isCharted(recording)
  const periods = Object.values(periodsMs)
  return {
    sourceId: SOURCE_ID,
    label: 'recording',
    patientIdentifier: null,
    periodMs: periods.length === 0 ? Math.max(rowStepMs(recording) ?? UNTOLD_PERIOD_MS, 1) : Math.min(...periods),
    periodsMs,
    rrZeroMeans: 'no-breath',
    origin: 'replayed',
    supervision: { silence: supervised, signals: supervised, cuff: supervised },
  }
}

/** What one row tells: nothing where it is empty; its numbers and its set, of one moment. */
const entriesOf = (recording: Recording, rowIndex: number): readonly SourceEntry[] => {
  const row = recording.rows[rowIndex]
  if (row === undefined || row.values.every((value) => value === null)) return []
  const at = ORIGIN_MS + row.atMs
  const values: { [vital in ContinuousVital]?: number } = {}
  for (const { column, vital } of JUDGED) {
    const value = cellOf(recording, row, column)
    if (value !== null) values[vital] = value
  }
  const set = setIn(recording, row)
  const seq = rowIndex + 1
  const numerics: SourceEntry = { kind: 'numerics', seq, at, values, off: [], unmapped: [] }
  return set === null ? [numerics] : [{ kind: 'set', seq, at, ...set, pulse: null }, numerics]
}

const act = (takenAt: number, what: Act, extra: Partial<Pick<ActInput, 'opening' | 'source' | 'statedBaseline'>> = {}): ChairInput => ({
  kind: 'act',
  takenAt,
  by: READER,
  act: what,
  ...extra,
})

/** The recording as the inputs of one session, from its first to its last row; nothing of a recording without rows. */
export function* recordingInputs(recording: Recording, options: RecordingOptions): Generator<ChairInput> {
  const first = recording.rows.at(0)
  const last = recording.rows.at(-1)
  if (first === undefined || last === undefined) return
  const fromMs = ORIGIN_MS + first.atMs
  const untilMs = ORIGIN_MS + last.atMs
  const order = { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 } as const
  const patient = { identifier: 'recording', name: 'recording', infusionNumber: 1, courseLength: 1 }
  const opening = { sessionId: 'recording' as SessionId, protocol: options.protocol }
  yield act(fromMs, { kind: 'check-in', patient, order, simulated: true }, { opening })
  yield act(fromMs, { kind: 'bind-monitor', sourceId: SOURCE_ID }, { source: { profile: profileOf(recording), lastHeardAt: fromMs } })
  yield act(fromMs, { kind: 'begin-baseline' })
  const startAt = Math.max(fromMs, options.infusion === null ? fromMs : ORIGIN_MS + options.infusion.startMs)
  const endAt = options.infusion === null ? Number.POSITIVE_INFINITY : ORIGIN_MS + options.infusion.endMs
  const start = (): ChairInput =>
    act(
      startAt,
      { kind: 'start-infusion', overrideReason: 'recording' },
      options.baseline === null ? {} : { statedBaseline: options.baseline },
    )
  let started = false
  let stopped = false
  for (const [index, row] of recording.rows.entries()) {
    const at = ORIGIN_MS + row.atMs
    if (!started && at >= startAt) {
      started = true
      yield start()
    }
    if (started && !stopped && at >= endAt) {
      stopped = true
      yield act(Math.max(endAt, startAt), { kind: 'stop-infusion', early: false, reason: null })
    }
    const entries = entriesOf(recording, index)
    if (entries.length > 0) yield { kind: 'delivery', takenAt: at, sourceId: SOURCE_ID, sentAt: at, entries }
  }
  yield act(untilMs, { kind: 'transfer', destination: 'end of the recording' })
}
