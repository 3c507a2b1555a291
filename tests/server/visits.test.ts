import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Served, serve } from '@chairside/server/app/serve'
import { createClock } from '@chairside/server/config/clock'
import type { Clock } from '@chairside/server/ports/clock'
import type { Log } from '@chairside/server/ports/log'
import type { AuditEntry } from '@chairside/server/ports/registry'
import { openStore } from '@chairside/server/storage/open-sqlite'
import { openSqliteFile } from '@chairside/server/storage/sqlite-file'
import { dayOf } from '@chairside/shared/clinic-day'
import type { Act } from '@chairside/shared/command'
import type { DayList, MonitorPreview, PatientCard, VisitCard } from '@chairside/shared/visit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { closeSockets, configFor, openDevice, openScreen, signIn } from '../support/server-harness.ts'

const ZONE = 'America/New_York'
let folder: string
let served: Served
let cookies: Record<'nurse' | 'physician' | 'manager' | 'viewer', string>
const logged: string[] = []
const log: Log = {
  info: (fields, message) => logged.push(JSON.stringify({ fields, message })),
  warn: (fields, message) => logged.push(JSON.stringify({ fields, message })),
  error: (fields, message) => logged.push(JSON.stringify({ fields, message })),
}

/** A morning in New York; the wall of the room goes on from there, and `ahead` moves it. */
const MORNING = Date.UTC(2026, 2, 2, 15)
let aheadMs = 0
const start = async (roomStart = MORNING): Promise<void> => {
  const store = await openStore({ dataDir: folder, threaded: false, busyTimeoutMs: 50 })
  const clockFrom = (roomFloor: number): Clock => {
    const machine = createClock({ speed: 1, roomFloor, roomStart })
    return { ...machine, roomNow: () => machine.roomNow() + aheadMs }
  }
  served = await serve(configFor({ timeZone: ZONE }), { store, clientDir: '/nowhere', log, clockFrom })
}
beforeEach(async () => {
  logged.length = 0
  aheadMs = 0
  folder = mkdtempSync(join(tmpdir(), 'chairside-visits-'))
  await start()
  const of = (role: 'nurse' | 'physician' | 'manager' | 'viewer') => signIn(served.url, role)
  cookies = { nurse: await of('nurse'), physician: await of('physician'), manager: await of('manager'), viewer: await of('viewer') }
})
afterEach(async () => {
  closeSockets()
  await served.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Answer<Body> {
  readonly status: number
  readonly body: Body
}
const ask = async <Body>(path: string, body?: unknown, cookie = cookies.nurse, headers = {}): Promise<Answer<Body>> => {
  const posted = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${served.url}${path}`, { ...posted, headers: { cookie, 'content-type': 'application/json', ...headers } })
  return { status: response.status, body: (await response.json()) as Body }
}
const day = (): string => dayOf(MORNING + aheadMs, ZONE)
const today = async (): Promise<DayList> => (await ask<DayList>('/api/visits')).body

const SECRETS = ['Ana', 'Kovač', 'MRN-7781', '1980-02-29']
const addAna = async (weightKg: number | null = 70): Promise<PatientCard> =>
  (await ask<PatientCard>('/api/patients', { identifier: 'MRN-7781', name: 'Ana Kovač', bornOn: '1980-02-29', weightKg })).body
const ORDER = { mgPerKg: 0.5, durationMin: 40, concentrationMgPerMl: 1 }
const plan = async (patient: PatientCard, change: object = {}): Promise<VisitCard> => {
  const visit = { patientId: patient.patientId, day: day(), arrival: '09:00', infusionNumber: 1, chairId: '2', order: ORDER, ...change }
  const answer = await ask<VisitCard>('/api/visits', visit)
  expect(answer.status).toBe(200)
  return answer.body
}
const checkIn = (change: object = {}): Act => ({
  kind: 'check-in',
  patient: { identifier: 'MRN-7781', name: 'Ana Kovač', infusionNumber: 1, courseLength: 6 },
  order: { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1, ...change },
  simulated: true,
})
const audited = (): AuditEntry[] => {
  const database = openSqliteFile(join(folder, 'chairside.db'), 50)
  const rows = database.prepare<[], string>('SELECT body FROM audit ORDER BY entry_no').pluck().all()
  database.close()
  return rows.map((row) => JSON.parse(row) as AuditEntry)
}

test('S1: a patient is added, planned, found in the list of the day, checked in, and done', async () => {
  const ana = await addAna()
  const visit = await plan(ana)
  expect((await today()).visits).toMatchObject([{ visitId: visit.visitId, state: 'expected', arrival: '09:00', seat: null }])
  const screen = await openScreen(served.url, cookies.nurse)
  expect(await screen.act('2', checkIn())).toMatchObject({ ok: true })
  expect((await today()).visits).toMatchObject([{ visitId: visit.visitId, state: 'arrived', seat: { chairId: '2', phase: 'checked-in' } }])
  expect(await screen.act('2', { kind: 'transfer', destination: 'emergency room' })).toMatchObject({ ok: true })
  expect((await today()).visits).toMatchObject([{ state: 'done', seat: { phase: 'transferred' } }])
  // The chair is taken by somebody whom nobody planned: they stand in the list too, and Ana stays done.
  const walkIn = { ...checkIn(), patient: { identifier: 'MRN-2', name: 'Somebody Else', infusionNumber: 3, courseLength: 6 } } as Act
  expect(await screen.act('2', walkIn, { sessionId: null })).toMatchObject({ ok: true })
  const states = (await today()).visits.map((one) => [one.patient.identifier, one.state, one.infusionNumber])
  expect(states).toHaveLength(2)
  expect(states).toContainEqual(['MRN-7781', 'done', 1])
  expect(states).toContainEqual(['MRN-2', 'arrived', 3])
})

test('S1: a check-in that is cancelled leaves the patient expected, also where the server died before it was kept', async () => {
  await plan(await addAna())
  const screen = await openScreen(served.url, cookies.nurse)
  await screen.act('2', checkIn())
  expect((await today()).visits).toMatchObject([{ state: 'arrived' }])
  await screen.act('2', { kind: 'cancel', reason: 'wrong chair' })
  expect((await today()).visits).toMatchObject([{ state: 'expected', seat: null }])
  await screen.act('3', checkIn())
  expect((await today()).visits).toMatchObject([{ state: 'arrived', seat: { chairId: '3' } }])
  await screen.act('3', { kind: 'transfer', destination: 'emergency room' })
  await today()
  closeSockets()
  await served.stop()
  // As if the end of the session had been written and the list had not.
  const database = openSqliteFile(join(folder, 'chairside.db'), 50)
  expect(database.prepare('UPDATE visits SET ended_as = NULL').run().changes).toBe(1)
  database.close()
  await start()
  cookies = { ...cookies, nurse: await signIn(served.url, 'nurse') }
  expect((await today()).visits).toMatchObject([{ state: 'done', seat: { chairId: '3', phase: 'transferred' } }])
})

test('a running session is in the list after a restart, though its visit was never written', async () => {
  const screen = await openScreen(served.url, cookies.nurse)
  await screen.act('1', checkIn())
  await today()
  closeSockets()
  await served.stop()
  const database = openSqliteFile(join(folder, 'chairside.db'), 50)
  database.exec('DELETE FROM visits')
  database.close()
  await start()
  cookies = { ...cookies, nurse: await signIn(served.url, 'nurse') }
  expect((await today()).visits).toMatchObject([{ state: 'arrived', seat: { chairId: '1' } }])
})

test('S2: the check-in is compared with the weight that the clinic knows, whatever the screen says', async () => {
  await addAna(70)
  const screen = await openScreen(served.url, cookies.nurse)
  await screen.act('1', checkIn({ weightKg: 80, doseMg: 40, lastWeightKg: 80 }))
  expect(screen.chair('1').session?.order).toMatchObject({ weightKg: 80, lastWeightKg: 70 })
  expect(screen.chair('1').session?.holds).toContainEqual({ id: 'weight', strength: 'soft', detail: '80 kg, 70 kg (+14.3 % > 10 %)' })
  await today()
  const weights = async () =>
    (await ask<{ patients: PatientCard[] }>('/api/patients/find', { text: 'kovac' })).body.patients[0]?.weights.map(({ kg }) => kg)
  // Typed at a check-in that comes to nothing, it is no weight to compare the next one with.
  expect(await weights()).toEqual([70])
  expect(await screen.act('1', { kind: 'cancel', reason: 'wrong weight' })).toMatchObject({ ok: true })
  await today()
  expect(await weights()).toEqual([70])
})

test('S1: a number that is known by another name is refused, until somebody says that both are one person', async () => {
  await addAna(70)
  const screen = await openScreen(served.url, cookies.nurse)
  const patient = { identifier: 'MRN-7781', name: 'Anna Smith', infusionNumber: 1, courseLength: 6 }
  const other = { ...checkIn(), patient } as Extract<Act, { kind: 'check-in' }>
  expect(await screen.act('1', other)).toMatchObject({ ok: false, problem: { code: 'other-name' } })
  expect(screen.chair('1').session).toBeNull()
  expect(await screen.act('1', { ...other, samePerson: true })).toMatchObject({ ok: true })
  // By the clinic's own spelling, and compared with the weight of this person.
  expect(screen.chair('1').session).toMatchObject({ patient: { name: 'Ana Kovač' }, order: { lastWeightKg: 70 } })
})

test('S1: another case, accent or order of the words is the same name; where nobody is known, no weight is compared', async () => {
  await addAna(70)
  const screen = await openScreen(served.url, cookies.nurse)
  const named = (identifier: string, name: string) =>
    ({ ...checkIn({ lastWeightKg: 99 }), patient: { identifier, name, infusionNumber: 1, courseLength: 6 } }) as Act
  expect(await screen.act('1', named('MRN-7781', 'KOVAC, Ana'))).toMatchObject({ ok: true })
  expect(screen.chair('1').session?.order.lastWeightKg).toBe(70)
  expect(await screen.act('2', named('MRN-9', 'Nobody Known'), { sessionId: null })).toMatchObject({ ok: true })
  expect(screen.chair('2').session?.order.lastWeightKg).toBeUndefined()
})

test('S2: the infusion of a course, and the weight that it was dosed by, count once it began', async () => {
  const ana = await addAna()
  await plan(ana)
  const screen = await openScreen(served.url, cookies.nurse)
  await screen.act('1', checkIn({ weightKg: 72, doseMg: 36 }))
  const device = await openDevice(served.url, 'mon-1')
  await device.declare()
  await device.deliver([device.numerics({ hr: 70, spo2: 98 })])
  await screen.act('1', { kind: 'bind-monitor', sourceId: 'mon-1' as never })
  const known = async () => (await today()).visits[0]?.patient
  expect(await known()).toMatchObject({ course: { given: 0 }, weights: [{ kg: 70 }] })
  await screen.act('1', { kind: 'begin-baseline' })
  const doctor = await openScreen(served.url, cookies.physician)
  expect(await doctor.act('1', { kind: 'start-infusion', overrideReason: 'as discussed' })).toMatchObject({ ok: true })
  expect(await known()).toMatchObject({ course: { given: 1 }, weights: [{ kg: 72 }, { kg: 70 }] })
})

test('S5: a session of the other kind of data stays out of the list', async () => {
  const screen = await openScreen(served.url, cookies.nurse)
  await screen.act('1', { ...checkIn(), simulated: false } as Act)
  expect((await today()).visits).toEqual([])
})

test('a day that is over expects nobody any more, and another day is another list', async () => {
  const ana = await addAna()
  await plan(ana)
  aheadMs = 24 * 3_600_000
  expect((await today()).visits).toEqual([])
  expect((await ask<DayList>('/api/visits?day=2026-03-02')).body).toMatchObject({
    day: '2026-03-02',
    today: '2026-03-03',
    visits: [{ state: 'not-come' }],
  })
  const late = { patientId: ana.patientId, day: '2026-03-02', arrival: '09:00', infusionNumber: 1, chairId: null, order: ORDER }
  expect(await ask('/api/visits', late)).toMatchObject({ body: { code: 'day-over' } })
  for (const wrong of ['2020-13-01', 'tomorrow', '2020-02-30'])
    expect(await ask(`/api/visits?day=${wrong}`)).toMatchObject({ status: 400, body: { code: 'malformed', details: ['day'] } })
})

test('a visit is changed and taken off the list with a reason, by whoever saw its newest state', async () => {
  const visit = await plan(await addAna())
  const path = `/api/visits/${visit.visitId}`
  expect((await ask<VisitCard>(path, { revision: 1, arrival: '10:30', chairId: null })).body).toMatchObject({
    arrival: '10:30',
    chairId: null,
    revision: 2,
  })
  expect(await ask(path, { revision: 1, arrival: '11:00' })).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } })
  expect(await ask(`${path}/outcome`, { revision: 2, status: 'cancelled', reason: null })).toMatchObject({
    body: { code: 'reason-needed' },
  })
  expect((await ask<VisitCard>(`${path}/outcome`, { revision: 2, status: 'not-come', reason: null })).body.state).toBe('not-come')
  expect((await ask<VisitCard>(path)).body).toMatchObject({ visitId: visit.visitId, state: 'not-come' })
  expect((await ask('/api/visits/nobody')).status).toBe(404)
})

test('who may: nurse, physician and manager; a screen on the wall is told no names, and nobody without a sign-in', async () => {
  const ana = await addAna()
  const visit = await plan(ana)
  const posts: readonly (readonly [string, object])[] = [
    ['/api/patients/find', { text: 'a' }],
    ['/api/patients', { identifier: 'X', name: 'Y', bornOn: null, weightKg: null }],
    [`/api/patients/${ana.patientId}`, { revision: 1 }],
    ['/api/visits', { patientId: ana.patientId, day: day(), arrival: '09:00', infusionNumber: 1, chairId: null, order: ORDER }],
    [`/api/visits/${visit.visitId}`, { revision: 1 }],
    [`/api/visits/${visit.visitId}/outcome`, { revision: 1, status: 'not-come', reason: null }],
  ]
  for (const [path, body] of posts) {
    expect(await ask(path, body, cookies.viewer)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect((await ask(path, body, '')).status).toBe(401)
    expect((await ask(path, body, cookies.nurse, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await ask(path, 7)).status).toBe(400)
  }
  for (const path of ['/api/visits', `/api/visits/${visit.visitId}`, '/api/monitors/previews']) {
    expect((await ask(path, undefined, cookies.viewer)).status).toBe(403)
    expect((await ask(path, undefined, '')).status).toBe(401)
  }
  expect((await ask('/api/monitors/previews', undefined, cookies.manager)).status).toBe(403)
  for (const role of ['physician', 'manager'] as const)
    expect(await ask('/api/patients/find', { text: 'kov' }, cookies[role])).toMatchObject({
      status: 200,
      body: { patients: [{ identifier: 'MRN-7781' }] },
    })
  expect((await today()).visits).toMatchObject([{ state: 'expected', revision: 1 }])
})

test('every look and change is in the audit chain, and no name, number or day of birth is in it or in the log', async () => {
  const ana = await addAna()
  const visit = await plan(ana)
  await ask('/api/patients/find', { text: 'Kovač' })
  await ask(`/api/patients/${ana.patientId}`, { revision: 1, name: 'Ana Kovač-Smith', course: { length: 8, given: 2 } })
  await ask(`/api/visits/${visit.visitId}`, { revision: 1, arrival: '10:00' })
  await today()
  await today()
  await ask(`/api/visits/${visit.visitId}/outcome`, { revision: 2, status: 'cancelled', reason: 'Ana has a cold' })
  await ask('/api/patients', { identifier: 'MRN-7781', name: 'Ana Kovač', bornOn: null, weightKg: null })
  const entries = audited()
  const of = (action: string) => entries.filter((entry) => entry.action === action)
  expect(of('add-patient')).toMatchObject([{ object: `patient ${ana.patientId}`, staffId: 'demo-nurse' }])
  expect(of('look-at-patients')).toMatchObject([{ details: { found: 1, patients: ana.patientId } }])
  expect(of('change-patient')).toMatchObject([{ details: { name: 'changed', courseLength: 8, courseGiven: 2 } }])
  expect(of('add-visit')).toMatchObject([{ details: { patient: ana.patientId, mgPerKg: 0.5 } }])
  expect(of('change-visit')).toMatchObject([{ details: { arrival: '09:00 → 10:00' } }])
  expect(of('look-at-day')).toHaveLength(1)
  expect(of('settle-visit')).toMatchObject([{ details: { status: 'cancelled' } }])
  const text = [...entries.map((entry) => JSON.stringify(entry)), ...logged].join('\n')
  for (const secret of SECRETS) expect(text).not.toContain(secret)
  const store = await openStore({ dataDir: folder, threaded: false })
  expect(await store.verifyAudit()).toEqual([])
  await store.close()
})

test('S4: a monitor that is bound to nobody shows its numbers and whom it names; bound, it is no more in the preview', async () => {
  const device = await openDevice(served.url, 'mon-3')
  const previews = async () => (await ask<{ previews: MonitorPreview[] }>('/api/monitors/previews')).body.previews
  await device.declare({ patientIdentifier: 'MRN-7781', canMeasure: true })
  await device.deliver([device.numerics({ hr: 66, spo2: 97 }), device.set(118, 76)])
  await device.deliver([{ ...device.numerics({ hr: 67 }), off: ['spo2'] } as never])
  expect(await previews()).toMatchObject([
    { sourceId: 'mon-3', patientIdentifier: 'MRN-7781', canMeasure: true, values: { hr: 67 }, set: { sys: 118, dia: 76 } },
  ])
  expect((await previews())[0]?.values.spo2).toBeUndefined()
  expect(audited().filter((entry) => entry.action === 'look-at-monitors')).toMatchObject([{ details: { naming: 'mon-3' } }])
  const screen = await openScreen(served.url, cookies.nurse)
  await screen.act('1', checkIn())
  await screen.act('1', { kind: 'bind-monitor', sourceId: 'mon-3' as never })
  expect(await previews()).toEqual([])
  await screen.act('1', { kind: 'release-monitor' })
  await screen.until(() => screen.chair('1').source === null)
  // What it showed before the binding is forgotten.
  expect((await previews())[0]).toMatchObject({ values: {}, set: null })
})

test('S1: whoever came before midnight and sits here belongs to today, by the wall of the clinic, also when its clocks change', async () => {
  await served.stop()
  // 23:30 in New York on the night in which its clocks go forward.
  await start(Date.UTC(2026, 2, 8, 4, 30))
  cookies = { ...cookies, nurse: await signIn(served.url, 'nurse') }
  const list = await today()
  expect(list).toMatchObject({ day: '2026-03-07', today: '2026-03-07' })
  const ana = await addAna()
  await plan(ana, { day: '2026-03-07', arrival: '23:15' })
  await plan(ana, { day: '2026-03-08', arrival: '02:30' })
  const screen = await openScreen(served.url, cookies.nurse)
  expect(await screen.act('1', checkIn())).toMatchObject({ ok: true })
  expect((await today()).visits).toMatchObject([{ arrival: '23:15', state: 'arrived' }])
  aheadMs = 60 * 60_000
  expect(await today()).toMatchObject({
    day: '2026-03-08',
    visits: [
      { day: '2026-03-07', arrival: '23:15', state: 'arrived' },
      // A time that the wall skips is still what the patient was told.
      { day: '2026-03-08', arrival: '02:30', state: 'expected' },
    ],
  })
  expect(await screen.act('1', { kind: 'transfer', destination: 'emergency room' })).toMatchObject({ ok: true })
  expect((await today()).visits).toMatchObject([{ day: '2026-03-08' }])
  expect((await ask<DayList>('/api/visits?day=2026-03-07')).body.visits).toMatchObject([{ state: 'done' }])
})

test('S1: a chair that is not here is no place to plan for, and a course has not given more than it has', async () => {
  const ana = await addAna()
  const visit = { patientId: ana.patientId, day: day(), arrival: '09:00', infusionNumber: 1, order: ORDER }
  expect(await ask('/api/visits', { ...visit, chairId: '99' })).toMatchObject({ status: 404, body: { code: 'unknown-chair' } })
  const kept = await plan(ana, { chairId: null })
  const moved = await ask(`/api/visits/${kept.visitId}`, { revision: 1, chairId: '99' })
  expect(moved).toMatchObject({ status: 404, body: { code: 'unknown-chair' } })
  const course = { length: 6, given: 7 }
  expect(await ask(`/api/patients/${ana.patientId}`, { revision: 1, course })).toMatchObject({ status: 400, body: { code: 'malformed' } })
})

test('S1: a visit planned anew while the patient was in the chair does not keep the server from starting', async () => {
  const ana = await addAna()
  await plan(ana)
  const screen = await openScreen(served.url, cookies.nurse)
  await screen.act('2', checkIn())
  await screen.act('2', { kind: 'cancel', reason: 'not fasting' })
  await today()
  closeSockets()
  await served.stop()
  // As if the cancelling had been written and the list had not, and the front desk had planned another visit meanwhile.
  const database = openSqliteFile(join(folder, 'chairside.db'), 50)
  const sessionId = database.prepare<[], string>('SELECT session_id FROM sessions').pluck().get()
  expect(sessionId).toBeDefined()
  database.prepare("UPDATE visits SET session_id = ?, seated_at_chair = '2', ended_as = NULL").run(sessionId)
  database.close()
  const store = await openStore({ dataDir: folder, threaded: false })
  const visit = { patientId: ana.patientId, day: day(), arrival: '11:00', infusionNumber: 1, chairId: '2', order: ORDER }
  expect(await store.patients.addVisit('again', visit)).toMatchObject({ ok: true })
  await store.close()
  await start()
  cookies = { ...cookies, nurse: await signIn(served.url, 'nurse') }
  const states = (await today()).visits.map(({ visitId, state }) => [visitId === 'again', state])
  expect(states).toHaveLength(2)
  expect(states).toContainEqual([true, 'expected'])
  expect(states).toContainEqual([false, 'cancelled'])
})
