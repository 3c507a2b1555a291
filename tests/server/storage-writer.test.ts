import { join } from 'node:path'
import { RecordFailure } from '@chairside/server/ports/record'
import { type Committer, createCommitQueue } from '@chairside/server/storage/commit-queue'
import { createHeadsWriter } from '@chairside/server/storage/heads'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import { createWriter } from '@chairside/server/storage/writer'
import { startWriterThread } from '@chairside/server/storage/writer-thread'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { numericsEntries, numericsEntry, sessionId, temporaryFolder } from '../contract/record-samples.ts'

let place: ReturnType<typeof temporaryFolder>
beforeEach(async () => {
  place = temporaryFolder()
  const store = await openStore({ dataDir: place.folder, threaded: false })
  await store.close()
})
afterEach(() => place.remove())

const settings = () => ({ file: join(place.folder, 'chairside.db'), headsFolder: join(place.folder, 'heads'), busyTimeoutMs: 50 })

it('G6: a full disk rejects every append until there is room, and loses nothing that was acknowledged', async () => {
  const database = openSqliteFile(settings().file, 50)
  const writer = createWriter(database, createHeadsWriter(settings().headsFolder))
  const queue = createCommitQueue({
    commit: async (entries) => writer.commit(entries),
    idle: writer.idle,
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
    idle: () => undefined,
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

it('G6: a writer that is gone rejects what it had, and the next append tries again', async () => {
  let gone = true
  const flaky: Committer = {
    commit: async () => {
      if (gone) throw new Error('the writer thread ended')
      return []
    },
    idle: () => undefined,
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
