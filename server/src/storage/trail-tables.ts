import type { TrailState } from '@chairside/shared/audit-trail'
import type { Database } from 'better-sqlite3'
import type { Trail, TrailFilter, TrailPlace } from '../ports/trail.ts'
import { type BeforeOf, type ChangesOf, type TrailRow, trailLine } from './trail-lines.ts'

const ROW = `trail.trail_no, trail.at, trail.kind, trail.action, trail.audit_no, trail.input_number,
  audit.body AS audit_body, inputs.body AS input_body, sessions.session_id, sessions.chair_id`
const JOINED = `LEFT JOIN audit ON audit.entry_no = trail.audit_no
  LEFT JOIN inputs ON inputs.session_no = trail.session_no AND inputs.input_number = trail.input_number
  LEFT JOIN sessions ON sessions.session_no = trail.session_no`

/** Of what is asked for, what is rarest leads; the others are asked of each of its rows. */
const subjectsOf = ({ sessionId, patientId, staffId }: TrailFilter): readonly (readonly string[])[] => [
  ...(sessionId === undefined ? [] : [[`s ${sessionId}`]]),
  ...(patientId === undefined ? [] : [['patient', patientId]]),
  ...(staffId === undefined ? [] : [[`a ${staffId}`]]),
]

/** The trail on its tables; bodies are read from the chains themselves. */
export const createTrail = (database: Database): Trail => {
  const sessionsOf = database
    .prepare<[string, string], string>(
      `SELECT session_id FROM visits WHERE patient_id = ? AND session_id IS NOT NULL
       UNION SELECT session_id FROM session_lines WHERE identifier = (SELECT identifier FROM patients WHERE patient_id = ?)`,
    )
    .pluck()
  const factAt = database
    .prepare<[string, number], string>(
      'SELECT body FROM chain_entries WHERE session_no = (SELECT session_no FROM sessions WHERE session_id = ?) AND fact_seq = ?',
    )
    .pluck()
  const changesAt = database.prepare<[string, number], { readonly before: string; readonly after: string }>(
    'SELECT before, after FROM kept_changes WHERE subject = ? AND revision = ? ORDER BY change_no',
  )
  const nameAt = database.prepare<[string], string>('SELECT name FROM accounts WHERE staff_id = ?').pluck()
  const newest = database.prepare<[], { readonly entry_no: number; readonly hash: Buffer }>(
    'SELECT entry_no, hash FROM audit ORDER BY entry_no DESC LIMIT 1',
  )
  const verified = database
    .prepare<[], string>(
      `SELECT audit.body FROM trail JOIN audit ON audit.entry_no = trail.audit_no
       WHERE trail.kind = 'admin' AND trail.action = 'verify' ORDER BY trail.at DESC, trail.trail_no DESC LIMIT 1`,
    )
    .pluck()

  const before: BeforeOf = ({ session_id }, act) => {
    if (session_id === null || typeof act.factSeq !== 'number') return null
    const body = factAt.get(session_id, act.factSeq)
    if (body === undefined) return null
    const fact = JSON.parse(body) as { readonly at: number; readonly entry?: unknown }
    return act.kind === 'correct-entry' ? (fact.entry ?? null) : { happenedAt: fact.at }
  }
  const changes: ChangesOf = (subject, revision) =>
    changesAt.all(subject, revision).map((row) => ({ before: JSON.parse(row.before), after: JSON.parse(row.after) }))

  /** Each patient is themselves and the sessions of theirs. */
  const expanded = (subject: readonly string[]): readonly string[] => {
    const [what, patientId] = subject
    if (what !== 'patient' || patientId === undefined) return subject
    return [`p ${patientId}`, ...sessionsOf.all(patientId, patientId).map((sessionId) => `s ${sessionId}`)]
  }

  const rowsOf = (filter: TrailFilter, place: TrailPlace | null, limit: number): readonly TrailRow[] => {
    const values: (string | number)[] = []
    const bound = (value: string | number): string => {
      values.push(value)
      return '?'
    }
    // The first page begins at the end of time: without a bound the index of times is not used.
    const from = place ?? { at: Number.MAX_SAFE_INTEGER, trailNo: Number.MAX_SAFE_INTEGER }
    const range = (table: string): string =>
      [
        filter.kind === undefined ? '1' : `${table}.kind = ${bound(filter.kind)}`,
        filter.fromAt === undefined ? '1' : `${table}.at >= ${bound(filter.fromAt)}`,
        filter.untilAt === undefined ? '1' : `${table}.at < ${bound(filter.untilAt)}`,
        `(${table}.at, ${table}.trail_no) < (${bound(from.at)}, ${bound(from.trailNo)})`,
      ].join(' AND ')
    const [leading, ...others] = subjectsOf(filter).map(expanded)
    // Ordered before anything is joined: only the rows of this page are read from the chains.
    const among = (subjects: readonly string[]): string => `IN (${subjects.map(bound).join(', ')})`
    const pages =
      leading === undefined
        ? `SELECT trail_no, at FROM trail WHERE ${range('trail')}`
        : `SELECT DISTINCT found.trail_no, found.at FROM trail_subjects AS found WHERE found.subject ${among(leading)} AND ${range('found')}
           ${others
             .map(
               (subjects) =>
                 `AND EXISTS (SELECT 1 FROM trail_subjects AS also WHERE also.subject ${among(subjects)} AND also.at = found.at AND also.trail_no = found.trail_no)`,
             )
             .join(' ')}`
    // A cross join is not turned round: the page leads.
    const query = `SELECT ${ROW} FROM (${pages} ORDER BY at DESC, trail_no DESC LIMIT ${bound(limit)}) AS page
      CROSS JOIN trail ON trail.trail_no = page.trail_no ${JOINED} ORDER BY page.at DESC, page.trail_no DESC`
    return database.prepare<(string | number)[], TrailRow>(query).all(...values)
  }

  const state = (): TrailState => {
    const last = newest.get()
    const body = verified.get()
    const seen = body === undefined ? null : (JSON.parse(body) as { at: number; details: { faults: number; entries: number } })
    return {
      entries: last?.entry_no ?? 0,
      head: last?.hash.toString('hex') ?? null,
      lastVerified: seen === null ? null : { at: seen.at, faults: seen.details.faults, entries: seen.details.entries },
    }
  }

  return {
    find: async (filter, place, limit) => {
      const names = new Map<string, string | null>()
      const nameOf = (staffId: string): string | null => {
        if (!names.has(staffId)) names.set(staffId, nameAt.get(staffId) ?? null)
        return names.get(staffId) ?? null
      }
      return rowsOf(filter, place, limit).map((row) => trailLine(row, { before, changes, nameOf }))
    },
    state: async () => state(),
  }
}
