import type { Entry } from '@chairside/shared/entry'
import { describe, expect, it } from 'vitest'
import { at, type Example, factsOf, inBaseline, minutes, NURSE, PHYSICIAN, running } from '../support/judge-harness.ts'

const tryMark = (example: Example, second: number, measured: number, artefact = true) =>
  example.act(second, { kind: 'mark-set', readAt: at(measured), artefact, reason: 'arm was moved' }, NURSE)
const mark = (example: Example, second: number, measured: number, artefact = true): void =>
  expect(tryMark(example, second, measured, artefact)).toBeNull()

describe('X9: a set is marked as artefact', () => {
  it('X9: what was stated live stays; the mark is a fact of its own', () => {
    const example = running()
    example.set(300, 186, 96)
    const before = JSON.stringify(example.facts)
    mark(example, 320, 300)
    expect(JSON.stringify(example.facts.slice(0, JSON.parse(before).length))).toBe(before)
    expect(example.of('set-marked')).toMatchObject([{ readAt: at(300), artefact: true, reason: 'arm was moved', by: NURSE }])
    expect(example.picture.care.artefactSets).toEqual([at(300)])
    expect(example.picture.excursions).toMatchObject([{ side: 'high', level: 'critical', closedAt: null }])
    expect(example.alarm('bp-high')).toBeDefined()
  })

  it('X9: a withdrawn newest set is not shown as the pressure, and is measured again', () => {
    const example = running()
    example.set(290, 132, 84)
    example.set(590, 150, 92)
    expect(example.picture.cuff.latest?.sys).toBe(150)
    mark(example, 600, 590)
    expect(example.picture.cuff.latest?.sys).toBe(132)
    expect(example.picture.cuff).toMatchObject({ nextDueAt: at(590), dueBecause: 'schedule' })
    mark(example, 610, 590, false)
    expect(example.picture.cuff.latest?.sys).toBe(150)
    expect(example.picture.care.artefactSets).toEqual([])
  })

  it('X9: a withdrawn set is asked for again in 2 min where the schedule leaves time for a recheck', () => {
    const example = running()
    example.set(60, 132, 84)
    example.set(120, 140, 88)
    mark(example, 130, 120)
    expect(example.of('recheck-asked').at(-1)).toMatchObject({ dueAt: at(250), because: 'failure' })
    expect(example.picture.cuff).toMatchObject({ nextDueAt: at(250), dueBecause: 'recheck' })
  })

  it('X9: a withdrawn set wants no second look any more', () => {
    const example = running()
    example.stream(285, 290, { hr: 72 })
    example.set(290, 132, 84)
    example.stream(585, 590, { hr: 72 })
    example.set(590, 176, 92)
    expect(example.picture.care.verify).toEqual({ readAt: at(590), because: 'jump' })
    mark(example, 595, 590)
    expect(example.picture.care.verify).toBeNull()
  })

  it('X9: an older set that is withdrawn leaves the newest where it is', () => {
    const example = running()
    example.set(290, 132, 84)
    example.set(590, 150, 92)
    mark(example, 600, 290)
    expect(example.picture.cuff.latest?.sys).toBe(150)
    expect(example.of('recheck-asked')).toEqual([])
  })

  it('B1: a withdrawn set is no part of the baseline', () => {
    const example = inBaseline()
    example.set(-minutes(7), 160, 95)
    example.heard(-minutes(7), -minutes(4))
    example.set(-minutes(4), 121, 79)
    example.heard(-minutes(4), -minutes(1))
    example.set(-minutes(1), 123, 81)
    mark(example, -50, -minutes(4))
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
    expect(example.of('baseline-frozen')[0]?.bp).toBeNull()
  })

  it('D3: a withdrawn set is no evidence', () => {
    const example = running()
    example.mustAct(minutes(40), { kind: 'stop-infusion', early: false, reason: null })
    example.set(minutes(42), 122, 80)
    example.set(minutes(48), 122, 80)
    expect(example.picture.readiness?.criteria.find(({ id }) => id === 'D3')?.state).toBe('met')
    mark(example, minutes(48) + 5, minutes(48))
    expect(example.picture.readiness?.criteria.find(({ id }) => id === 'D3')?.state).not.toBe('met')
    expect(example.of('criterion-changed').at(-1)).toMatchObject({ criterion: 'D3' })
  })

  it('X9: what is no accepted set, or is marked already, is refused', () => {
    const example = running()
    example.set(300, 132, 84)
    example.set(400, 300, 84)
    expect(tryMark(example, 410, 299)).toMatchObject({ code: 'unknown-reading' })
    expect(tryMark(example, 410, 400)).toMatchObject({ code: 'implausible', details: ['range'] })
    expect(tryMark(example, 410, 300, false)).toMatchObject({ code: 'already-done' })
    mark(example, 410, 300)
    expect(tryMark(example, 411, 300)).toMatchObject({ code: 'already-done' })
  })

  it('X9: the chart of a session that is over is still corrected, and takes no data', () => {
    const example = running()
    example.set(300, 132, 84)
    example.mustAct(310, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    example.mustAct(311, { kind: 'leave-against-advice', reason: 'wants to go', witness: 'W. Witness' }, NURSE)
    mark(example, 400, 300)
    expect(example.of('recheck-asked')).toEqual([])
    example.set(500, 140, 90)
    expect(example.picture.sets.at(-1)?.sys).toBe(132)
  })
})

describe('R1: an entry is corrected, never overwritten', () => {
  it('R1: the corrected entry stays with who, when and why, and the evidence follows', () => {
    const example = running()
    example.mustAct(minutes(40), { kind: 'stop-infusion', early: false, reason: null })
    const seq = example.enter(minutes(56), { kind: 'sedation', moaas: 3 })
    const sedation = () => example.picture.readiness?.criteria.find(({ id }) => id === 'D7')
    expect(sedation()).toMatchObject({ state: 'not-met', evidence: 'MOAA/S 3' })
    const to: Entry = { kind: 'sedation', moaas: 5 }
    expect(example.act(minutes(57), { kind: 'correct-entry', factSeq: seq, entry: to, reason: 'typing error' }, NURSE)).toBeNull()
    expect(sedation()).toMatchObject({ state: 'met', evidence: 'MOAA/S 5', evidenceAt: at(minutes(56)) })
    expect(example.of('entered')).toHaveLength(1)
    expect(example.of('entry-corrected')).toMatchObject([{ corrects: seq, entry: to, reason: 'typing error', by: NURSE }])
    expect(example.picture.events[0]).toMatchObject({
      entry: { moaas: 3 },
      correction: { entry: to, by: NURSE.name, reason: 'typing error', at: at(minutes(57)) },
    })
  })

  it('R1: a withdrawn entry counts nowhere', () => {
    const example = running()
    const rescue = example.enter(60, { kind: 'medication', name: 'Midazolam', group: 'benzodiazepine', dose: '1 mg' })
    const oxygen = example.enter(70, { kind: 'oxygen', on: true })
    example.mustAct(minutes(40), { kind: 'stop-infusion', early: false, reason: null })
    example.numerics(minutes(40) + 1, { spo2: 97 })
    const evidence = (id: string) => example.picture.readiness?.criteria.find((one) => one.id === id)?.evidence
    expect(evidence('D2')).toBe('90 min since the end, rescue drug given')
    expect(evidence('D5')).toBe('on oxygen')
    const withdraw = (factSeq: number) =>
      example.act(minutes(41), { kind: 'correct-entry', factSeq, entry: null, reason: 'other chair' }, NURSE)
    expect(withdraw(rescue)).toBeNull()
    expect(evidence('D2')).toBe('30 min since the end')
    expect(withdraw(oxygen)).toBeNull()
    expect(evidence('D5')).toBe('lowest 97 %')
  })

  it('R1: a correction of a correction stands; another kind, or what was never entered, is refused', () => {
    const example = running()
    const seq = example.enter(60, { kind: 'note', text: 'calm' })
    const correct = (factSeq: number, entry: Entry | null) =>
      example.act(70, { kind: 'correct-entry', factSeq, entry, reason: 'typing error' }, NURSE)
    expect(correct(seq, { kind: 'sedation', moaas: 5 })).toMatchObject({ code: 'malformed', details: ['note'] })
    expect(correct(9_999, null)).toMatchObject({ code: 'unknown-entry' })
    expect(correct(seq, { kind: 'note', text: 'restless' })).toBeNull()
    expect(correct(seq, { kind: 'note', text: 'calm again' })).toBeNull()
    expect(example.picture.events[0]?.correction?.entry).toEqual({ kind: 'note', text: 'calm again' })
  })
})

describe('S6: against advice is countersigned', () => {
  const left = (by = NURSE): Example => {
    const example = running()
    example.mustAct(60, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    example.mustAct(61, { kind: 'leave-against-advice', reason: 'wants to go', witness: 'W. Witness' }, by)
    return example
  }

  it('S6: by a physician, once, after a nurse recorded it', () => {
    const example = left()
    expect(example.picture.care.countersignatureOpen).toBe(true)
    expect(example.act(90, { kind: 'countersign', reason: null }, NURSE)).toMatchObject({ code: 'physician-needed' })
    expect(example.act(91, { kind: 'countersign', reason: 'spoke by telephone' }, PHYSICIAN)).toBeNull()
    expect(example.of('countersigned')).toMatchObject([{ reason: 'spoke by telephone', by: PHYSICIAN }])
    expect(example.picture.care.countersignatureOpen).toBe(false)
    expect(example.act(92, { kind: 'countersign', reason: null }, PHYSICIAN)).toMatchObject({ code: 'already-done' })
  })

  it('S6: a physician who records it has seen it; other endings ask for none', () => {
    expect(left(PHYSICIAN).picture.care.countersignatureOpen).toBe(false)
    const example = running()
    example.mustAct(60, { kind: 'transfer', destination: 'hospital' })
    expect(example.act(61, { kind: 'countersign', reason: null }, PHYSICIAN)).toMatchObject({ code: 'wrong-phase' })
  })
})

it('R4: a record with corrections fed again gives the same facts', () => {
  const example = running()
  const seq = example.enter(60, { kind: 'oxygen', on: true })
  example.set(300, 186, 96)
  mark(example, 320, 300)
  example.act(330, { kind: 'correct-entry', factSeq: seq, entry: null, reason: 'other chair' }, NURSE)
  example.tick(minutes(20))
  expect(factsOf(example.inputs)).toEqual(example.facts)
})
