import { emptyChair } from '@chairside/server/domain/chair'
import type { ChairInput } from '@chairside/server/domain/chair-input'
import { type Judged, judgeOn } from '@chairside/server/domain/judge-on'
import { describe, expect, it } from 'vitest'
import { startable } from '../support/infused-example.ts'
import { at, CHAIR, factsOf, NURSE } from '../support/judge-harness.ts'

const judge = (inputs: readonly ChairInput[], before: Judged | null = null): Judged => judgeOn(emptyChair(CHAIR), inputs, before)
const stopsOf = ({ stops }: Judged): readonly number[] => stops.map(({ index }) => index)
/** Everything but where it may go on from. */
const told = ({ inputs, facts, chair }: Judged): string => JSON.stringify([inputs, facts, chair])

/** So many inputs of a session that infuses: acts, readings each second that raise an alarm, and sets. */
const inputsOf = (count: number): readonly ChairInput[] => {
  const example = startable()
  example.mustAct(0, { kind: 'start-infusion', overrideReason: null }, NURSE)
  for (let second = 1; example.inputs.length < count; second += 1) {
    if (second % 20 === 0) example.set(second, second % 40 === 0 ? 185 : 125, 84)
    else if (second % 31 === 0) example.enter(second, { kind: 'sedation', moaas: 4 })
    else example.numerics(second, { spo2: second % 50 < 25 ? 84 : 97, hr: 70 })
  }
  return example.inputs.slice(0, count)
}
/** As an act is made again out of the record. */
const again = <Input extends ChairInput>(input: Input): Input => structuredClone(input)
const LONG = 100

describe('X9: judging that goes on', () => {
  it('R4: from nothing gives the facts of the judge, and stops each 32 inputs and at the end', () => {
    const inputs = inputsOf(LONG)
    const judged = judge(inputs)
    expect(judged.facts).toEqual(factsOf(inputs))
    expect(judged.inputs).toBe(inputs)
    expect(stopsOf(judged)).toEqual([32, 64, 96, 100])
    expect(stopsOf(judge(inputs.slice(0, 64)))).toEqual([32, 64])
    expect(stopsOf(judge(inputs.slice(0, 5)))).toEqual([5])
    expect(judge([])).toMatchObject({ facts: [], stops: [{ index: 0, facts: 0 }] })
  })

  it('R4: each stop knows the chair and how many facts were stated until there', () => {
    const inputs = inputsOf(LONG)
    for (const { index, chair, facts } of judge(inputs).stops) {
      const until = judge(inputs.slice(0, index))
      expect([index, facts, JSON.stringify(chair)]).toEqual([index, until.facts.length, JSON.stringify(until.chair)])
    }
  })

  it('X9: wherever it ended before, it goes on from its end, states nothing twice, and keeps its stops', () => {
    const inputs = inputsOf(LONG)
    const whole = judge(inputs)
    for (const count of [0, 1, 31, 32, 33, 64, 99, 100]) {
      const before = judge(inputs.slice(0, count))
      const goneOn = judge(inputs, before)
      expect(told(goneOn), `${count}`).toBe(told(whole))
      // One before the first input tells nothing, and is kept as any other.
      expect(
        stopsOf(goneOn).filter((index) => index > 0),
        `${count}`,
      ).toEqual(stopsOf(whole))
      const kept = before.stops.filter(({ index }) => index % 32 === 0)
      expect(
        kept.every((stop, place) => goneOn.stops[place] === stop),
        `${count}`,
      ).toBe(true)
      // What was left behind is for others to go on from, and stays.
      expect(told(before)).toBe(told(judge(inputs.slice(0, count))))
    }
  })

  it('X9: nothing new is nothing judged', () => {
    const inputs = inputsOf(70)
    const before = judge(inputs)
    const same = judge(inputs, before)
    expect(same.chair).toBe(before.chair)
    expect(same.stops.map((stop, place) => stop === before.stops[place])).toEqual([true, true, true])
  })

  it('X9: of a record that is shorter than before only its own is judged', () => {
    const inputs = inputsOf(LONG)
    const before = judge(inputs)
    for (const count of [0, 10, 32, 64, 70, 99]) {
      const shorter = judge(inputs.slice(0, count), before)
      expect(told(shorter), `${count}`).toBe(told(judge(inputs.slice(0, count))))
      expect(stopsOf(shorter), `${count}`).toEqual(stopsOf(judge(inputs.slice(0, count))))
    }
  })

  it('X9: from where it differs, whichever input is another one, added or missing', () => {
    const inputs = inputsOf(LONG)
    const before = judge(inputs)
    for (const place of [0, 12, 31, 32, 33, 64, 99]) {
      const other: ChairInput = { kind: 'tick', takenAt: inputs[place]?.takenAt ?? 0 }
      const changes: readonly (readonly ChairInput[])[] = [
        inputs.with(place, other),
        inputs.toSpliced(place, 1),
        inputs.toSpliced(place, 0, other),
      ]
      for (const changed of changes) {
        const goneOn = judge(changed, before)
        expect(told(goneOn), `${place}`).toBe(told(judge(changed)))
        expect(goneOn.stops.filter((stop) => before.stops.includes(stop)).every(({ index }) => index <= place)).toBe(true)
      }
    }
  })
})

describe('X9: which inputs are the same', () => {
  const stopped = (inputs: readonly ChairInput[], before: Judged): number =>
    judge(inputs, before).stops.filter((stop) => before.stops.includes(stop)).length

  it('X9: an act that was made again says the same; all that was judged stands', () => {
    const inputs = inputsOf(LONG)
    const before = judge(inputs)
    const made = inputs.map((input) => (input.kind === 'act' ? again(input) : input))
    expect(stopped(made, before)).toBe(before.stops.length)
    expect(told(judge(made, before))).toBe(told(before))
  })

  it('X9: an act that was corrected, moved in time, or is no act any more, is another one', () => {
    const inputs = inputsOf(LONG)
    const before = judge(inputs)
    const place = inputs.findLastIndex((input) => input.kind === 'act')
    const act = inputs[place]
    if (act?.kind !== 'act') throw new Error('no act')
    const until = before.stops.filter(({ index }) => index <= place).length
    expect(until).toBeLessThan(before.stops.length)
    const others: readonly ChairInput[] = [
      { ...act, act: { kind: 'enter', entry: { kind: 'sedation', moaas: 2 } } },
      { ...act, by: { ...NURSE, name: 'O. Nurse' } },
      { ...act, takenAt: act.takenAt + 1 },
      { kind: 'tick', takenAt: act.takenAt },
    ]
    for (const other of others) {
      const changed = inputs.with(place, other)
      expect(stopped(changed, before)).toBe(until)
      expect(told(judge(changed, before))).toBe(told(judge(changed)))
    }
  })

  it('X9: a reading is the same where it is the same object', () => {
    const inputs = inputsOf(LONG)
    const before = judge(inputs)
    const place = inputs.findIndex((input) => input.kind === 'delivery' && input.takenAt > at(40))
    const reading = inputs[place]
    if (reading === undefined) throw new Error('no reading')
    const changed = inputs.with(place, again(reading))
    expect(stopped(changed, before)).toBe(before.stops.filter(({ index }) => index <= place).length)
    expect(told(judge(changed, before))).toBe(told(before))
  })
})
