import type { Database } from 'better-sqlite3'
import type { RecordedSession, SessionRemoval, StaysAfterAll } from '../ports/retention.ts'
import type { AuditRecord } from './audit-record.ts'
import { appendHeads } from './heads.ts'
import { createHolds } from './retention-tables.ts'
import { TOMBSTONE_ACTION } from './schema-removals.ts'
import { createTombstones } from './tombstones.ts'

interface End {
  readonly session_no: number
  readonly ended_at: number | null
  readonly last_entry: number
  readonly head: Buffer
}

/** What is drawn from the record, by the session's id; those that others point to come after them. */
const DRAWN = ['session_physicians', 'session_lines', 'session_charts', 'session_courses'] as const
/** The record itself, by the session's number; the row that says how its chain ends is the last. */
const RECORDED = [
  'wave_blocks',
  'numerics',
  'cuff_sets',
  'other_entries',
  'delivery_shapes',
  'inputs',
  'chain_entries',
  'sessions',
] as const

/** Its acts in the trail, with whom they are about. */
const ACTS = `SELECT trail.trail_no, trail.at, 'a ' || json_extract(inputs.body, '$.by.staffId') AS who,
    'a ' || json_extract(inputs.body, '$.confirmed.staffId') AS witness
  FROM trail_subjects AS found JOIN trail USING (trail_no) LEFT JOIN inputs USING (session_no, input_number)
  WHERE found.subject = ? AND found.kind = 'act' AND trail.session_no = ?`

/** Lets sessions go from the record. The audit is never removed, nor what is kept of patients. */
export const createSessionRemoval = (database: Database, audit: AuditRecord, headsFolder: string): SessionRemoval => {
  const end = database.prepare<[string], End>('SELECT session_no, ended_at, last_entry, head FROM sessions WHERE session_id = ?')
  const note = database.prepare<[number, string]>(
    `INSERT INTO removals (session_id, audit_no, entries, head, chair_id, opened_at, ended_at)
     SELECT session_id, ?, last_entry, head, chair_id, opened_at, ended_at FROM sessions WHERE session_id = ?`,
  )
  const acts = database.prepare<[string, number], { trail_no: number; at: number; who: string | null; witness: string | null }>(ACTS)
  const unsubject = database.prepare<[string, number, number]>('DELETE FROM trail_subjects WHERE subject = ? AND at = ? AND trail_no = ?')
  const untrail = database.prepare<[number]>('DELETE FROM trail WHERE trail_no = ?')
  const undraw = DRAWN.map((table) => database.prepare<[string]>(`DELETE FROM ${table} WHERE session_id = ?`))
  const unrecord = RECORDED.map((table) => database.prepare<[number]>(`DELETE FROM ${table} WHERE session_no = ?`))
  const { isHeld } = createHolds(database)
  const tombstones = createTombstones(database)

  const tombstoneOf = ({ sessionId, entries, head }: RecordedSession) =>
    tombstones.of(sessionId).find((one) => one.entries === entries && one.head === head)

  const staysNow = ({ sessionId, patient, entries, head }: RecordedSession): StaysAfterAll | null => {
    const now = end.get(sessionId)
    if (now === undefined || now.ended_at === null || now.last_entry !== entries || now.head.toString('hex') !== head) return 'changed'
    return isHeld(`session ${sessionId}`) || (patient !== null && isHeld(`patient ${patient}`)) ? 'held' : null
  }

  const removeRows = database.transaction((session: RecordedSession): StaysAfterAll | null => {
    const stays = staysNow(session)
    if (stays !== null) return stays
    const { sessionId } = session
    const tombstone = tombstoneOf(session)
    const now = end.get(sessionId)
    if (tombstone === undefined || now === undefined) return 'changed'
    note.run(tombstone.auditNo, sessionId)
    const subject = `s ${sessionId}`
    for (const { trail_no, at, who, witness } of acts.all(subject, now.session_no)) {
      for (const one of [subject, who, witness]) if (one !== null) unsubject.run(one, at, trail_no)
      untrail.run(trail_no)
    }
    for (const statement of undraw) statement.run(sessionId)
    for (const statement of unrecord) statement.run(now.session_no)
    return null
  })

  return {
    announce: async (session, { at, details, ...rest }) => {
      const { sessionId, simulated, entries, head } = session
      let stays: StaysAfterAll | null = null
      const holds = (): boolean => {
        stays = staysNow(session)
        return stays === null && tombstoneOf(session) === undefined
      }
      const entry = { ...rest, at, staffId: null, action: TOMBSTONE_ACTION, object: `session ${sessionId}` }
      const auditEnd = audit.appendIf(
        { ...entry, details: { ...details, ...(simulated === null ? {} : { simulated }), entries, head } },
        holds,
      )
      // Outside too, before anything goes: from then on only this tombstone explains why the session is not there.
      if (stays === null)
        appendHeads(headsFolder, [{ at, chain: sessionId, entry: entries, hash: head }, ...(auditEnd === null ? [] : [auditEnd])])
      return stays
    },
    remove: async (session) => {
      // What went is overwritten where it stood; what older changes left of it elsewhere goes when the file is packed.
      database.pragma('secure_delete = ON')
      return removeRows.immediate(session)
    },
  }
}
