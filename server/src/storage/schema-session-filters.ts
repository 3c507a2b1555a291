/**
 * The session list under several filters at once. `session_lines_newest` holds whatever is filtered by: a line that does not match is
 * told by the index and never read. Whoever is asked for as a physician is found in the order of the list.
 */
export const SESSION_FILTERS_SCHEMA: readonly string[] = [
  'DROP INDEX session_lines_newest',
  `CREATE INDEX session_lines_newest ON session_lines
    (checked_in_at, session_id, search_text, chair_id, phase, over, unsigned, excursions, simulated)`,
  // 0 stands for as long as this statement and the next: each row is given its moment when it is written.
  'ALTER TABLE session_physicians ADD COLUMN checked_in_at INTEGER NOT NULL DEFAULT 0',
  `UPDATE session_physicians SET checked_in_at =
    (SELECT checked_in_at FROM session_lines WHERE session_lines.session_id = session_physicians.session_id)`,
  'DROP INDEX session_physicians_staff',
  'CREATE INDEX session_physicians_staff ON session_physicians (staff_id, checked_in_at, session_id)',
]
