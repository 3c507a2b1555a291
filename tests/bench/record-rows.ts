import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUCKET_MS, bucketed } from '@chairside/server/http/trend'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import { MINUTE_MS } from '@chairside/shared/time'
import { createWaveforms } from '@chairside/simulators/waveforms/generator'
import { NO_ECTOPY } from '@chairside/simulators/waveforms/heart'
import { atMost, type Figure, figureOf } from './figures.ts'
import { folderBytes, inFolder } from './processes.ts'
import { benchSession, HOUR_BEGINS, recordHours, recordOpenings } from './recorded-hour.ts'
import type { Row } from './run-rows.ts'

const HOUR_S = 3_600
const sizeOf = (file: string): number => statSync(file).size
const VITALS = 6

const wallMs = async (act: () => unknown): Promise<number> => {
  const startedMs = performance.now()
  await act()
  return performance.now() - startedMs
}

/** One wide row for each second of a session and nothing else: the least that SQLite can do. */
const bareWideRows = (
  folder: string,
  sessions: number,
): { readonly file: string; readonly read: () => number; readonly end: () => void } => {
  const file = join(folder, 'bare.db')
  const database = openSqliteFile(file, 5_000)
  database.exec(
    'CREATE TABLE numerics (session INTEGER, at INTEGER, hr REAL, pulse REAL, spo2 REAL, rr REAL, etco2 REAL, temp REAL, PRIMARY KEY (session, at)) WITHOUT ROWID, STRICT',
  )
  const insert = database.prepare('INSERT INTO numerics VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  database.transaction(() => {
    for (let second = 0; second < HOUR_S; second += 1)
      for (let session = 1; session <= sessions; session += 1) {
        const hr = 75 + (second % 17)
        insert.run(session, HOUR_BEGINS + second * 1_000, hr, hr, 96, 14 + (second % 3), 37, 36.6)
      }
  })()
  const select = database.prepare('SELECT * FROM numerics WHERE session = ?').raw()
  return {
    file,
    read: () => select.all(1).length,
    end: () => void database.close(),
  }
}

const readRecord = (repetitions: number): Promise<readonly Figure[]> =>
  inFolder(async (folder) => {
    const store = await openStore({ dataDir: join(folder, 'data'), threaded: false })
    try {
      await recordHours(store, 4)
      const bare = bareWideRows(folder, 4)
      const rowsMs: number[] = []
      const trendMs: number[] = []
      const bareMs: number[] = []
      const rows = () => store.charts.numericsOf(benchSession(2), 0, Number.MAX_SAFE_INTEGER)
      const trend = async (): Promise<void> => void JSON.stringify(bucketed(await rows(), BUCKET_MS))
      for (let repetition = -2; repetition < repetitions; repetition += 1) {
        const [one, two, three] = [await wallMs(rows), await wallMs(trend), await wallMs(bare.read)]
        if (repetition < 0) continue
        rowsMs.push(one)
        trendMs.push(two)
        bareMs.push(three)
      }
      const bareRows = bare.read()
      bare.end()
      if ((await rows()).length < HOUR_S - 1 || bareRows !== HOUR_S) throw new Error('the record does not hold the hour')
      const baseline = { what: 'bare SQLite, the same rows', values: bareMs }
      return [
        figureOf({ what: 'rows of a 60-minute session read from the record', unit: 'ms', values: rowsMs, baseline, budget: atMost(10) }),
        figureOf({ what: 'the same as the trend’s JSON, ready to be sent', unit: 'ms', values: trendMs, baseline, budget: atMost(10) }),
      ]
    } finally {
      await store.close()
    }
  })

const WAVE_MINUTES = 60

const minutesOfWaves = () => {
  const waves = createWaveforms({ seed: 'bench', startAt: HOUR_BEGINS, ectopy: NO_ECTOPY, capnograph: true })
  const truth = () => ({ hr: 74, rr: 14, etco2: 37, sys: 128, dia: 76 })
  const sensors = () => ({ motion: false, probeOff: false, leadOff: false, occlusion: 0 })
  return Array.from({ length: WAVE_MINUTES }, (_, minute) => {
    const chunk = waves.readUpTo(HOUR_BEGINS + (minute + 1) * MINUTE_MS, truth, sensors)
    if (chunk === null) throw new Error('nothing was traced')
    return chunk
  })
}

export const diskUse = (chairs: number): Promise<readonly Figure[]> =>
  inFolder(async (folder) => {
    const dataDir = join(folder, 'data')
    const grown = async (act: (store: Store) => Promise<void>): Promise<number> => {
      const before = folderBytes(dataDir)
      const store = await openStore({ dataDir, threaded: false })
      await act(store)
      // A store that is closed has written its log into the file.
      await store.close()
      return folderBytes(dataDir) - before
    }
    await (await openStore({ dataDir, threaded: false })).close()
    let recordRest = async (_store: Store): Promise<void> => undefined
    const opening = await grown(async (store) => {
      recordRest = await recordOpenings(store, chairs)
    })
    const numerics = await grown((store) => recordRest(store))
    const minutes = minutesOfWaves()
    const waves = await grown(async (store) => {
      for (const { startAt, lastsMs, samples } of minutes)
        await store.waves.store({ sessionId: benchSession(1), fromAt: startAt, lastsMs, samples, off: [] })
    })
    const bare = bareWideRows(folder, chairs)
    bare.end()
    const raw = Buffer.concat(minutes.flatMap(({ samples }) => Object.values(samples).map((one) => Buffer.from(one.buffer))))
    const rawFile = join(folder, 'raw')
    writeFileSync(rawFile, raw)
    const hours = WAVE_MINUTES / 60
    return [
      figureOf({
        what: `disk, an hour of one chair at 1 Hz, ${VITALS} vitals, with its digests`,
        unit: 'kB',
        values: [numerics / chairs / 1_000],
        baseline: { what: 'bare SQLite, wide rows alone', values: [sizeOf(bare.file) / chairs / 1_000] },
        budget: atMost(150),
      }),
      figureOf({ what: 'disk, the opening of one session, its protocol included', unit: 'kB', values: [opening / chairs / 1_000] }),
      figureOf({
        what: 'disk, an hour of one chair’s four traces, packed',
        unit: 'MB',
        values: [waves / hours / 1e6],
        baseline: { what: 'bare file of the same samples', values: [sizeOf(rawFile) / hours / 1e6] },
        budget: atMost(1.3),
      }),
    ]
  })

export const RECORD_ROWS: readonly Row[] = [
  { name: 'record', what: 'a 60-minute session read from the record', run: ({ quick }) => readRecord(quick ? 5 : 25) },
  { name: 'disk', what: 'disk of a chair-hour: numbers and traces', run: ({ quick }) => diskUse(quick ? 4 : 8) },
]
