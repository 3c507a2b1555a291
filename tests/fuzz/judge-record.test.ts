import type { ChairInput } from '@chairside/server/domain/chair-input'
import type { Fact } from '@chairside/shared/fact'
import type { ChairId } from '@chairside/shared/identity'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { CHAIR, Example, factsOf } from '../support/judge-harness.ts'
import { record, text, withTicks, withTicksEvery } from '../support/judge-records.ts'

describe('the record fed again', () => {
  it('R4: the same inputs give the same facts, byte for byte', () => {
    fc.assert(
      fc.property(record(), (inputs) => {
        expect(text(factsOf(inputs))).toBe(text(factsOf(inputs)))
      }),
      fuzzRuns(60),
    )
  })

  it('R4: inputs that went through JSON give the same facts', () => {
    fc.assert(
      fc.property(record(), (inputs) => {
        expect(text(factsOf(JSON.parse(JSON.stringify(inputs)) as ChairInput[]))).toBe(text(factsOf(inputs)))
      }),
      fuzzRuns(100),
    )
  })

  it('R4: no tick between the inputs changes a fact', () => {
    fc.assert(
      fc.property(
        record(),
        fc.array(fc.tuple(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 80 }),
        (inputs, ticks) => {
          expect(text(factsOf(withTicks(inputs, ticks)))).toBe(text(factsOf(inputs)))
        },
      ),
      fuzzRuns(300),
    )
  })

  it('R4: ticks every second, on the deadlines too, change no fact', () => {
    fc.assert(
      fc.property(record(), (inputs) => {
        expect(text(factsOf(withTicksEvery(inputs, 1_000)))).toBe(text(factsOf(inputs)))
      }),
      fuzzRuns(40),
    )
  })

  it('R4: facts are numbered without a gap and never go back in time', () => {
    fc.assert(
      fc.property(record(), (inputs) => {
        const facts = factsOf(inputs)
        expect(facts.map((fact) => fact.seq)).toEqual(facts.map((_, index) => index + 1))
        for (let index = 1; index < facts.length; index += 1)
          expect((facts[index] as Fact).at).toBeGreaterThanOrEqual((facts[index - 1] as Fact).at)
      }),
      fuzzRuns(200),
    )
  })

  it('R4: two chairs fed in any order of their inputs change neither', () => {
    const other = 'chair-2' as ChairId
    fc.assert(
      fc.property(record(), record(other), fc.array(fc.boolean(), { maxLength: 150 }), (ours, theirs, turns) => {
        const one = new Example({ chairId: CHAIR })
        const two = new Example({ chairId: other })
        const waiting: readonly ChairInput[][] = [[...ours], [...theirs]]
        for (const turn of [
          ...turns,
          ...new Array<boolean>(ours.length + theirs.length).fill(true),
          ...new Array<boolean>(theirs.length).fill(false),
        ]) {
          const input = waiting[turn ? 0 : 1]?.shift()
          if (input !== undefined) (turn ? one : two).feed(input)
        }
        expect(text(one.facts)).toBe(text(factsOf(ours)))
        expect(text(two.facts)).toBe(text(factsOf(theirs, other)))
      }),
      fuzzRuns(60),
    )
  })
})
