import type { ChairInput } from '@chairside/server/domain/chair-input'
import { evaluateChart } from '@chairside/server/domain/chart-evaluation'
import { chartInputs } from '@chairside/server/domain/chart-inputs'
import type { SourceId } from '@chairside/shared/identity'
import { describe, expect, it } from 'vitest'
import {
  at,
  CHAIR,
  chartOf,
  type Example,
  inBaseline,
  NURSE,
  PHYSICIAN,
  profile,
  quiet,
  unsupervised,
  ZERO,
} from '../support/judge-harness.ts'

const inputsOf = (example: Example): readonly ChairInput[] => chartInputs(example.inputs, CHAIR).inputs
const acts = (example: Example): string[] =>
  inputsOf(example).flatMap((input) => (input.kind === 'act' && input.takenAt > ZERO ? [input.act.kind] : []))
const kinds = (facts: ReturnType<typeof chartOf>['facts']): Set<string> => new Set(facts.map(({ kind }) => kind))

describe('X9: what goes into the chart', () => {
  it('X9: acts about alarms and corrections are of the live session alone', () => {
    const example = quiet()
    example.set(10, 185, 85)
    const alarmId = example.alarm('bp-high')?.id
    if (alarmId === undefined) throw new Error('no alarm')
    example.mustAct(20, { kind: 'acknowledge', alarmId, plan: 'watching' }, NURSE)
    example.mustAct(21, { kind: 'pause-sound', pauseMs: 60_000 }, NURSE)
    example.mustAct(22, { kind: 'call-help' }, NURSE)
    example.mustAct(23, { kind: 'end-help' }, NURSE)
    example.mustAct(24, { kind: 'pause-infusion', reason: null }, NURSE)
    example.mustAct(25, { kind: 'mark-set', readAt: at(10), artefact: true, reason: 'arm was moved' }, NURSE)
    expect(acts(example)).toEqual(['pause-infusion'])
    const facts = kinds(chartOf(example).facts)
    for (const kind of ['alarm-acknowledged', 'sound-paused', 'help-called', 'set-marked']) expect(facts.has(kind), kind).toBe(false)
    expect(chartOf(example).session?.phase).toBe('paused')
  })

  it('X9: what was refused live is not done in the chart', () => {
    const example = quiet()
    expect(example.act(10, { kind: 'resume-infusion' }, NURSE)).not.toBeNull()
    expect(example.act(20, { kind: 'stop-infusion', early: true, reason: null }, NURSE)).not.toBeNull()
    expect(acts(example)).toEqual([])
    expect(chartOf(example).session?.phase).toBe('infusing')
  })

  it('X9: whether the record could be written, and ticks, are no matter of the chart; the room’s pace is', () => {
    const example = quiet()
    example.feed({ kind: 'recording', takenAt: at(10), possible: false })
    example.feed({ kind: 'clock', takenAt: at(11), speed: 2 })
    example.tick(12)
    example.feed({ kind: 'source-declared', takenAt: at(13), profile: profile({ label: 'Monitor 1, renamed' }) })
    const after = inputsOf(example).filter(({ takenAt }) => takenAt > ZERO)
    expect(after.map(({ kind }) => kind)).toEqual(['clock', 'source-declared'])
  })

  it('X9: another monitor’s delivery is nobody’s here, and an empty one stays where it was', () => {
    const example = quiet()
    const foreign = 'other' as SourceId
    example.feed({
      kind: 'delivery',
      takenAt: at(10),
      sourceId: foreign,
      sentAt: at(10),
      entries: [{ kind: 'set', seq: 1, at: at(9), sys: 200, dia: 90, map: null, pulse: null }],
    })
    example.deliver(20, [], at(15))
    const deliveries = inputsOf(example).filter((input) => input.kind === 'delivery' && input.takenAt > ZERO)
    expect(deliveries).toEqual([{ kind: 'delivery', takenAt: at(20), sentAt: at(20), sourceId: unsupervised.sourceId, entries: [] }])
  })

  it('X9: each entry of a delivery stands at its own time, in order', () => {
    const example = quiet()
    const set = { kind: 'set', sys: 120, dia: 80, map: null, pulse: null } as const
    example.deliver(100, [
      { ...set, seq: 1, at: at(98) },
      { kind: 'numerics', seq: 2, at: at(95), values: { spo2: 97 }, off: [], unmapped: [] },
    ])
    const deliveries = inputsOf(example).filter((input) => input.kind === 'delivery' && input.takenAt > at(90))
    expect(deliveries.map((input) => [(input.takenAt - ZERO) / 1_000, input.kind === 'delivery' ? input.entries.length : 0])).toEqual([
      [95, 1],
      [98, 1],
    ])
  })
})

describe('X9: corrections in the chart', () => {
  it('R1: a corrected entry reads as corrected, a withdrawn one is not there, another stays', () => {
    const example = quiet()
    example.mustAct(10, { kind: 'enter', entry: { kind: 'sedation', moaas: 2 } }, NURSE)
    const wrong = example.of('entered').at(-1)?.seq ?? 0
    example.mustAct(20, { kind: 'enter', entry: { kind: 'symptom', symptom: 'chest-pain', severity: 'mild' } }, NURSE)
    const gone = example.of('entered').at(-1)?.seq ?? 0
    example.mustAct(30, { kind: 'enter', entry: { kind: 'pain', newModerateOrSevere: false } }, NURSE)
    example.mustAct(40, { kind: 'correct-entry', factSeq: wrong, entry: { kind: 'sedation', moaas: 5 }, reason: 'a slip' }, NURSE)
    example.mustAct(50, { kind: 'correct-entry', factSeq: gone, entry: null, reason: 'wrong patient' }, NURSE)
    const chart = chartOf(example)
    expect(chart.facts.flatMap((fact) => (fact.kind === 'entered' ? [fact.entry] : []))).toEqual([
      { kind: 'sedation', moaas: 5 },
      { kind: 'pain', newModerateOrSevere: false },
    ])
    expect(chart.facts.some((fact) => fact.kind === 'alarm-raised' && (fact.cause === 'sedation' || fact.cause === 'symptom'))).toBe(false)
    expect(chart.version).toBe(3)
  })

  it('X9: a pressure by hand that was withdrawn leaves what else was entered with it; one that was alone leaves nothing', () => {
    const example = quiet()
    example.mustAct(10, { kind: 'enter-vitals', reading: { sys: 185, dia: 90, rr: 15 } }, NURSE)
    example.mustAct(60, { kind: 'enter-vitals', reading: { sys: 186, dia: 90, map: 120 } }, NURSE)
    example.mustAct(120, { kind: 'enter-vitals', reading: { sys: 120, dia: 80, rr: 16 } }, NURSE)
    for (const second of [10, 60])
      example.mustAct(130, { kind: 'mark-set', readAt: at(second), artefact: true, reason: 'arm was moved' }, NURSE)
    const readings = inputsOf(example).flatMap((input) =>
      input.kind === 'act' && input.act.kind === 'enter-vitals' ? [input.act.reading] : [],
    )
    expect(readings).toEqual([{ rr: 15 }, { sys: 120, dia: 80, rr: 16 }])
    expect(chartOf(example).session?.excursions).toEqual([])
    expect(example.picture.excursions).toHaveLength(1)
  })

  it('B2: a baseline that was frozen live stands, unless one of its sets fell', () => {
    const start = (example: Example) => inputsOf(example).find((input) => input.kind === 'act' && input.act.kind === 'start-infusion')
    const example = quiet()
    expect(start(example)).toMatchObject({ settled: true, keptBaseline: { sys: 120, dia: 80 } })
    example.mustAct(10, { kind: 'mark-set', readAt: at(-120), artefact: true, reason: 'arm was moved' }, NURSE)
    expect(start(example)).not.toHaveProperty('keptBaseline')
    expect(start(quiet({ baseline: null }))).not.toHaveProperty('keptBaseline')
  })
})

describe('G5, X9: data of a patient in question', () => {
  const questioned = (): Example => {
    const example = quiet()
    example.feed({ kind: 'source-declared', takenAt: at(10), profile: { ...unsupervised, patientIdentifier: 'P-999' } })
    example.set(20, 185, 90)
    return example
  }
  const sets = (example: Example): number[] =>
    (chartOf(example).session?.sets ?? []).filter((set) => set.at > ZERO).map((set) => (set.at - ZERO) / 1_000)

  it('G5: what staff said is this patient’s stands in the chart at its time', () => {
    const example = questioned()
    expect(sets(example)).toEqual([])
    example.mustAct(30, { kind: 'resolve-wrong-patient', reason: 'same patient, new wristband' }, PHYSICIAN)
    example.set(40, 120, 80)
    expect(sets(example)).toEqual([20, 40])
    expect(chartOf(example).session?.excursions).toMatchObject([{ openedAt: at(20), ending: 'not-reproduced' }])
  })

  it('G5: all of what was kept back stands in it once staff said so, each once', () => {
    const example = questioned()
    example.set(22, 118, 78)
    example.set(24, 119, 79)
    example.mustAct(30, { kind: 'resolve-wrong-patient', reason: 'same patient, new wristband' }, PHYSICIAN)
    expect(sets(example)).toEqual([20, 22, 24])
  })

  it('G5: where the monitor names the right patient by itself, what it said under another name is in no chart', () => {
    const example = questioned()
    example.feed({ kind: 'source-declared', takenAt: at(30), profile: unsupervised })
    example.set(40, 120, 80)
    expect(sets(example)).toEqual([40])
    example.mustAct(50, { kind: 'pause-infusion', reason: null }, NURSE)
    expect(sets(example)).toEqual([40])
  })

  const delivered = (example: Example): number[] =>
    chartInputs(example.inputs, CHAIR).deliveries.flatMap(({ input }) => (input.takenAt > ZERO ? [(input.takenAt - ZERO) / 1_000] : []))

  it('G5: its curves as well: only what was said, or named again, to be this patient’s', () => {
    const resolved = questioned()
    expect(delivered(resolved)).toEqual([])
    resolved.mustAct(30, { kind: 'resolve-wrong-patient', reason: 'same patient, new wristband' }, PHYSICIAN)
    resolved.set(40, 120, 80)
    expect(delivered(resolved)).toEqual([20, 40])
    const named = questioned()
    named.feed({ kind: 'source-declared', takenAt: at(30), profile: unsupervised })
    named.set(40, 120, 80)
    expect(delivered(named)).toEqual([40])
    const released = questioned()
    released.mustAct(30, { kind: 'release-monitor' }, NURSE)
    expect(delivered(released)).toEqual([])
  })

  it('S4: what a monitor says that is bound to nobody is nobody’s', () => {
    const example = quiet()
    example.set(10, 120, 80)
    example.mustAct(20, { kind: 'release-monitor' }, NURSE)
    example.set(30, 185, 90)
    expect(delivered(example)).toEqual([10])
    expect(sets(example)).toEqual([10])
  })

  it('G5: what was never said to be is not in it', () => {
    const example = questioned()
    example.mustAct(30, { kind: 'release-monitor' }, NURSE)
    expect(sets(example)).toEqual([])
  })
})

describe('R4: what was carried out once stands in the chart', () => {
  it('R4, X9: it is judged from whole inputs alone, each act settled, and nothing stands where something was withdrawn', () => {
    const example = quiet()
    example.set(10, 190, 85)
    example.mustAct(20, { kind: 'enter-vitals', reading: { sys: 185, dia: 90 } }, NURSE)
    example.mustAct(25, { kind: 'enter-vitals', reading: { sys: 186, dia: 90, rr: 15 } }, NURSE)
    const corrected = example.enter(30, { kind: 'sedation', moaas: 2 })
    const withdrawn = example.enter(31, { kind: 'oxygen', on: true })
    example.mustAct(40, { kind: 'pause-infusion', reason: null }, NURSE)
    example.correct(50, corrected, { kind: 'sedation', moaas: 5 })
    example.correct(51, withdrawn, null)
    for (const second of [10, 20, 25])
      example.mustAct(60, { kind: 'mark-set', readAt: at(second), artefact: true, reason: 'arm was moved' }, NURSE)
    const told = inputsOf(example)
      .slice(inputsOf(example).findIndex((input) => input.kind === 'act' && input.act.kind === 'start-infusion'))
      .map((input) => (input.kind === 'act' ? `${input.act.kind} ${input.settled}` : input.kind))
    expect(told).toEqual(['start-infusion true', 'enter-vitals true', 'enter true', 'pause-infusion true'])
    const isWhole = (input: ChairInput): boolean => input.kind === 'delivery' || (input.kind === 'act' && input.settled === true)
    expect(inputsOf(example).every(isWhole)).toBe(true)
  })

  it('B2: a start alone carries the baseline that was frozen', () => {
    const example = quiet()
    example.mustAct(40, { kind: 'pause-infusion', reason: null }, NURSE)
    const carrying = inputsOf(example).flatMap((input) =>
      input.kind === 'act' && input.keptBaseline !== undefined ? [input.act.kind] : [],
    )
    expect(carrying).toEqual(['start-infusion'])
  })

  it('X9: an act of the very moment at which a set was withdrawn stands', () => {
    const example = quiet()
    example.set(10, 190, 85)
    example.mustAct(10, { kind: 'pause-infusion', reason: null }, NURSE)
    example.mustAct(20, { kind: 'mark-set', readAt: at(10), artefact: true, reason: 'arm was moved' }, NURSE)
    expect(acts(example)).toEqual(['pause-infusion'])
    expect(chartOf(example).session?.phase).toBe('paused')
  })

  it('R4: a start that would be held today, and an answer of the gate that would be refused', () => {
    const example = inBaseline({ profile: unsupervised })
    // No baseline, and whoever starts is a nurse without a reason: refused now, and carried out by whoever recorded it.
    expect(example.act(0, { kind: 'start-infusion', overrideReason: null }, NURSE)).not.toBeNull()
    const chart = evaluateChart(example.inputs, example.facts, CHAIR)
    expect(chart.live?.phase).toBe('infusing')
    expect(chart.session?.phase).toBe('infusing')
  })

  it('X9: a change of the rate stands at the time to which it was amended', () => {
    const example = quiet()
    example.mustAct(600, { kind: 'change-rate', rateMlPerHour: 105, reason: 'order' }, NURSE)
    const factSeq = example.of('rate-changed')[0]?.seq ?? 0
    example.mustAct(700, { kind: 'amend-infusion-time', factSeq, happenedAt: at(300), reason: 'entered late' }, NURSE)
    const changes = inputsOf(example).filter((input) => input.kind === 'act' && input.act.kind === 'change-rate')
    expect(changes.map(({ takenAt }) => takenAt)).toEqual([at(300)])
  })

  it('X9: readings of a moment at which a set was withdrawn stay', () => {
    const example = quiet()
    const seq = () => example.nextSeq()
    example.deliver(10, [
      { kind: 'set', seq: seq(), at: at(10), sys: 190, dia: 85, map: null, pulse: null },
      { kind: 'numerics', seq: seq(), at: at(10), values: { spo2: 91 }, off: [], unmapped: [] },
    ])
    example.mustAct(20, { kind: 'mark-set', readAt: at(10), artefact: true, reason: 'arm was moved' }, NURSE)
    expect(chartOf(example).session?.sets.filter((set) => set.at === at(10))).toEqual([])
    expect(chartOf(example).session?.numerics.spo2?.value).toBe(91)
  })
})
