import type { SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { Database } from 'better-sqlite3'
import type { RecordEntry } from '../ports/record.ts'
import type { WaveBlock } from '../ports/waves.ts'
import { addToDigest, digestSoFar, newDigest } from './chain.ts'
import { createFactReader, createFactWriter, endsSession } from './fact-record.ts'
import { groupBy } from './group-by.ts'
import type { HeadsWriter } from './heads.ts'
import { canonicalText } from './json-text.ts'
import { createReadingReader, createReadingWriter } from './reading-record.ts'
import { createSessionStates, minuteOf, type SessionState } from './session-states.ts'
import { createWaveWriter, restOf } from './wave-tables.ts'

/** A session whose entries of a group could not be written. */
export interface CommitFailure {
  readonly sessionId: SessionId
  /** Never holds a value of the record. */
  readonly message: string
  /** The storage itself failed (disk full, locked, unreadable), as opposed to these entries alone. */
  readonly storageFailed: boolean
}

/** The record's order was broken: a bug of the caller, kept apart from the storage's own failures. */
class OutOfOrder extends Error {}

const STORAGE_FAILURE = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|CORRUPT|NOTADB|NOMEM|PROTOCOL|PERM|AUTH)/

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

const failureOf = (sessionId: SessionId, error: unknown): CommitFailure => ({
  sessionId,
  message: error instanceof OutOfOrder ? error.message : `${codeOf(error)}: ${error instanceof Error ? error.message : 'write failed'}`,
  storageFailed: STORAGE_FAILURE.test(codeOf(error)),
})

/**
 * The one that writes sessions: numbers their inputs, chains their facts, digests their minutes. Synchronous; it runs in the
 * writer thread, or in the process itself.
 */
export const createWriter = (database: Database, heads: HeadsWriter) => {
  const states = createSessionStates(database)
  const readings = createReadingWriter(database)
  const stored = createReadingReader(database)
  const chain = createFactWriter(database)
  const chainReader = createFactReader(database)
  const waves = createWaveWriter(database)
  const cache = new Map<string, SessionState>()

  const stateOf = (entry: RecordEntry): SessionState => {
    const known = cache.get(entry.sessionId)
    if (known !== undefined) return known
    const state = states.loadOrOpen(entry)
    cache.set(entry.sessionId, state)
    return state
  }

  const closeMinute = (state: SessionState, judgeVersion: number): void => {
    if (state.minuteFrom > state.lastInput) return
    const sha256 = digestSoFar(state.digest).toString('base64url')
    chain.addDigest(state, { from: state.minuteFrom, to: state.lastInput, sha256 }, judgeVersion)
    state.minuteFrom = state.lastInput + 1
    state.digest = newDigest()
  }

  /** An entry whose commit succeeded but whose answer was lost may come again: the same is done already, another is refused. */
  const checkRepeat = (state: SessionState, entry: RecordEntry): void => {
    const before = stored.readInputs(state.sessionNo, state.openedAt, entry.inputNumber, entry.inputNumber)
    const facts = chainReader.readFactsOfInput(state.sessionNo, entry.inputNumber)
    const same = canonicalText([before[0]?.input ?? null, facts]) === canonicalText([entry.input, entry.facts])
    if (!same) throw new OutOfOrder(`input ${entry.inputNumber} is recorded already, and differs`)
  }

  const addEntry = (entry: RecordEntry): void => {
    const state = stateOf(entry)
    if (entry.inputNumber <= state.lastInput) {
      checkRepeat(state, entry)
      return
    }
    if (entry.inputNumber !== state.lastInput + 1) {
      throw new OutOfOrder(`input ${entry.inputNumber} does not follow ${state.lastInput}`)
    }
    const minute = minuteOf(entry.input.takenAt)
    if (minute !== state.minute) closeMinute(state, entry.judgeVersion)
    state.minute = minute
    readings.addInput(state, entry.inputNumber, entry.input)
    addToDigest(state.digest, entry.input)
    state.lastInput = entry.inputNumber
    state.newestAt = Math.max(state.newestAt, Math.floor(entry.input.takenAt))
    for (const fact of entry.facts) {
      if (fact.seq !== state.lastFact + 1) throw new OutOfOrder(`fact ${fact.seq} does not follow ${state.lastFact}`)
      chain.addFact(state, fact, entry.inputNumber, entry.judgeVersion)
      state.lastFact = fact.seq
    }
    if (state.endedAt === null && entry.facts.some(endsSession)) {
      state.endedAt = Math.floor(entry.input.takenAt)
      closeMinute(state, entry.judgeVersion)
    }
  }

  const transaction = database.transaction((entries: readonly RecordEntry[]): void => {
    for (const entry of entries) addEntry(entry)
    for (const sessionId of new Set(entries.map((entry) => entry.sessionId))) {
      const state = cache.get(sessionId)
      if (state !== undefined) states.save(state)
    }
  })

  const settled = (state: SessionState): void => {
    const head = { at: state.newestAt, chain: state.sessionId, entry: state.lastEntry, hash: state.head.toString('hex') }
    heads.note(head, state.endedAt !== null)
    if (state.endedAt !== null) cache.delete(state.sessionId)
  }

  /** Null: committed. Otherwise nothing of `entries` is written, and what the cache thought of their sessions is forgotten. */
  const tryTransaction = (entries: readonly RecordEntry[]): unknown => {
    try {
      transaction.immediate(entries)
    } catch (error) {
      for (const entry of entries) cache.delete(entry.sessionId)
      return error ?? new Error('write failed')
    }
    for (const sessionId of new Set(entries.map((entry) => entry.sessionId))) {
      const state = cache.get(sessionId)
      if (state === undefined) continue
      settled(state)
    }
    return null
  }

  /** One session alone, in a transaction of its own. Throws what the storage threw, with nothing written. */
  const alone = <Done>(sessionId: SessionId, act: (state: SessionState) => Done): Done => {
    const state = cache.get(sessionId) ?? states.find(sessionId)
    if (state === null) throw new OutOfOrder('the session is not recorded')
    try {
      const done = database
        .transaction(() => {
          const result = act(state)
          states.save(state)
          return result
        })
        .immediate()
      settled(state)
      return done
    } catch (error) {
      cache.delete(sessionId)
      throw error
    }
  }

  return {
    /** Writes all entries in one transaction; if that fails, session by session. Returns the sessions that failed; never throws. */
    commit: (entries: readonly RecordEntry[]): readonly CommitFailure[] => {
      const error = tryTransaction(entries)
      if (error === null) return []
      const bySession = groupBy(entries, (entry) => entry.sessionId)
      // Another holds the file: each session alone would wait the whole timeout again.
      const shared = bySession.size === 1 || /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))
      if (shared) return [...bySession.keys()].map((sessionId) => failureOf(sessionId, error))
      return [...bySession].flatMap(([sessionId, ofSession]) => {
        const alone = tryTransaction(ofSession)
        return alone === null ? [] : [failureOf(sessionId, alone)]
      })
    },
    /** Packs and writes a block, with its digest in the chain. Throws where that fails; what was stored before is done already. */
    storeWaves: (block: WaveBlock): void =>
      alone(block.sessionId, (state) => {
        if (waves.isStored(state.sessionNo, block.fromAt)) return
        chain.addWaves(state, waves.add(state.sessionNo, block), state.lastInput, state.judgeVersion)
      }),
    /** Stores a block of a server that crashed, or what of it is not stored yet; false: nothing, or no such session is recorded. */
    recoverWaves: (block: WaveBlock): boolean => {
      if (!states.isKnown(block.sessionId)) return false
      return alone(block.sessionId, (state) => {
        const left = restOf(block, waves.storedUntil(state.sessionNo, block))
        if (left === null) return false
        chain.addWaves(state, waves.add(state.sessionNo, left), state.lastInput, state.judgeVersion)
        return true
      })
    },
    /** Removes the blocks of ended sessions from before, session by session, and says so in each chain. Returns how many went. */
    removeWavesBefore: (until: Moment): number => {
      let removed = 0
      for (const sessionId of waves.sessionsBefore(until))
        removed += alone(sessionId, (state) => {
          chain.addWaves(state, { wavesRemoved: { until } }, state.lastInput, state.judgeVersion)
          return waves.removeBefore(state.sessionNo, until)
        })
      return removed
    },
    /** After a commit was answered: heads are not urgent. */
    noteHeads: heads.writeIfDue,
    close: (): void => {
      heads.write()
      database.close()
    },
  }
}
export type Writer = ReturnType<typeof createWriter>
