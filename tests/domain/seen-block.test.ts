import type { SourceEntry } from '@chairside/server/domain/chair-input'
import { packSeen, seenAt } from '@chairside/server/domain/seen-block'
import { describe, expect, it } from 'vitest'
import { at, running } from '../support/judge-harness.ts'

type Numerics = Extract<SourceEntry, { kind: 'numerics' }>
const numerics = (second: number, values: Numerics['values'], odd: Partial<Numerics> = {}): Numerics => ({
  kind: 'numerics',
  seq: 1,
  at: at(second),
  values,
  off: [],
  unmapped: [],
  ...odd,
})

describe('V4: what was taken long ago', () => {
  it('V4: is given back as it came: its vitals alone, to the last decimal, two of one moment, flags and sets', () => {
    const set: SourceEntry = { kind: 'set', seq: 2, at: at(5), sys: 120, dia: 80, map: null, pulse: 70 }
    const flagged = numerics(4, { hr: 70 }, { off: ['spo2'] })
    const block = packSeen(
      [numerics(3, { hr: 70, spo2: 97.3 }), numerics(1, { rr: 0 }), numerics(3, { hr: 70.1 }), flagged, numerics(2, {}), set],
      0,
    )
    const { seq: _, ...first } = numerics(3, { hr: 70, spo2: 97.3 })
    const { seq: __, ...second } = numerics(3, { hr: 70.1 })
    expect(seenAt(block, at(3))).toEqual([first, second])
    expect(seenAt(block, at(1))).toMatchObject([{ values: { rr: 0 } }])
    expect(seenAt(block, at(2))).toMatchObject([{ values: {} }])
    expect(Object.keys((seenAt(block, at(1))[0] as Numerics).values)).toEqual(['rr'])
    expect(seenAt(block, at(4))).toEqual([flagged])
    expect(seenAt(block, at(5))).toEqual([set])
    for (const never of [0, 1.5, 6]) expect(seenAt(block, at(never))).toEqual([])
  })

  it('V4: numerics from a quarter of an hour ago change nothing when they come again, and one other value does', () => {
    const example = running()
    const valuesOf = (second: number): Numerics['values'] => ({
      hr: 70 + (second % 5),
      spo2: 96.5,
      ...(second % 3 === 0 ? { rr: 14 } : {}),
    })
    for (let second = 1; second <= 900; second += 1) example.deliver(second, [numerics(second, valuesOf(second))])
    const shown = (): string => JSON.stringify([example.facts, example.picture.numerics])
    const before = shown()
    const state = (): unknown => example.chair.session?.seenOlder
    const seen = state()
    for (let second = 1; second <= 800; second += 1) example.deliver(900.5, [numerics(second, valuesOf(second))])
    expect([shown(), state()]).toEqual([before, seen])
    example.deliver(900.5, [numerics(30, { ...valuesOf(30), spo2: 96 })])
    const newest = example.chair.session?.seenRecent.at(-1) as Numerics
    expect([newest.at, newest.values]).toEqual([at(30), { spo2: 96 }])
  })

  it('V4: a vital takes 8 bytes a reading to remember', () => {
    const { rows } = packSeen(
      [...Array(32).keys()].map((second) => numerics(second, { hr: 70, spo2: 97, rr: 14 })),
      0,
    )
    expect(rows.byteLength).toBe(32 * 4 * 8)
  })
})
