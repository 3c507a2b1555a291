import type { ReviewPeriod } from '@chairside/server/domain/alarm-review'
import { createWhatIfSum, weighSession } from '@chairside/server/domain/weigh-session'
import { protocolsOf } from '@chairside/server/monitor/clinic-protocols'
import { createWhatIfRuns } from '@chairside/server/monitor/what-if-runs'
import type { AlarmReviews } from '@chairside/server/ports/alarm-reviews'
import { openStore, type Store } from '@chairside/server/storage/open-sqlite'
import type { AlarmReview, EpisodePage } from '@chairside/shared/alarm-review'
import type { WhatIfResult, WhatIfRun } from '@chairside/shared/alarm-what-if'
import { NEUTRAL_PROFILE } from '@chairside/shared/clinic-profiles/neutral'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { SessionId } from '@chairside/shared/identity'
import { HOUR_MS } from '@chairside/shared/time'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../contract/record-samples.ts'
import { CHAIR, type Example, minutes, NURSE, profile, running, ZERO } from '../support/judge-harness.ts'
import { recordedEntries } from '../support/recorded-session.ts'
import { createManualClock } from '../support/server-clock.ts'
import { closeSockets, signIn, silentLog, startTestServer, type TestServer } from '../support/server-harness.ts'

/** A session with a confirmed excursion up to `peak`, answered three minutes after its first set, and a desaturation that ended by itself. */
const recorded = (peak: number, simulated = false): Example => {
  const one = running(simulated ? { simulated, profile: profile({ origin: 'simulated' }) } : {})
  one.set(minutes(5), 128, 78)
  one.set(minutes(10), peak, 88)
  one.set(minutes(12), peak, 88)
  const [alarm] = one.picture.alarms.filter(({ cause }) => cause === 'bp-high')
  if (alarm !== undefined) one.mustAct(minutes(13), { kind: 'acknowledge', alarmId: alarm.id, plan: 'watching' }, NURSE)
  one.set(minutes(15), 130, 78)
  one.stream(minutes(16), minutes(17), { spo2: 88 })
  one.stream(minutes(17) + 1, minutes(19), { spo2: 97 })
  one.mustAct(minutes(20), { kind: 'stop-infusion', early: true, reason: 'patient asked' })
  one.mustAct(minutes(30), { kind: 'discharge', overrideReason: 'goes to the ward' })
  return one
}

const PERIOD: ReviewPeriod = { fromAt: ZERO - HOUR_MS, untilAt: ZERO + HOUR_MS, chairId: null, simulated: false }
const EDGES = [PERIOD.fromAt, PERIOD.untilAt]
const SYS_170 = [{ path: 'excursion.high.warning.sys', value: 170 }]

describe('a review from the record', () => {
  let place: ReturnType<typeof temporaryFolder>
  let store: Store
  const open = async (threaded = false): Promise<void> => {
    store = await openStore({ dataDir: place.folder, threaded })
  }
  beforeEach(async () => {
    place = temporaryFolder()
    await open()
  })
  afterEach(async () => {
    await store.close()
    place.remove()
  })

  it('R4: is the same after a restart in the middle of a session', async () => {
    const entries = recordedEntries(recorded(168).inputs, 'session-1')
    const half = Math.floor(entries.length / 2)
    await store.record.append(entries.slice(0, half))
    const before = await store.reviews.review(PERIOD, EDGES)
    expect(before).toMatchObject({ sessions: 1, running: 1 })
    await store.close()
    await open()
    expect(await store.reviews.review(PERIOD, EDGES)).toEqual(before)
    await store.record.append(entries.slice(half))
    const after = await store.reviews.review(PERIOD, EDGES)
    expect(after).toMatchObject({
      sessions: 1,
      running: 0,
      heard: { calls: 2, outcomes: { acknowledged: 1, ended: 1 }, medianMs: 180_000 },
    })
    expect(after.limits.map(({ vital, limit, count }) => [vital, limit, count])).toEqual([
      ['SYS', 160, 1],
      ['SpO2', 90, 1],
    ])
    expect(after.people).toMatchObject([{ acknowledged: 1, medianMs: 180_000 }])
    await store.close()
    await open(true)
    expect(await store.reviews.review(PERIOD, EDGES)).toEqual(after)
    expect((await store.reviews.episodes(PERIOD, { source: 'vital', offset: 0, limit: 9 })).episodes).toMatchObject([
      { sessionId: 'session-1', cause: 'spo2-low' },
      { sessionId: 'session-1', cause: 'bp-high', answer: { waitMs: 180_000, plan: 'watching' } },
    ])
  })

  it('S1: reads many sessions in parts, each once, and keeps simulated ones apart', async () => {
    const [own, made] = [false, true].map((simulated) => recordedEntries(recorded(168, simulated).inputs.slice(0, 40), 'session-1'))
    for (let number = 1; number <= 130; number += 1) {
      const sessionId = `session-${number}` as SessionId
      await store.record.append(((number > 70 ? made : own) ?? []).map((entry) => ({ ...entry, sessionId })))
    }
    const real = await store.reviews.review(PERIOD, EDGES)
    expect(real).toMatchObject({ sessions: 70, otherSessions: 60 })
    expect(await store.reviews.review({ ...PERIOD, simulated: true }, EDGES)).toMatchObject({ sessions: 60, otherSessions: 70 })
    expect(await store.reviews.sessionsIn(PERIOD)).toHaveLength(70)
    expect(await store.reviews.review({ ...PERIOD, fromAt: PERIOD.untilAt, untilAt: PERIOD.untilAt + 1 }, EDGES)).toMatchObject({
      sessions: 0,
    })
  })
})

const weighed = (peak: number, value: number | null): WhatIfResult => {
  const { inputs, facts } = recorded(peak)
  const protocol = structuredClone(DEFAULT_PROTOCOL)
  const other =
    value === null
      ? protocol
      : {
          ...protocol,
          excursion: {
            ...protocol.excursion,
            high: { ...protocol.excursion.high, warning: { ...protocol.excursion.high.warning, sys: value, relativeSys: null } },
          },
        }
  const sum = createWhatIfSum(10)
  const one = weighSession({ inputs, facts, chairId: CHAIR, content: null }, 'session-1' as SessionId, other, PERIOD)
  if (one !== null) sum.add(one)
  return sum.result()
}

describe('what if, over a period', () => {
  it('X9: the same protocol changes nothing', () => {
    const result = weighed(168, null)
    expect(result.after).toEqual(result.before)
    expect(result).toMatchObject({ sessions: 1, changed: 0, changes: [] })
    expect(result.excursions).toEqual([{ name: 'bp-high', same: 1, earlier: 0, later: 0, gone: 0, fresh: 0 }])
    expect(result.before.alarms.reduce((sum, { count }) => sum + count, 0)).toBe(2)
  })

  it('X9: a higher limit gives fewer or as many, and says what would not have been seen', () => {
    const result = weighed(168, 170)
    expect(result.before.excursions).toMatchObject([{ name: 'bp-high', peak: 'warning', count: 1 }])
    expect(result.after.excursions).toEqual([])
    expect(result.excursions).toEqual([{ name: 'bp-high', same: 0, earlier: 0, later: 0, gone: 1, fresh: 0 }])
    expect(result.changes).toMatchObject([
      { what: 'alarm', name: 'bp-high', shift: 'gone', before: { text: 'SYS 168 ≥ 160' }, after: null },
      { what: 'excursion', shift: 'gone', before: { peak: 'warning' } },
    ])
    expect(weighed(175, 170).after.excursions).toMatchObject([{ count: 1 }])
    expect(weighed(128, 120).excursions).toMatchObject([{ fresh: 1 }])
  })
})

describe('a run', () => {
  const clock = createManualClock()
  const parts = { protocols: protocolsOf(NEUTRAL_PROFILE), clock, log: silentLog }
  let ids = 0
  const nextId = (): string => {
    ids += 1
    return `run-${ids}`
  }
  const runsOver = (reviews: Partial<AlarmReviews>) => {
    const none = () => Promise.reject(new Error('not asked here'))
    return createWhatIfRuns({
      ...parts,
      ids: { next: nextId, secret: () => '' },
      reviews: { review: none, episodes: none, sessionsIn: none, weigh: none, ...reviews },
    })
  }
  const begun = (answer: Awaited<ReturnType<ReturnType<typeof runsOver>['begin']>>): WhatIfRun => {
    if ('code' in answer) throw new Error(answer.code)
    return answer
  }
  const sessions = (count: number) => async () => Array.from({ length: count }, (_, number) => `s-${number}` as SessionId)

  it('R1: stops working once it is cancelled, given up, or the server stops', async () => {
    const doors: (() => void)[] = []
    let asked = 0
    const weigh = () => {
      asked += 1
      return new Promise<null>((resolve) => doors.push(() => resolve(null)))
    }
    const runs = runsOver({ sessionsIn: sessions(9), weigh })
    const run = begun(await runs.begin('n1', PERIOD, { changes: [] }))
    expect(run).toMatchObject({ state: 'running', done: 0, total: 9 })
    expect(runs.look('n2', run.runId)).toBeNull()
    expect(runs.cancel('n2', run.runId)).toBeNull()
    expect(runs.cancel('n1', run.runId)).toMatchObject({ state: 'cancelled', done: 0 })
    doors.shift()?.()
    await runs.stop()
    expect(asked).toBe(1)
    // Nobody has looked for a minute: whoever asked has left.
    const left = begun(await runs.begin('n1', PERIOD, { changes: [] }))
    clock.pass(60_000)
    doors.shift()?.()
    await expect.poll(() => runs.look('n1', left.runId)?.state).toBe('cancelled')
    expect(asked).toBe(2)
    const last = begun(await runs.begin('n1', PERIOD, { changes: [] }))
    const stopped = runs.stop()
    doors.shift()?.()
    await stopped
    expect(runs.look('n1', last.runId)?.state).toBe('cancelled')
    expect(asked).toBe(3)
  })

  it('R1: one person has one, two people at a time, and none is longer than its bound', async () => {
    const runs = runsOver({ sessionsIn: sessions(3), weigh: () => new Promise<null>(() => undefined) })
    const first = begun(await runs.begin('n1', PERIOD, { changes: [] }))
    const second = begun(await runs.begin('n1', PERIOD, { changes: [] }))
    expect(runs.look('n1', first.runId)?.state).toBe('cancelled')
    expect(runs.look('n1', second.runId)?.state).toBe('running')
    begun(await runs.begin('n2', PERIOD, { changes: [] }))
    expect(await runs.begin('n3', PERIOD, { changes: [] })).toMatchObject({ code: 'too-many-runs' })
    const long = runsOver({ sessionsIn: sessions(2_001) })
    expect(await long.begin('n1', PERIOD, { changes: [] })).toEqual({ code: 'too-many-sessions', details: ['2001', '2000'] })
  })

  it('X9: names what is wrong with a protocol by its path before anything is judged', async () => {
    const runs = runsOver({})
    expect(await runs.begin('n1', PERIOD, { protocolId: 'nobody-knows', changes: [] })).toMatchObject({ code: 'unknown-protocol' })
    const beyond = await runs.begin('n1', PERIOD, { changes: [{ path: 'excursion.high.warning.sys', value: 250 }] })
    expect(beyond).toMatchObject({ code: 'outside-allowed' })
    expect('details' in beyond && beyond.details.join()).toContain('excursion.high')
    expect(await runs.begin('n1', PERIOD, { changes: [{ path: 'no.such.rule', value: 1 }] })).toMatchObject({ details: ['no.such.rule'] })
  })

  it('X9: a session that cannot be judged so is named, and a failure ends the run as one', async () => {
    const refusing = runsOver({ sessionsIn: sessions(1), weigh: async () => ({ ok: false, faults: ['a.b: is wrong'] }) })
    const run = begun(await refusing.begin('n1', PERIOD, { changes: [] }))
    await expect
      .poll(() => refusing.look('n1', run.runId))
      .toMatchObject({ state: 'done', done: 1, result: { sessions: 0, refused: [{ sessionId: 's-0' }] } })
    const failing = runsOver({ sessionsIn: sessions(1) })
    const failed = begun(await failing.begin('n1', PERIOD, { changes: [] }))
    await expect.poll(() => failing.look('n1', failed.runId)?.state).toBe('failed')
  })
})

describe('the addresses of the review', () => {
  let server: TestServer
  let cookie: string
  beforeEach(async () => {
    server = await startTestServer()
    cookie = await signIn(server.url, 'physician')
    await server.store.record.append(recordedEntries(recorded(168, true).inputs, 'session-1'))
  })
  afterEach(async () => {
    closeSockets()
    await server.stop()
  })
  const day = new Date(ZERO).toISOString().slice(0, 10)
  const DAYS = `from=${day}&to=${day}&simulated=yes`
  const get = (path: string, who = cookie): Promise<Response> => fetch(`${server.url}/api/alarms${path}`, { headers: { cookie: who } })
  const post = (path: string, body: object, who = cookie): Promise<Response> =>
    fetch(`${server.url}/api/alarms${path}`, {
      method: 'POST',
      headers: { cookie: who, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  it('R1: every look is in the audit once, without a name', async () => {
    const review = (await (await get(`?${DAYS}`)).json()) as AlarmReview
    expect(review).toMatchObject({ from: day, to: day, simulated: true, sessions: 1, otherSessions: 0, heard: { calls: 2 } })
    expect(review.stretches).toHaveLength(24)
    await get(`?${DAYS}`)
    const page = (await (await get(`/episodes?${DAYS}&source=vital&limit=1`)).json()) as EpisodePage
    expect(page).toMatchObject({ total: 2, episodes: [{ cause: 'spo2-low' }] })
    const looks = server.store.audited.filter(({ action }) => action.startsWith('look-at-alarm'))
    expect(looks.map(({ action, details }) => [action, details])).toEqual([
      ['look-at-alarms', { from: day, to: day, simulated: true, sessions: 1 }],
      ['look-at-alarm-list', { from: day, to: day, simulated: true, found: 1, sessions: 'session-1' }],
    ])
    expect(JSON.stringify([review, page, looks])).not.toMatch(/Any Name|P-100/)
    // Without saying so, simulated sessions are not counted.
    expect(await (await get(`?from=${day}&to=${day}`)).json()).toMatchObject({ sessions: 0, otherSessions: 1, spanMs: 0 })
  })

  it('I3: refuses what it cannot read, and whoever may not look', async () => {
    const queries = ['', '?from=today&to=today', `?from=${day}&to=2020-01-01`, '?from=2026-01-01&to=2026-12-31', `?${DAYS}&colour=red`]
    for (const query of queries) expect([query, (await get(query)).status]).toEqual([query, 400])
    expect((await get(`/episodes?${DAYS}&limit=1000`)).status).toBe(400)
    expect((await fetch(`${server.url}/api/alarms?${DAYS}`)).status).toBe(401)
    const wall = await signIn(server.url, 'viewer')
    expect((await get(`?${DAYS}`, wall)).status).toBe(403)
    expect((await post('/what-if', { from: day, to: day }, wall)).status).toBe(403)
    expect((await get(`?${DAYS}`, await signIn(server.url, 'manager'))).status).toBe(200)
    expect((await get('/what-if/nothing')).status).toBe(404)
    expect((await post('/what-if/nothing/cancel', {})).status).toBe(404)
  })

  it('X9: judges a period again, and the audit keeps by what', async () => {
    const asked = { from: day, to: day, simulated: true, changes: SYS_170 }
    const begun = (await (await post('/what-if', asked)).json()) as WhatIfRun
    const run = async (): Promise<WhatIfRun> => (await (await get(`/what-if/${begun.runId}`)).json()) as WhatIfRun
    await expect.poll(async () => (await run()).state).toBe('done')
    const { result } = await run()
    expect([begun.total, result.sessions]).toEqual([1, 1])
    expect(result.after.excursions.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(
      result.before.excursions.reduce((sum, { count }) => sum + count, 0),
    )
    const review = (await (await get(`?${DAYS}`)).json()) as AlarmReview
    expect(result.before.excursions).toEqual(review.excursions)
    expect(result.spanMs).toBe(review.spanMs)
    expect(server.store.audited.filter(({ action }) => action === 'judge-period-again').map(({ details }) => details)).toEqual([
      { from: day, to: day, simulated: true, sessions: 1, 'excursion.high.warning.sys': 170 },
    ])
    const refused = await post('/what-if', { ...asked, changes: [{ path: 'excursion.high.warning.sys', value: 400 }] })
    expect(refused.status).toBe(400)
    expect(((await refused.json()) as { details: string[] }).details.join()).toContain('excursion.high.warning.sys')
  })
})
