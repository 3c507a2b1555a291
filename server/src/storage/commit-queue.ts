import { type RecordEntry, RecordFailure } from '../ports/record.ts'
import type { CommitFailure } from './writer.ts'
import type { Errand } from './writer-messages.ts'

/** A writer, wherever it runs. One commit at a time. */
export interface Committer {
  /** Rejects only if the writer itself is gone; then nothing is known to be written. */
  commit(entries: readonly RecordEntry[]): Promise<readonly CommitFailure[]>
  /** Nothing waits. */
  idle(): void
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

/** Groups appends: one commit for all that waits, begun when the last one ended. */
export const createCommitQueue = (committer: Committer) => {
  let waiting: Append[] = []
  let draining: Promise<void> | null = null
  let lastSucceeded = true
  let closed = false

  const settle = (append: Append, failures: readonly CommitFailure[]): void => {
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

  const drain = async (): Promise<void> => {
    // One turn of the microtask queue, so that appends made together are written together.
    await Promise.resolve()
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await commitAll(batch)
    }
    draining = null
    committer.idle()
  }

  return {
    append: async (entries: readonly RecordEntry[]): Promise<void> => {
      if (entries.length === 0) return
      if (closed) throw new RecordFailure([...new Set(entries.map((entry) => entry.sessionId))], new Error('the record is closed'))
      await new Promise<void>((resolve, reject) => {
        waiting.push({ entries, resolve, reject })
        draining ??= drain()
      })
    },
    /** True while the storage took the last commit. */
    writable: (): boolean => lastSucceeded && !closed,
    /** Writes what waits, then closes the writer. */
    close: async (): Promise<void> => {
      if (closed) return
      closed = true
      await draining
      await committer.close()
    },
  }
}
