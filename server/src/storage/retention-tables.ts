import type { Moment } from '@chairside/shared/time'
import type { Database } from 'better-sqlite3'
import type { KeptSession } from '../domain/retention.ts'
import type { RetentionSource } from '../ports/retention.ts'

interface Row {
  readonly session_id: string
  readonly ended_at: number | null
  readonly newest_at: number
  readonly unsigned: number | null
  readonly patient: string | null
}

/** Whose a session is: by its visit, else by the number under which the clinic knows the patient, else by that number alone. */
const SESSIONS = `SELECT sessions.session_id, sessions.ended_at, sessions.newest_at, session_lines.unsigned,
    coalesce(visits.patient_id, patients.patient_id, session_lines.identifier) AS patient
  FROM sessions LEFT JOIN session_lines USING (session_id) LEFT JOIN visits ON visits.session_id = sessions.session_id
  LEFT JOIN patients ON patients.identifier = session_lines.identifier ORDER BY sessions.session_no`

export const createRetentionSource = (database: Database): RetentionSource => {
  const sessions = database.prepare<[], Row>(SESSIONS)
  const holds = database.prepare<[], { readonly action: string; readonly object: string }>(
    `SELECT trail.action, json_extract(audit.body, '$.object') AS object FROM trail JOIN audit ON audit.entry_no = trail.audit_no
     WHERE trail.kind = 'admin' AND trail.action IN ('admin-hold', 'admin-release') ORDER BY audit.entry_no`,
  )
  const session = database.prepare<[string], number>('SELECT 1 FROM sessions WHERE session_id = ?').pluck()
  const patient = database.prepare<[string], number>('SELECT 1 FROM patients WHERE patient_id = ?').pluck()
  const newest = database.prepare<[Moment], number | null>('SELECT max(at) FROM trail WHERE at < ?').pluck()
  const younger = database
    .prepare<[Moment], number>('SELECT coalesce(min(audit_no), 0) FROM trail WHERE audit_no IS NOT NULL AND at >= ?')
    .pluck()
  return {
    sessions: async () =>
      sessions.all().map(
        (row): KeptSession => ({
          sessionId: row.session_id,
          patient: row.patient,
          endedAt: row.ended_at,
          newestAt: row.newest_at,
          unsigned: row.unsigned === null ? null : row.unsigned === 1,
        }),
      ),
    holds: async () => {
      const held = new Set<string>()
      for (const { action, object } of holds.all()) {
        if (action === 'admin-hold') held.add(object)
        else held.delete(object)
      }
      return held
    },
    knows: async (subject) => {
      const [what, id = ''] = subject.split(' ')
      return (what === 'session' ? session : patient).get(id) !== undefined
    },
    newestBefore: async (at) => newest.get(at) ?? null,
    auditBefore: async (at) => Math.max((younger.get(at) ?? 0) - 1, 0),
  }
}
