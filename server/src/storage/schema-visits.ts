/** Tables of patients and their visits. What changes in them is told by the audit; nothing is removed. */

export interface PatientsTable {
  patient_id: string
  revision: number
  identifier: string
  name: string
  /** Identifier and name as they are searched: small letters without accents. */
  search_text: string
  born_on: string | null
  added_at: number
}

export interface PatientWeightsTable {
  patient_id: string
  measured_at: number
  weight_kg: number
}

export interface CoursesTable {
  patient_id: string
  course_no: number
  profile_id: string
  length: number
  given: number
  begun_at: number
}

export interface VisitsTable {
  visit_id: string
  revision: number
  patient_id: string
  course_no: number
  day: string
  arrival: string
  infusion_number: number
  chair_id: string | null
  mg_per_kg: number
  duration_min: number
  concentration_mg_per_ml: number
  status: string
  reason: string | null
  session_id: string | null
  seated_at_chair: string | null
  ended_as: string | null
}

/** The statements that add them. */
export const VISITS_SCHEMA: readonly string[] = [
  `CREATE TABLE patients (
    patient_id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    identifier TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    born_on TEXT,
    added_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE patient_weights (
    patient_id TEXT NOT NULL REFERENCES patients,
    measured_at INTEGER NOT NULL,
    weight_kg REAL NOT NULL,
    PRIMARY KEY (patient_id, measured_at)
  ) STRICT, WITHOUT ROWID`,
  // The newest course of a patient is the present one.
  `CREATE TABLE courses (
    patient_id TEXT NOT NULL REFERENCES patients,
    course_no INTEGER NOT NULL,
    profile_id TEXT NOT NULL,
    length INTEGER NOT NULL,
    given INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    PRIMARY KEY (patient_id, course_no)
  ) STRICT, WITHOUT ROWID`,
  // `day` and `arrival` are the clinic's own calendar and wall, as the patient was told them.
  `CREATE TABLE visits (
    visit_id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    patient_id TEXT NOT NULL,
    course_no INTEGER NOT NULL,
    day TEXT NOT NULL,
    arrival TEXT NOT NULL,
    infusion_number INTEGER NOT NULL,
    chair_id TEXT,
    mg_per_kg REAL NOT NULL,
    duration_min INTEGER NOT NULL,
    concentration_mg_per_ml REAL NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('expected', 'not-come', 'cancelled')),
    reason TEXT,
    session_id TEXT UNIQUE,
    seated_at_chair TEXT,
    ended_as TEXT,
    FOREIGN KEY (patient_id, course_no) REFERENCES courses
  ) STRICT`,
  'CREATE INDEX visits_of_day ON visits (day, arrival)',
  "CREATE UNIQUE INDEX visits_expected ON visits (patient_id, day) WHERE status = 'expected' AND session_id IS NULL",
  'CREATE INDEX visits_seated ON visits (session_id) WHERE session_id IS NOT NULL AND ended_as IS NULL',
]
