import { join } from 'node:path'
import type { SessionFilter } from '@chairside/server/ports/sessions'
import { MIGRATIONS, migrate } from '@chairside/server/storage/migrations'
import { sessionTablesOn } from '@chairside/server/storage/session-tables'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import type { ChairId } from '@chairside/shared/identity'
import { folded } from '@chairside/shared/patient-name'
import { isEnded } from '@chairside/shared/session'
import type { SessionLine } from '@chairside/shared/session-list'
import { HOUR_MS } from '@chairside/shared/time'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { LISTED_PHYSICIANS, listedSessions } from '../support/listed-sessions.ts'

const LINES = listedSessions(600)
const [NEWEST] = LINES as readonly [SessionLine, ...SessionLine[]]
const [OFTEN, , SELDOM] = LISTED_PHYSICIANS.map(({ staffId }) => staffId)
const PAGE = 40

/** What each filter is asked for, absent and present; a filter that nothing meets, too. */
const CHOICES: readonly (readonly SessionFilter[])[] = [
  [{}, { text: 'nobody' }, { text: 'l-10 lind' }],
  [{}, { identifier: LINES[194]?.patient.identifier ?? '' }],
  [{}, { fromAt: NEWEST.checkedInAt - 150 * HOUR_MS, untilAt: NEWEST.checkedInAt - 8 * HOUR_MS }],
  [{}, { chairId: '3' as ChairId }],
  [{}, ...(OFTEN === undefined ? [] : [{ physician: OFTEN }]), ...(SELDOM === undefined ? [] : [{ physician: SELDOM }])],
  [{}, { state: 'open' }, { state: 'over' }, { state: 'cancelled' }],
  [{}, { unsigned: true }],
  [{}, { excursion: true }],
  [{}, { simulated: true }, { simulated: false }],
]
const COMBINATIONS = CHOICES.reduce<readonly SessionFilter[]>(
  (before, choices) => before.flatMap((filter) => choices.map((choice) => ({ ...filter, ...choice }))),
  [{}],
)

/** What the filters mean, said of one line. */
const isAsked = (line: SessionLine, filter: SessionFilter): boolean => {
  const { patient, phase, startedAt, signed, amendments } = line
  const { text = '', identifier, fromAt, untilAt, chairId, physician, state, unsigned, excursion, simulated } = filter
  const name = folded(`${patient.identifier} ${patient.name}`)
  return (
    folded(text)
      .split(' ')
      .every((word) => name.includes(word)) &&
    (identifier === undefined || patient.identifier === identifier) &&
    (fromAt === undefined || line.checkedInAt >= fromAt) &&
    (untilAt === undefined || line.checkedInAt < untilAt) &&
    (chairId === undefined || line.chairId === chairId) &&
    (physician === undefined || line.physicians.some(({ staffId }) => staffId === physician)) &&
    (state === undefined || phase === state || (state === 'open' && !isEnded(phase)) || (state === 'over' && isEnded(phase))) &&
    (unsigned === undefined || (isEnded(phase) && startedAt !== null && (signed === null || amendments > 0))) &&
    (excursion === undefined || line.excursions > 0) &&
    (simulated === undefined || line.simulated === simulated)
  )
}

describe('filters of the session list', () => {
  const place = temporaryFolder()
  const database = openSqliteFile(join(place.folder, 'chairside.db'), 1_000)
  const sessions = sessionTablesOn(database)
  beforeAll(async () => {
    database.pragma('synchronous = OFF')
    await migrate(database, join(place.folder, 'backups'))
    for (const line of LINES) await sessions.put(line, 1, 'test')
  })
  afterAll(() => {
    database.close()
    place.remove()
  })

  /** How SQLite goes about what is asked of it for this filter. */
  const planOf = async (filter: SessionFilter, after: Parameters<typeof sessions.find>[1]): Promise<readonly string[]> => {
    const asked = vi.spyOn(database, 'prepare')
    await sessions.find(filter, after, PAGE)
    const query = String(asked.mock.lastCall?.[0])
    asked.mockRestore()
    return database
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
      .all(...[...query.matchAll(/\?/g)].map(() => null))
      .map(({ detail }) => detail)
  }
  const columnsOf = (index: string): readonly string[] =>
    database.prepare<[string], string>('SELECT name FROM pragma_index_info(?)').pluck().all(index)

  it('S5: no filter and no combination of them goes through the table, or sorts what it found', async () => {
    const beyond: string[] = []
    for (const filter of COMBINATIONS)
      for (const after of [null, { checkedInAt: NEWEST.checkedInAt, sessionId: NEWEST.sessionId }]) {
        const plan = await planOf(filter, after)
        const led = filter.identifier !== undefined || filter.state === 'open' || filter.physician !== undefined
        for (const step of plan) {
          const [, how, what, index] =
            /^(SEARCH|SCAN) (lines|who)(?: EXISTS)? USING (?:COVERING )?(?:INDEX (\w+)|PRIMARY KEY)/.exec(step) ?? []
          // In the order of the list it may begin at the newest, by an index alone that tells what matches.
          const isWay =
            how === 'SEARCH' ||
            (how === 'SCAN' &&
              what === 'lines' &&
              (index === 'session_lines_open' || (!led && index?.startsWith('session_lines_') === true)))
          if (!isWay && !step.startsWith('CORRELATED')) beyond.push(`${JSON.stringify(filter)}: ${step}`)
        }
      }
    expect(beyond.slice(0, 5)).toEqual([])
  })

  it('S5: where several filters meet, and for a physician, the index itself tells which lines match', async () => {
    const needed = ['checked_in_at', 'session_id', 'search_text', 'chair_id', 'phase', 'over', 'unsigned', 'excursions', 'simulated']
    expect(columnsOf('session_lines_newest')).toEqual(needed)
    expect(columnsOf('session_physicians_staff')).toEqual(['staff_id', 'checked_in_at', 'session_id'])
    const physician = OFTEN ?? SELDOM
    if (physician === undefined) throw new Error('nobody is listed')
    const several: SessionFilter = {
      text: 'kova',
      chairId: '3' as ChairId,
      state: 'over',
      unsigned: true,
      excursion: true,
      simulated: true,
    }
    expect(await planOf(several, null)).toEqual(['SCAN lines USING INDEX session_lines_newest'])
    expect(await planOf({ ...several, fromAt: 0 }, null)).toEqual([
      expect.stringContaining('SEARCH lines USING INDEX session_lines_newest'),
    ])
    expect(await planOf({ ...several, physician }, null)).toEqual([
      expect.stringContaining('SEARCH who USING COVERING INDEX session_physicians_staff (staff_id=?'),
      'SEARCH lines USING INDEX session_lines_newest (checked_in_at=? AND session_id=?)',
    ])
    for (const [filter, index] of [
      [{ chairId: '3' as ChairId }, 'session_lines_chair'],
      [{ state: 'cancelled' }, 'session_lines_phase'],
      [{ state: 'open' }, 'session_lines_open'],
      [{ unsigned: true }, 'session_lines_unsigned'],
      [{ excursion: true }, 'session_lines_excursion'],
      [{ simulated: false }, 'session_lines_simulated'],
      [{ ...several, physician, identifier: 'P-1' }, 'session_lines_patient'],
      [{ ...several, physician, state: 'open' }, 'session_lines_open'],
    ] as const)
      expect((await planOf(filter, null))[0]).toContain(`INDEX ${index}`)
  })

  it('S5: every combination gives the lines that it means, page by page', async () => {
    let met = 0
    for (const filter of COMBINATIONS) {
      const meant = LINES.filter((line) => isAsked(line, filter))
        .sort((a, b) => b.checkedInAt - a.checkedInAt || (a.sessionId < b.sessionId ? 1 : -1))
        .map(({ sessionId }) => sessionId)
      const first = await sessions.find(filter, null, PAGE)
      const last = first.at(-1)
      const then = last === undefined ? [] : await sessions.find(filter, { checkedInAt: last.checkedInAt, sessionId: last.sessionId }, PAGE)
      expect([filter, [...first, ...then].map(({ sessionId }) => sessionId)]).toEqual([filter, meant.slice(0, 2 * PAGE)])
      if (meant.length > 0) met += 1
    }
    // Nothing found is as easily right as wrong.
    expect(met).toBeGreaterThan(COMBINATIONS.length / 12)
  })

  it('R1: a line that is drawn again moves with its physicians', async () => {
    const [line] = LINES.slice(97)
    if (line === undefined || SELDOM === undefined) throw new Error('nobody is listed')
    const moved = { ...line, checkedInAt: NEWEST.checkedInAt + HOUR_MS }
    await sessions.put(moved, 2, 'test')
    expect((await sessions.find({ physician: SELDOM }, null, 1))[0]?.sessionId).toBe(line.sessionId)
    await sessions.put(line, 3, 'test')
    expect((await sessions.find({ physician: SELDOM }, null, 1))[0]?.sessionId).toBe(NEWEST.sessionId)
  })
})

it('R1: physicians of sessions that were listed by an older schema are found in order, too', async () => {
  const place = temporaryFolder()
  const database = openSqliteFile(join(place.folder, 'chairside.db'), 1_000)
  try {
    const backups = join(place.folder, 'backups')
    await migrate(
      database,
      backups,
      MIGRATIONS.filter(({ version }) => version < 10),
    )
    const listed = LINES.filter(({ physicians }) => physicians.length > 0).slice(0, 60)
    const line = database.prepare(`INSERT INTO session_lines VALUES (?, '1', 'P-1', '', 0, 'discharged', 1, ?, 0, 0, 1, 'test', ?)`)
    const who = database.prepare('INSERT INTO session_physicians (session_id, staff_id, name) VALUES (?, ?, ?)')
    for (const one of listed) {
      line.run(one.sessionId, one.checkedInAt, JSON.stringify(one))
      for (const { staffId, name } of one.physicians) who.run(one.sessionId, staffId, name)
    }
    await migrate(database, backups)
    const sessions = sessionTablesOn(database)
    for (const { staffId } of LISTED_PHYSICIANS) {
      const meant = listed.filter(({ physicians }) => physicians.some((one) => one.staffId === staffId))
      const found = await sessions.find({ physician: staffId, fromAt: 1 }, null, 99)
      expect(found.map(({ checkedInAt }) => checkedInAt)).toEqual(meant.map(({ checkedInAt }) => checkedInAt).sort((a, b) => b - a))
    }
  } finally {
    database.close()
    place.remove()
  }
})
