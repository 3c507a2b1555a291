import { afterEach, beforeEach, expect, test } from 'vitest'
import {
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
  closeSockets()
  await server.stop()
})

/** A monitor at chair 1 that was heard; how often it was asked to measure. */
const monitor = async (canMeasure?: boolean): Promise<{ device: TestDevice; asked: unknown[]; once: Promise<void>; sessionId: string }> => {
  const device = await openDevice(server.url, 'mon-1')
  const asked: unknown[] = []
  const once = new Promise<void>((resolve) => {
    device.socket.on('measure', (payload: unknown) => {
      asked.push(payload)
      resolve()
    })
  })
  await device.declare(canMeasure === undefined ? {} : { canMeasure })
  const sessionId = await occupy(nurse, '1', 'mon-1')
  await device.deliver([device.numerics({ hr: 71, spo2: 97 })])
  await nurse.until(() => nurse.chair('1').numerics.hr?.value === 71)
  return { device, asked, once, sessionId }
}

const kindsOf = (sessionId: string): string[] =>
  server.store.written.filter((entry) => entry.sessionId === sessionId).flatMap((entry) => entry.facts.map((fact) => fact.kind))

test('G4: measure now reaches the bound monitor, and its cuff and set are the answer on every screen', async () => {
  const { device, asked, once, sessionId } = await monitor(true)
  const other = await openScreen(server.url, await signIn(server.url, 'physician'))
  expect(nurse.chair('1').care.canMeasure).toBe(true)
  expect(await nurse.act('1', { kind: 'measure-now' })).toEqual({ ok: true, recorded: true })
  await once
  expect(asked).toEqual([{}])
  await other.until(() => other.chair('1').care.measure?.state === 'asked')
  const { seq, at } = device.set(0, 0)
  expect((await device.deliver([{ kind: 'cuff-started', seq, at }])).ok).toBe(true)
  expect((await device.deliver([device.set(121, 79, 93)])).ok).toBe(true)
  await other.until(() => other.chair('1').care.measure?.state === 'answered')
  expect(other.chair('1').cuff.latest).toMatchObject({ sys: 121, dia: 79 })
  expect(kindsOf(sessionId).filter((kind) => kind.startsWith('measure-'))).toEqual(['measure-asked', 'measure-answered'])
})

test('G4: a failure of the cuff is an answer too, and then it may be asked again', async () => {
  const { device, asked } = await monitor(true)
  await nurse.act('1', { kind: 'measure-now' })
  const again = await nurse.act('1', { kind: 'measure-now' })
  expect(again).toMatchObject({ ok: false, problem: { code: 'already-done' } })
  const { seq, at } = device.set(0, 0)
  expect((await device.deliver([{ kind: 'cuff-failed', seq, at, code: 'leak' }])).ok).toBe(true)
  await nurse.until(() => nurse.chair('1').care.measure?.state === 'answered')
  expect(await nurse.act('1', { kind: 'measure-now' })).toMatchObject({ ok: true })
  await nurse.until(() => nurse.chair('1').care.measure?.state === 'asked')
  // The monitor's own question is answered after what was sent to it before.
  await device.ask('clock', {})
  expect(asked).toHaveLength(2)
})

test('P3: a command sent again asks the monitor once', async () => {
  const { device, asked, once } = await monitor(true)
  const change = { commandId: 'measure-command-1' }
  const answers = await Promise.all([nurse.act('1', { kind: 'measure-now' }, change), nurse.act('1', { kind: 'measure-now' }, change)])
  expect(answers).toEqual([
    { ok: true, recorded: true },
    { ok: true, recorded: true },
  ])
  await once
  await device.ask('clock', {})
  expect(asked).toHaveLength(1)
})

test('P3: a monitor that did not declare it is not asked, nor one that is not connected', async () => {
  const { device, asked } = await monitor()
  expect(nurse.chair('1').care.canMeasure).toBe(false)
  expect(await nurse.act('1', { kind: 'measure-now' })).toMatchObject({ ok: false, problem: { code: 'cannot-measure' } })
  // It may declare it later, on the same connection.
  await device.declare({ canMeasure: true })
  await nurse.until(() => nurse.chair('1').care.canMeasure)
  device.socket.disconnect()
  await nurse.until((picture) => picture.sources.some((source) => source.sourceId === 'mon-1' && !source.connected))
  expect(await nurse.act('1', { kind: 'measure-now' })).toMatchObject({ ok: false, problem: { code: 'source-not-live' } })
  expect(asked).toEqual([])
  expect(nurse.chair('1').care.measure).toBeNull()
})

test('S4: the monitor of another chair is not asked', async () => {
  const { asked } = await monitor(true)
  const second = await openDevice(server.url, 'mon-2')
  let others = 0
  const reached = new Promise<void>((resolve) => {
    second.socket.on('measure', () => {
      others += 1
      resolve()
    })
  })
  await second.declare({ canMeasure: true })
  await occupy(nurse, '2', 'mon-2')
  await second.deliver([second.numerics({ hr: 80 })])
  await nurse.until(() => nurse.chair('2').numerics.hr?.value === 80)
  expect(await nurse.act('2', { kind: 'measure-now' })).toMatchObject({ ok: true })
  await reached
  expect(others).toBe(1)
  expect(asked).toEqual([])
})
