import type { Database } from 'better-sqlite3'
import type { AuditEntry } from '../ports/registry.ts'
import { genesis, linkHash } from './chain.ts'
import { AUDIT_CHAIN, type Head, type HeadsWriter } from './heads.ts'
import { exactText } from './json-text.ts'

/** An audit entry that is not what was written. `entry` null: the end of the chain is missing. */
export interface AuditFault {
  readonly entry: number | null
  readonly fault: 'altered' | 'missing' | 'cut'
}

/** An entry as it is stored. */
export interface AuditRow {
  readonly entry_no: number
  readonly body: string
  readonly hash: Buffer
}

/** The audit: append-only, a chain of its own. */
export const createAuditRecord = (database: Database, heads: HeadsWriter) => {
  const last = database.prepare<[], AuditRow>('SELECT entry_no, body, hash FROM audit ORDER BY entry_no DESC LIMIT 1')
  const insert = database.prepare('INSERT INTO audit (entry_no, body, hash) VALUES (?, ?, ?)')
  const append = database.transaction((body: AuditEntry): Head => {
    const before = last.get()
    const entry = (before?.entry_no ?? 0) + 1
    const hash = linkHash(before?.hash ?? genesis(AUDIT_CHAIN), { entry, kind: 'audit', input: null, judgeVersion: null, body })
    insert.run(entry, exactText(body), hash)
    return { at: body.at, chain: AUDIT_CHAIN, entry, hash: hash.toString('hex') }
  })
  const appendIf = database.transaction((body: AuditEntry, holds: () => boolean): Head | null => (holds() ? append(body) : null))
  return {
    /** Durable when it returns. */
    append: (entry: AuditEntry): void => {
      heads.note(append.immediate(entry), false)
      heads.writeIfDue()
    },
    /** The same, where `holds` says so while nobody else can write; returns where the audit ends now, or null: nothing was written. */
    appendIf: (entry: AuditEntry, holds: () => boolean): Head | null => {
      const head = appendIf.immediate(entry, holds)
      if (head !== null) heads.note(head, false)
      return head
    },
  }
}

/** The hash that an entry should have after the one before it; null: it cannot be read. */
export const hashOfAudit = (before: Buffer, row: AuditRow): Buffer | null => {
  try {
    return linkHash(before, { entry: row.entry_no, kind: 'audit', input: null, judgeVersion: null, body: JSON.parse(row.body) })
  } catch {
    return null
  }
}

export type AuditRecord = ReturnType<typeof createAuditRecord>

/** Walks the chain of the audit, and compares it with the heads written outside. */
export const verifyAudit = (database: Database, heads: readonly Head[]): readonly AuditFault[] => {
  const faults: AuditFault[] = []
  let before: Buffer | null = genesis(AUDIT_CHAIN)
  let expected = 1
  const hashes = new Map<number, string>()
  for (const row of database.prepare<[], AuditRow>('SELECT entry_no, body, hash FROM audit ORDER BY entry_no').iterate()) {
    if (row.entry_no !== expected) {
      faults.push({ entry: expected, fault: 'missing' })
      before = null
    }
    if (before !== null && hashOfAudit(before, row)?.equals(row.hash) !== true) faults.push({ entry: row.entry_no, fault: 'altered' })
    hashes.set(row.entry_no, row.hash.toString('hex'))
    before = row.hash
    expected = row.entry_no + 1
  }
  for (const head of heads) {
    if (head.chain !== AUDIT_CHAIN) continue
    if (head.entry >= expected) faults.push({ entry: null, fault: 'cut' })
    else if (hashes.has(head.entry) && hashes.get(head.entry) !== head.hash) faults.push({ entry: head.entry, fault: 'altered' })
  }
  return faults
}
