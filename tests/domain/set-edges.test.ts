import { describe, expect, it } from 'vitest'
import { type Example, inBaseline, minutes, NURSE, quiet, unsupervised, ZERO } from '../support/judge-harness.ts'

const rejections = (example: Example): string[] =>
  example.of('reading-rejected').map(({ vital, reason, readAt }) => `${(readAt - ZERO) / 1_000} ${vital} ${reason}`)

describe('V3: rejected sets', () => {
  it('V3: a row of them is one fact; more than 60 s apart they are two; an accepted one ends the row', () => {
    const example = quiet()
    example.set(0, 120, 115)
    example.set(60, 120, 115)
    example.set(120.001, 300, 80)
    example.set(130, 120, 80)
    example.set(140, 120, null)
    expect(rejections(example)).toEqual(['0 nibp pulse-pressure', '120.001 nibp range', '140 nibp incomplete'])
  })

  it('V5: a late one is shown, and is no failure of the cuff', () => {
    const example = quiet()
    example.set(60, 120, 80)
    example.set(70, 120, 115, null, 30)
    expect(example.picture.sets.find(({ at }) => at === ZERO + 30_000)).toMatchObject({ state: 'rejected', reason: 'pulse-pressure' })
    expect(example.picture.cuff.failuresInARow).toBe(0)
    expect(example.alarm('nibp-failed')).toBeUndefined()
  })
})

describe('G4: failures', () => {
  it('V5: one that is older than the newest set is over, one of its moment is not', () => {
    const example = quiet()
    example.set(60, 120, 80)
    example.cuffFailed(70, 59.999)
    expect(example.picture.cuff.failuresInARow).toBe(0)
    example.cuffFailed(71, 60)
    expect(example.picture.cuff.failuresInARow).toBe(1)
  })

  it('V5: one of exactly 10 min ago counts, an older one does not', () => {
    const example = quiet({ baseline: null })
    example.cuffFailed(600, -0.001)
    expect(example.picture.cuff.failuresInARow).toBe(0)
    example.cuffFailed(600, 0)
    expect(example.picture.cuff.failuresInARow).toBe(1)
  })

  it('G4: low, low, medium at the third running', () => {
    const example = quiet()
    for (const second of [10, 20]) example.cuffFailed(second)
    expect(example.alarm('nibp-failed')?.priority).toBe('low')
    example.cuffFailed(30)
    expect(example.alarm('nibp-failed')?.priority).toBe('medium')
  })
})

describe('V5: order of sets', () => {
  it('V5: sets are listed by when they were measured, and a late one is judged by nobody', () => {
    const example = quiet()
    example.set(100, 120, 80)
    example.set(200, 121, 80)
    example.set(210, 190, 85, null, 150)
    expect(example.picture.sets.slice(-3).map(({ at, state, origin }) => [(at - ZERO) / 1_000, state, origin])).toEqual([
      [100, 'accepted', 'device'],
      [150, 'late', 'late'],
      [200, 'accepted', 'device'],
    ])
    expect(example.picture.excursions).toEqual([])
    expect(example.of('set-taken').at(-1)).toMatchObject({ readAt: ZERO + 150_000, origin: 'late', sys: 190 })
    expect(example.of('happened-while-away')).toMatchObject([{ condition: 'bp-high', fromAt: ZERO + 150_000, worst: 190 }])
  })

  it('V5: what was away is told by its side, from warning on', () => {
    const away = (sys: number, dia: number): string[] => {
      const example = quiet({ baseline: null })
      example.set(200, 120, 80)
      example.set(210, sys, dia, null, 150)
      return example.of('happened-while-away').map(({ condition }) => condition)
    }
    expect(away(159, 80)).toEqual([])
    expect(away(160, 80)).toEqual(['bp-high'])
    expect(away(90, 60)).toEqual([])
    expect(away(89, 60)).toEqual(['bp-low'])
    expect(away(165, 45)).toEqual(['bp-high', 'bp-low'])
  })

  it('V5: a set of exactly 10 min ago is judged live, an older one is late', () => {
    const old = (measured: number) => {
      const example = quiet({ baseline: null })
      example.tick(700)
      example.set(700, 185, 85, null, measured)
      return example.picture.excursions.length
    }
    expect(old(100)).toBe(1)
    expect(old(99.999)).toBe(0)
  })

  it('V4: the same set again changes nothing, also long after and by another message; any other number makes it another', () => {
    const example = quiet()
    const take = (second: number, sys: number, dia: number, map: number | null): number => {
      const before = example.picture.sets.length
      example.set(second, sys, dia, map, 100)
      return example.picture.sets.length - before
    }
    expect(take(100, 165, 85, 110)).toBe(1)
    expect(take(101, 165, 85, 110)).toBe(0)
    example.set(300, 120, 80)
    expect(take(400, 165, 85, 110)).toBe(0)
    expect([take(401, 166, 85, 110), take(402, 165, 86, 110), take(403, 165, 85, 111), take(404, 165, 85, null)]).toEqual([1, 1, 1, 1])
  })

  it('V9: a set by hand and one by the cuff are two sources: the older of either is late', () => {
    const example = quiet()
    example.set(100, 120, 80)
    example.mustAct(110, { kind: 'enter-vitals', reading: { sys: 122, dia: 80 } }, NURSE)
    example.set(115, 185, 85, null, 105)
    expect(example.picture.excursions).toEqual([])
    example.set(120, 185, 85)
    expect(example.picture.excursions).toHaveLength(1)
  })
})

describe('B1, X11: before the infusion', () => {
  it('B1: MAP of the baseline is the mean of both, and none where one has none', () => {
    const frozen = (first: number | null, second: number | null) => {
      const example = inBaseline({ profile: unsupervised })
      example.set(-minutes(5), 120, 80, first)
      example.set(-minutes(2), 124, 82, second)
      example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
      return example.of('baseline-frozen')[0]?.bp
    }
    expect(frozen(95, 98)).toMatchObject({ sys: 122, dia: 81, map: 96.5 })
    expect(frozen(95, null)?.map).toBeNull()
    expect(frozen(null, 98)?.map).toBeNull()
    expect(frozen(null, null)?.map).toBeNull()
  })

  it('B1: a set of the moment of cannulation and one a moment before the 3 min are too near, at 3 min it counts', () => {
    const baseline = (first: number) => {
      const example = inBaseline({ profile: unsupervised })
      example.mustAct(-540, { kind: 'record-cannulation' }, NURSE)
      example.set(first + 0.5, 120, 80, null, first)
      example.set(-120, 124, 82)
      example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
      return example.of('baseline-frozen')[0]?.bp ?? null
    }
    expect(baseline(-540)).toBeNull()
    expect(baseline(-360.001)).toBeNull()
    expect(baseline(-360)).not.toBeNull()
    expect(baseline(-540.001)).not.toBeNull()
  })

  it('B1: medians of the last 2 min, both ends included', () => {
    const median = (...rows: readonly (readonly [number, number])[]) => {
      const example = inBaseline({ profile: unsupervised })
      for (const [second, hr] of rows) example.numerics(second, { hr })
      example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
      return example.of('baseline-frozen')[0]?.continuous.hr
    }
    expect(median([-120, 60], [-60, 70], [-30, 90])).toBe(70)
    expect(median([-120.001, 60], [-60, 70], [-30, 90])).toBe(80)
    expect(median([-60, 70], [-30, 90], [0, 90])).toBe(90)
    expect(median([-130, 60])).toBeNull()
  })
})
