import { alarmEpisodes } from '@chairside/server/domain/alarm-episodes'
import { alarmCount, alarmLoadOf, perHour, sumOfLoads } from '@chairside/server/domain/alarm-load'
import type { Fact, FactBody } from '@chairside/shared/fact'
import type { AlarmId, ExcursionId } from '@chairside/shared/identity'
import { HOUR_MS } from '@chairside/shared/time'
import { describe, expect, it } from 'vitest'

const facts = (...all: readonly (readonly [number, FactBody])[]): readonly Fact[] =>
  all.map(([at, body], index) => ({ seq: index + 1, at, ...body }))

const A1 = 'A1' as AlarmId
const A2 = 'A2' as AlarmId
const by = { staffId: 'n', name: 'N', role: 'nurse' } as const
const raised = (alarmId: AlarmId, cause: Extract<FactBody, { kind: 'alarm-raised' }>['cause'], priority: 'low' | 'medium' | 'high') =>
  ({ kind: 'alarm-raised', alarmId, cause, priority, text: '' }) as const
const rose = (alarmId: AlarmId, priority: 'low' | 'medium' | 'high') => ({ kind: 'alarm-priority', alarmId, priority, text: '' }) as const
const ended = (alarmId: AlarmId) => ({ kind: 'alarm-ended', alarmId }) as const

describe('the load of a session', () => {
  it('T4: conditions of one vital and side are one alarm, of the highest priority it had', () => {
    const episodes = alarmEpisodes(facts([1_000, raised(A1, 'spo2-low', 'medium')], [4_000, rose(A1, 'high')], [9_000, ended(A1)]), 20_000)
    expect(episodes).toEqual([
      {
        alarmId: A1,
        cause: 'spo2-low',
        text: '',
        name: 'spo2:low',
        source: 'vital',
        priority: 'high',
        fromAt: 1_000,
        untilAt: 9_000,
        acknowledgedAt: null,
        byPriority: [
          { fromAt: 1_000, untilAt: 4_000, priority: 'medium' },
          { fromAt: 4_000, untilAt: 9_000, priority: 'high' },
        ],
      },
    ])
  })

  it('A3: an alarm that comes back before anybody saw it counts again', () => {
    const load = alarmLoadOf(
      facts(
        [0, raised(A1, 'apnoea', 'high')],
        [5_000, ended(A1)],
        [8_000, rose(A1, 'high')],
        [9_000, { kind: 'alarm-acknowledged', alarmId: A1, plan: 'watching', by }],
        [10_000, ended(A1)],
      ),
      { fromAt: 0, untilAt: 10_000 },
    )
    expect(load.lines).toEqual([{ kind: 'vital-alarm', name: 'rr:low', detail: 'high', count: 2, presentMs: 7_000, readings: 0 }])
  })

  it('A4: an episode knows when it was first acknowledged', () => {
    const acknowledged = { kind: 'alarm-acknowledged', alarmId: A1, plan: 'watching', by } as const
    const [episode] = alarmEpisodes(facts([0, raised(A1, 'apnoea', 'high')], [2_000, acknowledged], [3_000, acknowledged]), 9_000)
    expect(episode).toMatchObject({ acknowledgedAt: 2_000, untilAt: 9_000 })
  })

  it('A1: time in alarm goes to the highest present, and vitals, equipment and prompts are apart', () => {
    const load = alarmLoadOf(
      facts(
        [0, raised(A1, 'hr-low', 'medium')],
        [1_000, raised(A2, 'bp-high', 'high')],
        [1_500, raised('A3' as AlarmId, 'signal-lost', 'low')],
        [2_000, raised('A4' as AlarmId, 'planned-end', 'low')],
        [3_000, ended(A2)],
        [4_000, ended(A1)],
      ),
      { fromAt: 0, untilAt: 10_000 },
    )
    expect(load.inAlarmMs).toEqual({
      vital: { low: 0, medium: 2_000, high: 2_000 },
      technical: { low: 8_500, medium: 0, high: 0 },
      prompt: { low: 8_000, medium: 0, high: 0 },
    })
    expect(alarmCount(load, 'vital', 'medium')).toBe(2)
    expect(alarmCount(load, 'vital', 'high')).toBe(1)
    expect(alarmCount(load, 'technical', 'medium')).toBe(0)
    expect(alarmCount(load, 'technical', 'low')).toBe(1)
  })

  it('X7: excursions by side, peak and ending; open ones last to the end', () => {
    const opened = (id: string, side: 'high' | 'low', level: 'warning' | 'critical') =>
      ({ kind: 'excursion-opened', excursionId: id as ExcursionId, side, level, confirmed: false, sys: 1, dia: 1, map: null }) as const
    const load = alarmLoadOf(
      facts(
        [0, opened('E1', 'high', 'warning')],
        [1_000, { kind: 'excursion-level', excursionId: 'E1' as ExcursionId, side: 'high', level: 'critical' }],
        [1_500, { kind: 'excursion-level', excursionId: 'E1' as ExcursionId, side: 'high', level: 'warning' }],
        [2_000, { kind: 'excursion-closed', excursionId: 'E1' as ExcursionId, side: 'high', ending: 'recovered' }],
        [3_000, opened('E2', 'low', 'warning')],
      ),
      { fromAt: 0, untilAt: 10_000 },
    )
    expect(load.lines.map(({ name, detail, presentMs }) => [name, detail, presentMs])).toEqual([
      ['bp-high', 'critical recovered', 2_000],
      ['bp-low', 'warning open', 7_000],
    ])
  })

  it('G2: a condition counts by its highest priority, one for each subject', () => {
    const about = (subject: string, priority: 'low' | 'medium') => ({ condition: 'signal-lost', subject, priority }) as const
    const load = alarmLoadOf(
      facts(
        [0, { kind: 'condition-began', ...about('spo2', 'low') }],
        [0, { kind: 'condition-began', ...about('rr', 'low') }],
        [1_000, { kind: 'condition-priority', ...about('spo2', 'medium') }],
        [2_000, { kind: 'condition-ended', ...about('spo2', 'medium') }],
      ),
      { fromAt: 0, untilAt: 5_000 },
    )
    expect(load.lines.map(({ detail, count, presentMs }) => [detail, count, presentMs])).toEqual([
      ['medium', 1, 2_000],
      ['low', 1, 5_000],
    ])
  })

  it('T5: what rules of artefacts held back, rejected or want looked at again', () => {
    const load = alarmLoadOf(
      facts(
        [0, { kind: 'hold-back-began', what: 'cuff-same-limb', untilAt: 60_000 }],
        [5_000, { kind: 'hold-back-ended', what: 'cuff-same-limb', readings: 5 }],
        [6_000, { kind: 'hold-back-began', what: 'cuff-same-limb', untilAt: 66_000 }],
        [7_000, { kind: 'reading-rejected', vital: 'spo2', reason: 'range', readAt: 7_000 }],
        [8_000, { kind: 'verify-asked', readAt: 8_000, because: 'jump' }],
      ),
      { fromAt: 0, untilAt: 10_000 },
    )
    const found = load.lines.map(({ kind, name, count, presentMs, readings }) => [kind, name, count, presentMs, readings].join(' '))
    expect(found.sort()).toEqual(['held-back cuff-same-limb 2 9000 5', 'rejected spo2 1 0 0', 'verify jump 1 0 0'])
  })

  it('A6: escalations and reminders count as repeats of their alarm', () => {
    const load = alarmLoadOf(
      facts(
        [0, raised(A1, 'spo2-low', 'medium')],
        [1, { kind: 'alarm-escalated', alarmId: A1, step: 1, presentedAs: 'high' }],
        [2, { kind: 'alarm-reminded', alarmId: A1 }],
        [3, { kind: 'alarm-reminded', alarmId: A1 }],
      ),
      { fromAt: 0, untilAt: 10 },
    )
    expect(load.lines.filter(({ kind }) => kind === 'repeat').map(({ name, detail, count }) => [name, detail, count])).toEqual([
      ['spo2:low', 'escalated', 1],
      ['spo2:low', 'reminded', 2],
    ])
  })

  it('loads add up, and rates are by the span', () => {
    const one = alarmLoadOf(facts([0, raised(A1, 'spo2-low', 'medium')], [1_000, ended(A1)]), { fromAt: 0, untilAt: HOUR_MS })
    const two = alarmLoadOf(facts([0, raised(A1, 'spo2-low', 'medium')], [4_000, ended(A1)]), { fromAt: 0, untilAt: HOUR_MS })
    const both = sumOfLoads([one, two])
    expect(both).toMatchObject({ spanMs: 2 * HOUR_MS, lines: [{ count: 2, presentMs: 5_000 }], inAlarmMs: { vital: { medium: 5_000 } } })
    expect(perHour(alarmCount(both, 'vital', 'medium'), both.spanMs)).toBe(1)
    expect(perHour(3, 0)).toBe(0)
    expect(sumOfLoads([])).toMatchObject({ spanMs: 0, lines: [] })
  })
})
