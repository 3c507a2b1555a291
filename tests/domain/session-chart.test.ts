import { buildChart } from '@chairside/server/domain/session-chart'
import type { Fact } from '@chairside/shared/fact'
import type { SessionChart } from '@chairside/shared/session-chart'
import { describe, expect, it } from 'vitest'
import { at, CHAIR, Example, inBaseline, minutes, NURSE, PHYSICIAN, profile, running, ZERO } from '../support/judge-harness.ts'

const CONTENT = { entry: 9, hash: 'ab'.repeat(32) }
const chartOf = ({ inputs, facts }: { inputs: Example['inputs']; facts: readonly Fact[] }): SessionChart => {
  const chart = buildChart({ inputs, facts, chairId: CHAIR, content: CONTENT })
  if (chart === null) throw new Error('no chart')
  return chart
}

/** Infusing for 40 min with an excursion in the middle, then recovering; over after 80 min. */
const whole = (): Example => {
  const example = running({ baseline: { sys: 120, dia: 80 } })
  for (let second = 1; second < minutes(80); second += 1) {
    if (second === minutes(40)) example.mustAct(second, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    if (second % 300 === 0) {
      const sys = second === minutes(20) ? 184 : second === minutes(25) ? 150 : 128
      example.set(second, sys, 84)
    }
    example.numerics(second, { hr: second === minutes(10) ? 139 : 72, spo2: second === minutes(30) + 7 ? 86 : 97, rr: 14 })
  }
  example.mustAct(minutes(80), { kind: 'discharge', overrideReason: 'goes to the ward' })
  return example
}

describe('the chart of a session', () => {
  it('X7: sums up dose, peak, change, time beyond warning, excursions and the way back', () => {
    const { summary, excursions, phase, phases, endedAt, content, protocol } = chartOf(whole())
    expect(summary.givenMg).toBeCloseTo(35, 6)
    expect(summary).toMatchObject({
      orderedMg: 35,
      runMs: 40 * 60_000,
      pauses: 0,
      peakSet: { sys: 184, dia: 84, at: at(minutes(20)) },
      largestChange: { sys: 64, at: at(minutes(20)) },
      excursions: { confirmed: 1, notConfirmed: 0 },
      worst: 'critical',
      lowest: { spo2: { value: 86, at: at(minutes(30) + 7) } },
      peak: { hr: { value: 139, at: at(minutes(10)) } },
      backWithin20Ms: 0,
      leftMs: 40 * 60_000,
      readyMs: null,
    })
    expect(summary.largestChange?.percent).toBeCloseTo(53.33, 1)
    // 128 at 15, 184 at 20, 150 at 25 min, against 30 % above 120: beyond 156 from 17.5 to 24.1.
    expect(summary.minutesBeyondWarning?.sys).toBeCloseTo((28 / 56) * 5 + (28 / 34) * 5, 6)
    expect(excursions).toMatchObject([{ side: 'high', peakLevel: 'critical', confirmed: true }])
    expect([phase, endedAt, content, protocol.id]).toEqual(['discharged', at(minutes(80)), CONTENT, 'default'])
    expect(phases.map((span) => span.phase)).toEqual(['checked-in', 'baseline', 'infusing', 'recovering'])
  })

  it('V1: keeps each extreme through thinning', () => {
    const { series, bucketMs } = chartOf(whole())
    expect(series.hr?.length).toBeLessThanOrEqual(720)
    expect(bucketMs).toBeGreaterThanOrEqual(10_000)
    expect(Math.max(...(series.hr ?? []).map(([, , high]) => high))).toBe(139)
    expect(Math.min(...(series.spo2 ?? []).map(([, low]) => low))).toBe(86)
  })

  it('A7: lists alarms with who answered and how soon', () => {
    const example = running()
    example.set(290, 186, 92)
    const alarm = example.alarm('bp-high')
    example.mustAct(327, { kind: 'acknowledge', alarmId: alarm?.id as never, plan: 'call-physician' }, NURSE)
    const { alarms, summary } = chartOf(example)
    expect(alarms.find(({ cause }) => cause === 'bp-high')).toMatchObject({
      priority: 'high',
      text: 'SYS 186 ≥ 180',
      raisedAt: at(290),
      acknowledged: { at: at(327), by: 'N. Nurse', plan: 'call-physician' },
    })
    expect(summary.medianResponseMs).toBe(37_000)
  })

  it('V3 and V5: late and rejected readings stand apart, and neither is part of the line', () => {
    const example = running()
    example.stream(1, 60, { spo2: 97, hr: 70 })
    example.numerics(61, { spo2: 0, hr: 70 })
    example.stream(62, 70, { spo2: 97, hr: 70 })
    for (let second = 80; second <= 100; second += 1) example.numerics(300, { spo2: 91, hr: 70 }, [], second)
    example.set(320, 300, 92)
    example.set(900, 168, 92, null, 200)
    const { series, lateSeries, rejectedSeries, sets, quality } = chartOf(example)
    expect((series.spo2 ?? []).flatMap(([, low]) => low)).not.toContain(91)
    expect(Math.min(...(lateSeries.spo2 ?? []).map(([, low]) => low))).toBe(91)
    expect((rejectedSeries.spo2 ?? []).map(([, low]) => low)).toEqual([0])
    expect(sets.filter(({ state }) => state !== 'accepted')).toMatchObject([
      { state: 'late', sys: 168 },
      { state: 'rejected', reason: 'range' },
    ])
    expect(quality).toMatchObject({ setsRejected: 1, setsLate: 1, lateReadings: 42, rejectedReadings: 1 })
  })

  it('G3: counts the cuff sets that were due and taken in time, and how long SpO2 was there', () => {
    const all = chartOf(whole()).quality
    expect(all.cuff).toMatchObject({ expected: all.cuff.obtained, share: 1 })
    expect(all.spo2Coverage).toBeGreaterThan(0.85)
    const sparse = running()
    sparse.set(minutes(5), 128, 84)
    // Nothing at 10, 15 and 20 min; the next one serves what is due at 25.
    sparse.set(minutes(23), 128, 84)
    sparse.tick(minutes(26))
    expect(chartOf(sparse).quality.cuff).toMatchObject({ expected: 5, obtained: 2 })
  })

  it('X9: a mark and what was stated live stand side by side', () => {
    const example = running()
    example.set(290, 186, 92)
    example.set(350, 130, 84)
    example.mustAct(400, { kind: 'mark-set', readAt: at(290), artefact: true, reason: 'arm was bent' }, NURSE)
    const chart = chartOf(example)
    expect(chart.version).toBe(2)
    expect(chart.sets.find((set) => set.at === at(290))?.artefact).toMatchObject({ reason: 'arm was bent', by: 'N. Nurse' })
    expect(chart.liveExcursions).toHaveLength(1)
    expect(chart.excursions).toEqual([])
    expect(chart.summary).toMatchObject({ peakSet: { sys: 130 }, excursions: { confirmed: 0 } })
    expect(chart.issues.map(({ id }) => id)).toContain('difference')
  })
})

describe('a chart of bad input', () => {
  it('V8: of a session without any reading says nothing that was not measured', () => {
    const example = new Example()
    example.checkIn(0)
    example.mustAct(60, { kind: 'cancel', reason: 'went home again' }, NURSE)
    const chart = chartOf(example)
    expect(chart.summary).toMatchObject({ givenMg: null, peakSet: null, largestChange: null, minutesBeyondWarning: null })
    expect(chart.summary.lowest).toEqual({ sys: null, spo2: null, rr: null })
    expect(chart).toMatchObject({ sets: [], series: {}, baseline: null, phase: 'cancelled' })
    expect(chart.quality).toMatchObject({ cuff: { expected: 0, share: null }, spo2Coverage: null, outside: null })
  })

  it('V8: a record that holds no session has no chart', () => {
    expect(buildChart({ inputs: [{ kind: 'tick', takenAt: ZERO }], facts: [], chairId: CHAIR, content: null })).toBeNull()
  })

  it('V5: of a session with late readings alone shows them as late, and judges them for the chart', () => {
    const example = running({ baseline: null })
    for (let second = 100; second <= 200; second += 1) example.numerics(minutes(30), { spo2: 84 }, [], second)
    example.set(minutes(31), 190, 100, null, minutes(5))
    const chart = chartOf(example)
    expect(chart.series).toEqual({})
    expect(Math.min(...(chart.lateSeries.spo2 ?? []).map(([, low]) => low))).toBe(84)
    expect(chart.liveExcursions).toEqual([])
    expect(chart.excursions).toMatchObject([{ peakLevel: 'critical' }])
    expect(chart.summary.lowest.spo2).toMatchObject({ value: 84 })
    expect(chart.issues.map(({ id }) => id)).toEqual(expect.arrayContaining(['baseline', 'away', 'difference']))
  })

  it('A7: a restart in the middle shows when the monitor came back, and its backlog as late', () => {
    const example = running()
    example.stream(1, 60, { spo2: 97 })
    example.feed({ kind: 'source-declared', takenAt: at(180), profile: profile() })
    for (let second = 61; second <= 179; second += 1) example.numerics(181, { spo2: 96 }, [], second)
    example.stream(182, 240, { spo2: 97 })
    const { quality, lateSeries } = chartOf(example)
    expect(quality.reconnectedAt).toEqual([at(180)])
    expect(quality.lateReadings).toBeGreaterThan(100)
    expect((lateSeries.spo2 ?? []).length).toBeGreaterThan(5)
  })

  it('B2: two baselines stand both: the one that was frozen live, and the one without a withdrawn set', () => {
    const example = inBaseline()
    example.set(-minutes(8), 110, 70)
    example.set(-minutes(5), 118, 78)
    example.set(-minutes(2), 120, 80)
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
    example.mustAct(60, { kind: 'mark-set', readAt: at(-minutes(2)), artefact: true, reason: 'cuff slipped' }, NURSE)
    const { baseline, liveBaseline } = chartOf(example)
    expect(liveBaseline).toMatchObject({ sys: 119, dia: 79 })
    expect(baseline).toMatchObject({ sys: 114, dia: 74 })
  })

  it('V6: a year-long gap in the clocks is told as a silence, and strays of another year are counted and not drawn', () => {
    const YEAR = 365 * 24 * 3_600
    const example = running()
    example.stream(1, 60, { spo2: 97 })
    // The monitor's clock says last year for a moment.
    example.numerics(61, { spo2: 50 }, [], 61 - YEAR)
    example.stream(62, 120, { spo2: 97 })
    example.set(300, 128, 84)
    // The room's clock jumps.
    example.stream(YEAR + 1, YEAR + 60, { spo2: 95 })
    example.mustAct(YEAR + 61, { kind: 'stop-infusion', early: true, reason: 'clock was wrong' }, PHYSICIAN)
    const chart = chartOf(example)
    expect(chart.quality.silences).toEqual([{ fromAt: at(300), toAt: at(YEAR + 1) }])
    expect(chart.quality.outside).toEqual({ count: 1, firstAt: at(61 - YEAR), lastAt: at(61 - YEAR) })
    expect(chart.summary.lowest.spo2?.value).toBe(95)
    expect((chart.series.spo2 ?? []).length).toBeLessThan(30)
    expect(chart.quality.cuff.share).toBeLessThan(0.01)
  })
})
