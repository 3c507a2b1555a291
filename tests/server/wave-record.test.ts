import { join } from 'node:path'
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { WaveBlock } from '@chairside/server/ports/waves'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import { packWaves, unpackWaves } from '@chairside/server/storage/wave-pack'
import { BLOCK_MS, MISSING_SAMPLE, samplesIn, WAVE_CHANNEL_NAMES } from '@chairside/shared/waveform'
import { createWaveforms } from '@chairside/simulators/waveforms/generator'
import { NO_ECTOPY } from '@chairside/simulators/waveforms/heart'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { numericsEntries, START, sessionId, temporaryFolder } from '../contract/record-samples.ts'

let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

const FROM = Math.ceil(START / 60_000) * 60_000
const block = (session: number, minute: number, first = 0): WaveBlock => ({
  sessionId: sessionId(session),
  fromAt: FROM + minute * 60_000,
  lastsMs: 60_000,
  samples: {
    ecg: Int16Array.from({ length: 15_000 }, (_, index) => (index % 1_000 < 50 ? MISSING_SAMPLE : first + (index % 300))),
    resp: Int16Array.from({ length: 3_750 }, (_, index) => -32_000 + ((index * 977) % 64_000)),
  },
  off: [{ channel: 'pleth', fromAt: FROM + minute * 60_000, toAt: FROM + minute * 60_000 + 32_000 }],
})
const opened = (threaded = false) => openStore({ dataDir: place.folder, threaded })

/** The file as somebody with a database tool would change it. */
const tamper = (...statements: readonly string[]): void => {
  const database = openSqliteFile(join(place.folder, 'chairside.db'), 50)
  database.exec('DROP TRIGGER wave_blocks_refuses_update')
  database.exec('DROP TRIGGER wave_blocks_refuses_delete')
  for (const statement of statements) database.exec(statement)
  database.close()
}

describe.each([
  ['in the writer thread', true],
  ['in the process', false],
])('R1: waves %s', (_where, threaded) => {
  it('R1: come back sample for sample, with their digest in the chain of the session, between its facts', async () => {
    const store = await opened(threaded)
    await store.record.append(numericsEntries(1, 150))
    await store.waves.store(block(1, 0))
    await store.waves.store(block(1, 1, 7_000))
    await store.record.append(numericsEntries(1, 200).slice(150))
    expect(await store.waves.blocksOf(sessionId(1), FROM, FROM + 120_000)).toStrictEqual([block(1, 0), block(1, 1, 7_000)])
    expect(await store.waves.blocksOf(sessionId(1), FROM + 60_000, FROM + 60_016)).toStrictEqual([block(1, 1, 7_000)])
    expect(await store.waves.blocksOf(sessionId(2), FROM, FROM + 60_000)).toBeNull()
    expect(await store.record.verify()).toStrictEqual([])
    await store.close()
    // A record that is opened again goes on in the same chain.
    const again = await opened(threaded)
    await again.record.append(numericsEntries(1, 260).slice(200))
    await again.waves.store(block(1, 2))
    expect(await again.record.verify()).toStrictEqual([])
    expect((await again.record.inputsOf(sessionId(1))).length).toBe(260)
    await again.close()
  })

  it('R1: are refused of a session that is not recorded, and stored once only', async () => {
    const store = await opened(threaded)
    await expect(store.waves.store(block(1, 0))).rejects.toThrow('the session is not recorded')
    await store.record.append(numericsEntries(1, 10))
    await Promise.all([store.waves.store(block(1, 0)), store.waves.store(block(1, 0))])
    expect(await store.waves.blocksOf(sessionId(1), FROM, FROM + 60_000)).toHaveLength(1)
    expect(await store.record.verify()).toStrictEqual([])
    await store.close()
  })
})

describe('R1: verify', () => {
  beforeEach(async () => {
    const store = await opened()
    await store.record.append([...numericsEntries(1, 150), ...numericsEntries(2, 150)])
    for (const minute of [0, 1]) for (const session of [1, 2]) await store.waves.store(block(session, minute, minute * 100))
    await store.close()
  })
  const faults = async () => {
    const store = await opened()
    const found = await store.record.verify()
    await store.close()
    return found
  }

  it('R1: names a session whose waves were changed, and no other', async () => {
    tamper('UPDATE wave_blocks SET packed = (SELECT packed FROM wave_blocks WHERE block_no = 3) WHERE block_no = 1')
    expect(await faults()).toStrictEqual([{ sessionId: sessionId(1), fault: 'digest', seq: null }])
  })

  it('R1: names waves that were moved in time, removed or added', async () => {
    tamper('UPDATE wave_blocks SET from_at = from_at + 16 WHERE block_no = 1')
    expect((await faults()).map(({ fault }) => fault).sort()).toStrictEqual(['altered', 'missing'])
  })

  it('R1: names waves that are gone without their retention', async () => {
    tamper('DELETE FROM wave_blocks WHERE block_no = 2')
    expect(await faults()).toStrictEqual([{ sessionId: sessionId(2), fault: 'missing', seq: null }])
  })

  it('R1: the database itself refuses to change waves, or to remove them', () => {
    const database = openSqliteFile(join(place.folder, 'chairside.db'), 50)
    expect(() => database.exec("UPDATE wave_blocks SET channels = 'ecg'")).toThrow('append-only')
    expect(() => database.exec('DELETE FROM wave_blocks')).toThrow('by their retention alone')
    database.close()
  })
})

it('R1: waves whose time is over go, of sessions that ended, and their chain says so; numbers and digests stay', async () => {
  const store = await opened()
  const ended = numericsEntries(1, 150)
  const last = ended.at(-1)
  if (last === undefined) throw new Error('no entries')
  const seq = ended.flatMap(({ facts }) => facts).length + 1
  const leaving = { seq, at: last.input.takenAt, kind: 'phase-changed', from: 'infusing', to: 'cancelled', by: null } as never
  await store.record.append([...ended.slice(0, -1), { ...last, facts: [...last.facts, leaving] }, ...numericsEntries(2, 150)])
  for (const minute of [0, 1]) for (const session of [1, 2]) await store.waves.store(block(session, minute))
  expect(await store.waves.removeBefore(FROM + 60_000)).toBe(1)
  expect(await store.waves.removeBefore(FROM + 60_000)).toBe(0)
  expect(await store.waves.blocksOf(sessionId(1), 0, FROM + 240_000)).toStrictEqual([block(1, 1)])
  expect(await store.waves.blocksOf(sessionId(2), 0, FROM + 240_000)).toHaveLength(2)
  expect((await store.record.inputsOf(sessionId(1))).length).toBe(150)
  expect(await store.record.verify()).toStrictEqual([])
  await store.close()
})

it('R1: any samples whatever are packed without a loss', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 13, maxLength: 13 }), (values) => {
      const samples = { ecg: Int16Array.from([...values, ...values, ...values, ...values]), resp: Int16Array.from(values) }
      expect(unpackWaves(packWaves(samples), ['ecg', 'resp'], 208)).toStrictEqual(samples)
    }),
  )
  expect(() => unpackWaves(packWaves({ ecg: new Int16Array(4) }), ['ecg'], 32)).toThrow('other samples')
})

it('R1: a block that was packed as one piece, as those of before are, is read as ever; one without a trace is none', () => {
  const samples = { ecg: Int16Array.from([300, 299, -5, MISSING_SAMPLE]), resp: Int16Array.from([7]) }
  const asBefore = deflateRawSync(inflateRawSync(packWaves(samples)), { strategy: constants.Z_RLE })
  expect(unpackWaves(asBefore, ['ecg', 'resp'], 16)).toStrictEqual(samples)
  expect(unpackWaves(packWaves({}), [], 16)).toStrictEqual({})
})

it('R1: an hour of four simulated traces stays within 1.3 MB on disk', () => {
  const waves = createWaveforms({ seed: 'size', startAt: 0, ectopy: NO_ECTOPY, capnograph: true })
  const truth = () => ({ hr: 74, rr: 14, etco2: 37, sys: 128, dia: 76 })
  const sensors = () => ({ motion: false, probeOff: false, leadOff: false, occlusion: 0 })
  waves.readUpTo(60_000, truth, sensors)
  const minute = waves.readUpTo(120_000, truth, sensors)
  if (minute === null) throw new Error('nothing was traced')
  expect(WAVE_CHANNEL_NAMES.map((channel) => minute.samples[channel]?.length)).toStrictEqual(
    WAVE_CHANNEL_NAMES.map((channel) => samplesIn(channel, minute.lastsMs)),
  )
  expect(minute.lastsMs % BLOCK_MS).toBe(0)
  expect(packWaves(minute.samples).byteLength * 60).toBeLessThan(1_250_000)
})
