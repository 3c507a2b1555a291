import type { ChartContent } from '@chairside/shared/chart-signature'
import type { Fact } from '@chairside/shared/fact'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { ChairInput } from '../domain/chair-input.ts'

/** One input of a session with the facts that it gave. Inputs are numbered from 1 without gaps, facts too. */
export interface RecordEntry {
  readonly sessionId: SessionId
  readonly chairId: ChairId
  readonly inputNumber: number
  readonly input: ChairInput
  readonly facts: readonly Fact[]
  readonly judgeVersion: number
}

export interface OpenSession {
  readonly sessionId: SessionId
  readonly chairId: ChairId
}

export interface ChainFault {
  readonly sessionId: SessionId
  /** Of the fact concerned (for `missing` the fact after the hole); for `digest` the first input of the minute; null where no one entry is. */
  readonly seq: number | null
  readonly fault: 'altered' | 'missing' | 'reordered' | 'cut' | 'digest' | 'signature'
}

/** The append-only record (R1). One door appends. */
export interface SessionRecord {
  /**
   * Resolves when every entry is durable. Waiting entries share one transaction; if it fails, each chair's entries are tried alone.
   * Rejects with a `RecordFailure` for entries that could not be written.
   */
  append(entries: readonly RecordEntry[]): Promise<void>
  /** Sessions whose last fact did not end them. */
  openSessions(): Promise<readonly OpenSession[]>
  /** In the order of their numbers. */
  inputsOf(sessionId: SessionId): Promise<readonly ChairInput[]>
  factsOf(sessionId: SessionId): Promise<readonly Fact[]>
  /** Where the chain of a session ends; null: there is no such session. */
  contentOf(sessionId: SessionId): Promise<ChartContent | null>
  /** Walks the chains of every session (or of one) and names what is altered, missing, reordered or cut. */
  verify(sessionId?: SessionId): Promise<readonly ChainFault[]>
  /** True while the last write succeeded: readiness of the process. */
  writable(): boolean
  close(): Promise<void>
}

export class RecordFailure extends Error {
  readonly sessionIds: readonly SessionId[]
  constructor(sessionIds: readonly SessionId[], cause: unknown) {
    super('the record could not be written', { cause })
    this.sessionIds = sessionIds
  }
}

/** What a chart or a trend reads. */
export interface ChartQuery {
  /** Numerics of a session between two moments, as they were measured, in order of `at`. */
  numericsOf(sessionId: SessionId, fromAt: Moment, toAt: Moment): Promise<readonly NumericsRow[]>
}

/** One second of one source. Null: no value. */
export interface NumericsRow {
  readonly at: Moment
  readonly hr: number | null
  readonly pulse: number | null
  readonly spo2: number | null
  readonly rr: number | null
  readonly etco2: number | null
  readonly temp: number | null
}
