import { chmodSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'

/**
 * Opens the file for this program alone: write-ahead log, every commit synced to the disk before it is answered.
 * `busyTimeoutMs`: how long a write waits for another connection's lock before it fails.
 */
export const openSqliteFile = (file: string, busyTimeoutMs: number): Database => {
  const database = new Sqlite(file, { timeout: busyTimeoutMs })
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('trusted_schema = OFF')
  chmodSync(file, 0o600)
  return database
}
