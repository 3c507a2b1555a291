import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Act } from '@chairside/shared/command'
import type { Entry } from '@chairside/shared/entry'
import type { RoomPicture } from '@chairside/shared/picture'
import { GATE_ITEMS } from '@chairside/shared/session'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeSockets, occupy, openDevice, openScreen, signIn, type TestDevice, type TestScreen } from '../support/server-harness.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

let dataDir = ''
let server: ServerProcess | null = null
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'chairside-kill-'))
})
afterEach(async () => {
  closeSockets()
  await server?.end('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

/** Slow monitors: nothing goes stale while the server is away, so that what differs afterwards was lost or invented. */
const PERIOD = { periodMs: 300_000 }

const must = async (screen: TestScreen, chairId: string, act: Act): Promise<void> => {
  const reply = await screen.act(chairId, act)
  if (!reply.ok) throw new Error(`${act.kind} at ${chairId}: ${JSON.stringify(reply.problem)}`)
  // An answer comes before the patch (P3); the next act is given on what it left.
  await screen.ask('beat', {})
}

const receipted = async (device: TestDevice, ...entries: Parameters<TestDevice['deliver']>[0]): Promise<void> => {
  const receipt = await device.deliver(entries)
  if (!receipt.ok) throw new Error(`delivery: ${receipt.code} ${receipt.message}`)
}

const infuse = async (physician: TestScreen, chairId: string, device: TestDevice): Promise<void> => {
  await must(physician, chairId, { kind: 'begin-baseline' })
  for (const item of GATE_ITEMS)
    if (item.kind === 'confirm' && item.id !== 'second-person')
      await must(physician, chairId, { kind: 'answer-gate', item: item.id, passed: true })
  await receipted(device, device.numerics({ hr: 72, spo2: 98, rr: 14 }), device.set(126, 78, 94))
  await must(physician, chairId, { kind: 'start-infusion', overrideReason: 'no second set could be taken' })
  await physician.until(() => physician.chair(chairId).session?.phase === 'infusing')
}

const enter = (screen: TestScreen, chairId: string, entry: Entry): Promise<void> => must(screen, chairId, { kind: 'enter', entry })

/** What must survive: everything of a chair, its monitor's connection aside. */
const lasting = (picture: RoomPicture) => picture.chairs

test('A7, R4: six sessions in flight survive SIGKILL exactly', { timeout: 60_000 }, async () => {
  server = await startServerProcess(dataDir)
  const physician = await openScreen(server.url, await signIn(server.url, 'physician'))
  const devices: TestDevice[] = []
  for (const chair of [1, 2, 3, 4, 5, 6]) {
    const device = await openDevice(server.url, `mon-${chair}`)
    await device.declare(PERIOD)
    await occupy(physician, `${chair}`, `mon-${chair}`)
    await receipted(device, device.numerics({ hr: 70 + chair, spo2: 97, rr: 15 }))
    devices.push(device)
  }
  const deviceOf = (chair: number): TestDevice => {
    const device = devices[chair - 1]
    if (device === undefined) throw new Error(`no device ${chair}`)
    return device
  }

  await must(physician, '1', { kind: 'answer-gate', item: 'identity', passed: true })

  await must(physician, '2', { kind: 'begin-baseline' })
  await receipted(deviceOf(2), deviceOf(2).set(131, 82, 98))

  await infuse(physician, '3', deviceOf(3))
  await receipted(deviceOf(3), deviceOf(3).set(164, 92, 112))

  await infuse(physician, '4', deviceOf(4))
  const apnoea = { ...deviceOf(4).numerics({}), kind: 'apnoea' } as const
  await receipted(deviceOf(4), deviceOf(4).set(186, 104, 124), { kind: 'apnoea', seq: apnoea.seq, at: apnoea.at })
  await physician.until(() => physician.chair('4').alarms.some((alarm) => alarm.cause === 'bp-high'))
  const alarm = physician.chair('4').alarms.find((one) => one.cause === 'bp-high')
  if (alarm === undefined) throw new Error('no alarm')
  await must(physician, '4', { kind: 'acknowledge', alarmId: alarm.id, plan: 'slow-or-pause' })

  await infuse(physician, '5', deviceOf(5))
  await must(physician, '5', { kind: 'change-rate', rateMlPerHour: 30, reason: 'slower for comfort' })
  await must(physician, '5', { kind: 'pause-infusion', reason: 'nausea' })

  await infuse(physician, '6', deviceOf(6))
  await must(physician, '6', { kind: 'stop-infusion', early: true, reason: 'asked to stop' })
  await enter(physician, '6', { kind: 'sedation', moaas: 5 })
  await enter(physician, '6', { kind: 'orientation', correct: 4 })
  await receipted(deviceOf(6), deviceOf(6).set(122, 76, 91))

  const before = await physician.ask<RoomPicture>('resync', {})
  const phases = before.chairs.map((chair) => chair.session?.phase)
  expect(phases).toEqual(['checked-in', 'baseline', 'infusing', 'infusing', 'paused', 'recovering'])
  expect(before.chairs[2]?.excursions).toMatchObject([{ side: 'high', level: 'warning', confirmed: false }])
  expect(before.chairs[3]?.excursions).toMatchObject([{ side: 'high', level: 'critical', confirmed: true }])
  expect(before.chairs[3]?.alarms.map((one) => [one.cause, one.acknowledgement?.plan ?? null])).toEqual(
    expect.arrayContaining([
      ['bp-high', 'slow-or-pause'],
      ['apnoea', null],
    ]),
  )
  expect(before.chairs[5]?.readiness?.criteria.filter((criterion) => criterion.state === 'met').length).toBeGreaterThan(0)

  // A delivery that was sent but maybe never receipted, and then the end without warning.
  const flying = deviceOf(1).numerics({ hr: 99, spo2: 96, rr: 15 })
  deviceOf(1).socket.emit('deliver', { sentAt: deviceOf(1).roomNow(), entries: [flying] }, () => undefined)
  expect(await server.end('SIGKILL')).toBe('SIGKILL')

  server = await startServerProcess(dataDir)
  expect(server.output()).not.toContain('states other facts')
  const again = await openScreen(server.url, await signIn(server.url, 'nurse'))
  const after = again.picture()
  expect(after.epoch).not.toBe(before.epoch)
  expect(lasting(after).slice(1)).toEqual(lasting(before).slice(1))
  expect(after.chairs[0]?.session).toEqual(before.chairs[0]?.session)

  const back = await openDevice(server.url, 'mon-1', flying.seq)
  expect(back.greeting.boundTo).toBe('1')
  expect(back.greeting.roomNow).toBeGreaterThanOrEqual(before.clock.roomNow)
  await back.declare(PERIOD)
  await receipted(back, flying)
  await again.until(() => again.chair('1').numerics.hr?.value === 99)
  await must(again, '3', { kind: 'pause-infusion', reason: 'pressure is high' })
  await again.until(() => again.chair('3').session?.phase === 'paused')
})

test('a command that was carried out before the end is not carried out again after it', { timeout: 60_000 }, async () => {
  server = await startServerProcess(dataDir)
  const nurse = await openScreen(server.url, await signIn(server.url, 'nurse'))
  const device = await openDevice(server.url, 'mon-1')
  await device.declare(PERIOD)
  await occupy(nurse, '1', 'mon-1')
  const note: Act = { kind: 'enter', entry: { kind: 'note', text: 'a note' } }
  expect(await nurse.act('1', note, { commandId: 'note-of-the-nurse' })).toEqual({ ok: true, recorded: true })
  await server.end('SIGKILL')
  server = await startServerProcess(dataDir)
  const again = await openScreen(server.url, await signIn(server.url, 'nurse'))
  expect(again.chair('1').events).toHaveLength(1)
  expect(await again.act('1', note, { commandId: 'note-of-the-nurse' })).toEqual({ ok: true, recorded: true })
  await again.ask('beat', {})
  expect(again.chair('1').events).toHaveLength(1)
})

test('SIGTERM closes every door cleanly', { timeout: 30_000 }, async () => {
  server = await startServerProcess(dataDir)
  const nurse = await openScreen(server.url, await signIn(server.url, 'nurse'))
  const device = await openDevice(server.url, 'mon-1')
  await device.declare(PERIOD)
  await occupy(nurse, '1', 'mon-1')
  const gone = Promise.all([nurse, device].map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve))))
  expect(await server.end('SIGTERM')).toBe(0)
  // Not `io server disconnect`: after that a client would not come back by itself.
  expect(await gone).toEqual(['transport close', 'transport close'])
  expect(device.refusals).toMatchObject([{ code: 'shutting-down' }])
  expect(server.output()).toContain('"msg":"stopped"')
})
