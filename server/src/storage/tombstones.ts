import type { SessionId } from '@chairside/shared/identity'
import type { Database } from 'better-sqlite3'
import type { AuditEntry } from '../ports/registry.ts'
import { type AuditRow, hashOfAudit } from './audit-record.ts'
import { genesis } from './chain.ts'
import { AUDIT_CHAIN, type Head } from './heads.ts'
import { TOMBSTONE_ACTION } from './schema-removals.ts'

/** What the audit keeps of a session that its retention lets go. */
export interface Tombstone {
  readonly sessionId: SessionId
  readonly auditNo: number
  /** How many entries its chain had, and the hash (hex) of the last one. */
  readonly entries: number
  readonly head: string
}

const SESSION = 'session '

/** Finds the entries of the audit that let sessions go. One whose own link in the audit is broken lets nothing go. */
export const createTombstones = (database: Database) => {
  const joined = 'FROM trail JOIN audit ON audit.entry_no = trail.audit_no'
  const ofAll = database.prepare<[string], AuditRow>(
    `SELECT audit.entry_no, audit.body, audit.hash ${joined} WHERE trail.kind = 'admin' AND trail.action = ? ORDER BY audit.entry_no`,
  )
  const ofOne = database.prepare<[string, string], AuditRow>(
    `SELECT audit.entry_no, audit.body, audit.hash FROM trail_subjects JOIN trail USING (trail_no) JOIN audit ON audit.entry_no = trail.audit_no
     WHERE trail_subjects.subject = ? AND trail_subjects.kind = 'admin' AND trail.action = ? ORDER BY audit.entry_no`,
  )
  const hashAt = database.prepare<[number], Buffer>('SELECT hash FROM audit WHERE entry_no = ?').pluck()

  const isLinked = (row: AuditRow): boolean => {
    const before = row.entry_no === 1 ? genesis(AUDIT_CHAIN) : hashAt.get(row.entry_no - 1)
    return before !== undefined && hashOfAudit(before, row)?.equals(row.hash) === true
  }
  const tombstoneOf = (row: AuditRow): readonly Tombstone[] => {
    if (!isLinked(row)) return []
    const { action, object, details } = JSON.parse(row.body) as AuditEntry
    const { entries, head } = details
    if (action !== TOMBSTONE_ACTION || !object.startsWith(SESSION) || typeof entries !== 'number' || typeof head !== 'string') return []
    return [{ sessionId: object.slice(SESSION.length) as SessionId, auditNo: row.entry_no, entries, head }]
  }
  return {
    all: (): readonly Tombstone[] => ofAll.all(TOMBSTONE_ACTION).flatMap(tombstoneOf),
    of: (sessionId: string): readonly Tombstone[] => ofOne.all(`s ${sessionId}`, TOMBSTONE_ACTION).flatMap(tombstoneOf),
  }
}
export type Tombstones = ReturnType<typeof createTombstones>

/** Whether what is known outside of a session that is gone ends where its tombstone says. */
export const agreesWith = (heads: readonly Head[], { entries, head }: Tombstone): boolean => {
  const last = heads.reduce<Head | null>((newest, one) => (newest === null || one.entry >= newest.entry ? one : newest), null)
  return last === null || (last.entry === entries && last.hash === head)
}
