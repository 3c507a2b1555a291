import { withSet } from '@chairside/server/domain/excursion-record'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Excursion } from '@chairside/shared/excursion'
import { LATER_RULES } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { acknowledge, lines } from '../support/alarm-lines.ts'
import { type Example, inBaseline, minutes, NURSE, quiet, unsupervised, ZERO } from '../support/judge-harness.ts'

const chestPain = (example: Example, second: number): void =>
  example.mustAct(second, { kind: 'enter', entry: { kind: 'symptom', symptom: 'chest-pain', severity: 'severe' } }, NURSE)

describe('X10: priorities, both sides alike', () => {
  it('X10: a confirmed high warning is medium whatever DIA is; DIA alone is low on the low side only', () => {
    const example = quiet()
    example.set(0, 165, 45)
    example.set(60, 165, 45)
    expect(example.alarm('bp-high')).toMatchObject({ priority: 'medium', text: 'SYS 165 ≥ 160' })
    expect(example.alarm('bp-low')).toMatchObject({ priority: 'low', text: 'DIA 45 < 50' })
  })

  it('X10: MAP alone is medium on the low side', () => {
    const example = quiet()
    example.set(0, 120, 60, 64)
    expect(example.alarm('bp-low')).toMatchObject({ priority: 'low', unconfirmed: true, latched: false })
    example.set(60, 120, 60, 64)
    expect(example.alarm('bp-low')).toMatchObject({ priority: 'medium', unconfirmed: false, latched: true, text: 'MAP 64 < 65' })
  })

  it('X10: what is confirmed and stays low is no longer called unconfirmed, and latches', () => {
    const example = quiet()
    example.set(0, 120, 45)
    example.set(60, 120, 45)
    expect(example.alarm('bp-low')).toMatchObject({ priority: 'low', unconfirmed: false, latched: true })
  })

  it.each<[string, readonly [number, number], readonly [number, number], 'bp-high' | 'bp-low']>([
    ['high', [185, 85], [172, 85], 'bp-high'],
    ['low', [75, 60], [88, 60], 'bp-low'],
  ])('X10: an open %s excursion that nobody has seen eases without a sound, and its peak stays', (_, worse, better, cause) => {
    const example = quiet()
    example.set(0, ...worse)
    const announced = example.alarm(cause)?.announcedAt
    example.set(20, ...better)
    expect(example.alarm(cause)).toMatchObject({ priority: 'medium', announcedAt: announced })
    expect(lines(example, cause)).toEqual(['0 raised', '20 priority medium'])
    expect(example.picture.excursions).toMatchObject([{ level: 'warning', peakLevel: 'critical' }])
  })

  it('X5: a level that rises is the peak from then on', () => {
    const example = quiet()
    example.set(0, 165, 85)
    example.set(60, 185, 85)
    example.set(120, 205, 85)
    expect(example.picture.excursions).toMatchObject([{ level: 'emergency', peakLevel: 'emergency' }])
    example.set(180, 170, 85)
    expect(example.picture.excursions).toMatchObject([{ level: 'warning', peakLevel: 'emergency' }])
  })

  it('A4: an emergency after a critical pressure takes the acknowledgement back, where the protocol escalates', () => {
    const graver = (protocol: typeof DEFAULT_PROTOCOL): Example => {
      const example = quiet({ protocol })
      example.set(0, 185, 85)
      acknowledge(example, 10, 'bp-high')
      example.set(60, 205, 85)
      return example
    }
    expect(graver(DEFAULT_PROTOCOL).alarm('bp-high')?.acknowledgement).toBeNull()
    expect(graver({ ...DEFAULT_PROTOCOL, escalation: LATER_RULES.escalation }).alarm('bp-high')?.acknowledgement).not.toBeNull()
  })
})

describe('D20: a critical event is remembered', () => {
  const evidence = (...sets: readonly (readonly [number, number])[]): string | null | undefined => {
    const example = quiet()
    for (const [index, [sys, dia]] of sets.entries()) example.set(index * 60, sys, dia)
    example.mustAct(600, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    example.tick(601)
    return example.picture.readiness?.criteria.find(({ id }) => id === 'D20')?.evidence
  }

  it('D20: by a critical opening, by a rise to critical, by an emergency, and never by a warning', () => {
    expect(evidence([165, 85], [179, 85])).toBe('override')
    expect(evidence([180, 85])).toBe('override, critical event')
    expect(evidence([165, 85], [180, 85])).toBe('override, critical event')
    expect(evidence([205, 85])).toBe('override, critical event')
    expect(evidence([79, 60])).toBe('override, critical event')
    expect(evidence([80, 60], [80, 60])).toBe('override')
  })
})

describe('X12: texts and rechecks with a warning sign', () => {
  it.each<[readonly [number, number, number | null], 'bp-high' | 'bp-low', string]>([
    [[165, 85, null], 'bp-high', 'SYS 165 ≥ 160'],
    [[185, 85, null], 'bp-high', 'SYS 185 ≥ 180'],
    [[150, 90, 121], 'bp-high', 'MAP 121 ≥ 120'],
    [[75, 60, null], 'bp-low', 'SYS 75 < 80'],
    [[100, 45, null], 'bp-low', 'DIA 45 < 50'],
  ])('X12: %j is told by its numbers, though it is an emergency', ([sys, dia, map], cause, text) => {
    const example = quiet({ baseline: null })
    chestPain(example, 0)
    example.set(10, sys, dia, map)
    expect(example.alarm(cause)).toMatchObject({ text, priority: 'high' })
  })

  it('X12: a sign beside no excursion asks for no recheck, and an emergency is not stated twice', () => {
    const example = quiet()
    example.set(0, 120, 80)
    chestPain(example, 10)
    expect(example.of('recheck-asked')).toEqual([])
    example.set(20, 205, 85)
    const before = example.of('excursion-level').length
    chestPain(example, 30)
    expect(example.of('excursion-level')).toHaveLength(before)
  })

  it('A2: MAP alone is named', () => {
    const example = quiet()
    example.set(10, 149, 90, 131)
    expect(example.alarm('bp-high')?.text).toBe('MAP 131 ≥ 130')
  })
})

describe('X4: two sides of one set', () => {
  it('X4: the critical side’s recheck goes before the warning side’s', () => {
    const example = quiet()
    example.set(0, 185, 45)
    expect(example.of('recheck-asked')).toMatchObject([{ dueAt: ZERO + 60_000, because: 'critical' }])
    expect(example.excursionLines()).toEqual(['0 opened high critical confirmed', '0 opened low warning'])
  })

  it('X3: recheck-overdue is confirmed of nothing and has no text of its own', () => {
    const example = quiet()
    example.set(0, 165, 85)
    example.tick(361)
    expect(example.alarm('recheck-overdue')).toMatchObject({ text: '', unconfirmed: false, latched: false, kind: 'technical' })
  })
})

describe('X11: what was measured before the start', () => {
  it('X11: a set of the baseline that arrives after the start opens nothing', () => {
    const example = quiet()
    example.set(5, 165, 85, null, -1)
    expect(example.excursionLines()).toEqual([])
    expect(example.alarm('bp-high')).toBeUndefined()
  })

  it('X11: a critical one alarms, without an excursion, and the next normal set ends it', () => {
    const example = quiet()
    example.set(5, 185, 85, null, -1)
    expect(example.picture.excursions).toEqual([])
    expect(example.alarm('bp-high')).toMatchObject({ priority: 'high', latched: true, unconfirmed: false, text: 'SYS 185 ≥ 180' })
    example.set(60, 120, 80)
    expect(example.alarm('bp-high')).toMatchObject({ condition: 'ended' })
  })

  it('X11: the set of the very moment of the start opens one', () => {
    const example = quiet()
    example.set(5, 165, 85, null, 0)
    expect(example.picture.excursions).toHaveLength(1)
  })

  it.each<[number, number, string | null]>([
    [179, 85, null],
    [180, 85, 'bp-high'],
    [80, 60, null],
    [79, 60, 'bp-low'],
  ])('X11: in the baseline %d/%d alarms: %s', (sys, dia, cause) => {
    const example = inBaseline({ profile: unsupervised })
    example.set(-minutes(5), sys, dia)
    expect(example.picture.alarms.map((alarm) => alarm.cause)).toEqual(cause === null ? [] : [cause])
  })
})

describe('X7: the record, number by number', () => {
  const blank = (side: 'high' | 'low'): Excursion => {
    const example = quiet()
    example.set(0, side === 'high' ? 165 : 85, side === 'high' ? 85 : 60)
    return {
      ...(example.picture.excursions[0] as Excursion),
      peak: { sys: null, dia: null, map: null },
      largestChange: { sys: null, dia: null },
      setCount: 0,
    }
  }
  const base = { sys: 120, dia: 80, map: null, sets: [] }

  it('X7: high keeps the highest, low the lowest, of equal ones the first; a missing MAP changes nothing', () => {
    const high = [
      { at: 1, sys: 165, dia: 90, map: null },
      { at: 2, sys: 170, dia: 90, map: 115 },
      { at: 3, sys: 168, dia: 89, map: null },
      { at: 4, sys: 170, dia: 91, map: 115 },
    ].reduce((excursion, set) => withSet(excursion, set, base), blank('high'))
    expect(high.peak).toEqual({ sys: { value: 170, at: 2 }, dia: { value: 91, at: 4 }, map: { value: 115, at: 2 } })
    expect(high.setCount).toBe(4)
    const low = [
      { at: 1, sys: 85, dia: 55, map: 66 },
      { at: 2, sys: 80, dia: 55, map: null },
      { at: 3, sys: 82, dia: 54, map: 62 },
      { at: 4, sys: 80, dia: 56, map: 62 },
    ].reduce((excursion, set) => withSet(excursion, set, base), blank('low'))
    expect(low.peak).toEqual({ sys: { value: 80, at: 2 }, dia: { value: 54, at: 3 }, map: { value: 62, at: 3 } })
  })

  it('X7: the largest change is by size, with its sign, of equal ones the first; none without a baseline', () => {
    const one = withSet(blank('low'), { at: 1, sys: 85, dia: 95, map: null }, base)
    expect(one.largestChange).toEqual({ sys: -35, dia: 15 })
    const two = withSet(one, { at: 2, sys: 155, dia: 60, map: null }, base)
    expect(two.largestChange).toEqual({ sys: -35, dia: -20 })
    expect(withSet(two, { at: 3, sys: 60, dia: 20, map: null }, null).largestChange).toEqual({ sys: -35, dia: -20 })
    expect(withSet(blank('low'), { at: 1, sys: 85, dia: 95, map: null }, null).largestChange).toEqual({ sys: null, dia: null })
  })

  it('X7: the stretch from before the start counts nothing, later ones add up, in SYS and DIA', () => {
    const example = quiet({ baseline: { sys: 130, dia: 95 } })
    example.set(60, 165, 105)
    expect(example.picture.excursions[0]).toMatchObject({ minutesBeyondWarning: { sys: 0, dia: 0 }, areaBeyondWarning: { sys: 0, dia: 0 } })
    example.set(180, 165, 105)
    example.set(300, 165, 105)
    const excursion = example.picture.excursions[0]
    expect(excursion?.minutesBeyondWarning).toEqual({ sys: 4, dia: 4 })
    expect(excursion?.areaBeyondWarning).toEqual({ sys: 20, dia: 20 })
  })
})
