import { describe, expect, it } from 'vitest'
import { running } from '../support/judge-harness.ts'

type Numbers = readonly [sys: number, dia: number, map: number | null]

/** The level that one set has, as its picture says. */
const levels = (baseline: { sys: number; dia: number } | null, [sys, dia, map]: Numbers) => {
  const example = running({ baseline })
  example.set(100, sys, dia, map)
  const { highLevel, lowLevel } = example.picture.cuff
  return [highLevel, lowLevel]
}

describe('absolute arms', () => {
  it.each<[Numbers, string | null]>([
    [[149, 80, null], null],
    [[150, 80, null], 'advisory'],
    [[159, 80, null], 'advisory'],
    [[160, 80, null], 'warning'],
    [[179, 80, null], 'warning'],
    [[180, 80, null], 'critical'],
    [[199, 80, null], 'critical'],
    [[200, 80, null], 'emergency'],
    [[130, 94, null], null],
    [[130, 95, null], 'advisory'],
    [[130, 99, null], 'advisory'],
    [[130, 100, null], 'warning'],
    [[130, 109, null], 'warning'],
    [[130, 110, null], 'critical'],
    [[140, 119, null], 'critical'],
    [[140, 120, null], 'emergency'],
    [[149, 90, 119], null],
    [[149, 90, 120], 'warning'],
    [[149, 90, 129], 'warning'],
    [[149, 90, 130], 'critical'],
    [[149, 90, 144], 'critical'],
    [[149, 90, 145], 'emergency'],
    [[159.5, 80, null], 'advisory'],
  ])('X1: without a baseline %j is %s on the high side', (numbers, level) => {
    expect(levels(null, numbers)[0]).toBe(level)
  })

  it.each<[Numbers, string | null]>([
    [[90, 60, null], null],
    [[89, 60, null], 'warning'],
    [[80, 60, null], 'warning'],
    [[79, 60, null], 'critical'],
    [[120, 50, null], null],
    [[120, 49, null], 'warning'],
    [[120, 40, null], 'warning'],
    [[120, 39, null], 'critical'],
    [[120, 60, 65], null],
    [[120, 60, 64], 'warning'],
    [[120, 52, 55], 'warning'],
    [[120, 52, 54], 'critical'],
  ])('X1: without a baseline %j is %s on the low side', (numbers, level) => {
    expect(levels(null, numbers)[1]).toBe(level)
  })

  it('X1: relative arms are off without a baseline', () => {
    expect(levels(null, [142, 92, null])).toEqual([null, null])
    expect(levels({ sys: 100, dia: 65 }, [142, 92, null])).toEqual(['warning', null])
  })
})

describe('relative arms', () => {
  it.each<[{ sys: number; dia: number }, Numbers, string | null]>([
    // 134 + 20 % = 160.8 is above the absolute 150: the absolute arm decides.
    [{ sys: 134, dia: 70 }, [149, 75, null], null],
    // 112 + 20 % = 134.4.
    [{ sys: 112, dia: 70 }, [134, 75, null], null],
    [{ sys: 112, dia: 70 }, [135, 75, null], 'advisory'],
    // 112 + 30 % = 145.6.
    [{ sys: 112, dia: 70 }, [145, 75, null], 'advisory'],
    [{ sys: 112, dia: 70 }, [145.6, 75, null], 'warning'],
    [{ sys: 112, dia: 70 }, [146, 75, null], 'warning'],
    // 100 + 30 % = 130, but below 140.
    [{ sys: 100, dia: 70 }, [139, 75, null], 'advisory'],
    [{ sys: 100, dia: 70 }, [140, 75, null], 'warning'],
    // 110 + min(33, 40) = 143; 20 % would be 132.
    [{ sys: 110, dia: 70 }, [142, 75, null], 'advisory'],
    [{ sys: 110, dia: 70 }, [143, 75, null], 'warning'],
    // 70 + max(14, 15) = 85, 71 + max(14.2, 15) = 86.
    [{ sys: 120, dia: 70 }, [130, 84, null], null],
    [{ sys: 120, dia: 70 }, [130, 85, null], 'advisory'],
    // 80 + max(16, 15) = 96: the absolute 95 is tighter.
    [{ sys: 120, dia: 80 }, [130, 94, null], null],
    // 66 + max(19.8, 25) = 91, at least 90.
    [{ sys: 120, dia: 66 }, [130, 90, null], 'advisory'],
    [{ sys: 120, dia: 66 }, [130, 91, null], 'warning'],
    // 60 + 25 = 85, but below 90.
    [{ sys: 120, dia: 60 }, [130, 89, null], 'advisory'],
    [{ sys: 120, dia: 60 }, [130, 90, null], 'warning'],
  ])('X1: against the baseline %j the set %j is %s on the high side', (baseline, numbers, level) => {
    expect(levels(baseline, numbers)[0]).toBe(level)
  })

  it.each<[{ sys: number; dia: number }, Numbers, string | null]>([
    // 134 - 25 % = 100.5, 134 - 35 % = 87.1, compared unrounded.
    [{ sys: 134, dia: 80 }, [101, 70, null], null],
    [{ sys: 134, dia: 80 }, [100.5, 70, null], 'warning'],
    [{ sys: 134, dia: 80 }, [100, 70, null], 'warning'],
    [{ sys: 134, dia: 80 }, [88, 60, null], 'warning'],
    [{ sys: 134, dia: 80 }, [87.1, 60, null], 'critical'],
    [{ sys: 134, dia: 80 }, [87.2, 60, null], 'warning'],
    [{ sys: 134, dia: 80 }, [87, 60, null], 'critical'],
    // 160 - 25 % = 120, but at or above 110.
    [{ sys: 160, dia: 90 }, [112, 70, null], null],
    [{ sys: 160, dia: 90 }, [110, 70, null], null],
    [{ sys: 160, dia: 90 }, [109, 70, null], 'warning'],
    // 160 - 35 % = 104, but at or above 100.
    [{ sys: 160, dia: 90 }, [103, 70, null], 'warning'],
    [{ sys: 160, dia: 90 }, [100, 70, null], 'warning'],
    [{ sys: 160, dia: 90 }, [99, 70, null], 'critical'],
  ])('X1: against the baseline %j the set %j is %s on the low side', (baseline, numbers, level) => {
    expect(levels(baseline, numbers)[1]).toBe(level)
  })

  it('X1: every baseline gives the exact decimal limit of the low critical arm', () => {
    // SYS <= baseline * 0.65, in tenths: 10 * sys * 100 <= baseline10 * 65.
    for (let tenths = 1_240; tenths <= 1_530; tenths += 5) {
      const limitThousandths = tenths * 65
      const atLimit = limitThousandths / 1_000
      if (atLimit >= 100 || atLimit < 80.5 || !Number.isInteger(limitThousandths / 5)) continue
      expect([tenths / 10, atLimit, levels({ sys: tenths / 10, dia: 80 }, [atLimit, 60, null])[1]]).toEqual([
        tenths / 10,
        atLimit,
        'critical',
      ])
    }
  })
})
