import { inflationSpans } from '@chairside/server/domain/same-limb-cuff'
import { describe, expect, it } from 'vitest'
import { cuff, holdLines } from '../support/held-back.ts'
import { at, type Example, running, ZERO } from '../support/judge-harness.ts'

const begun = (example: Example): string[] => holdLines(example).filter((line) => line.includes('began'))
const spans = (example: Example): (readonly [number, number])[] => {
  const { session } = example.chair
  if (session === null) throw new Error('no session')
  return inflationSpans(session).map(({ fromAt, toAt }) => [(fromAt - ZERO) / 1_000, (toAt - ZERO) / 1_000])
}
/** Whether a row of low SpO2 that comes late, from `from` on, is told as missed: it is not where it was measured beyond the cuff. */
const toldAsMissed = (example: Example, second: number, from: number): boolean => {
  const before = example.of('happened-while-away').length
  const row = [0, 1, 2, 3, 4, 5].map((later) => from + later)
  example.deliver(
    second,
    row.map((one) => ({ kind: 'numerics', seq: example.nextSeq(), at: at(one), values: { spo2: 60 }, off: [], unmapped: [] })),
  )
  return example.of('happened-while-away').length > before
}
/** SpO2 that was heard at `second`, so that what was measured before it is late. */
const heardAt = (example: Example, second: number): void => example.numerics(second, { spo2: 97 })

describe('T5: the edges of an inflation', () => {
  it('T5: one whose set ended with its start is over, one whose set ended a moment before it is not', () => {
    const one = (measured: number): Example => {
      const example = running({ sameLimb: true })
      cuff(example, 20, 'set', measured)
      cuff(example, 20, 'cuff-started', 10)
      return example
    }
    expect(begun(one(10))).toEqual([])
    expect(begun(one(9.999))).toEqual(['20 began cuff-same-limb until 70'])
  })

  it('T5: a set that was measured as it began ends no inflation that was told before it; one a moment later does', () => {
    const one = (measured: number): string[] => {
      const example = running({ sameLimb: true })
      cuff(example, 11, 'cuff-started', 10)
      cuff(example, 12, 'set', measured)
      return holdLines(example)
    }
    expect(one(10)).toEqual(['11 began cuff-same-limb until 70'])
    expect(one(10.001)).toEqual(['11 began cuff-same-limb until 70', '12 ended cuff-same-limb 0'])
  })

  it('T5: where the set came first, the next may begin 25 s after that set', () => {
    const next = (second: number): string[] => {
      const example = running({ sameLimb: true })
      cuff(example, 20, 'set', 18)
      cuff(example, 20, 'cuff-started', 10)
      cuff(example, second, 'cuff-started')
      return begun(example)
    }
    expect(next(42.999)).toEqual([])
    expect(next(43)).toEqual(['43 began cuff-same-limb until 103'])
  })

  it('T5: a set of long after the start gives the next no later begin than the 60 s do', () => {
    const next = (second: number): string[] => {
      const example = running({ sameLimb: true })
      cuff(example, 69, 'set', 68)
      cuff(example, 69, 'cuff-started', 10)
      cuff(example, 90, 'set', 89)
      cuff(example, second, 'cuff-started')
      return begun(example)
    }
    expect(next(92.999)).toEqual([])
    expect(next(93)).toEqual(['93 began cuff-same-limb until 153'])
  })

  it('T5: the second inflation ends with its own set as the first did', () => {
    const example = running({ sameLimb: true })
    cuff(example, 10, 'cuff-started')
    cuff(example, 30, 'set')
    cuff(example, 60, 'cuff-started')
    cuff(example, 90, 'set')
    expect(holdLines(example)).toEqual([
      '10 began cuff-same-limb until 70',
      '30 ended cuff-same-limb 0',
      '60 began cuff-same-limb until 120',
      '90 ended cuff-same-limb 0',
    ])
    expect(spans(example)).toEqual([
      [10, 30],
      [60, 90],
    ])
  })

  it('T5: the set of an inflation that was told too late ends that one, and not the one that runs', () => {
    const one = (measured: number): Example => {
      const example = running({ sameLimb: true })
      cuff(example, 80, 'cuff-started', 10)
      cuff(example, 85, 'cuff-started')
      cuff(example, 90, 'set', measured)
      return example
    }
    // Measured as the second began: still the first one's.
    for (const measured of [40, 85]) {
      expect(holdLines(one(measured))).toEqual(['85 began cuff-same-limb until 145'])
      expect(spans(one(measured))).toEqual([
        [10, Math.min(measured, 70)],
        [85, 145],
      ])
    }
    expect(holdLines(one(85.001))).toEqual(['85 began cuff-same-limb until 145', '90 ended cuff-same-limb 0'])
  })

  it('T5: an inflation that is over counts for what comes late, also where another was held back just before it', () => {
    const one = (told: boolean): boolean => {
      const example = running({ sameLimb: true })
      cuff(example, 10, 'cuff-started')
      cuff(example, 30, 'set')
      heardAt(example, 120)
      // Within the spacing after the first; by now it holds nothing back that is measured from here on.
      if (told) cuff(example, 121, 'cuff-started', 40)
      return toldAsMissed(example, 122, 45)
    }
    expect(one(false)).toBe(true)
    expect(one(true)).toBe(false)
  })
})

describe('T5: what comes late', () => {
  it('T5: is beyond the cuff after the start and up to the set of its own inflation, whatever came after', () => {
    const late = (from: number): boolean => {
      const example = running({ sameLimb: true })
      cuff(example, 10, 'cuff-started')
      cuff(example, 30, 'set')
      cuff(example, 60, 'cuff-started')
      cuff(example, 90, 'set')
      heardAt(example, 100)
      return toldAsMissed(example, 101, from)
    }
    expect(late(12)).toBe(false)
    // From 31 on five seconds' worth are judged.
    expect(late(31)).toBe(true)
    expect(late(61)).toBe(false)
  })

  it('T5: is beyond a cuff that gave nothing for 60 s, the reading at exactly 60 s included', () => {
    const late = (from: number): boolean => {
      const example = running({ sameLimb: true })
      cuff(example, 10, 'cuff-started')
      heardAt(example, 100)
      return toldAsMissed(example, 101, from)
    }
    // Six readings: one of them at the edge leaves five, which span 4 s.
    expect(late(70)).toBe(false)
    expect(late(70.001)).toBe(true)
    expect(late(5)).toBe(true)
    expect(late(5.001)).toBe(false)
  })

  it('T5: sixteen inflations are remembered, the one before them is not', () => {
    const late = (count: number): boolean => {
      const example = running({ sameLimb: true })
      for (let index = 0; index < count; index += 1) {
        cuff(example, index * 60, 'cuff-started')
        cuff(example, index * 60 + 20, 'set')
      }
      heardAt(example, 1_100)
      return toldAsMissed(example, 1_101, 5)
    }
    expect(late(16)).toBe(false)
    expect(late(17)).toBe(true)
  })
})

describe('D5, T5: the stretches that count as held back', () => {
  it('D5, T5: an inflation that gave nothing counts its 60 s, one whose set came later no more than these', () => {
    const example = running({ sameLimb: true })
    expect(spans(example)).toEqual([])
    cuff(example, 10, 'cuff-started')
    expect(spans(example)).toEqual([[10, 70]])
    cuff(example, 80, 'set')
    expect(spans(example)).toEqual([[10, 70]])
    const short = running({ sameLimb: true })
    cuff(short, 10, 'cuff-started')
    cuff(short, 40, 'set')
    expect(spans(short)).toEqual([[10, 40]])
  })
})
