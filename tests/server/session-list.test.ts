import { createClock } from '@chairside/server/config/clock'
import { createSessionKeeper } from '@chairside/server/monitor/session-list'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import { startOfDay } from '@chairside/shared/day-bounds'
import type { SessionId } from '@chairside/shared/identity'
import type { SessionLine, SessionPage } from '@chairside/shared/session-list'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { minutes, running } from '../support/judge-harness.ts'
import { recordedEntries } from '../support/recorded-session.ts'
import {
  closeSockets,
  occupy,
  openDevice,
  openScreen,
  PASSWORD,
  signIn,
  silentLog,
  startTestServer,
  type TestServer,
} from '../support/server-harness.ts'

const DAY_MS = 24 * 3_600_000
const NOON = Date.parse('2026-03-02T12:00:00Z')

const line = (number: number, change: Partial<SessionLine> = {}): SessionLine => ({
  sessionId: `s-${String(number).padStart(3, '0')}` as SessionId,
  chairId: '1' as SessionLine['chairId'],
  patient: { identifier: `P-${number}`, name: `Person ${number}`, infusionNumber: 1, courseLength: 6 },
  simulated: false,
  phase: 'discharged',
  checkedInAt: NOON + number * 60_000,
  startedAt: NOON + number * 60_000 + 600_000,
  endedAt: NOON + number * 60_000 + 6_000_000,
  doseMg: 35,
  mgPerKg: 0.5,
  peak: { sys: 150, dia: 90, minute: 30 },
  excursions: 0,
  worst: null,
  lowestSpo2: 96,
  physicians: [],
  signed: null,
  amendments: 0,
  ...change,
})

const pageOf = async (response: Response): Promise<SessionPage> => (await response.json()) as SessionPage

describe('the list of sessions', () => {
  let server: TestServer
  let cookie: string
  beforeEach(async () => {
    server = await startTestServer()
    cookie = await signIn(server.url, 'physician')
  })
  afterEach(async () => {
    closeSockets()
    await server.stop()
  })
  const put = async (...lines: readonly SessionLine[]): Promise<void> => {
    for (const one of lines) await server.store.sessions.put(one, 1, 'test')
  }
  const ask = (query = ''): Promise<Response> => fetch(`${server.url}/api/sessions${query}`, { headers: { cookie } })
  const find = (body: object, who = cookie): Promise<Response> =>
    fetch(`${server.url}/api/sessions/find`, {
      method: 'POST',
      headers: { cookie: who, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const idsOf = async (response: Response): Promise<readonly string[]> =>
    (await pageOf(response)).sessions.map(({ sessionId }) => sessionId)

  it('R1: gives the newest first, page by page, each session once', async () => {
    await put(...Array.from({ length: 7 }, (_, index) => line(index + 1)), line(8, { checkedInAt: NOON + 7 * 60_000 }))
    const seen: string[] = []
    let next: string | null = null
    do {
      const page: SessionPage = await pageOf(await ask(`?limit=3${next === null ? '' : `&after=${next}`}`))
      seen.push(...page.sessions.map(({ sessionId }) => sessionId))
      next = page.next
    } while (next !== null)
    expect(seen).toEqual(['s-008', 's-007', 's-006', 's-005', 's-004', 's-003', 's-002', 's-001'])
  })

  it('S5: filters by chair, physician, state, signature, excursion, and whether it is simulated', async () => {
    const hale = { staffId: 'd1', name: 'Dr Hale' }
    await put(
      line(1, { chairId: '2' as SessionLine['chairId'] }),
      line(2, { physicians: [hale], signed: { by: 'Dr Hale', at: NOON } }),
      line(3, { phase: 'infusing', endedAt: null }),
      line(4, { excursions: 1, worst: 'critical', signed: { by: 'Dr Hale', at: NOON }, amendments: 1 }),
      line(5, { simulated: true, phase: 'cancelled', startedAt: null }),
    )
    expect(await idsOf(await ask('?chair=2'))).toEqual(['s-001'])
    expect(await idsOf(await ask('?physician=d1'))).toEqual(['s-002'])
    expect(await idsOf(await ask('?state=open'))).toEqual(['s-003'])
    expect(await idsOf(await ask('?state=over'))).toEqual(['s-005', 's-004', 's-002', 's-001'])
    expect(await idsOf(await ask('?state=cancelled'))).toEqual(['s-005'])
    // Amended after its signature, it waits for another; what never began waits for none.
    expect(await idsOf(await ask('?unsigned=yes'))).toEqual(['s-004', 's-001'])
    expect(await idsOf(await ask('?excursion=yes'))).toEqual(['s-004'])
    expect(await idsOf(await ask('?simulated=yes'))).toEqual(['s-005'])
    expect(await idsOf(await ask('?simulated=no&excursion=yes'))).toEqual(['s-004'])
    expect(await (await fetch(`${server.url}/api/sessions/physicians`, { headers: { cookie } })).json()).toEqual({ physicians: [hale] })
  })

  it("S1: days are the clinic's, both ends included", async () => {
    await put(line(1, { checkedInAt: NOON - DAY_MS }), line(2), line(3, { checkedInAt: NOON + DAY_MS }))
    expect(await idsOf(await ask('?from=2026-03-02&to=2026-03-02'))).toEqual(['s-002'])
    expect(await idsOf(await ask('?from=2026-03-02'))).toEqual(['s-003', 's-002'])
    expect(new Date(startOfDay('2026-03-02', 'Pacific/Kiritimati')).toISOString()).toBe('2026-03-01T10:00:00.000Z')
    expect(new Date(startOfDay('2026-03-29', 'Europe/Madrid')).toISOString()).toBe('2026-03-28T23:00:00.000Z')
    expect(new Date(startOfDay('2026-03-30', 'Europe/Madrid')).toISOString()).toBe('2026-03-29T22:00:00.000Z')
    expect(new Date(startOfDay('2026-11-02', 'America/St_Johns')).toISOString()).toBe('2026-11-02T03:30:00.000Z')
  })

  it('S4: finds a patient by words of name or number, whatever accents, in a body alone', async () => {
    const kovac = { identifier: 'K-7', name: 'Jan Kovač', infusionNumber: 2, courseLength: 6 }
    await put(line(1), line(2, { patient: kovac }), line(3, { patient: { ...kovac, identifier: '100%' } }))
    expect(await idsOf(await find({ patient: 'kovac jan' }))).toEqual(['s-003', 's-002'])
    expect(await idsOf(await find({ patient: 'k-7' }))).toEqual(['s-002'])
    expect(await idsOf(await find({ patient: '0%' }))).toEqual(['s-003'])
    expect((await ask('?patient=kovac')).status).toBe(400)
    const audited = JSON.stringify(server.store.audited)
    expect(audited).toContain('look-at-sessions')
    expect(audited.toLowerCase()).not.toMatch(/kova|k-7/)
  })

  it('I3: refuses what it cannot read, and whoever may not look', async () => {
    await put(line(1))
    for (const query of ['?limit=0', '?limit=101', '?from=yesterday', '?state=asleep', '?after=zzz', '?colour=red', '?patientId=nobody'])
      expect([query, (await ask(query)).ok]).toEqual([query, false])
    expect((await fetch(`${server.url}/api/sessions`)).status).toBe(401)
    const wall = await signIn(server.url, 'viewer', PASSWORD)
    expect((await find({}, wall)).status).toBe(403)
    const manager = await signIn(server.url, 'manager', PASSWORD)
    expect((await find({}, manager)).status).toBe(200)
  })

  it('S1: a session stands in the list while it goes on, and as its chart says once it is over', async () => {
    const screen = await openScreen(server.url, await signIn(server.url, 'nurse'))
    const device = await openDevice(server.url, 'mon-1')
    await device.declare()
    const sessionId = await occupy(screen, '1', 'mon-1')
    await expect.poll(async () => (await pageOf(await ask('?state=open'))).sessions).toMatchObject([{ sessionId, phase: 'checked-in' }])
    await screen.act('1', { kind: 'cancel', reason: 'patient went home' })
    await expect.poll(async () => (await pageOf(await ask('?state=cancelled'))).sessions).toMatchObject([{ sessionId, chairId: '1' }])
    expect(await idsOf(await ask('?state=open'))).toEqual([])
  })
})

describe('the list beside the record', () => {
  let place: ReturnType<typeof temporaryFolder>
  let store: Store
  beforeEach(async () => {
    place = temporaryFolder()
    store = await openStore({ dataDir: place.folder, threaded: false })
  })
  afterEach(async () => {
    await store.close()
    place.remove()
  })

  it('R1: names the sessions whose line is missing or drawn by another, and no running one', async () => {
    const over = running()
    over.mustAct(minutes(5), { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    over.mustAct(minutes(20), { kind: 'discharge', overrideReason: 'goes to the ward' })
    await store.record.append(recordedEntries(over.inputs, 'session-1'))
    await store.record.append(recordedEntries(running().inputs, 'session-2'))
    const { builtBy } = store.builder
    expect(await store.sessions.behind(builtBy, 9)).toMatchObject([{ sessionId: 'session-1' }])
    const built = await store.builder.build('session-1' as SessionId)
    expect(built?.line).toMatchObject({ phase: 'discharged', doseMg: 35, physicians: [{ name: 'P. Physician' }] })
    if (built === null) return
    await store.sessions.put(built.line, built.entry, builtBy)
    expect(await store.sessions.behind(builtBy, 9)).toEqual([])
    expect(await store.sessions.behind('a newer one', 9)).toHaveLength(1)
    await store.sessions.put(built.line, built.entry - 1, builtBy)
    expect(await store.sessions.behind(builtBy, 9)).toHaveLength(1)
  })

  it('R1: a session whose record opens another one is told and left, and holds up none of the others', async () => {
    const over = running()
    over.mustAct(minutes(5), { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    over.mustAct(minutes(20), { kind: 'discharge', overrideReason: 'goes to the ward' })
    await store.record.append(recordedEntries(over.inputs, 'another'))
    await store.record.append(recordedEntries(over.inputs, 'session-1', '2' as SessionLine['chairId']))
    const told: unknown[] = []
    const { sessions, courses, builder, record } = store
    const keeper = createSessionKeeper({
      sessions,
      courses,
      builder,
      record,
      clock: createClock({ speed: 1, roomFloor: 0 }),
      log: { ...silentLog, error: (details) => told.push(details) },
    })
    const end = keeper.begin()
    await keeper.settled()
    end()
    expect(told).toMatchObject([{ session: 'another' }])
    expect(keeper.isComplete()).toBe(false)
    expect((await sessions.lineOf('session-1' as SessionId))?.phase).toBe('discharged')
  })
})
