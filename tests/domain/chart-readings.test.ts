import type { SourceEntry, SourceProfile } from '@chairside/server/domain/chair-input'
import type { Delivered } from '@chairside/server/domain/chart-inputs'
import { type ChartReadings, coverageOf, extremeOf, inside, readingsOf, setKey, thinned } from '@chairside/server/domain/chart-readings'
import { unheard } from '@chairside/server/domain/source-clock'
import type { SourceId } from '@chairside/shared/identity'
import type { ContinuousVital, VitalValues } from '@chairside/shared/vital'
import { describe, expect, it } from 'vitest'
import { at, MONITOR, minutes, profile, ZERO } from '../support/judge-harness.ts'

const OTHER = 'monitor-2' as SourceId

interface How {
  readonly off?: readonly ContinuousVital[]
  readonly source?: Partial<SourceProfile>
  /** The second of the binding. */
  readonly bound?: number
  /** How far behind the monitor's clock is. */
  readonly offsetMs?: number
}

const delivered = (second: number, entries: readonly SourceEntry[], { source = {}, bound = -60, offsetMs = 0 }: How = {}): Delivered => {
  const said = profile(source)
  return {
    input: { kind: 'delivery', takenAt: at(second), sentAt: at(second), sourceId: said.sourceId, entries },
    bound: { ...unheard(said, at(bound)), offsetMs },
  }
}
/** Taken at `second`, dated `measured` by its monitor. */
const numerics = (second: number, values: VitalValues, measured = second, how: How = {}): Delivered =>
  delivered(second, [{ kind: 'numerics', seq: 1, at: at(measured), values, off: how.off ?? [], unmapped: [] }], how)
const set = (second: number, sys: number, dia: number, measured = second, how: How = {}): Delivered =>
  delivered(second, [{ kind: 'set', seq: 1, at: at(measured), sys, dia, map: null, pulse: null }], how)

/** `10 97`: second and value of each. */
const told = (kept: ChartReadings['onTime'], vital: ContinuousVital) =>
  kept[vital].map((reading) => `${(reading.at - ZERO) / 1_000} ${reading.value}`)
/** SpO2 on time, late and rejected. */
const spo2 = (...deliveries: readonly Delivered[]) => {
  const { onTime, late, rejected } = readingsOf(deliveries)
  return { onTime: told(onTime, 'spo2'), late: told(late, 'spo2'), rejected: told(rejected, 'spo2') }
}
const of = (...seconds: readonly number[]): readonly Delivered[] => seconds.map((second) => numerics(second, { spo2: 97 }))

describe('V1: what a monitor delivered', () => {
  it('V1: stands at its own time, with when it was received and from whom; what was flagged is no reading', () => {
    const found = readingsOf([numerics(12, { spo2: 97, hr: 70, rr: 14 }, 10, { off: ['hr'] })])
    const reading = { at: at(10), takenAt: at(12), sourceId: MONITOR }
    expect(found.onTime).toMatchObject({ spo2: [{ ...reading, value: 97 }], rr: [{ ...reading, value: 14 }], hr: [], pulse: [] })
  })

  it('V6: is corrected by how far the clock is off, and never stands later than it was received', () => {
    expect(spo2(numerics(100, { spo2: 97 }, 38, { offsetMs: 60_000 })).onTime).toEqual(['98 97'])
    expect(spo2(numerics(100, { spo2: 97 }, 108)).onTime).toEqual(['100 97'])
  })

  it('S4: of before the binding is nobody’s; of that very moment it is this patient’s', () => {
    const found = readingsOf([numerics(5, { spo2: 90 }, -1, { bound: 0 }), numerics(5, { spo2: 91 }, 0, { bound: 0 })])
    expect([found.strays, told(found.onTime, 'spo2')]).toEqual([[at(-1)], ['0 91']])
  })

  it('V7: the longest period that a monitor declared', () => {
    expect(readingsOf([]).periodMs).toBe(0)
    const slow = { source: { sourceId: OTHER, periodMs: 5_000 } }
    expect(readingsOf([numerics(1, {}), numerics(2, {}, 2, slow), numerics(3, {})]).periodMs).toBe(5_000)
  })

  it('V1: what says nothing of a vital is passed over', () => {
    const found = readingsOf([
      delivered(5, [
        { kind: 'cuff-started', seq: 1, at: at(1) },
        { kind: 'cuff-failed', seq: 2, at: at(2), code: 'leak' },
        { kind: 'apnoea', seq: 3, at: at(3) },
      ]),
    ])
    expect(found).toMatchObject({ strays: [], onTime: { rr: [] } })
    expect(found.sets.size).toBe(0)
  })
})

describe('V4: each reading once', () => {
  it('V4: the same vital of the same moment with the same value is a repeat; another value or vital is not', () => {
    expect(spo2(numerics(10, { spo2: 97 }), numerics(11, { spo2: 97 }, 10)).onTime).toEqual(['10 97'])
    expect(spo2(numerics(10, { spo2: 97 }), numerics(11, { spo2: 96 }, 10), numerics(12, { spo2: 96 }, 10)).onTime).toEqual([
      '10 97',
      '10 96',
    ])
    const more = readingsOf([numerics(10, { spo2: 97 }), numerics(11, { spo2: 97, hr: 70 }, 10)])
    expect([told(more.onTime, 'spo2'), told(more.onTime, 'hr')]).toEqual([['10 97'], ['10 70']])
  })

  it('V4: what was flagged then was no reading, so that the same one without the flag is the first', () => {
    expect(spo2(numerics(10, { spo2: 97 }, 10, { off: ['spo2'] }), numerics(11, { spo2: 97 }, 10)).onTime).toEqual(['10 97'])
    expect(spo2(numerics(10, { spo2: 97 }, 10, { off: ['hr'] }), numerics(11, { spo2: 97 }, 10)).onTime).toEqual(['10 97'])
  })

  it('V4: another monitor says it for itself', () => {
    const other = { source: { sourceId: OTHER } }
    expect(spo2(numerics(10, { spo2: 97 }), numerics(11, { spo2: 97 }, 10, other)).onTime).toEqual(['10 97', '10 97'])
  })

  it('V6: a repeat keeps the time that it was first given, however the clock was judged since', () => {
    const repeated = [numerics(10, { spo2: 97 }, 8), numerics(11, { spo2: 97, hr: 70 }, 8, { offsetMs: 1_000 })]
    const { onTime } = readingsOf(repeated)
    expect([told(onTime, 'spo2'), told(onTime, 'hr')]).toEqual([['8 97'], ['8 70']])
  })

  it('V4: a set is known by its time and numbers, and came when and whence it came first', () => {
    const { sets } = readingsOf([
      set(10, 120, 80, 8),
      set(11, 120, 80, 8),
      set(12, 124, 80, 8),
      set(20, 120, 80, 9, { source: { sourceId: OTHER } }),
    ])
    const key = (second: number, sys: number, dia: number): string => setKey({ at: at(second), sys, dia })
    expect([...sets]).toEqual([
      [key(8, 120, 80), { takenAt: at(10), sourceId: MONITOR }],
      [key(8, 124, 80), { takenAt: at(12), sourceId: MONITOR }],
      [key(9, 120, 80), { takenAt: at(20), sourceId: OTHER }],
    ])
    expect(key(8, 120, 80)).not.toBe(setKey({ at: at(8), sys: 120, dia: null }))
  })
})

describe('V5, V3: late and rejected', () => {
  it('V5: older than the newest of its vital and source is late; as old is not', () => {
    expect(spo2(...of(10), numerics(11, { spo2: 96 }, 9.999), numerics(12, { spo2: 95 }, 10))).toEqual({
      onTime: ['10 97', '10 95'],
      late: ['9.999 96'],
      rejected: [],
    })
    // What came late is not the newest.
    expect(spo2(...of(10), numerics(11, { spo2: 96 }, 5), numerics(12, { spo2: 95 }, 9)).late).toEqual(['5 96', '9 95'])
    const others = [numerics(10, { hr: 70 }), numerics(10, { spo2: 97 }, 10, { source: { sourceId: OTHER } })]
    expect(spo2(...others, numerics(11, { spo2: 96 }, 9)).late).toEqual([])
  })

  it('V5: received more than 10 s after it was measured, or two periods of a slow source or vital', () => {
    const late = (seconds: number, source: Partial<SourceProfile> = {}): boolean =>
      spo2(numerics(500, { spo2: 97 }, 500 - seconds, { bound: -900, source })).late.length === 1
    expect([late(10), late(10.001)]).toEqual([false, true])
    expect([late(10, { periodMs: 5_000 }), late(10.001, { periodMs: 5_000 })]).toEqual([false, true])
    expect([late(120, { periodMs: 60_000 }), late(120.001, { periodMs: 60_000 })]).toEqual([false, true])
    expect([late(60, { periodsMs: { spo2: 30_000 } }), late(60.001, { periodsMs: { spo2: 30_000 } })]).toEqual([false, true])
    expect([late(10.001, { periodsMs: { hr: 30_000 } })]).toEqual([true])
  })

  it('V3: an impossible value is rejected, whether it came in time or late', () => {
    expect(spo2(...of(10), numerics(11, { spo2: 0 }), numerics(12, { spo2: 101 }, 5), numerics(13, { spo2: 1 }))).toEqual({
      onTime: ['10 97', '13 1'],
      late: [],
      rejected: ['5 101', '11 0'],
    })
  })

  it('V5: each kind stands in the order in which it was measured', () => {
    const other = { source: { sourceId: OTHER } }
    expect(
      spo2(...of(20), numerics(21, { spo2: 96 }, 18, other), numerics(40, { spo2: 94 }, 19), numerics(41, { spo2: 93 }, 17)),
    ).toMatchObject({
      onTime: ['18 96', '20 97'],
      late: ['17 93', '19 94'],
    })
  })
})

describe('V1: a picture of readings', () => {
  it('V1: holds lowest, highest and last of each ten seconds, none where there was none', () => {
    const values = { 0: 95, 3: 91, 6: 99, 9: 96, 10: 97, 30: 98 }
    const found = thinned(readingsOf(Object.entries(values).map(([second, value]) => numerics(Number(second), { spo2: value }))))
    expect(found).toEqual({
      bucketMs: 10_000,
      onTime: {
        spo2: [
          [at(0), 91, 99, 96],
          [at(10), 97, 97, 97],
          [at(30), 98, 98, 98],
        ],
      },
      late: {},
      rejected: {},
    })
  })

  it('V1: is thinned to at most 720 points a line, all lines alike, whichever is the longest', () => {
    const all = (count: number): readonly Delivered[] => of(...Array.from({ length: count }, (_, index) => index * 10))
    const whole = thinned(readingsOf(all(720)))
    expect([whole.bucketMs, whole.onTime.spo2?.length]).toEqual([10_000, 720])
    const one = thinned(readingsOf([...all(721), numerics(8_000, { hr: 70 })]))
    expect([one.bucketMs, one.onTime.spo2?.length, one.onTime.hr?.length]).toEqual([20_000, 361, 1])
    const late = Array.from({ length: 1_441 }, (_, index) => numerics(20_000, { spo2: 90 }, index * 10))
    expect(thinned(readingsOf(late)).bucketMs).toBe(40_000)
  })
})

describe('S1: readings of a session’s own time', () => {
  it('S1: both ends belong to it; what lies outside is counted, with its first and last time, whatever it was', () => {
    const { readings, outside } = inside(
      readingsOf([
        numerics(5, { spo2: 90 }, -20, { bound: -10 }),
        numerics(9.999, { spo2: 94 }),
        ...of(10, 20),
        numerics(20.001, { spo2: 0 }),
        numerics(40, { spo2: 93, hr: 70 }, 15),
        numerics(50, { spo2: 92 }, 9),
      ]),
      at(10),
      at(20),
    )
    expect([told(readings.onTime, 'spo2'), told(readings.late, 'spo2'), told(readings.rejected, 'spo2')]).toEqual([
      ['10 97', '20 97'],
      ['15 93'],
      [],
    ])
    expect(outside).toEqual({ count: 4, firstAt: at(-20), lastAt: at(20.001) })
  })

  it('S1: nothing outside is told as nothing', () => {
    expect(inside(readingsOf(of(10, 20)), at(10), at(20)).outside).toBeNull()
  })
})

describe('R3: extremes and the time that was covered', () => {
  it('R3: the first lowest or highest of accepted ones from a moment on, of several vitals, late ones too', () => {
    const readings = readingsOf([
      numerics(1, { hr: 40 }),
      numerics(10, { hr: 90, pulse: 92 }),
      numerics(11, { hr: 90, pulse: 60 }),
      numerics(40, { pulse: 95 }, 20),
      numerics(41, { hr: 400 }),
    ])
    const extreme = (side: 'lowest' | 'highest', from: number, ...vitals: readonly ContinuousVital[]) => {
      const found = extremeOf(readings, vitals, side, at(from))
      return found === null ? null : [(found.at - ZERO) / 1_000, found.value]
    }
    expect(extreme('highest', 0, 'hr')).toEqual([10, 90])
    expect(extreme('highest', 0, 'hr', 'pulse')).toEqual([20, 95])
    expect(extreme('lowest', 0, 'hr', 'pulse')).toEqual([1, 40])
    expect(extreme('lowest', 1, 'hr')).toEqual([1, 40])
    expect(extreme('lowest', 1.001, 'hr')).toEqual([10, 90])
    expect(extreme('lowest', 1.001, 'hr', 'pulse')).toEqual([11, 60])
    expect(extreme('lowest', 0, 'spo2')).toBeNull()
  })

  const covered = (spans: readonly (readonly [number, number])[], deliveries: readonly Delivered[]): number | null =>
    coverageOf(
      readingsOf(deliveries),
      'spo2',
      spans.map(([from, to]) => ({ fromAt: at(from), toAt: at(to) })),
    )

  it('R3: a reading stands for two and a half periods, at least for 2.5 s; over each other they count once', () => {
    expect(covered([[0, 60]], of(0))).toBeCloseTo(2.5 / 60, 9)
    expect(covered([[0, 60]], of(0, 1, 2))).toBeCloseTo(4.5 / 60, 9)
    expect(covered([[0, 60]], of(10, 30))).toBeCloseTo(5 / 60, 9)
    expect(covered([[0, 60]], [numerics(10, { spo2: 97 }, 10, { source: { periodMs: 8_000 } })])).toBeCloseTo(20 / 60, 9)
    expect(covered([[0, 60]], [numerics(10, { spo2: 97 }, 10, { source: { periodMs: 500 } })])).toBeCloseTo(2.5 / 60, 9)
    expect(covered([[0, 60]], of(...Array.from({ length: 61 }, (_, second) => second)))).toBe(1)
  })

  it('R3: of a stretch counts what lies in it, also of a reading just before, and of none after it', () => {
    expect(covered([[0, 60]], of(-1))).toBeCloseTo(1.5 / 60, 9)
    expect(covered([[0, 60]], of(59))).toBeCloseTo(1 / 60, 9)
    expect(covered([[0, 60]], of(-2.5, 60, 61))).toBe(0)
    expect(covered([[0, 60]], of(10, 70))).toBeCloseTo(2.5 / 60, 9)
    expect(
      covered(
        [
          [0, 30],
          [60, 90],
        ],
        of(10, 29, 45, 61),
      ),
    ).toBeCloseTo((2.5 + 1 + 2.5) / 60, 9)
  })

  it('V5: late ones count, in their place; rejected ones do not', () => {
    expect(covered([[0, 60]], [...of(20), numerics(40, { spo2: 95 }, 10), numerics(41, { spo2: 0 }, 30)])).toBeCloseTo(5 / 60, 9)
    expect(covered([[0, 60]], [numerics(40, { spo2: 95 }, 10), numerics(41, { spo2: 95 }, 9)])).toBeCloseTo(3.5 / 60, 9)
  })

  it('V8: of less than a minute nothing is said', () => {
    expect(covered([[0, 59.999]], of(0))).toBeNull()
    expect(covered([[0, 60]], [])).toBe(0)
    expect(
      covered(
        [
          [0, 30],
          [minutes(2), minutes(2) + 30],
        ],
        [],
      ),
    ).toBe(0)
    expect(covered([], of(0))).toBeNull()
  })
})
