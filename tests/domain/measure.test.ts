import { describe, expect, it } from 'vitest'
import { at, Example, factsOf, inBaseline, minutes, NURSE, PHYSICIAN, profile, running, ZERO } from '../support/judge-harness.ts'

const ABLE = { profile: profile({ canMeasure: true }) }

/** Infusing, the monitor heard until second 0. */
const able = (): Example => {
  const example = running(ABLE)
  example.numerics(0, { hr: 70 })
  return example
}
const ask = (example: Example, second: number) => example.act(second, { kind: 'measure-now' }, NURSE)
const lines = (example: Example): string[] =>
  example.facts.flatMap(({ kind, at: moment }) => (kind.startsWith('measure-') ? [`${(moment - ZERO) / 1_000} ${kind.slice(8)}`] : []))

describe('G4: measure now', () => {
  it('G4: is asked, shown with who and when, and answered by the next set', () => {
    const example = able()
    expect(ask(example, 5)).toBeNull()
    expect(example.picture.care.measure).toEqual({ askedAt: at(5), by: NURSE.name, state: 'asked' })
    expect(example.of('measure-asked')).toMatchObject([{ by: NURSE }])
    example.set(40, 121, 79)
    expect(example.picture.care.measure?.state).toBe('answered')
    example.heard(40, 200)
    expect(lines(example)).toEqual(['5 asked', '40 answered'])
    expect(example.alarm('measure-unanswered')).toBeUndefined()
  })

  it('G4: a failure is an answer, a rejected set too; a reading by hand is none', () => {
    const byFailure = able()
    ask(byFailure, 5)
    byFailure.cuffFailed(40)
    expect(lines(byFailure)).toEqual(['5 asked', '40 answered'])
    const rejected = able()
    ask(rejected, 5)
    rejected.set(40, 300, 80)
    expect(lines(rejected)).toEqual(['5 asked', '40 answered'])
    const byHand = able()
    ask(byHand, 5)
    byHand.mustAct(40, { kind: 'enter-vitals', reading: { sys: 120, dia: 80 } }, NURSE)
    expect(lines(byHand)).toEqual(['5 asked'])
  })

  it('G4: what ended before the asking answers nothing, at that very moment it does', () => {
    const before = able()
    ask(before, 5)
    before.set(6, 121, 79, null, 4.999)
    expect(lines(before)).toEqual(['5 asked'])
    const then = able()
    ask(then, 5)
    then.set(6, 121, 79, null, 5)
    expect(lines(then)).toEqual(['5 asked', '6 answered'])
  })

  it('G4: after 90 s without an answer a low technical alarm says so; an answer at exactly 90 s is in time', () => {
    const late = able()
    ask(late, 5)
    late.heard(5, 95)
    late.set(95, 121, 79)
    expect(lines(late)).toEqual(['5 asked', '95 answered'])

    const never = able()
    ask(never, 5)
    never.heard(5, 95)
    never.tick(95)
    expect(lines(never)).toEqual(['5 asked'])
    never.tick(95.001)
    expect(lines(never)).toEqual(['5 asked', '95 unanswered'])
    expect(never.picture.care.measure?.state).toBe('unanswered')
    expect(never.alarm('measure-unanswered')).toMatchObject({ kind: 'technical', priority: 'low', condition: 'present', latched: false })
  })

  it('G4: the next set, failure or asking ends it', () => {
    const unanswered = (): Example => {
      const example = able()
      ask(example, 5)
      example.heard(5, 101)
      expect(example.alarm('measure-unanswered')).toBeDefined()
      return example
    }
    const bySet = unanswered()
    bySet.set(100, 121, 79)
    expect(lines(bySet)).toEqual(['5 asked', '95 unanswered', '100 answered'])
    const byFailure = unanswered()
    byFailure.cuffFailed(100)
    const byAsking = unanswered()
    expect(ask(byAsking, 100)).toBeNull()
    expect(lines(byAsking)).toEqual(['5 asked', '95 unanswered', '100 asked'])
    expect(byAsking.picture.care.measure).toMatchObject({ askedAt: at(100), state: 'asked' })
    for (const example of [bySet, byFailure, byAsking]) expect(example.alarm('measure-unanswered')).toBeUndefined()
  })

  it('P3: is refused while an asking waits, and possible again once it was answered', () => {
    const example = able()
    ask(example, 5)
    expect(ask(example, 6)).toEqual({ code: 'already-done', details: [NURSE.name] })
    example.set(20, 121, 79)
    expect(ask(example, 21)).toBeNull()
  })

  it('P3: is refused where the monitor cannot, is not bound, is silent, or is not this patient’s', () => {
    const unable = running()
    unable.numerics(0, { hr: 70 })
    expect(ask(unable, 1)?.code).toBe('cannot-measure')
    expect(unable.picture.care.canMeasure).toBe(false)

    const silent = able()
    expect(ask(silent, 10)).toBeNull()
    const longer = able()
    expect(ask(longer, 10.001)?.code).toBe('source-not-live')

    const unbound = able()
    unbound.mustAct(1, { kind: 'release-monitor' })
    expect(ask(unbound, 2)?.code).toBe('source-not-live')

    const other = able()
    other.feed({ kind: 'source-declared', takenAt: at(1), profile: profile({ canMeasure: true, patientIdentifier: 'P-999' }) })
    expect(ask(other, 2)?.code).toBe('wrong-patient')

    for (const example of [unable, longer, unbound, other]) expect(lines(example)).toEqual([])
  })

  it('G4: whether the monitor can is shown, and follows its declaration', () => {
    const example = able()
    expect(example.picture.care.canMeasure).toBe(true)
    example.feed({ kind: 'source-declared', takenAt: at(1), profile: profile() })
    expect(example.picture.care.canMeasure).toBe(false)
    example.feed({ kind: 'source-declared', takenAt: at(2), profile: profile({ canMeasure: true }) })
    expect(example.picture.care.canMeasure).toBe(true)
    example.mustAct(3, { kind: 'release-monitor' })
    expect(example.picture.care.canMeasure).toBe(false)
  })

  it('G4: in every open phase with a monitor, and in none that is over', () => {
    const early = new Example(ABLE)
    early.checkIn(-minutes(12))
    early.bind(-minutes(11))
    early.numerics(-minutes(11) + 1, { hr: 70 })
    expect(ask(early, -minutes(11) + 2)).toBeNull()
    early.tick(-minutes(11) + 93)
    expect(lines(early)).toEqual([`${-minutes(11) + 2} asked`, `${-minutes(11) + 92} unanswered`])
    const baseline = inBaseline(ABLE)
    baseline.numerics(-100, { hr: 70 })
    expect(ask(baseline, -99)).toBeNull()
    const over = able()
    over.mustAct(1, { kind: 'transfer', destination: 'ward' }, PHYSICIAN)
    expect(ask(over, 2)?.code).toBe('wrong-phase')
  })

  it('G4: nobody waits any more once the monitor is released or the session is over', () => {
    for (const end of [{ kind: 'release-monitor' }, { kind: 'transfer', destination: 'ward' }] as const) {
      const example = able()
      ask(example, 5)
      example.mustAct(10, end, PHYSICIAN)
      example.tick(200)
      expect(example.picture.care.measure).toBeNull()
      expect(lines(example)).toEqual(['5 asked'])
      expect(example.alarm('measure-unanswered')).toBeUndefined()
    }
  })

  it('R4: a record that holds it gives the same facts, with and without ticks', () => {
    const example = able()
    ask(example, 5)
    example.heard(6, 200)
    example.set(201, 121, 79)
    const bare = example.inputs.filter((input) => input.kind !== 'tick')
    expect(factsOf(bare)).toEqual(example.facts)
    expect(factsOf(example.inputs.flatMap((input) => [input, { kind: 'tick' as const, takenAt: input.takenAt }]))).toEqual(example.facts)
  })
})
