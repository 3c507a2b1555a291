import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Moment } from '@chairside/shared/time'
import { Kysely, SqliteDialect } from 'kysely'
import type { AlarmReviews } from '../ports/alarm-reviews.ts'
import type { ChartBuilder } from '../ports/charts.ts'
import type { Clock } from '../ports/clock.ts'
import type { Courses } from '../ports/courses.ts'
import type { Patients } from '../ports/patients.ts'
import type { ChartQuery, SessionRecord } from '../ports/record.ts'
import type { Registry } from '../ports/registry.ts'
import type { RetentionSource, SessionRemoval } from '../ports/retention.ts'
import type { Sessions } from '../ports/sessions.ts'
import type { Trail } from '../ports/trail.ts'
import type { WaveRecord } from '../ports/waves.ts'
import { type AuditFault, createAuditRecord, verifyAudit } from './audit-record.ts'
import { createChartQuery } from './chart-query.ts'
import { drawInProcess } from './chart-source.ts'
import { createChartThread } from './chart-thread.ts'
import type { Committer, ErrandRunner } from './commit-queue.ts'
import { createCourses } from './course-tables.ts'
import { createHeadsWriter, readHeads } from './heads.ts'
import { migrate } from './migrations.ts'
import { createRegistry } from './registry-tables.ts'
import { createRetentionSource } from './retention-tables.ts'
import { runErrand } from './run-errand.ts'
import type { Tables } from './schema.ts'
import { createSessionRecord } from './session-record.ts'
import { createSessionRemoval } from './session-removal.ts'
import { createSessionTables } from './session-tables.ts'
import { openSqliteFile } from './sqlite-file.ts'
import { createTrail } from './trail-tables.ts'
import { createPatients } from './visit-tables.ts'
import { createWaveJournal } from './wave-journal.ts'
import { createWaveRecord } from './wave-record.ts'
import { createWriter } from './writer.ts'
import type { WriterSettings } from './writer-messages.ts'
import { startWriterThread } from './writer-thread.ts'

export interface StoreOptions {
  /** The one folder that holds everything; made if absent, closed to other users. */
  readonly dataDir: string
  /** The writer in a thread of its own, as the server runs it; in the process itself otherwise. */
  readonly threaded: boolean
  /** How long a write waits for another process's lock before it fails. */
  readonly busyTimeoutMs?: number
  /** Times the commits of a room that runs: they share the disk's syncs. Absent: each begins as soon as it can. */
  readonly clock?: Pick<Clock, 'after' | 'monotonicMs'>
}

export interface Store {
  readonly record: SessionRecord
  readonly charts: ChartQuery
  readonly registry: Registry
  readonly patients: Patients
  readonly courses: Courses
  readonly waves: WaveRecord
  readonly sessions: Sessions
  readonly builder: ChartBuilder
  readonly reviews: AlarmReviews
  readonly trail: Trail
  readonly retention: RetentionSource
  readonly removal: SessionRemoval
  /** The newest `takenAt` of all sessions, or null: room time goes on from it after a restart. */
  newestMoment(): Promise<Moment | null>
  verifyAudit(): Promise<readonly AuditFault[]>
  /** Writes what waits and closes every file. */
  close(): Promise<void>
}

const inProcess = (settings: WriterSettings): Committer & ErrandRunner => {
  const writer = createWriter(openSqliteFile(settings.file, settings.busyTimeoutMs), createHeadsWriter(settings.headsFolder))
  const journal = createWaveJournal(settings.journalFolder)
  return {
    commit: async (entries) => {
      const failures = writer.commit(entries)
      writer.noteHeads()
      return failures
    },
    run: async (errand) => runErrand(writer, journal, errand),
    close: async () => {
      journal.close()
      writer.close()
    },
  }
}

/**
 * Opens the data folder, bringing an older schema up to date after a backup. Throws `UnusableData` for a newer schema or a
 * database that is not ours.
 */
export const openStore = async ({ dataDir, threaded, busyTimeoutMs = 5_000, clock }: StoreOptions): Promise<Store> => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  chmodSync(dataDir, 0o700)
  const settings: WriterSettings = {
    file: join(dataDir, 'chairside.db'),
    headsFolder: join(dataDir, 'heads'),
    journalFolder: join(dataDir, 'running-waves'),
    busyTimeoutMs,
  }
  const database = openSqliteFile(settings.file, busyTimeoutMs)
  // A connection of its own: a transaction of the registry spans turns, and nothing else may slip into it.
  const registryDatabase = openSqliteFile(settings.file, busyTimeoutMs)
  const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: registryDatabase }) })
  try {
    await migrate(registryDatabase, join(dataDir, 'backups'))
    const committer = threaded ? await startWriterThread(settings) : inProcess(settings)
    const { record, newestMoment } = createSessionRecord(database, committer, settings.headsFolder, clock ?? null)
    const chartThread = threaded ? createChartThread(settings) : null
    const builder = chartThread ?? drawInProcess(database, settings.headsFolder)
    const auditHeads = createHeadsWriter(settings.headsFolder)
    const audit = createAuditRecord(database, auditHeads)
    return {
      record,
      charts: createChartQuery(database),
      registry: createRegistry(kysely, audit.append),
      patients: createPatients(kysely),
      courses: createCourses(kysely),
      waves: createWaveRecord(database, committer),
      sessions: createSessionTables(kysely),
      trail: createTrail(database),
      retention: createRetentionSource(database, settings.headsFolder),
      removal: createSessionRemoval(database, audit, settings.headsFolder),
      builder,
      reviews: builder,
      newestMoment,
      verifyAudit: async () => verifyAudit(database, readHeads(settings.headsFolder)),
      close: async () => {
        await chartThread?.close()
        await record.close()
        auditHeads.write()
        // Not kysely.destroy(): it leaves a connection open that it never used.
        registryDatabase.close()
        database.close()
      },
    }
  } catch (error) {
    registryDatabase.close()
    database.close()
    throw error
  }
}
