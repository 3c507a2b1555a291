import { loadWithin, sumOfLoads } from '@chairside/server/domain/alarm-load'
import { type ReviewPeriod, reviewOf } from '@chairside/server/domain/alarm-review'
import { episodesOf } from '@chairside/server/domain/review-episodes'
import { type AlarmRecord, type SessionAlarms, sessionAlarmsOf } from '@chairside/server/domain/session-alarms'
import { edgesOf, periodOf } from '@chairside/server/http/alarms'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { FactBody } from '@chairside/shared/fact'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { HOUR_MS, MINUTE_MS } from '@chairside/shared/time'
import { describe, expect, it } from 'vitest'
import {
  answered,
  checkedIn,
  ended,
  escalated,
  factsAt,
  nurse,
  opened,
  physician,
  priorityOf,
  raised,
  recovered,
  reminded,
} from '../support/alarm-facts.ts'

const TEN = Date.parse('2026-03-02T10:00:00Z')
/** In minutes from the check-in. */
type Said = readonly [minute: number, body: FactBody]
const session = (said: readonly Said[], change: Partial<AlarmRecord> = {}, hours = 2): SessionAlarms => {
  const fromAt = change.fromAt ?? TEN
  return sessionAlarmsOf({
    sessionId: 's-1' as SessionId,
    chairId: '1' as ChairId,
    fromAt,
    untilAt: fromAt + hours * HOUR_MS,
    over: true,
    facts: factsAt(...said.map(([minute, body]) => [fromAt + minute * MINUTE_MS, body] as const)),
    excursion: DEFAULT_PROTOCOL.excursion,
    ...change,
  })
}
const day = (on: string, zone = 'UTC', change: Partial<ReviewPeriod> = {}): ReviewPeriod => ({
  ...periodOf({ from: on, to: on, simulated: false }, zone),
  ...change,
})
const reviewed = (sessions: readonly SessionAlarms[], on = '2026-03-02', zone = 'UTC', change: Partial<ReviewPeriod> = {}) =>
  reviewOf(sessions, day(on, zone, change), edgesOf({ from: on, to: on }, zone))

const MADE: readonly Said[] = [
  [10, opened(1, 'high', 'warning')],
  [10, raised(1, 'bp-high', 'low', 'SYS 162 ≥ 160')],
  [12, priorityOf(1, 'medium', 'SYS 171 ≥ 160')],
  [13, escalated(1, 1)],
  [14, { kind: 'sound-paused', untilAt: TEN + 15 * MINUTE_MS, pauseMs: 60_000, by: nurse }],
  [14.5, { kind: 'sound-pause-ended', because: 'new-alarm' }],
  [15, answered(1)],
  [18, reminded(1)],
  [20, recovered(1, 'high')],
  [20, ended(1)],
  [30, raised(2, 'spo2-low', 'medium', 'SpO2 88 < 90')],
  [31, ended(2)],
  [40, raised(3, 'hr-high', 'medium', 'HR 124 > 120')],
  [41, answered(3, physician)],
  [44, ended(3)],
  [60, raised(4, 'signal-lost', 'low', 'SpO2')],
  [70, ended(4)],
  [80, raised(5, 'apnoea', 'high', 'RR 0')],
  [81, ended(5)],
]

describe('what sounded in a period', () => {
  it('A1: a record made by hand gives exactly its figures', () => {
    const review = reviewed([session(MADE)])
    expect(review).toMatchObject({ sessions: 1, otherSessions: 0, running: 0, spanMs: 2 * HOUR_MS, reminders: 1 })
    expect(review.alarms).toEqual([
      { source: 'vital', name: 'bp-high', priority: 'medium', count: 1, presentMs: 10 * MINUTE_MS },
      { source: 'technical', name: 'signal-lost', priority: 'low', count: 1, presentMs: 10 * MINUTE_MS },
      { source: 'vital', name: 'heart:high', priority: 'medium', count: 1, presentMs: 4 * MINUTE_MS },
      { source: 'vital', name: 'spo2:low', priority: 'medium', count: 1, presentMs: MINUTE_MS },
      { source: 'vital', name: 'rr:low', priority: 'high', count: 1, presentMs: MINUTE_MS },
    ])
    expect(review.inAlarmMs.vital).toEqual({ low: 2 * MINUTE_MS, medium: 13 * MINUTE_MS, high: MINUTE_MS })
    expect(review.excursions).toEqual([{ name: 'bp-high', peak: 'warning', ending: 'recovered', count: 1, presentMs: 10 * MINUTE_MS }])
    expect(review.heard).toEqual({
      calls: 4,
      outcomes: { acknowledged: 2, ended: 1, unanswered: 1, open: 0 },
      medianMs: 3 * MINUTE_MS,
      p90Ms: 5 * MINUTE_MS,
      escalated: 1,
    })
    expect(review.people).toEqual([
      { name: 'Dr Hale', acknowledged: 1, medianMs: MINUTE_MS },
      { name: 'N. Ortega', acknowledged: 1, medianMs: 5 * MINUTE_MS },
    ])
    expect(review.escalations).toEqual([{ step: 1, count: 1 }])
    expect(review.pauses).toEqual({ count: 1, pausedMs: MINUTE_MS, endedByAlarm: 1 })
    expect(review.limits.map(({ vital, sign, limit, count }) => `${vital} ${sign} ${limit} ${count}`).sort()).toEqual([
      'HR > 120 1',
      'RR = 0 1',
      'SYS ≥ 160 1',
      'SpO2 < 90 1',
    ])
    expect(review.chairs).toEqual([
      { chairId: '1', sessions: 1, spanMs: 2 * HOUR_MS, vital: { low: 0, medium: 3, high: 1 }, technical: 1, excursions: 1 },
    ])
    expect(review.stretches).toHaveLength(24)
    expect(review.stretches[10]).toMatchObject({ spanMs: HOUR_MS, vital: { low: 0, medium: 3, high: 0 }, technical: 0, excursions: 1 })
    expect(review.stretches[11]).toMatchObject({ spanMs: HOUR_MS, vital: { low: 0, medium: 0, high: 1 }, technical: 1 })
  })

  it('A3: what latched waits on after its condition ended, until somebody comes', () => {
    const late = reviewed([
      session([
        [0, raised(1, 'apnoea', 'high', 'RR 0')],
        [1, ended(1)],
        [9, answered(1)],
      ]),
    ])
    expect(late.heard).toMatchObject({ calls: 1, outcomes: { acknowledged: 1, ended: 0 }, medianMs: 9 * MINUTE_MS })
    const back = reviewed([
      session([
        [0, raised(1, 'apnoea', 'high', 'RR 0')],
        [1, ended(1)],
        [3, priorityOf(1, 'high', 'RR 0')],
        [4, answered(1)],
        [5, ended(1)],
      ]),
    ])
    expect(back.alarms).toMatchObject([{ name: 'rr:low', count: 2, presentMs: 3 * MINUTE_MS }])
    expect(back.heard).toMatchObject({ calls: 1, outcomes: { acknowledged: 1 }, medianMs: 4 * MINUTE_MS })
  })

  it('A4: what rose after its answer waits for another one', () => {
    const review = reviewed([
      session([
        [0, raised(1, 'spo2-low', 'medium', 'SpO2 88 < 90')],
        [1, answered(1)],
        [5, priorityOf(1, 'high', 'SpO2 83 < 85')],
        [8, answered(1, physician)],
        [9, ended(1)],
      ]),
    ])
    expect(review.answers).toMatchObject([
      { source: 'vital', priority: 'high', calls: 1, medianMs: 3 * MINUTE_MS },
      { source: 'vital', priority: 'medium', calls: 1, medianMs: MINUTE_MS },
    ])
    // One alarm all the same, by the highest that it had.
    expect(review.alarms).toMatchObject([{ name: 'spo2:low', priority: 'high', count: 1 }])
  })

  it('A1: an alarm that the end of its session cut off did not end by itself', () => {
    const review = reviewed([
      session([
        [110, raised(1, 'spo2-low', 'medium', 'SpO2 88 < 90')],
        [120, ended(1)],
      ]),
    ])
    expect(review.heard.outcomes).toEqual({ acknowledged: 0, ended: 0, unanswered: 1, open: 0 })
  })

  it('X13: a limit of the patient counts as its number, one from the baseline as such', () => {
    const review = reviewed([
      session([
        [0, { kind: 'personal-limits-set', limits: { sysHighWarning: 173 }, reason: 'known hypertension', by: physician }],
        [5, raised(1, 'bp-high', 'low', 'SYS 175 ≥ 173')],
        [6, ended(1)],
        [7, raised(2, 'bp-high', 'low', 'SYS 152 ≥ 148.2')],
        [8, ended(2)],
      ]),
    ])
    expect(review.limits.map(({ limit, count }) => [limit, count])).toEqual([
      [173, 1],
      [null, 1],
    ])
  })

  it('S1: real and simulated sessions are never counted together, and the others are said', () => {
    const simulated = session([[0, checkedIn('s-2', true)], ...MADE], { sessionId: 's-2' as SessionId, chairId: '2' as ChairId })
    const real = reviewed([session(MADE), simulated])
    expect(real).toMatchObject({ sessions: 1, otherSessions: 1, spanMs: 2 * HOUR_MS })
    expect(real.chairs.map(({ chairId }) => chairId)).toEqual(['1'])
    expect(reviewed([session(MADE), simulated], '2026-03-02', 'UTC', { simulated: true })).toMatchObject({ sessions: 1, otherSessions: 1 })
    expect(reviewed([session(MADE), simulated], '2026-03-02', 'UTC', { chairId: '2' as ChairId })).toMatchObject({
      sessions: 0,
      otherSessions: 1,
    })
  })

  it('S1: a running session counts to where its record is, and its alarms still wait', () => {
    const review = reviewed([session([[0, raised(1, 'spo2-low', 'medium', 'SpO2 88 < 90')]], { over: false }, 0.5)])
    expect(review).toMatchObject({ running: 1, spanMs: HOUR_MS / 2 })
    expect(review.heard.outcomes).toMatchObject({ open: 1, unanswered: 0 })
    expect(review.alarms).toMatchObject([{ count: 1, presentMs: HOUR_MS / 2 }])
  })

  it('A2: every alarm is listed once, newest first, with its answer', () => {
    const page = episodesOf([session(MADE)], day('2026-03-02'), { offset: 0, limit: 3 })
    expect(page.total).toBe(5)
    expect(page.episodes.map(({ cause, outcome, answer }) => [cause, outcome, answer?.by ?? null])).toEqual([
      ['apnoea', 'unanswered', null],
      ['signal-lost', 'ended', null],
      ['hr-high', 'acknowledged', 'Dr Hale'],
    ])
    const rest = episodesOf([session(MADE)], day('2026-03-02'), { source: 'vital', priority: 'medium', offset: 1, limit: 9 })
    expect(rest).toMatchObject({ total: 3, episodes: [{ cause: 'spo2-low' }, { text: 'SYS 162 ≥ 160', escalations: 1 }] })
  })
})

describe("the edges of a period in the clinic's zone", () => {
  const ZONE = 'Europe/Madrid'
  const night = Date.parse('2026-03-02T22:00:00Z') // 23:00 in Madrid
  const overMidnight = session(
    [
      [50, raised(1, 'spo2-low', 'medium', 'SpO2 88 < 90')],
      [80, ended(1)],
      [60, raised(2, 'hr-high', 'medium', 'HR 124 > 120')],
      [61, ended(2)],
    ],
    { fromAt: night },
  )

  it('A1: an alarm over midnight counts on the day on which it began, and is timed on both', () => {
    const before = reviewed([overMidnight], '2026-03-02', ZONE)
    const after = reviewed([overMidnight], '2026-03-03', ZONE)
    expect(before.spanMs).toBe(HOUR_MS)
    expect(after.spanMs).toBe(HOUR_MS)
    expect(before.alarms).toEqual([{ source: 'vital', name: 'spo2:low', priority: 'medium', count: 1, presentMs: 10 * MINUTE_MS }])
    // What begins at midnight belongs to the day that begins there.
    expect(after.alarms).toEqual([
      { source: 'vital', name: 'heart:high', priority: 'medium', count: 1, presentMs: MINUTE_MS },
      { source: 'vital', name: 'spo2:low', priority: 'medium', count: 0, presentMs: 20 * MINUTE_MS },
    ])
    expect(before.inAlarmMs.vital.medium + after.inAlarmMs.vital.medium).toBe(30 * MINUTE_MS)
    expect(after.heard).toMatchObject({ calls: 1 })
  })

  it('A1: days that follow each other add up to the whole', () => {
    const notes = { notes: overMidnight.notes, episodes: overMidnight.episodes }
    const parts = ['2026-03-02', '2026-03-03'].map((on) => loadWithin(notes, overMidnight, day(on, ZONE)))
    expect(sumOfLoads(parts)).toEqual(loadWithin(notes, overMidnight, overMidnight))
  })

  it('S1: a session that ends at midnight is none of the next day', () => {
    const ends = session([], { fromAt: night - HOUR_MS })
    expect(reviewed([ends], '2026-03-02', ZONE).sessions).toBe(1)
    expect(reviewed([ends], '2026-03-03', ZONE).sessions).toBe(0)
    const begins = session([], { fromAt: night + HOUR_MS })
    expect(reviewed([begins], '2026-03-02', ZONE).sessions).toBe(0)
    expect(reviewed([begins], '2026-03-03', ZONE).sessions).toBe(1)
  })

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-07-01', 24],
  ])('S1: %s has %d hours in Madrid, each counted once', (on, hours) => {
    const edges = edgesOf({ from: on, to: on }, ZONE)
    const period = day(on, ZONE)
    expect(edges).toHaveLength(hours + 1)
    expect(period.untilAt - period.fromAt).toBe(hours * HOUR_MS)
    const whole = session(
      Array.from({ length: 48 * 2 }, (_, half): Said => [half * 30, raised(half, 'hr-high', 'low', 'HR 124 > 120')]),
      { fromAt: period.fromAt - 12 * HOUR_MS },
      48,
    )
    const review = reviewOf([whole], period, edges)
    expect(review.spanMs).toBe(hours * HOUR_MS)
    expect(review.stretches.map(({ vital }) => vital.low)).toEqual(Array.from({ length: hours }, () => 2))
    expect(review.alarms).toMatchObject([{ count: hours * 2 }])
  })

  it('S1: a week over the change of the clocks has seven days', () => {
    const edges = edgesOf({ from: '2026-03-23', to: '2026-03-29' }, ZONE)
    expect(edges.slice(1).map((at, index) => (at - (edges[index] ?? 0)) / HOUR_MS)).toEqual([24, 24, 24, 24, 24, 24, 23])
  })
})
