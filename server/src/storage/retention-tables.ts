import type { SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { Database } from 'better-sqlite3'
import type { LetGo, RecordedSession, RetentionSource } from '../ports/retention.ts'
import { groupBy } from './group-by.ts'
import { readHeads } from './heads.ts'
import { TOMBSTONE_ACTION } from './schema-removals.ts'
import { createTombstones } from './tombstones.ts'
import { verifySessions } from './verify-record.ts'

interface Row {
  readonly session_id: SessionId
  readonly ended_at: number | null
  readonly newest_at: number
  readonly last_entry: number
  readonly head: Buffer
  readonly unsigned: number | null
  readonly simulated: number | null
  readonly patient: string | null
}

/**
 * Whose a session is: by the course that it was part of, else by the number under which the clinic knows the patient, else by that number
 * alone. A line that is older than its record says nothing of whether it is signed.
 */
const SESSIONS = `SELECT sessions.session_id, sessions.ended_at, sessions.newest_at, sessions.last_entry, sessions.head,
    CASE WHEN session_lines.entry = sessions.last_entry THEN session_lines.unsigned END AS unsigned, session_lines.simulated,
    coalesce(patient_sessions.patient_id, visits.patient_id, patients.patient_id, session_lines.identifier) AS patient
  FROM sessions LEFT JOIN session_lines USING (session_id) LEFT JOIN visits ON visits.session_id = sessions.session_id
  LEFT JOIN patient_sessions ON patient_sessions.session_id = sessions.session_id
  LEFT JOIN patients ON patients.identifier = session_lines.identifier ORDER BY sessions.session_no`

/** Legal holds, by what the audit says: the last word on a subject counts. */
export const createHolds = (database: Database) => {
  const all = database.prepare<[], { readonly action: string; readonly object: string }>(
    `SELECT trail.action, json_extract(audit.body, '$.object') AS object FROM trail JOIN audit ON audit.entry_no = trail.audit_no
     WHERE trail.kind = 'admin' AND trail.action IN ('admin-hold', 'admin-release') ORDER BY audit.entry_no`,
  )
  const last = database
    .prepare<[string, string], string>(
      `SELECT trail.action FROM trail_subjects JOIN trail USING (trail_no) JOIN audit ON audit.entry_no = trail.audit_no
       WHERE trail_subjects.subject = ? AND trail_subjects.kind = 'admin' AND trail.action IN ('admin-hold', 'admin-release')
         AND json_extract(audit.body, '$.object') = ? ORDER BY audit.entry_no DESC LIMIT 1`,
    )
    .pluck()
  return {
    /** `session ID`, `patient ID`. */
    all: (): ReadonlySet<string> => {
      const held = new Set<string>()
      for (const { action, object } of all.all()) {
        if (action === 'admin-hold') held.add(object)
        else held.delete(object)
      }
      return held
    },
    isHeld: (subject: string): boolean => last.get(`${subject.slice(0, 1)} ${subject.split(' ')[1] ?? ''}`, subject) === 'admin-hold',
  }
}

export const createRetentionSource = (database: Database, headsFolder: string): RetentionSource => {
  const sessions = database.prepare<[], Row>(SESSIONS)
  const holds = createHolds(database)
  const tombstones = createTombstones(database)
  const session = database.prepare<[string], number>('SELECT 1 FROM sessions WHERE session_id = ?').pluck()
  const patient = database.prepare<[string], number>('SELECT 1 FROM patients WHERE patient_id = ?').pluck()
  const end = database.prepare<[string], { readonly last_entry: number; readonly head: Buffer }>(
    'SELECT last_entry, head FROM sessions WHERE session_id = ?',
  )
  const newest = database.prepare<[Moment], number | null>('SELECT max(at) FROM trail WHERE at < ?').pluck()
  const newestOfAll = database
    .prepare<[], number | null>('SELECT max(at) FROM (SELECT max(at) AS at FROM trail UNION ALL SELECT max(newest_at) FROM sessions)')
    .pluck()
  // From the last entry before it on: a silence may have begun long ago.
  const silence = database
    .prepare<[Moment, Moment], number | null>(
      `SELECT max(at - before) FROM (
         SELECT at, lag(at) OVER (ORDER BY at) AS before FROM trail WHERE at >= coalesce((SELECT max(at) FROM trail WHERE at < ?), ?)
       )`,
    )
    .pluck()
  const younger = database
    .prepare<[Moment], number>('SELECT coalesce(min(audit_no), 0) FROM trail WHERE audit_no IS NOT NULL AND at >= ?')
    .pluck()
  const sincePacked = database
    .prepare<[string], number>(
      `SELECT count(*) FROM trail WHERE kind = 'admin' AND action = ?
         AND audit_no > coalesce((SELECT max(audit_no) FROM trail WHERE kind = 'admin' AND action = 'admin-pack'), 0)
         AND EXISTS (SELECT 1 FROM removals WHERE removals.audit_no = trail.audit_no)`,
    )
    .pluck()
  return {
    sessions: async () =>
      sessions.all().map(
        (row): RecordedSession => ({
          sessionId: row.session_id,
          patient: row.patient,
          endedAt: row.ended_at,
          newestAt: row.newest_at,
          unsigned: row.unsigned === null ? null : row.unsigned === 1,
          simulated: row.simulated === null ? null : row.simulated === 1,
          entries: row.last_entry,
          head: row.head.toString('hex'),
        }),
      ),
    holds: async () => holds.all(),
    knows: async (subject) => {
      const [what, id = ''] = subject.split(' ')
      return (what === 'session' ? session : patient).get(id) !== undefined
    },
    newestBefore: async (at) => newest.get(at) ?? null,
    newest: async () => newestOfAll.get() ?? null,
    longestSilence: async (since) => silence.get(since, since) ?? 0,
    auditBefore: async (at) => Math.max((younger.get(at) ?? 0) - 1, 0),
    broken: async (sessionIds) => {
      // Heads first: they are written after their entries, so that none can name what is not there yet.
      const heads = groupBy(readHeads(headsFolder), ({ chain }) => chain)
      return new Set(sessionIds.filter((one) => verifySessions(database, heads.get(one) ?? [], one).length > 0))
    },
    letGo: async () => {
      const gone = new Map<string, LetGo>()
      const stillThere: LetGo[] = []
      for (const { sessionId, auditNo, entries, head } of tombstones.all()) {
        const found = end.get(sessionId)
        if (found === undefined) gone.set(sessionId, { sessionId, auditNo })
        else if (found.last_entry === entries && found.head.toString('hex') === head) stillThere.push({ sessionId, auditNo })
      }
      return { gone: [...gone.values()], stillThere }
    },
    unpacked: async () => sincePacked.get(TOMBSTONE_ACTION) ?? 0,
  }
}
