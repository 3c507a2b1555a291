import { MAX_MESSAGE_BYTES, type Receipt } from '@chairside/shared/wire'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeSockets, DECLARATION, openDevice, openScreen, signIn, startTestServer, type TestServer } from '../support/server-harness.ts'

let server: TestServer
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(async () => {
  closeSockets()
  await server.stop()
})

const codeOf = (receipt: Receipt): string => (receipt.ok ? 'ok' : receipt.code)
const refusalsOf = (sourceId: string) => server.served.room.roomSources().find((source) => source.sourceId === sourceId)?.refusals

test('I3: unknown events, malformed and premature messages get a coded refusal that is counted for their source alone', async () => {
  const device = await openDevice(server.url, 'mon-1')
  const other = await openDevice(server.url, 'mon-2')
  expect(codeOf(await device.deliver([device.numerics({ hr: 70 })]))).toBe('wrong-phase')
  expect(codeOf(await device.ask('reboot', {}))).toBe('unknown-event')
  expect(codeOf(await device.ask('declare', { vendor: 'x' }))).toBe('malformed')
  expect(codeOf(await device.declare({ speed: 60 }))).toBe('wrong-speed')
  expect(codeOf(await device.declare({ simulated: false }))).toBe('simulated-mix')
  expect(codeOf(await device.declare())).toBe('ok')
  expect(codeOf(await device.ask('deliver', null))).toBe('malformed')
  expect(codeOf(await device.ask('deliver', { sentAt: 1, entries: [] }))).toBe('malformed')
  expect(codeOf(await device.ask('deliver', { sentAt: 1, entries: [{ kind: 'numerics', seq: 0, at: 1, readings: [] }] }))).toBe('malformed')
  expect(codeOf(await device.ask('deliver', { sentAt: 1, entries: [{ ...device.numerics({ hr: 70 }), extra: true }] }))).toBe('malformed')
  expect(codeOf(await device.ask('deliver', { sentAt: 1, entries: [{ ...device.numerics({}), at: 1.5 }] }))).toBe('malformed')
  expect(codeOf(await device.deliver(Array.from({ length: 301 }, () => device.numerics({ hr: 70 }))))).toBe('oversized')
  expect(refusalsOf('mon-1')).toEqual({
    'wrong-phase': 1,
    'unknown-event': 1,
    malformed: 6,
    'wrong-speed': 1,
    'simulated-mix': 1,
    oversized: 1,
  })
  expect(refusalsOf('mon-2')).toEqual({})
  expect(codeOf(await other.declare())).toBe('ok')
  expect(codeOf(await device.deliver([device.numerics({ hr: 70 })]))).toBe('ok')
})

test('I3: a message without a place for the answer is refused by an event', async () => {
  const device = await openDevice(server.url, 'mon-1')
  const refused = new Promise((resolve) => device.socket.once('refused', resolve))
  device.socket.emit('deliver', { nothing: true })
  expect(await refused).toMatchObject({ code: 'wrong-phase' })
})

test('I3: a message above the limit closes its connection, is counted, and is told of on the next one', async () => {
  const device = await openDevice(server.url, 'mon-1')
  const gone = new Promise((resolve) => device.socket.once('disconnect', resolve))
  device.socket.emit('deliver', { padding: 'x'.repeat(MAX_MESSAGE_BYTES) })
  await gone
  const again = await openDevice(server.url, 'mon-1')
  if (again.refusals.length === 0) await new Promise((resolve) => again.socket.once('refused', resolve))
  expect(again.refusals).toMatchObject([{ code: 'oversized' }])
  expect(refusalsOf('mon-1')).toEqual({ oversized: 1 })
})

test('I4: a flooding source is refused, then cut off; another one is receipted meanwhile', async () => {
  const flood = await openDevice(server.url, 'mon-1')
  const calm = await openDevice(server.url, 'mon-2')
  await flood.declare()
  await calm.declare()
  const gone = new Promise((resolve) => flood.socket.once('disconnect', resolve))
  for (let round = 0; round < 300; round += 1)
    flood.socket.emit('deliver', { sentAt: 1, entries: [flood.numerics({ hr: 70 })] }, () => undefined)
  expect(codeOf(await calm.deliver([calm.numerics({ hr: 70 })]))).toBe('ok')
  await gone
  expect(refusalsOf('mon-1')?.['too-frequent']).toBeGreaterThanOrEqual(100)
  expect(codeOf(await calm.deliver([calm.numerics({ hr: 70 })]))).toBe('ok')
})

test('a monitor that connects anew replaces its former connection', async () => {
  const former = await openDevice(server.url, 'mon-1')
  const gone = new Promise((resolve) => former.socket.once('disconnect', resolve))
  const present = await openDevice(server.url, 'mon-1')
  await gone
  expect(former.refusals).toMatchObject([{ code: 'source-in-use' }])
  expect(codeOf(await present.declare())).toBe('ok')
  expect(server.served.room.roomSources().find((source) => source.sourceId === 'mon-1')?.connected).toBe(true)
})

test('the room clock is told on request', async () => {
  const device = await openDevice(server.url, 'mon-1')
  const clock = await device.ask<{ roomNow: number; speed: number }>('clock', {})
  expect(clock.speed).toBe(1)
  expect(clock.roomNow).toBeGreaterThanOrEqual(device.greeting.roomNow)
})

test('refusals of a source reach the screens', async () => {
  const screen = await openScreen(server.url, await signIn(server.url, 'viewer'))
  const device = await openDevice(server.url, 'mon-3')
  await device.ask('declare', { ...DECLARATION, speed: 0 })
  const picture = await screen.until((now) => now.sources.some((source) => source.sourceId === 'mon-3' && source.refusals.malformed === 1))
  expect(picture.sources.find((source) => source.sourceId === 'mon-3')).toMatchObject({ connected: true, boundTo: null })
})

test('P3: commands that are unknown, malformed, not allowed or for nobody are answered with a code', async () => {
  const nurse = await openScreen(server.url, await signIn(server.url, 'nurse'))
  const viewer = await openScreen(server.url, await signIn(server.url, 'viewer'))
  const manager = await openScreen(server.url, await signIn(server.url, 'manager'))
  const help = { kind: 'begin-baseline' } as const
  expect(await nurse.ask('shout', {})).toMatchObject({ ok: false, problem: { code: 'unknown-event' } })
  expect(await nurse.ask('command', { chairId: '1' })).toMatchObject({ ok: false, problem: { code: 'malformed' } })
  expect(await nurse.ask('command', null)).toMatchObject({ ok: false, problem: { code: 'malformed' } })
  expect(await viewer.act('1', help)).toMatchObject({ ok: false, problem: { code: 'not-allowed' } })
  expect(await manager.act('1', help)).toMatchObject({ ok: false, problem: { code: 'not-allowed' } })
  expect(await nurse.ask('command', { commandId: 'command-x', chairId: '99', sessionId: null, act: help })).toMatchObject({
    ok: false,
    problem: { code: 'unknown-chair' },
  })
  expect(await nurse.act('1', help, { sessionId: 'another' })).toMatchObject({ ok: false, problem: { code: 'other-session' } })
  expect(await nurse.act('1', help)).toMatchObject({ ok: false, problem: { code: 'wrong-phase', details: ['empty'] } })
  expect(server.store.audited.filter((entry) => entry.action === 'command-refused')).toHaveLength(5)
})
