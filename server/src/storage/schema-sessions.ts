/** Tables of the session list and of built charts. Both are drawn from the record and may be thrown away. */

export interface SessionLinesTable {
  session_id: string
  chair_id: string
  identifier: string
  /** Number and name as they are searched: small letters without accents. */
  search_text: string
  simulated: number
  phase: string
  over: number
  checked_in_at: number
  /** Over, begun, and not signed, or amended since. */
  unsigned: number
  excursions: number
  entry: number
  built_by: string
  /** The line as it is shown. */
  body: string
}

export interface SessionPhysiciansTable {
  session_id: string
  staff_id: string
  name: string
  /** Of the session: whoever acted is found in the order of the list. */
  checked_in_at: number
}

export interface SessionChartsTable {
  session_id: string
  entry: number
  built_by: string
  body: Uint8Array
}

/** The statements that add them. Every index ends with the order of the list, so that a page is read and nothing sorted. */
export const SESSIONS_SCHEMA: readonly string[] = [
  `CREATE TABLE session_lines (
    session_id TEXT PRIMARY KEY,
    chair_id TEXT NOT NULL,
    identifier TEXT NOT NULL,
    search_text TEXT NOT NULL,
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    phase TEXT NOT NULL,
    over INTEGER NOT NULL CHECK (over IN (0, 1)),
    checked_in_at INTEGER NOT NULL,
    unsigned INTEGER NOT NULL CHECK (unsigned IN (0, 1)),
    excursions INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    built_by TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT`,
  // The searched text stands in it: whoever looks for a name reads this index and not the lines.
  'CREATE INDEX session_lines_newest ON session_lines (checked_in_at, session_id, search_text)',
  'CREATE INDEX session_lines_patient ON session_lines (identifier, checked_in_at, session_id)',
  'CREATE INDEX session_lines_chair ON session_lines (chair_id, checked_in_at, session_id)',
  'CREATE INDEX session_lines_phase ON session_lines (phase, checked_in_at, session_id)',
  'CREATE INDEX session_lines_simulated ON session_lines (simulated, checked_in_at, session_id)',
  'CREATE INDEX session_lines_open ON session_lines (checked_in_at, session_id) WHERE over = 0',
  'CREATE INDEX session_lines_unsigned ON session_lines (checked_in_at, session_id) WHERE unsigned = 1',
  'CREATE INDEX session_lines_excursion ON session_lines (checked_in_at, session_id) WHERE excursions > 0',
  `CREATE TABLE session_physicians (
    session_id TEXT NOT NULL REFERENCES session_lines,
    staff_id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (session_id, staff_id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX session_physicians_staff ON session_physicians (staff_id, session_id)',
  `CREATE TABLE session_charts (
    session_id TEXT PRIMARY KEY,
    entry INTEGER NOT NULL,
    built_by TEXT NOT NULL,
    body BLOB NOT NULL
  ) STRICT`,
]
