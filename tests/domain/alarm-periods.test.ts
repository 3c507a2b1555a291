import {
  type AlarmLoad,
  alarmCount,
  alarmLoadOf,
  beginsIn,
  loadNotesOf,
  loadWithin,
  perHour,
  sumOfLoads,
  within,
} from '@chairside/server/domain/alarm-load'
import { HOUR_MS } from '@chairside/shared/time'
import { describe, expect, it } from 'vitest'
import { ended, factsAt, priorityOf, raised, reminded, type Said } from '../support/alarm-facts.ts'

describe('time in alarm', () => {
  const vitalMs = (...all: readonly Said[]) => alarmLoadOf(factsAt(...all), { fromAt: 0, untilAt: 1_000 }).inAlarmMs.vital

  it('A1: alarms of one priority that overlap are one time, and no alarm is none', () => {
    expect(vitalMs([10, raised(1, 'apnoea', 'high')], [20, raised(2, 'hr-low', 'high')], [30, ended(1)], [45, ended(2)])).toEqual({
      low: 0,
      medium: 0,
      high: 35,
    })
    expect(vitalMs()).toEqual({ low: 0, medium: 0, high: 0 })
  })

  it('A1: the lower one is timed before and after the higher, gaps are not, and what is open lasts to the end', () => {
    expect(
      vitalMs(
        [100, raised(1, 'hr-high', 'low')],
        [110, raised(2, 'spo2-low', 'medium')],
        [130, ended(2)],
        [170, ended(1)],
        [250, raised(3, 'rr-high', 'low')],
        [251, ended(3)],
        [251, raised(4, 'apnoea', 'high')],
        [900, priorityOf(4, 'medium')],
      ),
    ).toEqual({ low: 51, medium: 120, high: 649 })
  })
})

describe('the part of a load in a period', () => {
  const period = { fromAt: 1_000, untilAt: 2_000 }

  it.each([
    [0, 999, 1_000, 1_000, false],
    [0, 1_000, 1_000, 1_000, false],
    [0, 1_001, 1_000, 1_001, false],
    [999, 1_500, 1_000, 1_500, false],
    [1_000, 1_500, 1_000, 1_500, true],
    [1_001, 1_999, 1_001, 1_999, true],
    [1_500, 2_000, 1_500, 2_000, true],
    [1_999, 2_001, 1_999, 2_000, true],
    [2_000, 2_001, 2_000, 2_000, false],
    [2_001, 3_000, 2_001, 2_001, false],
    [0, 3_000, 1_000, 2_000, false],
  ])('A1: of %d to %d lies %d to %d in it; begun there: %s', (fromAt, untilAt, partFrom, partUntil, begun) => {
    expect(within({ fromAt, untilAt, name: 'kept' }, period)).toEqual({ fromAt: partFrom, untilAt: partUntil, name: 'kept' })
    expect(beginsIn({ fromAt, untilAt }, period)).toBe(begun)
  })

  const record = loadNotesOf(
    factsAt(
      [400, raised(1, 'spo2-low', 'medium')],
      [500, { kind: 'hold-back-began', what: 'rate-mismatch', untilAt: 9_000 }],
      [900, raised(2, 'signal-lost', 'low')],
      [999, reminded(1)],
      [1_000, ended(2)],
      [1_000, reminded(1)],
      [1_200, priorityOf(1, 'high')],
      [1_300, ended(1)],
      [1_400, { kind: 'hold-back-ended', what: 'rate-mismatch', readings: 4 }],
      [1_900, { kind: 'hold-back-began', what: 'rate-mismatch', untilAt: 9_000 }],
      [1_999, raised(3, 'hr-high', 'low')],
      [2_000, raised(4, 'help', 'high')],
      [2_100, { kind: 'hold-back-ended', what: 'rate-mismatch', readings: 8 }],
    ),
    2_500,
  )
  const span = { fromAt: 300, untilAt: 2_500 }
  const partIn = (fromAt: number, untilAt: number) => loadWithin(record, span, { fromAt, untilAt })

  it('A1: everything counts where it began, with its readings, and is timed where it was', () => {
    expect(partIn(1_000, 2_000)).toEqual({
      spanMs: 1_000,
      lines: [
        { kind: 'vital-alarm', name: 'spo2:low', detail: 'high', count: 0, presentMs: 300, readings: 0 },
        { kind: 'vital-alarm', name: 'heart:high', detail: 'low', count: 1, presentMs: 1, readings: 0 },
        { kind: 'repeat', name: 'spo2:low', detail: 'reminded', count: 1, presentMs: 0, readings: 0 },
        { kind: 'held-back', name: 'rate-mismatch', detail: '', count: 1, presentMs: 500, readings: 8 },
      ],
      inAlarmMs: {
        vital: { low: 1, medium: 200, high: 100 },
        technical: { low: 0, medium: 0, high: 0 },
        prompt: { low: 0, medium: 0, high: 0 },
      },
    } satisfies AlarmLoad)
  })

  it('A1: the span is what of the record lies in the period', () => {
    expect(
      [partIn(0, 300), partIn(0, 301), partIn(0, 9_000), partIn(2_499, 9_000), partIn(2_500, 9_000)].map(({ spanMs }) => spanMs),
    ).toEqual([0, 1, 2_200, 1, 0])
    expect(partIn(0, 300).lines).toEqual([])
  })

  it('A1: periods that follow each other add up to the whole, whichever way they are cut', () => {
    const sorted = ({ lines, ...rest }: AlarmLoad) => ({ ...rest, lines: lines.map((line) => JSON.stringify(line)).sort() })
    const whole = sorted(partIn(300, 2_500))
    for (const cut of [400, 999, 1_000, 1_001, 1_200, 1_300, 1_999, 2_000])
      expect(sorted(sumOfLoads([partIn(300, cut), partIn(cut, 2_500)]))).toEqual(whole)
    expect(partIn(300, 2_500).inAlarmMs).toEqual({
      vital: { low: 501, medium: 800, high: 100 },
      technical: { low: 100, medium: 0, high: 0 },
      prompt: { low: 0, medium: 0, high: 500 },
    })
  })
})

describe('sums and rates', () => {
  it('loads add up, and rates are by the span', () => {
    const one = alarmLoadOf(factsAt([0, raised(1, 'spo2-low', 'medium')], [1_000, ended(1)]), { fromAt: 0, untilAt: HOUR_MS })
    const two = alarmLoadOf(factsAt([0, raised(1, 'spo2-low', 'medium')], [4_000, ended(1)]), { fromAt: 0, untilAt: HOUR_MS })
    const both = sumOfLoads([one, two])
    expect(both).toMatchObject({ spanMs: 2 * HOUR_MS, lines: [{ count: 2, presentMs: 5_000 }], inAlarmMs: { vital: { medium: 5_000 } } })
    expect(perHour(alarmCount(both, 'vital', 'medium'), both.spanMs)).toBe(1)
    expect(perHour(3, 0)).toBe(0)
    expect(sumOfLoads([])).toMatchObject({ spanMs: 0, lines: [] })
  })

  const line = { kind: 'held-back', name: 'rate-mismatch', detail: '', count: 1, presentMs: 10, readings: 3 } as const
  const loadOf = (factor: number, lines: AlarmLoad['lines']): AlarmLoad => ({
    spanMs: factor,
    lines,
    inAlarmMs: {
      vital: { low: factor, medium: 2 * factor, high: 3 * factor },
      technical: { low: 4 * factor, medium: 5 * factor, high: 6 * factor },
      prompt: { low: 7 * factor, medium: 8 * factor, high: 9 * factor },
    },
  })

  it('A1: only lines that agree in kind, name and detail are one, with all that they count', () => {
    const others = [{ ...line, kind: 'verify' } as const, { ...line, name: 'off-monitor' }, { ...line, detail: 'x' }]
    const sum = sumOfLoads([
      loadOf(1, [line, ...others]),
      loadOf(10, [{ ...line, count: 2, presentMs: 5, readings: 4 }]),
      loadOf(100, [line]),
    ])
    expect(sum).toEqual(loadOf(111, [{ ...line, count: 4, presentMs: 25, readings: 10 }, ...others]))
    expect(sumOfLoads([])).toEqual(loadOf(0, []))
  })

  it('A1: alarms are counted by their source and from a priority on', () => {
    const of = (kind: AlarmLoad['lines'][number]['kind'], detail: string, count: number) => ({ ...line, kind, detail, count })
    const load = loadOf(1, [
      of('vital-alarm', 'low', 1),
      of('vital-alarm', 'medium', 10),
      of('vital-alarm', 'high', 100),
      of('technical-alarm', 'medium', 1_000),
      of('prompt-alarm', 'high', 2_000),
      of('condition', 'high', 4_000),
    ])
    expect((['low', 'medium', 'high'] as const).map((atLeast) => alarmCount(load, 'vital', atLeast))).toEqual([111, 110, 100])
    expect((['low', 'medium', 'high'] as const).map((atLeast) => alarmCount(load, 'technical', atLeast))).toEqual([1_000, 1_000, 0])
    expect((['low', 'medium', 'high'] as const).map((atLeast) => alarmCount(load, 'prompt', atLeast))).toEqual([2_000, 2_000, 2_000])
  })

  it('A1: a rate is for an hour, and of no time there is none', () => {
    expect([perHour(3, HOUR_MS / 2), perHour(0, HOUR_MS), perHour(1, 1), perHour(3, 0), perHour(3, -HOUR_MS)]).toEqual([
      6,
      0,
      HOUR_MS,
      0,
      0,
    ])
  })
})
