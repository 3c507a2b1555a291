import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { RecordEntry, SessionRecord } from '../ports/record.ts'
import { type Deferred, deferred } from './deferred.ts'

/** An entry before it is numbered: the number is given when it is written, so that none is skipped. */
export type EntryDraft = Omit<RecordEntry, 'inputNumber'>

export interface Saved {
  /** Resolves when the entry is durable (true), or as soon as it is plain that it cannot be for now (false). */
  readonly prompt: Promise<boolean>
  /** Resolves when the entry is durable in the end (true), or was dropped from a full journal (false). */
  readonly durable: Promise<boolean>
}

export interface RecordKeeping {
  save(draft: EntryDraft): Saved
  /** A session that goes on after a restart: how many of its inputs are recorded. */
  resume(sessionId: SessionId, inputs: number): void
  /** G6 for the whole room: no chair's record can be written. */
  notRecording(): boolean
  failingChairs(): readonly ChairId[]
  /** Resolves when nothing waits any more, or after `wallMs`. True: all is written. */
  drain(wallMs: number): Promise<boolean>
}

export interface RecordKeepingParts {
  readonly record: SessionRecord
  readonly clock: Clock
  readonly log: Log
  /** The chairs with a running session. */
  readonly openChairs: () => readonly ChairId[]
  /** One chair's record fails, or is written again. */
  readonly chairChanged: (chairId: ChairId, possible: boolean) => void
  readonly roomChanged: (notRecording: boolean) => void
}

/** Entries kept per chair while nothing can be written: some five hours of a monitor at 1 Hz. */
export const JOURNAL_LIMIT = 20_000
const ENTRIES_PER_WRITE = 500
/** A write that takes longer counts as failing until it settles. */
const WRITE_DEADLINE_MS = 4_000
const RETRY_MS = 1_000
/** While one chair fails, the others get this long to show that they do not. */
const ROOM_DOUBT_MS = 2_500

interface Waiting {
  readonly draft: EntryDraft
  readonly prompt: Deferred<boolean>
  readonly durable: Deferred<boolean>
}

interface Ledger {
  readonly chairId: ChairId
  readonly waiting: Waiting[]
  /** How many of `waiting`, from its head, are being written now. */
  writing: number
  failingSinceMs: number | null
  dropped: number
}

/** Writes each chair's entries in order, one write at a time; what cannot be written waits in a bounded journal and goes first later (G6). */
export const createRecordKeeping = (parts: RecordKeepingParts): RecordKeeping => {
  const { record, clock, log } = parts
  const ledgers = new Map<ChairId, Ledger>()
  const written = new Map<SessionId, number>()
  let lastSuccessMs = Number.NEGATIVE_INFINITY
  let roomFails = false
  let idle: (() => void)[] = []

  const ledgerOf = (chairId: ChairId): Ledger => {
    const known = ledgers.get(chairId)
    if (known !== undefined) return known
    const fresh: Ledger = { chairId, waiting: [], writing: 0, failingSinceMs: null, dropped: 0 }
    ledgers.set(chairId, fresh)
    return fresh
  }

  /** Those with a `failingSinceMs`. */
  const failing = new Set<Ledger>()

  const judgeRoom = (): void => {
    if (failing.size === 0 && !roomFails) return
    const since = Math.min(...[...failing].map((ledger) => ledger.failingSinceMs ?? Number.POSITIVE_INFINITY))
    // A chair that failed alone for long, while others were written, must not hide that by now every one fails.
    const allFail = parts.openChairs().every((chairId) => (ledgers.get(chairId)?.failingSinceMs ?? null) !== null)
    const noneSucceeds = lastSuccessMs < since && clock.monotonicMs() - since >= ROOM_DOUBT_MS
    const now = failing.size > 0 && (allFail || noneSucceeds)
    if (now === roomFails) return
    roomFails = now
    parts.roomChanged(now)
  }

  const numbered = (batch: readonly Waiting[]): readonly RecordEntry[] => {
    const next = new Map<SessionId, number>()
    return batch.map(({ draft }) => {
      const inputNumber = (next.get(draft.sessionId) ?? written.get(draft.sessionId) ?? 0) + 1
      next.set(draft.sessionId, inputNumber)
      return { ...draft, inputNumber }
    })
  }

  const begunToFail = (ledger: Ledger): void => {
    for (const waiting of ledger.waiting) waiting.prompt.resolve(false)
    if (ledger.failingSinceMs === null) {
      ledger.failingSinceMs = clock.monotonicMs()
      failing.add(ledger)
      parts.chairChanged(ledger.chairId, false)
    }
    judgeRoom()
  }

  /** `caughtUp`: the write took all that waited when it began, and took it in time. */
  const succeeded = (ledger: Ledger, entries: readonly RecordEntry[], caughtUp: boolean): void => {
    lastSuccessMs = clock.monotonicMs()
    for (const entry of entries) written.set(entry.sessionId, entry.inputNumber)
    for (const waiting of ledger.waiting.splice(0, entries.length)) {
      waiting.prompt.resolve(true)
      waiting.durable.resolve(true)
    }
    ledger.writing = 0
    // Where entries come faster than one is written, the journal is never seen empty.
    if (ledger.failingSinceMs !== null && (caughtUp || ledger.waiting.length === 0)) {
      log.info({ chair: ledger.chairId, dropped: ledger.dropped }, 'the record can be written again')
      ledger.failingSinceMs = null
      failing.delete(ledger)
      ledger.dropped = 0
      parts.chairChanged(ledger.chairId, true)
    }
    judgeRoom()
    write(ledger)
  }

  const failed = (ledger: Ledger, error: unknown): void => {
    ledger.writing = 0
    if (ledger.failingSinceMs === null) log.error({ chair: ledger.chairId, reason: describe(error) }, 'the record cannot be written')
    begunToFail(ledger)
    clock.after(RETRY_MS, () => write(ledger))
  }

  const write = (ledger: Ledger): void => {
    if (ledger.writing > 0) return
    const batch = ledger.waiting.slice(0, ENTRIES_PER_WRITE)
    if (batch.length === 0) {
      if (idle.length > 0 && [...ledgers.values()].every((other) => other.waiting.length === 0)) {
        for (const tell of idle) tell()
        idle = []
      }
      return
    }
    ledger.writing = batch.length
    const entries = numbered(batch)
    let caughtUp = batch.length === ledger.waiting.length
    const cancelDeadline = clock.after(WRITE_DEADLINE_MS, () => {
      caughtUp = false
      log.error({ chair: ledger.chairId }, 'a write to the record takes too long')
      begunToFail(ledger)
    })
    const writing = async (): Promise<void> => {
      try {
        await record.append(entries)
      } catch (error) {
        cancelDeadline()
        failed(ledger, error)
        return
      }
      cancelDeadline()
      succeeded(ledger, entries, caughtUp)
    }
    void writing()
  }

  /** A full journal lets go of the oldest delivery that stated nothing: its monitor has no receipt, and sends it again. */
  const makeRoom = (ledger: Ledger): void => {
    if (ledger.waiting.length < JOURNAL_LIMIT) return
    const index = ledger.waiting.findIndex(
      ({ draft }, place) => place >= ledger.writing && draft.input.kind === 'delivery' && draft.facts.length === 0,
    )
    if (index < 0) return
    for (const dropped of ledger.waiting.splice(index, 1)) dropped.durable.resolve(false)
    ledger.dropped += 1
    if (ledger.dropped === 1) log.error({ chair: ledger.chairId }, 'the journal of a chair that is not recorded is full')
  }

  return {
    save: (draft) => {
      const ledger = ledgerOf(draft.chairId)
      makeRoom(ledger)
      const waiting: Waiting = { draft, prompt: deferred(), durable: deferred() }
      ledger.waiting.push(waiting)
      if (ledger.failingSinceMs !== null) waiting.prompt.resolve(false)
      else write(ledger)
      return { prompt: waiting.prompt.promise, durable: waiting.durable.promise }
    },
    resume: (sessionId, inputs) => {
      written.set(sessionId, inputs)
    },
    notRecording: () => roomFails,
    failingChairs: () => [...failing].map((ledger) => ledger.chairId),
    drain: (wallMs) => {
      const empty = (): boolean => [...ledgers.values()].every((ledger) => ledger.waiting.length === 0)
      if (empty()) return Promise.resolve(true)
      return new Promise((resolve) => {
        const cancel = clock.after(wallMs, () => resolve(empty()))
        idle.push(() => {
          cancel()
          resolve(true)
        })
      })
    },
  }
}

const describe = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return cause instanceof Error ? cause.message : String(cause)
}
