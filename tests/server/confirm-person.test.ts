import { hashPassword } from '@chairside/server/http/passwords'
import type { ConfirmedPerson } from '@chairside/shared/confirm-person'
import { staffIdSchema } from '@chairside/shared/identity'
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

const ask = (body: object, headers: Record<string, string> = { cookie }): Promise<Response> =>
  fetch(`${server.url}/api/confirm-person`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ purpose: 'discharge', sessionId: null, ...body }),
  })
const codeOf = async (answer: Promise<Response>): Promise<string> => ((await (await answer).json()) as { code: string }).code
const confirm = async (body: object): Promise<ConfirmedPerson> => {
  const response = await ask(body)
  expect(response.status).toBe(200)
  return (await response.json()) as ConfirmedPerson
}

const checkIn = async (screen: TestScreen, chairId: string): Promise<string> => {
  const reply = await screen.act(chairId, {
    kind: 'check-in',
    patient: { identifier: `P-${chairId}`, name: 'A. Sample', infusionNumber: 1, courseLength: 6 },
    order: { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 },
    simulated: true,
  })
  expect(reply).toMatchObject({ ok: true })
  const room = await screen.until((picture) => picture.chairs.some((chair) => chair.chairId === chairId && chair.session !== null))
  return room.chairs.find((chair) => chair.chairId === chairId)?.session?.sessionId ?? ''
}

const note = (text: string) => ({ kind: 'enter', entry: { kind: 'note', text } }) as const

const command = (screen: TestScreen, sessionId: string, commandId: string, proof: string, chairId = '1') =>
  screen.ask<{ ok: boolean; problem?: { code: string } }>('command', { commandId, chairId, sessionId, act: note('seen'), proof })

test('whoever is signed in proves it by the password, another person by name and password; a PIN serves as well', async () => {
  expect(await confirm({ secret: PASSWORD })).toMatchObject({ staffId: 'demo-nurse', name: 'Demo Nurse', role: 'nurse' })
  expect(await confirm({ login: 'physician', secret: PASSWORD })).toMatchObject({ staffId: 'demo-physician', role: 'physician' })
  await server.store.registry.setPin(staffIdSchema.parse('demo-physician'), await hashPassword(PIN))
  expect(await confirm({ login: 'physician', secret: PIN })).toMatchObject({ staffId: 'demo-physician' })
  // A PIN is of one person.
  expect(await codeOf(ask({ secret: PIN }))).toBe('wrong-secret')
  expect(await codeOf(ask({ login: 'nobody', secret: PASSWORD }))).toBe('wrong-secret')
})

test('nobody is confirmed without a sign-in, nor for a purpose that does not exist', async () => {
  expect((await ask({ secret: PASSWORD }, {})).status).toBe(401)
  expect((await ask({ secret: PASSWORD, purpose: 'anything' })).status).toBe(400)
})

test('the act carries who proved themselves into the record, once', async () => {
  const screen = await openScreen(server.url, cookie)
  const sessionId = await checkIn(screen, '1')
  const { proof } = await confirm({ login: 'physician', secret: PASSWORD, purpose: 'witness', sessionId })
  expect(await command(screen, sessionId, 'command-a', proof)).toMatchObject({ ok: true })
  const inputs = server.store.written.map((entry) => entry.input)
  expect(inputs.find((input) => input.kind === 'act' && input.act.kind === 'enter')).toMatchObject({
    by: { staffId: 'demo-nurse' },
    confirmed: { staffId: 'demo-physician', name: 'Demo Physician', role: 'physician' },
  })
  // The same command again is done once, as ever; another one wants a proof of its own.
  expect(await command(screen, sessionId, 'command-a', proof)).toMatchObject({ ok: true })
  expect(await command(screen, sessionId, 'command-b', proof)).toMatchObject({ ok: false, problem: { code: 'proof-refused' } })
  expect(server.store.written.filter(({ input }) => input.kind === 'act' && input.act.kind === 'enter')).toHaveLength(1)
})

test('a proof counts for its purpose and its session alone, and is used by being shown', async () => {
  const screen = await openScreen(server.url, cookie)
  const sessionId = await checkIn(screen, '1')
  const other = await checkIn(screen, '2')
  const refused = { ok: false, problem: { code: 'proof-refused' } }
  const signing = await confirm({ secret: PASSWORD, purpose: 'discharge', sessionId })
  expect(await command(screen, sessionId, 'command-c', signing.proof)).toMatchObject(refused)
  const elsewhere = await confirm({ secret: PASSWORD, purpose: 'witness', sessionId })
  expect(await command(screen, other, 'command-d', elsewhere.proof, '2')).toMatchObject(refused)
  expect(await command(screen, sessionId, 'command-e', elsewhere.proof)).toMatchObject(refused)
  expect(await command(screen, sessionId, 'command-f', 'no proof at all, but long enough')).toMatchObject(refused)
})

test('five wrong PINs ask for the password, which makes the PIN good again', async () => {
  await server.store.registry.setPin(staffIdSchema.parse('demo-nurse'), await hashPassword(PIN))
  for (let attempt = 0; attempt < 4; attempt += 1) expect(await codeOf(ask({ secret: '0000' }))).toBe('wrong-secret')
  expect(await codeOf(ask({ secret: '0000' }))).toBe('password-needed')
  expect(await codeOf(ask({ secret: PIN }))).toBe('password-needed')
  await confirm({ secret: PASSWORD })
  await confirm({ secret: PIN })
})

test('guessing becomes too frequent, as at the sign-in, and counts there too', async () => {
  for (let attempt = 0; attempt < 10; attempt += 1) expect(await codeOf(ask({ login: 'physician', secret: 'not it' }))).toBe('wrong-secret')
  const next = await ask({ login: 'physician', secret: PASSWORD })
  expect(next.status).toBe(429)
  await expect(signIn(server.url, 'physician')).rejects.toThrow('429')
  await confirm({ secret: PASSWORD })
})

test('the audit tells who was confirmed or not, for what, and no secret', async () => {
  const { proof } = await confirm({ login: 'physician', secret: PASSWORD, purpose: 'witness', sessionId: 'a-session' })
  await ask({ secret: 'a wrong secret' })
  const told = server.store.audited.filter(({ action }) => action.startsWith('confirm-person'))
  expect(told).toMatchObject([
    {
      action: 'confirm-person',
      staffId: 'demo-physician',
      object: 'session a-session',
      details: { purpose: 'witness', screenOf: 'demo-nurse' },
    },
    { action: 'confirm-person-refused', staffId: 'demo-nurse', object: 'sign-in', details: { code: 'wrong-secret' } },
  ])
  const text = JSON.stringify(server.store.audited)
  for (const secret of [PASSWORD, 'a wrong secret', proof]) expect(text).not.toContain(secret)
})
