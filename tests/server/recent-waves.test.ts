import type { Served } from '@chairside/server/app/serve'
import { type Binding, createRecentWaves } from '@chairside/server/monitor/recent-waves'
import { createWaveRuns } from '@chairside/server/monitor/wave-runs'
import type { WaveChunk } from '@chairside/server/ports/waves'
import { chairIdSchema, sourceIdSchema } from '@chairside/shared/identity'
import { RECENT_MS } from '@chairside/shared/wave-wire'
import { samplesIn } from '@chairside/shared/waveform'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sessionId } from '../contract/record-samples.ts'
import type { StillClock } from '../support/server-clock.ts'
import { closeSockets, occupy, openDeclared, type TestDevice, type TestScreen } from '../support/server-harness.ts'
import { counting, createWaveSource, openWaveRoom, openWaveScreen } from '../support/wave-harness.ts'

let clock: StillClock
let server: Served
let cookie: string
let nurse: TestScreen
beforeEach(async () => {
  ;({ clock, server, cookie, nurse } = await openWaveRoom())
})
afterEach(async () => {
  closeSockets()
  await server.stop()
})

const declared = (sourceId: string): Promise<TestDevice> => openDeclared(server.url, sourceId)
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

const A: Binding = { sessionId: sessionId(1), sourceId: sourceIdSchema.parse('mon-1'), boundAt: 0 }

test('P2: a chair’s memory is bounded, whoever traces for hours', () => {
  const recent = createRecentWaves()
  for (let second = 0; second < 7_200; second += 1) recent.keep(CHAIR, A, chunk(second * 1_000, 992, second))
  const kept = recent.since(CHAIR, { ...A }, 0)
  expect(kept.map(({ at }) => at)).toEqual(Array.from({ length: 66 }, (_, index) => 7_134_000 + index * 1_000))
  const held = kept.reduce((sum, { samples }) => sum + (samples.resp?.buffer.byteLength ?? 0), 0)
  // Room for twice what was traced at most.
  expect(held).toBeLessThanOrEqual(2 * kept.length * samplesIn('resp', 1_024) * 2)
})

test('S4: another session, another monitor, or the same one bound again remembers nothing of what was before', () => {
  for (const other of [
    { ...A, sessionId: sessionId(2) },
    { ...A, sourceId: sourceIdSchema.parse('mon-2') },
    { ...A, boundAt: 1 },
  ]) {
    const recent = createRecentWaves()
    recent.keep(CHAIR, A, chunk(0, 992, 1))
    expect(recent.since(CHAIR, other, 0)).toEqual([])
    recent.keep(CHAIR, other, chunk(992, 992, 2))
    expect(recent.since(CHAIR, A, 0)).toEqual([])
    expect(recent.since(CHAIR, other, 0).map(({ at }) => at)).toEqual([992])
  }
})

const FIVE = [
  chunk(0, 32, 1),
  chunk(32, 16, 2),
  chunk(64, 16, 3),
  chunk(80, 16, 4, ['ecg', 'resp']),
  { ...chunk(96, 16, 5), off: ['ecg'] as const },
]
const runsOf = (chunks: readonly WaveChunk[], longestMs: number) => {
  const runs = createWaveRuns(longestMs)
  for (const one of chunks) runs.add(one)
  return runs
}
const places = (chunks: readonly WaveChunk[]) => chunks.map(({ at, lastsMs }) => [at, lastsMs])

test('P2: packets that abut are joined to the sample; a gap, another channel or a sensor that is off parts them', () => {
  const joined = runsOf(FIVE, 8_192).since(0)
  expect(places(joined)).toEqual([
    [0, 48],
    [64, 16],
    [80, 16],
    [96, 16],
  ])
  expect([...(joined[0]?.samples.resp ?? [])]).toEqual([1, 1, 2])
  expect(Object.keys(joined[2]?.samples ?? {})).toEqual(['ecg', 'resp'])
  expect(joined[3]?.off).toEqual(['ecg'])
})

test('P2: the past is cut where it was asked for, on the grid of the waves, and says when it was traced', () => {
  const runs = runsOf([{ ...chunk(1_000, 32, 1), tracedAt: 990 }, chunk(1_032, 16, 2)], 8_192)
  expect(runs.since(1_016)).toEqual([{ ...chunk(1_016, 32, 0), tracedAt: 1_006, samples: { resp: new Int16Array([1, 2]) } }])
  expect(places(runs.since(1_047))).toEqual([[1_032, 16]])
  expect(runs.since(1_048)).toEqual([])
})

test('P2: what was given out stays as it was, however the trace goes on', () => {
  const runs = runsOf([chunk(0, 512, 1)], 8_192)
  const [before] = runs.since(0)
  for (let at = 512; at < 8_192; at += 512) runs.add(chunk(at, 512, 2))
  expect([...(before?.samples.resp ?? [])]).toEqual(Array.from({ length: 32 }, () => 1))
  expect([...(runs.since(0)[0]?.samples.resp ?? [])]).toEqual(Array.from({ length: 512 }, (_, index) => (index < 32 ? 1 : 2)))
})

test('P2: a run ends when it is long enough, and goes when all of it is old', () => {
  const runs = runsOf(
    Array.from({ length: 6 }, (_, index) => chunk(index * 32, 32, index)),
    64,
  )
  expect(places(runs.since(0))).toEqual([
    [0, 64],
    [64, 64],
    [128, 64],
  ])
  runs.dropBefore(63)
  expect(runs.since(0)).toHaveLength(3)
  runs.dropBefore(64)
  expect(places(runs.since(0))).toEqual([
    [64, 64],
    [128, 64],
  ])
})
