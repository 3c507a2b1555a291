import type { ChairInput } from '@chairside/server/domain/chair-input'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { type Example, factsOf, NURSE, running } from '../support/judge-harness.ts'
import { withTicksEvery } from '../support/judge-records.ts'

const WELL = { hr: 70, pulse: 70, spo2: 97, rr: 14 }

const happening = fc.record({
  afterMs: fc.constantFrom(0, 1_000, 5_000, 10_000, 10_001, 60_000, 290_000, 300_000, 900_000),
  what: fc.constantFrom('go', 'back', 'well', 'low', 'off', 'set', 'stop', 'heard'),
})

/** Infusing and well until second 10, then off the monitor; what happens follows. */
const played = (steps: readonly { readonly afterMs: number; readonly what: string }[]): Example => {
  const example = running()
  example.stream(0, 10, WELL)
  example.mustAct(10, { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
  let now = 10
  for (const { afterMs, what } of steps) {
    now += afterMs / 1_000
    if (what === 'go') example.act(now, { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
    else if (what === 'back') example.act(now, { kind: 'return-to-monitor' }, NURSE)
    else if (what === 'well') example.numerics(now, WELL)
    else if (what === 'low') example.numerics(now, { hr: 30, spo2: 70, rr: 0 })
    else if (what === 'off') example.numerics(now, {}, ['hr', 'spo2', 'pulse'])
    else if (what === 'set') example.set(now, 165, 90)
    else if (what === 'stop') example.act(now, { kind: 'stop-infusion', early: false, reason: null })
    else example.deliver(now, [])
  }
  example.tick(now + 3_600)
  return example
}

/** What G1 to G3 and T state of somebody who lies badly or is not there. */
const HELD_BACK = new Set([
  'source-silent',
  'signal-lost',
  'nibp-overdue',
  'spo2-low',
  'spo2-desat',
  'hr-low',
  'hr-extreme-low',
  'no-pulse',
  'apnoea',
])

describe('off the monitor, whatever happens', () => {
  it('R4: no tick and no restart changes what was stated of it', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 1, maxLength: 40 }), (steps) => {
        const example = played(steps)
        expect(factsOf(JSON.parse(JSON.stringify(example.inputs)) as ChairInput[])).toEqual(example.facts)
        expect(factsOf(withTicksEvery(example.inputs, 5_000))).toEqual(example.facts)
      }),
      fuzzRuns(100),
    )
  })

  it('S7: each begin has its end, and nothing of G1 to G3 or T begins between them', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 1, maxLength: 40 }), (steps) => {
        let off = false
        for (const fact of played(steps).facts) {
          if (fact.kind === 'off-monitor-began') off = true
          else if (fact.kind === 'off-monitor-ended') off = false
          else if (off && fact.kind === 'condition-began') expect(HELD_BACK.has(fact.condition), fact.condition).toBe(false)
        }
        expect(off).toBe(false)
      }),
      fuzzRuns(100),
    )
  })
})
