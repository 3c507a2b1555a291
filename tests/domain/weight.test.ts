import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { InfusionOrder } from '@chairside/shared/session'
import { describe, expect, it } from 'vitest'
import { at, Example, factsOf, minutes, NURSE } from '../support/judge-harness.ts'

/** In baseline with everything fit for a start at 0 but, perhaps, the weight. */
const waiting = (order: Partial<InfusionOrder>, holds: Partial<typeof DEFAULT_PROTOCOL.holds> = {}): Example => {
  const protocol = { ...DEFAULT_PROTOCOL, holds: { ...DEFAULT_PROTOCOL.holds, ...holds } }
  const example = new Example({ protocol })
  example.checkIn(-minutes(12), 'session-1', order)
  example.bind(-minutes(11))
  example.passGate(-minutes(11))
  example.mustAct(-minutes(10), { kind: 'begin-baseline' }, NURSE)
  example.set(-300, 120, 80)
  example.set(-120, 120, 80)
  example.numerics(-1, { hr: 70, spo2: 98 })
  return example
}
const start = (example: Example, overrideReason: string | null = null) => example.act(0, { kind: 'start-infusion', overrideReason }, NURSE)

describe('S2: the weight against the last one', () => {
  it.each([
    [77, 70],
    [63, 70],
    [61.6, 56],
    [63.8, 58],
    [50.4, 56],
    [70, 70],
  ])('S2: %f kg after %f kg is within 10 percent', (weightKg, lastWeightKg) => {
    expect(start(waiting({ weightKg, lastWeightKg }))).toBeNull()
  })

  it.each([
    [77.1, 70, '77.1 kg, 70 kg (+10.1 % > 10 %)'],
    [62.9, 70, '62.9 kg, 70 kg (−10.1 % > 10 %)'],
  ])("S2: %f kg after %f kg takes a nurse's reason", (weightKg, lastWeightKg, detail) => {
    const example = waiting({ weightKg, lastWeightKg })
    expect(example.picture.session?.holds).toEqual([{ id: 'weight', strength: 'soft', detail }])
    expect(start(example)).toEqual({ code: 'reason-needed', details: [`weight: ${detail}`] })
    expect(start(example, 'weighed twice')).toBeNull()
    expect(example.of('holds-overridden')[0]?.holds).toEqual([{ id: 'weight', strength: 'soft', detail }])
  })

  it('S2: a reason that was given with the order is enough, and stands in the record', () => {
    const example = waiting({ weightKg: 80, lastWeightKg: 70, weightReason: 'after the pregnancy' })
    expect(start(example)).toBeNull()
    expect(example.of('checked-in')[0]?.order.weightReason).toBe('after the pregnancy')
    expect(factsOf(example.inputs)).toEqual(example.facts)
  })

  it('S2: without a last weight nothing is compared, and a protocol may allow less', () => {
    expect(start(waiting({ weightKg: 120 }))).toBeNull()
    expect(start(waiting({ weightKg: 73, lastWeightKg: 70 }, { weightChangePercent: 4 }))?.code).toBe('reason-needed')
  })
})

describe('B1: what is still wanted for a baseline', () => {
  const guide = (example: Example) => example.picture.session?.baselineGuide
  const begun = (): Example => {
    const example = new Example()
    example.checkIn(-minutes(30))
    example.bind(-minutes(29))
    example.mustAct(-minutes(28), { kind: 'begin-baseline' }, NURSE)
    return example
  }

  it('B1: asks for the first, the second not before two minutes, and a third where they differ', () => {
    const example = begun()
    expect(guide(example)).toMatchObject({ wants: 'first', notBefore: null, bp: null })
    example.set(-1_200, 120, 80)
    expect(guide(example)).toMatchObject({ wants: 'second', notBefore: at(-1_080), counted: [{ sys: 120, dia: 80 }] })
    example.set(-1_100, 124, 82)
    expect(guide(example)).toMatchObject({ wants: 'second', passedOver: [{ at: at(-1_100), because: 'spacing' }] })
    example.set(-1_080, 131, 80)
    expect(guide(example)).toMatchObject({ wants: 'third', notBefore: at(-960), bp: null })
    example.set(-960, 122, 80)
    expect(guide(example)).toMatchObject({ wants: 'nothing', notBefore: null, bp: { sys: 126.5, dia: 80 }, goodUntil: at(-360) })
  })

  it('B1: passes over what was taken after the cannula, and asks for a newer one once the last is too old', () => {
    const example = begun()
    example.set(-1_200, 120, 80)
    example.mustAct(-1_190, { kind: 'record-cannulation' }, NURSE)
    example.set(-1_060, 150, 90)
    expect(guide(example)).toMatchObject({ wants: 'second', notBefore: at(-1_010), passedOver: [{ because: 'cannulation' }] })
    example.set(-1_000, 122, 80)
    expect(guide(example)).toMatchObject({ wants: 'nothing', bp: { sys: 121, dia: 80 } })
    example.tick(-400)
    expect(guide(example)?.wants).toBe('nothing')
    example.tick(-399)
    expect(guide(example)).toMatchObject({ wants: 'newer', bp: null })
  })

  it('B2: is gone once the infusion runs', () => {
    const example = begun()
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
    expect(guide(example)).toBeUndefined()
  })
})
