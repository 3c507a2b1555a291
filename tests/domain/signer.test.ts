import type { ActInput } from '@chairside/server/domain/chair-input'
import { signerOf } from '@chairside/server/domain/signer'
import type { Entry } from '@chairside/shared/entry'
import type { Fact } from '@chairside/shared/fact'
import type { Problem } from '@chairside/shared/reply'
import type { Actor } from '@chairside/shared/staff'
import { describe, expect, it } from 'vitest'
import { at, type Example, factsOf, minutes, NURSE, PHYSICIAN, quiet } from '../support/judge-harness.ts'

const OTHER: Actor = { staffId: 'n2', name: 'O. Nurse', role: 'nurse' }
const WASTE: Entry = { kind: 'drug-account', lot: 'L1', drawnMg: 50, wastedMg: 15, witness: OTHER.name }
const REASON = 'charted afterwards'
const CONTENT = { entry: 1, hash: 'a'.repeat(64) }

/** At the nurse's screen; `confirmed` proved themselves for it. */
const does = (example: Example, second: number, act: ActInput['act'], confirmed?: Actor): Problem | null =>
  example.feed({ kind: 'act', takenAt: at(second), by: NURSE, act, ...(confirmed === undefined ? {} : { confirmed }) }).problem

const recovering = (): Example => {
  const example = quiet()
  example.mustAct(minutes(20), { kind: 'stop-infusion', early: false, reason: null }, NURSE)
  return example
}
const since = (example: Example, second: number): readonly Fact[] => example.facts.filter((fact) => fact.at >= at(second))
const said = (facts: readonly Fact[]) =>
  facts.flatMap((fact) =>
    'by' in fact && fact.by !== null
      ? [[fact.kind, fact.by.staffId, fact.kind === 'person-confirmed' ? fact.person.staffId : null] as const]
      : [],
  )

describe('L4: whose act it is', () => {
  const input = (act: ActInput['act'], confirmed?: Actor): ActInput => ({
    kind: 'act',
    takenAt: at(0),
    by: NURSE,
    act,
    ...(confirmed === undefined ? {} : { confirmed }),
  })

  it('L4: theirs who signed it, at whoever’s screen; theirs whose screen it is where nobody did', () => {
    const signed: readonly ActInput['act'][] = [
      { kind: 'discharge', overrideReason: null },
      { kind: 'countersign', reason: null },
      { kind: 'sign-chart', meaning: 'reviewed', content: CONTENT, seen: [] },
    ]
    for (const act of signed) {
      expect(signerOf(input(act, PHYSICIAN)), act.kind).toEqual(PHYSICIAN)
      expect(signerOf(input(act)), act.kind).toEqual(NURSE)
    }
  })

  it('S6, S3: a witness signs nothing: the act stays theirs whose screen it is', () => {
    for (const act of [
      { kind: 'leave-against-advice', reason: 'wants to go', witness: OTHER.name },
      { kind: 'enter', entry: WASTE },
      { kind: 'enter-late', entry: WASTE, happenedAt: at(0), reason: REASON },
      { kind: 'correct-entry', factSeq: 1, entry: WASTE, reason: REASON },
    ] as const)
      expect(signerOf(input(act, OTHER)), act.kind).toEqual(NURSE)
  })
})

describe('L4, S6: who proved themselves is stated, before what the act itself states', () => {
  it('L4: a physician discharges at the nurse’s screen: it is the physician’s, and says whose screen it was', () => {
    const example = recovering()
    const second = minutes(40)
    expect(does(example, second, { kind: 'discharge', overrideReason: 'seen by me' }, PHYSICIAN)).toBeNull()
    expect(example.of('person-confirmed')).toMatchObject([{ at: at(second), purpose: 'discharge', person: PHYSICIAN, by: NURSE }])
    expect(example.of('left')).toMatchObject([{ how: 'discharged', by: PHYSICIAN }])
    expect(said(since(example, second))).toEqual([
      ['person-confirmed', 'n1', 'p1'],
      ['phase-changed', 'p1', null],
      ['left', 'p1', null],
    ])
    expect(factsOf(example.inputs)).toEqual(example.facts)
  })

  it('L4: without a proof the nurse’s reason does not do, nor does another nurse’s proof', () => {
    for (const confirmed of [undefined, OTHER]) {
      const example = recovering()
      expect(does(example, minutes(40), { kind: 'discharge', overrideReason: 'seen by me' }, confirmed)?.code).toBe('physician-needed')
      // Refused: who proved themselves for it did so in vain, and nothing is stated.
      expect(example.of('person-confirmed')).toEqual([])
      expect(example.of('left')).toEqual([])
    }
  })

  it('S6: who witnesses that somebody leaves is named, and the nurse is whose act it is', () => {
    const example = recovering()
    const second = minutes(30)
    expect(does(example, second, { kind: 'leave-against-advice', reason: 'wants to go', witness: OTHER.name }, OTHER)).toBeNull()
    expect(example.of('person-confirmed')).toMatchObject([{ purpose: 'witness', person: OTHER, by: NURSE }])
    expect(example.of('left')).toMatchObject([{ how: 'left-against-advice', witness: OTHER.name, by: NURSE }])
    expect(example.chair.session?.care.countersignatureOpen).toBe(true)
    expect(does(example, second + 60, { kind: 'countersign', reason: null })?.code).toBe('physician-needed')
    expect(does(example, second + 61, { kind: 'countersign', reason: null }, OTHER)?.code).toBe('physician-needed')
    expect(does(example, second + 62, { kind: 'countersign', reason: null }, PHYSICIAN)).toBeNull()
    expect(example.of('countersigned')).toMatchObject([{ by: PHYSICIAN }])
    expect(example.of('person-confirmed').at(-1)).toMatchObject({ purpose: 'sign-chart', person: PHYSICIAN, by: NURSE })
  })

  it('S3: who saw the rest thrown away is named, whether it was entered then, late, or corrected', () => {
    const example = quiet()
    expect(does(example, 60, { kind: 'enter', entry: WASTE }, OTHER)).toBeNull()
    const factSeq = example.of('entered')[0]?.seq ?? 0
    const late = { kind: 'drug-wasted', wastedMg: 1, witness: OTHER.name } as const
    expect(does(example, 70, { kind: 'enter-late', entry: late, happenedAt: at(65), reason: REASON }, OTHER)).toBeNull()
    expect(does(example, 80, { kind: 'correct-entry', factSeq, entry: { ...WASTE, wastedMg: 10 }, reason: REASON }, OTHER)).toBeNull()
    expect(example.of('person-confirmed').map(({ purpose, person, by }) => [purpose, person, by])).toEqual(
      [60, 70, 80].map(() => ['witness', OTHER, NURSE]),
    )
    expect(said(since(example, 60))).toEqual([
      ['person-confirmed', 'n1', 'n2'],
      ['entered', 'n1', null],
      ['person-confirmed', 'n1', 'n2'],
      ['entered-late', 'n1', null],
      ['person-confirmed', 'n1', 'n2'],
      ['entry-corrected', 'n1', null],
    ])
  })

  it('L4: where nobody proved themselves nobody is named, and an act that takes no proof names nobody either', () => {
    const example = quiet()
    expect(does(example, 60, { kind: 'enter', entry: WASTE })).toBeNull()
    expect(does(example, 70, { kind: 'pause-infusion', reason: null }, PHYSICIAN)).toBeNull()
    expect(example.of('person-confirmed')).toEqual([])
  })

  it('R3: a signature under a chart is a fact of its own, and names the person once', () => {
    const example = recovering()
    example.mustAct(minutes(30), { kind: 'transfer', destination: 'hospital' })
    const sign: ActInput['act'] = { kind: 'sign-chart', meaning: 'reviewed', content: CONTENT, seen: [] }
    expect(example.feed({ kind: 'act', takenAt: at(minutes(31)), by: PHYSICIAN, confirmed: PHYSICIAN, act: sign }).problem).toBeNull()
    expect(example.of('person-confirmed')).toEqual([])
    expect(example.of('chart-signed')).toMatchObject([{ by: PHYSICIAN }])
  })
})
