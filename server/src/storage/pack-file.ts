import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'

const DATABASE = 'chairside.db'

/** `in-use`: somebody else has it open. `no-room`: the disk has no room for a second one. Either way the file is as it was. */
export type Packed = 'packed' | 'in-use' | 'no-room'

const WORDS: Readonly<Record<string, Packed>> = { SQLITE_BUSY: 'in-use', SQLITE_FULL: 'no-room' }

/** Writes the database anew without anything that was removed from it, the write-ahead log too. */
export const packFile = (dataDir: string): Packed => {
  const file = join(dataDir, DATABASE)
  if (!existsSync(file)) return 'packed'
  const database = new Sqlite(file, { timeout: 0 })
  try {
    // Of all that open a file with a write-ahead log, none can be there beside one that holds it so.
    database.pragma('locking_mode = EXCLUSIVE')
    database.pragma('secure_delete = ON')
    database.exec('BEGIN EXCLUSIVE; COMMIT')
    database.exec('VACUUM')
    database.pragma('wal_checkpoint(TRUNCATE)')
    return 'packed'
  } catch (error) {
    const said = error instanceof Error && 'code' in error ? WORDS[String(error.code)] : undefined
    if (said === undefined) throw error
    return said
  } finally {
    database.close()
  }
}

/** Copies of the database that were made before its schema changed: they still hold what is removed from it. */
export const copiesIn = (dataDir: string): readonly string[] => {
  const folder = join(dataDir, 'backups')
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.db'))
        .map((name) => join(folder, name))
    : []
}
