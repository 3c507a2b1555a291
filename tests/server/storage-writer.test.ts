import { join } from 'node:path'
import { type RecordEntry, RecordFailure } from '@chairside/server/ports/record'
import { COMMIT_EVERY_MS, type Committer, createCommitQueue } from '@chairside/server/storage/commit-queue'
import { createHeadsWriter } from '@chairside/server/storage/heads'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import { createWriter } from '@chairside/server/storage/writer'
import { startWriterThread } from '@chairside/server/storage/writer-thread'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { endingFact, numericsEntries, numericsEntry, sessionId, temporaryFolder } from '../contract/record-samples.ts'

let place: ReturnType<typeof temporaryFolder>
beforeEach(async () => {
  place = temporaryFolder()
  const store = await openStore({ dataDir: place.folder, threaded: false })
  await store.close()
})
afterEach(() => place.remove())

const settings = () => ({
  file: join(place.folder, 'chairside.db'),
  headsFolder: join(place.folder, 'heads'),
  journalFolder: join(place.folder, 'running-waves'),
  busyTimeoutMs: 50,
})

it('G6: a full disk rejects every append until there is room, and loses nothing that was acknowledged', async () => {
  const database = openSqliteFile(settings().file, 50)
  const writer = createWriter(database, createHeadsWriter(settings().headsFolder))
  const queue = createCommitQueue({
    commit: async (entries) => writer.commit(entries),
    close: async () => writer.close(),
  })
  database.pragma(`max_page_count = ${Number(database.pragma('page_count', { simple: true })) + 4}`)
  let acknowledged = 0
  let failure: unknown
  for (let number = 1; failure === undefined && number < 5_000; number += 1) {
    await queue.append([numericsEntry(1, number)]).then(
      () => {
        acknowledged = number
      },
      (error) => {
        failure = error
      },
    )
  }
  expect(failure).toBeInstanceOf(RecordFailure)
  expect(String((failure as Error).cause)).toContain('SQLITE_FULL')
  expect(queue.writable()).toBe(false)
  await expect(queue.append([numericsEntry(1, acknowledged + 1)])).rejects.toThrow(RecordFailure)
  database.pragma('max_page_count = 1000000')
  await queue.append(numericsEntries(1, acknowledged + 50).slice(acknowledged))
  expect(queue.writable()).toBe(true)
  await queue.close()
  const store = await openStore({ dataDir: place.folder, threaded: false })
  expect(await store.record.inputsOf(sessionId(1))).toStrictEqual(numericsEntries(1, acknowledged + 50).map((entry) => entry.input))
  expect(await store.record.verify()).toStrictEqual([])
  await store.close()
})

it('I1: what waits while a commit runs shares the next one; nothing is answered before its own', async () => {
  const commits: { entries: readonly unknown[]; done: () => void }[] = []
  const held: Committer = {
    commit: async (entries) => new Promise((resolve) => commits.push({ entries, done: () => resolve([]) })),
    close: async () => undefined,
  }
  const queue = createCommitQueue(held)
  const answered: number[] = []
  const append = async (session: number): Promise<void> => {
    await queue.append([numericsEntry(session, 1)])
    answered.push(session)
  }
  const all = [append(1), append(2)]
  await Promise.resolve()
  all.push(append(3), append(4), append(5))
  await Promise.resolve()
  expect(commits.map((commit) => commit.entries.length)).toStrictEqual([2])
  expect(answered).toStrictEqual([])
  commits[0]?.done()
  await Promise.all(all.slice(0, 2))
  expect(answered).toStrictEqual([1, 2])
  expect(commits.map((commit) => commit.entries.length)).toStrictEqual([2, 3])
  commits[1]?.done()
  await Promise.all(all)
  expect(answered).toStrictEqual([1, 2, 3, 4, 5])
})

/** A queue on a clock that a test moves: when each commit began, and with how many entries. */
const pacedQueue = () => {
  let nowMs = 0
  let timers: { readonly atMs: number; readonly act: () => void }[] = []
  const commits: (readonly [number, number])[] = []
  const queue = createCommitQueue(
    {
      commit: async (entries) => {
        commits.push([nowMs, entries.length])
        return []
      },
      close: async () => undefined,
    },
    {
      monotonicMs: () => nowMs,
      after: (wallMs, act) => {
        const timer = { atMs: nowMs + wallMs, act }
        timers.push(timer)
        return () => {
          timers = timers.filter((other) => other !== timer)
        }
      },
    },
  )
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  const advanceTo = async (ms: number): Promise<void> => {
    nowMs = ms
    for (const timer of timers.filter(({ atMs }) => atMs <= nowMs)) {
      timers = timers.filter((other) => other !== timer)
      timer.act()
    }
    await settle()
  }
  return { queue, commits, advanceTo, settle, timers: () => timers.length }
}

it('I1: on a clock, what comes within 50 ms of a commit shares the next one, and a queue that rests commits at once', async () => {
  const { queue, commits, advanceTo, settle } = pacedQueue()
  const first = queue.append([numericsEntry(1, 1)])
  await settle()
  expect(commits).toStrictEqual([[0, 1]])
  await advanceTo(10)
  const shared = [queue.append([numericsEntry(2, 1)]), queue.append([numericsEntry(3, 1)])]
  await advanceTo(COMMIT_EVERY_MS - 1)
  expect(commits).toHaveLength(1)
  await advanceTo(COMMIT_EVERY_MS)
  expect(commits).toStrictEqual([
    [0, 1],
    [COMMIT_EVERY_MS, 2],
  ])
  await Promise.all([first, ...shared])
  await advanceTo(500)
  await queue.append([numericsEntry(1, 2)])
  expect(commits.at(-1)).toStrictEqual([500, 1])
})

it('I1: an act and what the judge states wait for no clock, and take what waits with them', async () => {
  const { queue, commits, advanceTo, settle, timers } = pacedQueue()
  await queue.append([numericsEntry(1, 1)])
  const waiting = queue.append([numericsEntry(2, 1)])
  await advanceTo(5)
  expect(commits).toHaveLength(1)
  const stated = queue.append([{ ...numericsEntry(3, 1), facts: [endingFact(1, 0)] }])
  await settle()
  expect(commits.at(-1)).toStrictEqual([5, 2])
  const act: RecordEntry['input'] = {
    kind: 'act',
    takenAt: 6,
    by: { staffId: 'n1', name: 'N', role: 'nurse' },
    act: { kind: 'begin-baseline' },
  }
  await advanceTo(6)
  const acted = queue.append([{ ...numericsEntry(3, 2), input: act }])
  await settle()
  expect(commits.at(-1)).toStrictEqual([6, 1])
  expect(timers()).toBe(0)
  await Promise.all([waiting, stated, acted])
})

it('R1: closing writes what waits for its turn at once', async () => {
  const { queue, commits } = pacedQueue()
  await queue.append([numericsEntry(1, 1)])
  const waiting = queue.append([numericsEntry(2, 1)])
  await queue.close()
  await waiting
  expect(commits).toStrictEqual([
    [0, 1],
    [0, 1],
  ])
})

it('G6: a writer that is gone rejects what it had, and the next append tries again', async () => {
  let gone = true
  const flaky: Committer = {
    commit: async () => {
      if (gone) throw new Error('the writer thread ended')
      return []
    },
    close: async () => undefined,
  }
  const queue = createCommitQueue(flaky)
  await expect(queue.append([numericsEntry(1, 1)])).rejects.toMatchObject({ sessionIds: [sessionId(1)] })
  expect(queue.writable()).toBe(false)
  gone = false
  await queue.append([numericsEntry(1, 1)])
  expect(queue.writable()).toBe(true)
})

it('G6: a writer thread that dies fails the commit in hand, and the next commit starts another', async () => {
  const committer = await startWriterThread(settings())
  expect(await committer.commit([numericsEntry(1, 1)])).toStrictEqual([])
  // Not a list of entries at all: the one thing that the writer does not survive.
  await expect(committer.commit(null as never)).rejects.toThrow()
  expect(await committer.commit([numericsEntry(1, 2)])).toStrictEqual([])
  await committer.close()
})

it('R1: a writer thread that cannot open its database says so', async () => {
  await expect(startWriterThread({ ...settings(), file: join(place.folder, 'absent', 'chairside.db') })).rejects.toThrow()
})
