import { alarmsIn, medianResponseMs } from '@chairside/server/domain/chart-alarms'
import type { Priority } from '@chairside/shared/alarm'
import type { ChartAlarm } from '@chairside/shared/session-chart'
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
  reminded,
  type Said,
} from '../support/alarm-facts.ts'

const alarms = (...said: readonly Said[]): readonly ChartAlarm[] => alarmsIn(factsAt(...said))
const only = (...said: readonly Said[]): ChartAlarm => {
  const found = alarms(...said)
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} alarms`)
  return found[0]
}
const RAISED: Said = [100, raised(1, 'spo2-low', 'medium', 'SpO2 88 < 90')]

describe('A7: the alarms of a chart', () => {
  it('A7: one that was raised stands with its cause, kind, priority, words and time, and nothing more', () => {
    expect(alarms([50, checkedIn('s-1', false)], RAISED)).toEqual([
      {
        id: alarmIdOf(1),
        cause: 'spo2-low',
        kind: 'physiological',
        priority: 'medium',
        text: 'SpO2 88 < 90',
        raisedAt: 100,
        endedAt: null,
        acknowledged: null,
        escalations: 0,
      },
    ])
    expect(alarms([50, checkedIn('s-1', false)])).toEqual([])
    expect(only([1, raised(1, 'source-silent', 'high', '')]).kind).toBe('technical')
  })

  it('A7: each once, in the order in which they were raised, whichever ended first', () => {
    const found = alarms(
      RAISED,
      [110, raised(2, 'hr-high', 'medium', 'HR 125 > 120')],
      [120, ended(2)],
      [130, raised(1, 'spo2-low', 'medium', 'SpO2 87 < 90')],
      [140, ended(1)],
    )
    expect(found.map(({ id, raisedAt, endedAt }) => [id, raisedAt, endedAt])).toEqual([
      [alarmIdOf(1), 100, 140],
      [alarmIdOf(2), 110, 120],
    ])
  })

  it('A1: it is present until it ended, and again once it came back', () => {
    expect(only(RAISED).endedAt).toBeNull()
    expect(only(RAISED, [160, ended(1)]).endedAt).toBe(160)
    const back = only(RAISED, [160, ended(1)], [170, raised(1, 'spo2-low', 'medium', 'SpO2 86 < 90')])
    expect(back).toMatchObject({ raisedAt: 100, endedAt: null, text: 'SpO2 86 < 90' })
    // Stated with another priority: it is present, also where that is the lower one.
    for (const priority of ['low', 'medium', 'high'] as const)
      expect(only(RAISED, [160, ended(1)], [170, priorityOf(1, priority)]).endedAt, priority).toBeNull()
    expect(only(RAISED, [160, ended(1)], [170, priorityOf(1, 'low')], [180, ended(1)]).endedAt).toBe(180)
  })

  it('A7: the highest priority that it had stays, with the words of its worst moment', () => {
    const worst = (...later: readonly (readonly [Priority, string])[]): readonly [Priority, string] => {
      const { priority, text } = only(
        [100, raised(1, 'bp-high', 'medium', 'SYS 165 ≥ 160')],
        ...later.map(([to, words], index): Said => [110 + index, priorityOf(1, to, words)]),
      )
      return [priority, text]
    }
    expect(worst(['high', 'SYS 184 ≥ 180'])).toEqual(['high', 'SYS 184 ≥ 180'])
    expect(worst(['medium', 'SYS 168 ≥ 160'])).toEqual(['medium', 'SYS 168 ≥ 160'])
    expect(worst(['low', 'SYS 158 ≥ 160'])).toEqual(['medium', 'SYS 165 ≥ 160'])
    expect(worst(['high', 'SYS 184 ≥ 180'], ['medium', 'SYS 166 ≥ 160'])).toEqual(['high', 'SYS 184 ≥ 180'])
    expect(worst(['high', 'SYS 184 ≥ 180'], ['medium', 'SYS 166 ≥ 160'], ['high', 'SYS 190 ≥ 180'])).toEqual(['high', 'SYS 190 ≥ 180'])
  })

  it('A7: raised again, it keeps the higher priority of both and says what it says now', () => {
    const again = (first: Priority, second: Priority): ChartAlarm =>
      only([100, raised(1, 'spo2-low', first, 'before')], [110, ended(1)], [120, raised(1, 'spo2-desat', second, 'now')])
    expect(again('medium', 'high')).toMatchObject({ priority: 'high', text: 'now', cause: 'spo2-low', endedAt: null })
    expect(again('high', 'medium')).toMatchObject({ priority: 'high', text: 'now' })
    expect(again('low', 'low')).toMatchObject({ priority: 'low', text: 'now' })
  })

  it('A4: the first answer stands, with who, when and what was planned; it outlives the end and the return', () => {
    const first = { at: 130, by: nurse.name, plan: 'watching' }
    expect(only(RAISED, [130, answered(1)]).acknowledged).toEqual(first)
    expect(only(RAISED, [130, answered(1)], [150, answered(1, physician)]).acknowledged).toEqual(first)
    expect(only(RAISED, [130, answered(1)], [140, ended(1)], [150, raised(1, 'spo2-low', 'medium', '')]).acknowledged).toEqual(first)
    expect(only(RAISED, [140, ended(1)], [150, answered(1, physician)]).acknowledged).toEqual({ ...first, at: 150, by: physician.name })
  })

  it('A4: what rises after its answer waits for another one, since then', () => {
    const rises: Said = [400, priorityOf(1, 'high', 'SpO2 83 < 85')]
    expect(only(RAISED, [130, answered(1)], rises)).toMatchObject({ priority: 'high', raisedAt: 100, risenAt: 400, acknowledged: null })
    expect(only(RAISED, [130, answered(1)], rises, [420, answered(1, physician)])).toMatchObject({
      risenAt: 400,
      acknowledged: { at: 420, by: physician.name },
    })
    // As grave as before, it was announced again; so was one that had eased and is as grave as ever.
    expect(only(RAISED, [130, answered(1)], [400, priorityOf(1, 'medium')])).toMatchObject({ risenAt: 400, acknowledged: null })
    expect(only(RAISED, [130, answered(1)], [300, priorityOf(1, 'low')], [400, priorityOf(1, 'medium')])).toMatchObject({
      risenAt: 400,
      acknowledged: null,
    })
    const twice = only(RAISED, [130, answered(1)], rises, [420, answered(1)], [500, priorityOf(1, 'high')], [510, priorityOf(1, 'high')])
    expect(twice).toMatchObject({ risenAt: 500, acknowledged: null })
  })

  it('X10: what eases keeps its answer, and what rises before any answer has waited since it was raised', () => {
    const eased = only(RAISED, [130, answered(1)], [400, priorityOf(1, 'low', 'SpO2 89 < 90')])
    expect(eased).toMatchObject({ acknowledged: { at: 130 } })
    expect(eased).not.toHaveProperty('risenAt')
    const rose = only(RAISED, [120, priorityOf(1, 'high', 'SpO2 83 < 85')], [130, answered(1)])
    expect(rose).toMatchObject({ acknowledged: { at: 130 } })
    expect(rose).not.toHaveProperty('risenAt')
  })

  it('A6: the last step that it reached, whichever was stated last; a reminder is none', () => {
    expect(only(RAISED, [130, escalated(1, 1)]).escalations).toBe(1)
    expect(only(RAISED, [130, escalated(1, 1)], [160, escalated(1, 2)], [220, escalated(1, 3)]).escalations).toBe(3)
    expect(only(RAISED, [130, escalated(1, 2)], [140, ended(1)], [150, escalated(1, 1)]).escalations).toBe(2)
    expect(only(RAISED, [130, reminded(1)]).escalations).toBe(0)
  })

  it('A7: what is said of one alarm is said of no other, and of an unknown one nothing', () => {
    const second: Said = [105, raised(2, 'hr-high', 'medium', 'HR 125 > 120')]
    const [one, other] = alarms(
      RAISED,
      second,
      [110, escalated(2, 2)],
      [120, priorityOf(2, 'high', 'x')],
      [130, answered(2)],
      [140, ended(2)],
    )
    expect(one).toEqual(only(RAISED))
    expect(other).toMatchObject({ acknowledged: { at: 130 }, escalations: 2, priority: 'high', endedAt: 140 })
    expect(alarms([110, answered(2)], [120, escalated(2, 2)], [130, priorityOf(2, 'high', 'x')], [140, ended(2)])).toEqual([])
  })
})

describe('R3: how soon alarms were answered', () => {
  const waited = (ms: number | null, changes: Partial<ChartAlarm> = {}): ChartAlarm => ({
    ...only(RAISED),
    acknowledged: ms === null ? null : { at: 100 + ms, by: nurse.name, plan: null },
    ...changes,
  })

  it('R3: the median of the waits, of an even number the mean of the middle two', () => {
    expect(medianResponseMs([waited(30)])).toBe(30)
    expect(medianResponseMs([waited(90), waited(10), waited(40)])).toBe(40)
    expect(medianResponseMs([waited(90), waited(10), waited(40), waited(20)])).toBe(30)
    expect(medianResponseMs([waited(0)])).toBe(0)
    // Risen after an answer, it waited since then.
    expect(medianResponseMs([waited(350, { risenAt: 400 })])).toBe(50)
  })

  it('R3: of medium and high alarms about vitals that were answered; null where there was none', () => {
    expect(medianResponseMs([])).toBeNull()
    const left: readonly ChartAlarm[] = [
      waited(null),
      waited(5, { priority: 'low' }),
      waited(5, { kind: 'technical' }),
      waited(5, { kind: 'technical', priority: 'high' }),
      waited(5, { kind: 'technical', priority: 'low' }),
    ]
    for (const one of left) expect(medianResponseMs([one])).toBeNull()
    expect(medianResponseMs([...left, waited(50), waited(60, { priority: 'high' })])).toBe(55)
  })
})
