import { entrySchema } from '@chairside/shared/entry'
import { news2Of } from '@chairside/shared/news2'
import { SCORES, type ScoreId, scoreOf } from '@chairside/shared/scores'
import { describe, expect, it } from 'vitest'

const NORMAL = { rr: 16, spo2: 97, oxygen: false, sys: 124, pulse: 72, consciousness: 'alert', temp: 36.8 } as const

describe('scores as tables', () => {
  const lowest = { aldrete: 0, padss: 0, moaas: 0, rass: -5, dissociation: 0, 'cadss-6': 0, nausea: 0, pain: 0, anxiety: 0 }
  const entryFor = (score: ScoreId, end: 'low' | 'high'): unknown => {
    const values = Object.fromEntries(SCORES[score].items.map((item) => [item.id, item[end]]))
    switch (score) {
      case 'aldrete':
      case 'padss':
        return { kind: score, ...values }
      case 'moaas':
        return { kind: 'sedation', moaas: values.value }
      case 'rass':
        return { kind: 'rass', ...values }
      case 'dissociation':
        return { kind: 'dissociation', scale: '0-10', ...values }
      case 'cadss-6':
        return { kind: 'dissociation', scale: 'cadss-6', ...values }
      case 'nausea':
      case 'pain':
      case 'anxiety':
        return { kind: `${score}-score`, ...values }
    }
  }

  it.each(Object.keys(SCORES) as ScoreId[])('D18: %s spans what its items allow, and what the wire takes', (score) => {
    const table = SCORES[score]
    for (const end of ['low', 'high'] as const) {
      const entry = entrySchema.parse(entryFor(score, end))
      expect(scoreOf(entry)).toEqual({ score, value: end === 'low' ? lowest[score] : table.high })
    }
    expect(table.low).toBe(lowest[score])
    for (const item of table.items)
      expect(
        entrySchema.safeParse({
          ...(entryFor(score, 'high') as object),
          [item.id === 'value' && score === 'moaas' ? 'moaas' : item.id]: item.high + 1,
        }).success,
      ).toBe(false)
  })

  it('D18: what is no score gives none', () => {
    expect(scoreOf({ kind: 'note', text: 'calm' })).toBeNull()
  })
})

describe('NEWS2, for information only', () => {
  it('a normal adult scores 0, low', () => {
    expect(news2Of(NORMAL, false)).toMatchObject({ total: 0, risk: 'low', missing: [], consciousnessUnreliable: false })
  })

  const bands: readonly (readonly [keyof typeof NORMAL, readonly (readonly [number, number])[]])[] = [
    [
      'rr',
      [
        [8, 3],
        [9, 1],
        [11, 1],
        [12, 0],
        [20, 0],
        [21, 2],
        [24, 2],
        [25, 3],
      ],
    ],
    [
      'spo2',
      [
        [91, 3],
        [92, 2],
        [93, 2],
        [94, 1],
        [95, 1],
        [96, 0],
        [100, 0],
      ],
    ],
    [
      'sys',
      [
        [90, 3],
        [91, 2],
        [100, 2],
        [101, 1],
        [110, 1],
        [111, 0],
        [219, 0],
        [220, 3],
      ],
    ],
    [
      'pulse',
      [
        [40, 3],
        [41, 1],
        [50, 1],
        [51, 0],
        [90, 0],
        [91, 1],
        [110, 1],
        [111, 2],
        [130, 2],
        [131, 3],
      ],
    ],
    [
      'temp',
      [
        [35, 3],
        [35.1, 1],
        [36, 1],
        [36.1, 0],
        [38, 0],
        [38.1, 1],
        [39, 1],
        [39.1, 2],
      ],
    ],
  ]
  it.each(bands)('the bands of %s from both sides', (item, cases) => {
    for (const [value, points] of cases) expect(news2Of({ ...NORMAL, [item]: value }, false).total, `${item} ${value}`).toBe(points)
  })

  it('the second saturation scale, on air and on oxygen', () => {
    const on = (spo2: number, oxygen: boolean) => news2Of({ ...NORMAL, spo2, oxygen }, false, 2).points.spo2
    expect([83, 84, 85, 86, 87, 88, 92, 93, 100].map((spo2) => on(spo2, false))).toEqual([3, 2, 2, 1, 1, 0, 0, 0, 0])
    expect([83, 84, 86, 88, 92, 93, 94, 95, 96, 97].map((spo2) => on(spo2, true))).toEqual([3, 2, 1, 0, 0, 1, 1, 2, 2, 3])
    expect(news2Of({ ...NORMAL, oxygen: true }, false).total).toBe(2)
  })

  it('one item of 3 raises the risk, 5 and 7 the class', () => {
    expect(news2Of({ ...NORMAL, rr: 8 }, false).risk).toBe('low-medium')
    expect(news2Of({ ...NORMAL, rr: 25, spo2: 93 }, false)).toMatchObject({ total: 5, risk: 'medium' })
    expect(news2Of({ ...NORMAL, rr: 25, spo2: 93, pulse: 111 }, false)).toMatchObject({ total: 7, risk: 'high' })
  })

  it('V8: a missing item leaves the total open and is named', () => {
    expect(news2Of({ ...NORMAL, temp: null, consciousness: null }, false)).toMatchObject({
      total: null,
      risk: null,
      missing: ['consciousness', 'temp'],
    })
  })

  it('confusion while infusing is marked as unreliable, and no pressure of a session scores', () => {
    expect(news2Of({ ...NORMAL, consciousness: 'confused', sys: 199 }, true)).toMatchObject({
      consciousnessUnreliable: true,
      points: { sys: 0, consciousness: 3 },
    })
    expect(news2Of({ ...NORMAL, consciousness: 'confused' }, false).consciousnessUnreliable).toBe(false)
  })
})
