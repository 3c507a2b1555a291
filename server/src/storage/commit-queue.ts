import type { Clock } from '../ports/clock.ts'
import { type RecordEntry, RecordFailure } from '../ports/record.ts'
import type { CommitFailure } from './writer.ts'
import type { Errand } from './writer-messages.ts'

/** A writer, wherever it runs. One commit at a time. */
export interface Committer {
  /** Rejects only if the writer itself is gone; then nothing is known to be written. */
  commit(entries: readonly RecordEntry[]): Promise<readonly CommitFailure[]>
  close(): Promise<void>
}

/** What a writer does between commits. */
export interface ErrandRunner {
  /** One at a time. Resolves with what it counted, rejects where it failed. */
  run(errand: Errand): Promise<number>
}

interface Append {
  readonly entries: readonly RecordEntry[]
  readonly resolve: () => void
  readonly reject: (failure: RecordFailure) => void
}

/** Between the beginnings of two commits: a sync of the disk for each reading would be most of the server's work. */
export const COMMIT_EVERY_MS = 100

/** Somebody waits for an answer, or it is what the judge stated. */
const isUrgent = ({ input, facts }: RecordEntry): boolean => input.kind === 'act' || facts.length > 0

/**
 * Groups appends: one commit for all that waits, begun when the last one ended and at most every `COMMIT_EVERY_MS` of `clock`, sooner
 * where something urgent waits. Without a clock: as soon as the last one ended.
 */
export const createCommitQueue = (committer: Committer, clock: Pick<Clock, 'after' | 'monotonicMs'> | null = null) => {
  let waiting: Append[] = []
  let urgent = false
  let begunMs = Number.NEGATIVE_INFINITY
  /** Ends the wait for the next commit's turn; null: nothing waits for it. */
  let hurry: (() => void) | null = null
  let draining: Promise<void> | null = null
  let lastSucceeded = true
  let closed = false

  const settle = (append: Append, failures: readonly CommitFailure[]): void => {
    if (failures.length === 0) {
      append.resolve()
      return
    }
    const sessions = new Set<string>(append.entries.map((entry) => entry.sessionId))
    const own = failures.filter((failure) => sessions.has(failure.sessionId))
    if (own.length === 0) append.resolve()
    else {
      const ids = own.map((failure) => failure.sessionId)
      append.reject(new RecordFailure(ids, new Error(own.map((failure) => failure.message).join('; '))))
    }
  }

  const commitAll = async (batch: readonly Append[]): Promise<void> => {
    const entries = batch.flatMap((append) => append.entries)
    try {
      const failures = await committer.commit(entries)
      if (failures.some((failure) => failure.storageFailed)) lastSucceeded = false
      // A session that fails for a reason of its own says nothing about the storage.
      else if (entries.some((entry) => !failures.some((failure) => failure.sessionId === entry.sessionId))) lastSucceeded = true
      for (const append of batch) settle(append, failures)
    } catch (error) {
      lastSucceeded = false
      for (const append of batch) append.reject(new RecordFailure([...new Set(append.entries.map((entry) => entry.sessionId))], error))
    }
  }

  const turn = async ({ after, monotonicMs }: NonNullable<typeof clock>): Promise<void> => {
    const leftMs = begunMs + COMMIT_EVERY_MS - monotonicMs()
    if (leftMs > 0 && !urgent && !closed)
      await new Promise<void>((resolve) => {
        const cancel = after(leftMs, resolve)
        hurry = () => {
          cancel()
          resolve()
        }
      })
    hurry = null
    urgent = false
    begunMs = monotonicMs()
  }

  const drain = async (): Promise<void> => {
    // One turn of the microtask queue, so that appends made together are written together.
    await Promise.resolve()
    while (waiting.length > 0) {
      if (clock !== null) await turn(clock)
      const batch = waiting
      waiting = []
      await commitAll(batch)
    }
    draining = null
  }

  return {
    append: async (entries: readonly RecordEntry[]): Promise<void> => {
      if (entries.length === 0) return
      if (closed) throw new RecordFailure([...new Set(entries.map((entry) => entry.sessionId))], new Error('the record is closed'))
      await new Promise<void>((resolve, reject) => {
        waiting.push({ entries, resolve, reject })
        if (entries.some(isUrgent)) {
          urgent = true
          hurry?.()
        }
        draining ??= drain()
      })
    },
    /** True while the storage took the last commit. */
    writable: (): boolean => lastSucceeded && !closed,
    /** Writes what waits, then closes the writer. */
    close: async (): Promise<void> => {
      if (closed) return
      closed = true
      hurry?.()
      await draining
      await committer.close()
    },
  }
}
