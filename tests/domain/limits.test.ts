import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { VitalValues } from '@chairside/shared/vital'
import { describe, expect, it } from 'vitest'
import { type Example, inBaseline, profile, running } from '../support/judge-harness.ts'

/** Readings as `second: value` of one vital. */
const feed = (example: Example, vital: keyof VitalValues, readings: readonly (readonly [number, number])[]): Example => {
  for (const [second, value] of readings) example.numerics(second, { [vital]: value })
  return example
}

const each = (from: number, to: number, value: number, step = 1): (readonly [number, number])[] => {
  const readings: (readonly [number, number])[] = []
  for (let second = from; second <= to; second += step) readings.push([second, value])
  return readings
}

describe('T1: when a condition begins', () => {
  it.each<[string, keyof VitalValues, number, number, number, string]>([
    ['spo2-low', 'spo2', 89, 90, 15, 'medium'],
    ['spo2-desat', 'spo2', 84, 85, 5, 'high'],
    ['hr-high', 'hr', 121, 120, 15, 'medium'],
    ['hr-low', 'hr', 49, 50, 15, 'medium'],
    ['hr-extreme-high', 'hr', 141, 140, 5, 'high'],
    ['hr-extreme-low', 'hr', 39, 40, 5, 'high'],
    ['no-pulse', 'hr', 19, 20, 5, 'high'],
    ['rr-high', 'rr', 31, 30, 15, 'medium'],
    ['rr-low', 'rr', 7, 8, 15, 'medium'],
    ['apnoea', 'rr', 0, 1, 5, 'high'],
    ['etco2-high', 'etco2', 51, 50, 30, 'medium'],
  ])('T1: %s begins with the first reading its delay after the first violating one', (name, vital, beyond, limit, delay, priority) => {
    const example = feed(running(), vital, each(0, 60, beyond))
    expect(example.conditionLines(name)).toEqual([`${delay} began ${name} ${priority}`])
    const atLimit = feed(running(), vital, each(0, 60, limit))
    expect(atLimit.conditionLines(name)).toEqual([])
  })

  it('T1: a reading a moment before the delay is not enough', () => {
    expect(feed(running(), 'spo2', [...each(0, 14, 89), [14.999, 89]]).conditionLines('spo2-low')).toEqual([])
  })

  it('T1: one reading inside the limit begins the delay anew', () => {
    const example = feed(running(), 'spo2', [...each(0, 14, 89), [15, 90], ...each(16, 40, 89)])
    expect(example.conditionLines('spo2-low')).toEqual(['31 began spo2-low medium'])
  })

  it('T1: a gap over 10 s begins the delay anew, one of 10 s does not', () => {
    const bridged = feed(running(), 'spo2', [
      [0, 89],
      [10, 89],
      [15, 89],
    ])
    expect(bridged.conditionLines('spo2-low')).toEqual(['15 began spo2-low medium'])
    const broken = feed(running(), 'spo2', [
      [0, 89],
      [10.001, 89],
      [15, 89],
      [25, 89],
      [25.001, 89],
    ])
    expect(broken.conditionLines('spo2-low')).toEqual(['25.001 began spo2-low medium'])
  })

  it('T1: with a slower source the gap is 2.5 periods', () => {
    const options = { profile: profile({ periodMs: 6_000 }) }
    expect(
      feed(running(options), 'spo2', [
        [0, 89],
        [15, 89],
      ]).conditionLines('spo2-low'),
    ).toEqual(['15 began spo2-low medium'])
    expect(
      feed(running(options), 'spo2', [
        [0, 89],
        [15.001, 89],
      ]).conditionLines('spo2-low'),
    ).toEqual([])
  })

  it('T1: rejected readings neither break nor bridge', () => {
    const unbroken = feed(running(), 'spo2', [...each(0, 7, 89), [8, 0], ...each(9, 15, 89)])
    expect(unbroken.conditionLines('spo2-low')).toEqual(['15 began spo2-low medium'])
    const unbridged = feed(running(), 'spo2', [[0, 89], ...each(1, 11, 0), [12, 89], [15, 89], [20, 89]])
    expect(unbridged.conditionLines('spo2-low')).toEqual([])
  })

  it('T1: where the period exceeds the delay one reading is enough for high, two running for medium', () => {
    const options = { profile: profile({ periodMs: 60_000 }) }
    const high = feed(running(options), 'spo2', [[0, 84]])
    expect(high.conditionLines('spo2-desat', 'spo2-low')).toEqual(['0 began spo2-desat high'])
    const medium = feed(running(options), 'spo2', [
      [0, 89],
      [60, 89],
    ])
    expect(medium.conditionLines('spo2-low')).toEqual(['60 began spo2-low medium'])
    const interrupted = feed(running(options), 'spo2', [
      [0, 89],
      [60, 95],
      [120, 89],
    ])
    expect(interrupted.conditionLines('spo2-low')).toEqual([])
  })

  it('T1: two running means no gap over 2.5 periods between them', () => {
    const options = { profile: profile({ periodMs: 60_000 }) }
    expect(
      feed(running(options), 'spo2', [
        [0, 89],
        [150, 89],
      ]).conditionLines('spo2-low'),
    ).toEqual(['150 began spo2-low medium'])
    expect(
      feed(running(options), 'spo2', [
        [0, 89],
        [150.001, 89],
      ]).conditionLines('spo2-low'),
    ).toEqual([])
  })

  it('T1: etco2-low is off by default, and on where the protocol says so', () => {
    expect(feed(running(), 'etco2', each(0, 60, 20)).conditionLines('etco2-low')).toEqual([])
    const { limits } = DEFAULT_PROTOCOL
    const protocol = { ...DEFAULT_PROTOCOL, limits: { ...limits, 'etco2-low': { ...limits['etco2-low'], enabled: true } } }
    expect(feed(running({ protocol }), 'etco2', each(0, 60, 20)).conditionLines('etco2-low')).toEqual(['30 began etco2-low medium'])
  })

  it('T1: it applies in the baseline already', () => {
    const example = inBaseline()
    feed(example, 'spo2', each(-60, -40, 89))
    expect(example.conditionLines('spo2-low')).toEqual(['-45 began spo2-low medium'])
  })
})

describe('T2: when a condition ends', () => {
  it.each<[string, keyof VitalValues, number, number, number, number]>([
    ['spo2-low', 'spo2', 80, 90, 91, 5],
    ['spo2-desat', 'spo2', 80, 85, 86, 5],
    ['hr-high', 'hr', 150, 116, 115, 30],
    ['hr-low', 'hr', 30, 54, 55, 30],
    ['hr-extreme-high', 'hr', 150, 136, 135, 30],
    ['hr-extreme-low', 'hr', 30, 44, 45, 30],
    ['no-pulse', 'hr', 10, 24, 25, 30],
    ['rr-high', 'rr', 40, 30, 29, 5],
    ['rr-low', 'rr', 5, 8, 9, 5],
    ['etco2-high', 'etco2', 60, 50, 49, 5],
  ])('T2: %s ends its clearing time after the first reading beyond the hysteresis', (name, vital, beyond, short, clear, clearing) => {
    const example = feed(running(), vital, [...each(0, 40, beyond), ...each(41, 90, short)])
    expect(example.conditionLines(name)).toHaveLength(1)
    feed(example, vital, each(91, 90 + clearing, clear))
    expect(example.conditionLines(name)).toHaveLength(1)
    feed(example, vital, [[91 + clearing, clear]])
    expect(example.conditionLines(name)[1]).toMatch(new RegExp(`^${91 + clearing} ended ${name} `))
  })

  it('T2: apnoea ends by breaths, at 1 a minute already', () => {
    const example = feed(running(), 'rr', [...each(0, 10, 0), ...each(11, 16, 1)])
    expect(example.conditionLines('apnoea')).toEqual(['5 began apnoea high', '16 ended apnoea high'])
  })

  it('T2: a reading short of the hysteresis breaks the run', () => {
    const example = feed(running(), 'spo2', [...each(0, 20, 89), ...each(21, 24, 91), [25, 90], ...each(26, 40, 91)])
    expect(example.conditionLines('spo2-low')).toEqual(['15 began spo2-low medium', '31 ended spo2-low medium'])
  })

  it('T2: a gap breaks the run', () => {
    const example = feed(running(), 'spo2', [...each(0, 20, 89), [21, 95], [31.001, 95], [36, 95], [36.001, 95]])
    expect(example.conditionLines('spo2-low')).toEqual(['15 began spo2-low medium', '36.001 ended spo2-low medium'])
  })

  it('T2: a rejected reading between does not break it', () => {
    const example = feed(running(), 'spo2', [...each(0, 20, 89), [21, 95], [22, 0], [26, 95]])
    expect(example.conditionLines('spo2-low')).toEqual(['15 began spo2-low medium', '26 ended spo2-low medium'])
  })

  it('V8: no condition ends because data stopped', () => {
    const example = feed(running(), 'spo2', each(0, 20, 80))
    example.tick(3_600)
    expect(example.conditionLines('spo2-low', 'spo2-desat')).toEqual(['5 began spo2-desat high', '15 began spo2-low medium'])
    expect(example.alarm('spo2-desat')).toMatchObject({ condition: 'present' })
  })

  it('V8: no condition ends because the probe was taken off', () => {
    const example = feed(running(), 'spo2', each(0, 20, 80))
    for (let second = 21; second < 60; second += 1) example.numerics(second, { hr: 70 }, ['spo2'])
    expect(example.conditionLines('spo2-low', 'spo2-desat')).toHaveLength(2)
  })
})

describe('T4: one alarm per vital and side', () => {
  it('T4: conditions begin and end each, the alarm is the highest present', () => {
    const example = running()
    example.stream(0, 20, { spo2: 88 })
    expect(example.picture.alarms).toMatchObject([{ id: 'A1', cause: 'spo2-low', priority: 'medium', text: 'SpO2 88 < 90' }])
    example.stream(21, 30, { spo2: 80 })
    expect(example.picture.alarms).toMatchObject([{ id: 'A1', cause: 'spo2-desat', priority: 'high', text: 'SpO2 80 < 85' }])
    example.stream(31, 40, { spo2: 88 })
    expect(example.conditionLines('spo2-desat')).toEqual(['26 began spo2-desat high', '36 ended spo2-desat high'])
    expect(example.picture.alarms.map((alarm) => alarm.id)).toEqual(['A1'])
    expect(example.of('alarm-raised')).toHaveLength(1)
  })

  it('T4: rr-low and apnoea are one alarm', () => {
    const example = running()
    example.stream(0, 20, { rr: 5 })
    example.stream(21, 30, { rr: 0 })
    expect(example.picture.alarms).toMatchObject([{ cause: 'apnoea', priority: 'high' }])
    expect(example.of('alarm-raised')).toHaveLength(1)
  })

  it('T4: no pulse, extremely low and low are one alarm, and one act acknowledges it', () => {
    const example = running()
    example.stream(0, 20, { hr: 10 })
    expect(example.conditionLines('no-pulse', 'hr-extreme-low', 'hr-low')).toHaveLength(3)
    expect(example.picture.alarms).toMatchObject([{ cause: 'no-pulse', text: 'HR 10 < 20' }])
    const alarmId = example.picture.alarms[0]?.id
    if (alarmId === undefined) throw new Error('no alarm')
    expect(example.act(21, { kind: 'acknowledge', alarmId, plan: 'at-bedside' })).toBeNull()
    expect(example.picture.alarms).toMatchObject([{ cause: 'no-pulse', acknowledgement: { plan: 'at-bedside' } }])
  })

  it('T4: both sides of one vital are alarms of their own', () => {
    const example = running()
    example.stream(0, 20, { hr: 130 })
    example.stream(21, 45, { hr: 45 })
    expect(example.picture.alarms.map((alarm) => alarm.cause).sort()).toEqual(['hr-high', 'hr-low'])
  })

  it('A2: the text names the worst value and its limit', () => {
    const example = running()
    for (const [second, spo2] of [...each(0, 10, 88), [11, 82], ...each(12, 20, 87)] as [number, number][])
      example.numerics(second, { spo2 })
    expect(example.alarm('spo2-low')).toMatchObject({ text: 'SpO2 82 < 90' })
  })
})
