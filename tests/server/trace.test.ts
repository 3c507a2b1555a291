import { readdirSync, readFileSync } from 'node:fs'
import { type Served, serve } from '@chairside/server/app/serve'
import { administer } from '@chairside/server/cli/admin'
import { createIds } from '@chairside/server/config/ids'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import type { TrailLine } from '@chairside/shared/audit-trail'
import { type Act, type ActKind, actSchema } from '@chairside/shared/command'
import { type StaffId, staffIdSchema } from '@chairside/shared/identity'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { Role } from '@chairside/shared/staff'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { minutes, PHYSICIAN, running, ZERO } from '../support/judge-harness.ts'
import { recordedEntries } from '../support/recorded-session.ts'
import { checkIn, closeSockets, configFor, occupy, openDevice, openScreen, PASSWORD, signIn, silentLog } from '../support/server-harness.ts'

/**
 * R2, act by act: whatever a person can do or see is done here once, as their own, and must be found in the trail with who, when and from
 * where. A new act, route or command has no row here, and fails until it has one.
 */
const STATION = 'chairside_place=desk; chairside_station=st4t10n1'
const DESK = 'desk st4t10n1'
const OVER = 'session-1'

let place: ReturnType<typeof temporaryFolder>
let store: Store
let served: Served
let cookies: Readonly<Record<Role, string>>

beforeAll(async () => {
  place = temporaryFolder()
  store = await openStore({ dataDir: place.folder, threaded: false })
  const example = running()
  example.mustAct(minutes(20), { kind: 'stop-infusion', early: true, reason: 'patient asked' }, PHYSICIAN)
  example.mustAct(minutes(40), { kind: 'discharge', overrideReason: 'goes to the ward' }, PHYSICIAN)
  await store.record.append(recordedEntries(example.inputs, OVER as never))
  served = await serve(configFor(), { store, clientDir: '/nowhere', log: silentLog })
  const cookie = async (role: Role): Promise<string> => `${await signIn(served.url, role)}; ${STATION}`
  cookies = {
    nurse: await cookie('nurse'),
    physician: await cookie('physician'),
    manager: await cookie('manager'),
    viewer: await cookie('viewer'),
  }
})
afterAll(async () => {
  closeSockets()
  await served.stop()
  place.remove()
})

const idOf = (role: Role): StaffId => staffIdSchema.parse(`demo-${role}`)
const traceOf = (role: Role): Promise<readonly TrailLine[]> => store.trail.find({ staffId: idOf(role) }, null, 1_000)

/** What `act` leaves of that person; waits until there is something. */
const leftBy = async (role: Role, act: () => Promise<unknown>): Promise<readonly TrailLine[]> => {
  const before = new Set((await traceOf(role)).map(({ trailNo }) => trailNo))
  await act()
  const added = async (): Promise<readonly TrailLine[]> => (await traceOf(role)).filter(({ trailNo }) => !before.has(trailNo))
  await expect.poll(async () => (await added()).length, { timeout: 5_000 }).toBeGreaterThan(0)
  return added()
}

const ask = (method: string, path: string, body: object | null, role: Role): Promise<Response> =>
  fetch(`${served.url}${path}`, {
    method,
    headers: { cookie: cookies[role], ...(body === null ? {} : { 'content-type': 'application/json' }) },
    ...(body === null ? {} : { body: JSON.stringify(body) }),
  })

const said = async <Value>(answer: Promise<Response>): Promise<Value> => (await (await answer).json()) as Value

const ORDER = { mgPerKg: 0.5, durationMin: 40, concentrationMgPerMl: 1 }
let patients = 0
const newPatient = (): object => {
  patients += 1
  return { identifier: `T-${patients}`, name: `Ann Example ${patients}`, bornOn: null, weightKg: 70 }
}
const patient = (): Promise<{ readonly patientId: string; readonly revision: number }> =>
  said(ask('POST', '/api/patients', newPatient(), 'physician'))
const visit = async (): Promise<{ readonly visitId: string; readonly revision: number }> => {
  const { patientId } = await patient()
  const { today } = await said<{ readonly today: string }>(ask('GET', '/api/visits', null, 'physician'))
  const planned = { patientId, day: today, arrival: '09:00', infusionNumber: 1, chairId: null, order: ORDER }
  return said(ask('POST', '/api/visits', planned, 'physician'))
}
const proof = async (purpose: string, sessionId: string | null): Promise<string> =>
  (await said<{ readonly proof: string }>(ask('POST', '/api/confirm-person', { secret: PASSWORD, purpose, sessionId }, 'physician'))).proof

const total = async (value: number): Promise<object> => {
  const { today } = await said<{ readonly today: string }>(ask('GET', '/api/visits', null, 'physician'))
  return { instrument: 'phq-9', value, day: today }
}
/** The day of the session that is over. */
const DAY = new Date(ZERO).toISOString().slice(0, 10)
const PERIOD = `from=${DAY}&to=${DAY}`

type Asked = readonly [path: string, body: object | null]

/** Every address that tells something of a patient, or changes anything: as a physician asks it. */
const TRACED: Readonly<Record<string, () => Promise<Asked> | Asked>> = {
  'GET /api/sessions': () => ['/api/sessions', null],
  'POST /api/sessions/find': () => ['/api/sessions/find', { patient: 'test', limit: 7 }],
  'GET /api/sessions/:id/chart': () => [`/api/sessions/${OVER}/chart`, null],
  'POST /api/sessions/:id/judge-again': () => [`/api/sessions/${OVER}/judge-again`, { changes: [] }],
  'POST /api/sessions/:id/acts': () => [
    `/api/sessions/${OVER}/acts`,
    { commandId: 'trace-amend', act: { kind: 'amend-chart', text: 'seen again', reason: 'asked for' } },
  ],
  'POST /api/sessions/:id/sign': async () => {
    const { content, issues } = await said<SessionChart>(ask('GET', `/api/sessions/${OVER}/chart`, null, 'physician'))
    const seen = issues.map(({ id }) => id)
    return [
      `/api/sessions/${OVER}/sign`,
      { commandId: 'trace-sign', proof: await proof('sign-chart', OVER), meaning: 'reviewed', content, seen },
    ]
  },
  'GET /api/sessions/:id/waves': () => [`/api/sessions/${OVER}/waves?from=0&to=16000`, null],
  'GET /api/chairs/:id/trend': async () => {
    const device = await openDevice(served.url, 'mon-2')
    await device.declare()
    const screen = await openScreen(served.url, cookies.nurse)
    return [`/api/chairs/2/trend?sessionId=${await occupy(screen, '2', 'mon-2')}`, null]
  },
  'GET /api/visits': async () => {
    await visit()
    return ['/api/visits', null]
  },
  'GET /api/visits/:id': async () => [`/api/visits/${(await visit()).visitId}`, null],
  'POST /api/visits': async () => {
    const { patientId } = await patient()
    return ['/api/visits', { patientId, day: '2099-01-05', arrival: '09:00', infusionNumber: 1, chairId: null, order: ORDER }]
  },
  'POST /api/visits/:id': async () => {
    const { visitId, revision } = await visit()
    return [`/api/visits/${visitId}`, { revision, arrival: '10:30' }]
  },
  'POST /api/visits/:id/outcome': async () => {
    const { visitId, revision } = await visit()
    return [`/api/visits/${visitId}/outcome`, { revision, status: 'cancelled', reason: 'has a fever' }]
  },
  'GET /api/monitors/previews': async () => {
    const device = await openDevice(served.url, 'mon-6')
    await device.declare({ patientIdentifier: 'T-0' })
    return ['/api/monitors/previews', null]
  },
  'POST /api/patients/find': () => ['/api/patients/find', { text: 'example' }],
  'POST /api/patients': () => ['/api/patients', newPatient()],
  'POST /api/patients/:id': async () => {
    const { patientId, revision } = await patient()
    return [`/api/patients/${patientId}`, { revision, name: 'Ann Other' }]
  },
  'GET /api/patients/:id/course': async () => [`/api/patients/${(await patient()).patientId}/course`, null],
  'GET /api/patients/:id/scores': async () => [`/api/patients/${(await patient()).patientId}/scores`, null],
  'POST /api/patients/:id/scores': async () => [`/api/patients/${(await patient()).patientId}/scores`, await total(14)],
  'POST /api/patients/:id/scores/:score': async () => {
    const scores = `/api/patients/${(await patient()).patientId}/scores`
    const { scoreId } = await said<{ readonly scoreId: string }>(ask('POST', scores, await total(14), 'physician'))
    return [`${scores}/${scoreId}`, { value: 12, reason: 'misread' }]
  },
  'GET /api/alarms': () => [`/api/alarms?${PERIOD}`, null],
  'GET /api/alarms/episodes': () => [`/api/alarms/episodes?${PERIOD}`, null],
  'POST /api/alarms/what-if': () => ['/api/alarms/what-if', { from: DAY, to: DAY, changes: [] }],
  'POST /api/sessions/:id/exports': () => [`/api/sessions/${OVER}/exports`, { kind: 'facts' }],
  'POST /api/prints': () => ['/api/prints', { sheet: 'downtime' }],
  'GET /api/audit': () => ['/api/audit', null],
  'GET /api/audit/persons': () => ['/api/audit/persons', null],
  'POST /api/confirm-person': () => ['/api/confirm-person', { secret: PASSWORD, purpose: 'sign-chart', sessionId: OVER }],
  'POST /api/pin': () => ['/api/pin', { secret: PASSWORD, pin: '4711' }],
  'POST /api/lock': () => ['/api/lock', { because: 'by-hand' }],
  'POST /api/unlock': async () => ['/api/unlock', { proof: await proof('unlock', null) }],
  'POST /api/sign-in': () => ['/api/sign-in', { login: 'physician', password: PASSWORD }],
  'POST /api/sign-out': () => ['/api/sign-out', {}],
}

/** What tells nothing of a patient and changes nothing that anybody would look for. */
const SILENT: Readonly<Record<string, string>> = {
  'GET /': 'the client itself',
  'GET /healthz': 'the process answers',
  'GET /readyz': 'it can do its work',
  'GET /api/me': 'who is signed in here; a lock by it is told',
  'POST /api/awake': 'somebody touched the screen',
  'GET /api/sessions/physicians': 'names of staff, for a filter',
  'GET /api/sessions/protocols': 'protocols of the clinic',
  'GET /api/sessions/:id/patient': 'one opaque id for another',
  'GET /api/sessions/:id/waves/stored': 'where anything is stored; the strip itself is told',
  'GET /api/alarms/what-if/:id': 'how far a run of their own is; its asking is told',
  'POST /api/alarms/what-if/:id/cancel': 'a run of their own ends; nothing of a patient changes',
}

/** `METHOD /path` of each route, as the sources have them. */
const routes = (): readonly string[] => {
  const folder = new URL('../../server/src/http/', import.meta.url)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(/\.(get|post|put|patch|delete)(?:<[^(]*>)?\(\s*['"`](\/[^'"`]*)/g),
    ])
    .map(([, method, path]) => `${(method ?? '').toUpperCase()} ${path ?? ''}`)
}

describe('R2, over REST', () => {
  it('R2: every route has its row here, or is known to need none', () => {
    const found = routes()
    expect(found.length).toBeGreaterThan(30)
    expect(found.filter((route) => TRACED[route] === undefined && SILENT[route] === undefined)).toEqual([])
    expect([...Object.keys(TRACED), ...Object.keys(SILENT)].filter((route) => !found.includes(route))).toEqual([])
  })

  // What ends the sign-in comes last.
  it.each(Object.keys(TRACED))('R2: %s leaves who, when and from where', async (route) => {
    const [method = ''] = route.split(' ')
    const [path, body] = (await TRACED[route]?.()) ?? ['', null]
    const started = Date.now()
    const left = await leftBy('physician', async () => expect((await ask(method, path, body, 'physician')).status).toBeLessThan(300))
    for (const line of left) {
      expect(line.station).toBe(DESK)
      expect(line.by).toMatchObject({ staffId: 'demo-physician', name: 'Demo Physician' })
      expect(line.at).toBeGreaterThanOrEqual(started)
    }
    if (route === 'POST /api/sign-out' || route === 'POST /api/sign-in')
      cookies = { ...cookies, physician: `${await signIn(served.url, 'physician')}; ${STATION}` }
  })

  it.each([
    ['GET', '/api/sessions', null],
    ['GET', `/api/sessions/${OVER}/chart`, null],
    ['POST', `/api/sessions/${OVER}/acts`, {}],
    ['POST', '/api/patients/find', { text: 'example' }],
    ['GET', '/api/audit', null],
  ] as const)('R2: %s %s, denied to a screen on the wall, is a denied attempt by its route', async (method, path, body) => {
    const [line] = await leftBy('viewer', async () => expect((await ask(method, path, body, 'viewer')).status).toBe(403))
    expect(line).toMatchObject({ kind: 'refused', action: 'request-refused', station: DESK, details: [{ name: 'status', value: '403' }] })
    expect(line?.object).not.toContain(OVER)
  })

  it('R2: a wrong password and a wrong secret are denied attempts', async () => {
    const wrong = { login: 'nurse', password: 'not it at all' }
    const [signInLine] = await leftBy('nurse', () => ask('POST', '/api/sign-in', wrong, 'nurse'))
    expect(signInLine).toMatchObject({ kind: 'refused', action: 'sign-in-refused', station: DESK })
    const [secretLine] = await leftBy('nurse', () =>
      ask('POST', '/api/confirm-person', { secret: 'wrong one', purpose: 'sign-chart', sessionId: OVER }, 'nurse'),
    )
    expect(secretLine).toMatchObject({ kind: 'refused', action: 'confirm-person-refused' })
  })

  it('R2: what stood before stands beside what stands now, with the reason; names are in no entry of the audit', async () => {
    const changedPatient = await patient()
    await ask('POST', `/api/patients/${changedPatient.patientId}`, { revision: changedPatient.revision, name: 'Ann Renamed' }, 'physician')
    const planned = await visit()
    await ask(
      'POST',
      `/api/visits/${planned.visitId}/outcome`,
      { revision: planned.revision, status: 'cancelled', reason: 'has a fever' },
      'physician',
    )
    const [settled, ...others] = await traceOf('physician')
    expect(settled).toMatchObject({ action: 'settle-visit', reason: 'has a fever' })
    expect(settled?.details).toContainEqual({ name: 'status', was: 'expected', value: 'cancelled' })
    const renamed = others.find(({ action }) => action === 'change-patient')
    expect(renamed?.details).toContainEqual({ name: 'name', was: expect.stringContaining('Ann Example'), value: 'Ann Renamed' })
    const text = readFileSync(`${place.folder}/heads/${new Date().toISOString().slice(0, 10)}.ndjson`, 'utf8')
    expect(text).not.toContain('Renamed')
  })
})

const REASON = 'for this table'
/** One of each kind; whether it makes sense at that moment is the judge's to say, and a refusal leaves its trace too. */
const ACTS: { readonly [kind in ActKind]: Extract<Act, { readonly kind: kind }> } = {
  'check-in': checkIn('T-ACTS') as Extract<Act, { kind: 'check-in' }>,
  'bind-monitor': { kind: 'bind-monitor', sourceId: 'mon-3' as never },
  'answer-gate': { kind: 'answer-gate', item: 'consent', passed: true },
  'review-answer': { kind: 'review-answer', question: 'ask.pregnant' as never, reason: REASON },
  'begin-baseline': { kind: 'begin-baseline' },
  'record-cannulation': { kind: 'record-cannulation' },
  'enter-vitals': { kind: 'enter-vitals', reading: { sys: 120, dia: 78 } },
  enter: { kind: 'enter', entry: { kind: 'note', text: 'calm' } },
  'correct-entry': { kind: 'correct-entry', factSeq: 1, entry: null, reason: REASON },
  'start-infusion': { kind: 'start-infusion', overrideReason: REASON },
  'pause-infusion': { kind: 'pause-infusion', reason: REASON },
  'resume-infusion': { kind: 'resume-infusion' },
  'change-rate': { kind: 'change-rate', rateMlPerHour: 40, reason: REASON },
  'amend-infusion-time': { kind: 'amend-infusion-time', factSeq: 1, happenedAt: 1, reason: REASON },
  'stop-infusion': { kind: 'stop-infusion', early: true, reason: REASON },
  acknowledge: { kind: 'acknowledge', alarmId: 'alarm-1' as never, plan: null },
  'pause-sound': { kind: 'pause-sound', pauseMs: 60_000 },
  'call-help': { kind: 'call-help' },
  'end-help': { kind: 'end-help' },
  'go-off-monitor': { kind: 'go-off-monitor', reason: 'toilet' },
  'return-to-monitor': { kind: 'return-to-monitor' },
  'measure-now': { kind: 'measure-now' },
  'mark-set': { kind: 'mark-set', readAt: 1, artefact: true, reason: REASON },
  'set-personal-limits': { kind: 'set-personal-limits', limits: null, reason: REASON },
  'take-over': { kind: 'take-over', sawStaffId: 'demo-physician' },
  'offer-handover': { kind: 'offer-handover', note: null },
  'withdraw-handover': { kind: 'withdraw-handover' },
  'accept-handover': { kind: 'accept-handover', offeredAt: 1 },
  'resolve-wrong-patient': { kind: 'resolve-wrong-patient', reason: REASON },
  'release-monitor': { kind: 'release-monitor' },
  discharge: { kind: 'discharge', overrideReason: REASON },
  transfer: { kind: 'transfer', destination: REASON },
  countersign: { kind: 'countersign', reason: null },
  'leave-against-advice': { kind: 'leave-against-advice', reason: REASON, witness: 'Ben Stone' },
  cancel: { kind: 'cancel', reason: REASON },
}

describe('R2, at a chair', () => {
  const kinds = actSchema.options.map((option) => option.shape.kind.value)

  it('R2: every act has its row here', () => {
    expect([...kinds].sort()).toEqual(Object.keys(ACTS).sort())
  })

  it('R2: each act leaves who, when, from where and why, whether it was done or refused', async () => {
    const device = await openDevice(served.url, 'mon-3')
    await device.declare()
    const screen = await openScreen(served.url, cookies.nurse)
    const outcomes: string[] = []
    for (const act of Object.values(ACTS)) {
      let done = false
      const left = await leftBy('nurse', async () => {
        done = (await screen.act('3', act)).ok
      })
      outcomes.push(done ? 'done' : 'refused')
      const [line] = left.filter(({ action }) => action === (done ? act.kind : 'command-refused'))
      expect(line, act.kind).toMatchObject({ station: DESK, kind: done ? 'act' : 'refused', by: { staffId: 'demo-nurse', role: 'nurse' } })
      if (!done) expect(line?.details, act.kind).toContainEqual({ name: 'act', value: act.kind })
      if (done && 'reason' in act) expect(line?.reason, act.kind).toBe(act.reason)
      if (act.kind === 'check-in') await screen.until(() => screen.chair('3').session !== null)
    }
    expect(outcomes.filter((one) => one === 'done').length).toBeGreaterThan(10)
    expect(outcomes.filter((one) => one === 'refused').length).toBeGreaterThan(3)
  })

  it('R2: a locked screen that tries to act, and a screen that comes to see the room, leave a trace', async () => {
    const screen = await openScreen(served.url, cookies.nurse)
    await ask('POST', '/api/lock', { because: 'by-hand' }, 'nurse')
    const [line] = await leftBy('nurse', () => screen.act('4', checkIn('T-LOCKED')))
    expect(line).toMatchObject({ action: 'command-refused', details: expect.arrayContaining([{ name: 'code', value: 'locked' }]) })
    expect((await traceOf('nurse')).map(({ action }) => action)).toContain('look-at-room')
  })
})

describe('R2, at the command line', () => {
  const COMMANDS: Readonly<Record<string, readonly string[]>> = {
    list: [],
    'add-account': ['--login', 'ada', '--name', 'Ada Moss', '--role', 'nurse'],
    'reset-password': ['--login', 'nurse'],
    'set-pin': ['--login', 'nurse'],
    'remove-pin': ['--login', 'nurse'],
    'add-device': ['--id', 'bay-9', '--label', 'Bay 9'],
    'remove-device': ['--id', 'bay-9'],
    'end-sign-ins': ['--login', 'viewer'],
    hold: ['--session', OVER, '--reason', 'asked for by a court'],
    release: ['--session', OVER, '--reason', 'the case is closed'],
    retention: [],
    'remove-sessions': ['--code', 'abcd-abcd-abcd'],
    pack: [],
  }
  const run = async (verb: string, args: readonly string[]): Promise<readonly TrailLine[]> => {
    const before = new Set((await store.trail.find({}, null, 1_000)).map(({ trailNo }) => trailNo))
    await administer([verb, ...args], {
      withStore: (work) => work(store),
      pack: () => 'packed',
      copies: () => [],
      timeZone: 'UTC',
      ids: createIds(),
      wallNow: () => Date.now(),
      hashPassword: async (text) => `hash of ${text}`,
      readInput: async () => '',
      operator: 'root',
      station: 'console here',
      say: () => undefined,
    }).catch(() => undefined)
    return (await store.trail.find({}, null, 1_000)).filter(({ trailNo }) => !before.has(trailNo))
  }

  it('R2: every command has its row here', () => {
    const help = readFileSync(new URL('../../server/src/cli/admin.ts', import.meta.url), 'utf8')
    const verbs = [...new Set([...help.matchAll(/^ {2}admin ([a-z-]+)/gm)].map(([, verb]) => verb))]
    expect(verbs.sort()).toEqual(Object.keys(COMMANDS).sort())
  })

  it.each(Object.entries(COMMANDS))('R2: admin %s leaves who, when and from where', async (verb, args) => {
    const left = await run(verb, args)
    expect(left).toHaveLength(1)
    // A folder of demo data takes no account of a person, and nothing in it is past its time: that is refused, and told.
    const action = verb === 'add-account' || verb === 'remove-sessions' ? `admin-${verb}-refused` : `admin-${verb}`
    expect(left[0]).toMatchObject({
      action,
      station: 'console here',
      details: expect.arrayContaining([{ name: 'operator', value: 'root' }]),
    })
  })

  it('R2: the server says when it began to serve, and by what settings', async () => {
    const start = (await store.trail.find({ kind: 'admin' }, null, 1_000)).find(({ action }) => action === 'server-start')
    expect(start?.details).toContainEqual({ name: 'waveDays', value: '30' })
  })
})
