import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Database } from 'better-sqlite3'
import type { CopyLine } from '../ports/record-copy.ts'
import { genesis } from './chain.ts'
import { createFactReader } from './fact-record.ts'
import { exactText } from './json-text.ts'
import { createReadingReader } from './reading-record.ts'
import type { SessionRecordRow } from './session-states.ts'

/** Copies one session out of the record: inputs and chain, as lines of JSON (`CopyLine`) that can be verified without the record. */
export const createRecordCopier = (database: Database): ((sessionId: SessionId) => Uint8Array | null) => {
  const readings = createReadingReader(database)
  const chain = createFactReader(database)
  const place = database.prepare<[string], SessionRecordRow>('SELECT * FROM sessions WHERE session_id = ?')
  const linesOf = (session: SessionRecordRow): readonly CopyLine[] => {
    const inputs = readings.readInputs(session.session_no, session.opened_at)
    const lines: CopyLine[] = [
      {
        line: 'session',
        sessionId: session.session_id as SessionId,
        chairId: session.chair_id as ChairId,
        openedAt: session.opened_at,
        endedAt: session.ended_at,
        genesis: genesis(session.session_id).toString('hex'),
      },
    ]
    let next = 0
    const inputsUpTo = (last: number): void => {
      for (let found = inputs[next]; found !== undefined && found.inputNumber <= last; found = inputs[next]) {
        lines.push({ line: 'input', number: found.inputNumber, input: found.input })
        next += 1
      }
    }
    for (const row of chain.readChain(session.session_no)) {
      inputsUpTo(row.input_number)
      lines.push({
        line: 'entry',
        entry: row.entry_no,
        kind: row.kind,
        input: row.input_number,
        judgeVersion: row.judge_version,
        body: JSON.parse(row.body),
        hash: row.hash.toString('hex'),
      })
    }
    inputsUpTo(Number.MAX_SAFE_INTEGER)
    lines.push({
      line: 'end',
      inputs: session.last_input,
      entries: session.last_entry,
      head: session.head.toString('hex'),
      tail: session.tail_digest.toString('hex'),
    })
    return lines
  }
  // One view of the record: a writer may go on meanwhile.
  return database.transaction((sessionId: SessionId): Uint8Array | null => {
    const session = place.get(sessionId)
    if (session === undefined) return null
    return Buffer.from(
      linesOf(session)
        .map((line) => `${exactText(line)}\n`)
        .join(''),
    )
  })
}
