import { describe, expect, it } from 'vitest'
import { csv, judge, lines, SETS } from '../support/judged-recording.ts'

describe('what the recording means', () => {
  it('X3: an example from opening to closing, with its exact lines', () => {
    const { events } = judge(
      csv(SETS, [
        [0, 120, 80, null],
        [600, 162, 91, null],
        [720, 165, 92, 110],
        [900, 120, 80, null],
      ]),
    )
    expect(events).toEqual([
      { t: 600, kind: 'excursion-opened', side: 'high', level: 'warning', confirmed: false, sys: 162, dia: 91, map: null },
      { t: 720, kind: 'excursion-confirmed', side: 'high' },
      { t: 900, kind: 'excursion-closed', side: 'high', ending: 'recovered' },
    ])
  })

  it('X3: recheck-overdue is at the opening + 360, if the recording reaches it', () => {
    const rows = [
      [0, 120, 80, null],
      [100, 165, 85, null],
    ] as const
    expect(lines(judge(csv(SETS, [...rows, [459, null, null, null]])), 'recheck-overdue')).toEqual([])
    expect(lines(judge(csv(SETS, [...rows, [460, null, null, null]])), 'recheck-overdue')).toEqual([
      { t: 460, kind: 'recheck-overdue', side: 'high' },
    ])
    expect(lines(judge(csv(SETS, [...rows, [460, 165, 85, null]])), 'recheck-overdue')).toEqual([])
    expect(lines(judge(csv(SETS, [...rows, [900, 165, 85, null]])), 'recheck-overdue')).toEqual([
      { t: 460, kind: 'recheck-overdue', side: 'high' },
    ])
  })

  it('X6: what is open at the last row ends as session-ended, after everything else of that moment', () => {
    const { events } = judge(
      csv(`${SETS},spo2`, [
        [0, 165, 48, null, 97],
        [1, null, null, null, 97],
        [2, null, null, null, 0],
      ]),
    )
    expect(events.map(({ t, kind, side }) => [t, kind, side])).toEqual([
      [0, 'excursion-opened', 'high'],
      [0, 'excursion-opened', 'low'],
      [2, 'reading-rejected', undefined],
      [2, 'excursion-closed', 'high'],
      [2, 'excursion-closed', 'low'],
    ])
  })

  it('R4: rows are put in the order of time', () => {
    const ordered = judge(
      csv(SETS, [
        [0, 120, 80, null],
        [600, 165, 91, null],
        [720, 165, 92, null],
        [900, 120, 80, null],
      ]),
    )
    const shuffled = judge(
      csv(SETS, [
        [900, 120, 80, null],
        [600, 165, 91, null],
        [0, 120, 80, null],
        [720, 165, 92, null],
      ]),
    )
    expect(shuffled).toEqual(ordered)
  })

  it('V3: cells that are not a number are empty, and columns may come in any order, quoted and padded', () => {
    const { events, summary } = judge('spo2, "t_s" ,odd\r\n n/a ,0,x\r\n"84",1,x\r\n84,2,x\r\n84,3,x\r\n84,4,x\r\n84,5,x\r\n 84 ,6,x\r\n')
    expect(events).toEqual([{ t: 6, kind: 'condition-began', condition: 'spo2-desat', priority: 'high' }])
    expect(summary).toMatchObject({ coverage: { spo2: 6 / 7 } })
    expect(Object.keys(summary.coverage as object)).toEqual(['spo2'])
  })

  it('B1: sets before START form the baseline, sets from START on are judged', () => {
    const rows = [
      [0, 104, 70, null],
      [300, 104, 70, null],
      [600, 141, 75, null],
      [720, 141, 75, null],
    ] as const
    expect(judge(csv(SETS, rows), { infusion: [600, 800] }).events).toMatchObject([
      { t: 600, kind: 'excursion-opened', level: 'warning' },
      { t: 720, kind: 'excursion-confirmed' },
      { t: 720, kind: 'excursion-closed', ending: 'session-ended' },
    ])
    // Infusing throughout: no set before the start, no relative arms.
    expect(judge(csv(SETS, rows)).events).toEqual([])
  })

  it('B1: a given baseline stands before that of the sets', () => {
    const rows = [
      [0, 120, 80, null],
      [300, 120, 80, null],
      [600, 141, 75, null],
    ] as const
    expect(lines(judge(csv(SETS, rows), { infusion: [600, 800] }), 'excursion-opened')).toEqual([])
    expect(lines(judge(csv(SETS, rows), { infusion: [600, 800], baseline: { sys: 104, dia: 70 } }), 'excursion-opened')).toHaveLength(1)
    expect(lines(judge(csv(SETS, rows), { baseline: { sys: 104, dia: 70 } }), 'excursion-opened')).toHaveLength(1)
  })

  it('X11: sets before START open nothing, and T judges every row', () => {
    const rows = [0, 1, 2, 3, 4, 5, 6].map((t) => [t, t === 0 ? 210 : null, t === 0 ? 100 : null, null, 84] as const)
    expect(judge(csv(`${SETS},spo2`, rows), { infusion: [6, 7] }).events).toEqual([
      { t: 5, kind: 'condition-began', condition: 'spo2-desat', priority: 'high' },
    ])
  })

  it('X11: after END the pressure is still judged', () => {
    const rows = [
      [0, 120, 80, null],
      [300, 120, 80, null],
      [900, 185, 80, null],
    ] as const
    expect(lines(judge(csv(SETS, rows), { infusion: [0, 600] }), 'excursion-opened')).toHaveLength(1)
  })

  it('X11: an infusion that starts after the last row judges no set', () => {
    const judgement = judge(
      csv(SETS, [
        [0, 185, 80, null],
        [300, 185, 80, null],
      ]),
      { infusion: [900, 1_000] },
    )
    expect(judgement.events).toEqual([])
    expect(judgement.summary).toMatchObject({ sets: 2, peak: { sys: null, dia: null, map: null } })
  })

  it('T3: hr is the oximeter’s: at 0 beside a saturation it re-acquires', () => {
    const rows = Array.from({ length: 20 }, (_, t) => [t, t < 5 ? 70 : 0, 97] as const)
    expect(judge(csv('t_s,hr,spo2', rows)).events).toEqual([{ t: 5, kind: 'condition-began', condition: 'signal-lost', priority: 'low' }])
    const without = rows.map(([t, hr]) => [t, hr, 0] as const)
    expect(lines(judge(csv('t_s,hr,spo2', without)), 'condition-began').map((event) => event.condition)).toContain('no-pulse')
  })

  it('T: RR 0 is no breath', () => {
    const rows = Array.from({ length: 10 }, (_, t) => [t, t < 2 ? 12 : 0] as const)
    expect(judge(csv('t_s,rr', rows)).events).toEqual([{ t: 7, kind: 'condition-began', condition: 'apnoea', priority: 'high' }])
  })

  it('T: arterial pressure and temperature are not judged', () => {
    const rows = Array.from({ length: 60 }, (_, t) => [t, 250, 150, 180, 43] as const)
    expect(judge(csv('t_s,abp_sys,abp_dia,abp_map,temp', rows)).events).toEqual([])
  })

  it('T1: the period is the median step between the filled cells of a column', () => {
    // Every 60 s in rows of 1 s: one violating reading is enough for a high condition.
    const rows = Array.from({ length: 240 }, (_, t) => [t, 70, t % 60 === 0 ? 84 : null] as const)
    expect(lines(judge(csv('t_s,hr,spo2', rows)), 'condition-began')).toEqual([
      { t: 0, kind: 'condition-began', condition: 'spo2-desat', priority: 'high' },
      { t: 60, kind: 'condition-began', condition: 'spo2-low', priority: 'medium' },
    ])
  })

  it('T1: a column with one value has a period of 1 s', () => {
    const rows = Array.from({ length: 30 }, (_, t) => [t, 70, t === 5 ? 84 : null] as const)
    expect(lines(judge(csv('t_s,hr,spo2', rows)), 'condition-began').map((event) => [event.t, event.condition])).toEqual([
      [15, 'signal-lost'],
    ])
  })
})

describe('technical conditions of a recording', () => {
  const silence = (step: number) => Array.from({ length: 40 }, (_, index) => [index * step + (index > 20 ? 3_600 : 0), 97] as const)

  it.each([
    [5, ['source-silent']],
    [5.001, []],
  ])('G1: rows every %d s', (step, expected) => {
    expect(lines(judge(csv('t_s,spo2', silence(step))), 'condition-began').map((event) => event.condition)).toEqual(expected)
  })

  it('G1: empty rows are seconds in which the monitor sent nothing', () => {
    const rows = Array.from({ length: 60 }, (_, t) => [t, t > 10 && t < 30 ? null : 97] as const)
    expect(judge(csv('t_s,spo2', rows)).events).toEqual([
      { t: 20, kind: 'condition-began', condition: 'source-silent', priority: 'medium' },
      { t: 30, kind: 'condition-ended', condition: 'source-silent', priority: 'medium' },
    ])
  })

  it('G3: without any set nothing is overdue, with one it is', () => {
    const rows = (sys: number | null) =>
      Array.from({ length: 1_200 }, (_, t) => [t, 97, t === 0 ? sys : null, t === 0 && sys !== null ? 80 : null] as const)
    expect(judge(csv('t_s,spo2,nibp_sys,nibp_dia', rows(null))).events).toEqual([])
    expect(judge(csv('t_s,spo2,nibp_sys,nibp_dia', rows(120))).events).toEqual([
      { t: 420, kind: 'condition-began', condition: 'nibp-overdue', priority: 'low' },
    ])
  })

  it('T: a condition that is present at the end gets no end', () => {
    const rows = Array.from({ length: 20 }, (_, t) => [t, 84] as const)
    const { events, summary } = judge(csv('t_s,spo2', rows))
    expect(events.map((event) => event.kind)).toEqual(['condition-began', 'condition-began'])
    expect(summary).toMatchObject({ conditions: { 'spo2-desat': 1, 'spo2-low': 1 } })
  })
})
