import { join } from 'node:path'
import type { SessionFilter } from '@chairside/server/ports/sessions'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { sessionTablesOn } from '@chairside/server/storage/session-tables'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import type { ChairId } from '@chairside/shared/identity'
import { LISTED_PHYSICIANS, listedSessions } from '../support/listed-sessions.ts'
import { atMost, type Figure, figureOf, median } from './figures.ts'
import { inFolder } from './processes.ts'
import type { Row } from './run-rows.ts'

const SESSIONS = 20_000
const PAGE = 51
const physician = LISTED_PHYSICIANS[0]?.staffId ?? ('nobody' as const)

/** One filter each, and what it costs to find nothing. */
const FILTERS: readonly SessionFilter[] = [
  {},
  { text: 'kovac' },
  { text: 'nobody' },
  { chairId: '3' as ChairId },
  { physician: physician as NonNullable<SessionFilter['physician']> },
  { state: 'open' },
  { state: 'cancelled' },
  { unsigned: true },
  { excursion: true },
  { simulated: false },
]
const TOGETHER: SessionFilter = {
  text: 'o',
  chairId: '3' as ChairId,
  physician: physician as NonNullable<SessionFilter['physician']>,
  state: 'over',
  unsigned: true,
  excursion: true,
  simulated: true,
  fromAt: 1,
}

/** The list alone, without the records that it is drawn from. */
const fillList = async (dataDir: string): Promise<void> => {
  await (await openStore({ dataDir, threaded: false })).close()
  const database = openSqliteFile(join(dataDir, 'chairside.db'), 5_000)
  // What is filled here is thrown away afterwards.
  database.pragma('synchronous = OFF')
  const tables = sessionTablesOn(database)
  for (const line of listedSessions(SESSIONS)) await tables.put(line, 1, 'bench')
  database.close()
}

const benchList = (repetitions: number): Promise<readonly Figure[]> =>
  inFolder(async (folder) => {
    const dataDir = join(folder, 'data')
    await fillList(dataDir)
    const store = await openStore({ dataDir, threaded: false })
    const database = openSqliteFile(join(dataDir, 'chairside.db'), 5_000)
    try {
      const newest = database.prepare(`SELECT body FROM session_lines ORDER BY checked_in_at DESC, session_id DESC LIMIT ${PAGE}`).pluck()
      const wallMs = async (act: () => unknown): Promise<number> => {
        const startedMs = performance.now()
        await act()
        return performance.now() - startedMs
      }
      const medianMs = async (act: () => unknown): Promise<number> => {
        const taken: number[] = []
        for (let turn = 0; turn < 5; turn += 1) taken.push(await wallMs(act))
        return median(taken)
      }
      const slowest: number[] = []
      const together: number[] = []
      const bare: number[] = []
      for (let run = -1; run < repetitions; run += 1) {
        const each: number[] = []
        for (const filter of FILTERS) each.push(await medianMs(() => store.sessions.find(filter, null, PAGE)))
        const all = await medianMs(() => store.sessions.find(TOGETHER, null, PAGE))
        const bareMs = await medianMs(() => newest.all().map((body) => JSON.parse(body as string) as unknown))
        if (run < 0) continue
        slowest.push(Math.max(...each))
        together.push(all)
        bare.push(bareMs)
      }
      const baseline = { what: 'bare SQLite, the newest lines', values: bare }
      const of = `a page of ${SESSIONS.toLocaleString('en')} sessions`
      return [
        figureOf({ what: `${of}, by the slowest of ${FILTERS.length} filters`, unit: 'ms', values: slowest, baseline, budget: atMost(50) }),
        figureOf({ what: `${of}, all filters together`, unit: 'ms', values: together, baseline, budget: atMost(50) }),
      ]
    } finally {
      database.close()
      await store.close()
    }
  })

export const LIST_ROWS: readonly Row[] = [
  { name: 'list', what: 'list of 20,000 sessions, filtered', run: ({ quick }) => benchList(quick ? 3 : 15) },
]
