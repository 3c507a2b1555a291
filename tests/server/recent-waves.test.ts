import { type Served, serve } from '@chairside/server/app/serve'
import { createRecentWaves, joinWaves } from '@chairside/server/monitor/recent-waves'
import type { WaveChunk } from '@chairside/server/ports/waves'
import { chairIdSchema, sourceIdSchema } from '@chairside/shared/identity'
import { RECENT_MS } from '@chairside/shared/wave-wire'
import { samplesIn } from '@chairside/shared/waveform'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  closeSockets,
  configFor,
  occupy,
  openDevice,
  openScreen,
  signIn,
  silentLog,
  type TestDevice,
  type TestScreen,
} from '../support/server-harness.ts'
import { createMemoryStore } from '../support/server-memory-store.ts'
import { createStillClock, createWaveSource, openWaveScreen, type StillClock } from '../support/wave-harness.ts'

let clock: StillClock
let server: Served
let cookie: string
let nurse: TestScreen
beforeEach(async () => {
  clock = createStillClock()
  server = await serve(configFor(), { store: createMemoryStore(), clientDir: '/nowhere', log: silentLog, clockFrom: () => clock })
  cookie = await signIn(server.url, 'nurse')
  nurse = await openScreen(server.url, cookie)
})
afterEach(async () => {
  closeSockets()
  await server.stop()
})

const declared = async (sourceId: string): Promise<TestDevice> => {
  const device = await openDevice(server.url, sourceId)
  await device.declare()
  return device
}
const counting = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, index) => from + index)
const pastOf = async (lastMs: number, ...chairIds: readonly string[]) =>
  (await openWaveScreen(server.url, cookie)).watchPast(lastMs, ...chairIds)

test('S4: a screen that opens a chair sees nothing of the session that sat there before, nor of another chair', async () => {
  const [device, other] = [await declared('mon-1'), await declared('mon-2')]
  await occupy(nurse, '1', 'mon-1')
  await occupy(nurse, '2', 'mon-2')
  const source = createWaveSource(clock)
  await device.ask('waves', source.next({ first: 9_000 }))
  await other.ask('waves', createWaveSource(clock).next({ first: 1 }))
  await nurse.act('1', { kind: 'cancel', reason: 'went home' })
  expect((await pastOf(RECENT_MS, '1')).chairs).toEqual([])
  const next = await occupy(nurse, '1', 'mon-1')
  expect((await pastOf(RECENT_MS, '1')).chairs).toEqual([])
  await device.ask('waves', source.next({ first: 100 }))
  const past = await pastOf(RECENT_MS, '1', '2')
  expect(past.samplesOf('1', 'ecg')).toEqual(counting(100, 152))
  expect(past.samplesOf('2', 'ecg')).toEqual(counting(1, 53))
  expect(past.chairs.find(({ chairId }) => chairId === '1')?.sessionId).toBe(next)
})

test('S4, G5: another monitor on the same patient begins with no past, and one in question shows none, also not once it is settled', async () => {
  const [device] = [await declared('mon-1'), await declared('mon-2')]
  await occupy(nurse, '1', 'mon-1')
  const source = createWaveSource(clock)
  await device.ask('waves', source.next({ first: 9_000 }))
  expect((await pastOf(RECENT_MS, '1')).samplesOf('1', 'ecg')).toHaveLength(52)
  await device.declare({ patientIdentifier: 'SOMEBODY-ELSE' })
  await nurse.until(() => nurse.chair('1').alarms.some(({ cause }) => cause === 'wrong-patient'))
  expect((await pastOf(RECENT_MS, '1')).chairs).toEqual([])
  await nurse.act('1', { kind: 'resolve-wrong-patient', reason: 'typing error at the monitor' })
  await nurse.until(() => nurse.chair('1').alarms.every(({ cause }) => cause !== 'wrong-patient'))
  expect((await pastOf(RECENT_MS, '1')).chairs).toEqual([])
  await device.ask('waves', source.next({ first: 1 }))
  expect((await pastOf(RECENT_MS, '1')).samplesOf('1', 'ecg')).toEqual(counting(1, 53))
  await nurse.act('1', { kind: 'release-monitor' })
  expect((await pastOf(RECENT_MS, '1')).chairs).toEqual([])
  await nurse.act('1', { kind: 'bind-monitor', sourceId: sourceIdSchema.parse('mon-2') })
  await nurse.until(() => nurse.chair('1').source?.sourceId === 'mon-2')
  expect((await pastOf(RECENT_MS, '1')).chairs).toEqual([])
})

test('P2: lanes begin with what was traced before, gaps as gaps, as far back as was asked and no further', async () => {
  const device = await declared('mon-1')
  await occupy(nurse, '1', 'mon-1')
  const source = createWaveSource(clock)
  await device.ask('waves', source.next({ first: 1 }))
  await device.ask('waves', source.next({ first: 53 }))
  source.skip(208)
  clock.jump(624)
  await device.ask('waves', source.next({ first: 500, off: ['pleth'] }))
  const past = await pastOf(RECENT_MS, '1')
  expect(past.samplesOf('1', 'ecg')).toEqual([...counting(1, 105), ...counting(500, 552)])
  expect(past.chairs[0]?.stretches.map(({ lastsMs, off }) => [lastsMs, off])).toEqual([
    [416, []],
    [208, ['pleth']],
  ])
  expect((await pastOf(100, '1')).samplesOf('1', 'ecg')).toEqual(counting(500, 552))
  expect((await pastOf(0, '1')).chairs).toEqual([])
  clock.jump(RECENT_MS)
  expect((await pastOf(RECENT_MS, '1')).samplesOf('1', 'ecg')).toEqual(counting(500, 552))
  clock.jump(1_000)
  expect((await pastOf(RECENT_MS, '1')).chairs).toEqual([])
})

test('P2: what comes next follows the past without a hole, and what nobody watches is remembered as well', async () => {
  const device = await declared('mon-1')
  await occupy(nurse, '1', 'mon-1')
  const source = createWaveSource(clock)
  const screen = await openWaveScreen(server.url, cookie)
  await device.ask('waves', source.next({ first: 1 }))
  const past = await screen.watchPast(RECENT_MS, '1')
  await device.ask('waves', source.next({ first: 53 }))
  await screen.until(() => screen.samplesOf('1', 'ecg').length >= 52)
  expect([...past.samplesOf('1', 'ecg'), ...screen.samplesOf('1', 'ecg').slice(-52)]).toEqual(counting(1, 105))
})

test('I4: who asks for the past again and again gets it some times over, and then only what is live', async () => {
  const device = await declared('mon-1')
  await occupy(nurse, '1', 'mon-1')
  const source = createWaveSource(clock)
  await device.ask('waves', source.next({ first: 1 }))
  const screen = await openWaveScreen(server.url, cookie)
  const had = []
  for (let time = 0; time < 200; time += 1) had.push((await screen.watchPast(RECENT_MS, '1')).chairs.length)
  expect(had.slice(0, 192)).toEqual(Array.from({ length: 192 }, () => 1))
  expect(had.slice(192)).toEqual(Array.from({ length: 8 }, () => 0))
  await device.ask('waves', source.next({ first: 53 }))
  await screen.until(() => screen.samplesOf('1', 'ecg').includes(104))
})

const CHAIR = chairIdSchema.parse('1')
const chunk = (at: number, lastsMs: number, value: number, channels: readonly ('ecg' | 'resp')[] = ['resp']): WaveChunk => ({
  at,
  tracedAt: at,
  lastsMs,
  samples: Object.fromEntries(channels.map((channel) => [channel, new Int16Array(samplesIn(channel, lastsMs)).fill(value)])),
  off: [],
})

test('P2: a chair’s memory is bounded, whoever traces for hours', () => {
  const recent = createRecentWaves()
  for (let second = 0; second < 7_200; second += 1) recent.keep(CHAIR, 'a', chunk(second * 1_000, 992, second))
  expect(recent.since(CHAIR, 'a', 0).length).toBeLessThan(66 + 64)
  expect(recent.since(CHAIR, 'a', 0).at(-1)?.at).toBe(7_199_000)
  expect(recent.since(CHAIR, 'b', 0)).toEqual([])
  recent.keep(CHAIR, 'b', chunk(7_200_000, 992, 1))
  expect(recent.since(CHAIR, 'a', 0)).toEqual([])
})

test('P2: packets that abut are joined to the sample; a gap, another channel or a sensor that is off parts them', () => {
  const joined = joinWaves([
    chunk(0, 32, 1),
    chunk(32, 16, 2),
    chunk(64, 16, 3),
    chunk(80, 16, 4, ['ecg', 'resp']),
    { ...chunk(96, 16, 5), off: ['ecg'] },
  ])
  expect(joined.map(({ at, lastsMs }) => [at, lastsMs])).toEqual([
    [0, 48],
    [64, 16],
    [80, 16],
    [96, 16],
  ])
  expect([...(joined[0]?.samples.resp ?? [])]).toEqual([1, 1, 2])
})
