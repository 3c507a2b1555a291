import { describe, expect, it } from 'vitest'
import { cuff, holdLines, withArtefact } from '../support/held-back.ts'
import { running } from '../support/judge-harness.ts'

describe('T5: ECG and pulse that do not agree', () => {
  const protocol = withArtefact({ rateMismatch: { enabled: true, bpm: 10, maxMs: 15_000 } })

  it('T5: beyond 10 SpO2 is held back for 15 s at most, then the mismatch is a lost signal and SpO2 is judged', () => {
    const example = running({ protocol })
    example.stream(0, 5, { hr: 70, pulse: 70, spo2: 97 })
    example.stream(6, 40, { hr: 70, pulse: 81, spo2: 80 })
    expect(holdLines(example)).toEqual(['6 began rate-mismatch until 21', '21 ended rate-mismatch 16'])
    expect(example.conditionLines('signal-lost')).toEqual(['21 began signal-lost spo2 low'])
    expect(example.conditionLines('spo2-desat')).toEqual(['27 began spo2-desat high'])
    example.stream(41, 60, { hr: 70, pulse: 80, spo2: 97 })
    expect(example.conditionLines('signal-lost')).toEqual(['21 began signal-lost spo2 low', '41 ended signal-lost spo2 low'])
  })

  it('T5: a difference of exactly 10 is none, and by default nothing compares them', () => {
    const equal = running({ protocol })
    equal.stream(0, 30, { hr: 70, pulse: 80, spo2: 80 })
    expect(equal.conditionLines('spo2-desat')).toEqual(['5 began spo2-desat high'])
    const byDefault = running()
    byDefault.stream(0, 30, { hr: 70, pulse: 120, spo2: 80 })
    expect(byDefault.conditionLines('spo2-desat')).toEqual(['5 began spo2-desat high'])
    expect(holdLines(byDefault)).toEqual([])
  })

  it('T5: agreement ends it, and one mismatch after the other hides no desaturation', () => {
    const example = running({ protocol })
    for (let second = 0; second <= 90; second += 1) example.numerics(second, { hr: 70, pulse: second % 14 === 0 ? 70 : 120, spo2: 80 })
    expect(example.conditionLines('spo2-desat')).toHaveLength(1)
  })

  it('T5: one that ended early lets the cuff hold back 25 s after its end', () => {
    const example = running({ protocol, sameLimb: true })
    example.stream(0, 4, { hr: 70, pulse: 100, spo2: 97 })
    example.numerics(5, { hr: 70, pulse: 70, spo2: 97 })
    cuff(example, 30, 'cuff-started')
    expect(holdLines(example, 'cuff-same-limb')).toEqual(['30 began cuff-same-limb until 90'])
  })

  it.each([
    ['the pulse', { hr: 70, spo2: 97 }],
    ['the ECG', { pulse: 100, spo2: 97 }],
    ['neither but SpO2', { spo2: 97 }],
  ] as const)('T5: that %s is no longer there does not end it (V8)', (_, left) => {
    const stopped = running({ protocol })
    stopped.stream(0, 20, { hr: 70, pulse: 100, spo2: 97 })
    // Until its last value is lost it still shows what it showed, and then there is nothing to compare.
    stopped.stream(21, 60, left)
    const saturation = stopped.conditionLines('signal-lost').filter((line) => line.includes('spo2'))
    expect(saturation).toEqual(['15 began signal-lost spo2 low', '45 priority signal-lost spo2 medium'])
    stopped.numerics(61, { hr: 70, pulse: 80, spo2: 97 })
    expect(stopped.conditionLines('signal-lost')).toContain('61 ended signal-lost spo2 medium')
  })

  it('T5: a lead that is off leaves nothing to compare', () => {
    const off = running({ protocol })
    off.stream(0, 20, { hr: 70, pulse: 100, spo2: 97 })
    off.numerics(21, { pulse: 100, spo2: 97 }, ['hr'])
    expect(off.conditionLines('signal-lost')).toEqual([
      '15 began signal-lost spo2 low',
      '21 began signal-lost hr low',
      '21 ended signal-lost spo2 low',
    ])
  })

  it('T3: an ECG lead fault is told as one, and holds back no SpO2', () => {
    const example = running({ protocol })
    example.stream(0, 10, { hr: 0, pulse: 70, spo2: 80 })
    expect(holdLines(example)).toEqual([])
    expect(example.conditionLines('spo2-desat')).toEqual(['5 began spo2-desat high'])
  })

  it('T5: agreement before its time ends it, and it tells how many readings it kept', () => {
    const example = running({ protocol })
    example.stream(0, 9, { hr: 70, pulse: 81, spo2: 80 })
    example.numerics(10, { hr: 70, pulse: 80, spo2: 97 })
    expect(holdLines(example)).toEqual(['0 began rate-mismatch until 15', '10 ended rate-mismatch 10'])
  })

  it('T5: one that may hold nothing back leaves the spacing as it was: the next may not either', () => {
    const example = running({ protocol })
    const agree = { hr: 70, pulse: 70, spo2: 97 }
    const part = { hr: 70, pulse: 100, spo2: 97 }
    example.stream(0, 16, part)
    example.numerics(17, agree)
    // 25 s after 15 are over at 40.
    example.stream(20, 24, part)
    example.numerics(25, agree)
    example.stream(30, 34, part)
    example.numerics(35, agree)
    expect(holdLines(example)).toEqual(['0 began rate-mismatch until 15', '15 ended rate-mismatch 16'])
    example.numerics(40, part)
    expect(holdLines(example).at(-1)).toBe('40 began rate-mismatch until 55')
  })

  it('T5: the spacing counts from the end of its 15 s, however long the two part', () => {
    const held = (second: number): string[] => {
      const example = running({ protocol, sameLimb: true })
      example.stream(0, 29, { hr: 70, pulse: 100, spo2: 97 })
      example.numerics(30, { hr: 70, pulse: 70, spo2: 97 })
      cuff(example, second, 'cuff-started')
      return holdLines(example, 'cuff-same-limb')
    }
    expect(held(39.999)).toEqual([])
    expect(held(40)).toEqual(['40 began cuff-same-limb until 100'])
  })

  it('T5: one that began beyond the cuff holds nothing back itself, and its end is not that of the inflation', () => {
    const next = (second: number): string[] => {
      const example = running({ protocol, sameLimb: true })
      cuff(example, 10, 'cuff-started')
      example.numerics(20, { hr: 70, pulse: 100, spo2: 97 })
      example.numerics(25, { hr: 70, pulse: 70, spo2: 97 })
      cuff(example, 40, 'set')
      cuff(example, second, 'cuff-started')
      return holdLines(example).filter((line) => line.includes('began'))
    }
    expect(next(64.999)).toEqual(['10 began cuff-same-limb until 70'])
    expect(next(65)).toEqual(['10 began cuff-same-limb until 70', '65 began cuff-same-limb until 125'])
  })
})
