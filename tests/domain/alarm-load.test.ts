import { alarmEpisodes } from '@chairside/server/domain/alarm-episodes'
import { alarmCount, alarmLoadOf, loadNotesOf } from '@chairside/server/domain/alarm-load'
import { describe, expect, it } from 'vitest'
import {
  alarmIdOf,
  answered,
  ended,
  escalated,
  factsAt,
  levelOf,
  opened,
  priorityOf,
  raised,
  recovered,
  reminded,
  type Said,
} from '../support/alarm-facts.ts'

describe('the load of a session', () => {
  it('T4: conditions of one vital and side are one alarm, of the highest priority it had', () => {
    const episodes = alarmEpisodes(
      factsAt([1_000, raised(1, 'spo2-low', 'medium')], [4_000, priorityOf(1, 'high')], [9_000, ended(1)]),
      20_000,
    )
    expect(episodes).toEqual([
      {
        alarmId: alarmIdOf(1),
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
      factsAt(
        [0, raised(1, 'apnoea', 'high')],
        [5_000, ended(1)],
        [8_000, priorityOf(1, 'high')],
        [9_000, answered(1)],
        [10_000, ended(1)],
      ),
      { fromAt: 0, untilAt: 10_000 },
    )
    expect(load.lines).toEqual([{ kind: 'vital-alarm', name: 'rr:low', detail: 'high', count: 2, presentMs: 7_000, readings: 0 }])
  })

  it('A4: an episode knows when it was first acknowledged', () => {
    const [episode] = alarmEpisodes(factsAt([0, raised(1, 'apnoea', 'high')], [2_000, answered(1)], [3_000, answered(1)]), 9_000)
    expect(episode).toMatchObject({ acknowledgedAt: 2_000, untilAt: 9_000 })
  })

  it('A1: time in alarm goes to the highest present, and vitals, equipment and prompts are apart', () => {
    const load = alarmLoadOf(
      factsAt(
        [0, raised(1, 'hr-low', 'medium')],
        [1_000, raised(2, 'bp-high', 'high')],
        [1_500, raised(3, 'signal-lost', 'low')],
        [2_000, raised(4, 'planned-end', 'low')],
        [3_000, ended(2)],
        [4_000, ended(1)],
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
    const load = alarmLoadOf(
      factsAt(
        [0, opened(1, 'high', 'warning')],
        [1_000, levelOf(1, 'high', 'critical')],
        [1_500, levelOf(1, 'high', 'warning')],
        [2_000, recovered(1, 'high')],
        [3_000, opened(2, 'low', 'warning')],
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
      factsAt(
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
      factsAt(
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
    const load = alarmLoadOf(factsAt([0, raised(1, 'spo2-low', 'medium')], [1, escalated(1, 1)], [2, reminded(1)], [3, reminded(1)]), {
      fromAt: 0,
      untilAt: 10,
    })
    expect(load.lines.filter(({ kind }) => kind === 'repeat').map(({ name, detail, count }) => [name, detail, count])).toEqual([
      ['spo2:low', 'escalated', 1],
      ['spo2:low', 'reminded', 2],
    ])
  })
})

describe('what there is to count', () => {
  const notesOf = (...all: readonly Said[]) =>
    loadNotesOf(factsAt(...all), 10_000).notes.map(({ kind, name, detail, fromAt, untilAt, readings }) =>
      [kind, name, detail, fromAt, untilAt, readings].join('|'),
    )
  const signal = { condition: 'signal-lost', subject: 'spo2' } as const

  it('A1: every kind of note from one record, with its times', () => {
    expect(
      notesOf(
        [0, { kind: 'condition-began', ...signal, priority: 'low' }],
        [100, raised(1, 'spo2-low', 'medium')],
        [200, raised(2, 'signal-lost', 'low')],
        [300, raised(3, 'symptom', 'high')],
        [400, escalated(1, 1)],
        [500, reminded(2)],
        [600, opened(1, 'high', 'advisory')],
        [700, { kind: 'reading-rejected', vital: 'nibp', reason: 'order', readAt: 650 }],
        [800, { kind: 'verify-asked', readAt: 750, because: 'pulse-mismatch' }],
        [900, { kind: 'hold-back-began', what: 'off-monitor', untilAt: 9_000 }],
        [1_000, { kind: 'hold-back-ended', what: 'off-monitor', readings: 7 }],
        [1_100, ended(1)],
        [1_200, { kind: 'condition-ended', ...signal, priority: 'low' }],
        [1_300, { kind: 'planned-end-reached' }],
      ),
    ).toEqual([
      'vital-alarm|spo2:low|medium|100|1100|0',
      'technical-alarm|signal-lost|low|200|10000|0',
      'prompt-alarm|symptom|high|300|10000|0',
      'repeat|spo2:low|escalated|400|400|0',
      'repeat|signal-lost|reminded|500|500|0',
      'condition|signal-lost|low|0|1200|0',
      'excursion|bp-high|advisory open|600|10000|0',
      'rejected|nibp|order|700|700|0',
      'verify|pulse-mismatch||800|800|0',
      'held-back|off-monitor||900|1000|7',
    ])
  })

  it('A6: a repeat of an alarm that the facts do not raise has no name', () => {
    expect(notesOf([5, reminded(1)], [6, raised(1, 'apnoea', 'high')], [7, ended(1)])).toEqual([
      'vital-alarm|rr:low|high|6|7|0',
      'repeat||reminded|5|5|0',
    ])
  })

  it('G2: a condition keeps the highest priority that it had, up to its end', () => {
    const one = { condition: 'source-silent', subject: null } as const
    expect(
      notesOf(
        [0, { kind: 'condition-began', ...one, priority: 'medium' }],
        [1, { kind: 'condition-priority', ...one, priority: 'high' }],
        [2, { kind: 'condition-priority', ...one, priority: 'low' }],
        [3, { kind: 'condition-ended', ...one, priority: 'medium' }],
        [4, { kind: 'condition-began', ...one, priority: 'low' }],
        [5, { kind: 'condition-ended', ...one, priority: 'medium' }],
        [6, { kind: 'condition-began', ...one, priority: 'low' }],
      ),
    ).toEqual(['condition|source-silent|high|0|3|0', 'condition|source-silent|medium|4|5|0', 'condition|source-silent|low|6|10000|0'])
  })

  it('G2: what did not begin is no condition, and conditions of one subject are apart', () => {
    const of = (condition: 'signal-lost' | 'check-leads', subject: string | null) => ({ condition, subject, priority: 'low' }) as const
    expect(
      notesOf(
        [0, { kind: 'condition-priority', ...of('signal-lost', 'rr') }],
        [1, { kind: 'condition-ended', ...of('signal-lost', 'rr') }],
        [2, { kind: 'condition-began', ...of('signal-lost', null) }],
        [3, { kind: 'condition-began', ...of('signal-lost', 'rr') }],
        [4, { kind: 'condition-began', ...of('check-leads', 'rr') }],
        [5, { kind: 'condition-ended', ...of('signal-lost', 'rr') }],
        [6, { kind: 'condition-ended', ...of('signal-lost', 'rr') }],
        [7, { kind: 'condition-ended', ...of('signal-lost', null) }],
      ),
    ).toEqual(['condition|signal-lost|low|3|5|0', 'condition|signal-lost|low|2|7|0', 'condition|check-leads|low|4|10000|0'])
  })

  it('T5: each cause of a hold-back has its own time; one without a beginning has none', () => {
    expect(
      notesOf(
        [0, { kind: 'hold-back-began', what: 'cuff-same-limb', untilAt: 60 }],
        [1, { kind: 'hold-back-began', what: 'rate-mismatch', untilAt: 60 }],
        [2, { kind: 'hold-back-ended', what: 'cuff-same-limb', readings: 2 }],
        [3, { kind: 'hold-back-ended', what: 'cardiogenic-rr', readings: 3 }],
        [4, { kind: 'hold-back-ended', what: 'cuff-same-limb', readings: 1 }],
      ),
    ).toEqual([
      'held-back|cuff-same-limb||0|2|2',
      'held-back|cardiogenic-rr||3|3|3',
      'held-back|cuff-same-limb||4|4|1',
      'held-back|rate-mismatch||1|10000|0',
    ])
  })

  it('T5: rejections are counted by vital and reason', () => {
    const rejected = (vital: 'nibp' | 'spo2', reason: 'range' | 'order') =>
      ({ kind: 'reading-rejected', vital, reason, readAt: 0 }) as const
    const all = factsAt(
      [0, rejected('nibp', 'range')],
      [1, rejected('nibp', 'order')],
      [2, rejected('spo2', 'range')],
      [3, rejected('nibp', 'range')],
    )
    expect(alarmLoadOf(all, { fromAt: 0, untilAt: 9 }).lines.map(({ name, detail, count }) => `${name} ${detail} ${count}`)).toEqual([
      'nibp range 2',
      'nibp order 1',
      'spo2 range 1',
    ])
  })
})
