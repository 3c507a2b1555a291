import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import type { AlarmReview } from '@chairside/shared/alarm-review'
import type { TrailLine } from '@chairside/shared/audit-trail'
import type { PatientCourse } from '@chairside/shared/patient-course'
import type { RemovedSession } from '@chairside/shared/removed-session'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { DAY_MS, recordOldSessions, SECRET } from '../support/old-sessions.ts'
import { type Ran, runProgram } from '../support/run-program.ts'
import { closeSockets, signIn } from '../support/server-harness.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

const NOW = Date.now()
const AMENDMENT = { kind: 'amend-chart', text: 'a letter came', reason: 'late' }

let place: ReturnType<typeof temporaryFolder>
let server: ServerProcess | null = null
beforeEach(async () => {
  place = temporaryFolder()
  const store = await openStore({ dataDir: place.folder, threaded: false })
  await recordOldSessions(store, NOW)
  await store.close()
})
afterEach(async () => {
  closeSockets()
  await server?.end('SIGKILL')
  server = null
  place.remove()
})

const run = (program: 'admin' | 'verify', ...args: readonly string[]): Promise<Ran> =>
  runProgram(`server/src/app/${program}.ts`, args, { env: { CHAIRSIDE_DATA_DIR: place.folder } })
const codeIn = ({ out }: Ran): string => /--code (\S+)/.exec(out)?.[1] ?? 'none'
const filesWith = (text: string): readonly string[] =>
  readdirSync(place.folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(place.folder, name)).isFile())
    .filter((name) => readFileSync(join(place.folder, name)).includes(text))

const NONE_REMOVED = { real: 0, simulated: 0, unknown: 0 }

it('R1: what is past its time is listed, then removed by the code of that list alone, and what is left is whole', {
  timeout: 120_000,
}, async () => {
  const listed = await run('admin', 'retention')
  expect(listed.out).toMatch(/^due {2}session old-1 {2}kept until \d{4}-\d\d-\d\d\ndue {2}session old-2 {2}kept until/m)
  expect(listed.out).toContain(
    '2 sessions are past their time.\n1 are younger than the rule.\n1 belong to a patient of whom another session stays.',
  )
  expect(listed.out).toContain('Nothing was removed.')
  const code = codeIn(listed)
  expect(code).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/)

  const guessed = await run('admin', 'remove-sessions', '--code', 'abcd-abcd-abcd')
  expect([guessed.code, guessed.err]).toEqual([2, expect.stringContaining('Nothing was removed.')])
  expect((await run('admin', 'remove-sessions')).err).toContain('--code is needed')
  expect((await run('admin', 'remove-sessions', '--code', code, '--years', '7')).code).toBe(2)
  expect((await run('admin', 'remove-sessions', '--code', code, '--years', '5')).err).toContain('sessions are kept for 6 years at least')

  // Another list has another code; the same list has the same one again.
  await run('admin', 'hold', '--session', 'old-2', '--reason', 'asked for by a court')
  expect((await run('admin', 'remove-sessions', '--code', code)).err).toContain('No session is past its time')
  await run('admin', 'release', '--session', 'old-2', '--reason', 'the case is closed')
  expect(codeIn(await run('admin', 'retention'))).toBe(code)

  mkdirSync(join(place.folder, 'backups'))
  writeFileSync(join(place.folder, 'backups', 'schema-8-before-9.db'), '')
  const removed = await run('admin', 'remove-sessions', '--code', code)
  expect([removed.code, removed.err]).toEqual([0, ''])
  expect(removed.out).toMatch(/it takes a while…\nremoved {2}session old-1 .*\nremoved {2}session old-2 .*\n2 sessions were removed\./)
  expect(removed.out).toContain('Done: the file holds nothing of what was removed.')
  expect(removed.out).toContain('schema-8-before-9.db')
  expect(filesWith(`${SECRET}, old-`)).toEqual([])
  expect(filesWith(`${SECRET}, back-1`)).not.toEqual([])

  const verified = await run('verify')
  expect([verified.code, verified.out]).toEqual([
    0,
    '2 sessions were removed by the rule of retention, each as its entry in the audit says.\nEvery chain is as it was written.\n',
  ])
  expect((await run('verify', '--session', 'old-1')).out).toMatch(
    /^session old-1: removed by the rule of retention, entry \d+ of the audit/,
  )
  const again = await run('admin', 'retention')
  expect(again.out).toContain('0 sessions are past their time.')
  expect(again.out).not.toContain('--code')
  expect((await run('admin', 'remove-sessions', '--code', code)).code).toBe(2)
})

it('R1: nothing goes while the clock is in doubt', { timeout: 60_000 }, async () => {
  const store = await openStore({ dataDir: place.folder, threaded: false })
  await store.registry.audit({ at: NOW + DAY_MS, staffId: null, action: 'server-start', object: 'server', details: {} })
  await store.close()
  const listed = await run('admin', 'retention')
  expect(listed.out).toContain('2 sessions are past their time.')
  expect(listed.out).toContain('Something was written later than it is by the clock of this machine')
  expect(codeIn(listed)).toBe('none')
  const refused = await run('admin', 'remove-sessions', '--code', 'abcd-abcd-abcd')
  expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('Look at it first. Nothing was removed.')])
  expect((await run('verify')).out).toBe('Every chain is as it was written.\n')
})

it('R1: a session that is not as it was written stays, with the others of its patient', { timeout: 60_000 }, async () => {
  const code = codeIn(await run('admin', 'retention'))
  const database = openSqliteFile(join(place.folder, 'chairside.db'), 1_000)
  database.exec('DROP TRIGGER numerics_refuses_update')
  database.exec("UPDATE numerics SET spo2 = 99 WHERE session_no = (SELECT session_no FROM sessions WHERE session_id = 'old-2')")
  database.close()
  const listed = await run('admin', 'retention')
  expect(listed.out).toContain('0 sessions are past their time.')
  expect(listed.out).toContain('1 are past their time, but not as they were written')
  expect((await run('admin', 'remove-sessions', '--code', code)).code).toBe(2)
})

it('R1: a server that runs meanwhile goes on, and shows what is left', { timeout: 120_000 }, async () => {
  server = await startServerProcess(place.folder)
  const { url } = server
  const cookie = await signIn(url, 'physician')
  const get = async <Body>(path: string): Promise<{ readonly status: number; readonly body: Body }> => {
    const response = await fetch(`${url}${path}`, { headers: { cookie } })
    return { status: response.status, body: (await response.json()) as Body }
  }
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
  const old = NOW - 2_557 * DAY_MS
  const review = `/api/alarms?from=${day(old - DAY_MS)}&to=${day(old + 5 * DAY_MS)}&simulated=yes`
  const listed = async (): Promise<number> => (await get<{ sessions: readonly unknown[] }>('/api/sessions')).body.sessions.length
  const course = async (): Promise<PatientCourse> => (await get<PatientCourse>('/api/patients/patient-a/course')).body
  expect([await listed(), (await course()).sessions.length, (await course()).removed]).toEqual([4, 2, 0])
  expect((await get('/api/sessions/old-1/chart')).status).toBe(200)
  const before = (await get<AlarmReview>(review)).body
  expect(before).toMatchObject({ sessions: 3, removed: NONE_REMOVED })

  const removed = await run('admin', 'remove-sessions', '--code', codeIn(await run('admin', 'retention')))
  expect([removed.code, removed.out]).toEqual([0, expect.stringContaining('the file is in use, as the server runs')])

  expect([await listed(), (await course()).sessions.length, (await course()).removed, (await course()).undrawn]).toEqual([2, 0, 2, 0])
  const gone = await get<{ removed: RemovedSession }>('/api/sessions/old-1/chart')
  expect([gone.status, gone.body]).toEqual([
    410,
    {
      code: 'removed-session',
      details: [],
      removed: {
        chairId: before.chairs[0]?.chairId,
        openedAt: expect.any(Number),
        endedAt: expect.any(Number),
        simulated: true,
        keptUntil: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        removedAt: expect.any(Number),
      },
    },
  ])
  const { openedAt, endedAt, keptUntil, removedAt } = gone.body.removed
  expect([day(openedAt), endedAt > openedAt, removedAt >= NOW]).toEqual([day(old), true, true])
  expect(Date.parse(keptUntil ?? '')).toBeLessThan(removedAt)
  expect((await get('/api/sessions/never/chart')).body).toEqual({ code: 'unknown-session', details: [] })
  for (const path of ['judge-again', 'exports', 'acts']) {
    const body = { 'judge-again': {}, exports: { kind: 'record', language: 'en' }, acts: { commandId: 'command-2', act: AMENDMENT } }[path]
    const answer = await fetch(`${url}/api/sessions/old-1/${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect([path, answer.status]).toEqual([path, 410])
  }
  // A screen on the wall is not even told that it was there.
  const wall = await fetch(`${url}/api/sessions/old-1/chart`, { headers: { cookie: await signIn(url, 'viewer') } })
  expect([wall.status, await wall.json()]).toEqual([403, { code: 'not-allowed', details: [] }])
  expect((await fetch(`${url}/api/sessions/old-1/chart`)).status).toBe(401)
  expect((await get<AlarmReview>(review)).body).toMatchObject({ sessions: 1, removed: { ...NONE_REMOVED, simulated: 2 } })
  expect((await get<AlarmReview>(`${review}&chair=9`)).body).toMatchObject({ sessions: 0, removed: NONE_REMOVED })
  const told = (await get<{ lines: readonly TrailLine[] }>('/api/audit?patient=patient-a')).body.lines
  expect(told.filter(({ object }) => object === 'session old-1').map(({ action }) => action)).toEqual([
    'change-chart-refused',
    'retention-remove',
    'look-at-chart',
  ])
  expect(told.map(({ action }) => action)).not.toContain('check-in')
  const acted = await fetch(`${url}/api/sessions/back-2/acts`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: 'command-1', act: AMENDMENT }),
  })
  expect(acted.status).toBe(200)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  expect((await run('admin', 'pack')).code).toBe(2)
  expect((await run('admin', 'retention')).out).toContain('traces of 2 removed sessions')

  await server.end('SIGTERM')
  expect((await run('admin', 'pack')).out).toContain('Done: the file holds nothing')
  expect(filesWith(`${SECRET}, old-`)).toEqual([])
  server = await startServerProcess(place.folder)
  const health = await fetch(`${server.url}/readyz`)
  expect([health.status, (await run('verify')).code]).toEqual([200, 0])
})
