import type { ChairId, SessionId } from '@chairside/shared/identity'
import { folded } from '@chairside/shared/patient-name'
import { isEnded } from '@chairside/shared/session'
import type { SessionLine } from '@chairside/shared/session-list'
import type { Database } from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import type { AuditEntry } from '../ports/registry.ts'
import type { Sessions } from '../ports/sessions.ts'
import type { Tables } from './schema.ts'
import { flag, listQuery } from './session-query.ts'

/** A chart waits for its signature: begun, over, and not signed since its last change. */
const waitsForSignature = ({ phase, startedAt, signed, amendments }: SessionLine): boolean =>
  isEnded(phase) && startedAt !== null && (signed === null || amendments > 0)

/** The session list and the built charts on tables. */
export const createSessionTables = (kysely: Kysely<Tables>): Sessions => ({
  put: async (line, entry, builtBy) => {
    const { sessionId, patient } = line
    const row = {
      session_id: sessionId,
      chair_id: line.chairId,
      identifier: patient.identifier,
      search_text: folded(`${patient.identifier} ${patient.name}`),
      simulated: flag(line.simulated),
      phase: line.phase,
      over: flag(isEnded(line.phase)),
      checked_in_at: line.checkedInAt,
      unsigned: flag(waitsForSignature(line)),
      excursions: line.excursions,
      entry,
      built_by: builtBy,
      body: JSON.stringify(line),
    }
    const { session_id: _same, ...changed } = row
    await kysely.transaction().execute(async (step) => {
      await step
        .insertInto('session_lines')
        .values(row)
        .onConflict((conflict) => conflict.column('session_id').doUpdateSet(changed))
        .execute()
      await step.deleteFrom('session_physicians').where('session_id', '=', sessionId).execute()
      const people = line.physicians.map(({ staffId, name }) => ({
        session_id: sessionId,
        staff_id: staffId,
        name,
        checked_in_at: line.checkedInAt,
      }))
      if (people.length > 0) await step.insertInto('session_physicians').values(people).execute()
    })
  },
  find: async (filter, place, limit) => {
    const { rows } = await listQuery(filter, place, limit).execute(kysely)
    return rows.map(({ body }) => JSON.parse(body) as SessionLine)
  },
  lineOf: async (sessionId) => {
    const row = await kysely.selectFrom('session_lines').select('body').where('session_id', '=', sessionId).executeTakeFirst()
    return row === undefined ? null : (JSON.parse(row.body) as SessionLine)
  },
  physicians: async () => {
    const rows = await kysely
      .selectFrom('session_physicians')
      .select(['staff_id', sql<string>`max(name)`.as('name')])
      .groupBy('staff_id')
      .orderBy('name')
      .execute()
    return rows.map(({ staff_id, name }) => ({ staffId: staff_id, name }))
  },
  behind: async (builtBy, limit) => {
    const found = await sql<{ session_id: SessionId; chair_id: ChairId }>`
      SELECT sessions.session_id, sessions.chair_id FROM sessions LEFT JOIN session_lines USING (session_id)
      WHERE sessions.ended_at IS NOT NULL
        AND (session_lines.session_id IS NULL OR session_lines.entry <> sessions.last_entry OR session_lines.built_by <> ${builtBy})
      ORDER BY sessions.session_no DESC LIMIT ${limit}`.execute(kysely)
    return found.rows.map((row) => ({ sessionId: row.session_id, chairId: row.chair_id }))
  },
  removedBetween: async (fromAt, untilAt, chairId) => {
    const onChair = chairId === null ? sql`` : sql`AND removals.chair_id = ${chairId}`
    const { rows } = await sql<{ simulated: number | null; count: number }>`
      SELECT json_extract(audit.body, '$.details.simulated') AS simulated, count(*) AS count
      FROM removals JOIN audit ON audit.entry_no = removals.audit_no
      WHERE removals.opened_at < ${untilAt} AND removals.ended_at > ${fromAt} ${onChair} GROUP BY simulated`.execute(kysely)
    const count = (kind: number | null): number => rows.find(({ simulated }) => simulated === kind)?.count ?? 0
    return { real: count(0), simulated: count(1), unknown: count(null) }
  },
  removalOf: async (sessionId) => {
    const { rows } = await sql<{ chair_id: ChairId; opened_at: number; ended_at: number; body: string }>`
      SELECT removals.chair_id, removals.opened_at, removals.ended_at, audit.body
      FROM removals JOIN audit ON audit.entry_no = removals.audit_no WHERE removals.session_id = ${sessionId}`.execute(kysely)
    const [row] = rows
    if (row === undefined) return null
    const { at, details } = JSON.parse(row.body) as AuditEntry
    return {
      chairId: row.chair_id,
      openedAt: row.opened_at,
      endedAt: row.ended_at,
      simulated: typeof details.simulated === 'boolean' ? details.simulated : null,
      keptUntil: typeof details.keptUntil === 'string' ? details.keptUntil : null,
      removedAt: at,
    }
  },
  keepChart: async (sessionId, { entry, builtBy, body }) => {
    const row = { entry, built_by: builtBy, body }
    await kysely
      .insertInto('session_charts')
      .values({ session_id: sessionId, ...row })
      .onConflict((conflict) => conflict.column('session_id').doUpdateSet(row))
      .execute()
  },
  chartOf: async (sessionId) => {
    const row = await kysely.selectFrom('session_charts').selectAll().where('session_id', '=', sessionId).executeTakeFirst()
    return row === undefined ? null : { entry: row.entry, builtBy: row.built_by, body: row.body }
  },
})

/** The same on a connection of its own. */
export const sessionTablesOn = (database: Database): Sessions =>
  createSessionTables(new Kysely<Tables>({ dialect: new SqliteDialect({ database }) }))
