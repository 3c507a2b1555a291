/** Tables of courses: which session was whose, what a course shows of it, and the totals of questionnaires. */

export interface PatientSessionsTable {
  session_id: string
  patient_id: string
  course_no: number
}

export interface SessionCoursesTable {
  session_id: string
  entry: number
  built_by: string
  /** A `CourseSession`: drawn from the record, and made again at any time. */
  body: string
}

export interface OutcomeScoresTable {
  score_id: string
  patient_id: string
  instrument: string
  day: string
  /** The statement that this one corrects; null: the first one. */
  replaces: string | null
  value: number | null
  stated_at: number
  staff_id: string
  staff_name: string
  reason: string | null
}

const refuse = (table: string, act: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER ${table}_refuses_${act.toLowerCase()} BEFORE ${act} ON ${table}
   BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`

/** The statements that add them. */
export const COURSES_SCHEMA: readonly string[] = [
  // A visit is set free when its session is cancelled, and a patient's number may change: whose session it was stays.
  `CREATE TABLE patient_sessions (
    session_id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL,
    course_no INTEGER NOT NULL,
    FOREIGN KEY (patient_id, course_no) REFERENCES courses
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX patient_sessions_patient ON patient_sessions (patient_id)',
  `INSERT INTO patient_sessions (session_id, patient_id, course_no)
   SELECT session_id, patient_id, course_no FROM visits WHERE session_id IS NOT NULL`,
  refuse('patient_sessions', 'UPDATE'),
  refuse('patient_sessions', 'DELETE'),
  `CREATE TABLE session_courses (
    session_id TEXT PRIMARY KEY,
    entry INTEGER NOT NULL,
    built_by TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE outcome_scores (
    score_id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients,
    instrument TEXT NOT NULL,
    day TEXT NOT NULL,
    replaces TEXT UNIQUE REFERENCES outcome_scores,
    value INTEGER,
    stated_at INTEGER NOT NULL,
    staff_id TEXT NOT NULL,
    staff_name TEXT NOT NULL,
    reason TEXT,
    CHECK ((replaces IS NULL) = (reason IS NULL))
  ) STRICT`,
  'CREATE UNIQUE INDEX outcome_scores_first ON outcome_scores (patient_id, instrument, day) WHERE replaces IS NULL',
  'CREATE INDEX outcome_scores_patient ON outcome_scores (patient_id, stated_at)',
  'CREATE INDEX visits_of_patient ON visits (patient_id, day)',
  refuse('outcome_scores', 'UPDATE'),
  refuse('outcome_scores', 'DELETE'),
]
