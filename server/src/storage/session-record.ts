import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { Database } from 'better-sqlite3'
import type { Clock } from '../ports/clock.ts'
import type { SessionRecord } from '../ports/record.ts'
import { type Committer, createCommitQueue } from './commit-queue.ts'
import { createFactReader } from './fact-record.ts'
import { readHeads } from './heads.ts'
import { createReadingReader } from './reading-record.ts'
import { verifySessions } from './verify-record.ts'

interface End {
  readonly last_entry: number
  readonly head: Buffer
}

interface Place {
  readonly session_no: number
  readonly opened_at: number
}

/** The record as its port says: appends go to the writer, reads to this connection. */
export const createSessionRecord = (
  database: Database,
  committer: Committer,
  headsFolder: string,
  clock: Pick<Clock, 'after' | 'monotonicMs'> | null,
) => {
  const queue = createCommitQueue(committer, clock)
  const readings = createReadingReader(database)
  const chain = createFactReader(database)
  const place = database.prepare<[string], Place>('SELECT session_no, opened_at FROM sessions WHERE session_id = ?')
  const open = database.prepare<[], { session_id: SessionId; chair_id: ChairId }>(
    'SELECT session_id, chair_id FROM sessions WHERE ended_at IS NULL ORDER BY session_no',
  )
  const end = database.prepare<[string], End>('SELECT last_entry, head FROM sessions WHERE session_id = ?')
  const newest = database.prepare<[], Moment | null>('SELECT max(newest_at) FROM sessions').pluck()

  const record: SessionRecord = {
    append: queue.append,
    openSessions: async () => open.all().map((row) => ({ sessionId: row.session_id, chairId: row.chair_id })),
    inputsOf: async (sessionId) => {
      const found = place.get(sessionId)
      return found === undefined ? [] : readings.readInputs(found.session_no, found.opened_at).map(({ input }) => input)
    },
    factsOf: async (sessionId) => {
      const found = place.get(sessionId)
      return found === undefined ? [] : chain.readFacts(found.session_no)
    },
    contentOf: async (sessionId) => {
      const found = end.get(sessionId)
      return found === undefined ? null : { entry: found.last_entry, hash: found.head.toString('hex') }
    },
    verify: async (sessionId) => {
      // Heads first: they are written after their entries, so that none can name what this snapshot does not hold.
      const heads = readHeads(headsFolder)
      return database.transaction(() => verifySessions(database, heads, sessionId ?? null))()
    },
    writable: queue.writable,
    close: queue.close,
  }
  return {
    record,
    /** The newest `takenAt` of all sessions, or null: room time goes on from it after a restart. */
    newestMoment: async (): Promise<Moment | null> => newest.get() ?? null,
  }
}
