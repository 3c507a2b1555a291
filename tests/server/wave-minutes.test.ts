import { traceOf } from '@chairside/server/monitor/wave-minute'
import { createWaveMinutes } from '@chairside/server/monitor/wave-minutes'
import type { WaveChunk } from '@chairside/server/ports/waves'
import { chairIdSchema, sessionIdSchema } from '@chairside/shared/identity'
import { MISSING_SAMPLE, samplesIn } from '@chairside/shared/waveform'
import { expect, it } from 'vitest'
import { createMemoryWaves } from '../support/memory-waves.ts'
import { createManualClock } from '../support/server-clock.ts'
import { silentLog } from '../support/server-harness.ts'

const CHAIR = chairIdSchema.parse('1')
const SESSION = sessionIdSchema.parse('session-1')
const MINUTE = 60_000

const begin = () => {
  const clock = createManualClock(Math.floor(1_767_225_600_000 / MINUTE) * MINUTE)
  const record = createMemoryWaves()
  const state = { writable: true, open: true, failing: false }
  const failing: typeof record = {
    ...record,
    store: (block) => (state.failing ? Promise.reject(new Error('disk full')) : record.store(block)),
  }
  const minutes = createWaveMinutes({
    record: failing,
    clock,
    log: silentLog,
    mayWrite: () => state.writable,
    isOpen: () => state.open,
  })
  const from = clock.roomNow()
  const chunk = (atMs: number, lastsMs: number, value: number, off: WaveChunk['off'] = []): WaveChunk => ({
    at: from + atMs,
    tracedAt: from + atMs,
    lastsMs,
    samples: { resp: new Int16Array(samplesIn('resp', lastsMs)).fill(value) },
    off,
  })
  const wave = (...given: Parameters<typeof chunk>): void => minutes.waved(CHAIR, SESSION, chunk(...given))
  return { clock, record, state, minutes, from, wave }
}

it('R1: a minute is kept once the next one begins; a chunk across the boundary is parted, and a gap stays a gap', async () => {
  const { record, minutes, from, wave } = begin()
  wave(0, 1_600, 1)
  wave(3_200, 1_600, 2)
  wave(59_200, 1_600, 3)
  expect(await minutes.drain(1_000)).toBe(true)
  expect(record.blocks.map(({ fromAt, lastsMs }) => [fromAt - from, lastsMs])).toEqual([
    [0, MINUTE],
    [MINUTE, 800],
  ])
  const trace = traceOf(record.blocks, 'resp', from, from + 61_600)
  expect(trace?.length).toBe(61_600 / 16)
  expect([0, 99, 100, 199, 200, 299, 300, 3_699, 3_700, 3_799, 3_800].map((index) => trace?.[index])).toEqual([
    1,
    1,
    MISSING_SAMPLE,
    MISSING_SAMPLE,
    2,
    2,
    MISSING_SAMPLE,
    MISSING_SAMPLE,
    3,
    3,
    MISSING_SAMPLE,
  ])
})

it('R1: a minute without a successor is kept when its time is over, and at once when its session ends', async () => {
  const { clock, record, state, minutes, wave } = begin()
  wave(0, 1_600, 1)
  clock.pass(30_000)
  minutes.sweep()
  expect(record.blocks).toEqual([])
  clock.pass(34_000)
  minutes.sweep()
  expect(await minutes.drain(1_000)).toBe(true)
  expect(record.blocks).toHaveLength(1)
  wave(64_000, 1_600, 2)
  state.open = false
  minutes.sweep()
  await minutes.drain(1_000)
  expect(record.blocks).toHaveLength(2)
})

it('G6: while facts can’t be written waves wait, are still shown, and are written afterwards', async () => {
  const { record, state, minutes, from, wave } = begin()
  state.writable = false
  wave(0, 1_600, 1)
  wave(MINUTE, 1_600, 2)
  minutes.sweep()
  expect(record.blocks).toEqual([])
  expect(minutes.waiting(SESSION, from, from + 2 * MINUTE).map(({ lastsMs }) => lastsMs)).toEqual([1_600, 1_600])
  expect(minutes.waiting(SESSION, from + 1_600, from + MINUTE)).toEqual([])
  state.writable = true
  state.failing = true
  minutes.sweep()
  await Promise.resolve()
  state.failing = false
  expect(await minutes.drain(1_000)).toBe(true)
  expect(record.blocks.map(({ fromAt }) => fromAt - from).sort()).toEqual([0, MINUTE])
})

it('P2: what waits is bounded: the oldest minutes of waves are lost, and nothing else', async () => {
  const { record, state, minutes, from, wave } = begin()
  state.writable = false
  for (let minute = 0; minute < 260; minute += 1) wave(minute * MINUTE, 16, minute)
  state.writable = true
  expect(await minutes.drain(1_000)).toBe(true)
  expect(record.blocks).toHaveLength(240)
  expect(record.blocks[0]?.fromAt).toBe(from + 20 * MINUTE)
})

it('P2: all chairs of a large room end their minutes at once, and none of them is lost', async () => {
  const { record, minutes, from, clock } = begin()
  const samples = { resp: new Int16Array(samplesIn('resp', 16)) }
  for (let chair = 1; chair <= 300; chair += 1)
    minutes.waved(chairIdSchema.parse(String(chair)), sessionIdSchema.parse(`session-${chair}`), {
      at: from,
      tracedAt: from,
      lastsMs: 16,
      samples,
      off: [],
    })
  clock.pass(2 * MINUTE)
  minutes.sweep()
  expect(await minutes.drain(1_000)).toBe(true)
  expect(record.blocks).toHaveLength(300)
})

it('S4: memory of a minute that is over holds nothing of it in another minute, nor in that of another session', async () => {
  const { record, minutes, from, wave } = begin()
  wave(0, 60_000, 7)
  wave(MINUTE, 1_600, 1)
  // The first minute's memory is free from here on.
  minutes.waved(chairIdSchema.parse('2'), sessionIdSchema.parse('session-2'), {
    at: from + MINUTE,
    tracedAt: from + MINUTE,
    lastsMs: 16,
    samples: { resp: new Int16Array([3]) },
    off: [],
  })
  minutes.waved(chairIdSchema.parse('2'), sessionIdSchema.parse('session-2'), {
    at: from + MINUTE + 3_200,
    tracedAt: from + MINUTE + 3_200,
    lastsMs: 16,
    samples: { resp: new Int16Array([4]) },
    off: [],
  })
  wave(MINUTE + 3_200, 1_600, 2)
  expect(await minutes.drain(1_000)).toBe(true)
  const valuesOf = (sessionId: string, fromAt: number) =>
    new Set(record.blocks.find((block) => block.sessionId === sessionId && block.fromAt === fromAt)?.samples.resp)
  expect(valuesOf('session-1', from)).toEqual(new Set([7]))
  expect(valuesOf('session-1', from + MINUTE)).toEqual(new Set([1, MISSING_SAMPLE, 2]))
  expect(valuesOf('session-2', from + MINUTE)).toEqual(new Set([3, MISSING_SAMPLE, 4]))
})

it('R1: a sensor that is off is one stretch, not one a packet', async () => {
  const { record, minutes, from, wave } = begin()
  wave(0, 208, 1, ['ecg'])
  wave(208, 208, 1, ['ecg', 'pleth'])
  wave(416, 208, 1, ['ecg'])
  wave(832, 208, 1, ['ecg'])
  await minutes.drain(1_000)
  expect(record.blocks[0]?.off.map((one) => [one.channel, one.fromAt - from, one.toAt - from])).toEqual([
    ['pleth', 208, 416],
    ['ecg', 0, 624],
    ['ecg', 832, 1_040],
  ])
})
