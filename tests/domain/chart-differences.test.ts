import { evaluateChart, spansOf } from '@chairside/server/domain/chart-evaluation'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { describe, expect, it } from 'vitest'
import { at, CHAIR, chartOf, type Example, NURSE, quiet, running, ZERO } from '../support/judge-harness.ts'

const mark = (example: Example, second: number, measured: number): void =>
  example.mustAct(second, { kind: 'mark-set', readAt: at(measured), artefact: true, reason: 'arm was moved' }, NURSE)

/** Readings of some seconds that arrived together, long after. */
const backlog = (example: Example, from: number, to: number, received: number, values: { spo2?: number; hr?: number }): void => {
  const entries = []
  for (let second = from; second <= to; second += 1)
    entries.push({ kind: 'numerics' as const, seq: example.nextSeq(), at: at(second), values, off: [], unmapped: [] })
  example.deliver(received, entries)
}

describe('X9: where the chart differs, excursion by excursion', () => {
  /** Two confirmed excursions of the high side, the first over at 700, and the second open. */
  const twice = (): Example => {
    const example = quiet()
    for (const [second, sys] of [
      [300, 164],
      [420, 166],
      [700, 130],
      [1_500, 165],
      [1_620, 167],
    ] as const)
      example.set(second, sys, 84)
    expect(chartOf(example).differences).toEqual([])
    return example
  }

  it('X9: one that fell is told as gone, and the other one of that side is still the same', () => {
    const example = twice()
    mark(example, 1_700, 300)
    mark(example, 1_701, 420)
    expect(chartOf(example).differences).toMatchObject([{ kind: 'excursion', live: { openedAt: at(300) }, chart: null }])
    expect(chartOf(example).differences).toHaveLength(1)
  })

  it('X9: one that nobody saw live is told as new, and the later ones are still the same', () => {
    const example = twice()
    example.set(1_900, 165, 84, null, 60)
    example.set(1_901, 130, 84, null, 120)
    const { differences } = chartOf(example)
    expect(differences).toMatchObject([{ kind: 'excursion', live: null, chart: { openedAt: at(60), ending: 'not-confirmed' } }])
    expect(differences).toHaveLength(1)
  })

  it('X9: a low one at the same time is not taken for the high one', () => {
    const example = quiet()
    // The high side is open live from 300 on; in the chart only the low side opens, by a DIA of its own set.
    example.set(300, 164, 84)
    example.set(420, 120, 45)
    mark(example, 500, 300)
    const { differences } = chartOf(example)
    expect(differences).toMatchObject([{ live: { side: 'high' }, chart: null }])
    expect(chartOf(example).session?.excursions).toMatchObject([{ side: 'low', openedAt: at(420) }])
  })

  /** What only one set changes, each time by its mark or its late coming. */
  it.each([
    {
      what: 'its peak',
      sets: [300, 164, 420, 188, 480, 166],
      marked: 420,
      live: { peakLevel: 'critical' },
      chart: { peakLevel: 'warning' },
    },
    { what: 'its number of sets', sets: [300, 164, 420, 166, 540, 167], marked: 540, live: { setCount: 3 }, chart: { setCount: 2 } },
    { what: 'its beginning', sets: [300, 164, 420, 166, 540, 167], marked: 300, live: { openedAt: at(300) }, chart: { openedAt: at(420) } },
    {
      what: 'its end',
      sets: [300, 164, 420, 166, 540, 120, 660, 118],
      marked: 540,
      live: { closedAt: at(540) },
      chart: { closedAt: at(660) },
    },
    { what: 'its confirmation', sets: [300, 164, 420, 166], marked: 420, live: { confirmed: true }, chart: { confirmed: false } },
  ])('X9: an excursion of which a mark changes $what is told as it was and as it is', ({ sets, marked, live, chart }) => {
    const example = quiet()
    for (let index = 0; index < sets.length; index += 2) example.set(sets[index] as number, sets[index + 1] as number, 84)
    mark(example, 900, marked)
    expect(chartOf(example).differences).toMatchObject([{ kind: 'excursion', live, chart }])
  })
})

describe('X9: where the chart differs, condition by condition', () => {
  it('X9: a desaturation of the backlog is new, and the one that was live is the same', () => {
    const example = quiet()
    example.stream(1, 10, { spo2: 97 })
    example.stream(300, 330, { spo2: 86 })
    example.stream(331, 345, { spo2: 97 })
    backlog(example, 100, 130, 400, { spo2: 86 })
    backlog(example, 131, 145, 401, { spo2: 97 })
    const { differences } = chartOf(example)
    expect(differences).toMatchObject([{ kind: 'condition', live: null, chart: { beganAt: at(115), endedAt: at(136) } }])
    expect(differences).toHaveLength(1)
  })

  it('X9: a fast heart in the backlog is not taken for a desaturation that was live then', () => {
    const example = quiet()
    example.stream(100, 160, { spo2: 86 })
    backlog(example, 90, 150, 300, { hr: 125 })
    const { differences } = chartOf(example)
    expect(differences).toMatchObject([{ kind: 'condition', live: null, chart: { condition: 'hr-high', beganAt: at(105) } }])
    expect(differences).toHaveLength(1)
  })

  it('X9: what was live and never in the readings by their time is told as gone', () => {
    const example = quiet()
    example.stream(100, 130, { spo2: 86 })
    // Measured between them and received later: live they came too late to break the row.
    backlog(example, 109.5, 109.5, 131, { spo2: 97 })
    backlog(example, 119.5, 119.5, 132, { spo2: 97 })
    const { differences } = chartOf(example)
    expect(differences).toMatchObject([{ kind: 'condition', live: { condition: 'spo2-low', beganAt: at(115) }, chart: null }])
  })

  it('X9: spans stand in the order in which they began, ended and open ones alike, of the limits alone', () => {
    const example = running()
    example.stream(1, 60, { spo2: 86, hr: 125 })
    example.stream(61, 70, { spo2: 97, hr: 125 })
    example.stream(71, 90, { spo2: 86, hr: 125 })
    example.tick(110)
    const spans = spansOf(example.facts).map(({ condition, beganAt, endedAt }) => [
      condition,
      (beganAt - ZERO) / 1_000,
      endedAt === null ? null : (endedAt - ZERO) / 1_000,
    ])
    expect(spans).toEqual([
      ['spo2-low', 16, 66],
      ['hr-high', 16, null],
      ['spo2-low', 86, null],
    ])
  })
})

describe('X9: the evaluation as a whole', () => {
  it('X9: what fell due between the last reading and the end of the record is in it', () => {
    const example = quiet()
    example.set(300, 164, 84)
    example.tick(300 + 361)
    const due = (facts: ReturnType<typeof chartOf>['facts']) =>
      facts.filter(({ kind }) => kind === 'recheck-overdue').map((fact) => fact.at)
    expect(due(chartOf(example).facts)).toEqual([at(660)])
    expect(due(chartOf(example).facts)).toEqual(due(example.facts))
  })

  it('X9: a record without a session has no protocol, and one with a session names its own', () => {
    expect(evaluateChart([], [], CHAIR)).toMatchObject({ version: 1, protocol: { id: '', version: 0 }, session: null, live: null })
    expect(evaluateChart([{ kind: 'tick', takenAt: at(1) }], [], CHAIR).facts).toEqual([])
    const { protocol } = chartOf(quiet())
    expect(protocol).toEqual({ id: 'default', version: DEFAULT_PROTOCOL.version })
  })
})
