import { judgeLimits, type LimitState, nextLimitState, QUIET } from '@chairside/server/domain/limit-rules'
import type { LimitCondition } from '@chairside/shared/alarm'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { describe, expect, it } from 'vitest'

const { limits } = DEFAULT_PROTOCOL

const reading = (second: number, value: number, more: { afterGap?: boolean; periodMs?: number; notAsystole?: boolean } = {}) => ({
  at: second * 1_000,
  value,
  periodMs: more.periodMs ?? 1_000,
  afterGap: more.afterGap ?? false,
  notAsystole: more.notAsystole ?? false,
})

/** The state after readings of one condition. */
const after = (condition: LimitCondition, ...readings: readonly ReturnType<typeof reading>[]): LimitState =>
  readings.reduce((state, one) => nextLimitState(state, condition, limits[condition], one), QUIET)

describe('T: what violates', () => {
  it.each<[LimitCondition, number, boolean]>([
    ['spo2-low', 89.9, true],
    ['spo2-low', 90, false],
    ['spo2-desat', 84.9, true],
    ['spo2-desat', 85, false],
    ['hr-high', 120.1, true],
    ['hr-high', 120, false],
    ['hr-low', 49.9, true],
    ['hr-low', 50, false],
    ['hr-extreme-high', 140.1, true],
    ['hr-extreme-high', 140, false],
    ['hr-extreme-low', 39.9, true],
    ['hr-extreme-low', 40, false],
    ['no-pulse', 19.9, true],
    ['no-pulse', 20, false],
    ['rr-high', 30.1, true],
    ['rr-high', 30, false],
    ['rr-low', 7.9, true],
    ['rr-low', 8, false],
    ['rr-low', 0.1, true],
    ['rr-low', 0, false],
    ['apnoea', 0, true],
    ['apnoea', 0.1, false],
    ['etco2-high', 50.1, true],
    ['etco2-high', 50, false],
    ['etco2-low', 24.9, true],
    ['etco2-low', 25, false],
  ])('T1: %s at %d: %s', (condition, value, violating) => {
    expect(after(condition, reading(0, value)).firstViolatingAt).toBe(violating ? 0 : null)
  })

  it('T3: what another source does not bear out is no asystole', () => {
    expect(after('no-pulse', reading(0, 0, { notAsystole: true }))).toBe(QUIET)
    expect(after('hr-extreme-low', reading(0, 0, { notAsystole: true })).firstViolatingAt).toBe(0)
  })
})

describe('T1: the row that begins a condition', () => {
  it('T1: it keeps the first moment, counts, and remembers the worst', () => {
    expect(after('spo2-low', reading(0, 88), reading(5, 86), reading(10, 89))).toEqual({
      firstViolatingAt: 0,
      violatingCount: 3,
      present: false,
      clearingSince: null,
      worst: 86,
    })
    expect(after('hr-high', reading(0, 125), reading(5, 131), reading(10, 122)).worst).toBe(131)
  })

  it('T1: a gap begins it anew, with the worst of the new row', () => {
    expect(after('spo2-low', reading(0, 70), reading(14, 88), reading(20, 89, { afterGap: true }))).toEqual({
      firstViolatingAt: 20_000,
      violatingCount: 1,
      present: false,
      clearingSince: null,
      worst: 89,
    })
  })

  it('T1: while it is present a gap takes neither it nor its worst away', () => {
    const present = after('spo2-low', reading(0, 70), reading(15, 88), reading(40, 89, { afterGap: true }))
    expect(present).toMatchObject({ present: true, worst: 70, firstViolatingAt: 40_000, violatingCount: 1 })
  })

  it('T1: at exactly the delay it is present, a moment before not', () => {
    expect(after('spo2-low', reading(0, 88), reading(14.999, 88)).present).toBe(false)
    expect(after('spo2-low', reading(0, 88), reading(15, 88)).present).toBe(true)
  })

  it('T1: a source as slow as the delay waits for it; one that is slower does not', () => {
    expect(after('spo2-desat', reading(0, 80, { periodMs: 5_000 })).present).toBe(false)
    expect(after('spo2-desat', reading(0, 80, { periodMs: 5_001 })).present).toBe(true)
    expect(after('spo2-low', reading(0, 88, { periodMs: 15_001 })).present).toBe(false)
    expect(after('spo2-low', reading(0, 88, { periodMs: 15_001 }), reading(10, 88, { periodMs: 15_001 })).present).toBe(true)
    expect(after('spo2-low', reading(0, 88, { periodMs: 15_000 }), reading(10, 88, { periodMs: 15_000 })).present).toBe(false)
  })

  it('T1: one that does not violate takes the row back, and a quiet state stays the same object', () => {
    expect(after('spo2-low', reading(0, 88), reading(5, 90))).toBe(QUIET)
    expect(after('spo2-low', reading(0, 97))).toBe(QUIET)
    const quiet: LimitState = { ...QUIET }
    expect(nextLimitState(quiet, 'spo2-low', limits['spo2-low'], reading(0, 97))).toBe(quiet)
  })
})

describe('T2: the row that ends it', () => {
  const present = after('spo2-low', reading(0, 88), reading(15, 88))

  const follow = (...readings: readonly ReturnType<typeof reading>[]): LimitState =>
    readings.reduce((state, one) => nextLimitState(state, 'spo2-low', limits['spo2-low'], one), present)

  it('T2: at the hysteresis for exactly the clearing time, not a moment less', () => {
    expect(follow(reading(16, 91), reading(20.999, 91)).present).toBe(true)
    expect(follow(reading(16, 91), reading(21, 91))).toBe(QUIET)
    expect(follow(reading(16, 90.9), reading(40, 90.9)).present).toBe(true)
  })

  it('T2: short of it, or after a gap, it starts over', () => {
    expect(follow(reading(16, 91), reading(19, 90), reading(20, 91), reading(24.9, 91)).present).toBe(true)
    expect(follow(reading(16, 91), reading(30, 91, { afterGap: true })).clearingSince).toBe(30_000)
    expect(follow(reading(16, 91), reading(30, 91, { afterGap: true })).present).toBe(true)
  })

  it('T2: between limit and hysteresis it is unchanged, as the same object once nothing is left to forget', () => {
    const between = follow(reading(16, 90))
    expect(between).toMatchObject({ present: true, firstViolatingAt: null, violatingCount: 0, clearingSince: null })
    expect(nextLimitState(between, 'spo2-low', limits['spo2-low'], reading(17, 90))).toBe(between)
    const clearing = follow(reading(16, 91))
    expect(clearing).toMatchObject({ present: true, clearingSince: 16_000, firstViolatingAt: null, violatingCount: 0, worst: 88 })
    expect(nextLimitState(clearing, 'spo2-low', limits['spo2-low'], reading(17, 90)).clearingSince).toBeNull()
  })

  it('T2: apnoea ends by breaths at 1 a minute, kept up for 5 s', () => {
    const apnoea = after('apnoea', reading(0, 0), reading(5, 0))
    const rule = limits.apnoea
    expect(apnoea.present).toBe(true)
    const short = nextLimitState(apnoea, 'apnoea', rule, reading(6, 0.9))
    expect(short.clearingSince).toBeNull()
    const one = nextLimitState(apnoea, 'apnoea', rule, reading(6, 1))
    expect(nextLimitState(one, 'apnoea', rule, reading(10.999, 1)).present).toBe(true)
    expect(nextLimitState(one, 'apnoea', rule, reading(11, 1)).present).toBe(false)
  })
})

describe('T: all conditions of one vital', () => {
  it('T4: each that changed is told, and what did not change keeps its reference', () => {
    const states = judgeLimits({}, 'heart', limits, reading(0, 15)).states
    expect(Object.keys(states)).toEqual(['hr-low', 'hr-extreme-low', 'no-pulse'])
    const later = judgeLimits(states, 'heart', limits, reading(5, 15))
    expect(later.changes).toEqual([
      { condition: 'hr-extreme-low', present: true },
      { condition: 'no-pulse', present: true },
    ])
    const calm = judgeLimits({}, 'heart', limits, reading(0, 70))
    expect(calm.changes).toEqual([])
    const again = judgeLimits(calm.states, 'heart', limits, reading(1, 70))
    expect(again.states).toBe(calm.states)
    expect(Object.keys(again.states)).toEqual([])
  })

  it('T: what is switched off is not judged', () => {
    expect(judgeLimits({}, 'etco2', limits, reading(0, 20)).states).toEqual({})
    const on = { ...limits, 'etco2-low': { ...limits['etco2-low'], enabled: true } }
    expect(judgeLimits({}, 'etco2', on, reading(0, 20)).states['etco2-low']?.firstViolatingAt).toBe(0)
  })
})
