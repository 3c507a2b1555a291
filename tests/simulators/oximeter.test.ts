import { createOximeter, type OximeterReading, type ProbeTruth } from '@chairside/simulators/devices/oximeter'
import { describe, expect, it } from 'vitest'

const WELL: ProbeTruth = { spo2: 98, hr: 70, perfusion: 1, motion: false, probeOff: false }

/** What it shows each second. */
const shown = (
  lastsSec: number,
  truth: (second: number) => Partial<ProbeTruth>,
  options: { readonly averagingSec?: number; readonly everySec?: number; readonly seed?: string } = {},
): readonly OximeterReading[] => {
  const oximeter = createOximeter({ seed: options.seed ?? 'oximeter', averagingSec: options.averagingSec ?? 8 })
  const readings: OximeterReading[] = []
  for (let second = 0; second < lastsSec; second += options.everySec ?? 1)
    readings.push(oximeter.read(second * 1_000, (moment) => ({ ...WELL, ...truth(moment / 1_000) })))
  return readings
}
const during = (from: number, to: number, then: Partial<ProbeTruth>) => (second: number) => (second >= from && second < to ? then : {})

describe('an oximeter', () => {
  it('shows whole numbers, and a fall only as its average follows', () => {
    const readings = shown(60, during(20, 60, { spo2: 84 }))
    expect(readings[19]).toEqual({ spo2: 98, pulse: 70 })
    expect(readings[20]?.spo2).toBe(96)
    expect(readings[24]?.spo2).toBe(89)
    expect(readings[27]?.spo2).toBe(84)
    expect(readings.every(({ spo2 }) => Number.isInteger(spo2))).toBe(true)
  })

  it('makes a short dip shallower the longer it averages', () => {
    const lowest = (averagingSec: number): number =>
      Math.min(...shown(60, during(20, 25, { spo2: 80 }), { averagingSec }).map(({ spo2 }) => spo2 ?? 100))
    expect(lowest(4)).toBe(80)
    expect(lowest(8)).toBe(87)
    expect(lowest(16)).toBe(92)
  })

  it('holds its numbers through a short movement, shows dashes in a long one, and finds the pulse again in some seconds', () => {
    expect(shown(60, during(20, 25, { motion: true })).every(({ spo2 }) => spo2 === 98)).toBe(true)
    const readings = shown(60, during(20, 35, { motion: true }))
    expect(readings[24]?.spo2).toBe(98)
    expect(readings.slice(26, 38).every(({ spo2, pulse }) => spo2 === null && pulse === null)).toBe(true)
    expect(readings[40]?.spo2).toBe(98)
  })

  it('says at once that the probe is off', () => {
    const readings = shown(40, during(20, 30, { probeOff: true }))
    expect(readings[20]).toEqual({ spo2: null, pulse: null })
    expect(readings[31]).toEqual({ spo2: null, pulse: null })
    expect(readings[36]?.spo2).toBe(98)
  })

  it('T3: shows a rate of 0 beside a saturation on some findings of the pulse, for 3 s at most', () => {
    const zeros = Array.from({ length: 100 }, (_, index) =>
      shown(60, during(20, 35, { motion: true }), { seed: `find-${index}` }).filter(({ pulse, spo2 }) => pulse === 0 && spo2 === 98),
    )
    const often = zeros.filter(({ length }) => length > 0).length
    expect(often).toBeGreaterThan(10)
    expect(often).toBeLessThan(45)
    expect(Math.max(...zeros.map(({ length }) => length))).toBeLessThanOrEqual(3)
  })

  it('reads too low with little flow and nothing with none', () => {
    expect(shown(30, () => ({ perfusion: 0.3 })).at(-1)?.spo2).toBe(92)
    expect(shown(30, () => ({ perfusion: 0.05 })).at(-1)).toEqual({ spo2: null, pulse: null })
    expect(shown(30, () => ({ hr: 0 })).at(-1)?.pulse).toBeNull()
  })

  it('shows the same at the same moment where it is read less often', () => {
    const truth = (second: number) => ({ spo2: 90 + 6 * Math.sin(second / 20), motion: second % 50 > 38 })
    const each = shown(300, truth)
    expect(shown(300, truth, { everySec: 12 })).toEqual(each.filter((_, second) => second % 12 === 0))
  })
})
