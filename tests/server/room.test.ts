import type { Act } from '@chairside/shared/command'
import type { ChairPicture, RoomPicture } from '@chairside/shared/picture'
import { GATE_ITEMS } from '@chairside/shared/session'
import type { Receipt } from '@chairside/shared/wire'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  checkIn,
  closeSockets,
  occupy,
  openDevice,
  openScreen,
  signIn,
  startTestServer,
  type TestDevice,
  type TestScreen,
  type TestServer,
} from '../support/server-harness.ts'

let server: TestServer
let nurse: TestScreen
beforeEach(async () => {
  server = await startTestServer()
  nurse = await openScreen(server.url, await signIn(server.url, 'nurse'))
})
afterEach(async () => {
  server.store.release()
  server.store.mend()
  closeSockets()
  await server.stop()
})

const isReceived = (receipt: Receipt): boolean => receipt.ok
const deliveriesOf = (sessionId: string) =>
  server.store.written.filter((entry) => entry.sessionId === sessionId && entry.input.kind === 'delivery')

const occupied = async (chairId = '1', sourceId = 'mon-1'): Promise<{ device: TestDevice; sessionId: string }> => {
  const device = await openDevice(server.url, sourceId)
  await device.declare()
  return { device, sessionId: await occupy(nurse, chairId, sourceId) }
}

const withoutClock = (picture: RoomPicture): Omit<RoomPicture, 'clock'> => {
  const { clock: _clock, ...rest } = picture
  return rest
}

const heartRateOf = (chair: ChairPicture | undefined): number | undefined => chair?.numerics.hr?.value

test('I1: a receipt comes only after the write; the screens do not wait for it', async () => {
  const { device, sessionId } = await occupied()
  server.store.hold()
  let isAnswered = false
  const receipt = device.deliver([device.numerics({ hr: 71, spo2: 97 })]).then((given) => {
    isAnswered = true
    return given
  })
  await nurse.until(() => heartRateOf(nurse.chair('1')) === 71)
  await nurse.ask('beat', {})
  expect(isAnswered).toBe(false)
  expect(deliveriesOf(sessionId)).toHaveLength(0)
  server.store.release()
  expect(await receipt).toMatchObject({ ok: true, received: [1] })
  expect(deliveriesOf(sessionId)).toHaveLength(1)
})

test('I1: a repeated delivery is receipted again and has one effect', async () => {
  const { device, sessionId } = await occupied()
  const entries = [device.numerics({ hr: 71 }), device.set(124, 78, 93)]
  expect(await device.deliver(entries)).toEqual({ ok: true, received: [1, 2] })
  expect(await device.deliver(entries)).toEqual({ ok: true, received: [1, 2] })
  expect(deliveriesOf(sessionId)).toHaveLength(1)
  expect(nurse.chair('1').sets).toHaveLength(1)
})

test('I1: a monitor that lost its numbering is not taken for one that repeats itself', async () => {
  const { device, sessionId } = await occupied()
  await device.deliver([device.numerics({ hr: 71 })])
  const again = await openDevice(server.url, 'mon-1')
  await again.declare()
  expect(isReceived(await again.deliver([again.numerics({ hr: 72 })]))).toBe(true)
  expect(deliveriesOf(sessionId)).toHaveLength(2)
})

test('V2: what the door does not know is kept unmapped, other units are converted', async () => {
  const { device, sessionId } = await occupied()
  const { seq, at } = device.numerics({})
  const readings = [
    { vital: 'etco2', value: 5, unit: 'kPa' },
    { vital: 'hr', value: 70, unit: 'mmHg' },
    { vital: 'bis', value: 60, unit: '1' },
  ]
  await device.deliver([
    { kind: 'numerics', seq, at, readings, off: ['spo2'] },
    { kind: 'set', seq: seq + 1, at, sys: 16, dia: 10, map: null, pulse: 60, unit: 'kPa' },
    { kind: 'set', seq: seq + 2, at, sys: 16, dia: 10, map: null, pulse: null, unit: 'psi' },
  ])
  const input = deliveriesOf(sessionId)[0]?.input
  if (input?.kind !== 'delivery') throw new Error('no delivery')
  expect(input.entries[0]).toMatchObject({
    kind: 'numerics',
    off: ['spo2'],
    unmapped: [{ name: 'hr', value: 70, unit: 'mmHg' }, { name: 'bis' }],
  })
  expect(input.entries[0]?.kind === 'numerics' && input.entries[0].values.etco2).toBeCloseTo(37.5, 1)
  expect(input.entries[1]).toMatchObject({ kind: 'set', pulse: 60 })
  expect(input.entries[1]?.kind === 'set' && input.entries[1].sys).toBeCloseTo(120, 0)
  expect(input.entries[2]).toMatchObject({ kind: 'numerics', unmapped: [{ name: 'sys', value: 16, unit: 'psi' }, { name: 'dia' }] })
})

test('P3: a command is answered after it is saved, and other screens are told after that', async () => {
  const other = await openScreen(server.url, await signIn(server.url, 'physician'))
  server.store.hold()
  let isAnswered = false
  const reply = nurse.act('2', checkIn()).then((given) => {
    isAnswered = true
    return given
  })
  await other.ask('beat', {})
  expect(isAnswered).toBe(false)
  expect(other.chair('2').session).toBeNull()
  server.store.release()
  expect(await reply).toEqual({ ok: true, recorded: true })
  await other.until(() => other.chair('2').session !== null)
})

test('P3: a repeated command has one effect and the same answer', async () => {
  const first = nurse.act('2', checkIn(), { commandId: 'the-same-command' })
  const second = nurse.act('2', checkIn(), { commandId: 'the-same-command' })
  expect(await first).toEqual({ ok: true, recorded: true })
  expect(await second).toEqual({ ok: true, recorded: true })
  expect(await nurse.act('2', checkIn(), { commandId: 'the-same-command', sessionId: null })).toEqual({ ok: true, recorded: true })
  expect(server.store.written.filter((entry) => entry.chairId === '2' && entry.input.kind === 'act')).toHaveLength(1)
})

test('S4: a command for a session that is no longer there is refused, and a monitor serves one chair', async () => {
  const { sessionId } = await occupied()
  await nurse.act('2', checkIn())
  await nurse.until(() => nurse.chair('2').session !== null)
  const bind = { kind: 'bind-monitor', sourceId: 'mon-1' as never } as const
  expect(await nurse.act('2', bind)).toMatchObject({ ok: false, problem: { code: 'source-in-use', details: ['1'] } })
  expect(await nurse.act('2', { ...bind, sourceId: 'mon-9' as never })).toMatchObject({ ok: false, problem: { code: 'unknown-source' } })
  expect(await nurse.act('2', { ...bind, sourceId: 'mon-5' as never })).toMatchObject({ ok: false, problem: { code: 'source-not-live' } })
  expect(await nurse.act('2', { kind: 'begin-baseline' }, { sessionId })).toMatchObject({ ok: false, problem: { code: 'other-session' } })
})

test('S1: an ended session stays on the chair until the next check-in, and frees its monitor', async () => {
  const { device, sessionId } = await occupied()
  expect(await nurse.act('1', { kind: 'cancel', reason: 'did not come' })).toMatchObject({ ok: true })
  await nurse.until(() => nurse.chair('1').session?.phase === 'cancelled')
  expect(nurse.chair('1').session?.sessionId).toBe(sessionId)
  const before = deliveriesOf(sessionId).length
  expect(isReceived(await device.deliver([device.numerics({ hr: 71 })]))).toBe(true)
  expect(deliveriesOf(sessionId)).toHaveLength(before)
  const next = await occupy(nurse, '1', 'mon-1')
  expect(next).not.toBe(sessionId)
  expect(await device.deliver([device.numerics({ hr: 72 })])).toMatchObject({ ok: true })
  expect(deliveriesOf(next)).toHaveLength(1)
})

test('P1: numerics are coalesced, patches follow one another, and a resync gives the same picture', async () => {
  const { device } = await occupied()
  for (let beat = 0; beat < 10; beat += 1) await device.deliver([device.numerics({ hr: 60 + beat })])
  await nurse.until(() => heartRateOf(nurse.chair('1')) === 69)
  const numbers = nurse.patches.map((patch) => patch.number)
  expect(numbers).toEqual(numbers.map((_number, index) => (numbers[0] ?? 0) + index))
  const resynced = await nurse.ask<RoomPicture>('resync', {})
  await nurse.until((picture) => picture.number >= resynced.number)
  if (nurse.picture().number === resynced.number) expect(withoutClock(resynced)).toEqual(withoutClock(nurse.picture()))
  const late = await openScreen(server.url, await signIn(server.url, 'viewer'))
  await device.deliver([device.numerics({ hr: 99 })])
  await Promise.all([nurse.until(() => heartRateOf(nurse.chair('1')) === 99), late.until(() => heartRateOf(late.chair('1')) === 99)])
  await nurse.until((picture) => picture.number === late.picture().number)
  expect(withoutClock(late.picture())).toEqual(withoutClock(nurse.picture()))
})

test('P1: a restart begins a new epoch, so that a patch of the new one never lands on an old picture', async () => {
  const before = nurse.picture().epoch
  const gone = new Promise((resolve) => nurse.socket.once('disconnect', resolve))
  await server.stop()
  await gone
  server = await startTestServer({}, server.store)
  const again = await openScreen(server.url, await signIn(server.url, 'nurse'))
  expect(again.picture().epoch).not.toBe(before)
})

test('G6: where the record cannot be written, judging goes on, receipts stop, commands act, and all is written first later', async () => {
  const { device, sessionId } = await occupied()
  await device.deliver([device.numerics({ hr: 71 })])
  server.store.fail('all')
  const lost = device.numerics({ hr: 72 })
  expect(await device.deliver([lost])).toMatchObject({ ok: false, code: 'not-recording' })
  await nurse.until((picture) => nurse.chair('1').notRecording && picture.notRecording)
  expect(nurse.chair('1').alarms.some((alarm) => alarm.cause === 'not-recording' && alarm.priority === 'high')).toBe(true)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
  await nurse.until(() => heartRateOf(nurse.chair('1')) === 72)
  expect(await nurse.act('1', { kind: 'begin-baseline' })).toEqual({ ok: true, recorded: false })
  await nurse.until(() => nurse.chair('1').session?.phase === 'baseline')
  const later = device.numerics({ hr: 73 })
  expect(await device.deliver([later])).toMatchObject({ ok: false, code: 'not-recording' })
  expect(deliveriesOf(sessionId)).toHaveLength(1)
  server.store.mend()
  await nurse.until((picture) => !nurse.chair('1').notRecording && !picture.notRecording)
  expect(await device.deliver([lost, later])).toEqual({ ok: true, received: [lost.seq, later.seq] })
  expect(deliveriesOf(sessionId)).toHaveLength(3)
  const kinds = server.store.written.filter((entry) => entry.sessionId === sessionId && entry.input.kind === 'recording')
  expect(kinds.map((entry) => entry.input.kind === 'recording' && entry.input.possible)).toEqual([false, true])
})

test('G6: one chair whose write fails alone is alone not recording', async () => {
  const { device, sessionId } = await occupied('1', 'mon-1')
  const second = await occupied('2', 'mon-2')
  server.store.fail([sessionId as never])
  expect(await device.deliver([device.numerics({ hr: 71 })])).toMatchObject({ ok: false, code: 'not-recording' })
  expect(isReceived(await second.device.deliver([second.device.numerics({ hr: 80 })]))).toBe(true)
  await nurse.until(() => nurse.chair('1').notRecording)
  expect(nurse.chair('2').notRecording).toBe(false)
  expect(nurse.picture().notRecording).toBe(false)
})

test('I4: a judge that stumbles over one delivery refuses it and goes on', async () => {
  const { device } = await occupied()
  const runner = server.served.room.runner('1')
  const taken = runner?.deliver({ kind: 'delivery', sourceId: 'mon-1' as never, sentAt: 1, entries: [null as never] })
  expect(taken).toMatchObject({ ok: false, problem: { code: 'internal' } })
  expect(isReceived(await device.deliver([device.numerics({ hr: 71 })]))).toBe(true)
})

test('the trend of the session on a chair keeps every extreme, is for signed-in people, and the look is audited', async () => {
  const { device, sessionId } = await occupied()
  const base = Math.floor(device.roomNow() / 10_000) * 10_000 - 20_000
  const at = (offset: number, seq: number, hr: number) => ({
    kind: 'numerics' as const,
    seq,
    at: base + offset,
    readings: [{ vital: 'hr', value: hr, unit: 'bpm' }],
    off: [],
  })
  await device.deliver([at(0, 1, 70), at(1_000, 2, 140), at(2_000, 3, 60), at(9_000, 4, 71), at(10_000, 5, 72)])
  const cookie = await signIn(server.url, 'physician')
  const url = `${server.url}/api/chairs/1/trend?sessionId=${sessionId}`
  expect((await fetch(url)).status).toBe(401)
  expect(await (await fetch(url, { headers: { cookie } })).json()).toEqual({
    sessionId,
    bucketMs: 10_000,
    series: {
      hr: [
        [base, 60, 140, 71],
        [base + 10_000, 72, 72, 72],
      ],
    },
  })
  expect((await fetch(url.replace('/1/', '/2/'), { headers: { cookie } })).status).toBe(404)
  expect(server.store.audited.filter((entry) => entry.action === 'look-at-trend').map((entry) => entry.object)).toEqual([
    `session ${sessionId}`,
  ])
})

test('A4: an acknowledgement on one screen is seen by the other, with its person and plan, and is in the record once', async () => {
  const { device, sessionId } = await occupied()
  const physician = await openScreen(server.url, await signIn(server.url, 'physician'))
  const act = async (given: Act): Promise<void> => {
    expect(await physician.act('1', given)).toEqual({ ok: true, recorded: true })
  }
  await act({ kind: 'begin-baseline' })
  for (const item of GATE_ITEMS)
    if (item.kind === 'confirm' && item.id !== 'second-person') await act({ kind: 'answer-gate', item: item.id, passed: true })
  await device.deliver([device.numerics({ hr: 72, spo2: 98, rr: 14 })])
  await act({ kind: 'start-infusion', overrideReason: 'no baseline could be taken' })
  await device.deliver([device.set(188, 104, 132)])
  await nurse.until(() => nurse.chair('1').alarms.some((alarm) => alarm.cause === 'bp-high'))
  const alarm = nurse.chair('1').alarms.find((one) => one.cause === 'bp-high')
  if (alarm === undefined) throw new Error('no alarm')
  expect(alarm).toMatchObject({ priority: 'high', acknowledgement: null })
  expect(await nurse.act('1', { kind: 'acknowledge', alarmId: alarm.id, plan: null })).toMatchObject({
    ok: false,
    problem: { code: 'plan-needed' },
  })
  expect(await nurse.act('1', { kind: 'acknowledge', alarmId: alarm.id, plan: 'at-bedside' })).toEqual({ ok: true, recorded: true })
  await physician.until(() => physician.chair('1').alarms.find((one) => one.id === alarm.id)?.acknowledgement !== null)
  expect(physician.chair('1').alarms.find((one) => one.id === alarm.id)?.acknowledgement).toMatchObject({
    by: 'Demo Nurse',
    plan: 'at-bedside',
  })
  const facts = server.store.written.filter((entry) => entry.sessionId === sessionId).flatMap((entry) => entry.facts)
  expect(facts.filter((fact) => fact.kind === 'alarm-acknowledged')).toHaveLength(1)
})

test('P2: an alarm reaches every screen while the disk still writes', async () => {
  const { device, sessionId } = await occupied()
  const wall = await openScreen(server.url, await signIn(server.url, 'viewer'))
  expect(await nurse.act('1', { kind: 'begin-baseline' })).toMatchObject({ ok: true })
  server.store.hold()
  const receipt = device.deliver([device.set(204, 118, 146)])
  const isAlarmed = (screen: TestScreen) => screen.chair('1').alarms.some((alarm) => alarm.cause === 'bp-high' && alarm.priority === 'high')
  await Promise.all([nurse.until(() => isAlarmed(nurse)), wall.until(() => isAlarmed(wall))])
  expect(deliveriesOf(sessionId)).toHaveLength(0)
  server.store.release()
  expect(isReceived(await receipt)).toBe(true)
})
