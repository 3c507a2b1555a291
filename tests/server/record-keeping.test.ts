import { createRecordKeeping, type EntryDraft, JOURNAL_LIMIT } from '@chairside/server/monitor/record-keeping'
import { recover } from '@chairside/server/monitor/recovery'
import { createRoom } from '@chairside/server/monitor/room'
import type { Announcer } from '@chairside/server/ports/announcer'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { chairIdSchema, sessionIdSchema, sourceIdSchema } from '@chairside/shared/identity'
import { expect, test, vi } from 'vitest'
import { createManualClock } from '../support/server-clock.ts'
import { checkIn, silentLog } from '../support/server-harness.ts'
import { createMemoryStore } from '../support/server-memory-store.ts'

const chairId = chairIdSchema.parse('1')
const sessionId = sessionIdSchema.parse('s-1')

const delivery = (seq: number): EntryDraft => ({
  sessionId,
  chairId,
  input: {
    kind: 'delivery',
    takenAt: seq,
    sourceId: sourceIdSchema.parse('mon-1'),
    sentAt: seq,
    entries: [{ kind: 'apnoea', seq, at: seq }],
  },
  facts: [],
  judgeVersion: 1,
})
const fact = (seq: number): EntryDraft => ({
  ...delivery(seq),
  input: { kind: 'tick', takenAt: seq },
  facts: [{ seq, at: seq, kind: 'planned-end-reached' }],
})

const keeper = (open: readonly string[] = ['1']) => {
  const store = createMemoryStore()
  const clock = createManualClock()
  const chairs: string[] = []
  const rooms: boolean[] = []
  const keeping = createRecordKeeping({
    record: store.record,
    clock,
    log: silentLog,
    openChairs: () => open.map((chair) => chairIdSchema.parse(chair)),
    chairChanged: (chair, possible) => chairs.push(`${chair} ${possible}`),
    roomChanged: (notRecording) => rooms.push(notRecording),
  })
  return { store, clock, chairs, rooms, keeping }
}

test('G6: a write that takes too long counts as failing until it settles', async () => {
  const { store, clock, chairs, rooms, keeping } = keeper()
  store.hold()
  const saved = keeping.save(delivery(1))
  clock.pass(4_000)
  expect(await saved.prompt).toBe(false)
  expect(chairs).toEqual(['1 false'])
  expect(rooms).toEqual([true])
  expect(await keeping.save(delivery(2)).prompt).toBe(false)
  store.release()
  expect(await saved.durable).toBe(true)
  await vi.waitFor(() => expect(chairs).toEqual(['1 false', '1 true']))
  expect(rooms).toEqual([true, false])
  expect(store.written.map((entry) => entry.inputNumber)).toEqual([1, 2])
})

test('G6: what waited is written in order before anything newer, and numbered without gaps', async () => {
  const { store, clock, keeping } = keeper()
  store.fail('all')
  const first = keeping.save(delivery(1))
  expect(await first.prompt).toBe(false)
  for (let seq = 2; seq <= 1_200; seq += 1) keeping.save(delivery(seq))
  store.mend()
  const last = keeping.save(fact(1_201))
  clock.pass(1_000)
  expect(await last.durable).toBe(true)
  expect(store.written.map((entry) => entry.input.takenAt)).toEqual(Array.from({ length: 1_201 }, (_, index) => index + 1))
})

test('G6: a full journal lets go of deliveries that stated nothing, never of a fact', async () => {
  const { store, clock, keeping } = keeper()
  store.fail('all')
  const stated = keeping.save(fact(1))
  expect(await stated.prompt).toBe(false)
  const oldest = keeping.save(delivery(2))
  for (let seq = 3; seq <= JOURNAL_LIMIT + 1; seq += 1) keeping.save(delivery(seq))
  expect(await oldest.durable).toBe(false)
  store.mend()
  clock.pass(1_000)
  expect(await stated.durable).toBe(true)
  expect(await keeping.drain(1_000)).toBe(true)
  expect(store.written).toHaveLength(JOURNAL_LIMIT)
  expect(store.written.at(-1)?.inputNumber).toBe(JOURNAL_LIMIT)
})

test('G6: the room is not recording when nobody succeeds, not when one chair alone fails', async () => {
  const { store, clock, rooms, keeping } = keeper(['1', '2'])
  const other = { ...delivery(1), chairId: chairIdSchema.parse('2'), sessionId: sessionIdSchema.parse('s-2') }
  store.fail([sessionId])
  expect(await keeping.save(delivery(1)).prompt).toBe(false)
  for (let round = 0; round < 5; round += 1) {
    expect(await keeping.save({ ...other, input: { kind: 'tick', takenAt: round } }).prompt).toBe(true)
    clock.pass(1_000)
  }
  expect(rooms).toEqual([])
  expect(keeping.failingChairs()).toEqual(['1'])
  store.fail('all')
  expect(await keeping.save({ ...other, input: { kind: 'tick', takenAt: 5 } }).prompt).toBe(false)
  expect(keeping.failingChairs()).toEqual(['1', '2'])
  expect(rooms).toEqual([true])
  store.fail([sessionId])
  clock.pass(1_000)
  await vi.waitFor(() => expect(keeping.failingChairs()).toEqual(['1']))
  expect(rooms).toEqual([true, false])
})

test('G6: a record that can be written again is recording, though entries come faster than they are written', async () => {
  const { store, clock, chairs, keeping } = keeper()
  store.fail('all')
  const first = keeping.save(delivery(1))
  expect(await first.prompt).toBe(false)
  store.mend()
  store.hold()
  clock.pass(1_000)
  const second = keeping.save(delivery(2))
  store.release()
  store.hold()
  expect(await first.durable).toBe(true)
  expect(chairs).toEqual(['1 false', '1 true'])
  const third = keeping.save(delivery(3))
  store.release()
  expect(await second.durable).toBe(true)
  expect(await third.prompt).toBe(true)
  expect(store.written.map((entry) => entry.inputNumber)).toEqual([1, 2, 3])
})

test('G6: a record so slow that every write is too late stays not recording until one is in time', async () => {
  const { store, clock, chairs, keeping } = keeper()
  store.hold()
  const first = keeping.save(delivery(1))
  clock.pass(4_000)
  const second = keeping.save(delivery(2))
  store.release()
  store.hold()
  expect(await first.durable).toBe(true)
  expect(chairs).toEqual(['1 false'])
  store.release()
  expect(await second.durable).toBe(true)
  expect(chairs).toEqual(['1 false', '1 true'])
})

test('drain gives up at its limit where nothing can be written', async () => {
  const { store, clock, keeping } = keeper()
  store.fail('all')
  expect(await keeping.save(delivery(1)).prompt).toBe(false)
  const drained = keeping.drain(3_000)
  clock.pass(3_000)
  expect(await drained).toBe(false)
})

const nobody: Announcer = { chairChanged: () => undefined, recordingChanged: () => undefined, sourcesChanged: () => undefined }

test('R4: recovery reports facts that this judge states otherwise, rewrites nothing, and numbers on after the recorded ones', async () => {
  const store = createMemoryStore()
  const clock = createManualClock()
  const begin = async () => {
    const recovered = await recover(store.record, silentLog)
    return {
      recovered,
      room: createRoom({ chairIds: [chairId], clock, record: store.record, announcer: nobody, log: silentLog, recovered }),
    }
  }
  const by = { staffId: 'nurse-1', name: 'A Nurse', role: 'nurse' } as const
  const first = await begin()
  const act = checkIn()
  const opened = new Promise((resolve) =>
    first.room.runner('1')?.act({ kind: 'act', by, act, opening: { sessionId, protocol: DEFAULT_PROTOCOL } }, resolve),
  )
  expect(await opened).toEqual({ ok: true, recorded: true })
  expect((await begin()).recovered).toMatchObject([{ differences: 0, seqOffset: 0, inputs: 1 }])

  // As an older judge would have stated it: one fact more.
  const entry = store.written[0]
  if (entry === undefined) throw new Error('nothing was written')
  const more = { seq: entry.facts.length + 1, at: clock.roomNow(), kind: 'planned-end-reached' } as const
  store.written[0] = { ...entry, facts: [...entry.facts, more] }
  const before = structuredClone(store.written)
  const second = await begin()
  expect(second.recovered).toMatchObject([{ differences: 1, seqOffset: 1 }])
  expect(second.room.differences).toBe(1)
  expect(store.written).toEqual(before)
  const noted = new Promise((resolve) =>
    second.room.runner('1')?.act({ kind: 'act', by, act: { kind: 'enter', entry: { kind: 'note', text: 'later' } } }, resolve),
  )
  expect(await noted).toEqual({ ok: true, recorded: true })
  expect(store.written.at(-1)?.facts[0]?.seq).toBe(more.seq + 1)
})

test('R4: takenAt never goes back, whatever the clock says', async () => {
  const store = createMemoryStore()
  const clock = createManualClock()
  const backwards = { ...clock, roomNow: () => Math.max(0, 10_000 - clock.roomNow() / 1e12 - steps++) }
  let steps = 0
  const room = createRoom({ chairIds: [chairId], clock: backwards, record: store.record, announcer: nobody, log: silentLog, recovered: [] })
  const by = { staffId: 'nurse-1', name: 'A Nurse', role: 'nurse' } as const
  const note = { kind: 'enter', entry: { kind: 'note', text: 'text' } } as const
  const acts = [checkIn(), note, note, note]
  for (const act of acts) {
    const opening = act.kind === 'check-in' ? { opening: { sessionId, protocol: DEFAULT_PROTOCOL } } : {}
    expect(await new Promise((resolve) => room.runner('1')?.act({ kind: 'act', by, act, ...opening }, resolve))).toMatchObject({ ok: true })
  }
  const moments = store.written.map((written) => written.input.takenAt)
  expect(moments).toHaveLength(4)
  expect([...moments].sort((a, b) => a - b)).toEqual(moments)
})
