import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  closeSockets,
  openDevice,
  openScreen,
  openSocket,
  PASSWORD,
  signIn,
  startTestServer,
  type TestServer,
  tokenOf,
} from '../support/server-harness.ts'

let server: TestServer
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(async () => {
  closeSockets()
  await server.stop()
})

const refusalOf = (namespace: string, auth: object, headers: Record<string, string> = {}): Promise<string> =>
  new Promise((resolve) => {
    const socket = openSocket(server.url, namespace, auth, headers)
    socket.once('connect', () => resolve('let in'))
    socket.once('connect_error', (error) => resolve(error.message))
  })

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

test('a screen without a sign-in is refused, and so is the API', async () => {
  expect(await refusalOf('/screens', { version: 1 })).toBe('not-signed-in')
  expect(await refusalOf('/screens', { version: 1 }, { cookie: 'chairside_session=guessed' })).toBe('not-signed-in')
  for (const path of ['/api/me', '/api/chairs/1/trend?sessionId=x', '/api/anything'])
    expect((await fetch(`${server.url}${path}`)).status).toBe(401)
})

test('a screen of another version is told so', async () => {
  expect(await refusalOf('/screens', { version: 99 })).toBe('wrong-version')
  expect(await refusalOf('/screens', {})).toBe('malformed')
})

test('a foreign origin is refused at every door, its own and a configured one are not', async () => {
  const cookie = await signIn(server.url, 'nurse')
  const foreign = { cookie, origin: 'https://evil.example' }
  expect(await refusalOf('/screens', { version: 1 }, foreign)).not.toBe('let in')
  expect(await refusalOf('/monitors', { version: 1, token: tokenOf('mon-1') }, foreign)).not.toBe('let in')
  expect(await refusalOf('/screens', { version: 1 }, { cookie, origin: server.url })).toBe('let in')
  expect((await post('/api/sign-in', { login: 'nurse', password: PASSWORD }, { origin: 'https://evil.example' })).status).toBe(403)
  const polling = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, { headers: { origin: 'https://evil.example' } })
  expect(polling.status).toBe(403)
  await server.stop()
  server = await startTestServer({ origins: ['https://clinic.example'] })
  const again = await signIn(server.url, 'nurse')
  expect(await refusalOf('/screens', { version: 1 }, { cookie: again, origin: 'https://clinic.example' })).toBe('let in')
})

test('a monitor without a token, with a wrong one, or of another version is refused', async () => {
  expect(await refusalOf('/monitors', { version: 1 })).toBe('not-allowed')
  expect(await refusalOf('/monitors', { version: 1, token: 'a token that nobody has' })).toBe('not-allowed')
  expect(await refusalOf('/monitors', { version: 2, token: tokenOf('mon-1') })).toBe('wrong-version')
  expect(await refusalOf('/monitors', { version: 1, token: tokenOf('mon-1') })).toBe('let in')
})

test('the nameless namespace lets nobody in', async () => {
  expect(await refusalOf('/', { version: 1 }, { cookie: await signIn(server.url, 'nurse') })).toBe('unknown-event')
})

test('a monitor that connects over and over is told to wait, and another one is not', async () => {
  let answer = 'let in'
  let rounds = 0
  for (; rounds < 70 && answer === 'let in'; rounds += 1) answer = await refusalOf('/monitors', { version: 1, token: tokenOf('mon-1') })
  expect([answer, rounds]).toEqual(['too-frequent', 61])
  expect(await refusalOf('/monitors', { version: 1, token: tokenOf('mon-2') })).toBe('let in')
})

test('guessing tokens becomes too frequent, and known monitors still come in', async () => {
  const guess = (): Promise<string> => refusalOf('/monitors', { version: 1, token: 'a token that nobody has' })
  let answer = await guess()
  for (let attempt = 0; attempt < 40 && answer === 'not-allowed'; attempt += 1) answer = await guess()
  expect(answer).toBe('too-frequent')
  expect(await refusalOf('/monitors', { version: 1, token: tokenOf('mon-1') })).toBe('let in')
})

test('an unknown login and a wrong password get the same sentence; the password is kept as argon2id', async () => {
  const unknown = await post('/api/sign-in', { login: 'nobody', password: PASSWORD })
  const wrong = await post('/api/sign-in', { login: 'nurse', password: 'not it' })
  expect(unknown.status).toBe(401)
  expect(wrong.status).toBe(401)
  expect(await unknown.text()).toBe(await wrong.text())
  expect((await post('/api/sign-in', { login: 'nurse' })).status).toBe(400)
  const account = await server.store.registry.accountByLogin('nurse')
  expect(account?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('wrong passwords are throttled, and the right one then waits too', async () => {
  for (let attempt = 0; attempt < 10; attempt += 1)
    expect((await post('/api/sign-in', { login: 'nurse', password: 'not it' })).status).toBe(401)
  expect((await post('/api/sign-in', { login: 'nurse', password: PASSWORD })).status).toBe(429)
  expect((await post('/api/sign-in', { login: 'physician', password: PASSWORD })).status).toBe(200)
})

test('the cookie is HttpOnly and strict, Secure under TLS, and only its hash is stored', async () => {
  const plain = await post('/api/sign-in', { login: 'nurse', password: PASSWORD })
  const header = plain.headers.get('set-cookie') ?? ''
  expect(header).toMatch(/HttpOnly/)
  expect(header).toMatch(/SameSite=Strict/)
  expect(header).not.toMatch(/Secure/)
  const secret = header.split(';')[0]?.split('=')[1] ?? ''
  expect(await server.store.registry.signInByHash(secret)).toBeNull()
  await server.stop()
  server = await startTestServer({ origins: ['https://clinic.example'] })
  const behindTls = await post('/api/sign-in', { login: 'nurse', password: PASSWORD }, { origin: 'https://clinic.example' })
  expect(behindTls.headers.get('set-cookie')).toMatch(/Secure/)
})

test('signing out ends the cookie and every screen that came in with it', async () => {
  const cookie = await signIn(server.url, 'nurse')
  const other = await signIn(server.url, 'nurse')
  const screen = await openScreen(server.url, cookie)
  const stays = await openScreen(server.url, other)
  const told = new Promise((resolve) => screen.socket.once('signed-out', resolve))
  const gone = new Promise((resolve) => screen.socket.once('disconnect', resolve))
  expect((await fetch(`${server.url}/api/me`, { headers: { cookie } })).status).toBe(200)
  expect((await post('/api/sign-out', {}, { cookie })).status).toBe(204)
  await Promise.all([told, gone])
  expect((await fetch(`${server.url}/api/me`, { headers: { cookie } })).status).toBe(401)
  expect(await stays.ask('beat', {})).toMatchObject({ epoch: stays.picture().epoch })
})

test('signing in, out and failing to are in the audit', async () => {
  const cookie = await signIn(server.url, 'nurse')
  await post('/api/sign-in', { login: 'nurse', password: 'not it' })
  await post('/api/sign-out', {}, { cookie })
  expect(server.store.audited.map((entry) => entry.action)).toEqual(['server-start', 'sign-in', 'sign-in-refused', 'sign-out'])
})

test('health needs no sign-in and names no chair', async () => {
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true })
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({
    ok: true,
    recordWritable: true,
    recovered: true,
    sessionsJudgedOtherwise: 0,
  })
})

test('a polling connection works too', async () => {
  const device = await openDevice(server.url, 'mon-1')
  expect(device.greeting).toMatchObject({ protocol: 1, sourceId: 'mon-1', boundTo: null, speed: 1 })
  const polling = io(`${server.url}/monitors`, {
    auth: { version: 1, token: tokenOf('mon-2') },
    transports: ['polling'],
    forceNew: true,
    reconnection: false,
  })
  await new Promise((resolve) => polling.once('greeting', resolve))
  polling.disconnect()
})

test('A8: the browser of a wall keeps its cookie for a year, and anew with each load of its page; that of a person for a day', async () => {
  const lifeOf = (response: Response): string | undefined => /Max-Age=(\d+)/i.exec(response.headers.get('set-cookie') ?? '')?.[1]
  const viewer = await post('/api/sign-in', { login: 'viewer', password: PASSWORD })
  const nurse = await post('/api/sign-in', { login: 'nurse', password: PASSWORD })
  expect([lifeOf(viewer), lifeOf(nurse)]).toEqual([String(365 * 86_400), '86400'])
  const load = (cookie: string): Promise<Response> => fetch(`${server.url}/api/me`, { headers: { cookie } })
  const again = await load(await signIn(server.url, 'viewer'))
  expect(lifeOf(again)).toBe(String(365 * 86_400))
  expect(again.headers.get('set-cookie')).toMatch(/HttpOnly/i)
  expect(lifeOf(await load(await signIn(server.url, 'nurse')))).toBeUndefined()
})
