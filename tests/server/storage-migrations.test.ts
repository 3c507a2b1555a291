import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { MIGRATIONS, type Migration, migrate, UnusableData } from '@chairside/server/storage/migrations'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import type { PatientId } from '@chairside/shared/identity'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { numericsEntries, sessionId, temporaryFolder } from '../contract/record-samples.ts'

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

const databaseFile = (): string => join(place.folder, 'chairside.db')
const backups = (): string => join(place.folder, 'backups')

const migrateFile = async (migrations: readonly Migration[]): Promise<void> => {
  const database = openSqliteFile(databaseFile(), 50)
  try {
    await migrate(database, backups(), migrations)
  } finally {
    database.close()
  }
}
const inspect = <Value>(file: string, query: string): Value[] => {
  const database = openSqliteFile(file, 50)
  const rows = database.prepare<[], Value>(query).pluck().all()
  database.close()
  return rows
}

const next = (statements: readonly string[]): Migration[] => [
  ...MIGRATIONS,
  { version: (MIGRATIONS.at(-1)?.version ?? 0) + 1, name: 'next', statements },
]

it('R1: an empty folder gets the newest schema, without a backup, and keeps it', async () => {
  for (const _ of [1, 2]) {
    const store = await openStore({ dataDir: place.folder, threaded: false })
    await store.close()
  }
  expect(inspect(databaseFile(), 'SELECT version FROM schema_migrations')).toStrictEqual(MIGRATIONS.map((step) => step.version))
  expect(existsSync(backups())).toBe(false)
  const loose = inspect(
    databaseFile(),
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%STRICT%'",
  )
  expect(loose).toStrictEqual([])
})

it('R1: an older schema is copied before it is brought up to date, and its record stays', async () => {
  const store = await openStore({ dataDir: place.folder, threaded: false })
  await store.record.append(numericsEntries(1, 20))
  await store.close()
  await migrateFile(next(['CREATE TABLE more (name TEXT PRIMARY KEY) STRICT']))
  const [copy = ''] = readdirSync(backups())
  expect(inspect(join(backups(), copy), 'SELECT max(version) FROM schema_migrations')).toStrictEqual([MIGRATIONS.at(-1)?.version])
  expect(inspect(join(backups(), copy), 'SELECT count(*) FROM numerics')).toStrictEqual([20])
  expect(inspect(databaseFile(), 'SELECT count(*) FROM numerics')).toStrictEqual([20])
  expect(inspect(databaseFile(), 'SELECT count(*) FROM more')).toStrictEqual([0])
})

it('R1: a step that fails leaves the schema as it was', async () => {
  await migrateFile(MIGRATIONS)
  await expect(migrateFile(next(['CREATE TABLE more (name TEXT) STRICT', 'NOT A STATEMENT']))).rejects.toThrow()
  expect(inspect(databaseFile(), 'SELECT max(version) FROM schema_migrations')).toStrictEqual([MIGRATIONS.at(-1)?.version])
  expect(inspect(databaseFile(), "SELECT name FROM sqlite_schema WHERE name = 'more'")).toStrictEqual([])
  const store = await openStore({ dataDir: place.folder, threaded: false })
  await store.record.append(numericsEntries(1, 1))
  expect(await store.record.inputsOf(sessionId(1))).toHaveLength(1)
  await store.close()
})

it('R1: a newer schema is refused with what to do, and is not touched', async () => {
  await migrateFile(next([]))
  for (const threaded of [false, true]) {
    const opening = openStore({ dataDir: place.folder, threaded })
    await expect(opening).rejects.toThrow(UnusableData)
    const newest = MIGRATIONS.at(-1)?.version ?? 0
    await expect(opening).rejects.toThrow(new RegExp(`schema ${newest + 1}.*knows up to ${newest}.*newer version`))
  }
  expect(existsSync(backups())).toBe(false)
})

it('R1: a database of another program is refused', async () => {
  mkdirSync(place.folder, { recursive: true })
  const other = openSqliteFile(databaseFile(), 50)
  other.exec('CREATE TABLE other (name TEXT)')
  other.close()
  await expect(openStore({ dataDir: place.folder, threaded: false })).rejects.toThrow('not made by Chairside')
})

it('S4: sessions of visits from before keep their patient, whatever becomes of the visit', async () => {
  await migrateFile(MIGRATIONS.filter(({ version }) => version < 6))
  const database = openSqliteFile(databaseFile(), 50)
  database.exec(`
    INSERT INTO patients VALUES ('p-1', 1, 'MRN-1', 'Any Name', 'mrn-1 any name', NULL, 0);
    INSERT INTO courses VALUES ('p-1', 1, 'neutral', 6, 0, 0), ('p-1', 2, 'neutral', 6, 0, 0);
    INSERT INTO visits VALUES ('v-1', 1, 'p-1', 2, '2026-03-02', '09:00', 1, NULL, 0.5, 40, 1, 'expected', NULL, 's-1', '1', 'discharged');
    INSERT INTO visits VALUES ('v-2', 1, 'p-1', 2, '2026-03-09', '09:00', 2, NULL, 0.5, 40, 1, 'expected', NULL, NULL, NULL, NULL);`)
  database.close()
  const store = await openStore({ dataDir: place.folder, threaded: false })
  const patientId = 'p-1' as PatientId
  expect(await store.courses.sessionsOf(patientId)).toEqual([{ sessionId: 's-1', courseNo: 2 }])
  await store.patients.seat('v-1', null)
  expect(await store.courses.sessionsOf(patientId)).toEqual([{ sessionId: 's-1', courseNo: 2 }])
  await store.close()
})
