import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WaveBlock, WavePiece } from '@chairside/server/ports/waves'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { createWaveJournal } from '@chairside/server/storage/wave-journal'
import { MISSING_SAMPLE, samplesIn } from '@chairside/shared/waveform'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { numericsEntries, START, sessionId, temporaryFolder } from '../contract/record-samples.ts'

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

const MINUTE = 60_000
const FROM = Math.ceil(START / MINUTE) * MINUTE
const opened = (threaded = false) => openStore({ dataDir: place.folder, threaded })
const piece = (session: number, atMs: number, lastsMs: number, value: number, off: WavePiece['off'] = []): WavePiece => ({
  sessionId: sessionId(session),
  at: FROM + atMs,
  lastsMs,
  samples: {
    ecg: new Int16Array(samplesIn('ecg', lastsMs)).fill(value),
    resp: new Int16Array(samplesIn('resp', lastsMs)).fill(value),
  },
  off,
})
const respOf = (block: WaveBlock | undefined): readonly number[] => [...(block?.samples.resp ?? [])]
const journalFiles = (): readonly string[] =>
  existsSync(join(place.folder, 'running-waves')) ? readdirSync(join(place.folder, 'running-waves')) : []
const values = (...runs: readonly (readonly [count: number, value: number])[]): readonly number[] =>
  runs.flatMap(([count, value]) => Array.from({ length: count }, () => value))

/** Two sessions, a journal, and an end without any goodbye: the store is left open, as a killed process leaves it. */
const crashed = async (pieces: readonly WavePiece[], threaded = false): Promise<void> => {
  const store = await opened(threaded)
  await store.record.append([...numericsEntries(1, 10), ...numericsEntries(2, 10)])
  await store.waves.journal(pieces, 0)
  if (threaded) await store.close()
}

it.each([
  ['in the writer thread', true],
  ['in the process', false],
])(
  'S4, R1: after a crash each session finds its own seconds, sample for sample, with a digest in its own chain; %s',
  async (_where, threaded) => {
    await crashed([piece(1, 0, 2_000, 1), piece(2, 0, 2_000, 900), piece(1, 3_008, 992, 3, ['pleth'])], threaded)
    const store = await opened(threaded)
    expect(await store.waves.blocksOf(sessionId(1), FROM, FROM + MINUTE)).toEqual([])
    expect(await store.waves.recover()).toBe(2)
    const [mine, others] = [
      await store.waves.blocksOf(sessionId(1), FROM, FROM + MINUTE),
      await store.waves.blocksOf(sessionId(2), FROM, FROM + MINUTE),
    ]
    expect(respOf(mine?.[0])).toEqual(values([125, 1], [63, MISSING_SAMPLE], [62, 3]))
    expect(mine?.[0]?.off).toEqual([{ channel: 'pleth', fromAt: FROM + 3_008, toAt: FROM + 4_000 }])
    expect(respOf(others?.[0])).toEqual(values([125, 900]))
    expect(await store.record.verify()).toStrictEqual([])
    expect(journalFiles()).toEqual([])
    expect(await store.waves.recover()).toBe(0)
    await store.close()
  },
)

it('R1: what crosses a minute becomes two blocks, and what is in the record already is not stored again', async () => {
  await crashed([piece(1, 58_000, 4_000, 1), piece(2, 0, 1_600, 2)])
  const store = await opened()
  const stored = { sessionId: sessionId(2), fromAt: FROM, lastsMs: 1_600, samples: piece(2, 0, 1_600, 2).samples, off: [] }
  await store.waves.store(stored)
  expect(await store.waves.recover()).toBe(2)
  const blocks = await store.waves.blocksOf(sessionId(1), FROM, FROM + 2 * MINUTE)
  expect(blocks?.map(({ fromAt, lastsMs }) => [fromAt - FROM, lastsMs])).toEqual([
    [58_000, 2_000],
    [60_000, 2_000],
  ])
  expect(await store.waves.blocksOf(sessionId(2), FROM, FROM + MINUTE)).toStrictEqual([stored])
  expect(await store.record.verify()).toStrictEqual([])
  await store.close()
})

it('R1: what began in a minute that is in the record by now, and ended in the next, is still in the journal', async () => {
  const store = await opened()
  await store.record.append(numericsEntries(1, 10))
  await store.waves.journal([piece(1, 58_000, 4_000, 1)], 0)
  await store.waves.store({
    sessionId: sessionId(1),
    fromAt: FROM + 58_000,
    lastsMs: 2_000,
    samples: piece(1, 58_000, 2_000, 1).samples,
    off: [],
  })
  await store.waves.journal([piece(1, 62_000, 2_000, 1)], FROM + MINUTE)
  const after = await opened()
  await after.waves.recover()
  const blocks = await after.waves.blocksOf(sessionId(1), FROM, FROM + 2 * MINUTE)
  expect(blocks?.map(({ fromAt, lastsMs }) => [fromAt - FROM, lastsMs])).toEqual([
    [58_000, 2_000],
    [60_000, 4_000],
  ])
  await after.close()
})

it('R1: two crashes within one minute keep both parts of it, and what overlaps counts once', async () => {
  await crashed([piece(1, 0, 1_600, 1)])
  const second = await opened()
  await second.waves.recover()
  await second.waves.journal([piece(1, 1_504, 1_600, 2)], 0)
  const third = await opened()
  expect(await third.waves.recover()).toBe(1)
  const blocks = await third.waves.blocksOf(sessionId(1), FROM, FROM + MINUTE)
  expect(blocks?.map(({ fromAt, lastsMs }) => [fromAt - FROM, lastsMs])).toEqual([
    [0, 1_600],
    [1_600, 1_504],
  ])
  expect(await third.record.verify()).toStrictEqual([])
  await third.close()
})

it('R1: a journal that ends in the middle of a write, or was damaged, gives what is whole before that, and nothing invented', async () => {
  await crashed([piece(1, 0, 1_600, 1)])
  const file = join(place.folder, 'running-waves', `${FROM}.journal`)
  const whole = readFileSync(file)
  createWaveJournal(join(place.folder, 'running-waves')).append([piece(1, 1_600, 1_600, 2)])
  writeFileSync(file, readFileSync(file).subarray(0, -7))
  appendFileSync(join(place.folder, 'running-waves', 'notes.txt'), 'not ours')
  const damaged = Buffer.from(whole)
  damaged.writeUInt8(damaged.readUInt8(damaged.length - 1) ^ 1, damaged.length - 1)
  writeFileSync(join(place.folder, 'running-waves', `${FROM + MINUTE}.journal`), damaged)
  const store = await opened()
  expect(await store.waves.recover()).toBe(1)
  expect(respOf((await store.waves.blocksOf(sessionId(1), FROM, FROM + MINUTE))?.[0])).toEqual(values([100, 1]))
  expect(await store.waves.blocksOf(sessionId(1), FROM + MINUTE, FROM + 2 * MINUTE)).toEqual([])
  expect(journalFiles()).toEqual(['notes.txt'])
  await store.close()
})

it('R1: waves of a session that the record does not know are nobody’s', async () => {
  await crashed([piece(7, 0, 1_600, 1), piece(1, 0, 1_600, 2)])
  const store = await opened()
  expect(await store.waves.recover()).toBe(1)
  expect(await store.waves.blocksOf(sessionId(7), FROM, FROM + MINUTE)).toBeNull()
  expect(await store.record.verify()).toStrictEqual([])
  await store.close()
})

it('R1: a command that opens the record beside a running server leaves its journal alone', async () => {
  await crashed([piece(1, 0, 1_600, 1)])
  const command = await opened()
  expect(await command.record.verify()).toStrictEqual([])
  await command.close()
  expect(journalFiles()).toHaveLength(1)
})

it('R1: minutes that are in the record leave the journal, which nobody else may read', async () => {
  const store = await opened()
  await store.record.append(numericsEntries(1, 10))
  for (const minute of [0, 1, 2]) await store.waves.journal([piece(1, minute * MINUTE, 1_600, minute)], FROM + (minute - 1) * MINUTE)
  expect(journalFiles()).toEqual([1, 2].map((minute) => `${FROM + minute * MINUTE}.journal`))
  const mode = (path: string): number => statSync(path).mode & 0o777
  expect(mode(join(place.folder, 'running-waves'))).toBe(0o700)
  expect(mode(join(place.folder, 'running-waves', `${FROM + MINUTE}.journal`))).toBe(0o600)
  await store.close()
})
