import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { factsOf, PHYSICIAN, running } from '../support/judge-harness.ts'
import { withTicksEvery } from '../support/judge-records.ts'

/** How long after the one before it a limit is set, and which: on either side of the rate that the monitor shows. */
const changes = fc.array(fc.tuple(fc.integer({ min: 60, max: 600 }), fc.integer({ min: 120, max: 135 })), { minLength: 1, maxLength: 6 })

describe('limits of a patient, set at any time', () => {
  it('R4, and X13: the rhythm of ticks changes no fact', () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: 1, max: 30 }), (given, cadenceS) => {
        const example = running()
        let second = 0
        for (const [waitS, hrHigh] of given) {
          second += waitS
          example.numerics(second, { hr: 125, spo2: 97 })
          example.mustAct(second, { kind: 'set-personal-limits', limits: { hrHigh }, reason: 'usual for this patient' }, PHYSICIAN)
        }
        expect(factsOf(withTicksEvery(example.inputs, cadenceS * 1_000))).toEqual(example.facts)
      }),
      fuzzRuns(30),
    )
  })
})
