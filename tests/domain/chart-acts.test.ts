import { chartInputs } from '@chairside/server/domain/chart-inputs'
import type { ChartAct } from '@chairside/shared/chart-act'
import type { Problem } from '@chairside/shared/reply'
import type { Actor } from '@chairside/shared/staff'
import { describe, expect, it } from 'vitest'
import { at, CHAIR, chartOf, type Example, factsOf, NURSE, PHYSICIAN, quiet } from '../support/judge-harness.ts'

const OTHER: Actor = { staffId: 'p2', name: 'Q. Physician', role: 'physician' }
const CONTENT = { entry: 12, hash: 'a'.repeat(64) }
const REASON = 'charted afterwards'

const does = (example: Example, second: number, act: ChartAct, by = NURSE): Problem | null =>
  example.feed({ kind: 'act', takenAt: at(second), by, act }).problem

const late = (example: Example, second: number, happened: number, moaas: 0 | 1 | 2 | 3 | 4 | 5): Problem | null =>
  does(example, second, { kind: 'enter-late', entry: { kind: 'sedation', moaas }, happenedAt: at(happened), reason: REASON })

const signs = (example: Example, second: number, by = PHYSICIAN, meaning: 'responsible' | 'co-signed' = 'responsible'): Problem | null =>
  does(example, second, { kind: 'sign-chart', meaning, content: CONTENT, seen: [] }, by)

const over = (): Example => {
  const example = quiet()
  example.mustAct(600, { kind: 'transfer', destination: 'hospital' })
  return example
}

const events = (example: Example) => example.picture.events.map(({ at: happened, entry }) => [(happened - at(0)) / 1_000, entry.kind])

describe('R1: what is entered late', () => {
  it('R1: stands at the time when it happened, with who entered it when and why', () => {
    const example = quiet()
    example.enter(100, { kind: 'oxygen', on: true })
    expect(late(example, 300, 50, 4)).toBeNull()
    expect(late(example, 301, 100, 3)).toBeNull()
    expect(events(example)).toEqual([
      [50, 'sedation'],
      [100, 'oxygen'],
      [100, 'sedation'],
    ])
    expect(example.picture.events[0]).toMatchObject({
      by: NURSE.name,
      correction: null,
      retimed: { statedAt: at(300), by: NURSE.name, at: at(300), reason: REASON, late: true },
    })
    expect(example.of('entered-late')[0]).toMatchObject({ at: at(300), happenedAt: at(50), reason: REASON, by: NURSE })
  })

  it('R1: happened between check-in and now, both included', () => {
    const example = quiet()
    const checkedInAt = (example.picture.session?.checkedInAt ?? 0) - at(0)
    for (const [happened, refused] of [
      [checkedInAt / 1_000 - 0.001, true],
      [checkedInAt / 1_000, false],
      [300, false],
      [300.001, true],
    ] as const)
      expect(late(example, 300, happened, 5)?.code ?? null).toBe(refused ? 'implausible' : null)
  })

  it('S3: holds to the account of the ampoule as any entry does', () => {
    const example = quiet()
    example.enter(10, { kind: 'drug-account', lot: 'L1', drawnMg: 50, wastedMg: 0, witness: 'W. Witness' })
    const waste = (mg: number): Problem | null =>
      does(example, 60, {
        kind: 'enter-late',
        entry: { kind: 'drug-wasted', wastedMg: mg, witness: 'W. Witness' },
        happenedAt: at(50),
        reason: REASON,
      })
    expect(waste(50.1)?.code).toBe('implausible')
    expect(example.of('entered-late')).toEqual([])
    expect(waste(50)).toBeNull()
  })

  it('X9: the chart judges it at its time, and as corrected', () => {
    const example = quiet()
    expect(late(example, 300, 50, 4)).toBeNull()
    const inputs = () =>
      chartInputs(example.inputs, CHAIR).inputs.flatMap((input) =>
        input.kind === 'act' && input.act.kind === 'enter' ? [[(input.takenAt - at(0)) / 1_000, input.act.entry]] : [],
      )
    expect(inputs()).toEqual([[50, { kind: 'sedation', moaas: 4 }]])
    const factSeq = example.of('entered-late')[0]?.seq ?? 0
    example.correct(310, factSeq, { kind: 'sedation', moaas: 3 })
    expect(inputs()).toEqual([[50, { kind: 'sedation', moaas: 3 }]])
    example.correct(320, factSeq, null)
    expect(inputs()).toEqual([])
    expect(chartOf(example).version).toBe(4)
  })
})

describe('R1: another time for an entry', () => {
  const retime = (example: Example, second: number, factSeq: number, happened: number): Problem | null =>
    does(example, second, { kind: 'retime-entry', factSeq, happenedAt: at(happened), reason: REASON })

  it('R1: moves it, and keeps when it was stated however often it moves', () => {
    const example = quiet()
    const first = example.enter(100, { kind: 'oxygen', on: true })
    example.enter(150, { kind: 'sedation', moaas: 5 })
    expect(retime(example, 200, first, 180)).toBeNull()
    expect(retime(example, 210, first, 170)).toBeNull()
    expect(events(example)).toEqual([
      [150, 'sedation'],
      [170, 'oxygen'],
    ])
    expect(example.picture.events[1]?.retimed).toEqual({ statedAt: at(100), by: NURSE.name, at: at(210), reason: REASON, late: false })
    expect(example.of('entry-retimed').at(-1)).toMatchObject({ corrects: first, happenedAt: at(170), reason: REASON, by: NURSE })
    expect(late(example, 220, 90, 4)).toBeNull()
    expect(retime(example, 230, example.of('entered-late')[0]?.seq ?? 0, 95)).toBeNull()
    expect(example.picture.events[0]?.retimed).toMatchObject({ statedAt: at(220), late: true })
  })

  it('R1: refuses an entry that is not there, a time outside, and the time that it has', () => {
    const example = quiet()
    const seq = example.enter(100, { kind: 'oxygen', on: true })
    expect(retime(example, 200, 9_999, 150)?.code).toBe('unknown-entry')
    expect(retime(example, 200, seq, 200.001)?.code).toBe('implausible')
    expect(retime(example, 200, seq, -10_000)?.code).toBe('implausible')
    expect(retime(example, 200, seq, 100)?.code).toBe('already-done')
    expect(example.of('entry-retimed')).toEqual([])
  })

  it('D2: what rests on it follows: a rescue drug counts from its own time', () => {
    const example = quiet()
    const seq = example.enter(500, { kind: 'medication', name: 'Midazolam', group: 'benzodiazepine', dose: '1 mg' })
    expect(retime(example, 510, seq, 300)).toBeNull()
    expect(example.chair.session?.rescues).toEqual([at(300)])
  })
})

describe('R3: signatures', () => {
  it('R3: a physician signs what is over, once', () => {
    expect(signs(quiet(), 300)?.code).toBe('wrong-phase')
    const example = over()
    expect(signs(example, 700, NURSE)?.code).toBe('physician-needed')
    expect(signs(example, 700)).toBeNull()
    expect(example.of('chart-signed')).toMatchObject([{ meaning: 'responsible', content: CONTENT, seen: [], by: PHYSICIAN }])
    expect(signs(example, 701)?.code).toBe('already-done')
    expect(signs(example, 702, OTHER, 'co-signed')).toBeNull()
  })

  it('R3: nobody co-signs what nobody signed', () => {
    expect(signs(over(), 700, OTHER, 'co-signed')).toMatchObject({ code: 'held' })
  })

  it('R3: after it only what carries a reason may follow, which makes it another content that may be signed again', () => {
    const example = over()
    expect(signs(example, 700)).toBeNull()
    expect(example.act(701, { kind: 'enter', entry: { kind: 'oxygen', on: false } }, NURSE)).toMatchObject({ code: 'wrong-phase' })
    expect(does(example, 702, { kind: 'amend-chart', text: 'Rang the ward', reason: REASON })).toBeNull()
    expect(example.of('chart-amended')).toMatchObject([{ text: 'Rang the ward', reason: REASON, by: NURSE }])
    expect(signs(example, 703, OTHER, 'co-signed')).toMatchObject({ code: 'held' })
    expect(signs(example, 704)).toBeNull()
    expect(late(example, 705, 50, 4)).toBeNull()
    expect(signs(example, 706)).toBeNull()
  })

  it('R3: what was refused changes nothing, and leaves the signature where it is', () => {
    const example = over()
    expect(signs(example, 700)).toBeNull()
    expect(late(example, 701, 900, 4)?.code).toBe('implausible')
    expect(signs(example, 702)?.code).toBe('already-done')
  })

  it('R4: the record gives the same facts again', () => {
    const example = over()
    late(example, 650, 50, 4)
    signs(example, 700)
    does(example, 702, { kind: 'amend-chart', text: 'Rang the ward', reason: REASON })
    signs(example, 704, OTHER)
    expect(factsOf(example.inputs)).toEqual(example.facts)
  })
})
