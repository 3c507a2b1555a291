import type { Act } from '@chairside/shared/command'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { SessionId } from '@chairside/shared/identity'
import { GATE_ITEMS, type InfusionOrder, type Phase } from '@chairside/shared/session'
import { describe, expect, it } from 'vitest'
import { Example, type ExampleOptions, inBaseline, NURSE, PHYSICIAN, running } from '../support/judge-harness.ts'

const _ACTS: Record<string, Act> = {
  'begin-baseline': { kind: 'begin-baseline' },
  'record-cannulation': { kind: 'record-cannulation' },
  'start-infusion': { kind: 'start-infusion', overrideReason: 'as discussed' },
  'pause-infusion': { kind: 'pause-infusion', reason: null },
  'resume-infusion': { kind: 'resume-infusion' },
  'change-rate': { kind: 'change-rate', rateMlPerHour: 40, reason: 'dizzy' },
  'stop-infusion': { kind: 'stop-infusion', early: true, reason: 'patient asked' },
  discharge: { kind: 'discharge', overrideReason: 'seen by me' },
  'leave-against-advice': { kind: 'leave-against-advice', reason: 'wants to go', witness: 'W. Witness' },
  transfer: { kind: 'transfer', destination: 'hospital' },
  cancel: { kind: 'cancel', reason: 'no escort' },
}

/** A chair whose session is in that phase at ZERO + 10 s. */
const _inPhase = (phase: Phase): Example => {
  if (phase === 'checked-in') {
    const example = new Example()
    example.checkIn(0)
    example.bind(1)
    return example
  }
  if (phase === 'baseline') return inBaseline()
  const example = running()
  if (phase === 'paused') example.mustAct(5, { kind: 'pause-infusion', reason: null })
  if (phase !== 'infusing' && phase !== 'paused') example.mustAct(5, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
  if (phase === 'discharged') example.mustAct(6, { kind: 'discharge', overrideReason: 'seen by me' })
  if (phase === 'left-against-advice') example.mustAct(6, { kind: 'leave-against-advice', reason: 'wants to go', witness: 'W. Witness' })
  if (phase === 'transferred') example.mustAct(6, { kind: 'transfer', destination: 'hospital' })
  return example
}

const _ALLOWED: Partial<Record<Phase, readonly string[]>> = {
  'checked-in': ['begin-baseline', 'record-cannulation', 'leave-against-advice', 'transfer', 'cancel'],
  baseline: ['record-cannulation', 'start-infusion', 'leave-against-advice', 'transfer', 'cancel'],
  infusing: ['pause-infusion', 'change-rate', 'stop-infusion', 'transfer'],
  paused: ['resume-infusion', 'stop-infusion', 'leave-against-advice', 'transfer'],
  recovering: ['discharge', 'leave-against-advice', 'transfer'],
  discharged: [],
  'left-against-advice': [],
  transferred: [],
}

describe('S2: the gate', () => {
  const holdsAfter = (prepare: (example: Example) => void, options: ExampleOptions = {}) => {
    const example = inBaseline(options)
    example.set(-300, 120, 80)
    example.set(-120, 120, 80)
    prepare(example)
    example.heard(-10, 0)
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
    expect(example.picture.session?.holds).toMatchObject([{ id: 'gate', detail: 'monitor' }])
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
    example.mustAct(
      -700,
      { kind: 'check-in', patient: { identifier: 'P-1', name: 'Any', infusionNumber: 1, courseLength: 6 }, order, simulated: false },
      NURSE,
      { opening: { sessionId: 's' as SessionId, protocol: DEFAULT_PROTOCOL } },
    )
    expect(example.picture.session?.holds.filter((hold) => hold.id === 'dose').map(({ id, strength }) => `${id} ${strength}`)).toEqual(
      expected,
    )
  })

  it('S2: nobody overrides more than 2 mg/kg', () => {
    const example = new Example()
    const order: InfusionOrder = { drug: 'ketamine', weightKg: 50, doseMg: 101, durationMin: 40, concentrationMgPerMl: 1 }
    example.mustAct(
      -700,
      { kind: 'check-in', patient: { identifier: 'P-1', name: 'Any', infusionNumber: 1, courseLength: 6 }, order, simulated: false },
      NURSE,
      { opening: { sessionId: 's' as SessionId, protocol: DEFAULT_PROTOCOL } },
    )
    example.bind(-690)
    example.mustAct(-680, { kind: 'begin-baseline' })
    expect(example.act(0, { kind: 'start-infusion', overrideReason: 'known to me' })).toMatchObject({ code: 'held' })
  })
})
