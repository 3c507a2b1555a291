import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '@chairside/server/app/start-app'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Ran, runProgram } from '../support/run-program.ts'
import { configFor, openSocket, silentLog } from '../support/server-harness.ts'

let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'chairside-admin-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const admin = (args: readonly string[], input = ''): Promise<Ran> =>
  runProgram('server/src/app/admin.ts', args, { env: { CHAIRSIDE_DATA_DIR: dataDir }, input })

test('a clinic gets its first account and monitor from the command line, and both come in', { timeout: 60_000 }, async () => {
  const password = 'correct horse battery'
  expect(
    (await admin(['add-account', '--login', 'ada', '--name', 'Ada Moss', '--role', 'physician', '--password-stdin'], password)).code,
  ).toBe(0)
  expect((await admin(['add-account', '--login', 'ada', '--name', 'Ada Moss', '--role', 'nurse'])).err).toContain('taken')
  expect((await admin(['add-account', '--login', 'b', '--name', 'B', '--role', 'nurse', '--password-stdin'], 'short')).code).toBe(2)
  const device = await admin(['add-device', '--id', 'bay-1', '--label', 'Bay 1'])
  const token = /once: (\S+)/.exec(device.out)?.[1] ?? ''
  expect(token).toHaveLength(43)
  expect((await admin(['list'])).out).toBe('account  ada  physician  Ada Moss\nmonitor  bay-1  Bay 1\n')

  const served = await startApp(configFor({ mode: 'clinic', demo: null, dataDir }), {
    clientDir: '/nowhere',
    log: silentLog,
    threaded: false,
  })
  expect(await served.hasAccounts()).toBe(true)
  const signIn = (given: string): Promise<Response> =>
    fetch(`${served.url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'ada', password: given }),
    })
  const first = await signIn(password)
  expect(await first.json()).toMatchObject({ name: 'Ada Moss', role: 'physician', demo: false })
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const socket = openSocket(served.url, '/monitors', { version: 1, token })
  expect(await new Promise((resolve) => socket.once('greeting', resolve))).toMatchObject({ sourceId: 'bay-1' })
  socket.disconnect()

  const reset = await admin(['reset-password', '--login', 'ada'])
  const made = /once: (\S+)/.exec(reset.out)?.[1] ?? ''
  expect((await fetch(`${served.url}/api/me`, { headers: { cookie } })).status).toBe(401)
  expect((await signIn(password)).status).toBe(401)
  expect((await signIn(made)).status).toBe(200)
  await served.stop()
})

test('A8: end-sign-ins ends every sign-in of one login, and says how many', { timeout: 60_000 }, async () => {
  await admin(['add-account', '--login', 'wall', '--name', 'Wall', '--role', 'viewer', '--password-stdin'], 'correct horse battery')
  expect((await admin(['end-sign-ins', '--login', 'wall'])).out).toContain('that ended: 0')
  expect((await admin(['end-sign-ins', '--login', 'bob'])).err).toContain('no such login')
})

test('a command that is not understood is told so', { timeout: 30_000 }, async () => {
  const unknown = await admin(['dance'])
  expect(unknown.code).toBe(2)
  expect(unknown.err).toContain('unknown command dance')
  expect((await admin(['--help'])).out).toContain('add-device')
})

test('a PIN comes from the command line: read, or made and shown once', { timeout: 60_000 }, async () => {
  await admin(['add-account', '--login', 'ada', '--name', 'Ada Moss', '--role', 'nurse', '--password-stdin'], 'correct horse battery')
  const made = await admin(['set-pin', '--login', 'ada'])
  expect(/once: (\d{6})\n/.exec(made.out)).not.toBeNull()
  const read = await admin(['set-pin', '--login', 'ada', '--pin-stdin'], '4711\n')
  expect([read.code, read.out]).toEqual([0, ''])
  expect((await admin(['set-pin', '--login', 'ada', '--pin-stdin'], '1234')).code).toBe(2)
  expect((await admin(['set-pin', '--login', 'bob'])).err).toContain('no such login')
  expect((await admin(['remove-pin', '--login', 'ada'])).code).toBe(0)
})
