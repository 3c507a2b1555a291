import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  checkIn,
  closeSockets,
  occupy,
  openDevice,
  openScreen,
  signIn,
  startTestServer,
  type TestScreen,
  type TestServer,
} from '../support/server-harness.ts'

let server: TestServer
let nurse: TestScreen
let physician: TestScreen
beforeEach(async () => {
  server = await startTestServer()
  nurse = await openScreen(server.url, await signIn(server.url, 'nurse'))
  physician = await openScreen(server.url, await signIn(server.url, 'physician'))
})
afterEach(async () => {
  closeSockets()
  await server.stop()
})

test('X9: the chart of a session that is over is corrected on the same chair, saved, and seen by other screens', async () => {
  const device = await openDevice(server.url, 'mon-1')
  await device.declare()
  const sessionId = await occupy(nurse, '1', 'mon-1')
  await device.deliver([device.set(186, 96, 120)])
  await nurse.until(() => nurse.chair('1').sets.length === 1)
  const readAt = nurse.chair('1').sets[0]?.at ?? 0
  expect(await nurse.act('1', { kind: 'leave-against-advice', reason: 'wants to go', witness: 'W. Witness' })).toMatchObject({ ok: true })
  expect(await nurse.act('1', { kind: 'mark-set', readAt, artefact: true, reason: 'arm was moved' })).toEqual({ ok: true, recorded: true })
  await physician.until(() => physician.chair('1').care.artefactSets.includes(readAt))
  expect(await nurse.act('1', { kind: 'countersign', reason: null })).toMatchObject({ ok: false, problem: { code: 'physician-needed' } })
  expect(await physician.act('1', { kind: 'countersign', reason: null })).toEqual({ ok: true, recorded: true })
  await nurse.until(() => !nurse.chair('1').care.countersignatureOpen)
  const facts = server.store.written.filter((entry) => entry.sessionId === sessionId).flatMap((entry) => entry.facts)
  expect(facts.slice(-2)).toMatchObject([{ kind: 'set-marked', readAt }, { kind: 'countersigned' }])
  expect(facts.map((fact) => fact.seq)).toEqual(facts.map((_, index) => index + 1))
})

test('S1: anything else at a session that is over is refused, and so is a correction at an empty chair', async () => {
  expect(await nurse.act('1', checkIn())).toMatchObject({ ok: true })
  expect(await nurse.act('2', { kind: 'countersign', reason: null })).toMatchObject({ ok: false, problem: { code: 'wrong-phase' } })
  expect(await nurse.act('1', { kind: 'cancel', reason: 'no escort' })).toMatchObject({ ok: true })
  expect(await nurse.act('1', { kind: 'enter', entry: { kind: 'note', text: 'late' } })).toMatchObject({
    ok: false,
    problem: { code: 'wrong-phase' },
  })
})
