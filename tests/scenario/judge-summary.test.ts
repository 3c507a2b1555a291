import { describe, expect, it } from 'vitest'
import { csv, judge, SETS } from '../support/judged-recording.ts'

describe('rejected readings', () => {
  it('V3: one per run, by the name of the column', () => {
    const rows = [
      [0, 301, 0, 101, 151, 300, 80],
      [1, 301, 0, 101, 151, null, null],
      [2, 70, 97, 14, 38, null, null],
      [3, 301, 0, 101, 151, 120, null],
      [70, 70, 97, 14, 38, null, null],
    ] as const
    const { events, summary } = judge(csv('t_s,hr,spo2,rr,etco2,nibp_sys,nibp_dia', rows))
    expect(
      events
        .filter((event) => event.kind === 'reading-rejected')
        .map(({ t, vital, reason }) => `${t} ${String(vital)} ${String(reason)}`)
        .sort(),
    ).toEqual([
      '0 etco2 range',
      '0 hr range',
      '0 nibp range',
      '0 rr range',
      '0 spo2 range',
      '3 etco2 range',
      '3 hr range',
      '3 rr range',
      '3 spo2 range',
    ])
    expect(summary).toMatchObject({ sets: 2, rejectedSets: 2 })
  })

  it('V3: a set of nothing but a MAP is incomplete', () => {
    const { events } = judge(
      csv(SETS, [
        [0, null, null, 80],
        [60, 120, null, null],
      ]),
    )
    expect(events).toEqual([
      { t: 0, kind: 'reading-rejected', vital: 'nibp', reason: 'incomplete' },
      // G4 is on in every recording.
      { t: 0, kind: 'condition-began', condition: 'nibp-failed', priority: 'low' },
    ])
  })
})

describe('the summary', () => {
  it('X7: counts, peaks, minutes and area, exactly', () => {
    const { summary } = judge(
      csv(SETS, [
        [0, 150, 80, 100],
        [600, 170, 80, 100],
        [900, 150, 80, null],
        [1_200, 120, 115, null],
      ]),
    )
    expect(summary).toEqual({
      kind: 'summary',
      sets: 4,
      rejectedSets: 1,
      peak: { sys: { value: 170, t: 600 }, dia: { value: 80, t: 0 }, map: { value: 100, t: 0 } },
      excursions: {
        high: { recovered: 0, 'not-confirmed': 1, 'not-reproduced': 0, 'session-ended': 0 },
        low: { recovered: 0, 'not-confirmed': 0, 'not-reproduced': 0, 'session-ended': 0 },
      },
      conditions: { 'nibp-failed': 1 },
      // 150 → 170 in 10 min: 5 min above 160, 25 mmHg x min; 170 → 150 in 5 min: 2.5 min, 12.5.
      minutesBeyondWarning: { sys: 7.5, dia: 0 },
      areaBeyondWarning: { sys: 37.5, dia: 0 },
      coverage: { nibp_sys: 1, nibp_dia: 1, nibp_map: 0.5 },
    })
  })

  it('X7: both sides are summed, and rounded to 3 decimals', () => {
    // 97 → 83 in 10 min: below 90 for 5 min; 60 → 43: below 50 for 10 * 7/17 min.
    const { summary } = judge(
      csv(SETS, [
        [0, 97, 60, null],
        [600, 83, 43, null],
      ]),
    )
    expect(summary).toMatchObject({ minutesBeyondWarning: { sys: 5, dia: 4.118 }, areaBeyondWarning: { sys: 17.5, dia: 14.412 } })
  })

  it('X7: against the tightest warning limit in force', () => {
    // Baseline 104: warning from 140 on (135.2, but at least 140).
    const { summary } = judge(
      csv(SETS, [
        [0, 130, 70, null],
        [600, 150, 70, null],
      ]),
      { baseline: { sys: 104, dia: 70 } },
    )
    expect(summary).toMatchObject({ minutesBeyondWarning: { sys: 5, dia: 0 }, areaBeyondWarning: { sys: 25, dia: 0 } })
  })

  it('X7: sets before START do not count in peaks, minutes and area', () => {
    const { summary } = judge(
      csv(SETS, [
        [0, 210, 100, null],
        [600, 170, 80, null],
        [1_200, 170, 80, null],
      ]),
      { infusion: [600, 1_200] },
    )
    expect(summary).toMatchObject({
      sets: 3,
      peak: { sys: { value: 170, t: 600 } },
      minutesBeyondWarning: { sys: 10 },
      areaBeyondWarning: { sys: 100 },
    })
  })

  it('V8: a recording without a row has a summary of nothing', () => {
    const { events, summary } = judge('t_s,hr\n')
    expect(events).toEqual([])
    expect(summary).toMatchObject({
      kind: 'summary',
      sets: 0,
      rejectedSets: 0,
      peak: { sys: null, dia: null, map: null },
      conditions: {},
      coverage: { hr: 0 },
    })
  })
})

describe('the order at one moment', () => {
  it('X3: overdue, rejected, high before low with closed, opened, confirmed, level, then conditions', () => {
    const rows: (readonly (number | null)[])[] = Array.from({ length: 7 }, (_, index) => [354 + index, null, null, null, 84])
    rows.unshift([0, 165, 48, null, 97])
    // At 360 the low side closes, the high one is confirmed and raised, and spo2-desat begins at 359.
    rows[rows.length - 1] = [360, 185, 70, null, 84]
    rows.push([361, null, null, null, 84])
    const at360 = judge(csv(`${SETS},spo2`, rows)).events.filter((event) => event.t === 360)
    expect(at360.map(({ kind, side }) => [kind, side])).toEqual([
      ['excursion-confirmed', 'high'],
      ['excursion-level', 'high'],
      ['excursion-closed', 'low'],
      // nibp-overdue, since 240.
      ['condition-ended', undefined],
    ])
  })

  it('X3: overdue of both sides and a rejected set', () => {
    const { events } = judge(
      csv(SETS, [
        [0, 165, 48, null],
        [360, 300, 80, null],
        [400, 120, 80, null],
      ]),
    )
    expect(events.filter((event) => event.t === 360).map(({ kind, side }) => [kind, side])).toEqual([
      ['recheck-overdue', 'high'],
      ['recheck-overdue', 'low'],
      ['reading-rejected', undefined],
      // nibp-failed.
      ['condition-began', undefined],
    ])
  })
})
