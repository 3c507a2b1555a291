import { medianIn } from '@chairside/server/domain/median'
import { listOf, NO_SAMPLES, type Sample, type Samples, withSample } from '@chairside/server/domain/samples'
import fc from 'fast-check'
import { expect, it } from 'vitest'

const WINDOW_MS = 100

it('keeps the readings of a window, whatever their spacing, and leaves older states as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 300 }), (steps) => {
      let at = 0
      let samples: Samples = NO_SAMPLES
      let expected: readonly Sample[] = []
      const states: { readonly samples: Samples; readonly expected: readonly Sample[] }[] = []
      for (const step of steps) {
        at += step % 7 === 0 ? 0 : step > 28 ? 150 : Math.floor(step / 8)
        const from = at - WINDOW_MS
        samples = withSample(samples, { at, value: step }, from)
        expected = [...expected.filter((sample) => sample.at >= from), { at, value: step }]
        states.push({ samples, expected })
      }
      // Two futures of one state do not meet.
      for (const state of states) withSample(state.samples, { at: at + 1, value: -1 }, at - WINDOW_MS)
      for (const state of states) expect(listOf(state.samples)).toEqual(state.expected)
    }),
  )
})

it('gives the median as sorting does', () => {
  const value = fc.oneof(
    fc.integer({ min: 0, max: 300 }),
    fc.constantFrom(70, 71, 72),
    fc.integer({ min: 0, max: 3_000 }).map((tenths) => tenths / 10),
  )
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 320 }), (values) => {
      const sorted = [...values].sort((a, b) => a - b)
      const upper = sorted[sorted.length >> 1] as number
      const expected = sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] as number)) / 2
      expect(medianIn([...values])).toBe(expected)
    }),
  )
  expect(medianIn([])).toBeNaN()
})
