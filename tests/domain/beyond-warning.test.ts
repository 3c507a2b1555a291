import { type Beyond, beyondWarning, plus } from '@chairside/server/domain/beyond-warning'
import { describe, expect, it } from 'vitest'

const at = (minute: number, value: number) => ({ atMs: 5_000_000 + minute * 60_000, value })
const NOTHING: Beyond = { minutes: 0, area: 0 }

describe('X7: minutes and area beyond the warning limit', () => {
  it.each<[string, number, number, Beyond]>([
    ['wholly above, level', 170, 170, { minutes: 10, area: 100 }],
    ['wholly above, rising', 170, 180, { minutes: 10, area: 150 }],
    ['wholly above, falling', 180, 170, { minutes: 10, area: 150 }],
    ['on the limit from end to end', 160, 160, { minutes: 10, area: 0 }],
    ['from the limit up', 160, 180, { minutes: 10, area: 100 }],
    ['down to the limit', 180, 160, { minutes: 10, area: 100 }],
    ['a tenth below the limit at its end', 170, 159.9, { minutes: (10 * 10) / 10.1, area: (5 * 10 * 10) / 10.1 }],
    ['crossing upwards, a quarter of the way above', 130, 170, { minutes: 2.5, area: 12.5 }],
    ['crossing downwards, a quarter of the way above', 170, 130, { minutes: 2.5, area: 12.5 }],
    ['touching the limit from below', 140, 160, NOTHING],
    ['leaving the limit downwards', 160, 140, NOTHING],
    ['wholly below', 159, 140, NOTHING],
  ])('X7: high, %s', (_, from, to, expected) => {
    const { minutes, area } = beyondWarning(at(0, from), at(10, to), 160, 'high')
    expect(minutes).toBeCloseTo(expected.minutes, 9)
    expect(area).toBeCloseTo(expected.area, 9)
  })

  it.each<[string, number, number, Beyond]>([
    ['wholly below, level', 80, 80, { minutes: 10, area: 100 }],
    ['wholly below, falling', 80, 70, { minutes: 10, area: 150 }],
    ['wholly below, rising', 70, 80, { minutes: 10, area: 150 }],
    ['on the limit from end to end, which is inside', 90, 90, NOTHING],
    ['from the limit down', 90, 70, { minutes: 10, area: 100 }],
    ['up to the limit', 70, 90, { minutes: 10, area: 100 }],
    ['crossing downwards, a quarter of the way below', 120, 80, { minutes: 2.5, area: 12.5 }],
    ['crossing upwards, a quarter of the way below', 80, 120, { minutes: 2.5, area: 12.5 }],
    ['above at one end, on the limit at the other', 90, 120, NOTHING],
    ['on the limit after above', 120, 90, NOTHING],
    ['wholly above', 91, 120, NOTHING],
  ])('X7: low, %s', (_, from, to, expected) => {
    const { minutes, area } = beyondWarning(at(0, from), at(10, to), 90, 'low')
    expect(minutes).toBeCloseTo(expected.minutes, 9)
    expect(area).toBeCloseTo(expected.area, 9)
  })

  it('X7: no time passes between two sets of one moment, nor backwards', () => {
    expect(beyondWarning(at(3, 200), at(3, 200), 160, 'high')).toEqual(NOTHING)
    expect(beyondWarning(at(4, 200), at(3, 200), 160, 'high')).toEqual(NOTHING)
    expect(beyondWarning(at(4, 60), at(3, 60), 90, 'low')).toEqual(NOTHING)
    expect(beyondWarning(at(0, 200), { atMs: 5_000_001, value: 200 }, 160, 'high').minutes).toBeGreaterThan(0)
  })

  it('X7: without a limit in force there is nothing beyond it', () => {
    expect(beyondWarning(at(0, 200), at(10, 200), null, 'high')).toEqual(NOTHING)
    expect(beyondWarning(at(0, 40), at(10, 40), null, 'low')).toEqual(NOTHING)
  })

  it('X7: stretches add up', () => {
    expect(plus({ minutes: 2, area: 30 }, { minutes: 5, area: 7 })).toEqual({ minutes: 7, area: 37 })
  })
})
