import { join } from 'node:path'
import { type Served, serve } from '@chairside/server/app/serve'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import type { StoredWaves, WaveStrip } from '@chairside/shared/wave-wire'
import { MISSING_SAMPLE } from '@chairside/shared/waveform'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { createStillClock, type StillClock } from '../support/server-clock.ts'
import { closeSockets, configFor, occupy, openDeclared, openScreen, signIn, silentLog, type TestDevice } from '../support/server-harness.ts'
import { createWaveSource } from '../support/wave-harness.ts'

let place: ReturnType<typeof temporaryFolder>
let clock: StillClock
let server: Served
let store: Store
let device: TestDevice
let sessionId: string
const start = async (): Promise<void> => {
  store = await openStore({ dataDir: place.folder, threaded: true })
  server = await serve(configFor({ waveDays: 1 }), { store, clientDir: '/nowhere', log: silentLog, clockFrom: () => clock })
}
beforeEach(async () => {
  place = temporaryFolder()
  clock = createStillClock()
  await start()
  device = await openDeclared(server.url, 'mon-1')
  sessionId = await occupy(await openScreen(server.url, await signIn(server.url, 'nurse')), '1', 'mon-1')
})
afterEach(async () => {
  closeSockets()
  await server.stop()
  place.remove()
})

const ask = async (query: string, role: 'nurse' | 'physician' | 'viewer' = 'physician', session = sessionId): Promise<Response> =>
  fetch(`${server.url}/api/sessions/${session}/waves?${query}`, { headers: { cookie: await signIn(server.url, role) } })
const strip = async (from: number, to: number): Promise<WaveStrip> => (await (await ask(`from=${from}&to=${to}`)).json()) as WaveStrip
const stored = async (role: 'physician' | 'viewer' = 'physician', session = sessionId): Promise<Response> =>
  fetch(`${server.url}/api/sessions/${session}/waves/stored`, { headers: { cookie: await signIn(server.url, role) } })
const storedNow = async (): Promise<StoredWaves> => (await (await stored()).json()) as StoredWaves
const samplesIn = (text: string | undefined): readonly number[] => {
  const bytes = Buffer.from(text ?? '', 'base64')
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(index * 2))
}

test('R1: a strip is read back around a moment, from what is kept and from the minute that still runs, with its gap', async () => {
  const source = createWaveSource(clock)
  const from = clock.roomNow()
  await device.ask('waves', source.next({ first: 1 }))
  source.skip(208)
  await device.ask('waves', source.next({ first: 100, off: ['pleth'] }))
  const running = await strip(from, from + 624)
  expect(samplesIn(running.channels.resp)).toEqual([
    ...Array.from({ length: 13 }, (_, index) => index + 1),
    ...Array.from({ length: 13 }, () => MISSING_SAMPLE),
    ...Array.from({ length: 13 }, (_, index) => index + 100),
  ])
  expect(running.channels.co2).toBeUndefined()
  expect(running.off).toEqual([{ channel: 'pleth', fromAt: from + 416, toAt: from + 624 }])
  expect(await storedNow()).toEqual({ spans: [{ fromAt: from, toAt: from + 624 }], removedUntil: null })
  // A stop of the server writes the minute that runs.
  await server.stop()
  await start()
  expect(await strip(from, from + 624)).toEqual(running)
  expect(await storedNow()).toEqual({ spans: [{ fromAt: from, toAt: from + 624 }], removedUntil: null })
  expect((await strip(from + 16, from + 32)).channels).toEqual({ ecg: expect.any(String), pleth: expect.any(String), resp: 'AgA=' })
  expect(await store.record.verify()).toEqual([])
})

test('R1: waves are removed when their time is over, with the facts untouched', async () => {
  const source = createWaveSource(clock)
  const from = clock.roomNow()
  await device.ask('waves', source.next())
  const nurse = await openScreen(server.url, await signIn(server.url, 'nurse'))
  await nurse.act('1', { kind: 'cancel', reason: 'went home' })
  await server.stop()
  clock.jump(25 * 3_600_000)
  await start()
  const gone = async (): Promise<boolean> => Object.keys((await strip(from, from + 208)).channels).length === 0
  while (!(await gone()));
  expect(await storedNow()).toEqual({ spans: [], removedUntil: clock.roomNow() - 24 * 3_600_000 })
  expect(await store.record.verify()).toEqual([])
  expect((await store.record.factsOf(sessionId as never)).length).toBeGreaterThan(1)
})

test('P3: who may not read it, what is no session and what is no time are refused with a code', async () => {
  const from = clock.roomNow()
  const refused = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code]
  expect(await refused(await ask(`from=${from}&to=${from + 16}`, 'viewer'))).toEqual([403, 'not-allowed'])
  expect(await refused(await ask(`from=${from}&to=${from + 16}`, 'nurse', 'no-session'))).toEqual([404, 'other-session'])
  for (const query of ['', `from=${from}`, `from=${from}&to=${from}`, `from=${from}&to=${from + 300_001}`, `from=-1&to=5`, `from=a&to=b`])
    expect(await refused(await ask(query))).toEqual([400, 'malformed'])
  expect((await fetch(`${server.url}/api/sessions/${sessionId}/waves?from=0&to=16`)).status).toBe(401)
  expect(await refused(await stored('viewer'))).toEqual([403, 'not-allowed'])
  expect(await refused(await stored('physician', 'no-session'))).toEqual([404, 'other-session'])
  expect((await fetch(`${server.url}/api/sessions/${sessionId}/waves/stored`)).status).toBe(401)
})

test('a look at stored waves and a strip on paper are in the audit, once and by whom', async () => {
  const cookie = await signIn(server.url, 'physician')
  const look = () => fetch(`${server.url}/api/sessions/${sessionId}/waves?from=0&to=16`, { headers: { cookie } })
  await look()
  await look()
  const post = (body: object) =>
    fetch(`${server.url}/api/prints`, {
      method: 'POST',
      headers: { cookie, origin: server.url, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  expect((await post({ sheet: 'strip', sessionId })).status).toBe(204)
  expect((await post({ sheet: 'strip' })).status).toBe(400)
  await server.stop()
  const database = openSqliteFile(join(place.folder, 'chairside.db'), 50)
  const said = database.prepare("SELECT body FROM audit WHERE body LIKE '%look-at-waves%' OR body LIKE '%print-strip%'").pluck().all()
  database.close()
  expect(said.map((body) => [String(body).includes(`session ${sessionId}`), String(body).includes('print-strip')])).toEqual([
    [true, false],
    [true, true],
  ])
  await start()
})
