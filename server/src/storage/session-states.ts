import type { Hash } from 'node:crypto'
import { MINUTE_MS } from '@chairside/shared/time'
import type { Database } from 'better-sqlite3'
import type { RecordEntry } from '../ports/record.ts'
import { addToDigest, digestSoFar, genesis, newDigest } from './chain.ts'
import { createFactReader } from './fact-record.ts'
import { createReadingReader } from './reading-record.ts'

/** What the writer remembers of a session between its inputs. Counters are of what is stored. */
export interface SessionState {
  readonly sessionId: string
  readonly sessionNo: number
  readonly openedAt: number
  /** Of the judge that opened it. */
  readonly judgeVersion: number
  readonly shapes: Map<string, number>
  newestAt: number
  endedAt: number | null
  lastInput: number
  lastFact: number
  lastEntry: number
  head: Buffer
  /** The inputs after the last digest entry. */
  minute: number
  minuteFrom: number
  digest: Hash
}

export interface SessionRecordRow {
  readonly session_no: number
  readonly session_id: string
  readonly chair_id: string
  readonly opened_at: number
  readonly ended_at: number | null
  readonly newest_at: number
  readonly judge_version: number
  readonly last_input: number
  readonly last_fact: number
  readonly last_entry: number
  readonly head: Buffer
  readonly tail_digest: Buffer
}

export const minuteOf = (moment: number): number => Math.floor(moment / MINUTE_MS)

/** Loads, opens and stores the states of sessions. */
export const createSessionStates = (database: Database) => {
  const readings = createReadingReader(database)
  const chain = createFactReader(database)
  const select = database.prepare<[string], SessionRecordRow>('SELECT * FROM sessions WHERE session_id = ?')
  const insert = database.prepare(
    `INSERT INTO sessions (session_id, chair_id, opened_at, newest_at, judge_version, last_input, last_fact, last_entry, head, tail_digest)
     VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?, ?)`,
  )
  const update = database.prepare(
    `UPDATE sessions SET newest_at = ?, ended_at = ?, last_input = ?, last_fact = ?, last_entry = ?, head = ?, tail_digest = ?
     WHERE session_no = ?`,
  )

  const load = (row: SessionRecordRow): SessionState => {
    const minuteFrom = chain.lastDigested(row.session_no) + 1
    const digest = newDigest()
    const pending = readings.readInputs(row.session_no, row.opened_at, minuteFrom)
    for (const { input } of pending) addToDigest(digest, input)
    return {
      sessionId: row.session_id,
      sessionNo: row.session_no,
      openedAt: row.opened_at,
      judgeVersion: row.judge_version,
      shapes: readings.shapesByKey(row.session_no),
      newestAt: row.newest_at,
      endedAt: row.ended_at,
      lastInput: row.last_input,
      lastFact: row.last_fact,
      lastEntry: row.last_entry,
      head: row.head,
      minute: minuteOf(pending[0]?.input.takenAt ?? row.newest_at),
      minuteFrom,
      digest,
    }
  }

  const open = (entry: RecordEntry): SessionState => {
    const openedAt = Math.floor(entry.input.takenAt)
    const head = genesis(entry.sessionId)
    const digest = newDigest()
    const { lastInsertRowid } = insert.run(
      entry.sessionId,
      entry.chairId,
      openedAt,
      openedAt,
      entry.judgeVersion,
      head,
      digestSoFar(digest),
    )
    return {
      sessionId: entry.sessionId,
      sessionNo: Number(lastInsertRowid),
      openedAt,
      judgeVersion: entry.judgeVersion,
      shapes: new Map(),
      newestAt: openedAt,
      endedAt: null,
      lastInput: 0,
      lastFact: 0,
      lastEntry: 0,
      head,
      minute: minuteOf(openedAt),
      minuteFrom: 1,
      digest,
    }
  }

  return {
    isKnown: (sessionId: string): boolean => select.get(sessionId) !== undefined,
    /** The stored state of a session, or null. */
    find: (sessionId: string): SessionState | null => {
      const row = select.get(sessionId)
      return row === undefined ? null : load(row)
    },
    /** The stored state of the entry's session; a new session is opened by its input 1. */
    loadOrOpen: (entry: RecordEntry): SessionState => {
      const row = select.get(entry.sessionId)
      return row === undefined ? open(entry) : load(row)
    },
    save: (state: SessionState): void => {
      update.run(
        state.newestAt,
        state.endedAt,
        state.lastInput,
        state.lastFact,
        state.lastEntry,
        state.head,
        digestSoFar(state.digest),
        state.sessionNo,
      )
    },
  }
}
