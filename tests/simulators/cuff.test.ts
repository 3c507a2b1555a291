import { type CuffResult, createCuff, measure } from '@chairside/simulators/cuff'
import type { Physiology } from '@chairside/simulators/patient'
import { chanceOf } from '@chairside/simulators/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const MINUTE = 60_000
const TRUTH: Physiology = { sys: 124, dia: 76, map: 92.8, hr: 72, spo2: 98, rr: 15, etco2: 38, dissociation: 0 }

const spreadOf = (values: readonly number[]): { readonly mean: number; readonly sd: number } => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) }
}

/** Runs a cuff for so many minutes, looked at every `lookMs`. */
const run = (seed: string, minutes: number, lookMs: number, askedAt: number | null = null): readonly CuffResult[] => {
  const cuff = createCuff(chanceOf(seed))
  const results: CuffResult[] = []
  for (let now = 0; now <= minutes * MINUTE; now += lookMs) results.push(...cuff.step(now, 5 * MINUTE, askedAt, () => TRUTH))
  return results
}

describe('a cuff set', () => {
  const sets = Array.from({ length: 4_000 }, (_, index) => measure(TRUTH, chanceOf(`set-${index}`), 0))

  it('is whole mmHg, and plausible by V3 whatever the patient', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 230 }), fc.integer({ min: 15, max: 90 }), fc.string(), (sys, pulsePressure, seed) => {
        const dia = Math.max(30, sys - pulsePressure)
        const set = measure({ ...TRUTH, sys, dia }, chanceOf(seed), 0)
        expect([set.sys, set.dia, set.map].every(Number.isInteger)).toBe(true)
        expect(set.dia).toBeLessThan(set.map)
        expect(set.map).toBeLessThan(set.sys)
        expect(set.sys - set.dia).toBeGreaterThanOrEqual(10)
      }),
    )
  })

  it('has noise of 5, 4 and 3.5 mmHg, and an outlier in one or two of a hundred', () => {
    const usual = sets.filter(({ sys }) => Math.abs(sys - TRUTH.sys) <= 20)
    const outliers = 1 - usual.length / sets.length
    expect(outliers).toBeGreaterThan(0.008)
    expect(outliers).toBeLessThan(0.025)
    for (const [values, sd, truth] of [
      [usual.map(({ sys }) => sys), 5, TRUTH.sys],
      [usual.map(({ dia }) => dia), 4, TRUTH.dia],
      [usual.map(({ map }) => map), 3.5, TRUTH.map],
    ] as const) {
      const spread = spreadOf(values)
      expect(Math.abs(spread.sd - sd)).toBeLessThan(0.3)
      expect(Math.abs(spread.mean - truth)).toBeLessThan(0.6)
    }
  })
})

describe('the cuff', () => {
  it('works in its cycle, 20 to 45 s for each, and fails in about one of 25', () => {
    const results = run('cycle', 60 * 24 * 7, 1_000)
    const failures = results.filter(({ kind }) => kind === 'failed').length / results.length
    expect(failures).toBeGreaterThan(0.025)
    expect(failures).toBeLessThan(0.055)
    for (const [index, { at }] of results.entries()) {
      const before = results[index - 1]
      if (before === undefined) continue
      const step = at - before.at
      if (before.kind === 'failed') expect(step).toBeLessThanOrEqual(MINUTE + 45_000)
      else expect(Math.abs(step - 5 * MINUTE)).toBeLessThanOrEqual(25_000)
    }
  })

  it('gives the same sets however often it is looked at', () => {
    const every = run('looks', 120, 100)
    expect(every.length).toBeGreaterThan(20)
    expect(run('looks', 120, 12_000).filter(({ at }) => at <= 110 * MINUTE)).toEqual(every.filter(({ at }) => at <= 110 * MINUTE))
  })

  it('takes one set more by the moment for which staff ask', () => {
    const asked = 8 * MINUTE
    const results = run('asked', 11, 1_000, asked)
    const extra = results.filter(({ at }) => Math.abs(at - asked) <= 30_000)
    expect(extra).toHaveLength(1)
    expect(run('asked', 11, 1_000).some(({ at }) => Math.abs(at - asked) <= 30_000)).toBe(false)
  })

  it('is still where it has no cycle', () => {
    const cuff = createCuff(chanceOf('off'))
    for (let now = 0; now < 30 * MINUTE; now += 1_000) expect(cuff.step(now, null, 5 * MINUTE, () => TRUTH)).toEqual([])
  })
})
