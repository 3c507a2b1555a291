/** Sessions that their retention let go: each is allowed by its entry in the audit, and says which hash it ended with. */
export interface RemovalsTable {
  session_id: string
  /** The entry of the audit that allowed it. */
  audit_no: number
  entries: number
  head: Uint8Array
  /** Where and when it was, so that whoever counts that time can be told that it is not counted. */
  chair_id: string
  opened_at: number
  ended_at: number
}

/** The action of the entry of the audit that lets a session go. */
export const TOMBSTONE_ACTION = 'retention-remove'

const refuse = (act: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER removals_refuses_${act.toLowerCase()} BEFORE ${act} ON removals
   BEGIN SELECT RAISE(ABORT, 'removals is append-only'); END`

/** Whether this session may go, as it stands now. */
const isAllowed = (sessionNo: string): string =>
  `EXISTS (SELECT 1 FROM sessions JOIN removals USING (session_id)
     WHERE sessions.session_no = ${sessionNo} AND sessions.last_entry = removals.entries AND sessions.head = removals.head)`

const letThrough = (table: string): readonly string[] => [
  `DROP TRIGGER ${table}_refuses_delete`,
  `CREATE TRIGGER ${table}_refuses_delete BEFORE DELETE ON ${table} WHEN NOT ${isAllowed('OLD.session_no')}
   BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
]

/** Tables of the record whose rows go with their session. */
const RECORD = ['inputs', 'delivery_shapes', 'numerics', 'cuff_sets', 'other_entries', 'chain_entries', 'sessions'] as const
/** Tables drawn from the record: a server that has just read a session must not draw it back after it went. */
const DRAWN = ['session_lines', 'session_physicians', 'session_charts', 'session_courses'] as const

/** The statements that let the rows of a session go once the audit says so. */
export const REMOVALS_SCHEMA: readonly string[] = [
  `CREATE TABLE removals (
    session_id TEXT PRIMARY KEY,
    audit_no INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    head BLOB NOT NULL,
    chair_id TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX removals_by_time ON removals (ended_at, opened_at)',
  refuse('UPDATE'),
  refuse('DELETE'),
  `CREATE TRIGGER removals_refuses_insert BEFORE INSERT ON removals
   WHEN NOT EXISTS (
     SELECT 1 FROM audit, sessions
     WHERE audit.entry_no = NEW.audit_no AND json_extract(audit.body, '$.action') = '${TOMBSTONE_ACTION}'
       AND json_extract(audit.body, '$.object') = 'session ' || NEW.session_id
       AND json_extract(audit.body, '$.details.entries') = NEW.entries
       AND json_extract(audit.body, '$.details.head') = lower(hex(NEW.head))
       AND sessions.session_id = NEW.session_id AND sessions.ended_at = NEW.ended_at
       AND sessions.last_entry = NEW.entries AND sessions.head = NEW.head
       AND sessions.chair_id = NEW.chair_id AND sessions.opened_at = NEW.opened_at
   )
   BEGIN SELECT RAISE(ABORT, 'a session is removed by its retention alone'); END`,
  ...RECORD.flatMap(letThrough),
  'DROP TRIGGER wave_blocks_refuses_delete',
  `CREATE TRIGGER wave_blocks_refuses_delete BEFORE DELETE ON wave_blocks
   WHEN NOT EXISTS (
     SELECT 1 FROM chain_entries
     WHERE session_no = OLD.session_no AND kind = 'digest' AND json_extract(body, '$.wavesRemoved.until') >= OLD.from_at + OLD.lasts_ms
   ) AND NOT ${isAllowed('OLD.session_no')}
   BEGIN SELECT RAISE(ABORT, 'waves are removed by their retention alone'); END`,
  `CREATE TRIGGER sessions_refuses_removed BEFORE INSERT ON sessions WHEN EXISTS (SELECT 1 FROM removals WHERE session_id = NEW.session_id)
   BEGIN SELECT RAISE(ABORT, 'a removed session does not come back'); END`,
  ...DRAWN.map(
    (table) =>
      `CREATE TRIGGER ${table}_ignores_removed BEFORE INSERT ON ${table} WHEN EXISTS (SELECT 1 FROM removals WHERE session_id = NEW.session_id)
       BEGIN SELECT RAISE(IGNORE); END`,
  ),
]
