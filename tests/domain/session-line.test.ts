import { buildChart } from '@chairside/server/domain/session-chart'
import { lineOfChart, lineOfPicture } from '@chairside/server/domain/session-line'
import type { SessionLine } from '@chairside/shared/session-list'
import { describe, expect, it } from 'vitest'
import { at, CHAIR, Example, inBaseline, NURSE, PHYSICIAN, quiet } from '../support/judge-harness.ts'

const CONTENT = { entry: 1, hash: 'a'.repeat(64) }
const charted = ({ inputs, facts }: Example): SessionLine => {
  const chart = buildChart({ inputs, facts, chairId: CHAIR, content: CONTENT })
  if (chart === null) throw new Error('no chart')
  return lineOfChart(chart, facts)
}
const listed = ({ picture }: Example): SessionLine => {
  const line = lineOfPicture(picture)
  if (line === null) throw new Error('no line')
  return line
}

describe('S1: a session in a line', () => {
  const treated = (): Example => {
    const example = quiet()
    example.stream(200, 240, { spo2: 93 })
    example.set(300, 164, 84)
    example.set(420, 166, 85)
    example.set(600, 130, 84)
    // Of a single set and not reproduced: no excursion that counts.
    example.set(900, 185, 90)
    example.set(960, 120, 80)
    // Rejected, late and lower ones are no peak.
    example.set(1_000, 239, 235)
    return example
  }

  it('S1: tells peak with its minute, confirmed excursions, the worst, the dose', () => {
    const example = treated()
    expect(listed(example)).toMatchObject({
      sessionId: 'session-1',
      chairId: CHAIR,
      phase: 'infusing',
      startedAt: at(0),
      endedAt: null,
      doseMg: 35,
      mgPerKg: 0.5,
      peak: { sys: 185, dia: 90, minute: 15 },
      excursions: 1,
      worst: 'warning',
      lowestSpo2: null,
      physicians: [{ staffId: PHYSICIAN.staffId, name: PHYSICIAN.name }],
      signed: null,
      amendments: 0,
    })
  })

  it('S1: before the start there is no peak, whatever was measured, and an empty chair has no line', () => {
    const example = inBaseline()
    example.set(-300, 190, 90)
    expect(listed(example)).toMatchObject({ startedAt: null, peak: null, worst: null, excursions: 0 })
    expect(lineOfPicture(new Example().picture)).toBeNull()
  })

  it('S1: a set from before the start is no peak of the infusion', () => {
    const example = quiet({ baseline: { sys: 135, dia: 80 } })
    example.set(300, 125, 80)
    expect(listed(example).peak).toEqual({ sys: 125, dia: 80, minute: 5 })
  })

  it('S1: a session that is over is told by its chart, with its lowest saturation and its end', () => {
    const example = treated()
    example.mustAct(1_200, { kind: 'transfer', destination: 'hospital' })
    expect(listed(example).endedAt).toBe(at(1_200))
    expect(charted(example)).toMatchObject({
      phase: 'transferred',
      startedAt: at(0),
      endedAt: at(1_200),
      doseMg: 35,
      mgPerKg: 0.5,
      peak: { sys: 185, dia: 90, minute: 15 },
      excursions: 1,
      lowestSpo2: 93,
      signed: null,
      amendments: 0,
    })
  })

  it('R3: says who signed last, and how much was added since', () => {
    const example = treated()
    example.mustAct(1_200, { kind: 'transfer', destination: 'hospital' })
    const amend = (second: number): void => {
      const act = { kind: 'amend-chart' as const, text: 'Rang the ward', reason: 'asked for' }
      example.feed({ kind: 'act', takenAt: at(second), by: NURSE, act })
    }
    amend(1_250)
    const sign = { kind: 'sign-chart' as const, meaning: 'responsible' as const, content: CONTENT, seen: [] }
    example.feed({ kind: 'act', takenAt: at(1_300), by: PHYSICIAN, act: sign })
    expect(charted(example)).toMatchObject({ signed: { by: PHYSICIAN.name, at: at(1_300) }, amendments: 0 })
    amend(1_400)
    amend(1_401)
    expect(charted(example)).toMatchObject({ signed: { by: PHYSICIAN.name, at: at(1_300) }, amendments: 2 })
  })

  it('S1: names each physician once, and no nurse', () => {
    const example = treated()
    example.mustAct(1_100, { kind: 'pause-infusion', reason: null })
    example.mustAct(1_101, { kind: 'resume-infusion' }, NURSE)
    expect(charted(example).physicians).toEqual([{ staffId: PHYSICIAN.staffId, name: PHYSICIAN.name }])
    expect(listed(example).physicians).toHaveLength(1)
  })
})
