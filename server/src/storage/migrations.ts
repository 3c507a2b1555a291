import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database as SqliteDatabase } from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { FIRST_SCHEMA, type Tables } from './schema.ts'
import { COURSES_SCHEMA } from './schema-courses.ts'
import { PINS_SCHEMA } from './schema-pins.ts'
import { REMOVALS_SCHEMA } from './schema-removals.ts'
import { SESSION_FILTERS_SCHEMA } from './schema-session-filters.ts'
import { SESSIONS_SCHEMA } from './schema-sessions.ts'
import { TRAIL_SCHEMA } from './schema-trail.ts'
import { VISITS_SCHEMA } from './schema-visits.ts'
import { WAVES_SCHEMA } from './schema-waves.ts'

/** One step forward of the schema. Landed steps are never changed; there are no steps back. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly statements: readonly string[]
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'first', statements: FIRST_SCHEMA },
  { version: 2, name: 'patients and visits', statements: VISITS_SCHEMA },
  { version: 3, name: 'pins and locks', statements: PINS_SCHEMA },
  { version: 4, name: 'waves', statements: WAVES_SCHEMA },
  { version: 5, name: 'session list and charts', statements: SESSIONS_SCHEMA },
  { version: 6, name: 'courses and outcome scores', statements: COURSES_SCHEMA },
  { version: 8, name: 'trail', statements: TRAIL_SCHEMA },
  { version: 9, name: 'removals', statements: REMOVALS_SCHEMA },
  { version: 10, name: 'several filters of the session list', statements: SESSION_FILTERS_SCHEMA },
]

/** The data folder cannot be used by this program as it is; the message says why, for the person who starts it. */
export class UnusableData extends Error {
  override readonly name = 'UnusableData'
}

const appliedVersion = (database: SqliteDatabase): number => {
  const tables = database.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  if (tables.length === 0) return 0
  if (!tables.some((table) => table.name === 'schema_migrations')) {
    throw new UnusableData('The database in the data folder was not made by Chairside. Choose another data folder.')
  }
  return database.prepare<[], number>('SELECT coalesce(max(version), 0) FROM schema_migrations').pluck().get() ?? 0
}

const freeBackupName = (folder: string, from: number, to: number): string => {
  for (let copy = 1; ; copy += 1) {
    const file = join(folder, `schema-${from}-before-${to}${copy === 1 ? '' : `-${copy}`}.db`)
    if (!existsSync(file)) return file
  }
}

const backUp = (database: SqliteDatabase, folder: string, from: number, to: number): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = freeBackupName(folder, from, to)
  database.prepare('VACUUM INTO ?').run(file)
  chmodSync(file, 0o600)
}

/**
 * Brings the schema to the newest version, all pending steps in one transaction. An existing older schema is first copied
 * into `backupFolder`. Throws `UnusableData` for a schema that is newer than this program, or a database that is not ours.
 */
export const migrate = async (
  database: SqliteDatabase,
  backupFolder: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> => {
  const newest = migrations.at(-1)?.version ?? 0
  const applied = appliedVersion(database)
  if (applied > newest) {
    throw new UnusableData(
      `The data folder has schema ${applied}, this version of Chairside knows up to ${newest}. Start the newer version, or restore a backup.`,
    )
  }
  if (applied === newest) return
  if (applied > 0) backUp(database, backupFolder, applied, newest)
  // Not destroyed: that would close the connection, which stays the caller's.
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
  await kysely.transaction().execute(async (step) => {
    await sql`CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT`.execute(step)
    for (const migration of migrations) {
      if (migration.version <= applied) continue
      for (const statement of migration.statements) await sql.raw(statement).execute(step)
      await step.insertInto('schema_migrations').values({ version: migration.version, name: migration.name }).execute()
    }
  })
}
