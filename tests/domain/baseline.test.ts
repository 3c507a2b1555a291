import { describe, expect, it } from 'vitest'
import { type Example, inBaseline, minutes, NURSE, running, ZERO } from '../support/judge-harness.ts'

type TimedSet = readonly [second: number, sys: number, dia: number]

const started = (sets: readonly TimedSet[], prepare: (example: Example) => void = () => {}): Example => {
  const example = inBaseline()
  prepare(example)
  for (const [second, sys, dia] of sets) example.set(second, sys, dia)
  example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
  return example
}

const frozen = (sets: readonly TimedSet[], prepare?: (example: Example) => void) => {
  const bp = started(sets, prepare).of('baseline-frozen')[0]?.bp
  return bp === null || bp === undefined ? null : `${bp.sys}/${bp.dia}`
}

describe('B1: which sets make the baseline', () => {
  it.each<[string, readonly TimedSet[], string | null]>([
    [
      'the mean of the last two',
      [
        [-300, 120, 80],
        [-120, 125, 84],
      ],
      '122.5/82',
    ],
    ['one set is none', [[-300, 120, 80]], null],
    [
      'exactly 2 min apart',
      [
        [-240, 120, 80],
        [-120, 124, 80],
      ],
      '122/80',
    ],
    [
      'less than 2 min apart is one set',
      [
        [-239.999, 120, 80],
        [-120, 124, 80],
      ],
      null,
    ],
    [
      'a set too soon is passed over for the next',
      [
        [-300, 120, 80],
        [-200, 140, 90],
        [-150, 124, 82],
      ],
      '122/81',
    ],
    [
      'the distance counts from the set that was taken',
      [
        [-360, 120, 80],
        [-300, 139, 89],
        [-181, 124, 82],
      ],
      '122/81',
    ],
    [
      'the last two of three that agree',
      [
        [-500, 100, 60],
        [-300, 120, 80],
        [-100, 124, 80],
      ],
      '122/80',
    ],
    [
      'a difference of 10 is agreement',
      [
        [-300, 120, 80],
        [-100, 130, 90],
      ],
      '125/85',
    ],
    [
      'a SYS difference over 10 asks for a third',
      [
        [-300, 120, 80],
        [-100, 131, 80],
      ],
      null,
    ],
    [
      'a DIA difference over 10 asks for a third',
      [
        [-300, 120, 80],
        [-100, 120, 69],
      ],
      null,
    ],
    [
      'the closest two of three: first and third',
      [
        [-500, 122, 80],
        [-300, 139, 88],
        [-100, 120, 80],
      ],
      '121/80',
    ],
    [
      'the closest two of three: first and second',
      [
        [-500, 138, 80],
        [-300, 139, 82],
        [-100, 110, 70],
      ],
      '138.5/81',
    ],
    [
      'the closest two of three: of any size',
      [
        [-500, 100, 60],
        [-300, 139, 80],
        [-100, 115, 65],
      ],
      '107.5/62.5',
    ],
    [
      'the larger difference decides',
      [
        [-500, 120, 89],
        [-300, 134, 80],
        [-100, 121, 75],
      ],
      '127.5/77.5',
    ],
    [
      'equal distances: the later pair',
      [
        [-500, 100, 70],
        [-300, 120, 70],
        [-100, 139, 70],
      ],
      '129.5/70',
    ],
    [
      'equal distances: second and third before first and second',
      [
        [-500, 100, 70],
        [-300, 120, 70],
        [-100, 100 + 40, 70],
      ],
      '130/70',
    ],
    [
      'four sets: the last three count',
      [
        [-560, 120, 80],
        [-400, 100, 60],
        [-250, 139, 85],
        [-100, 119, 75],
      ],
      '109.5/67.5',
    ],
  ])('B1: %s', (_what, sets, expected) => {
    expect(frozen(sets)).toBe(expected)
  })

  it('B1: the last set may be 10 min old, not older', () => {
    const withLastAt = (lastAt: number) => {
      const example = inBaseline()
      example.set(-minutes(9), 120, 80)
      example.set(-minutes(6), 120, 80)
      example.mustAct(lastAt, { kind: 'start-infusion', overrideReason: 'as discussed' })
      return example.of('baseline-frozen')[0]?.bp ?? null
    }
    expect(withLastAt(minutes(4))).toMatchObject({ sys: 120, dia: 80 })
    expect(withLastAt(minutes(4) + 0.001)).toBeNull()
  })

  it('B1: sets within 3 min after cannulation do not count', () => {
    const cannulated = (second: number) => (example: Example) => {
      example.mustAct(second, { kind: 'record-cannulation' }, NURSE)
    }
    const sets: TimedSet[] = [
      [-300, 120, 80],
      [-120, 124, 80],
    ]
    expect(frozen(sets, cannulated(-330))).toBeNull()
    expect(frozen(sets, cannulated(-481))).toBe('122/80')
    // Before the cannulation is not after it.
    const example = inBaseline()
    example.set(-500, 120, 80)
    example.set(-380, 124, 80)
    example.mustAct(-370, { kind: 'record-cannulation' }, NURSE)
    example.set(-250, 139, 89)
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
    expect(example.of('baseline-frozen')[0]?.bp).toMatchObject({ sys: 122, dia: 80 })
  })

  it('B1: rejected and late sets do not count', () => {
    const example = inBaseline()
    example.set(-300, 120, 80)
    example.set(-120, 124, 80)
    example.set(-60, 200, 195)
    example.set(-50, 180, 100, null, -200)
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
    expect(example.of('baseline-frozen')[0]?.bp).toMatchObject({ sys: 122, dia: 80 })
  })

  it('B1: sets by hand count', () => {
    const example = inBaseline()
    example.set(-300, 120, 80)
    example.mustAct(-120, { kind: 'enter-vitals', reading: { sys: 124, dia: 84 } }, NURSE)
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
    expect(example.of('baseline-frozen')[0]?.bp).toMatchObject({ sys: 122, dia: 82 })
  })

  it('B1: HR, SpO2 and RR are medians of the 2 min before the start', () => {
    const example = inBaseline()
    example.stream(-200, -121, { hr: 99, spo2: 91, rr: 25 })
    example.stream(-120, -61, { hr: 60, spo2: 96, rr: 12 })
    example.stream(-60, -1, { hr: 70, spo2: 98, rr: 14 })
    example.numerics(-0.5, { hr: 70, spo2: 98, rr: 14 })
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
    expect(example.of('baseline-frozen')[0]?.continuous).toEqual({ hr: 70, spo2: 98, rr: 14 })
  })

  it('B1: vitals that were not measured have no baseline', () => {
    expect(started([]).of('baseline-frozen')[0]?.continuous).toEqual({ hr: null, spo2: null, rr: null })
  })
})

describe('B2: frozen at the start', () => {
  it('B2: it is shown with its readings and times, and later sets do not move it', () => {
    const example = running()
    example.set(60, 140, 88)
    example.set(240, 140, 88)
    expect(example.picture.baseline?.bp).toMatchObject({
      sys: 120,
      dia: 80,
      sets: [
        { at: ZERO - 300_000, sys: 120, dia: 80 },
        { at: ZERO - 120_000, sys: 120, dia: 80 },
      ],
    })
    expect(example.picture.cuff.change).toEqual({ sys: 20, dia: 8 })
  })

  it('B2: without one, a start needs a physician and a reason; relative arms are off and the screen is told', () => {
    const example = inBaseline()
    example.heard(-20, -5)
    example.numerics(-5, { hr: 70, spo2: 98 })
    expect(example.act(-1, { kind: 'start-infusion', overrideReason: 'as discussed' }, NURSE)).toMatchObject({ code: 'physician-needed' })
    expect(example.act(-1, { kind: 'start-infusion', overrideReason: null })).toMatchObject({ code: 'reason-needed' })
    expect(example.picture.session?.phase).toBe('baseline')
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
    expect(example.picture.baseline).toMatchObject({ bp: null })
    expect(example.picture.cuff.change).toBeNull()
    expect(example.of('holds-overridden')[0]?.holds).toMatchObject([{ id: 'baseline' }])
  })
})
