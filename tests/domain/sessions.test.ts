import type { SourceEntry } from '@chairside/server/domain/chair-input'
import type { Act } from '@chairside/shared/command'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { SessionId, SourceId } from '@chairside/shared/identity'
import type { InfusionOrder, Phase } from '@chairside/shared/session'
import { describe, expect, it } from 'vitest'
import { Example, inBaseline, MONITOR, minutes, NURSE, PHYSICIAN, profile, running, ZERO } from '../support/judge-harness.ts'

const ACTS: Record<string, Act> = {
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
const inPhase = (phase: Phase): Example => {
  if (phase === 'checked-in') {
    const example = new Example()
    example.checkIn(0)
    example.bind(1)
    return example
  }
  if (phase === 'baseline') return inBaseline()
  if (phase === 'cancelled') {
    const example = inBaseline()
    example.mustAct(6, { kind: 'cancel', reason: 'no escort' })
    return example
  }
  const example = running()
  if (phase === 'paused') example.mustAct(5, { kind: 'pause-infusion', reason: null })
  if (phase !== 'infusing' && phase !== 'paused') example.mustAct(5, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
  if (phase === 'discharged') example.mustAct(6, { kind: 'discharge', overrideReason: 'seen by me' })
  if (phase === 'left-against-advice') example.mustAct(6, { kind: 'leave-against-advice', reason: 'wants to go', witness: 'W. Witness' })
  if (phase === 'transferred') example.mustAct(6, { kind: 'transfer', destination: 'hospital' })
  return example
}

const ALLOWED: Partial<Record<Phase, readonly string[]>> = {
  'checked-in': ['begin-baseline', 'record-cannulation', 'leave-against-advice', 'transfer', 'cancel'],
  baseline: ['record-cannulation', 'start-infusion', 'leave-against-advice', 'transfer', 'cancel'],
  infusing: ['pause-infusion', 'change-rate', 'stop-infusion', 'transfer'],
  paused: ['resume-infusion', 'stop-infusion', 'leave-against-advice', 'transfer'],
  recovering: ['discharge', 'leave-against-advice', 'transfer'],
  discharged: [],
  'left-against-advice': [],
  transferred: [],
  cancelled: [],
}

describe('S1: phases', () => {
  const cases = (Object.keys(ALLOWED) as Phase[]).flatMap((phase) => Object.keys(ACTS).map((act) => [phase, act] as const))

  it.each(cases)('S1: in %s, %s is done or refused with a reason, and a refusal changes nothing', (phase, name) => {
    const example = inPhase(phase)
    example.tick(9.999)
    const before = JSON.stringify(example.picture)
    const factsBefore = example.facts.length
    const refusal = example.act(10, ACTS[name] as Act, PHYSICIAN)
    if (ALLOWED[phase]?.includes(name)) {
      expect(refusal).toBeNull()
      expect(example.facts.length).toBeGreaterThan(factsBefore)
    } else {
      expect(refusal?.code).toMatch(/^(wrong-phase|held)$/)
      expect(example.facts).toHaveLength(factsBefore)
      expect(JSON.stringify(example.picture)).toBe(before)
    }
  })

  it('S1: the whole way through', () => {
    const example = running()
    example.mustAct(10, ACTS['pause-infusion'] as Act)
    example.mustAct(20, ACTS['resume-infusion'] as Act)
    example.mustAct(30, { kind: 'stop-infusion', early: false, reason: null })
    example.mustAct(40, ACTS.discharge as Act)
    expect(example.of('phase-changed').map(({ from, to }) => `${from} ${to}`)).toEqual([
      'checked-in baseline',
      'baseline infusing',
      'infusing paused',
      'paused infusing',
      'infusing recovering',
      'recovering discharged',
    ])
  })

  it('S1: stopping early needs a reason, and the reason is kept', () => {
    const example = running()
    expect(example.act(10, { kind: 'stop-infusion', early: true, reason: null })).toMatchObject({ code: 'reason-needed' })
    expect(example.picture.session?.phase).toBe('infusing')
    example.mustAct(20, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    expect(example.of('phase-changed').at(-1)).toMatchObject({ to: 'recovering', early: true, reason: 'patient asked' })
  })

  it('S1: nothing can be done at an empty chair but check-in', () => {
    for (const act of Object.values(ACTS)) {
      const example = new Example()
      expect(example.act(0, act)).not.toBeNull()
      expect(example.facts).toEqual([])
      expect(example.picture.session).toBeNull()
    }
  })

  it('S3: dose and planned end follow from what ran', () => {
    const example = running()
    // 35 mg in 40 min at 1 mg/mL: 52.5 mL/h.
    expect(example.picture.infusion).toMatchObject({ plannedEndAt: ZERO + minutes(40) * 1_000 })
    example.mustAct(minutes(10), ACTS['pause-infusion'] as Act)
    example.mustAct(minutes(15), ACTS['resume-infusion'] as Act)
    expect(example.picture.infusion).toMatchObject({ plannedEndAt: ZERO + minutes(45) * 1_000 })
    example.tick(minutes(50))
    expect(example.of('planned-end-reached')).toMatchObject([{ at: ZERO + minutes(45) * 1_000 }])
    expect(example.picture.session?.phase).toBe('infusing')
  })
})

describe('S4: one chair, one monitor, one session, one patient', () => {
  it('S4: a chair with a patient takes no other', () => {
    const example = running()
    const patient = { identifier: 'P-2', name: 'Other', infusionNumber: 1, courseLength: 1 }
    const order: InfusionOrder = { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1 }
    const refusal = example.act(10, { kind: 'check-in', patient, order, simulated: false }, NURSE, {
      opening: { sessionId: 'other' as SessionId, protocol: DEFAULT_PROTOCOL },
    })
    expect(refusal).not.toBeNull()
    expect(example.picture.session?.sessionId).toBe('session-1')
  })

  it('S4: a bound chair takes no second monitor', () => {
    const example = running()
    expect(example.bind(10)).toMatchObject({ code: 'already-done' })
  })

  it('S4: what another monitor sends has no effect', () => {
    const example = running()
    const before = JSON.stringify(example.picture)
    const entry: SourceEntry = { kind: 'set', seq: 1, at: ZERO + 1_000, sys: 200, dia: 100, map: null, pulse: null }
    const step = example.feed({
      kind: 'delivery',
      takenAt: ZERO + 1_000,
      sourceId: 'other' as SourceId,
      sentAt: ZERO + 1_000,
      entries: [entry],
    })
    expect(step.facts).toEqual([])
    expect(JSON.stringify(example.picture)).toBe(before)
  })

  it('S4: a closed session takes no more data', () => {
    const example = running()
    example.mustAct(10, { kind: 'transfer', destination: 'hospital' })
    const before = JSON.stringify(example.picture)
    const facts = example.facts.length
    example.set(20, 200, 100)
    example.numerics(21, { spo2: 70 })
    expect(example.act(22, { kind: 'enter-vitals', reading: { sys: 200, dia: 100 } })).not.toBeNull()
    example.tick(7_200)
    expect(example.facts).toHaveLength(facts)
    expect(JSON.stringify(example.picture)).toBe(before)
  })

  it('S4: values older than the binding are never shown for the patient', () => {
    const example = inBaseline()
    example.numerics(-600, { spo2: 70 }, [], -661)
    example.set(-600, 200, 100, null, -661)
    expect(example.picture.numerics).toEqual({})
    expect(example.picture.sets).toEqual([])
    expect(example.picture.alarms).toEqual([])
  })

  it('S4: a chair that is used again shows nothing of the patient before', () => {
    const example = running()
    example.set(0, 205, 100)
    example.stream(1, 30, { spo2: 80, hr: 150 })
    example.mustAct(31, { kind: 'transfer', destination: 'hospital' })
    example.checkIn(100, 'session-2')
    expect(example.picture).toMatchObject({
      session: { sessionId: 'session-2', phase: 'checked-in' },
      source: null,
      numerics: {},
      sets: [],
      excursions: [],
      alarms: [],
      events: [],
      gaps: [],
      baseline: null,
      readiness: null,
    })
    expect(example.bind(110)).toBeNull()
    // What the monitor still holds of the patient before.
    example.numerics(111, { spo2: 80 }, [], 30)
    example.set(112, 205, 100, null, 40)
    expect(example.picture).toMatchObject({ numerics: {}, sets: [], alarms: [] })
    expect(example.facts.at(-1)).toMatchObject({ kind: 'monitor-bound' })
  })

  it('S4: facts of a new session count from 1 again', () => {
    const example = running()
    example.mustAct(31, { kind: 'transfer', destination: 'hospital' })
    const before = example.facts.length
    example.checkIn(100, 'session-2')
    expect(example.facts.slice(before).map((fact) => fact.seq)).toEqual([1])
  })

  it('S4: a released monitor takes its values with it, and another may be bound', () => {
    const example = running()
    example.stream(0, 5, { spo2: 97 })
    example.mustAct(6, { kind: 'release-monitor' }, NURSE)
    expect(example.picture.numerics).toEqual({})
    expect(example.picture.source).toBeNull()
    example.numerics(7, { spo2: 96 })
    expect(example.picture.numerics).toEqual({})
    expect(example.bind(8)).toBeNull()
    example.numerics(9, { spo2: 95 })
    expect(example.picture.numerics.spo2?.value).toBe(95)
    expect(example.picture.source?.sourceId).toBe(MONITOR)
  })

  it('V8: releasing the monitor ends no condition of the patient', () => {
    const example = running()
    example.stream(0, 20, { spo2: 80 })
    example.set(21, 185, 85)
    example.mustAct(22, { kind: 'release-monitor' }, NURSE)
    expect(example.alarm('spo2-desat')).toMatchObject({ condition: 'present' })
    expect(example.alarm('bp-high')).toMatchObject({ condition: 'present' })
  })
})

describe('S5, S6: simulated, and leaving', () => {
  it.each(['device', 'simulated', 'replayed'] as const)('S5: a %s monitor goes with its own kind of session alone', (origin) => {
    for (const simulated of [true, false]) {
      const example = new Example({ profile: profile({ origin }), simulated })
      example.checkIn(0)
      const refusal = example.bind(10)
      if (simulated === (origin !== 'device')) expect(refusal).toBeNull()
      else expect(refusal).toMatchObject({ code: 'simulated-mix' })
      expect(example.picture.session?.simulated).toBe(simulated)
    }
  })

  it('S6: discharge without readiness is a physician’s, with a reason', () => {
    const example = inPhase('recovering')
    expect(example.act(10, { kind: 'discharge', overrideReason: null }, PHYSICIAN)?.code).toMatch(/not-ready|expired/)
    expect(example.act(11, { kind: 'discharge', overrideReason: 'seen by me' }, NURSE)).toMatchObject({ code: 'physician-needed' })
    expect(example.picture.session?.phase).toBe('recovering')
    example.mustAct(12, { kind: 'discharge', overrideReason: 'seen by me' }, PHYSICIAN)
    expect(example.of('left')).toMatchObject([{ how: 'discharged', reason: 'seen by me', by: PHYSICIAN }])
  })

  it('S6: leaving against advice is recorded by a nurse with reason and witness', () => {
    const example = inPhase('recovering')
    example.mustAct(10, ACTS['leave-against-advice'] as Act, NURSE)
    expect(example.of('left')).toMatchObject([{ how: 'left-against-advice', reason: 'wants to go', witness: 'W. Witness', by: NURSE }])
  })

  it('S6: while the drug runs nobody leaves without a stop', () => {
    const example = running()
    expect(example.act(10, ACTS['leave-against-advice'] as Act, NURSE)).toMatchObject({ code: 'wrong-phase' })
    expect(example.act(10, ACTS.discharge as Act, PHYSICIAN)).toMatchObject({ code: 'wrong-phase' })
  })
})

describe('R4: an act that is fed again from its record', () => {
  it('R4: a start that was carried out is not held back by a stricter judge', () => {
    const act = { kind: 'start-infusion', overrideReason: null } as const
    const strict = inBaseline()
    expect(strict.act(0, act, NURSE)).toMatchObject({ code: 'physician-needed' })
    const again = inBaseline()
    expect(again.feed({ kind: 'act', takenAt: ZERO, by: NURSE, act, settled: true }).problem).toBeNull()
    expect(again.picture.session?.phase).toBe('infusing')
  })
})
