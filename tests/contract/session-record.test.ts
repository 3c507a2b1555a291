import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ChairInput } from '@chairside/server/domain/chair-input'
import { RecordFailure } from '@chairside/server/ports/record'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  chairId,
  endingFact,
  entriesOf,
  inputsArbitrary,
  numericsEntries,
  numericsEntry,
  numericsInput,
  SOURCE,
  START,
  sessionId,
  temporaryFolder,
} from './record-samples.ts'

describe.each([
  { name: 'SQLite, writer in the process', threaded: false, runs: 150 },
  { name: 'SQLite, writer in a thread', threaded: true, runs: 40 },
])('$name', ({ threaded, runs }) => {
  let place: ReturnType<typeof temporaryFolder>
  let store: Store
  const open = async (): Promise<Store> => openStore({ dataDir: place.folder, threaded, busyTimeoutMs: 50 })
  const reopen = async (): Promise<void> => {
    await store.close()
    store = await open()
  }
  /** Another hand on the same file. */
  const byHand = <Result>(act: (database: ReturnType<typeof openSqliteFile>) => Result): Result => {
    const database = openSqliteFile(join(place.folder, 'chairside.db'), 50)
    try {
      return act(database)
    } finally {
      database.close()
    }
  }

  beforeEach(async () => {
    place = temporaryFolder()
    store = await open()
  })
  afterEach(async () => {
    await store.close()
    place.remove()
  })

  it('R4: gives back exactly the inputs and facts that were appended, in order, also after a reopening', async () => {
    let session = 0
    await fc.assert(
      fc.asyncProperty(inputsArbitrary, fc.integer({ min: 0, max: 12 }), async (inputs, cut) => {
        session += 1
        const entries = entriesOf(session, inputs)
        await store.record.append(entries.slice(0, cut))
        if (session % 20 === 0) await reopen()
        await store.record.append(entries.slice(cut))
        const id = sessionId(session)
        const found = await store.record.inputsOf(id)
        expect(found).toStrictEqual(inputs)
        expect(JSON.stringify(found.map(ordered))).toBe(JSON.stringify(inputs.map(ordered)))
        expect(await store.record.factsOf(id)).toStrictEqual(entries.flatMap((entry) => entry.facts))
        expect(await store.record.verify(id)).toStrictEqual([])
      }),
      { numRuns: runs },
    )
    const before = await Promise.all(Array.from({ length: session }, (_, index) => store.record.inputsOf(sessionId(index + 1))))
    await reopen()
    const after = await Promise.all(Array.from({ length: session }, (_, index) => store.record.inputsOf(sessionId(index + 1))))
    expect(after).toStrictEqual(before)
    expect(await store.record.verify()).toStrictEqual([])
  }, 60_000)

  it('R4: a delivery that the columns were not made for is given back exactly too, and still charted', async () => {
    const second = numericsInput(1)
    const odd = { ...second, takenAt: second.takenAt + 0.25, later: 'a field of a newer version' }
    const inputs = [numericsInput(0), odd, numericsInput(2)]
    await store.record.append(entriesOf(1, inputs))
    expect(await store.record.inputsOf(sessionId(1))).toStrictEqual(inputs)
    expect(await store.charts.numericsOf(sessionId(1), START, START + 5_000)).toHaveLength(3)
    expect(await store.record.verify()).toStrictEqual([])
  })

  it('I1: an append is on the file when its promise resolves, for another reader too', async () => {
    await store.record.append(numericsEntries(1, 3))
    expect(byHand((database) => database.prepare('SELECT count(*) FROM numerics').pluck().get())).toBe(3)
  })

  it('R1: appends made together are kept whole and in order, whatever their number', async () => {
    const all = [1, 2, 3].flatMap((session) => numericsEntries(session, 130))
    await Promise.all(all.map(async (entry) => store.record.append([entry])))
    for (const session of [1, 2, 3]) {
      expect(await store.record.inputsOf(sessionId(session))).toStrictEqual(numericsEntries(session, 130).map((entry) => entry.input))
    }
    expect(await store.record.verify()).toStrictEqual([])
    expect(await store.newestMoment()).toBe(numericsInput(129).takenAt)
  })

  it('R1: an append is written whole or not at all', async () => {
    await store.record.append(numericsEntries(1, 2))
    const third = numericsEntry(1, 3)
    const gap = { ...numericsEntry(1, 4), facts: [endingFact(9, START)] }
    await expect(store.record.append([third, gap])).rejects.toThrow(RecordFailure)
    expect(await store.record.inputsOf(sessionId(1))).toHaveLength(2)
    await store.record.append([third, numericsEntry(1, 4)])
    expect(await store.record.inputsOf(sessionId(1))).toHaveLength(4)
    expect(await store.record.verify()).toStrictEqual([])
  })

  it('R1: a number that was skipped, or used for something else, is refused; the same entry again does nothing', async () => {
    await store.record.append(numericsEntries(1, 12))
    await expect(store.record.append([numericsEntry(1, 14)])).rejects.toThrow(RecordFailure)
    await expect(store.record.append([{ ...numericsEntry(1, 12), input: numericsInput(99) }])).rejects.toThrow(RecordFailure)
    await store.record.append(numericsEntries(1, 12).slice(8))
    expect(await store.record.inputsOf(sessionId(1))).toHaveLength(12)
    expect(await store.record.factsOf(sessionId(1))).toHaveLength(1)
    expect(store.record.writable()).toBe(true)
  })

  it('G6: one session whose write fails is alone not recorded, and goes on when writing is possible', async () => {
    byHand((database) =>
      database.exec(
        "CREATE TRIGGER planted BEFORE INSERT ON numerics WHEN NEW.session_no = 2 AND NEW.input_number = 2 BEGIN SELECT RAISE(ABORT, 'planted'); END",
      ),
    )
    await store.record.append([1, 2, 3].map((session) => numericsEntry(session, 1)))
    const results = await Promise.allSettled([1, 2, 3].map(async (session) => store.record.append([numericsEntry(session, 2)])))
    expect(results.map((result) => result.status)).toStrictEqual(['fulfilled', 'rejected', 'fulfilled'])
    const failure = await store.record
      .append([2, 3].map((session) => numericsEntry(session, session === 2 ? 2 : 3)))
      .catch((error) => error)
    expect(failure).toBeInstanceOf(RecordFailure)
    expect(failure.sessionIds).toStrictEqual([sessionId(2)])
    expect(store.record.writable()).toBe(true)
    expect((await store.record.inputsOf(sessionId(2))).length).toBe(1)
    expect((await store.record.inputsOf(sessionId(3))).length).toBe(3)
    byHand((database) => database.exec('DROP TRIGGER planted'))
    await store.record.append([numericsEntry(2, 2)])
    expect(await store.record.verify()).toStrictEqual([])
  })

  it('G6: a storage that refuses every write rejects, says so, and is written again when it is free', async () => {
    await store.record.append(numericsEntries(1, 1))
    const blocker = openSqliteFile(join(place.folder, 'chairside.db'), 50)
    blocker.exec('BEGIN IMMEDIATE')
    const results = await Promise.allSettled([store.record.append([numericsEntry(1, 2)]), store.record.append([numericsEntry(2, 1)])])
    expect(results.map((result) => result.status)).toStrictEqual(['rejected', 'rejected'])
    expect(store.record.writable()).toBe(false)
    blocker.exec('ROLLBACK')
    blocker.close()
    await store.record.append([numericsEntry(1, 2), numericsEntry(2, 1)])
    expect(store.record.writable()).toBe(true)
    expect(await store.record.inputsOf(sessionId(1))).toHaveLength(2)
  })

  it('R4: names the sessions that are still open, and only those', async () => {
    await store.record.append([...numericsEntries(1, 1), ...numericsEntries(2, 1)])
    const input: ChairInput = { kind: 'tick', takenAt: START + 5_000 }
    const last = { sessionId: sessionId(1), chairId: chairId(1), inputNumber: 2, input, facts: [endingFact(1, START)], judgeVersion: 1 }
    await store.record.append([last])
    expect(await store.record.openSessions()).toStrictEqual([{ sessionId: sessionId(2), chairId: chairId(2) }])
    await reopen()
    expect(await store.record.openSessions()).toStrictEqual([{ sessionId: sessionId(2), chairId: chairId(2) }])
    expect(await store.record.inputsOf(sessionId(99))).toStrictEqual([])
  })

  it('R1: heads are written outside the database, by the day of the record, when a session ends and at the close', async () => {
    await store.record.append(numericsEntries(1, 70))
    await reopen()
    const file = join(place.folder, 'heads', '2026-03-02.ndjson')
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ chain: sessionId(1), entry: 8, at: numericsInput(69).takenAt })
    expect(await store.record.verify()).toStrictEqual([])
  })

  it('R1: the data folder is closed to other users', () => {
    expect(statSync(place.folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(place.folder, 'chairside.db')).mode & 0o777).toBe(0o600)
  })

  it('R1: a closed record takes nothing more, and what waited is written', async () => {
    const waiting = store.record.append(numericsEntries(1, 5))
    await store.record.close()
    await waiting
    await expect(store.record.append([numericsEntry(1, 6)])).rejects.toThrow(RecordFailure)
    await reopen()
    expect(await store.record.inputsOf(sessionId(1))).toHaveLength(5)
  })

  it('V1: charts read numerics as they were measured, late ones in their place', async () => {
    const late: ChairInput = {
      kind: 'delivery',
      takenAt: START + 60_000,
      sourceId: SOURCE,
      sentAt: START + 59_000,
      entries: [{ kind: 'numerics', seq: 900, at: START + 1_500, values: { temp: 36.666666 }, off: ['spo2'], unmapped: [] }],
    }
    await store.record.append(entriesOf(1, [...[0, 1, 2, 3].map(numericsInput), late]))
    const rows = await store.charts.numericsOf(sessionId(1), START + 1_000, START + 2_000)
    expect(rows.map((row) => row.at)).toStrictEqual([START + 1_000, START + 1_500, START + 2_000])
    expect(rows[0]).toStrictEqual({ at: START + 1_000, hr: 71, pulse: 70, spo2: 95, rr: 13, etco2: 35, temp: 36.5 })
    expect(rows[1]).toStrictEqual({ at: START + 1_500, hr: null, pulse: null, spo2: null, rr: null, etco2: null, temp: 36.67 })
  })
})

/** Values in the monitor's own order of naming: the judge may depend on it. */
const ordered = (input: ChairInput): unknown =>
  input.kind === 'delivery'
    ? input.entries.map((entry) => (entry.kind === 'numerics' ? Object.keys(entry.values) : entry.kind))
    : input.kind
