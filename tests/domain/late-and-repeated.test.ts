import type { SourceEntry } from '@chairside/server/domain/chair-input'
import type { VitalValues } from '@chairside/shared/vital'
import { describe, expect, it } from 'vitest'
import { at, profile, running, ZERO } from '../support/judge-harness.ts'

describe('V4: repeats', () => {
  const numerics = (second: number, values: VitalValues, seq = 1): SourceEntry => ({
    kind: 'numerics',
    seq,
    at: at(second),
    values,
    off: [],
    unmapped: [],
  })
  const set = (second: number, sys: number, dia: number, seq = 1): SourceEntry => ({
    kind: 'set',
    seq,
    at: at(second),
    sys,
    dia,
    map: null,
    pulse: null,
  })

  it('V4: a set delivered again does not confirm its own excursion', () => {
    const example = running()
    example.deliver(0, [set(0, 165, 85)])
    example.deliver(1, [set(0, 165, 85)])
    example.deliver(90, [set(0, 165, 85, 7), set(0, 165, 85, 8)])
    expect(example.excursionLines()).toEqual(['0 opened high warning'])
    expect(example.picture.sets.filter((known) => known.at === ZERO)).toHaveLength(1)
  })

  it('V4: a set delivered again after a later one is still a repeat', () => {
    const example = running()
    example.deliver(0, [set(0, 165, 85)])
    example.deliver(60, [set(60, 120, 80)])
    example.deliver(61, [set(0, 165, 85)])
    example.deliver(62, [set(60, 120, 80)])
    expect(example.excursionLines()).toEqual(['0 opened high warning', '60 closed high not-confirmed'])
    expect(example.of('happened-while-away')).toEqual([])
  })

  it('V4, X3: sets of one time with different numbers are two, in either order', () => {
    for (const [first, second] of [
      [165, 190],
      [190, 165],
    ] as const) {
      const example = running()
      example.deliver(0, [set(0, first, 85, 7), set(0, second, 85, 8)])
      expect(example.picture.excursions).toMatchObject([{ confirmed: true, peakLevel: 'critical', setCount: 2 }])
      expect(example.alarm('bp-high')).toMatchObject({ condition: 'present' })
    }
  })

  it('V4: two readings of a slow source are not made by one that was repeated, whatever came between', () => {
    const example = running({ profile: profile({ periodMs: 60_000 }) })
    example.deliver(60, [numerics(60, { spo2: 89 })])
    example.deliver(61, [numerics(30, { hr: 70 })])
    example.deliver(62, [numerics(60, { spo2: 89 })])
    expect(example.conditionLines('spo2-low')).toEqual([])
  })

  it('V4: what is new beside a repeated value is taken', () => {
    const example = running()
    example.deliver(0, [numerics(0, { spo2: 97 })])
    example.deliver(0, [numerics(0, { spo2: 97, hr: 70 })])
    expect(example.picture.numerics.hr?.value).toBe(70)
  })

  it('V4: a failed cuff that is reported twice has failed once', () => {
    const example = running()
    for (const second of [10, 11, 12]) example.deliver(second, [{ kind: 'cuff-failed', seq: 1, at: at(10), code: 'leak' }])
    expect(example.picture.cuff.failuresInARow).toBe(1)
  })
})

describe('V5: late readings', () => {
  it('V5: a continuous reading received more than 10 s late raises nothing live, and is listed once', () => {
    const example = running()
    const entries = Array.from({ length: 60 }, (_, second) => ({
      kind: 'numerics' as const,
      seq: second,
      at: at(second),
      values: { spo2: 80 },
      off: [],
      unmapped: [],
    }))
    example.deliver(100, entries)
    expect(example.conditionLines('spo2-low', 'spo2-desat')).toEqual([])
    expect(example.alarm('spo2-desat')).toBeUndefined()
    expect(example.of('happened-while-away').map(({ condition, fromAt }) => [condition, fromAt])).toEqual([
      ['spo2-desat', ZERO],
      ['spo2-low', ZERO],
    ])
  })

  it('V5: 10 s is in time', () => {
    const example = running({ profile: profile({ periodMs: 1_000 }) })
    for (let second = 0; second <= 15; second += 1) {
      const entry: SourceEntry = { kind: 'numerics', seq: second, at: at(second), values: { spo2: 80 }, off: [], unmapped: [] }
      example.deliver(second + 10, [entry], at(second + 10))
    }
    expect(example.conditionLines('spo2-low')).toHaveLength(1)
  })

  it('V5: with a slow source two periods are in time', () => {
    const example = running({ profile: profile({ periodMs: 60_000 }) })
    example.numerics(120, { spo2: 80 }, [], 0)
    expect(example.conditionLines('spo2-desat')).toHaveLength(1)
  })

  it('V5: late readings clear no live alarm', () => {
    const example = running()
    example.stream(60, 80, { spo2: 80 })
    for (let second = 20; second <= 50; second += 1) example.numerics(81, { spo2: 98 }, [], second)
    expect(example.conditionLines('spo2-desat', 'spo2-low').filter((line) => line.includes('ended'))).toEqual([])
    expect(example.picture.numerics.spo2?.value).toBe(80)
  })

  it('V5: a late reading does not break a live run', () => {
    const example = running()
    for (let second = 0; second <= 15; second += 1) {
      example.numerics(second, { spo2: 89 })
      if (second === 7) example.numerics(7, { spo2: 97 }, [], 3.5)
    }
    expect(example.conditionLines('spo2-low')).toEqual(['15 began spo2-low medium'])
  })

  it.each([
    [600, 1],
    [600.001, 0],
  ])('V5: a newest set that is %d s old opens %d excursions', (age, count) => {
    const example = running()
    example.set(10 + age, 165, 85, null, 10)
    expect(example.of('excursion-opened')).toHaveLength(count)
    expect(example.picture.sets.at(-1)).toMatchObject({ state: count === 1 ? 'accepted' : 'late' })
  })

  it('V5: a set that is not the newest of its source is late: in the record, in its place, and listed as happened while away', () => {
    const example = running()
    example.set(300, 120, 80)
    example.set(310, 190, 85, null, 200)
    expect(example.excursionLines()).toEqual([])
    expect(example.alarm('bp-high')).toBeUndefined()
    expect(example.picture.sets.slice(-2)).toMatchObject([
      { at: at(200), sys: 190, state: 'late', origin: 'late' },
      { at: at(300), sys: 120, state: 'accepted' },
    ])
    expect(example.of('happened-while-away')).toMatchObject([{ condition: 'bp-high', fromAt: at(200) }])
    expect(example.picture.cuff.latest).toMatchObject({ sys: 120 })
  })

  it('V5: a late set closes nothing', () => {
    const example = running()
    example.set(300, 165, 85)
    example.set(310, 120, 80, null, 200)
    expect(example.excursionLines()).toEqual(['300 opened high warning'])
  })

  it('V5: an apnoea event of the past raises no live alarm', () => {
    const example = running()
    example.stream(0, 300, { rr: 14 }, 5)
    example.deliver(301, [{ kind: 'apnoea', seq: 9_999, at: at(100) }])
    expect(example.conditionLines('apnoea')).toEqual([])
    expect(example.of('happened-while-away')).toMatchObject([{ condition: 'apnoea', fromAt: at(100) }])
  })

  it('V5: a cuff failure of the past, older than the newest set, is over', () => {
    const example = running()
    example.set(300, 120, 80)
    example.deliver(301, [{ kind: 'cuff-failed', seq: 9_999, at: at(200), code: 'leak' }])
    expect(example.conditionLines('nibp-failed')).toEqual([])
  })
})

describe('V5: sets of two sources', () => {
  it('V5: a set measured before the one judged last decides nothing, whichever source it is of', () => {
    const example = running()
    example.mustAct(100, { kind: 'enter-vitals', reading: { sys: 165, dia: 90 } })
    example.set(110, 166, 91, null, 90)
    expect(example.of('excursion-confirmed')).toEqual([])
    expect(example.picture.sets.find((one) => one.sys === 166)).toMatchObject({ state: 'late' })
    example.set(160, 166, 91)
    expect(example.of('excursion-confirmed')).toHaveLength(1)
  })
})
