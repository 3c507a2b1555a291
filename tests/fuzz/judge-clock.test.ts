import type { SourceEntry } from '@chairside/server/domain/chair-input'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { at, type Example, factsOf, profile, running } from '../support/judge-harness.ts'
import { withTicksEvery } from '../support/judge-records.ts'
import { SteppedMonitor } from '../support/stepped-monitor.ts'

const WELL = { hr: 70, spo2: 97, rr: 14 }
const LOW = { hr: 70, spo2: 80, rr: 14 }
/** When the way to the server breaks down, or the clock is set where it does not. */
const TROUBLE_S = 90

const trouble = fc.record({
  /** Seconds by which the clock is set. */
  byS: fc
    .tuple(fc.boolean(), fc.oneof(fc.integer({ min: 5, max: 90 }), fc.integer({ min: 5, max: 3_600 })))
    .map(([back, s]) => (back ? -s : s)),
  /** How long nothing passes; 0: the clock is set while all goes well. */
  awayS: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 150 })),
  /** When in that time the clock is set, as a share of it. */
  setAtShare: fc.double({ min: 0, max: 1, noNaN: true }),
  /** What was sent meanwhile: held under way and let go at once, or kept by the monitor for a new connection, or lost with it. */
  meanwhile: fc.constantFrom('held', 'kept', 'lost'),
  /** What the network adds to each message, in ms; a message never overtakes another. */
  jitterMs: fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 1, maxLength: 20 }),
  /** Every so many messages one is lost; 0: none. */
  dropEach: fc.constantFrom(0, 0, 4, 7, 15),
  /** Where the monitor keeps what it could not send, how much goes in one message. */
  chunk: fc.constantFrom(1, 7, 200),
})
type Trouble = typeof trouble extends fc.Arbitrary<infer Value> ? Value : never

interface Course {
  readonly example: Example
  /** The first true second at which messages pass again. */
  readonly backS: number
}

/** One message a second for as long as the patient is watched; `lowFrom` to `lowTo` the saturation is low. */
const played = (
  { byS, awayS, setAtShare, meanwhile, jitterMs, dropEach, chunk }: Trouble,
  isLow: (second: number, backS: number) => boolean,
): Course => {
  const example = running()
  const monitor = new SteppedMonitor(example)
  const backS = TROUBLE_S + awayS
  const setAtS = TROUBLE_S + Math.floor(awayS * setAtShare)
  let lastReceived = 0
  let count = 0
  const pass = (entries: readonly SourceEntry[], sent: number): void => {
    count += 1
    const delayMs = jitterMs[count % jitterMs.length] ?? 0
    // First in, first out: what is sent later is received later.
    lastReceived = Math.max(lastReceived + 0.001, sent + delayMs / 1_000)
    example.deliver(lastReceived, entries, at(sent + monitor.aheadS))
  }
  const held: { readonly entry: SourceEntry; readonly sentAt: number }[] = []
  for (let second = 1; second <= backS + 75; second += 1) {
    if (second === setAtS) monitor.aheadS = byS
    const entry = monitor.measured(second, isLow(second, backS) ? LOW : WELL)
    if (second >= TROUBLE_S && second < backS) {
      held.push({ entry, sentAt: at(second + monitor.aheadS) })
      continue
    }
    if (second === backS && awayS > 0) {
      lastReceived = Math.max(lastReceived, second)
      if (meanwhile === 'held')
        for (const { entry: old, sentAt } of held) {
          lastReceived += 0.001
          example.deliver(lastReceived, [old], sentAt)
        }
      else {
        lastReceived += 0.001
        example.feed({ kind: 'source-declared', takenAt: at(lastReceived), profile: profile() })
      }
    }
    const isDropped = dropEach > 0 && second % dropEach === 0
    if (!isDropped) pass([entry], second)
    // The backlog goes beside the live messages, oldest first.
    if (second >= backS && meanwhile === 'kept' && held.length > 0)
      pass(
        held.splice(0, chunk).map(({ entry: old }) => old),
        second,
      )
  }
  return { example, backS }
}

describe('a monitor whose clock is set, on a way that loses, holds up and repeats', () => {
  it('V6: a desaturation that lasts 60 s after the step always begins, and within them', () => {
    fc.assert(
      fc.property(trouble, (what) => {
        const { example, backS } = played(what, (second, from) => second >= from && second < from + 60)
        const began = example.of('condition-began').filter(({ condition }) => condition === 'spo2-desat' || condition === 'spo2-low')
        expect(began.map(({ condition }) => condition).sort()).toEqual(['spo2-desat', 'spo2-low'])
        for (const fact of began) {
          expect(fact.at).toBeGreaterThanOrEqual(at(backS))
          expect(fact.at).toBeLessThanOrEqual(at(backS + 62))
        }
      }),
      fuzzRuns(300),
    )
  })

  it('V5: a desaturation that was over when anybody could hear of it never counts as live', () => {
    fc.assert(
      fc.property(trouble, (what) => {
        // Over for 15 s and more when the way is free again. Nothing tells that a clock was set ahead before a message comes through
        // at once: what was held up until then may look younger by as much.
        const overS = 15 + (what.meanwhile === 'held' ? Math.max(0, what.byS) : 0)
        const { example } = played({ ...what, awayS: what.awayS + 40 }, (second, from) => second >= TROUBLE_S && second < from - overS)
        expect(example.of('condition-began').filter(({ condition }) => condition.startsWith('spo2'))).toEqual([])
      }),
      fuzzRuns(300),
    )
  })

  it('R4: the rhythm of ticks is without effect on what is believed of a clock', () => {
    fc.assert(
      fc.property(trouble, fc.constantFrom(700, 5_000), (what, tickMs) => {
        const { example } = played(what, (second, from) => second >= from)
        expect(factsOf(withTicksEvery(example.inputs, tickMs))).toEqual(example.facts)
      }),
      fuzzRuns(40),
    )
  })
})
