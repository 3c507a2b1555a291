import { emptyChair } from '@chairside/server/domain/chair'
import { drawChart } from '@chairside/server/domain/draw-chart'
import { judgeOn } from '@chairside/server/domain/judge-on'
import type { DrawnSoFar } from '@chairside/server/domain/session-chart'
import { describe, expect, it } from 'vitest'
import { textOfDrawn } from '../support/drawn-text.ts'
import { at, CHAIR, type Example, inBaseline, minutes, NURSE, profile, running } from '../support/judge-harness.ts'

const sourceOf = ({ inputs, facts }: Example) => ({ inputs: [...inputs], facts: [...facts], chairId: CHAIR, content: null })

/** Draws on from what was left, and holds it beside a drawing from nothing. */
const drawOn = (example: Example, before: DrawnSoFar | null): DrawnSoFar => {
  const source = sourceOf(example)
  const [goneOn, anew] = [drawChart(source, before), drawChart(source)]
  if (goneOn === null || anew === null) throw new Error('there is no session')
  expect(textOfDrawn(goneOn)).toBe(textOfDrawn(anew))
  return goneOn.soFar
}

const FINE = { hr: 72, spo2: 97, rr: 14 }

describe('a chart that goes on', () => {
  it('X9: judges what came since, and nothing that it has judged', () => {
    const example = running()
    example.stream(1, 400, FINE)
    const first = drawOn(example, null)
    example.stream(401, 410, FINE)
    const second = drawOn(example, first)
    // What was lived through and judged is the same object, not another one that looks like it.
    expect(
      second.lived.deliveries.slice(0, first.lived.deliveries.length).every((one, index) => one === first.lived.deliveries[index]),
    ).toBe(true)
    const stops = first.judged.stops.filter(({ index }) => index <= first.judged.inputs.length - 10)
    expect(stops.length).toBeGreaterThan(2)
    for (const [index, stop] of stops.entries()) expect(second.judged.stops[index]).toBe(stop)
    expect(second.judged.inputs.length).toBe(first.judged.inputs.length + 10)
  })

  it('X9: what is corrected is judged again from where it stood', () => {
    const example = running()
    example.stream(1, 250, FINE)
    example.set(255, 190, 96)
    const noted = example.enter(260, { kind: 'sedation', moaas: 3 })
    example.stream(261, 420, FINE)
    const first = drawOn(example, null)
    example.mustAct(421, { kind: 'mark-set', readAt: example.picture.sets.at(-1)?.at ?? 0, artefact: true, reason: 'patient moved' }, NURSE)
    const second = drawOn(example, first)
    expect(second.judged.inputs.length).toBe(first.judged.inputs.length - 1)
    example.correct(430, noted, { kind: 'sedation', moaas: 4 })
    const third = drawOn(example, second)
    example.mustAct(440, { kind: 'mark-set', readAt: example.picture.sets.at(-1)?.at ?? 0, artefact: false, reason: 'it was one' }, NURSE)
    const fourth = drawOn(example, third)
    example.correct(450, noted, null)
    example.mustAct(500, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    drawOn(example, fourth)
    // Also from a drawing that is two behind.
    drawOn(example, second)
  })

  it('V4, V5: what was measured before what is already drawn stands where it was measured', () => {
    const example = running()
    example.stream(1, 300, FINE)
    const first = drawOn(example, null)
    example.numerics(301, { spo2: 85 }, [], 120)
    example.set(302, 188, 90, null, 140)
    const second = drawOn(example, first)
    example.numerics(303, { spo2: 85 }, [], 120)
    example.stream(304, 310, { ...FINE, rr: 0 })
    drawOn(example, second)
  })

  it('X9: whichever input is another one, judging goes on from before it', () => {
    const example = inBaseline()
    for (let second = 1; second <= 80; second += 1) example.numerics(second, { spo2: 80 + (second % 20), hr: 70 })
    const inputs = example.inputs
    const before = judgeOn(emptyChair(CHAIR), inputs, null)
    for (const [place, input] of inputs.entries()) {
      if (input.kind !== 'delivery') continue
      const changed = inputs.with(place, { ...input, entries: [] })
      const [goneOn, anew] = [judgeOn(emptyChair(CHAIR), changed, before), judgeOn(emptyChair(CHAIR), changed, null)]
      expect([place, JSON.stringify([goneOn.facts, goneOn.chair])]).toEqual([place, JSON.stringify([anew.facts, anew.chair])])
    }
  })

  it('S4: what a monitor sends while it is released belongs to nobody, also over a look', () => {
    const example = running()
    example.stream(1, 60, FINE)
    const first = drawOn(example, null)
    example.mustAct(61, { kind: 'release-monitor' }, NURSE)
    example.stream(62, 70, { ...FINE, spo2: 80 })
    const second = drawOn(example, first)
    example.bind(71)
    example.stream(72, 90, FINE)
    drawOn(example, drawOn(example, second))
  })

  it('G5: what was kept back over a look belongs to this patient where staff says so', () => {
    const example = running()
    example.stream(1, 60, FINE)
    const declared = profile({ patientIdentifier: 'somebody-else' })
    example.feed({ kind: 'source-declared', takenAt: at(61), profile: declared })
    example.stream(62, 70, { ...FINE, spo2: 80 })
    const first = drawOn(example, null)
    expect(first.lived.withheld).toHaveLength(9)
    example.mustAct(71, { kind: 'resolve-wrong-patient', reason: 'typed wrong' }, NURSE)
    example.stream(72, 90, FINE)
    expect(drawOn(example, first).lived.withheld).toHaveLength(0)
  })

  it('R1: a record that holds no session yet, then one, then its end', () => {
    const nothing = { inputs: [{ kind: 'tick' as const, takenAt: 1 }], facts: [], chairId: CHAIR, content: null }
    expect(drawChart(nothing)).toBeNull()
    const example = inBaseline()
    example.heard(-minutes(5), 0)
    const first = drawOn(example, null)
    example.mustAct(1, { kind: 'cancel', reason: 'patient went home' }, NURSE)
    const second = drawOn(example, first)
    example.stream(2, 5, FINE)
    drawOn(example, second)
  })
})
