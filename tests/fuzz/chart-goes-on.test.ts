import type { ChairInput } from '@chairside/server/domain/chair-input'
import { type DrawnChart, drawChart } from '@chairside/server/domain/draw-chart'
import type { DrawnSoFar } from '@chairside/server/domain/session-chart'
import type { Fact } from '@chairside/shared/fact'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { textOfDrawn } from '../support/drawn-text.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { course, play } from '../support/judge-courses.ts'
import { CHAIR, Example } from '../support/judge-harness.ts'
import { record } from '../support/judge-records.ts'

/** The chart at some moments of a record, each time from what the drawing before it left; `looked` sees it beside one drawn from nothing. */
const drawAt = (inputs: readonly ChairInput[], cuts: readonly number[], looked: (goneOn: string, anew: string) => void): void => {
  const example = new Example()
  const stated: (readonly Fact[])[] = inputs.map((input) => {
    example.feed(input)
    return [...example.facts]
  })
  let before: DrawnSoFar | null = null
  for (const cut of cuts) {
    const source = { inputs: inputs.slice(0, cut), facts: stated[cut - 1] ?? [], chairId: CHAIR, content: null }
    const goneOn: DrawnChart | null = drawChart(source, before)
    const anew = drawChart(source)
    looked(textOfDrawn(goneOn), textOfDrawn(anew))
    before = goneOn?.soFar ?? null
  }
}

const cutsOf = (inputs: readonly ChairInput[], shares: readonly number[]): readonly number[] =>
  [...shares.map((share) => Math.ceil(inputs.length * share)), inputs.length].sort((a, b) => a - b)

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 })

it('X9: a chart that goes on from the one before is the one that is drawn from nothing, whatever was corrected, late or begun again', () => {
  fc.assert(
    fc.property(course, shares, (given, looks) => {
      const { inputs } = play(given)
      drawAt(inputs, cutsOf(inputs, looks), (goneOn, anew) => expect(goneOn).toBe(anew))
    }),
    fuzzRuns(20),
  )
})

it('X9: the same of records whose readings come late, twice and out of order', () => {
  fc.assert(
    fc.property(record(), shares, (inputs, looks) => {
      drawAt(inputs, cutsOf(inputs, looks), (goneOn, anew) => expect(goneOn).toBe(anew))
    }),
    fuzzRuns(50),
  )
})
