import type { OutcomeScoresTable, PatientSessionsTable, SessionCoursesTable } from './schema-courses.ts'
import type { PinsTable } from './schema-pins.ts'
import type { RemovalsTable } from './schema-removals.ts'
import type { SessionChartsTable, SessionLinesTable, SessionPhysiciansTable } from './schema-sessions.ts'
import type { KeptChangesTable, TrailSubjectsTable, TrailTable } from './schema-trail.ts'
import type { CoursesTable, PatientsTable, PatientWeightsTable, VisitsTable } from './schema-visits.ts'

/** Tables as Kysely sees them. Times are epoch milliseconds, flags 0 or 1, JSON is text: types that PostgreSQL has too. */

export interface SettingsTable {
  name: string
  value: string
}

export interface AccountsTable {
  staff_id: string
  login: string
  name: string
  role: string
  password_hash: string
  demo: number
}

export interface SignInsTable {
  token_hash: string
  staff_id: string
  created_at: number
  last_seen_at: number
  locked_at: number | null
}

export interface DevicesTable {
  source_id: string
  label: string
  token_hash: string
  simulated: number
}

export interface SchemaMigrationsTable {
  version: number
  name: string
}

export interface Tables {
  settings: SettingsTable
  accounts: AccountsTable
  sign_ins: SignInsTable
  devices: DevicesTable
  pins: PinsTable
  schema_migrations: SchemaMigrationsTable
  patients: PatientsTable
  patient_weights: PatientWeightsTable
  courses: CoursesTable
  visits: VisitsTable
  session_lines: SessionLinesTable
  session_physicians: SessionPhysiciansTable
  session_charts: SessionChartsTable
  patient_sessions: PatientSessionsTable
  session_courses: SessionCoursesTable
  outcome_scores: OutcomeScoresTable
  trail: TrailTable
  trail_subjects: TrailSubjectsTable
  kept_changes: KeptChangesTable
  removals: RemovalsTable
}

/** Entries of these are never changed or removed; triggers refuse it. With its retention, a whole session goes (`schema-removals`). */
export const APPEND_ONLY_TABLES = ['inputs', 'delivery_shapes', 'numerics', 'cuff_sets', 'other_entries', 'chain_entries', 'audit'] as const

const refuse = (table: string, act: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER ${table}_refuses_${act.toLowerCase()} BEFORE ${act} ON ${table}
   BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`

/** The statements of the first schema. */
export const FIRST_SCHEMA: readonly string[] = [
  // One row per session. Its counters and its head only ever go forward; `tail_digest` covers the inputs that no digest entry covers yet.
  `CREATE TABLE sessions (
    session_no INTEGER PRIMARY KEY,
    session_id TEXT NOT NULL UNIQUE,
    chair_id TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    ended_at INTEGER,
    newest_at INTEGER NOT NULL,
    judge_version INTEGER NOT NULL,
    last_input INTEGER NOT NULL,
    last_fact INTEGER NOT NULL,
    last_entry INTEGER NOT NULL,
    head BLOB NOT NULL,
    tail_digest BLOB NOT NULL
  ) STRICT`,
  'CREATE INDEX sessions_open ON sessions (session_no) WHERE ended_at IS NULL',
  // Acts, declarations, recording switches, ticks; and a delivery whose frame the columns below cannot hold exactly.
  `CREATE TABLE inputs (
    session_no INTEGER NOT NULL REFERENCES sessions,
    input_number INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (session_no, input_number)
  ) STRICT, WITHOUT ROWID`,
  // What rows of numerics share: the source, which vitals it gave in which order, which it said are off. A handful per session.
  `CREATE TABLE delivery_shapes (
    session_no INTEGER NOT NULL REFERENCES sessions,
    shape_no INTEGER NOT NULL,
    source_id TEXT NOT NULL,
    vitals TEXT NOT NULL,
    off TEXT NOT NULL,
    PRIMARY KEY (session_no, shape_no)
  ) STRICT, WITHOUT ROWID`,
  // Moments are kept as small differences, which is most of what keeps a chair-hour in its budget of disk:
  // taken_at = sessions.opened_at + taken_ms, sent_at = taken_at - sent_ago_ms, at = sent_at - at_ago_ms,
  // seq = input_number + seq_ahead. `temp_centi`: hundredths of a degree.
  `CREATE TABLE numerics (
    session_no INTEGER NOT NULL REFERENCES sessions,
    input_number INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    shape_no INTEGER NOT NULL,
    taken_ms INTEGER NOT NULL,
    sent_ago_ms INTEGER NOT NULL,
    at_ago_ms INTEGER NOT NULL,
    seq_ahead INTEGER NOT NULL,
    hr REAL,
    pulse REAL,
    spo2 REAL,
    rr REAL,
    etco2 REAL,
    temp_centi INTEGER,
    PRIMARY KEY (session_no, input_number, ordinal)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE cuff_sets (
    session_no INTEGER NOT NULL REFERENCES sessions,
    input_number INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    source_id TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    sys REAL,
    dia REAL,
    map REAL,
    pulse REAL,
    PRIMARY KEY (session_no, input_number, ordinal)
  ) STRICT, WITHOUT ROWID`,
  // Every other kind of entry; and, beside its row above, an entry that the columns there cannot give back exactly.
  `CREATE TABLE other_entries (
    session_no INTEGER NOT NULL REFERENCES sessions,
    input_number INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    source_id TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (session_no, input_number, ordinal)
  ) STRICT, WITHOUT ROWID`,
  // The chain of a session: its facts, and a digest per minute of inputs. `fact_seq` is null for a digest.
  `CREATE TABLE chain_entries (
    session_no INTEGER NOT NULL REFERENCES sessions,
    entry_no INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('fact', 'digest')),
    fact_seq INTEGER,
    input_number INTEGER NOT NULL,
    judge_version INTEGER NOT NULL,
    body TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (session_no, entry_no)
  ) STRICT, WITHOUT ROWID`,
  'CREATE UNIQUE INDEX chain_entries_fact ON chain_entries (session_no, fact_seq) WHERE fact_seq IS NOT NULL',
  'CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT',
  `CREATE TABLE accounts (
    staff_id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    demo INTEGER NOT NULL CHECK (demo IN (0, 1))
  ) STRICT`,
  `CREATE TABLE sign_ins (
    token_hash TEXT PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES accounts,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE devices (
    source_id TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1))
  ) STRICT`,
  `CREATE TABLE audit (
    entry_no INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    hash BLOB NOT NULL
  ) STRICT`,
  ...APPEND_ONLY_TABLES.flatMap((table) => [refuse(table, 'UPDATE'), refuse(table, 'DELETE')]),
  refuse('sessions', 'DELETE'),
  `CREATE TRIGGER sessions_go_forward BEFORE UPDATE ON sessions
   WHEN NEW.session_no IS NOT OLD.session_no OR NEW.session_id IS NOT OLD.session_id OR NEW.chair_id IS NOT OLD.chair_id
     OR NEW.opened_at IS NOT OLD.opened_at OR NEW.judge_version IS NOT OLD.judge_version
     OR NEW.newest_at < OLD.newest_at OR NEW.last_input < OLD.last_input OR NEW.last_fact < OLD.last_fact OR NEW.last_entry < OLD.last_entry
     OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NOT OLD.ended_at)
   BEGIN SELECT RAISE(ABORT, 'sessions only go forward'); END`,
]
