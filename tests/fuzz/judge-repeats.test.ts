import type { ChairInput } from '@chairside/server/domain/chair-input'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { factsOf, MONITOR } from '../support/judge-harness.ts'
import { record, text } from '../support/judge-records.ts'

describe('repeats', () => {
  /** Deliveries of the record with their places, and what may be sent again after each. */
  const repeated = (inputs: readonly ChairInput[], picks: readonly (readonly [number, number, boolean])[]): readonly ChairInput[] => {
    const deliveries = inputs.flatMap((input, index) => (input.kind === 'delivery' ? [index] : []))
    if (deliveries.length === 0) return inputs
    const extra = picks.map(([which, later, single]): readonly [number, ChairInput] => {
      const first = which % deliveries.length
      const original = inputs[deliveries[first] as number] as Extract<ChairInput, { kind: 'delivery' }>
      // After a later delivery of the same monitor, at its moment: a message of its own would be heard (G1).
      const place = deliveries[Math.min(deliveries.length - 1, first + later)] as number
      const host = inputs[place] as Extract<ChairInput, { kind: 'delivery' }>
      const entries = single ? original.entries.slice(0, 1) : original.entries
      return [place, { ...original, takenAt: host.takenAt, entries }]
    })
    return inputs.flatMap((input, index) => [input, ...extra.filter(([place]) => place === index).map(([, repeat]) => repeat)])
  }

  it('V4: deliveries and single entries sent again, at once or later, change no fact', () => {
    fc.assert(
      fc.property(
        record(),
        fc.array(fc.tuple(fc.nat(1_000), fc.nat(20), fc.boolean()), { minLength: 1, maxLength: 20 }),
        (inputs, picks) => {
          expect(text(factsOf(repeated(inputs, picks)))).toBe(text(factsOf(inputs)))
        },
      ),
      fuzzRuns(300),
    )
  })

  it('V4: a whole record of deliveries sent again at its end changes no fact', () => {
    fc.assert(
      fc.property(record(), (inputs) => {
        const last = inputs.findLast((input) => input.kind === 'delivery')
        if (last === undefined) return
        const until = inputs.indexOf(last) + 1
        const again = inputs
          .slice(0, until)
          .filter((input) => input.kind === 'delivery')
          .map((input) => ({ ...input, takenAt: last.takenAt }))
        expect(text(factsOf([...inputs.slice(0, until), ...again, ...inputs.slice(until)]))).toBe(text(factsOf(inputs)))
      }),
      fuzzRuns(100),
    )
  })
})

describe('missing data', () => {
  it('V8: when data stop, no condition of a vital ends and no excursion closes', () => {
    fc.assert(
      fc.property(record(), fc.nat(200), (inputs, cut) => {
        const kept = inputs.slice(0, Math.max(10, cut % inputs.length))
        const last = kept.at(-1)
        if (last === undefined) return
        const before = factsOf(kept).length
        const silence: ChairInput[] = [10, 60, 600, 7_200].map((second) => ({ kind: 'tick', takenAt: last.takenAt + second * 1_000 }))
        const after = factsOf([...kept, ...silence]).slice(before)
        expect(
          after.filter((fact) => ['condition-ended', 'excursion-closed', 'alarm-ended', 'excursion-confirmed'].includes(fact.kind)),
        ).toEqual([])
      }),
      fuzzRuns(200),
    )
  })

  it('V8: messages without a reading end no condition of a vital and close no excursion', () => {
    fc.assert(
      fc.property(record(), fc.nat(200), (inputs, cut) => {
        const kept = inputs.slice(0, Math.max(10, cut % inputs.length))
        const last = kept.at(-1)
        if (last === undefined) return
        const before = factsOf(kept).length
        const heard: ChairInput[] = [1, 5, 60, 600].map((second) => {
          const takenAt = last.takenAt + second * 1_000
          return { kind: 'delivery', takenAt, sourceId: MONITOR, sentAt: takenAt, entries: [] }
        })
        const ended = factsOf([...kept, ...heard])
          .slice(before)
          .filter(
            (fact) =>
              fact.kind === 'excursion-closed' ||
              (fact.kind === 'condition-ended' && !['source-silent', 'clock-skew'].includes(fact.condition)),
          )
        expect(ended).toEqual([])
      }),
      fuzzRuns(200),
    )
  })
})
