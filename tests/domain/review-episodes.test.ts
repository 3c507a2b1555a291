import type { AlarmCall } from '@chairside/server/domain/alarm-calls'
import type { ReviewPeriod } from '@chairside/server/domain/alarm-review'
import { type EpisodeWish, episodesOf } from '@chairside/server/domain/review-episodes'
import { type ReviewedEpisode, type SessionAlarms, sessionAlarmsOf } from '@chairside/server/domain/session-alarms'
import type { EpisodeLine } from '@chairside/shared/alarm-review'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { describe, expect, it } from 'vitest'
import {
  alarmIdOf,
  answered,
  checkedIn,
  ended,
  escalated,
  factsAt,
  nurse,
  physician,
  priorityOf,
  raised,
  type Said,
} from '../support/alarm-facts.ts'

const PERIOD: ReviewPeriod = { fromAt: 1_000, untilAt: 2_000, chairId: null, simulated: false }
const ALL: EpisodeWish = { offset: 0, limit: 50 }

/** From 1000 to 2000. */
const session = (said: readonly Said[], change: Partial<SessionAlarms> = {}, over = true): SessionAlarms => ({
  ...sessionAlarmsOf({
    sessionId: 's-1' as SessionId,
    chairId: '1' as ChairId,
    fromAt: 1_000,
    untilAt: 2_000,
    over,
    facts: factsAt(...said),
    excursion: null,
  }),
  ...change,
})
const lines = (said: readonly Said[], over = true): readonly EpisodeLine[] => episodesOf([session(said, {}, over)], PERIOD, ALL).episodes
const line = (said: readonly Said[], over = true): EpisodeLine => {
  const [found] = lines(said, over)
  if (found === undefined) throw new Error('no alarm')
  return found
}
const LOW: Said = [1_100, raised(1, 'spo2-low', 'medium', 'SpO2 88 < 90')]

/** The times at which alarms began, as they are listed. */
const begun = (sessions: readonly SessionAlarms[], wish: Partial<EpisodeWish> = {}, period: Partial<ReviewPeriod> = {}) => {
  const { total, episodes } = episodesOf(sessions, { ...PERIOD, ...period }, { ...ALL, ...wish })
  return { total, began: episodes.map(({ fromAt }) => fromAt) }
}

describe('A2: one line of a review', () => {
  it('A2: says where, what, how grave and from when to when', () => {
    expect(line([LOW, [1_120, priorityOf(1, 'high', 'SpO2 83 < 85')], [1_200, ended(1)]])).toEqual({
      sessionId: 's-1',
      chairId: '1',
      alarmId: alarmIdOf(1),
      source: 'vital',
      name: 'spo2:low',
      cause: 'spo2-low',
      priority: 'high',
      text: 'SpO2 88 < 90',
      fromAt: 1_100,
      untilAt: 1_200,
      present: false,
      outcome: 'unanswered',
      answer: null,
      escalations: 0,
    })
  })

  it('A4: an answer names who, with what plan, and how long the alarm waited for it', () => {
    expect(line([LOW, [1_137, answered(1, physician)], [1_200, ended(1)]])).toMatchObject({
      outcome: 'acknowledged',
      answer: { by: physician.name, plan: 'watching', waitMs: 37 },
      escalations: 0,
    })
  })

  it('A6: the last step that it reached while it waited', () => {
    expect(line([LOW, [1_120, escalated(1, 1)], [1_150, escalated(1, 2)], [1_160, answered(1)]]).escalations).toBe(2)
  })

  it('A3: one that ended by itself, one that latched, and one that the record cuts off', () => {
    expect(line([LOW, [1_200, ended(1)]])).toMatchObject({ outcome: 'ended', present: false, answer: null })
    expect(
      line([
        [1_100, raised(1, 'apnoea', 'high', 'RR 0')],
        [1_200, ended(1)],
      ]),
    ).toMatchObject({ outcome: 'unanswered', answer: null })
    expect(line([LOW], false)).toMatchObject({ outcome: 'open', present: true, untilAt: 2_000 })
    expect(line([LOW])).toMatchObject({ outcome: 'unanswered', present: true })
  })

  it('A4: one that came back and waits for nobody has no answer of its own', () => {
    // Lower than what had been answered.
    const back: readonly Said[] = [LOW, [1_110, answered(1)], [1_200, ended(1)], [1_300, priorityOf(1, 'low', 'SpO2 89 < 90')]]
    const none = { answer: null, escalations: 0 }
    expect(lines(back, false)).toMatchObject([
      { fromAt: 1_300, outcome: 'open', present: true, ...none },
      { fromAt: 1_100, outcome: 'acknowledged', present: false, answer: { by: nurse.name } },
    ])
    expect(lines([...back, [1_400, ended(1)]])[0]).toMatchObject({ fromAt: 1_300, outcome: 'ended', present: false, ...none })
  })

  it('A3: what latched, came back and was answered then was waiting all the time', () => {
    const both = lines([
      [1_100, raised(1, 'apnoea', 'high', 'RR 0')],
      [1_200, ended(1)],
      [1_300, priorityOf(1, 'high', 'RR 0')],
      [1_340, answered(1)],
      [1_400, ended(1)],
    ])
    expect(both.map(({ outcome, answer }) => [outcome, answer?.waitMs])).toEqual([
      ['acknowledged', 240],
      ['acknowledged', 240],
    ])
  })
})

describe('A2: which wait belongs to an alarm', () => {
  const episode = (fromAt: number, untilAt: number): ReviewedEpisode => ({
    alarmId: alarmIdOf(1),
    source: 'vital',
    name: 'spo2:low',
    cause: 'spo2-low',
    priority: 'medium',
    text: '',
    fromAt,
    untilAt,
    acknowledgedAt: null,
    byPriority: [],
    limit: null,
    present: false,
  })
  const call = (fromAt: number, untilAt: number, changes: Partial<AlarmCall> = {}): AlarmCall => ({
    alarmId: alarmIdOf(1),
    name: 'spo2:low',
    source: 'vital',
    priority: 'medium',
    outcome: 'acknowledged',
    by: nurse.name,
    plan: null,
    escalation: 1,
    fromAt,
    untilAt,
    ...changes,
  })
  const waited = (...calls: readonly AlarmCall[]): number | null =>
    episodesOf([session([], { episodes: [episode(1_100, 1_200)], calls })], PERIOD, ALL).episodes[0]?.answer?.waitMs ?? null

  it('A2: the first of its own that overlaps it, a moment being enough', () => {
    expect(waited(call(1_150, 1_160))).toBe(10)
    expect([waited(call(1_000, 1_099)), waited(call(1_000, 1_100))]).toEqual([null, 100])
    expect([waited(call(1_201, 1_250)), waited(call(1_200, 1_250))]).toEqual([null, 50])
    expect(waited(call(1_000, 1_050), call(1_110, 1_130), call(1_140, 1_190))).toBe(20)
  })

  it('A2: another alarm’s is none of it', () => {
    expect(waited(call(1_150, 1_160, { alarmId: alarmIdOf(2) }))).toBeNull()
    expect(waited(call(1_150, 1_160, { alarmId: alarmIdOf(2) }), call(1_150, 1_155))).toBe(5)
  })

  it('A2: a wait that nobody ended has no answer', () => {
    const [found] = episodesOf(
      [session([], { episodes: [episode(1_100, 1_200)], calls: [call(1_100, 1_200, { by: null, outcome: 'ended' })] })],
      PERIOD,
      ALL,
    ).episodes
    expect(found).toMatchObject({ outcome: 'ended', answer: null, escalations: 1 })
  })
})

describe('A1: which alarms are listed', () => {
  const at = (...moments: readonly number[]): readonly Said[] =>
    moments.map((moment, index): Said => [moment, raised(index, 'hr-high', 'medium', 'HR 124 > 120')])

  it('A1: those that began in the period, its first moment included and its last one not', () => {
    const one = session(at(999, 1_000, 1_999, 2_000, 2_001), { fromAt: 900, untilAt: 2_100 })
    expect(begun([one])).toEqual({ total: 2, began: [1_999, 1_000] })
  })

  it('A1: of all sessions, newest first', () => {
    const other = session(at(1_150, 1_350), { sessionId: 's-2' as SessionId, chairId: '2' as ChairId })
    expect(begun([session(at(1_100, 1_300)), other])).toEqual({ total: 4, began: [1_350, 1_300, 1_150, 1_100] })
    expect(episodesOf([session(at(1_100)), other], PERIOD, ALL).episodes.map(({ sessionId, chairId }) => [sessionId, chairId])).toEqual([
      ['s-2', '2'],
      ['s-2', '2'],
      ['s-1', '1'],
    ])
  })

  it('S5: real or simulated ones, never both', () => {
    const simulated = session([[1_000, checkedIn('s-2', true)], ...at(1_200)])
    expect(begun([session(at(1_100)), simulated]).began).toEqual([1_100])
    expect(begun([session(at(1_100)), simulated], {}, { simulated: true }).began).toEqual([1_200])
  })

  it('S1: of one chair where one is asked for, and none of a session that was not there then', () => {
    const other = session(at(1_200), { chairId: '2' as ChairId })
    const both = [session(at(1_100)), other]
    expect(begun(both, {}, { chairId: '2' as ChairId }).began).toEqual([1_200])
    expect(begun(both, {}, { chairId: '1' as ChairId }).began).toEqual([1_100])
    expect(begun(both, {}, { chairId: '3' as ChairId })).toEqual({ total: 0, began: [] })
    expect(begun([session(at(1_100), { fromAt: 2_000, untilAt: 3_000 })]).total).toBe(0)
    expect(begun([session(at(1_100), { fromAt: 0, untilAt: 1_000 })]).total).toBe(0)
  })

  it('A1: of one source or priority, or of both, where they are asked for', () => {
    const mixed = [
      session([
        [1_100, raised(1, 'hr-high', 'medium', '')],
        [1_200, raised(2, 'signal-lost', 'medium', 'SpO2')],
        [1_300, raised(3, 'apnoea', 'high', 'RR 0')],
        [1_400, raised(4, 'planned-end', 'low', '')],
      ]),
    ]
    expect(begun(mixed, { source: 'vital' })).toEqual({ total: 2, began: [1_300, 1_100] })
    expect(begun(mixed, { source: 'technical' }).began).toEqual([1_200])
    expect(begun(mixed, { source: 'prompt' }).began).toEqual([1_400])
    expect(begun(mixed, { priority: 'medium' }).began).toEqual([1_200, 1_100])
    expect(begun(mixed, { source: 'vital', priority: 'medium' }).began).toEqual([1_100])
    expect(begun(mixed, { source: 'technical', priority: 'high' })).toEqual({ total: 0, began: [] })
  })

  it('A1: one page of them, with how many there are in all', () => {
    const five = [session(at(1_100, 1_200, 1_300, 1_400, 1_500))]
    expect(begun(five, { limit: 2 })).toEqual({ total: 5, began: [1_500, 1_400] })
    expect(begun(five, { offset: 2, limit: 2 })).toEqual({ total: 5, began: [1_300, 1_200] })
    expect(begun(five, { offset: 4, limit: 2 })).toEqual({ total: 5, began: [1_100] })
    expect(begun(five, { offset: 5, limit: 2 })).toEqual({ total: 5, began: [] })
    expect(begun([])).toEqual({ total: 0, began: [] })
  })
})
