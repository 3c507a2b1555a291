import type { SourceId } from '@chairside/shared/identity'
import { describe, expect, it } from 'vitest'
import { at, Example, inBaseline, MONITOR, minutes, NURSE, profile, running, ZERO } from '../support/judge-harness.ts'

const second = (moment: number | null): number | null => (moment === null ? null : (moment - ZERO) / 1_000)
/** Gaps that begin from ZERO on, one line each. */
const gaps = (example: Example): string[] =>
  example.picture.gaps
    .filter(({ fromAt }) => fromAt >= ZERO)
    .map(({ fromAt, toAt, cause, vital }) => `${second(fromAt)} to ${second(toAt)} ${cause} ${vital ?? 'all'}`)

describe('V8: stretches without data', () => {
  it('V8: two vitals that are lost are two gaps, each closed by its own reading', () => {
    const example = running()
    example.stream(0, 5, { hr: 70, spo2: 97, rr: 14 })
    example.stream(6, 30, { hr: 70 })
    expect(gaps(example)).toEqual(['5 to null signal-lost spo2', '5 to null signal-lost rr'])
    example.stream(31, 40, { hr: 70, rr: 14 })
    expect(gaps(example)).toEqual(['5 to null signal-lost spo2', '5 to 31 signal-lost rr'])
    example.stream(41, 60, { hr: 70, rr: 14, spo2: 97 })
    expect(gaps(example)).toEqual(['5 to 41 signal-lost spo2', '5 to 31 signal-lost rr'])
  })

  it('V8: what is lost again is a gap of its own', () => {
    const example = running()
    example.stream(0, 5, { hr: 70, spo2: 97 })
    example.stream(6, 30, { hr: 70 })
    example.stream(31, 40, { hr: 70, spo2: 97 })
    example.stream(41, 70, { hr: 70 })
    expect(gaps(example)).toEqual(['5 to 31 signal-lost spo2', '40 to null signal-lost spo2'])
  })

  it('V8: a silence is a gap of all from what was heard last, to what is heard next, whatever that is', () => {
    const example = running()
    example.stream(0, 5, { hr: 70 })
    example.tick(60)
    expect(gaps(example)).toEqual(['5 to null source-silent all'])
    example.deliver(70, [])
    expect(gaps(example)[0]).toBe('5 to 70 source-silent all')
    // It speaks again, and says nothing of the heart.
    example.heard(75, 90)
    expect(gaps(example).slice(1)).toEqual(['5 to null signal-lost hr'])
  })

  it('V8: a gap of a vital ends with the time of its reading, not with that of the message', () => {
    const example = running()
    example.stream(0, 5, { hr: 70, spo2: 97 })
    example.stream(6, 30, { hr: 70 })
    example.numerics(33, { spo2: 97 }, [], 31)
    expect(gaps(example)).toEqual(['5 to 31 signal-lost spo2'])
  })

  it('V8: a vital that is flagged off before any reading of it is a gap from the check-in', () => {
    const example = running()
    example.numerics(3, { hr: 70 }, ['spo2'])
    const gap = example.picture.gaps.find(({ vital }) => vital === 'spo2')
    expect(gap).toMatchObject({ fromAt: example.picture.session?.checkedInAt, toAt: null, cause: 'signal-lost' })
  })

  it('V8: where nothing is missing a picture keeps its list of gaps as it is', () => {
    const example = running()
    example.stream(0, 5, { hr: 70 })
    const { gaps: before } = example.picture
    example.stream(6, 20, { hr: 70 })
    expect(example.picture.gaps).toBe(before)
  })
})

describe('S4: what reaches the chart', () => {
  it('S4: from the moment of the binding on, and nothing from before it', () => {
    const example = running()
    const boundAt = -minutes(11)
    const entry = (measured: number, sys: number) =>
      ({ kind: 'set', seq: example.nextSeq(), at: at(measured), sys, dia: 80, map: null, pulse: null }) as const
    example.deliver(1, [entry(boundAt - 0.001, 131)])
    example.deliver(2, [entry(boundAt, 132)])
    expect(example.picture.sets.map(({ sys }) => sys).filter((sys) => sys === 131 || sys === 132)).toEqual([132])
  })

  it('S4: the picture of a monitor is that of the bound one: when it was heard, and how far its clock is off', () => {
    const example = inBaseline()
    example.deliver(1, [], at(0))
    expect(example.picture.source).toMatchObject({ sourceId: MONITOR, lastHeardAt: at(1), clockOffsetMs: 1_000 })
    const before = example.picture.source
    example.tick(2)
    expect(example.picture.source).toBe(before)
    // The same moment, another offset: what is shown follows.
    example.deliver(2, [], at(1.5))
    example.deliver(2, [], at(1.75))
    expect(example.picture.source).toMatchObject({ lastHeardAt: at(2), clockOffsetMs: 250 })
    example.mustAct(3, { kind: 'release-monitor' }, NURSE)
    expect(example.picture.source).toBeNull()
    const other = profile({ sourceId: 'monitor-2' as SourceId })
    example.mustAct(3, { kind: 'bind-monitor', sourceId: other.sourceId }, NURSE, { source: { profile: other, lastHeardAt: at(3) } })
    expect(example.picture.source).toMatchObject({ sourceId: 'monitor-2', lastHeardAt: null, clockOffsetMs: 0 })
  })

  it('G5: before the baseline phase a clock that is off is no alarm yet', () => {
    const example = new Example()
    example.checkIn(0)
    example.bind(1)
    for (let s = 2; s < 5; s += 1) example.deliver(s, [], at(s + 31))
    expect(example.conditionLines('clock-skew')).toEqual([])
    example.passGate(5)
    example.mustAct(6, { kind: 'begin-baseline' }, NURSE)
    example.deliver(7, [], at(7 + 31))
    expect(example.conditionLines('clock-skew')).toEqual(['7 began clock-skew low'])
  })

  it('S4: what another monitor sends, or this one after its release, has no effect', () => {
    const example = running()
    example.numerics(1, { hr: 70 })
    const entry = (s: number) =>
      ({ kind: 'numerics', seq: example.nextSeq(), at: at(s), values: { hr: 150 }, off: [], unmapped: [] }) as const
    const foreign = 'monitor-2' as SourceId
    example.feed({ kind: 'delivery', takenAt: at(2), sourceId: foreign, sentAt: at(2), entries: [entry(2)] })
    expect(example.picture.numerics.hr?.value).toBe(70)
    expect(example.picture.source?.lastHeardAt).toBe(at(1))
    example.mustAct(3, { kind: 'release-monitor' }, NURSE)
    example.deliver(4, [entry(4)])
    expect(example.picture.numerics.hr).toBeUndefined()
    expect(example.picture.source).toBeNull()
  })

  it('S7, T: an apnoea of the monitor while the patient is off it, or told of that time later, is kept and no alarm', () => {
    const example = running()
    example.stream(0, 10, { hr: 70, rr: 14 })
    example.mustAct(10, { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
    const apnoea = (measured: number) => [{ kind: 'apnoea' as const, seq: example.nextSeq(), at: at(measured) }]
    // From just before the tap, told just after it: T is held back.
    example.deliver(11, apnoea(9))
    example.deliver(20, apnoea(20))
    expect(example.conditionLines('apnoea')).toEqual([])
    example.mustAct(30, { kind: 'return-to-monitor' }, NURSE)
    example.deliver(31, apnoea(25))
    expect(example.conditionLines('apnoea')).toEqual([])
    expect(example.of('happened-while-away')).toEqual([])
    example.deliver(40, apnoea(40))
    expect(example.conditionLines('apnoea')).toEqual(['40 began apnoea high'])
  })

  it('I2: a mark of what a full buffer dropped is kept, and changes nothing', () => {
    const example = running()
    example.stream(0, 5, { hr: 70 })
    const facts = example.facts.length
    example.deliver(6, [{ kind: 'gap', seq: example.nextSeq(), at: at(6), fromAt: at(1), toAt: at(2), lostEntries: 3 }])
    expect(example.facts).toHaveLength(facts)
    expect(gaps(example)).toEqual([])
  })
})
