/**
 * Tables of the trail: where to find in the chains who did what. They are drawn from the audit and from the acts in the record, entry by
 * entry as these are written, and may be thrown away and drawn again.
 */

export interface TrailTable {
  trail_no: number
  at: number
  kind: string
  action: string
  /** The entry of the audit, or the act: its session and the number of its input. */
  audit_no: number | null
  session_no: number | null
  input_number: number | null
}

export interface TrailSubjectsTable {
  /** `a ID` a person of the staff, `p ID` a patient, `s ID` a session. */
  subject: string
  at: number
  trail_no: number
  kind: string
}

/** What changed in a patient or a visit: the audit holds no names, and names it by subject and revision. */
export interface KeptChangesTable {
  change_no: number
  subject: string
  revision: number
  before: string
  after: string
}

const kindOf = (action: string): string => `CASE
  WHEN ${action} LIKE '%-refused' THEN 'refused'
  WHEN ${action} LIKE 'look-at-%' OR ${action} IN ('judge-again', 'judge-period-again') THEN 'look'
  WHEN ${action} LIKE 'print-%' OR ${action} LIKE 'export%' THEN 'out'
  WHEN ${action} LIKE 'admin-%' OR ${action} LIKE 'server-%' OR ${action} LIKE 'retention%' OR ${action} LIKE 'verify%' OR ${action} = 'remove-waves' THEN 'admin'
  WHEN ${action} LIKE 'sign-in%' OR ${action} IN ('sign-out', 'lock', 'unlock', 'set-pin', 'confirm-person') THEN 'access'
  WHEN ${action} LIKE '%-patient' OR ${action} LIKE '%-visit' THEN 'plan'
  ELSE 'act' END`

/** The words of a field of the details, one row each; ids have no marks, so that they may be told apart as JSON. */
const words = (body: string, field: string): string => {
  const list = `'["' || replace(coalesce(json_extract(${body}, '$.details.${field}'), ''), ' ', '","') || '"]'`
  return `json_each(CASE WHEN json_valid(${list}) THEN ${list} ELSE '[]' END)`
}

const objectIs = (body: string, what: string): string => `json_extract(${body}, '$.object') LIKE '${what} %'`
const named = (body: string, what: string): string => `substr(json_extract(${body}, '$.object'), ${what.length + 2})`

/** What an entry of the audit is about. */
const subjectsOfAudit = (body: string): string => `
  SELECT 'a ' || json_extract(${body}, '$.staffId') AS subject
  UNION SELECT 'a ' || json_extract(${body}, '$.details.signer')
  UNION SELECT 'a ' || json_extract(${body}, '$.details.screenOf')
  UNION SELECT 'a ' || substr(json_extract(${body}, '$.object'), 9) WHERE json_extract(${body}, '$.object') LIKE 'account %'
  UNION SELECT 's ' || ${named(body, 'session')} WHERE ${objectIs(body, 'session')}
  UNION SELECT 'p ' || ${named(body, 'patient')} WHERE ${objectIs(body, 'patient')}
  UNION SELECT 'p ' || patient_id FROM visits WHERE ${objectIs(body, 'visit')} AND visit_id = ${named(body, 'visit')}
  UNION SELECT 's ' || session_id FROM visits WHERE ${objectIs(body, 'visit')} AND visit_id = ${named(body, 'visit')} AND session_id IS NOT NULL
  UNION SELECT 'p ' || json_extract(${body}, '$.details.patient') WHERE json_extract(${body}, '$.action') NOT LIKE 'look-at-%'
  UNION SELECT 's ' || json_extract(${body}, '$.details.session')
  UNION SELECT 'p ' || value FROM ${words(body, 'patients')} WHERE value <> ''
  UNION SELECT 's ' || value FROM ${words(body, 'sessions')} WHERE value <> ''`

const subjectsOfAct = (row: string): string => `
  SELECT 'a ' || json_extract(${row}.body, '$.by.staffId') AS subject
  UNION SELECT 'a ' || json_extract(${row}.body, '$.confirmed.staffId')
  UNION SELECT 's ' || session_id FROM sessions WHERE session_no = ${row}.session_no`

/** By the wall, which people's clocks show; older acts have the room's alone. */
const actAt = (row: string): string => `coalesce(json_extract(${row}.body, '$.from.wallAt'), ${row}.taken_at)`

const refuse = (act: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER kept_changes_refuses_${act.toLowerCase()} BEFORE ${act} ON kept_changes
   BEGIN SELECT RAISE(ABORT, 'kept_changes is append-only'); END`

const fieldsOf = (row: string, fields: readonly string[]): string =>
  `json_object(${fields.map((field) => `'${field}', ${row}.${field}`).join(', ')})`

const differs = (fields: readonly string[]): string => fields.map((field) => `NEW.${field} IS NOT OLD.${field}`).join(' OR ')

const PATIENT_FIELDS = ['identifier', 'name', 'born_on']
const COURSE_FIELDS = ['course_no', 'profile_id', 'length', 'given']
const VISIT_FIELDS = ['arrival', 'infusion_number', 'chair_id', 'mg_per_kg', 'duration_min', 'concentration_mg_per_ml', 'status', 'reason']

/** The statements that add them, and fill them with what was before. */
export const TRAIL_SCHEMA: readonly string[] = [
  `CREATE TABLE trail (
    trail_no INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    action TEXT NOT NULL,
    audit_no INTEGER,
    session_no INTEGER,
    input_number INTEGER
  ) STRICT`,
  `CREATE TABLE trail_subjects (
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    trail_no INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (subject, at, trail_no)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE kept_changes (
    change_no INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    revision INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX kept_changes_of_subject ON kept_changes (subject, revision)',
  refuse('UPDATE'),
  refuse('DELETE'),
  `CREATE TRIGGER trail_of_audit AFTER INSERT ON audit BEGIN
    INSERT INTO trail (at, kind, action, audit_no)
      VALUES (json_extract(NEW.body, '$.at'), ${kindOf("json_extract(NEW.body, '$.action')")}, json_extract(NEW.body, '$.action'), NEW.entry_no);
    INSERT OR IGNORE INTO trail_subjects (subject, at, trail_no, kind)
      SELECT found.subject, trail.at, trail.trail_no, trail.kind FROM (${subjectsOfAudit('NEW.body')}) AS found, trail
      WHERE trail.trail_no = last_insert_rowid() AND found.subject IS NOT NULL;
  END`,
  `CREATE TRIGGER trail_of_acts AFTER INSERT ON inputs WHEN NEW.kind = 'act' BEGIN
    INSERT INTO trail (at, kind, action, session_no, input_number)
      VALUES (${actAt('NEW')}, 'act', json_extract(NEW.body, '$.act.kind'), NEW.session_no, NEW.input_number);
    INSERT OR IGNORE INTO trail_subjects (subject, at, trail_no, kind)
      SELECT found.subject, trail.at, trail.trail_no, trail.kind FROM (${subjectsOfAct('NEW')}) AS found, trail
      WHERE trail.trail_no = last_insert_rowid() AND found.subject IS NOT NULL;
  END`,
  `CREATE TRIGGER patients_kept AFTER UPDATE ON patients WHEN ${differs(PATIENT_FIELDS)} BEGIN
    INSERT INTO kept_changes (subject, revision, before, after)
      VALUES ('patient ' || NEW.patient_id, NEW.revision, ${fieldsOf('OLD', PATIENT_FIELDS)}, ${fieldsOf('NEW', PATIENT_FIELDS)});
  END`,
  `CREATE TRIGGER courses_kept AFTER UPDATE ON courses WHEN ${differs(COURSE_FIELDS)} BEGIN
    INSERT INTO kept_changes (subject, revision, before, after)
      SELECT 'patient ' || NEW.patient_id, revision, ${fieldsOf('OLD', COURSE_FIELDS)}, ${fieldsOf('NEW', COURSE_FIELDS)}
      FROM patients WHERE patient_id = NEW.patient_id;
  END`,
  `CREATE TRIGGER courses_begun AFTER INSERT ON courses WHEN NEW.course_no > 1 BEGIN
    INSERT INTO kept_changes (subject, revision, before, after)
      SELECT 'patient ' || NEW.patient_id, revision, '{}', ${fieldsOf('NEW', COURSE_FIELDS)}
      FROM patients WHERE patient_id = NEW.patient_id;
  END`,
  `CREATE TRIGGER visits_kept AFTER UPDATE ON visits WHEN ${differs(VISIT_FIELDS)} BEGIN
    INSERT INTO kept_changes (subject, revision, before, after)
      VALUES ('visit ' || NEW.visit_id, NEW.revision, ${fieldsOf('OLD', VISIT_FIELDS)}, ${fieldsOf('NEW', VISIT_FIELDS)});
  END`,
  `INSERT INTO trail (at, kind, action, audit_no, session_no, input_number)
    SELECT at, kind, action, audit_no, session_no, input_number FROM (
      SELECT json_extract(body, '$.at') AS at, ${kindOf("json_extract(body, '$.action')")} AS kind, json_extract(body, '$.action') AS action,
        entry_no AS audit_no, NULL AS session_no, NULL AS input_number FROM audit
      UNION ALL
      SELECT ${actAt('inputs')}, 'act', json_extract(body, '$.act.kind'), NULL, session_no, input_number FROM inputs WHERE kind = 'act'
    ) ORDER BY at`,
  ...[
    `audit ON audit.entry_no = trail.audit_no, json_each((SELECT json_group_array(subject) FROM (${subjectsOfAudit('audit.body')})))`,
    `inputs USING (session_no, input_number), json_each((SELECT json_group_array(subject) FROM (${subjectsOfAct('inputs')})))`,
  ].map(
    (source) =>
      `INSERT OR IGNORE INTO trail_subjects (subject, at, trail_no, kind)
       SELECT about.value, trail.at, trail.trail_no, trail.kind FROM trail JOIN ${source} AS about WHERE about.value IS NOT NULL`,
  ),
  'CREATE INDEX trail_by_time ON trail (at, trail_no)',
  'CREATE INDEX trail_by_kind ON trail (kind, at, trail_no)',
  'CREATE INDEX trail_subjects_by_kind ON trail_subjects (subject, kind, at, trail_no)',
]
