import type { ChairId, SessionId } from '@chairside/shared/identity'
import { folded } from '@chairside/shared/patient-name'
import { isEnded } from '@chairside/shared/session'
import type { SessionLine } from '@chairside/shared/session-list'
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { SessionFilter, SessionPlace, Sessions } from '../ports/sessions.ts'
import type { Tables } from './schema.ts'

/** Percent and underscore are letters here. */
const asPattern = (word: string): string => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

const flag = (value: boolean): number => (value ? 1 : 0)

/** A chart waits for its signature: begun, over, and not signed since its last change. */
const waitsForSignature = ({ phase, startedAt, signed, amendments }: SessionLine): boolean =>
  isEnded(phase) && startedAt !== null && (signed === null || amendments > 0)

type Lines = SelectQueryBuilder<Tables, 'session_lines', { body: string }>

const matching = (lines: Lines, filter: SessionFilter): Lines => {
  let query = lines
  for (const word of folded(filter.text ?? '').split(/\s+/))
    if (word !== '') query = query.where(sql<boolean>`search_text LIKE ${asPattern(word)} ESCAPE '\\'`)
  if (filter.identifier !== undefined) query = query.where('identifier', '=', filter.identifier)
  if (filter.fromAt !== undefined) query = query.where('checked_in_at', '>=', filter.fromAt)
  if (filter.untilAt !== undefined) query = query.where('checked_in_at', '<', filter.untilAt)
  if (filter.chairId !== undefined) query = query.where('chair_id', '=', filter.chairId)
  // Written out and not bound: only so are the indexes of these rows alone used.
  if (filter.state === 'open') query = query.where(sql<boolean>`over = 0`)
  else if (filter.state === 'over') query = query.where('over', '=', 1)
  else if (filter.state !== undefined) query = query.where('phase', '=', filter.state)
  if (filter.unsigned === true) query = query.where(sql<boolean>`unsigned = 1`)
  if (filter.excursion === true) query = query.where(sql<boolean>`excursions > 0`)
  if (filter.simulated !== undefined) query = query.where('simulated', '=', flag(filter.simulated))
  if (filter.physician !== undefined)
    query = query.where(
      // As a list of ids, not as a question to each line: whoever acted rarely is found as fast as anybody.
      sql<boolean>`session_lines.session_id IN (SELECT who.session_id FROM session_physicians AS who WHERE who.staff_id = ${filter.physician})`,
    )
  return query
}

const after = (lines: Lines, place: SessionPlace | null): Lines =>
  place === null ? lines : lines.where(sql<boolean>`(checked_in_at, session_lines.session_id) < (${place.checkedInAt}, ${place.sessionId})`)

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
      const people = line.physicians.map(({ staffId, name }) => ({ session_id: sessionId, staff_id: staffId, name }))
      if (people.length > 0) await step.insertInto('session_physicians').values(people).execute()
    })
  },
  find: async (filter, place, limit) => {
    const lines = kysely.selectFrom('session_lines').select('body')
    const rows = await after(matching(lines, filter), place)
      .orderBy('checked_in_at', 'desc')
      .orderBy('session_lines.session_id', 'desc')
      .limit(limit)
      .execute()
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
