import { hashPassword } from '@chairside/server/http/passwords'
import type { ConfirmedPerson } from '@chairside/shared/confirm-person'
import { staffIdSchema } from '@chairside/shared/identity'
import type { Me } from '@chairside/shared/staff'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeSockets, openScreen, PASSWORD, signIn, startTestServer, type TestScreen, type TestServer } from '../support/server-harness.ts'

const PIN = '471108'
let server: TestServer
let cookie: string
beforeEach(async () => {
  server = await startTestServer()
  cookie = await signIn(server.url, 'nurse')
})
afterEach(async () => {
  closeSockets()
  await server.stop()
})

const post = (path: string, body: object, as = cookie): Promise<Response> =>
  fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: as }, body: JSON.stringify(body) })
const me = async (as = cookie): Promise<Me> => (await (await fetch(`${server.url}/api/me`, { headers: { cookie: as } })).json()) as Me
const lock = async (): Promise<void> => void expect((await post('/api/lock', { because: 'by-hand' })).status).toBe(204)
const proofOf = async (body: object): Promise<string> => {
  const answer = await post('/api/confirm-person', { purpose: 'unlock', sessionId: null, ...body })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as ConfirmedPerson).proof
}
const checkIn = (screen: TestScreen) =>
  screen.act('1', {
    kind: 'check-in',
    patient: { identifier: 'P-1', name: 'A. Sample', infusionNumber: 1, courseLength: 6 },
    order: { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 },
    simulated: true,
  })
const seated = async (screen: TestScreen): Promise<void> => {
  expect(await checkIn(screen)).toMatchObject({ ok: true })
  await screen.until((picture) => picture.chairs.some((chair) => chair.chairId === '1' && chair.session !== null))
}

test('S8: a locked screen sees the room and calls help; every other act is refused by the server', async () => {
  const screen = await openScreen(server.url, cookie)
  await seated(screen)
  const told = new Promise((resolve) => screen.socket.once('screen-lock', resolve))
  await lock()
  expect(await told).toEqual({ locked: true })
  expect(await me()).toMatchObject({ locked: true })
  const note = { kind: 'enter', entry: { kind: 'note', text: 'by whoever came by' } } as const
  expect(await screen.act('1', note)).toEqual({ ok: false, problem: { code: 'locked', details: [] } })
  expect(await screen.act('1', { kind: 'pause-sound', pauseMs: 60_000 })).toMatchObject({ problem: { code: 'locked' } })
  expect((await post('/api/patients/find', { text: 'sample' })).status).toBe(423)
  expect((await post('/api/pin', { secret: PASSWORD, pin: PIN })).status).toBe(423)
  expect((await post('/api/confirm-person', { secret: PASSWORD, purpose: 'discharge', sessionId: null })).status).toBe(423)
  expect(await screen.act('1', { kind: 'call-help' })).toMatchObject({ ok: true })
  const room = await screen.until((picture) => picture.chairs[0]?.care.help !== null)
  expect(room.chairs[0]?.alarms.map((alarm) => alarm.cause)).toContain('help')
})

test('a screen that comes back is told that it is locked, other sign-ins of the person are not', async () => {
  const other = await signIn(server.url, 'nurse')
  await lock()
  const screen = await openScreen(server.url, other)
  expect(await checkIn(screen)).toMatchObject({ ok: true })
  expect(await me(other)).not.toHaveProperty('locked')
  const back = await openScreen(server.url, cookie)
  expect(await back.act('2', { kind: 'call-help' })).toMatchObject({ ok: false, problem: { code: 'wrong-phase' } })
  expect(await back.act('1', { kind: 'record-cannulation' })).toMatchObject({ problem: { code: 'locked' } })
})

test('the PIN of its own person unlocks it, nobody else does, and no proof does it twice', async () => {
  expect((await post('/api/pin', { secret: PASSWORD, pin: PIN })).status).toBe(204)
  expect(await me()).toMatchObject({ hasPin: true })
  await lock()
  expect((await post('/api/unlock', { proof: await proofOf({ login: 'physician', secret: PASSWORD }) })).status).toBe(400)
  expect(await me()).toMatchObject({ locked: true })
  const screen = await openScreen(server.url, cookie)
  const told = new Promise((resolve) => screen.socket.once('screen-lock', (state) => resolve(state)))
  const proof = await proofOf({ secret: PIN })
  expect((await post('/api/unlock', { proof })).status).toBe(204)
  expect(await told).toEqual({ locked: false })
  expect(await me()).not.toHaveProperty('locked')
  expect(await checkIn(screen)).toMatchObject({ ok: true })
  await lock()
  expect((await post('/api/unlock', { proof })).status).toBe(400)
})

test('five wrong PINs at the lock ask for the password', async () => {
  await server.store.registry.setPin(staffIdSchema.parse('demo-nurse'), await hashPassword(PIN))
  await lock()
  const code = async (secret: string): Promise<string> => {
    const answer = await post('/api/confirm-person', { secret, purpose: 'unlock', sessionId: null })
    return ((await answer.json()) as { code?: string }).code ?? 'in'
  }
  const said: string[] = []
  for (let attempt = 0; attempt < 6; attempt += 1) said.push(await code(attempt === 5 ? PIN : '9999'))
  expect(said).toEqual([...Array<string>(4).fill('wrong-secret'), 'password-needed', 'password-needed'])
  expect(await code(PASSWORD)).toBe('in')
})

test('whoever signs in at the screen of another takes it over, and the one before is out', async () => {
  await lock()
  const answer = await post('/api/sign-in', { login: 'physician', password: PASSWORD })
  expect(answer.status).toBe(200)
  const next = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  expect(await me(next)).toMatchObject({ staffId: 'demo-physician' })
  expect((await fetch(`${server.url}/api/me`, { headers: { cookie } })).status).toBe(401)
})

test('a PIN has 4 to 8 digits, is not the first that anybody tries, and wants the password', async () => {
  for (const pin of ['123', '123456789', '12a4', '0000', '1234', '9876'])
    expect((await post('/api/pin', { secret: PASSWORD, pin })).status).toBe(400)
  expect((await post('/api/pin', { secret: 'not it', pin: PIN })).status).toBe(403)
  expect(await server.store.registry.pinOf(staffIdSchema.parse('demo-nurse'))).toBeNull()
})

test('a lock outlives a restart of the server', async () => {
  await lock()
  await server.stop()
  server = await startTestServer({}, server.store)
  expect(await me()).toMatchObject({ locked: true })
})

test('a page that nobody used for longer than any screen may stand comes back locked; a wall does not', async () => {
  const wall = await signIn(server.url, 'viewer')
  await server.stop()
  server = await startTestServer({ lockAfter: { deskMs: 0, chairsideMs: 0 } }, server.store)
  expect(await me()).toMatchObject({ locked: true })
  expect(await me(wall)).not.toHaveProperty('locked')
})

test('locking, unlocking and a new PIN are in the audit, without the PIN', async () => {
  await post('/api/pin', { secret: PASSWORD, pin: PIN })
  await post('/api/lock', { because: 'idle' })
  await post('/api/unlock', { proof: await proofOf({ secret: PIN }) })
  const told = server.store.audited.slice(1).map(({ action, staffId }) => `${action} ${staffId}`)
  expect(told).toEqual(['sign-in', 'set-pin', 'lock', 'confirm-person', 'unlock'].map((action) => `${action} demo-nurse`))
  expect(server.store.audited.find(({ action }) => action === 'lock')?.details).toEqual({ because: 'idle' })
  expect(JSON.stringify(server.store.audited)).not.toContain(PIN)
})

test('G6: on a full disk a screen locks and its person comes back', async () => {
  const full = (): Promise<never> => Promise.reject(new Error('no space left on the disk'))
  Object.assign(server.store.registry, { lockSignIn: full, audit: full, clearPinFailures: full })
  await lock()
  expect(await me()).toMatchObject({ locked: true })
  expect((await post('/api/unlock', { proof: await proofOf({ secret: PASSWORD }) })).status).toBe(204)
  expect(await me()).not.toHaveProperty('locked')
})
