import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Served } from '@chairside/server/app/serve'
import { startApp } from '@chairside/server/app/start-app'
import { openStore } from '@chairside/server/storage/open-sqlite'
import type { RoomPicture } from '@chairside/shared/picture'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeSockets, configFor, openScreen, signIn, silentLog, type TestScreen } from '../support/server-harness.ts'

let dataDir = ''
let served: Served
const start = async (): Promise<void> => {
  served = await startApp(configFor({ dataDir }), { clientDir: '/nowhere', log: silentLog })
}
const stop = async (): Promise<void> => {
  closeSockets()
  await served.stop()
}
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'chairside-handover-'))
  await start()
})
afterEach(async () => {
  await stop()
  await rm(dataDir, { recursive: true, force: true })
})

const staffingOf = (picture: RoomPicture) => picture.chairs[0]?.staffing ?? null
const answers = (name: string) => (picture: RoomPicture) => staffingOf(picture)?.responsible.name === name
const checkIn = async (screen: TestScreen): Promise<void> => {
  const reply = await screen.act('1', {
    kind: 'check-in',
    patient: { identifier: 'P-1', name: 'A. Sample', infusionNumber: 1, courseLength: 6 },
    order: { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 },
    simulated: true,
  })
  expect(reply).toMatchObject({ ok: true })
  await screen.until(answers('Demo Nurse'))
}

test('A7: an offer outlives a restart; another person accepts it, and whoever comes second is told who was first', async () => {
  const nurse = await openScreen(served.url, await signIn(served.url, 'nurse'))
  const physician = await openScreen(served.url, await signIn(served.url, 'physician'))
  await checkIn(nurse)
  expect(await nurse.act('1', { kind: 'offer-handover', note: 'calm so far' })).toMatchObject({ ok: true })
  const offeredAt = staffingOf(await physician.until((picture) => staffingOf(picture)?.offer != null))?.offer?.at ?? 0

  await stop()
  await start()
  const first = await openScreen(served.url, await signIn(served.url, 'nurse'))
  const next = await openScreen(served.url, await signIn(served.url, 'physician'))
  expect(staffingOf(next.picture())).toMatchObject({ responsible: { name: 'Demo Nurse' }, offer: { note: 'calm so far', at: offeredAt } })
  expect(await next.act('1', { kind: 'accept-handover', offeredAt })).toMatchObject({ ok: true })
  await first.until(answers('Demo Physician'))
  expect(await first.act('1', { kind: 'withdraw-handover' })).toEqual({
    ok: false,
    problem: { code: 'already-done', details: ['Demo Physician'] },
  })
  // By whom its screen showed before.
  expect(await first.act('1', { kind: 'take-over', sawStaffId: 'demo-manager' })).toEqual({
    ok: false,
    problem: { code: 'changed-meanwhile', details: ['Demo Physician'] },
  })
})

test('R1: what was handed over is in the record, which verifies', async () => {
  const nurse = await openScreen(served.url, await signIn(served.url, 'nurse'))
  await checkIn(nurse)
  expect(await nurse.act('1', { kind: 'offer-handover', note: null })).toMatchObject({ ok: true })
  const sessionId = nurse.chair('1').session?.sessionId
  if (sessionId === undefined) throw new Error('no session')
  await stop()
  const store = await openStore({ dataDir, threaded: false })
  expect(await store.record.verify(sessionId)).toEqual([])
  expect((await store.record.factsOf(sessionId)).map(({ kind }) => kind)).toContain('handover-offered')
  await store.close()
  await start()
})
