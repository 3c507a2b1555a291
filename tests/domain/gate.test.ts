import { GATE_ITEMS, type InfusionOrder } from '@chairside/shared/session'
import { describe, expect, it } from 'vitest'
import { Example, type ExampleOptions, inBaseline, NURSE, PHYSICIAN } from '../support/judge-harness.ts'

describe('S2: the gate', () => {
  const holdsAfter = (prepare: (example: Example) => void, options: ExampleOptions = {}) => {
    const example = inBaseline(options)
    example.set(-300, 120, 80)
    example.set(-120, 120, 80)
    prepare(example)
    const { hr, spo2 } = example.picture.numerics
    example.numerics(-9, { hr: hr?.value ?? 70, spo2: spo2?.value ?? 98 })
    example.heard(-5, 0)
    const picture = example.picture.session?.holds ?? []
    return { example, holds: picture.map(({ id, strength }) => `${id} ${strength}`) }
  }

  it('S2: with everything answered nothing holds, and a nurse starts without a reason', () => {
    const { example, holds } = holdsAfter(() => {})
    expect(holds).toEqual([])
    expect(example.act(0, { kind: 'start-infusion', overrideReason: null }, NURSE)).toBeNull()
    expect(example.of('holds-overridden')).toEqual([])
  })

  it.each(GATE_ITEMS.filter((item) => item.kind === 'confirm').map((item) => item.id))(
    'S2: %s holds the start until it is answered',
    (item) => {
      const { example } = holdsAfter((waiting) => waiting.mustAct(-15, { kind: 'answer-gate', item, passed: false }, NURSE))
      expect(example.picture.session?.holds).toMatchObject([{ id: 'gate', detail: item }])
      expect(example.act(0, { kind: 'start-infusion', overrideReason: 'as discussed' }, NURSE)).toMatchObject({ details: [item] })
      expect(example.picture.session?.phase).toBe('baseline')
    },
  )

  it('S2: the monitor must be live', () => {
    const { example } = holdsAfter(() => {})
    example.tick(10)
    expect(example.picture.session?.holds).toContainEqual({ id: 'gate', strength: 'hard', detail: 'monitor' })
  })

  it('S2, V8: a heart rate or a saturation that is lost, or was never there, is no normal one', () => {
    const { example } = holdsAfter(() => {})
    example.heard(0, 4)
    expect(example.act(4, { kind: 'start-infusion', overrideReason: null }, NURSE)).toEqual({
      code: 'physician-needed',
      details: ['hr: HR –', 'spo2: SpO2 –'],
    })
    example.mustAct(5, { kind: 'enter-vitals', reading: { hr: 72, spo2: 97 } }, NURSE)
    expect(example.act(5, { kind: 'start-infusion', overrideReason: null }, NURSE)).toBeNull()
  })

  it.each<[number, number, readonly string[]]>([
    [139, 89, []],
    [140, 80, ['bp soft']],
    [130, 90, ['bp soft']],
    [159, 99, ['bp soft']],
    [160, 80, ['bp hard']],
    [130, 100, ['bp hard']],
  ])('S2: a pressure of %d/%d', (sys, dia, expected) => {
    const { holds } = holdsAfter((example) => {
      example.set(-100, sys, dia)
    })
    expect(holds).toEqual(expected)
  })

  it.each<[number, readonly string[]]>([
    [100, []],
    [101, ['hr soft']],
    [120, ['hr soft']],
    [121, ['hr hard']],
    [50, []],
    [49, ['hr soft']],
    [45, ['hr soft']],
    [44, ['hr hard']],
  ])('S2: a heart rate of %d', (hr, expected) => {
    const { holds } = holdsAfter((example) => {
      example.numerics(-11, { hr })
    })
    expect(holds).toEqual(expected)
  })

  it('S2: SpO2 below 94 is the physician’s', () => {
    expect(holdsAfter((example) => example.numerics(-11, { spo2: 94 })).holds).toEqual([])
    expect(holdsAfter((example) => example.numerics(-11, { spo2: 93 })).holds).toEqual(['spo2 hard'])
  })

  it('S2: soft holds take a nurse’s reason, hard ones a physician’s', () => {
    const soft = holdsAfter((example) => example.set(-100, 145, 80)).example
    expect(soft.act(0, { kind: 'start-infusion', overrideReason: null }, NURSE)).toMatchObject({ code: 'reason-needed' })
    expect(soft.act(0, { kind: 'start-infusion', overrideReason: 'anxious' }, NURSE)).toBeNull()
    const hard = holdsAfter((example) => example.set(-100, 165, 80)).example
    expect(hard.act(0, { kind: 'start-infusion', overrideReason: 'anxious' }, NURSE)).toMatchObject({ code: 'physician-needed' })
    expect(hard.act(0, { kind: 'start-infusion', overrideReason: 'known to me' }, PHYSICIAN)).toBeNull()
    expect(hard.of('holds-overridden')).toMatchObject([{ reason: 'known to me', by: PHYSICIAN }])
  })

  it.each<[number, readonly string[]]>([
    [70, []],
    [70.7, ['dose soft']],
    [140, ['dose soft']],
    [140.7, ['dose refused']],
  ])('S2: a dose of %d mg for 70 kg', (doseMg, expected) => {
    const order: InfusionOrder = { drug: 'ketamine', weightKg: 70, doseMg, durationMin: 40, concentrationMgPerMl: 1 }
    const example = new Example()
    example.checkIn(-700, 'session-1', order)
    expect(example.picture.session?.holds.filter((hold) => hold.id === 'dose').map(({ id, strength }) => `${id} ${strength}`)).toEqual(
      expected,
    )
  })

  it('S2: nobody overrides more than 2 mg/kg', () => {
    const example = new Example()
    const order: InfusionOrder = { drug: 'ketamine', weightKg: 50, doseMg: 101, durationMin: 40, concentrationMgPerMl: 1 }
    example.checkIn(-700, 'session-1', order)
    example.bind(-690)
    example.mustAct(-680, { kind: 'begin-baseline' })
    expect(example.act(0, { kind: 'start-infusion', overrideReason: 'known to me' })).toMatchObject({ code: 'held' })
  })
})
