import type { SourceEntry } from '@chairside/server/domain/chair-input'
import { cuffFreshnessOf, freshnessOf } from '@chairside/shared/freshness'
import type { VitalValues } from '@chairside/shared/vital'
import { describe, expect, it } from 'vitest'
import { at, type Example, minutes, NURSE, running, ZERO } from '../support/judge-harness.ts'

describe('V3: what is possible', () => {
  it.each<[keyof VitalValues, number, number]>([
    ['hr', -1, 301],
    ['pulse', -1, 301],
    ['spo2', 0, 101],
    ['rr', -1, 101],
    ['etco2', -1, 151],
    ['temp', 24.9, 45.1],
  ])('V3: %s outside its range is kept, marked and judged by nothing', (vital, below, above) => {
    for (const value of [below, above]) {
      const example = running()
      example.stream(0, 60, { [vital]: value })
      expect(example.of('reading-rejected')).toMatchObject([{ vital, reason: 'range', readAt: ZERO }])
      expect(example.picture.numerics[vital]).toMatchObject({ value, rejected: true })
      expect(example.picture.alarms.filter((alarm) => alarm.kind === 'physiological')).toEqual([])
    }
  })

  it.each<[keyof VitalValues, number, number]>([
    ['hr', 0, 300],
    ['spo2', 1, 100],
    ['rr', 0, 100],
    ['etco2', 0, 150],
    ['temp', 25, 45],
  ])('V3: %s at the ends of its range is possible', (vital, low, high) => {
    for (const value of [low, high]) {
      const example = running()
      example.numerics(0, { [vital]: value })
      expect(example.of('reading-rejected')).toEqual([])
      expect(example.picture.numerics[vital]).toMatchObject({ value, rejected: false })
    }
  })

  it.each<[number | null, number | null, number | null, string]>([
    [39, 25, null, 'range'],
    [271, 150, null, 'range'],
    [100, 19, null, 'range'],
    [270, 211, null, 'range'],
    [120, 80, 29, 'range'],
    [120, 80, 231, 'range'],
    [120, null, null, 'incomplete'],
    [null, 80, null, 'incomplete'],
    [null, null, 90, 'incomplete'],
    [120, 80, 80, 'order'],
    [120, 80, 120, 'order'],
    [120, 80, 79, 'order'],
    [120, 111, null, 'pulse-pressure'],
    [200, 49, null, 'pulse-pressure'],
    // The first failing reason of several.
    [300, null, null, 'range'],
    [80, 120, 90, 'order'],
    [80, 120, null, 'pulse-pressure'],
  ])('V3: the set %s/%s (%s) is rejected: %s', (sys, dia, map, reason) => {
    const example = running()
    example.set(0, sys, dia, map)
    expect(example.of('reading-rejected')).toMatchObject([{ vital: 'nibp', reason }])
    expect(example.picture.sets.at(-1)).toMatchObject({ sys, dia, map, state: 'rejected', reason })
    expect(example.picture.excursions).toEqual([])
  })

  it.each<[number, number, number | null]>([
    [40, 20, null],
    [270, 120, null],
    [120, 110, null],
    [200, 50, null],
    [120, 80, 81],
    [120, 80, 119],
    [220, 210, null],
  ])('V3: the set %d/%d (%s) is accepted', (sys, dia, map) => {
    const example = running()
    example.set(0, sys, dia, map)
    expect(example.of('reading-rejected')).toEqual([])
    expect(example.picture.cuff.latest).toMatchObject({ sys, dia, map, state: 'accepted' })
  })

  it('V3: extreme values are judged, not rejected', () => {
    const example = running()
    example.stream(0, 20, { hr: 15, spo2: 40 })
    expect(example.of('reading-rejected')).toEqual([])
    expect(example.picture.alarms.map((alarm) => alarm.cause).sort()).toEqual(['no-pulse', 'spo2-desat'])
  })

  it('V3: a rejected number does not take the others of its message with it', () => {
    const example = running()
    example.stream(0, 20, { hr: 130, spo2: 0 })
    expect(example.alarm('hr-high')).toBeDefined()
  })

  it('V3: rejected readings are stated once per run, anew after an accepted one or after more than 60 s', () => {
    const example = running()
    for (const [second, spo2] of [
      [0, 0],
      [10, 0],
      [70, 0],
      [130.001, 0],
      [131, 97],
      [132, 0],
    ] as const)
      example.numerics(second, { spo2 })
    expect(example.of('reading-rejected').map((fact) => (fact.at - ZERO) / 1_000)).toEqual([0, 130.001, 132])
  })
})

describe('V6: clocks', () => {
  it('V6: readings are corrected by the smallest received minus sent', () => {
    const example = running()
    const entry: SourceEntry = { kind: 'numerics', seq: 1, at: at(-3_600), values: { spo2: 97 }, off: [], unmapped: [] }
    // Five minutes later nothing of the first offset counts any more.
    for (let second = 1; second <= 301; second += 1) example.deliver(second, [], at(second - 3_600))
    example.deliver(302, [{ ...entry, at: at(302 - 3_600) }], at(302 - 3_600))
    expect(example.picture.numerics.spo2).toMatchObject({ at: at(302) })
    expect(example.picture.source).toMatchObject({ clockOffsetMs: 3_600_000 })
  })

  it('V6: a slow message does not move the clock', () => {
    const example = running()
    example.deliver(1, [], at(1))
    example.numerics(10, { spo2: 97 }, [], 6)
    example.deliver(20, [], at(12))
    expect(example.picture.source).toMatchObject({ clockOffsetMs: 0 })
  })

  it('V6: corrected times are never later than received', () => {
    const example = running()
    example.numerics(10, { spo2: 97 }, [], 900)
    expect(example.picture.numerics.spo2?.at).toBeLessThanOrEqual(at(10))
  })
})

describe('V7: freshness', () => {
  it.each([
    [5_000, 1_000, 'live'],
    [5_001, 1_000, 'stale'],
    [10_000, 1_000, 'stale'],
    [10_001, 1_000, 'lost'],
    [8_000, 4_000, 'live'],
    [8_001, 4_000, 'stale'],
    [12_001, 4_000, 'lost'],
  ])('V7: %d ms with a period of %d ms is %s', (age, period, expected) => {
    expect(freshnessOf(age, period)).toBe(expected)
  })

  it('V7: a set is dimmed 2 min after the next was due, struck through 5 min after', () => {
    const rules = { dimAfterMs: 120_000, strikeAfterMs: 300_000 }
    expect([0, 119_999, 120_000, 299_999, 300_000].map((late) => cuffFreshnessOf(at(0) + late, at(0), rules))).toEqual([
      'current',
      'current',
      'dimmed',
      'dimmed',
      'struck',
    ])
  })
})

describe('V9: readings by hand', () => {
  const byHand = (example: Example, second: number, reading: Record<string, number>) =>
    example.act(second, { kind: 'enter-vitals', reading }, NURSE)

  it('V9: a pressure by hand is judged as the monitor’s, marked, and satisfies the schedule', () => {
    const example = running()
    example.set(0, 165, 85)
    expect(byHand(example, 120, { sys: 168, dia: 88 })).toBeNull()
    expect(example.excursionLines()).toEqual(['0 opened high warning', '120 confirmed high'])
    expect(example.picture.sets.at(-1)).toMatchObject({ origin: 'manual', state: 'accepted' })
    expect(example.picture.cuff.nextDueAt).toBe(at(420))
    expect(example.of('vitals-entered')).toMatchObject([{ by: NURSE }])
  })

  it('V9: a pressure by hand ends nibp-overdue', () => {
    const example = running()
    example.tick(minutes(9))
    expect(example.conditionLines('nibp-overdue')).toHaveLength(1)
    byHand(example, minutes(9), { sys: 120, dia: 80 })
    expect(example.conditionLines('nibp-overdue').at(-1)).toBe('540 ended nibp-overdue low')
  })

  it('V9: readings by hand are taken without a monitor', () => {
    const example = running()
    example.mustAct(1, { kind: 'release-monitor' }, NURSE)
    expect(byHand(example, 2, { sys: 185, dia: 88, spo2: 84 })).toBeNull()
    expect(example.excursionLines()).toEqual(['2 opened high critical confirmed'])
    expect(example.conditionLines('spo2-desat')).toEqual(['2 began spo2-desat high'])
  })

  it('V9: half a pressure and impossible values are refused and change nothing', () => {
    const example = running()
    const facts = example.facts.length
    expect(byHand(example, 1, { sys: 165 })).toMatchObject({ code: 'implausible' })
    expect(byHand(example, 2, { spo2: 101 })).toMatchObject({ code: 'implausible' })
    expect(byHand(example, 3, {})).toMatchObject({ code: 'implausible' })
    expect(example.facts.slice(facts).map((fact) => fact.kind)).toEqual([])
  })
})
