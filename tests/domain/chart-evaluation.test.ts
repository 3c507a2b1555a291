import { evaluateChart } from '@chairside/server/domain/chart-evaluation'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { describe, expect, it } from 'vitest'
import { at, CHAIR, chartOf, type Example, minutes, NURSE, running } from '../support/judge-harness.ts'

const mark = (example: Example, second: number, measured: number): void =>
  example.mustAct(second, { kind: 'mark-set', readAt: at(measured), artefact: true, reason: 'arm was moved' }, NURSE)

describe("X9: the chart's evaluation", () => {
  it('X9: agrees with the live one where nothing was late and nothing corrected', () => {
    const example = running()
    example.set(290, 164, 92)
    example.set(400, 166, 92)
    example.set(700, 130, 84)
    example.stream(701, 760, { spo2: 86, hr: 72, rr: 14 })
    const chart = chartOf(example)
    expect(chart.differences).toEqual([])
    expect(chart.version).toBe(1)
    expect(chart.session?.excursions).toEqual(example.picture.excursions)
    expect(chart.session?.baseline).toEqual(example.picture.baseline?.bp)
  })

  it('X9: a set that staff withdrew opens no excursion there, and the difference is told', () => {
    const example = running()
    example.set(290, 186, 92)
    example.set(350, 130, 84)
    mark(example, 400, 290)
    const chart = chartOf(example)
    expect(chart.version).toBe(2)
    expect(chart.session?.excursions).toEqual([])
    expect(chart.differences).toMatchObject([{ kind: 'excursion', live: { side: 'high', peakLevel: 'critical' }, chart: null }])
    expect(example.picture.excursions).toHaveLength(1)
  })

  it('X9: a late set takes its place in the chart by the time when it was measured', () => {
    const example = running()
    example.set(290, 164, 92)
    // Measured between the two, delivered long after them: live it decides nothing, in the chart it confirms.
    example.set(600, 130, 84)
    example.set(900, 168, 92, null, 400)
    expect(example.picture.excursions).toMatchObject([{ ending: 'not-confirmed' }])
    const chart = chartOf(example)
    expect(chart.session?.excursions).toMatchObject([{ confirmed: true, ending: 'recovered', setCount: 3 }])
    expect(chart.differences).toMatchObject([{ kind: 'excursion', live: { ending: 'not-confirmed' }, chart: { ending: 'recovered' } }])
  })

  it('X9: a desaturation in the backlog is a condition of the chart that was none live', () => {
    const example = running()
    example.stream(1, 10, { spo2: 97 })
    for (let second = 100; second <= 130; second += 1) example.numerics(200, { spo2: 86 }, [], second)
    expect(example.of('condition-began').filter(({ condition }) => condition === 'spo2-low')).toEqual([])
    expect(chartOf(example).differences).toMatchObject([
      { kind: 'condition', live: null, chart: { condition: 'spo2-low', beganAt: at(115) } },
    ])
  })

  it('X9: a withdrawn baseline set changes the baseline of the chart; the live one stays frozen (B2)', () => {
    const example = running()
    mark(example, 60, -minutes(5))
    expect(example.picture.baseline?.bp).not.toBeNull()
    const chart = chartOf(example)
    expect(chart.session?.baseline).toBeNull()
  })

  it('V4: what the monitor delivered twice under different clocks counts once', () => {
    const example = running()
    const entry = { kind: 'set', seq: 900, at: at(290), sys: 164, dia: 92, map: null, pulse: null } as const
    example.deliver(290, [entry], at(290) - 2_000)
    example.deliver(330, [entry], at(330))
    expect(chartOf(example).session?.sets.filter((set) => set.sys === 164)).toHaveLength(1)
  })

  it('X9: a corrected entry reads as corrected in the chart, a withdrawn one is not there', () => {
    const example = running()
    example.mustAct(60, { kind: 'enter', entry: { kind: 'oxygen', on: true } }, NURSE)
    example.mustAct(61, { kind: 'enter', entry: { kind: 'sedation', moaas: 2 } }, NURSE)
    const [oxygen, sedation] = example.of('entered')
    example.mustAct(90, { kind: 'correct-entry', factSeq: oxygen?.seq ?? 0, entry: null, reason: 'other chair' }, NURSE)
    example.mustAct(
      91,
      { kind: 'correct-entry', factSeq: sedation?.seq ?? 0, entry: { kind: 'sedation', moaas: 5 }, reason: 'typing error' },
      NURSE,
    )
    const chart = chartOf(example)
    expect(chart.session?.events.map((event) => event.entry)).toEqual([{ kind: 'sedation', moaas: 5 }])
    expect(chart.version).toBe(3)
  })

  it('R4: other limits on the same record say what would have been; the record is untouched', () => {
    const example = running()
    example.set(290, 164, 92)
    example.set(400, 166, 92)
    const high = DEFAULT_PROTOCOL.excursion.high
    const lenient = {
      ...DEFAULT_PROTOCOL,
      id: 'lenient',
      excursion: {
        ...DEFAULT_PROTOCOL.excursion,
        high: { ...high, warning: { ...high.warning, sys: 170, relativeSys: null } },
      },
    }
    const before = JSON.stringify(example.facts)
    const chart = evaluateChart(example.inputs, example.facts, CHAIR, lenient)
    expect(chart.protocol.id).toBe('lenient')
    expect(chart.session?.excursions).toEqual([])
    expect(chart.differences).toMatchObject([{ kind: 'excursion', chart: null }])
    expect(JSON.stringify(example.facts)).toBe(before)
  })

  it('X9: a discharge that was granted live stands in the chart, whatever its evidence is now', () => {
    const example = running()
    example.mustAct(minutes(40), { kind: 'stop-infusion', early: false, reason: null })
    example.mustAct(minutes(41), { kind: 'discharge', overrideReason: 'seen by me' })
    expect(chartOf(example).session?.phase).toBe('discharged')
  })

  it('X9: a record without a session gives an empty chart', () => {
    expect(evaluateChart([], [], CHAIR)).toMatchObject({ session: null, facts: [], differences: [] })
  })
})
