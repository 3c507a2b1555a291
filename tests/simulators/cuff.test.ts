import { type CuffCircumstances, type CuffResult, createCuff, measure, occlusionOf } from '@chairside/simulators/cuff'
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
const run = (
  seed: string,
  minutes: number,
  lookMs: number,
  askedAt: number | null = null,
  truth: Physiology = TRUTH,
  circumstances: CuffCircumstances = { moving: false, leaks: false },
): readonly CuffResult[] => {
  const cuff = createCuff(chanceOf(seed))
  const results: CuffResult[] = []
  for (let now = 0; now <= minutes * MINUTE; now += lookMs)
    results.push(
      ...cuff.step(
        now,
        5 * MINUTE,
        askedAt,
        () => truth,
        () => circumstances,
      ),
    )
  return results
}

/** The determinations: their end, how it went, and when each of their inflations began. */
const determinationsOf = (results: readonly CuffResult[]) => {
  const done: { readonly end: Exclude<CuffResult, { kind: 'started' }>; readonly begins: readonly number[] }[] = []
  let begins: number[] = []
  for (const result of results) {
    if (result.kind === 'started') begins.push(result.at)
    else {
      done.push({ end: result, begins })
      begins = []
    }
  }
  return done
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
  it('works in its cycle, 20 to 45 s for each; of 25 about one is troubled, and of these some give nothing', () => {
    const all = determinationsOf(run('cycle', 60 * 24 * 14, 1_000))
    const share = (how: (one: (typeof all)[number]) => boolean): number => all.filter(how).length / all.length
    expect(share(({ begins }) => begins.length > 1)).toBeGreaterThan(0.025)
    expect(share(({ begins }) => begins.length > 1)).toBeLessThan(0.055)
    expect(share(({ end }) => end.kind === 'failed')).toBeGreaterThan(0.006)
    expect(share(({ end }) => end.kind === 'failed')).toBeLessThan(0.03)
    for (const [index, { end, begins }] of all.entries()) {
      const [first, second] = begins
      const last = second ?? first ?? 0
      expect(end.at - last).toBeGreaterThanOrEqual(20_000)
      expect(end.at - last).toBeLessThanOrEqual(45_000)
      if (second !== undefined) expect(second - (first as number)).toBeLessThanOrEqual(48_000)
      const before = all[index - 1]
      if (before === undefined) continue
      if (before.end.kind === 'failed') expect(first).toBe(before.end.at + MINUTE)
      else expect((first as number) - (before.begins[0] as number)).toBe(5 * MINUTE)
    }
  })

  it('says why it failed', () => {
    const codes = (truth: Physiology, circumstances: CuffCircumstances): ReadonlySet<string> =>
      new Set(run('why', 90, 1_000, null, truth, circumstances).map((one) => (one.kind === 'failed' ? one.code : one.kind)))
    const calm = { moving: false, leaks: false }
    expect(codes(TRUTH, { moving: false, leaks: true })).toEqual(new Set(['started', 'leak']))
    expect(codes({ ...TRUTH, sys: 262 }, calm)).toEqual(new Set(['started', 'over-range']))
    expect(codes({ ...TRUTH, hr: 0 }, calm)).toEqual(new Set(['started', 'weak-signal']))
    expect(codes(TRUTH, { moving: true, leaks: false })).toEqual(new Set(['started', 'set', 'motion']))
  })

  it('measures once more for each press of its button, and not while it measures', () => {
    const cuff = createCuff(chanceOf('pressed'))
    const results: CuffResult[] = []
    for (let now = 0; now <= 10 * MINUTE; now += 1_000) {
      if (now === 3 * MINUTE || now === 3 * MINUTE + 5_000) cuff.press()
      results.push(...cuff.step(now, null, null, () => TRUTH))
    }
    const all = determinationsOf(results)
    expect(all).toHaveLength(1)
    expect(all[0]?.begins[0]).toBeGreaterThanOrEqual(3 * MINUTE - 1_000)
    expect(all[0]?.begins[0]).toBeLessThanOrEqual(3 * MINUTE)
  })

  it('holds back the flow of its arm while it is up, and none once it has let go', () => {
    const cuff = createCuff(chanceOf('pressure'))
    const results: CuffResult[] = []
    const held = new Map<number, number>()
    for (let now = 0; now <= 4 * MINUTE; now += 500) {
      results.push(...cuff.step(now, 5 * MINUTE, null, () => TRUTH))
      held.set(now, occlusionOf(cuff.pressureAt(now), TRUTH))
    }
    const [one] = determinationsOf(results)
    const [from, to] = [one?.begins[0] as number, one?.end.at as number]
    for (const [at, occlusion] of held) {
      if (at <= from || at >= to) expect(occlusion).toBe(0)
      if (at > from + 6_000 && at < from + 9_000) expect(occlusion).toBe(1)
    }
    expect([...held.values()].some((occlusion) => occlusion > 0 && occlusion < 1)).toBe(true)
  })

  it('gives the same sets however often it is looked at', () => {
    const every = run('looks', 120, 100)
    expect(every.length).toBeGreaterThan(20)
    expect(run('looks', 120, 12_000).filter(({ at }) => at <= 110 * MINUTE)).toEqual(every.filter(({ at }) => at <= 110 * MINUTE))
  })

  it('takes one set more by the moment for which staff ask', () => {
    const asked = 8 * MINUTE
    const results = run('asked', 11, 1_000, asked)
    const isExtra = ({ kind, at }: CuffResult): boolean => kind === 'set' && Math.abs(at - asked) <= 30_000
    expect(results.filter(isExtra)).toHaveLength(1)
    expect(run('asked', 11, 1_000).some(isExtra)).toBe(false)
  })

  it('is still where it has no cycle', () => {
    const cuff = createCuff(chanceOf('off'))
    for (let now = 0; now < 30 * MINUTE; now += 1_000) expect(cuff.step(now, null, 5 * MINUTE, () => TRUTH)).toEqual([])
  })
})
