import type { Served } from '@chairside/server/app/serve'
import { MAX_WAVE_BYTES, type WaveAnswer, type WavePacket } from '@chairside/shared/wave-wire'
import { MISSING_SAMPLE } from '@chairside/shared/waveform'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StillClock } from '../support/server-clock.ts'
import { closeSockets, occupy, openDeclared, openDevice, type TestDevice, type TestScreen } from '../support/server-harness.ts'
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

const declared = (sourceId: string, patientIdentifier: string | null = null): Promise<TestDevice> =>
  openDeclared(server.url, sourceId, { patientIdentifier })
const send = (device: TestDevice, packet: unknown): Promise<WaveAnswer> => device.ask('waves', packet)
const codeOf = (answer: WaveAnswer): string => (answer.ok ? 'ok' : answer.code)
const refusalsOf = (sourceId: string) => server.room.roomSources().find((source) => source.sourceId === sourceId)?.refusals

test('P2: waves of a bound monitor reach the screens that watch its chair, sample for sample, in one attachment', async () => {
  const device = await declared('mon-1')
  await occupy(nurse, '1', 'mon-1')
  const screen = await openWaveScreen(server.url, cookie)
  expect(await screen.watch('1')).toEqual([{ chairId: '1', sessionId: nurse.chair('1').session?.sessionId, channels: [] }])
  const source = createWaveSource(clock)
  expect(await send(device, source.next({ first: 0 }))).toEqual({ ok: true, received: [] })
  expect(await send(device, source.next({ first: 52 }))).toEqual({ ok: true, received: [] })
  await screen.until(() => screen.samplesOf('1', 'ecg').length === 104)
  expect(screen.samplesOf('1', 'ecg')).toEqual(counting(0, 104))
  expect(screen.samplesOf('1', 'resp')).toEqual([...counting(0, 13), ...counting(52, 65)])
  expect(screen.samplesOf('1', 'co2')).toEqual([])
  expect(await screen.watch('1')).toMatchObject([{ channels: ['ecg', 'pleth', 'resp'] }])
})

test('P2: a screen hears of no chair that it does not watch, and several chairs share a frame', async () => {
  const [first, second] = [await declared('mon-1'), await declared('mon-2')]
  await occupy(nurse, '1', 'mon-1')
  await occupy(nurse, '2', 'mon-2')
  const [one, both] = [await openWaveScreen(server.url, cookie), await openWaveScreen(server.url, cookie)]
  await one.watch('1')
  await both.watch('1', '2')
  const [a, b] = [createWaveSource(clock), createWaveSource(clock)]
  await Promise.all([send(first, a.next()), send(second, b.next({ first: 500 }))])
  await both.until(() => both.samplesOf('1', 'ecg').length === 52 && both.samplesOf('2', 'ecg').length === 52)
  await one.until(() => one.samplesOf('1', 'ecg').length === 52)
  expect(both.samplesOf('2', 'ecg')[0]).toBe(500)
  expect(one.frames.flatMap((frame) => frame.chairs.map((chair) => chair.chairId))).toEqual(['1'])
})

test('P2: a packet that was lost leaves a gap, a repeat leaves nothing, and a sensor that is off traces nothing', async () => {
  const device = await declared('mon-1')
  await occupy(nurse, '1', 'mon-1')
  const screen = await openWaveScreen(server.url, cookie)
  await screen.watch('1')
  const source = createWaveSource(clock)
  const kept = source.next()
  await send(device, kept)
  source.next()
  await send(device, source.next({ first: 104 }))
  expect(codeOf(await send(device, kept))).toBe('ok')
  await send(device, source.next({ off: ['ecg'] }))
  await screen.until(() => screen.samplesOf('1', 'pleth').length === 104)
  expect(screen.samplesOf('1', 'ecg')).toEqual([...counting(0, 52), ...counting(0, 52).map(() => MISSING_SAMPLE), ...counting(104, 156)])
  expect(screen.frames.flatMap(({ chairs }) => chairs.flatMap(({ stretches }) => stretches.map(({ off }) => off)))).toContainEqual(['ecg'])
})

test('S4: what an unbound monitor traces is nobody’s, and what another patient’s monitor traces never meets this one', async () => {
  const [device, other] = [await declared('mon-1'), await declared('mon-2')]
  const screen = await openWaveScreen(server.url, cookie)
  await screen.watch('1', '2')
  const [free, others] = [createWaveSource(clock), createWaveSource(clock)]
  free.skip(-1_000)
  expect(codeOf(await send(device, free.next({ first: 9_000 })))).toBe('ok')
  // Traced before the binding, delivered after it.
  const before = free.next({ first: 9_000 })
  await occupy(nurse, '1', 'mon-1')
  expect(codeOf(await send(device, before))).toBe('ok')
  await occupy(nurse, '2', 'mon-2')
  free.skip(1_000)
  await send(other, others.next({ first: 7_000 }))
  await send(device, free.next({ first: 1 }))
  await screen.until(() => screen.samplesOf('1', 'ecg').length > 0)
  expect(screen.samplesOf('1', 'ecg')).toEqual(counting(1, 53))
  expect(screen.samplesOf('2', 'ecg').every((value) => value >= 7_000 && value < 7_100)).toBe(true)
})

test('S4: after the end of a session its monitor’s waves go nowhere, and the next patient’s begin anew', async () => {
  const device = await declared('mon-1')
  const ended = await occupy(nurse, '1', 'mon-1')
  const screen = await openWaveScreen(server.url, cookie)
  await screen.watch('1')
  const source = createWaveSource(clock)
  await send(device, source.next())
  await screen.until(() => screen.samplesOf('1', 'ecg').length === 52)
  await nurse.act('1', { kind: 'cancel', reason: 'went home' })
  expect(codeOf(await send(device, source.next()))).toBe('ok')
  expect(await screen.watch('1')).toEqual([{ chairId: '1', sessionId: null, channels: [] }])
  const next = await occupy(nurse, '1', 'mon-1')
  expect(await screen.watch('1')).toEqual([{ chairId: '1', sessionId: next, channels: [] }])
  await send(device, source.next())
  await screen.until(() => screen.frames.length > 1)
  expect(screen.frames.flatMap(({ chairs }) => chairs.map(({ sessionId }) => sessionId))).toEqual([ended, next])
})

test('G5: a monitor that names another patient is neither shown nor kept until staff settle it', async () => {
  const device = await declared('mon-1', 'SOMEBODY-ELSE')
  await occupy(nurse, '1', 'mon-1')
  const screen = await openWaveScreen(server.url, cookie)
  await screen.watch('1')
  const source = createWaveSource(clock)
  expect(codeOf(await send(device, source.next({ first: 9_000 })))).toBe('ok')
  await nurse.act('1', { kind: 'resolve-wrong-patient', reason: 'typing error at the monitor' })
  await nurse.until(() => nurse.chair('1').alarms.every(({ cause }) => cause !== 'wrong-patient'))
  await send(device, source.next({ first: 1 }))
  await screen.until(() => screen.samplesOf('1', 'ecg').length > 0)
  expect(screen.samplesOf('1', 'ecg')).toEqual(counting(1, 53))
})

test('I3: packets of impossible rate, unit, length, clock or size are refused with a code, counted, and disturb nothing', async () => {
  const device = await openDevice(server.url, 'mon-1')
  const source = createWaveSource(clock)
  const good = (): WavePacket => source.next({ channels: ['ecg'] })
  expect(codeOf(await send(device, good()))).toBe('wrong-phase')
  await device.declare()
  const part = good().parts[0] as WavePacket['parts'][number]
  const wrong: readonly (readonly [string, object])[] = [
    ['malformed', { ...good(), samples: [1, 2, 3] }],
    ['malformed', { ...good(), extra: true }],
    ['malformed', { ...good(), parts: [part, part] }],
    ['malformed', { ...good(), parts: [{ ...part, channel: 'eeg' }] }],
    ['malformed', { ...good(), parts: [{ ...part, perUnit: 0 }] }],
    ['oversized', { ...good(), samples: Buffer.alloc(MAX_WAVE_BYTES + 2) }],
    ['impossible-rate', { ...good(), parts: [{ ...part, rateHz: 10_000 }] }],
    ['unknown-unit', { ...good(), parts: [{ ...part, unit: 'V' }] }],
    ['impossible-length', { ...good(), samples: Buffer.alloc(102) }],
    ['impossible-length', { ...good(), lastsMs: 100 }],
    ['impossible-length', { ...good(), lastsMs: 0, samples: Buffer.alloc(0) }],
    ['impossible-length', { ...good(), lastsMs: 2_016, samples: Buffer.alloc(1_008) }],
    ['impossible-clock', { ...good(), at: clock.roomNow() + 60_000 }],
    ['impossible-clock', { ...good(), at: clock.roomNow() - 60_000 }],
  ]
  for (const [code, packet] of wrong) expect([code, codeOf(await send(device, packet))]).toEqual([code, code])
  expect(refusalsOf('mon-1')).toEqual({
    'wrong-phase': 1,
    malformed: 5,
    oversized: 1,
    'impossible-rate': 1,
    'unknown-unit': 1,
    'impossible-length': 4,
    'impossible-clock': 2,
  })
  expect((await device.deliver([device.numerics({ hr: 71 })])).ok).toBe(true)
})

test('I4: a monitor that floods its waves is refused, and its own numbers and another’s waves arrive as ever', async () => {
  const [flooding, other] = [await declared('mon-1'), await declared('mon-2')]
  await occupy(nurse, '1', 'mon-1')
  await occupy(nurse, '2', 'mon-2')
  const screen = await openWaveScreen(server.url, cookie)
  await screen.watch('2')
  const source = createWaveSource(clock)
  const answers = await Promise.all(counting(0, 60).map(() => send(flooding, source.next({ lastsMs: 16 }))))
  expect(answers.filter((answer) => codeOf(answer) === 'too-frequent').length).toBeGreaterThan(20)
  expect((await flooding.deliver([flooding.numerics({ hr: 88 })])).ok).toBe(true)
  await nurse.until(() => nurse.chair('1').numerics.hr?.value === 88)
  await send(other, createWaveSource(clock).next())
  await screen.until(() => screen.samplesOf('2', 'ecg').length === 52)
})

test('P2: without a sign-in nobody sees waves, and a sign-out ends them', async () => {
  await expect(openWaveScreen(server.url, '')).rejects.toThrow('not-signed-in')
  const screen = await openWaveScreen(server.url, cookie)
  const ended = new Promise((resolve) => screen.socket.once('signed-out', resolve))
  await fetch(`${server.url}/api/sign-out`, { method: 'POST', headers: { cookie, origin: server.url } })
  await ended
})

test('P2: what a wave screen asks wrongly is refused with a code', async () => {
  const screen = await openWaveScreen(server.url, cookie)
  const refusals: string[] = []
  const heard = new Promise<void>((resolve) => {
    screen.socket.on('refused', ({ code }) => refusals.push(code) === 3 && resolve())
  })
  const raw = screen.socket as unknown as { emit(event: string, ...given: unknown[]): void }
  raw.emit('reboot', {})
  raw.emit('watch', { chairIds: 'all' }, () => undefined)
  raw.emit('taken', {})
  await heard
  expect(refusals.sort()).toEqual(['malformed', 'malformed', 'unknown-event'])
})
