import { type AlarmRecord, REVIEWED_FACTS, type SessionAlarms, sessionAlarmsOf } from '@chairside/server/domain/session-alarms'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { FactBody } from '@chairside/shared/fact'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { PersonalLimits } from '@chairside/shared/personal-limits'
import { describe, expect, it } from 'vitest'
import {
  alarmIdOf,
  answered,
  checkedIn,
  ended,
  escalated,
  factsAt,
  levelOf,
  nurse,
  opened,
  physician,
  priorityOf,
  raised,
  recovered,
  reminded,
  type Said,
} from '../support/alarm-facts.ts'

const recordOf = (said: readonly Said[], change: Partial<AlarmRecord> = {}): AlarmRecord => ({
  sessionId: 's-1' as SessionId,
  chairId: '4' as ChairId,
  fromAt: 100,
  untilAt: 10_000,
  over: true,
  facts: factsAt(...said),
  excursion: DEFAULT_PROTOCOL.excursion,
  ...change,
})
const sessionOf = (said: readonly Said[], change: Partial<AlarmRecord> = {}): SessionAlarms => sessionAlarmsOf(recordOf(said, change))

const paused = (pauseMs: number, at = 0): FactBody => ({ kind: 'sound-paused', untilAt: at + pauseMs, pauseMs, by: nurse })
const pauseEnded = (because: 'time-over' | 'new-alarm'): FactBody => ({ kind: 'sound-pause-ended', because })
const limitsOf = (limits: PersonalLimits | null): FactBody => ({ kind: 'personal-limits-set', limits, reason: 'known', by: physician })

describe('what a session holds for a review', () => {
  it('S1: a session without an alarm is its chair and its time alone', () => {
    expect(sessionOf([])).toEqual({
      sessionId: 's-1',
      chairId: '4',
      simulated: false,
      fromAt: 100,
      untilAt: 10_000,
      over: true,
      notes: [],
      episodes: [],
      calls: [],
      silences: [],
    })
  })

  it('S1: it is simulated where its check-in says so', () => {
    expect(sessionOf([[0, checkedIn('s-1', true)]]).simulated).toBe(true)
    expect(sessionOf([[0, checkedIn('s-1', false)]]).simulated).toBe(false)
    expect(sessionOf([[5, reminded(1)]]).simulated).toBe(false)
    // The word counts of a check-in alone, and wherever it stands among others.
    expect(sessionOf([[0, { ...reminded(1), simulated: true } as FactBody]]).simulated).toBe(false)
    expect(
      sessionOf([
        [0, reminded(1)],
        [1, checkedIn('s-1', true)],
        [2, reminded(1)],
      ]).simulated,
    ).toBe(true)
  })

  it('A1: alarms, repeats and excursions count; conditions and what was held back or rejected do not', () => {
    const lost = { condition: 'signal-lost', subject: 'rr', priority: 'low' } as const
    const { notes } = sessionOf([
      [0, { kind: 'condition-began', ...lost }],
      [1, raised(1, 'spo2-low', 'medium')],
      [2, raised(2, 'signal-lost', 'low')],
      [3, raised(3, 'planned-end', 'low')],
      [4, escalated(1, 1)],
      [5, opened(1, 'low', 'warning')],
      [6, { kind: 'hold-back-began', what: 'off-monitor', untilAt: 60 }],
      [7, { kind: 'hold-back-ended', what: 'off-monitor', readings: 1 }],
      [8, { kind: 'reading-rejected', vital: 'nibp', reason: 'range', readAt: 8 }],
      [9, { kind: 'verify-asked', readAt: 9, because: 'jump' }],
    ])
    expect(notes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'vital-alarm spo2:low',
      'technical-alarm signal-lost',
      'prompt-alarm planned-end',
      'repeat spo2:low',
      'excursion bp-low',
    ])
  })

  it('A3: what nobody answered is open while the session goes on, and unanswered after it', () => {
    const said: readonly Said[] = [
      [200, raised(1, 'spo2-low', 'medium')],
      [10_000, ended(1)],
    ]
    expect(sessionOf(said, { over: false })).toMatchObject({ over: false, calls: [{ untilAt: 10_000, outcome: 'ended' }] })
    expect(sessionOf(said).calls).toMatchObject([{ fromAt: 200, untilAt: 10_000, outcome: 'unanswered' }])
    expect(sessionOf(said.slice(0, 1), { over: false, untilAt: 700 })).toMatchObject({
      episodes: [{ fromAt: 200, untilAt: 700 }],
      calls: [{ untilAt: 700, outcome: 'open' }],
    })
  })

  it('A1: a record of the facts it rests on gives the same, and each of them is needed', () => {
    const said: readonly Said[] = [
      [100, checkedIn('s-1', true)],
      [101, { kind: 'condition-began', condition: 'spo2-low', subject: null, priority: 'medium' }],
      [110, limitsOf({ sysHighWarning: 173 })],
      [120, raised(1, 'bp-high', 'low', 'SYS 175 ≥ 173')],
      [120, opened(1, 'high', 'warning')],
      [130, priorityOf(1, 'medium', 'SYS 181 ≥ 180')],
      [130, levelOf(1, 'high', 'critical')],
      [140, escalated(1, 1)],
      [150, paused(60)],
      [160, pauseEnded('new-alarm')],
      [170, answered(1)],
      [180, reminded(1)],
      [190, recovered(1, 'high')],
      [190, ended(1)],
      [200, { kind: 'verify-asked', readAt: 9, because: 'jump' }],
    ]
    const whole = sessionOf(said)
    const only = (kinds: readonly FactBody['kind'][]) => sessionOf(said.filter(([, { kind }]) => kinds.includes(kind)))
    expect(only(REVIEWED_FACTS)).toEqual(whole)
    for (const kind of REVIEWED_FACTS) expect(only(REVIEWED_FACTS.filter((one) => one !== kind)), kind).not.toEqual(whole)
  })
})

describe('the limit that an alarm names', () => {
  const limitsOfAlarms = (said: readonly Said[], change: Partial<AlarmRecord> = {}) =>
    sessionOf(said, change).episodes.map(({ limit }) => (limit === null ? null : `${limit.vital} ${limit.sign} ${limit.limit}`))

  it('A2: a vital alarm names the limit in its text; equipment and prompts name none', () => {
    expect(
      limitsOfAlarms([
        [1, raised(1, 'spo2-low', 'medium', 'SpO2 88 < 90')],
        [2, raised(2, 'apnoea', 'high', 'RR 0')],
        [3, raised(3, 'hr-high', 'medium', 'HR')],
        [4, raised(4, 'nibp-overdue', 'low', 'SYS 164 ≥ 160')],
        [5, raised(5, 'symptom', 'low', 'SpO2 88 < 90')],
      ]),
    ).toEqual(['SpO2 < 90', 'RR = 0', null, null, null])
  })

  it('X13: a pressure is a number where the protocol or the patient fixes it, else it is from the baseline', () => {
    const said: readonly Said[] = [
      [1, raised(1, 'bp-high', 'low', 'SYS 164 ≥ 160')],
      [2, raised(2, 'bp-high', 'low', 'SYS 175 ≥ 173')],
      [3, raised(3, 'bp-low', 'low', 'SYS 87 ≤ 88')],
    ]
    expect(limitsOfAlarms(said)).toEqual(['SYS ≥ 160', 'SYS ≥ null', 'SYS ≤ null'])
    expect(limitsOfAlarms([...said, [4, limitsOf({ sysHighWarning: 173 })]])).toEqual(['SYS ≥ 160', 'SYS ≥ 173', 'SYS ≤ null'])
    expect(limitsOfAlarms([...said, [4, limitsOf({ sysLowWarning: 88 })]], { excursion: null })).toEqual([
      'SYS ≥ null',
      'SYS ≥ null',
      'SYS ≤ 88',
    ])
    expect(limitsOfAlarms([...said, [4, limitsOf(null)]])).toEqual(['SYS ≥ 160', 'SYS ≥ null', 'SYS ≤ null'])
  })
})

describe('alarms that are there at the end of a record', () => {
  const presence = (...said: readonly Said[]) =>
    sessionOf(said).episodes.map(({ alarmId, fromAt, untilAt, present }) => [alarmId, fromAt, untilAt, present])

  it('A1: what did not end is present, what ended is not, even at the very end', () => {
    expect(
      presence(
        [1, raised(1, 'hr-high', 'medium')],
        [2, raised(2, 'spo2-low', 'medium')],
        [3, raised(3, 'rr-high', 'low')],
        [4, answered(2)],
        [5, ended(1)],
        [10_000, ended(3)],
      ),
    ).toEqual([
      [alarmIdOf(1), 1, 5, false],
      [alarmIdOf(3), 3, 10_000, false],
      [alarmIdOf(2), 2, 10_000, true],
    ])
  })

  it('A3: of an alarm that came back only the last time is the one that goes on', () => {
    const twice: readonly Said[] = [
      [1, raised(1, 'apnoea', 'high')],
      [2, ended(1)],
      [3, priorityOf(1, 'high')],
    ]
    expect(presence(...twice)).toEqual([
      [alarmIdOf(1), 1, 2, false],
      [alarmIdOf(1), 3, 10_000, true],
    ])
    expect(presence(...twice, [4, ended(1)])).toEqual([
      [alarmIdOf(1), 1, 2, false],
      [alarmIdOf(1), 3, 4, false],
    ])
  })

  it('A1: an alarm that the record does not raise has no time of its own', () => {
    expect(presence([1, priorityOf(1, 'high')], [2, raised(2, 'apnoea', 'high')], [3, ended(9)])).toEqual([[alarmIdOf(2), 2, 10_000, true]])
  })
})

describe('silences', () => {
  it('A5: each is counted as long as it was asked for, and only a new alarm cuts one short', () => {
    expect(
      sessionOf([
        [10, paused(120_000)],
        [20, pauseEnded('time-over')],
        [30, paused(60_000)],
        [40, pauseEnded('new-alarm')],
        [50, paused(30_000)],
      ]).silences,
    ).toEqual([
      { at: 10, pausedMs: 120_000, endedByAlarm: false },
      { at: 30, pausedMs: 60_000, endedByAlarm: true },
      { at: 50, pausedMs: 30_000, endedByAlarm: false },
    ])
  })

  it('A5: an end without a beginning is no silence, and what else happens meanwhile ends none', () => {
    expect(sessionOf([[1, pauseEnded('new-alarm')]]).silences).toEqual([])
    expect(
      sessionOf([
        [1, pauseEnded('time-over')],
        [2, paused(5)],
        [3, raised(1, 'apnoea', 'high')],
        [4, ended(1)],
      ]).silences,
    ).toEqual([{ at: 2, pausedMs: 5, endedByAlarm: false }])
  })
})
