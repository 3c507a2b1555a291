import { folded } from '@chairside/shared/patient-name'
import { type RawBuilder, sql } from 'kysely'
import type { SessionFilter, SessionPlace } from '../ports/sessions.ts'

type Condition = RawBuilder<boolean>

/** Percent and underscore are letters here. */
const asPattern = (word: string): string => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

export const flag = (value: boolean): number => (value ? 1 : 0)

const stateIs = (state: SessionFilter['state']): readonly Condition[] => {
  if (state === undefined) return []
  // Written out and not bound: only so are the indexes of these rows alone used.
  if (state === 'open') return [sql`lines.over = 0`]
  return [state === 'over' ? sql`lines.over = 1` : sql`lines.phase = ${state}`]
}

/** One condition for each filter that says something of a line, but by its day, its patient's number and its physicians. */
const conditionsOf = ({ text, chairId, state, unsigned, excursion, simulated }: SessionFilter): readonly Condition[] => [
  ...folded(text ?? '')
    .split(/\s+/)
    .flatMap((word) => (word === '' ? [] : [sql<boolean>`lines.search_text LIKE ${asPattern(word)} ESCAPE '\\'`])),
  ...(chairId === undefined ? [] : [sql<boolean>`lines.chair_id = ${chairId}`]),
  ...stateIs(state),
  ...(unsigned === true ? [sql<boolean>`lines.unsigned = 1`] : []),
  ...(excursion === true ? [sql<boolean>`lines.excursions > 0`] : []),
  ...(simulated === undefined ? [] : [sql<boolean>`lines.simulated = ${flag(simulated)}`]),
]

type Way = 'patient' | 'open' | 'physician' | 'one' | 'several'

/** Which of the filters leads: few rows are gone through as they are, many by an index that holds what else is asked for. */
const wayOf = (filter: SessionFilter, conditions: number): Way => {
  if (filter.identifier !== undefined) return 'patient'
  if (filter.state === 'open') return 'open'
  if (filter.physician !== undefined) return 'physician'
  return conditions > 1 ? 'several' : 'one'
}

const FROM: { readonly [way in Way]: RawBuilder<unknown> } = {
  patient: sql`session_lines AS lines INDEXED BY session_lines_patient`,
  open: sql`session_lines AS lines INDEXED BY session_lines_open`,
  // Gone through in the order in which it is written: by physician, and of each session what the index says of its line.
  physician: sql`session_physicians AS who INDEXED BY session_physicians_staff
    CROSS JOIN session_lines AS lines INDEXED BY session_lines_newest
      ON lines.checked_in_at = who.checked_in_at AND lines.session_id = who.session_id`,
  // Each filter has an index of its own, in the order of the list.
  one: sql`session_lines AS lines`,
  several: sql`session_lines AS lines INDEXED BY session_lines_newest`,
}

/** The lines that match, newest first, after `place`. No filter, alone or with others, reads a line that it does not give. */
export const listQuery = (filter: SessionFilter, place: SessionPlace | null, limit: number): RawBuilder<{ readonly body: string }> => {
  const { identifier, physician, fromAt, untilAt } = filter
  const conditions = conditionsOf(filter)
  const way = wayOf(filter, conditions.length)
  const order =
    way === 'physician'
      ? { at: sql`who.checked_in_at`, id: sql`who.session_id` }
      : { at: sql`lines.checked_in_at`, id: sql`lines.session_id` }
  const all: readonly Condition[] = [
    ...conditions,
    ...(identifier === undefined ? [] : [sql<boolean>`lines.identifier = ${identifier}`]),
    ...(physician === undefined
      ? []
      : way === 'physician'
        ? [sql<boolean>`who.staff_id = ${physician}`]
        : [
            sql<boolean>`EXISTS (SELECT 1 FROM session_physicians AS who WHERE who.session_id = lines.session_id AND who.staff_id = ${physician})`,
          ]),
    ...(fromAt === undefined ? [] : [sql<boolean>`${order.at} >= ${fromAt}`]),
    ...(untilAt === undefined ? [] : [sql<boolean>`${order.at} < ${untilAt}`]),
    ...(place === null ? [] : [sql<boolean>`(${order.at}, ${order.id}) < (${place.checkedInAt}, ${place.sessionId})`]),
  ]
  const where = all.length === 0 ? sql`` : sql`WHERE ${sql.join(all, sql` AND `)}`
  return sql`SELECT lines.body FROM ${FROM[way]} ${where} ORDER BY ${order.at} DESC, ${order.id} DESC LIMIT ${limit}`
}
