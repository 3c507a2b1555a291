import { type ChartReadings, readingsOf } from '@chairside/server/domain/chart-readings'
import { summaryOf } from '@chairside/server/domain/chart-summary'
import type { Session } from '@chairside/server/domain/session-state'
import type { Entry } from '@chairside/shared/entry'
import type { Ending, Excursion, Level } from '@chairside/shared/excursion'
import type { Baseline, FactBody } from '@chairside/shared/fact'
import type { EventPicture, SetPicture } from '@chairside/shared/picture'
import type { ChartAlarm, ChartSummary } from '@chairside/shared/session-chart'
import { describe, expect, it } from 'vitest'
import { factsAt, type Said } from '../support/alarm-facts.ts'
import { at, inBaseline, minutes, NURSE, PHYSICIAN, quiet } from '../support/judge-harness.ts'

const BASELINE: Baseline = { sys: 120, dia: 80, map: null, sets: [] }
/** `5 150/90 110`: SYS, DIA and MAP so many minutes after the start; several are divided by commas. */
const measured = (text: string): readonly SetPicture[] =>
  text.split(', ').map((one) => {
    const [minute, sys, dia, map] = one.split(/[ /]/).map(Number)
    if (minute === undefined || sys === undefined || dia === undefined) throw new Error(one)
    return { at: at(minutes(minute)), sys, dia, map: map ?? null, state: 'accepted', reason: null, origin: 'device' }
  })

interface Given {
  /** As `measured` reads them. */
  readonly sets?: string
  readonly session?: Partial<Session>
  readonly live?: Partial<Session>
  readonly said?: readonly Said[]
  readonly readings?: Partial<ChartReadings['onTime']>
  readonly late?: Partial<ChartReadings['onTime']>
  readonly alarms?: readonly ChartAlarm[]
  readonly endMinute?: number
}

/** Started at ZERO; `stopped`: the infusion ended after so many minutes. */
const begun = (stopped: number | null = null): Session => {
  const example = quiet()
  if (stopped !== null) example.mustAct(minutes(stopped), { kind: 'stop-infusion', early: false, reason: null }, NURSE)
  const { session } = example.chair
  if (session === null) throw new Error('no session')
  return { ...session, baseline: BASELINE, excursions: [], sets: [] }
}

const figures = (given: Given = {}, from: Session = begun()): ChartSummary => {
  const { sets, said = [], alarms = [], endMinute = 60 } = given
  const none = readingsOf([])
  const readings = { ...none, onTime: { ...none.onTime, ...given.readings }, late: { ...none.late, ...given.late } }
  const session = { ...from, sets: sets === undefined ? [] : measured(sets), ...given.session }
  return summaryOf(session, { ...from, ...given.live }, factsAt(...said), readings, alarms, at(minutes(endMinute)))
}

describe('X7: the pressures of a session', () => {
  it('X7: the lowest SYS and the highest of each are the first such sets, from the start on', () => {
    const { peak, lowest, peakSet } = figures({
      sets: '-1 190/120 150, 0 130/85 95, 5 118/92 90, 10 150/88 110, 15 150/70 110, 20 118/92 80',
    })
    expect(peak).toMatchObject({
      sys: { value: 150, at: at(minutes(10)) },
      dia: { value: 92, at: at(minutes(5)) },
      map: { value: 110, at: at(minutes(10)) },
    })
    expect(lowest.sys).toEqual({ value: 118, at: at(minutes(5)) })
    expect(peakSet).toEqual({ sys: 150, dia: 88, at: at(minutes(10)) })
  })

  it('X7: of two sets of one moment the higher is the peak', () => {
    const sets = '5 130/80, 5 140/90, 9 140/70'
    expect(figures({ sets }).peakSet).toEqual({ sys: 140, dia: 90, at: at(minutes(5)) })
  })

  it('X7: the largest change is the first furthest from the baseline, to either side, with its share', () => {
    const change = (sets: string) => figures({ sets }).largestChange
    expect(change('5 126/80, 10 144/80, 15 96/80')).toEqual({ sys: 24, percent: 20, at: at(minutes(10)) })
    expect(change('5 126/80, 10 90/80, 15 132/80')).toEqual({ sys: -30, percent: -25, at: at(minutes(10)) })
    expect(change('5 120/80')).toEqual({ sys: 0, percent: 0, at: at(minutes(5)) })
    expect(figures().largestChange).toBeNull()
    expect(figures({ sets: '5 150/80', session: { baseline: null } }).largestChange).toBeNull()
  })

  it('X7: minutes beyond warning want two sets, and are told for SYS and DIA apart', () => {
    const beyond = (sets: string) => figures({ sets }).minutesBeyondWarning
    expect(figures().minutesBeyondWarning).toBeNull()
    expect(beyond('5 170/95')).toBeNull()
    expect(beyond('5 170/95, 10 170/95')).toEqual({ sys: 5, dia: 0 })
    expect(beyond('5 130/109, 10 130/109, 12 130/80')).toMatchObject({ sys: 0 })
    expect(beyond('5 130/109, 10 130/109')).toEqual({ sys: 0, dia: 5 })
  })

  it('V8: before a start there is nothing but what was ordered', () => {
    const { session } = inBaseline().chair
    if (session === null) throw new Error('no session')
    const summary = figures({ sets: '5 150/90' }, session)
    expect(summary).toMatchObject({ orderedMg: 35, mgPerKg: 0.5, givenMg: null, runMs: null, peakSet: null, minutesBeyondWarning: null })
    expect(summary.peak).toEqual({ sys: null, dia: null, map: null, hr: null })
    expect(summary.lowest).toEqual({ sys: null, spo2: null, rr: null })
  })

  it('S3: dose and time of the pump go as far as the session did', () => {
    const { givenMg, runMs, plannedMs } = figures({ endMinute: 10 })
    expect(givenMg).toBeCloseTo(8.75, 9)
    expect([runMs, plannedMs]).toEqual([minutes(10) * 1_000, minutes(40) * 1_000])
    expect(figures({ endMinute: 60 }, begun(20))).toMatchObject({ givenMg: 17.5, runMs: minutes(20) * 1_000 })
  })
})

describe('R3: the way back to the baseline', () => {
  const back = (sets: string, session: Partial<Session> = {}): readonly (number | null)[] => {
    const { backWithin20Ms, backWithin10Ms } = figures({ sets, session }, begun(40))
    return [backWithin20Ms, backWithin10Ms].map((ms) => (ms === null ? null : ms / 60_000))
  }

  it('R3: is the first of two sets running whose SYS and DIA are both within the share', () => {
    expect(back('45 150/80, 50 140/80, 55 138/80, 60 130/80, 65 125/80')).toEqual([10, 20])
    expect(back('45 140/80, 50 150/80, 55 140/80, 60 150/80')).toEqual([null, null])
    expect(back('45 120/80')).toEqual([null, null])
    expect(figures({}, begun(40))).toMatchObject({ backWithin20Ms: null, backWithin10Ms: null })
  })

  it('R3: both sides and both pressures to the very share', () => {
    const both = (sys: number, dia: number) => back(`45 ${sys}/${dia}, 50 ${sys}/${dia}`)
    expect(both(144, 96)).toEqual([5, null])
    expect(both(96, 64)).toEqual([5, null])
    expect(both(132, 88)).toEqual([5, 5])
    expect(both(108, 72)).toEqual([5, 5])
    for (const [sys, dia] of [
      [145, 80],
      [95, 80],
      [120, 97],
      [120, 63],
    ] as const)
      expect(both(sys, dia), `${sys}/${dia}`).toEqual([null, null])
    for (const [sys, dia] of [
      [133, 80],
      [107, 80],
      [120, 89],
      [120, 71],
    ] as const)
      expect(both(sys, dia), `${sys}/${dia}`).toEqual([5, null])
  })

  it('R3: counts from the end of the infusion on, that moment too, and needs an end and a baseline', () => {
    expect(back('30 120/80, 35 120/80, 45 150/80, 50 120/80, 55 120/80')).toEqual([10, 10])
    expect(back('35 120/80, 40 120/80, 45 120/80')).toEqual([0, 0])
    expect(back('35 120/80, 39.99 120/80, 45 120/80')).toEqual([null, null])
    expect(back('45 120/80, 50 120/80', { baseline: null })).toEqual([null, null])
    expect(
      figures({
        sets: '45 120/80, 50 120/80',
      }),
    ).toMatchObject({ backWithin20Ms: null, backWithin10Ms: null })
  })
})

describe('X7: excursions of a summary', () => {
  const excursion = (confirmed: boolean, ending: Ending | null, peakLevel: Level = 'warning'): Excursion =>
    ({ confirmed, ending, peakLevel }) as Excursion
  const of = (...excursions: readonly Excursion[]) => {
    const { excursions: counted, worst } = figures({ session: { excursions } })
    return [counted.confirmed, counted.notConfirmed, counted.notReproduced, worst]
  }

  it('X7: confirmed ones by whatever ended them; not confirmed and not reproduced apart', () => {
    expect(of()).toEqual([0, 0, 0, null])
    expect(of(excursion(true, 'recovered'), excursion(true, 'session-ended'), excursion(true, null))).toEqual([3, 0, 0, 'warning'])
    expect(of(excursion(false, 'not-confirmed'), excursion(false, null))).toEqual([0, 1, 0, null])
    expect(of(excursion(true, 'not-reproduced', 'critical'), excursion(true, 'recovered'))).toEqual([1, 0, 1, 'critical'])
  })

  it('X7: the worst is the highest level of a confirmed one, in any order', () => {
    const [warning, critical] = [excursion(true, 'recovered'), excursion(true, 'recovered', 'critical')]
    expect(of(warning, critical, warning)[3]).toBe('critical')
    expect(of(critical, warning)[3]).toBe('critical')
    expect(of(warning, excursion(false, 'not-confirmed', 'emergency'))[3]).toBe('warning')
  })
})

describe('R3: times of a summary', () => {
  const paused: FactBody = { kind: 'phase-changed', from: 'infusing', to: 'paused', reason: null, early: false, by: NURSE }
  const left: FactBody = { kind: 'left', how: 'discharged', reason: null, witness: null, by: PHYSICIAN }
  const ready = (verdict: 'ready' | 'not-ready'): FactBody => ({ kind: 'readiness-changed', verdict, missing: [] })
  const after = (minute: number, body: FactBody): Said => [at(minutes(minute)), body]

  it('S3: pauses are counted, and resuming is none', () => {
    expect(figures({ said: [after(1, left)] }).pauses).toBe(0)
    const said = [after(5, paused), after(8, { ...paused, from: 'paused', to: 'infusing' }), after(9, paused), after(10, left)]
    expect(figures({ said }).pauses).toBe(2)
  })

  it('L1: from the end of the infusion until ready for the first time, and until the patient left', () => {
    const said = [
      after(41, ready('not-ready')),
      after(70, ready('ready')),
      after(75, ready('not-ready')),
      after(80, ready('ready')),
      after(90, left),
    ]
    expect(figures({ said: [...said, after(95, paused)] }, begun(40))).toMatchObject({
      readyMs: minutes(30) * 1_000,
      leftMs: minutes(50) * 1_000,
    })
    expect(figures({ said: said.slice(0, 1) }, begun(40))).toMatchObject({ readyMs: null, leftMs: null })
    expect(figures({ said })).toMatchObject({ readyMs: null, leftMs: null })
  })

  it('D2: rescue drugs are those that lengthen the stay, as corrected', () => {
    const event = (minute: number, entry: Entry, correction: EventPicture['correction'] = null): EventPicture => ({
      at: at(minutes(minute)),
      by: NURSE.name,
      entry,
      factSeq: minute,
      correction,
    })
    const drug = (name: string, group: 'benzodiazepine' | 'iv-antihypertensive' | 'antiemetic' | 'other'): Entry => ({
      kind: 'medication',
      name,
      group,
      dose: '1 mg',
    })
    const withdrawn = { entry: null, by: NURSE.name, at: at(0), reason: 'a slip' }
    const events = [
      event(5, drug('Midazolam', 'benzodiazepine')),
      event(6, drug('Ondansetron', 'antiemetic')),
      event(7, { kind: 'note', text: 'calm' }),
      event(8, drug('Labetalol', 'iv-antihypertensive')),
      event(9, drug('Diazepam', 'benzodiazepine'), withdrawn),
      event(10, drug('Saline', 'other')),
    ]
    expect(figures({ live: { events } }).rescues).toEqual([
      { at: at(minutes(5)), name: 'Midazolam', dose: '1 mg' },
      { at: at(minutes(8)), name: 'Labetalol', dose: '1 mg' },
    ])
  })

  it('X7: the extremes of the vitals are those from the start on, of the pulse too where it is the higher, late ones too', () => {
    const of = (...values: readonly (readonly [number, number])[]) =>
      values.map(([minute, value]) => ({ at: at(minutes(minute)), value, takenAt: at(minutes(minute)), sourceId: 'm' as never }))
    const { peak, lowest } = figures({
      readings: { hr: of([-1, 150], [5, 90], [6, 95]), pulse: of([7, 97]), spo2: of([-1, 80], [5, 95], [6, 91]), rr: of([5, 14], [6, 9]) },
      late: { spo2: of([8, 89]), rr: of([-2, 4]) },
    })
    expect(peak.hr).toEqual({ value: 97, at: at(minutes(7)) })
    expect(lowest).toMatchObject({ spo2: { value: 89, at: at(minutes(8)) }, rr: { value: 9, at: at(minutes(6)) } })
  })

  it('A4: how soon alarms were answered is the median of its alarms', () => {
    const alarm = { kind: 'physiological', priority: 'medium', raisedAt: 100, acknowledged: { at: 137, by: NURSE.name, plan: null } }
    expect(figures({ alarms: [alarm as unknown as ChartAlarm] }).medianResponseMs).toBe(37)
    expect(figures().medianResponseMs).toBeNull()
  })
})
