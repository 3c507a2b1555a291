import { evaluateChart } from '@chairside/server/domain/chart-evaluation'
import type { FactOf } from '@chairside/shared/fact'
import { infusedMg } from '@chairside/shared/infusion'
import { describe, expect, it } from 'vitest'
import { at, CHAIR, type Example, factsOf, minutes, NURSE, PHYSICIAN, quiet, running } from '../support/judge-harness.ts'

const phaseFact = (example: Example, to: FactOf<'phase-changed'>['to']): number => {
  const fact = example.of('phase-changed').find((one) => one.to === to)
  if (fact === undefined) throw new Error(`nothing went to ${to}`)
  return fact.seq
}
const amend = (example: Example, second: number, factSeq: number, happened: number) =>
  example.act(second, { kind: 'amend-infusion-time', factSeq, happenedAt: at(happened), reason: 'entered late' }, NURSE)

describe('X9: amended times of the infusion', () => {
  it('X9, S3: a stop that was entered late is put where it was; what was stated live stays, dose and rate follow', () => {
    const example = quiet()
    example.mustAct(minutes(20), { kind: 'stop-infusion', early: true, reason: 'patient asked' }, NURSE)
    const stated = phaseFact(example, 'recovering')
    expect(amend(example, minutes(22), stated, minutes(15))).toBeNull()
    const { infusion, session, timeline } = example.picture
    if (infusion === null) throw new Error('no infusion')
    expect(infusion.endedAt).toBe(at(minutes(15)))
    expect(infusedMg(infusion, at(minutes(60)))).toBeCloseTo(52.5 / 4, 10)
    expect(session?.phaseSince).toBe(at(minutes(15)))
    expect(example.of('phase-changed').find(({ seq }) => seq === stated)).toMatchObject({ at: at(minutes(20)), to: 'recovering' })
    expect(timeline?.at(-1)).toMatchObject({
      kind: 'infusion-time-amended',
      amends: stated,
      statedAt: at(minutes(20)),
      happenedAt: at(minutes(15)),
      reason: 'entered late',
      by: NURSE,
    })
  })

  it('X9, D2: the stay counts from the amended end', () => {
    const example = quiet()
    example.mustAct(minutes(40), { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    const stay = () => example.picture.readiness?.criteria.find(({ id }) => id === 'D2')
    example.tick(minutes(60))
    expect(stay()).toMatchObject({ state: 'not-met', earliestAt: at(minutes(70)) })
    expect(amend(example, minutes(60), phaseFact(example, 'recovering'), minutes(30))).toBeNull()
    expect(stay()).toMatchObject({ state: 'met' })
    expect(amend(example, minutes(61), phaseFact(example, 'recovering'), minutes(35))).toBeNull()
    expect(stay()).toMatchObject({ state: 'not-met', earliestAt: at(minutes(65)) })
  })

  it('X9, S3: a start, a pause, a resume and a rate are put right, and the planned end moves with them', () => {
    const example = running()
    const end = (): number | null => example.picture.infusion?.plannedEndAt ?? null
    expect(end()).toBe(at(minutes(40)))
    expect(amend(example, 60, phaseFact(example, 'infusing'), -60)).toBeNull()
    expect(end()).toBe(at(minutes(39)))
    example.mustAct(minutes(10), { kind: 'pause-infusion', reason: null }, NURSE)
    example.mustAct(minutes(14), { kind: 'resume-infusion' }, NURSE)
    expect(end()).toBe(at(minutes(43)))
    expect(amend(example, minutes(15), phaseFact(example, 'paused'), minutes(12))).toBeNull()
    expect(end()).toBe(at(minutes(41)))
    const resumed = example.of('phase-changed').findLast(({ to }) => to === 'infusing')?.seq ?? 0
    expect(amend(example, minutes(15), resumed, minutes(13))).toBeNull()
    expect(end()).toBe(at(minutes(40)))
    example.mustAct(minutes(20), { kind: 'change-rate', rateMlPerHour: 105, reason: 'order' }, NURSE)
    expect(end()).toBe(at(minutes(30)))
    expect(amend(example, minutes(21), example.of('rate-changed')[0]?.seq ?? 0, minutes(16))).toBeNull()
    expect(end()).toBe(at(minutes(28)))
    expect(example.picture.infusion?.stretches.map(({ fromAt, toAt }) => [fromAt, toAt])).toEqual([
      [at(-60), at(minutes(12))],
      [at(minutes(13)), at(minutes(16))],
      [at(minutes(16)), null],
    ])
  })

  it('X9: a time stays between its neighbours, never lies ahead, and is not amended to itself', () => {
    const example = running()
    example.mustAct(minutes(10), { kind: 'pause-infusion', reason: null }, NURSE)
    example.mustAct(minutes(14), { kind: 'resume-infusion' }, NURSE)
    const paused = phaseFact(example, 'paused')
    const refusal = { code: 'outside-allowed', details: ['infusion-time'] }
    expect(amend(example, minutes(15), paused, minutes(14) + 0.001)).toEqual(refusal)
    expect(amend(example, minutes(15), paused, -0.001)).toEqual(refusal)
    expect(amend(example, minutes(15), paused, minutes(10))).toMatchObject({ code: 'already-done' })
    const resumed = example.of('phase-changed').findLast(({ to }) => to === 'infusing')?.seq ?? 0
    expect(amend(example, minutes(15), resumed, minutes(15) + 0.001)).toEqual(refusal)
    expect(amend(example, minutes(15), resumed, minutes(15))).toBeNull()
    // Before the baseline began nobody can have started.
    expect(amend(example, minutes(16), phaseFact(example, 'infusing'), -minutes(10) - 0.001)).toEqual(refusal)
    expect(amend(example, minutes(16), phaseFact(example, 'baseline'), 0)).toMatchObject({ code: 'unknown-entry' })
    expect(amend(example, minutes(16), 9_999, 0)).toMatchObject({ code: 'unknown-entry' })
  })

  it('S3: a planned end that lies behind now is prompted for at once; one that moves ahead takes the prompt back', () => {
    const example = quiet()
    example.tick(minutes(38))
    expect(amend(example, minutes(38), phaseFact(example, 'infusing'), -minutes(5))).toBeNull()
    expect(example.of('planned-end-reached')).toHaveLength(1)
    expect(example.alarm('planned-end')).toMatchObject({ priority: 'low' })
    expect(amend(example, minutes(39), phaseFact(example, 'infusing'), 0)).toBeNull()
    expect(example.alarm('planned-end')).toBeUndefined()
    example.tick(minutes(41))
    expect(example.of('planned-end-reached')).toHaveLength(2)
  })

  it('X9: after the session only up to its end; the pump that a transfer ended is not amended', () => {
    const example = quiet()
    example.mustAct(minutes(10), { kind: 'pause-infusion', reason: null }, NURSE)
    example.mustAct(minutes(12), { kind: 'transfer', destination: 'Emergency' }, PHYSICIAN)
    expect(amend(example, minutes(20), phaseFact(example, 'transferred'), minutes(11))).toMatchObject({ code: 'unknown-entry' })
    expect(amend(example, minutes(20), phaseFact(example, 'paused'), minutes(13))).toMatchObject({ code: 'outside-allowed' })
    expect(amend(example, minutes(20), phaseFact(example, 'paused'), minutes(9))).toBeNull()
    expect(example.picture.infusion?.stretches).toMatchObject([{ fromAt: at(0), toAt: at(minutes(9)) }])
  })

  it('X9: the chart is judged by the amended times, in a version of its own', () => {
    // The start was entered a minute early: the high set that X judged live came before it.
    const beforeStart = quiet()
    beforeStart.set(30, 186, 92)
    beforeStart.set(90, 130, 84)
    expect(beforeStart.picture.excursions).toHaveLength(1)
    expect(amend(beforeStart, 120, phaseFact(beforeStart, 'infusing'), 60)).toBeNull()
    const chart = evaluateChart(beforeStart.inputs, beforeStart.facts, CHAIR)
    expect(chart.version).toBe(2)
    expect(chart.session?.infusion.startedAt).toBe(at(60))
    expect(chart.session?.excursions).toEqual([])
    expect(beforeStart.picture.excursions).toHaveLength(1)
  })

  it('R4: a record with amended times gives the same facts again', () => {
    const example = quiet()
    example.mustAct(minutes(20), { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    amend(example, minutes(21), phaseFact(example, 'recovering'), minutes(18))
    amend(example, minutes(22), phaseFact(example, 'infusing'), 30)
    expect(factsOf(example.inputs)).toEqual(example.facts)
  })
})
