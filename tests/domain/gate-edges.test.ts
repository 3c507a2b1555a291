import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Hold, InfusionOrder } from '@chairside/shared/session'
import { describe, expect, it } from 'vitest'
import { Example, inBaseline, minutes, NURSE, PHYSICIAN } from '../support/judge-harness.ts'

/** In baseline with all that a start needs, ten seconds before ZERO; `last` is what is special. */
const prepared = (
  last: (example: Example) => void = () => {},
  protocol: Protocol = DEFAULT_PROTOCOL,
  order: Partial<InfusionOrder> = {},
): Example => {
  const example = inBaseline({ protocol, order })
  example.set(-minutes(5), 120, 80)
  example.set(-minutes(2), 120, 80)
  example.numerics(-12, { hr: 70, spo2: 98, rr: 14 })
  last(example)
  return example
}
const holdsOf = (example: Example, ...ids: readonly string[]): readonly Hold[] =>
  (example.picture.session?.holds ?? []).filter(({ id }) => ids.includes(id))

const checkedIn = (order: Partial<InfusionOrder>, protocol: Protocol = DEFAULT_PROTOCOL): Example => {
  const example = new Example({ protocol })
  example.checkIn(-700, 'session-1', order)
  return example
}

describe('S2: what a hold says', () => {
  it.each<[number, number, Hold | null]>([
    [139.9, 89.9, null],
    [140, 92, { id: 'bp', strength: 'soft', detail: 'SYS 140 ≥ 140' }],
    [130, 92, { id: 'bp', strength: 'soft', detail: 'DIA 92 ≥ 90' }],
    [159.9, 99.9, { id: 'bp', strength: 'soft', detail: 'SYS 159.9 ≥ 140' }],
    [160, 100, { id: 'bp', strength: 'hard', detail: 'SYS 160 ≥ 160' }],
    [150, 101, { id: 'bp', strength: 'hard', detail: 'DIA 101 ≥ 100' }],
  ])('S2: of a pressure of %d/%d', (sys, dia, expected) => {
    expect(
      holdsOf(
        prepared((example) => example.set(-11, sys, dia, null, -100)),
        'bp',
      ),
    ).toEqual(expected === null ? [] : [expected])
  })

  it.each<[number, Hold | null]>([
    [121, { id: 'hr', strength: 'hard', detail: 'HR 121 > 120' }],
    [120, { id: 'hr', strength: 'soft', detail: 'HR 120 > 100' }],
    [100.5, { id: 'hr', strength: 'soft', detail: 'HR 100.5 > 100' }],
    [100, null],
    [50, null],
    [49.5, { id: 'hr', strength: 'soft', detail: 'HR 49.5 < 50' }],
    [45, { id: 'hr', strength: 'soft', detail: 'HR 45 < 50' }],
    [44, { id: 'hr', strength: 'hard', detail: 'HR 44 < 45' }],
  ])('S2: of a heart rate of %d, by the ECG or by the pulse', (rate, expected) => {
    const wanted = expected === null ? [] : [expected]
    expect(
      holdsOf(
        prepared((example) => example.numerics(-11, { hr: rate })),
        'hr',
      ),
    ).toEqual(wanted)
    const byPulse = inBaseline()
    byPulse.numerics(-11, { pulse: rate, spo2: 97 })
    expect(holdsOf(byPulse, 'hr')).toEqual(wanted)
  })

  it('S2: of a saturation on air; with oxygen it holds nothing, and a missing one holds either way', () => {
    expect(
      holdsOf(
        prepared((example) => example.numerics(-11, { spo2: 93 })),
        'spo2',
      ),
    ).toEqual([{ id: 'spo2', strength: 'hard', detail: 'SpO2 93 < 94' }])
    const oxygen = (example: Example): void => example.mustAct(-11, { kind: 'enter', entry: { kind: 'oxygen', on: true } }, NURSE)
    const helped = prepared((example) => {
      oxygen(example)
      example.numerics(-10, { spo2: 93 })
    })
    expect(holdsOf(helped, 'spo2')).toEqual([])
    const missing = inBaseline()
    oxygen(missing)
    missing.heard(-10, -9)
    expect(holdsOf(missing, 'spo2')).toEqual([{ id: 'spo2', strength: 'hard', detail: 'SpO2 –' }])
  })

  it('S2, V8: a flagged or rejected value counts as missing', () => {
    expect(
      holdsOf(
        prepared((example) => example.numerics(-11, { spo2: 98 }, ['spo2'])),
        'spo2',
      ),
    ).toEqual([{ id: 'spo2', strength: 'hard', detail: 'SpO2 –' }])
    expect(
      holdsOf(
        prepared((example) => example.numerics(-11, { hr: 400 })),
        'hr',
      ),
    ).toEqual([{ id: 'hr', strength: 'soft', detail: 'HR –' }])
  })

  it('S2: a value counts until it is lost at 10 s, the monitor as live until 10 s, and no moment longer', () => {
    const refusal = (second: number) => prepared().act(second, { kind: 'start-infusion', overrideReason: null }, NURSE)
    expect(refusal(-2)).toBeNull()
    expect(refusal(-1.999)).toEqual({ code: 'physician-needed', details: ['monitor', 'hr: HR –', 'spo2: SpO2 –'] })
  })

  it.each<[number, string | null]>([
    [63, null],
    [62.9, '62.9 kg, 70 kg (−10.1 % > 10 %)'],
    [77, null],
    [77.1, '77.1 kg, 70 kg (+10.1 % > 10 %)'],
  ])('S2: a weight of %d kg after 70 kg', (weightKg, detail) => {
    const example = checkedIn({ weightKg, lastWeightKg: 70 })
    expect(holdsOf(example, 'weight')).toEqual(detail === null ? [] : [{ id: 'weight', strength: 'soft', detail }])
    expect(holdsOf(checkedIn({ weightKg }), 'weight')).toEqual([])
  })

  it.each<[number, Hold | null]>([
    [70, null],
    [70.5, { id: 'dose', strength: 'soft', detail: '1.01 > 1 mg/kg' }],
    [140, { id: 'dose', strength: 'soft', detail: '2 > 1 mg/kg' }],
    [141, { id: 'dose', strength: 'refused', detail: '2.01 > 2 mg/kg' }],
  ])('S2: %d mg for 70 kg', (doseMg, expected) => {
    expect(holdsOf(checkedIn({ doseMg }), 'dose')).toEqual(expected === null ? [] : [expected])
  })

  it('S2: an order within the usual times, at either end of them, and beyond', () => {
    const protocol = { ...DEFAULT_PROTOCOL, gate: { ...DEFAULT_PROTOCOL.gate, durationMin: { low: 40, high: 60 } } }
    const holds = (durationMin: number) => holdsOf(checkedIn({ durationMin }, protocol), 'order')
    expect(holds(40)).toEqual([])
    expect(holds(60)).toEqual([])
    expect(holds(39)).toEqual([{ id: 'order', strength: 'soft', detail: '39 < 40 min' }])
    expect(holds(61)).toEqual([{ id: 'order', strength: 'soft', detail: '61 > 60 min' }])
  })
})

describe('S1: refusals that are no wrong phase', () => {
  it('S1: no baseline without a monitor', () => {
    const example = checkedIn({})
    expect(example.act(-690, { kind: 'begin-baseline' }, NURSE)).toEqual({ code: 'held', details: ['monitor'] })
    expect(example.bind(-680)).toBeNull()
    expect(example.act(-670, { kind: 'begin-baseline' }, NURSE)).toBeNull()
  })

  it('S1: a refusal of the phase names it', () => {
    expect(inBaseline().act(0, { kind: 'pause-infusion', reason: null }, NURSE)).toEqual({ code: 'wrong-phase', details: ['baseline'] })
  })

  it('S2: a hold that is refused cannot be overridden by anybody, a hard one by a physician alone, a soft one with a reason', () => {
    const hard = prepared((example) => example.set(-11, 165, 80, null, -100))
    expect(hard.act(-5, { kind: 'start-infusion', overrideReason: 'anxious' }, NURSE)).toEqual({
      code: 'physician-needed',
      details: ['bp: SYS 165 ≥ 160'],
    })
    expect(hard.act(-5, { kind: 'start-infusion', overrideReason: null }, PHYSICIAN)).toMatchObject({ code: 'reason-needed' })
    expect(hard.act(-5, { kind: 'start-infusion', overrideReason: 'known to me' }, PHYSICIAN)).toBeNull()
    expect(hard.picture.session?.holds).toEqual([])
    const soft = prepared((example) => example.set(-11, 145, 80, null, -100))
    expect(soft.act(-5, { kind: 'start-infusion', overrideReason: null }, NURSE)).toEqual({
      code: 'reason-needed',
      details: ['bp: SYS 145 ≥ 140'],
    })
    expect(soft.act(-5, { kind: 'start-infusion', overrideReason: 'anxious' }, NURSE)).toBeNull()
    const refused = prepared(() => {}, DEFAULT_PROTOCOL, { doseMg: 141 })
    for (const by of [NURSE, PHYSICIAN])
      expect(refused.act(-5, { kind: 'start-infusion', overrideReason: 'known to me' }, by)).toEqual({
        code: 'held',
        details: ['dose: 2.01 > 2 mg/kg'],
      })
  })

  it('B2: without a baseline only a physician starts', () => {
    const example = inBaseline()
    example.numerics(-5, { hr: 70, spo2: 98 })
    expect(example.act(0, { kind: 'start-infusion', overrideReason: 'as discussed' }, NURSE)).toEqual({
      code: 'physician-needed',
      details: ['baseline: baseline'],
    })
    expect(example.act(0, { kind: 'start-infusion', overrideReason: 'as discussed' }, PHYSICIAN)).toBeNull()
  })
})
