import type { ChairPicture, ChairSection } from '@chairside/shared/picture'
import { describe, expect, it } from 'vitest'
import { Example, running } from '../support/judge-harness.ts'

const changed = (before: ChairPicture, after: ChairPicture): string[] =>
  (Object.keys(after) as (keyof ChairPicture)[]).filter((key) => after[key] !== before[key as ChairSection])

describe('what a screen is told', () => {
  it('P1: a reading changes the sections that it is about and no other', () => {
    const example = running()
    example.stream(0, 5, { spo2: 97, hr: 70 })
    const before = example.picture
    example.numerics(6, { spo2: 96, hr: 70 })
    expect(changed(before, example.picture).sort()).toEqual(['numerics', 'source'])
  })

  it('P1: a tick in which nothing falls due changes nothing', () => {
    const example = running()
    example.stream(0, 5, { spo2: 97, hr: 70 })
    const before = example.picture
    example.tick(6)
    expect(changed(before, example.picture)).toEqual([])
  })

  it('P1: an empty chair has a picture of nothing', () => {
    expect(new Example().picture).toMatchObject({
      session: null,
      source: null,
      numerics: {},
      sets: [],
      excursions: [],
      alarms: [],
      baseline: null,
      infusion: null,
      readiness: null,
    })
  })

  it('P1: a picture is plain data', () => {
    const example = running()
    example.set(0, 185, 85)
    example.stream(1, 20, { spo2: 80, hr: 150 })
    expect(JSON.parse(JSON.stringify(example.picture))).toEqual(example.picture)
  })

  it('V8: a stretch without data is a gap with its cause, from the last reading to the next', () => {
    const example = running()
    example.stream(0, 5, { spo2: 97, hr: 70 })
    example.stream(6, 30, { hr: 70 })
    const open = example.picture.gaps.filter((gap) => gap.vital === 'spo2')
    expect(open).toMatchObject([{ cause: 'signal-lost', toAt: null }])
    example.numerics(31, { spo2: 97, hr: 70 })
    const closed = example.picture.gaps.filter((gap) => gap.vital === 'spo2')
    expect(closed.map((gap) => ((gap.toAt ?? 0) - gap.fromAt) / 1_000)).toEqual([26])
  })

  it('V8: a silent monitor is a gap of all', () => {
    const example = running()
    example.stream(0, 5, { spo2: 97 })
    example.tick(60)
    example.numerics(65, { spo2: 97 })
    const gap = example.picture.gaps.findLast((one) => one.cause === 'source-silent')
    expect(gap).toMatchObject({ vital: null })
    expect(((gap?.toAt ?? 0) - (gap?.fromAt ?? 0)) / 1_000).toBe(60)
  })
})
