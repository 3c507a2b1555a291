import type { Database } from 'better-sqlite3'
import type { WaveRecord } from '../ports/waves.ts'
import type { ErrandRunner } from './commit-queue.ts'
import { createWaveReader } from './wave-tables.ts'
import type { Errand } from './writer-messages.ts'

/** The record of waves as its port says: written by the writer between its commits, one errand after the other. */
export const createWaveRecord = (database: Database, writer: ErrandRunner): WaveRecord => {
  const reader = createWaveReader(database)
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (errand: Errand): Promise<number> => {
    const mine = last.then(() => writer.run(errand))
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    store: async (block) => {
      await inTurn({ kind: 'store-waves', block })
    },
    blocksOf: async (sessionId, fromAt, toAt) => reader.blocksOf(sessionId, fromAt, toAt),
    storedOf: async (sessionId) => reader.storedOf(sessionId),
    journal: async (pieces, before) => {
      await inTurn({ kind: 'journal-waves', pieces, before })
    },
    recover: () => inTurn({ kind: 'recover-waves' }),
    removeBefore: (until) => inTurn({ kind: 'remove-waves', until }),
  }
}
