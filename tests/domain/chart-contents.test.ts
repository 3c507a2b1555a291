import type { ActInput } from '@chairside/server/domain/chair-input'
import { buildChart, chartWithReadings } from '@chairside/server/domain/session-chart'
import { lineOfChart } from '@chairside/server/domain/session-line'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { Actor } from '@chairside/shared/staff'
import { describe, expect, it } from 'vitest'
import { startable } from '../support/infused-example.ts'
import { at, CHAIR, Example, inBaseline, minutes, NURSE, PHYSICIAN, profile, quiet, running, ZERO } from '../support/judge-harness.ts'

const OTHER: Actor = { staffId: 'n2', name: 'O. Nurse', role: 'nurse' }
const REASON = 'charted afterwards'
const CONTENT = { entry: 12, hash: 'a'.repeat(64) }

const chartOf = ({ inputs, facts }: Pick<Example, 'inputs' | 'facts'>): SessionChart => {
  const chart = buildChart({ inputs, facts, chairId: CHAIR, content: CONTENT })
  if (chart === null) throw new Error('no chart')
  return chart
}
const must = (example: Example, second: number, act: ActInput['act'], by: Actor = NURSE): void => {
  const { problem } = example.feed({ kind: 'act', takenAt: at(second), by, act })
  if (problem !== null) throw new Error(`${act.kind} was refused: ${problem.code}`)
}
const mark = (example: Example, second: number, measured: number, artefact: boolean, reason: string, by: Actor = NURSE): void =>
  must(example, second, { kind: 'mark-set', readAt: at(measured), artefact, reason }, by)
const sign = (example: Example, second: number, by: Actor = PHYSICIAN, meaning: 'reviewed' | 'co-signed' = 'reviewed'): void =>
  must(example, second, { kind: 'sign-chart', meaning, content: CONTENT, seen: ['cuff', 'alarm'] }, by)

/** Sets in the order of the chart: the second at which each was measured, and what is told of it. */
const setsOf = (example: Example) =>
  chartOf(example)
    .sets.filter((set) => set.at > ZERO)
    .map(({ at: measured, artefact, verify }) => [(measured - ZERO) / 1_000, artefact?.reason ?? null, verify] as const)

/** Over, with one set and one entry. */
const over = (): Example => {
  const example = quiet()
  example.set(60, 124, 80)
  example.enter(100, { kind: 'oxygen', on: true })
  example.mustAct(600, { kind: 'transfer', destination: 'hospital' })
  return example
}

describe('X9: what was said of the sets', () => {
  it('X9: a mark names who, when and why; other sets have none', () => {
    const example = quiet()
    for (const second of [60, 120, 180]) example.set(second, 124, 80)
    mark(example, 200, 120, true, 'arm was bent')
    expect(chartOf(example).sets.find((set) => set.at === at(120))?.artefact).toEqual({
      reason: 'arm was bent',
      by: NURSE.name,
      at: at(200),
    })
    expect(setsOf(example).map(([second, reason]) => [second, reason])).toEqual([
      [60, null],
      [120, 'arm was bent'],
      [180, null],
    ])
  })

  it('X9: the last word stands: a mark that was taken back is none, and one that was made again is the newer', () => {
    const example = quiet()
    example.set(60, 124, 80)
    mark(example, 100, 60, true, 'arm was bent')
    mark(example, 110, 60, false, 'it was not')
    expect(setsOf(example)).toEqual([[60, null, false]])
    mark(example, 120, 60, true, 'it was after all', OTHER)
    expect(chartOf(example).sets.at(-1)?.artefact).toEqual({ reason: 'it was after all', by: OTHER.name, at: at(120) })
  })

  it('X9: a set that wants a second look says so, whatever came after it', () => {
    const example = quiet()
    example.set(60, 124, 80)
    // A narrow pulse pressure.
    example.set(120, 124, 106)
    example.set(180, 124, 80)
    expect(example.of('verify-asked').map(({ readAt }) => readAt)).toEqual([at(120)])
    expect(setsOf(example).map(([second, , verify]) => [second, verify])).toEqual([
      [60, false],
      [120, true],
      [180, false],
    ])
  })

  it('V5: sets stand in the order in which they were measured', () => {
    const example = quiet()
    example.set(300, 124, 80)
    example.set(310, 126, 80, null, 100)
    example.set(320, 128, 80, null, 200)
    expect(setsOf(example).map(([second]) => second)).toEqual([100, 200, 300])
  })
})

describe('R3: signatures and what followed them', () => {
  it('R3: there is none before somebody signs', () => {
    expect(chartOf(over())).toMatchObject({ signatures: [], amendments: [], missingSignatures: ['physician'] })
  })

  it('R3: each names who, as what, when, with which meaning, what was signed and what was seen', () => {
    const example = over()
    sign(example, 700)
    sign(example, 800, { ...PHYSICIAN, staffId: 'p2', name: 'Q. Physician' }, 'co-signed')
    const bound = { content: CONTENT, seen: ['cuff', 'alarm'], role: 'physician' }
    expect(chartOf(example)).toMatchObject({
      signatures: [
        { by: PHYSICIAN.name, at: at(700), meaning: 'reviewed', ...bound },
        { by: 'Q. Physician', at: at(800), meaning: 'co-signed', ...bound },
      ],
      missingSignatures: [],
    })
  })

  const change = (example: Example, second: number): void => {
    const factSeq = example.of('entered')[0]?.seq ?? 0
    mark(example, second, 60, example.chair.session?.care.artefactSets.length === 0, 'arm was bent')
    must(example, second + 1, { kind: 'correct-entry', factSeq, entry: { kind: 'oxygen', on: false }, reason: 'a slip' })
    const entry = { kind: 'sedation', moaas: 4 } as const
    must(example, second + 2, { kind: 'enter-late', entry, happenedAt: at(200), reason: REASON })
    must(example, second + 3, { kind: 'retime-entry', factSeq, happenedAt: at(90 + second / 100), reason: 'was earlier' })
    must(example, second + 4, { kind: 'amend-chart', text: `Rang the ward at ${second}`, reason: 'asked for' }, OTHER)
  }

  it('R3: what was changed before the first signature is part of what was signed, and no amendment', () => {
    const example = over()
    change(example, 610)
    expect(chartOf(example).amendments).toEqual([])
    sign(example, 700)
    expect(chartOf(example).amendments).toEqual([])
  })

  it('R3: each change from the first signature on is told with its kind, its reason, and words where there are any', () => {
    const example = over()
    change(example, 610)
    sign(example, 700)
    change(example, 710)
    sign(example, 800)
    must(example, 810, { kind: 'amend-chart', text: 'Seen again', reason: 'asked for' })
    expect(chartOf(example).amendments).toEqual([
      { at: at(710), by: NURSE.name, kind: 'set-marked', reason: 'arm was bent', text: null },
      { at: at(711), by: NURSE.name, kind: 'entry-corrected', reason: 'a slip', text: null },
      { at: at(712), by: NURSE.name, kind: 'entered-late', reason: REASON, text: null },
      { at: at(713), by: NURSE.name, kind: 'entry-retimed', reason: 'was earlier', text: null },
      { at: at(714), by: OTHER.name, kind: 'chart-amended', reason: 'asked for', text: 'Rang the ward at 710' },
      { at: at(810), by: NURSE.name, kind: 'chart-amended', reason: 'asked for', text: 'Seen again' },
    ])
  })
})

describe('R3: whatever takes a signature back', () => {
  const kindOf: Readonly<Record<string, SessionChart['amendments'][number]['kind']>> = {
    'mark-set': 'set-marked',
    'correct-entry': 'entry-corrected',
    'amend-infusion-time': 'infusion-time-amended',
    'enter-late': 'entered-late',
    'retime-entry': 'entry-retimed',
    'amend-chart': 'chart-amended',
  }

  it.each(Object.keys(kindOf))('R3: %s is told as an amendment, and the chart waits to be signed again', (which) => {
    const example = over()
    sign(example, 700)
    const factSeq = example.of('entered')[0]?.seq ?? 0
    const started = example.of('phase-changed').find(({ to }) => to === 'infusing')?.seq ?? 0
    const acts: readonly ActInput['act'][] = [
      { kind: 'mark-set', readAt: at(60), artefact: true, reason: REASON },
      { kind: 'correct-entry', factSeq, entry: null, reason: REASON },
      { kind: 'amend-infusion-time', factSeq: started, happenedAt: at(2), reason: REASON },
      { kind: 'enter-late', entry: { kind: 'oxygen', on: true }, happenedAt: at(50), reason: REASON },
      { kind: 'retime-entry', factSeq, happenedAt: at(50), reason: REASON },
      { kind: 'amend-chart', text: 'Rang the ward', reason: REASON },
    ]
    const act = acts.find(({ kind }) => kind === which)
    if (act === undefined) throw new Error(which)
    must(example, 710, act)
    const chart = chartOf(example)
    expect(chart.amendments).toMatchObject([{ at: at(710), by: NURSE.name, kind: kindOf[which], reason: REASON }])
    expect(chart.missingSignatures).toEqual(['physician'])
    // Signed once, and changed since: it waits for nobody as the second.
    const line = lineOfChart(chart, example.facts)
    expect(line).toMatchObject({ signed: { by: PHYSICIAN.name, at: at(700) }, amendments: 1 })
    expect(line).not.toHaveProperty('waitsFor')
    sign(example, 720)
    expect(chartOf(example).missingSignatures).toEqual([])
  })
})

describe('R4: what a chart holds of its record', () => {
  it('V9: readings by hand, each with who took it', () => {
    const example = quiet()
    example.mustAct(60, { kind: 'enter-vitals', reading: { sys: 121, dia: 79, hr: 70 } }, NURSE)
    example.mustAct(120, { kind: 'enter-vitals', reading: { temp: 36.8 } }, OTHER)
    expect(chartOf(example).byHand).toEqual([
      { at: at(60), by: NURSE.name, reading: { sys: 121, dia: 79, hr: 70 } },
      { at: at(120), by: OTHER.name, reading: { temp: 36.8 } },
    ])
    expect(chartOf(quiet()).byHand).toEqual([])
  })

  it('L2: each change of the verdict, with what was missing then', () => {
    const example = quiet()
    example.mustAct(60, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    // The stay is over, and nobody has assessed anything.
    example.tick(minutes(35))
    example.enter(minutes(36), { kind: 'gait', steady: false, dizzy: true })
    const stated = example.of('readiness-changed')
    expect(new Set(stated.map(({ verdict }) => verdict)).size).toBeGreaterThan(1)
    const { readinessSteps, readiness } = chartOf(example)
    expect(readinessSteps).toEqual(stated.map(({ at: when, verdict, missing }) => ({ at: when, verdict, missing })))
    expect(readiness).toEqual(example.chair.session?.readiness)
  })

  it('A7: the log holds what was done, in order, and neither alarms nor what was entered', () => {
    const example = quiet()
    example.set(60, 185, 90)
    example.enter(70, { kind: 'note', text: 'calm' })
    example.mustAct(80, { kind: 'pause-infusion', reason: null }, NURSE)
    const kinds = chartOf(example)
      .timeline.filter((item) => item.at > ZERO)
      .map(({ kind }) => kind)
    expect(kinds).toEqual(['excursion-opened', 'phase-changed'])
  })

  it('B2: the vitals that were frozen beside the baseline, and none before the start', () => {
    const example = startable()
    expect(chartOf(example)).toMatchObject({ continuousBaseline: null, liveBaseline: null })
    example.mustAct(0, { kind: 'start-infusion', overrideReason: null }, NURSE)
    expect(chartOf(example)).toMatchObject({ continuousBaseline: { hr: 72, spo2: 98, rr: 14 }, liveBaseline: { sys: 120, dia: 80 } })
  })

  it('S1: names its session, chair, patient, order and protocol as they were checked in', () => {
    const example = running({ simulated: true, profile: profile({ origin: 'simulated' }) })
    const [checkedIn] = example.of('checked-in')
    const { sessionId, chairId, patient, order, simulated, protocol, checkedInAt, content } = chartOf(example)
    expect({ sessionId, chairId, patient, order, simulated }).toEqual({
      sessionId: checkedIn?.sessionId,
      chairId: CHAIR,
      patient: checkedIn?.patient,
      order: checkedIn?.order,
      simulated: true,
    })
    expect(protocol).toMatchObject({ ...checkedIn?.protocol, name: example.chair.session?.protocol.name })
    expect([checkedInAt, content]).toEqual([at(-minutes(12)), CONTENT])
    expect(chartOf(quiet()).simulated).toBe(false)
  })
})

describe('S1: until when a chart reaches', () => {
  const newest = (example: Example): number => ((chartOf(example).series.hr?.at(-1)?.[0] ?? 0) - ZERO) / 1_000

  it('S1: of a session that goes on to its newest input, with no end', () => {
    const example = quiet()
    example.stream(10, 600, { hr: 72 }, 10)
    expect(chartOf(example)).toMatchObject({ phase: 'infusing', endedAt: null, lastAt: at(600) })
    expect(newest(example)).toBe(600)
    example.tick(660)
    expect(chartOf(example).lastAt).toBe(at(660))
  })

  it('S1, S4: of one that is over to its end, though its record goes on: what was measured later is none of it', () => {
    const example = quiet()
    example.stream(10, 600, { hr: 72 }, 10)
    example.mustAct(605, { kind: 'transfer', destination: 'hospital' })
    example.stream(610, 660, { hr: 99 }, 10)
    must(example, 700, { kind: 'amend-chart', text: 'Rang the ward', reason: REASON })
    const chart = chartOf(example)
    expect(chart).toMatchObject({ phase: 'transferred', endedAt: at(605), lastAt: at(700) })
    expect(newest(example)).toBe(600)
    expect(chart.summary.runMs).toBe(605_000)
    expect(chart.quality.outside).toMatchObject({ count: 6, firstAt: at(610), lastAt: at(660) })
    expect(chart.issues).toContainEqual({ id: 'outside', count: 6 })
  })

  it('S1: the phases that it went through end where the next one began', () => {
    const example = inBaseline()
    example.mustAct(60, { kind: 'cancel', reason: 'went home again' }, NURSE)
    expect(chartOf(example).phases).toEqual([
      { phase: 'checked-in', fromAt: at(-minutes(12)), toAt: at(-minutes(10)) },
      { phase: 'baseline', fromAt: at(-minutes(10)), toAt: at(60) },
    ])
  })

  it('X9: of a record that has gone on it lives through and judges only what came since', () => {
    const example = startable()
    for (let second = 1; second <= 60; second += 1) example.numerics(second, { hr: 72 })
    const source = () => ({ inputs: [...example.inputs], facts: [...example.facts], chairId: CHAIR, content: CONTENT })
    const first = chartWithReadings(source())
    example.numerics(61, { hr: 73 })
    const second = chartWithReadings(source(), first?.soFar)
    expect(second?.chart).toEqual(chartOf(example))
    expect(second?.soFar.judged.stops[0]).toBe(first?.soFar.judged.stops[0])
    expect(second?.soFar.lived.deliveries[0]).toBe(first?.soFar.lived.deliveries[0])
  })

  it('V8: a record without a session has no chart, nor readings', () => {
    const example = new Example()
    example.tick(0)
    example.numerics(1, { hr: 72 })
    expect(chartWithReadings({ inputs: example.inputs, facts: [], chairId: CHAIR, content: null })).toBeNull()
  })
})
