import type { SourceEntry } from '@chairside/server/domain/chair-input'
import { describe, expect, it } from 'vitest'
import { Example, inBaseline, minutes, NURSE, profile, running, ZERO } from '../support/judge-harness.ts'

describe('G1: source-silent', () => {
  it('G1: medium at 10 s without a message, high at 30 s while infusing', () => {
    const example = running()
    example.numerics(0, { spo2: 97 })
    example.tick(10)
    expect(example.conditionLines('source-silent')).toEqual([])
    example.tick(3_600)
    expect(example.conditionLines('source-silent')).toEqual(['10 began source-silent medium', '30 priority source-silent high'])
    expect(example.alarm('source-silent')).toMatchObject({ priority: 'high', kind: 'technical' })
  })

  it('G1: a message at exactly 10 s is in time', () => {
    const example = running()
    example.numerics(0, { spo2: 97 })
    example.numerics(10, { spo2: 97 })
    expect(example.conditionLines('source-silent')).toEqual([])
  })

  it('G1: any message counts, an empty one too', () => {
    const example = running()
    example.heard(0, 60)
    example.tick(60)
    expect(example.conditionLines('source-silent')).toEqual([])
  })

  it('G1: it ends when the monitor is heard again', () => {
    const example = running()
    example.numerics(0, { spo2: 97 })
    example.deliver(45, [])
    expect(example.conditionLines('source-silent').at(-1)).toBe('45 ended source-silent high')
    expect(example.alarm('source-silent')).toBeUndefined()
  })

  it('G1: a slow source has 3 and 4 periods', () => {
    const example = running({ profile: profile({ periodMs: 20_000 }) })
    example.numerics(0, { spo2: 97 })
    example.tick(3_600)
    expect(example.conditionLines('source-silent').slice(-2)).toEqual(['60 began source-silent medium', '80 priority source-silent high'])
  })

  it('G1: while paused or recovering it stays medium', () => {
    const example = running()
    example.mustAct(1, { kind: 'pause-infusion', reason: null }, NURSE)
    example.numerics(2, { spo2: 97 })
    example.tick(3_600)
    expect(example.conditionLines('source-silent')).toEqual(['12 began source-silent medium'])
  })

  it('G1: nothing before the baseline', () => {
    const example = new Example()
    example.checkIn(0)
    example.bind(10)
    example.numerics(11, { spo2: 97 })
    example.tick(600)
    expect(example.conditionLines('source-silent')).toEqual([])
  })

  it('G1: a monitor that was never heard in this session is not missed', () => {
    const example = inBaseline()
    example.tick(0)
    expect(example.conditionLines('source-silent')).toEqual([])
  })

  it('G1: nothing after the session has ended', () => {
    const example = running()
    example.numerics(0, { spo2: 97 })
    example.mustAct(5, { kind: 'transfer', destination: 'hospital' })
    example.tick(600)
    expect(example.conditionLines('source-silent')).toEqual([])
  })
})

describe('G2: signal-lost', () => {
  it('G2: low once a vital is lost while the monitor is heard, medium 30 s later while infusing', () => {
    const example = running()
    example.stream(0, 5, { spo2: 97, hr: 70 })
    example.stream(6, 60, { hr: 70 })
    expect(example.conditionLines('signal-lost')).toEqual(['15 began signal-lost spo2 low', '45 priority signal-lost spo2 medium'])
    example.numerics(61, { spo2: 97, hr: 70 })
    expect(example.conditionLines('signal-lost').at(-1)).toBe('61 ended signal-lost spo2 medium')
  })

  it('G2: a flagged vital is lost at once', () => {
    const example = running()
    example.stream(0, 5, { spo2: 97, hr: 70 })
    example.numerics(6, { hr: 70 }, ['spo2'])
    expect(example.conditionLines('signal-lost')).toEqual(['6 began signal-lost spo2 low'])
    expect(example.picture.numerics.spo2).toMatchObject({ flagged: true })
  })

  it('G2: low stays low outside of the infusion', () => {
    const example = running()
    example.mustAct(1, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    example.stream(2, 5, { spo2: 97, hr: 70 })
    example.stream(6, 120, { hr: 70 })
    expect(example.conditionLines('signal-lost')).toEqual(['15 began signal-lost spo2 low'])
  })

  it('G2: a vital that was never heard is not missed', () => {
    const example = running()
    example.stream(0, 60, { hr: 70 })
    expect(example.conditionLines('signal-lost')).toEqual([])
  })

  it('G2: a vital that is only rejected is lost', () => {
    const example = running()
    example.stream(0, 5, { spo2: 97, hr: 70 })
    example.stream(6, 20, { spo2: 0, hr: 70 })
    expect(example.conditionLines('signal-lost')).toEqual(['15 began signal-lost spo2 low'])
  })

  it('G2: a silent monitor is source-silent alone', () => {
    const example = running()
    example.stream(0, 5, { spo2: 97, hr: 70 })
    example.tick(600)
    expect(example.conditionLines('signal-lost')).toEqual([])
    expect(example.conditionLines('source-silent')).toHaveLength(2)
  })

  it('V8: signal-lost does not end because the monitor fell silent', () => {
    const example = running()
    example.stream(0, 5, { spo2: 97, hr: 70 })
    example.stream(6, 20, { hr: 70 })
    example.tick(600)
    expect(example.conditionLines('signal-lost').filter((line) => line.includes('ended'))).toEqual([])
  })
})

describe('G3: nibp-overdue', () => {
  it('G3: while infusing a set is due every 5 min: low 2 min late, medium 5 min late', () => {
    const example = running()
    example.set(0, 120, 80)
    example.tick(3_000)
    expect(example.conditionLines('nibp-overdue')).toEqual(['420 began nibp-overdue low', '600 priority nibp-overdue medium'])
    example.set(3_001, 120, 80)
    expect(example.conditionLines('nibp-overdue').at(-1)).toBe('3001 ended nibp-overdue medium')
  })

  it('G3: a set at exactly 2 min late is in time', () => {
    const example = running()
    example.set(0, 120, 80)
    example.set(420, 120, 80)
    expect(example.conditionLines('nibp-overdue')).toEqual([])
  })

  it('G3: a rejected set is no set', () => {
    const example = running()
    example.set(0, 120, 80)
    example.set(200, 120, 115)
    example.tick(900)
    expect(example.conditionLines('nibp-overdue')).not.toEqual([])
  })

  it('G3: without any set in the session nothing is overdue', () => {
    const example = running({ baseline: null })
    example.tick(3_600)
    expect(example.conditionLines('nibp-overdue')).toEqual([])
  })

  it('G3: paused as infusing', () => {
    const example = running()
    example.set(0, 120, 80)
    example.mustAct(60, { kind: 'pause-infusion', reason: null })
    example.tick(421)
    expect(example.conditionLines('nibp-overdue')).toEqual(['420 began nibp-overdue low'])
  })

  it('G3: in the first 15 min of recovery every 5 min, later every 10', () => {
    const example = running()
    example.mustAct(0, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    example.set(60, 120, 80)
    expect(example.picture.cuff.nextDueAt).toBe(ZERO + 360_000)
    example.set(minutes(14), 120, 80)
    expect(example.picture.cuff.nextDueAt).toBe(ZERO + minutes(19) * 1_000)
    example.set(minutes(15), 120, 80)
    expect(example.picture.cuff.nextDueAt).toBe(ZERO + minutes(25) * 1_000)
  })

  it('G3: after a warning low 2 min after the recheck was due, then recheck-overdue at 6 min', () => {
    const example = running()
    example.set(0, 165, 85)
    example.tick(1_800)
    expect(example.conditionLines('nibp-overdue')).toEqual(['240 began nibp-overdue low'])
    expect(example.of('recheck-overdue')).toMatchObject([{ at: ZERO + 360_000 }])
    expect(example.alarm('recheck-overdue')).toMatchObject({ priority: 'medium' })
  })

  it('G3: after a critical medium 1 min after the recheck was due, high 3 min after', () => {
    const example = running()
    example.set(0, 185, 85)
    example.tick(1_800)
    expect(example.conditionLines('nibp-overdue')).toEqual(['120 began nibp-overdue medium', '240 priority nibp-overdue high'])
  })

  it('G3: the recheck that was made lets the schedule count again', () => {
    const example = running()
    example.set(0, 185, 85)
    example.set(50, 184, 85)
    // The second critical asks anew (X4).
    expect(example.picture.cuff).toMatchObject({ nextDueAt: ZERO + 110_000, dueBecause: 'recheck' })
    example.set(100, 120, 80)
    expect(example.picture.cuff).toMatchObject({ nextDueAt: ZERO + 400_000, dueBecause: 'schedule' })
  })
})

describe('G4: nibp-failed', () => {
  const failed = (example: Example, second: number) =>
    example.deliver(second, [{ kind: 'cuff-failed', seq: example.nextSeq(), at: ZERO + second * 1_000, code: 'leak' }])

  it('G4: a failed cuff is low and asks for a recheck; the third in a row is medium', () => {
    const example = running()
    failed(example, 60)
    expect(example.conditionLines('nibp-failed')).toEqual(['60 began nibp-failed low'])
    expect(example.of('recheck-asked')).toMatchObject([{ because: 'failure' }])
    failed(example, 120)
    failed(example, 180)
    expect(example.conditionLines('nibp-failed')).toEqual(['60 began nibp-failed low', '180 priority nibp-failed medium'])
    example.set(240, 120, 80)
    expect(example.conditionLines('nibp-failed').at(-1)).toBe('240 ended nibp-failed medium')
  })

  it('G4: a rejected set counts as a failure', () => {
    const example = running()
    example.set(60, 120, 115)
    failed(example, 120)
    example.set(180, 300, 80)
    expect(example.conditionLines('nibp-failed')).toEqual(['60 began nibp-failed low', '180 priority nibp-failed medium'])
  })

  it('G4: in a row means without an accepted set between', () => {
    const example = running()
    failed(example, 60)
    failed(example, 120)
    example.set(180, 120, 80)
    failed(example, 240)
    expect(example.conditionLines('nibp-failed').at(-1)).toBe('240 began nibp-failed low')
  })

  it.each([
    [185, 180, 60],
    [180, 175, 60],
    [79, 72, 60],
  ])('V3: a rejected set with SYS %d asks for a recheck in 1 min', (sys, dia, inSeconds) => {
    const example = running()
    example.set(100, sys, dia)
    expect(example.of('recheck-asked')).toMatchObject([{ dueAt: ZERO + (100 + inSeconds) * 1_000 }])
  })

  it.each([
    [179, 172],
    [80, 75],
  ])('V3: a rejected set with SYS %d is not that urgent', (sys, dia) => {
    const example = running()
    example.set(100, sys, dia)
    expect(example.of('recheck-asked')[0]?.dueAt).toBeGreaterThan(ZERO + 160_000)
  })
})

describe('G5: the monitor and its data', () => {
  it.each([
    [30, 0],
    [30.001, 1],
    [-30, 0],
    [-30.001, 1],
  ])('V6: a clock %d s behind gives %d clock-skew', (behind, count) => {
    const example = running()
    for (let second = 0; second <= 301; second += 1) example.deliver(second, [], ZERO + (second - behind) * 1_000)
    expect(example.conditionLines('clock-skew')).toHaveLength(count)
    if (count > 0) expect(example.alarm('clock-skew')).toMatchObject({ priority: 'low', kind: 'technical' })
  })

  it('G5: data that nobody can read are unmapped-data, low, and nothing else changes', () => {
    const example = running()
    const unmapped = [{ name: 'BIS', value: 40, unit: '1' }]
    const entry: SourceEntry = { kind: 'numerics', seq: 1, at: ZERO, values: { spo2: 97 }, off: [], unmapped }
    example.deliver(0, [entry])
    expect(example.conditionLines('unmapped-data')).toEqual(['0 began unmapped-data BIS low'])
    expect(example.picture.numerics.spo2?.value).toBe(97)
  })

  it('G5: a monitor that names another patient is wrong-patient, high, and holds the start', () => {
    const example = inBaseline({ profile: profile({ patientIdentifier: 'P-200' }) })
    expect(example.facts.some((fact) => fact.kind === 'condition-began' && fact.condition === 'wrong-patient')).toBe(true)
    expect(example.alarm('wrong-patient')).toMatchObject({ priority: 'high', kind: 'technical' })
    expect(example.act(-1, { kind: 'start-infusion', overrideReason: 'as discussed' })).toMatchObject({ code: 'wrong-patient' })
    example.mustAct(0, { kind: 'resolve-wrong-patient', reason: 'the old name was left in the monitor' }, NURSE)
    expect(example.alarm('wrong-patient')).toBeUndefined()
    example.mustAct(1, { kind: 'start-infusion', overrideReason: 'as discussed' })
  })

  it('G5: a monitor that names this patient or none is right', () => {
    for (const patientIdentifier of ['P-100', null]) {
      const example = inBaseline({ profile: profile({ patientIdentifier }) })
      expect(example.alarm('wrong-patient')).toBeUndefined()
    }
  })

  it('G5: values of a monitor that names another patient are not shown for this one', () => {
    const example = inBaseline({ profile: profile({ patientIdentifier: 'P-200' }) })
    example.numerics(-100, { spo2: 80 })
    example.set(-99, 190, 100)
    expect(example.picture.numerics).toEqual({})
    expect(example.picture.cuff.latest).toBeNull()
  })

  it('G5: a monitor that names another patient after a reconnection', () => {
    const example = running()
    example.feed({ kind: 'source-declared', takenAt: ZERO + 5_000, profile: profile({ patientIdentifier: 'P-200' }) })
    expect(example.conditionLines('wrong-patient')).toEqual(['5 began wrong-patient high'])
    example.feed({ kind: 'source-declared', takenAt: ZERO + 9_000, profile: profile({ patientIdentifier: 'P-100' }) })
    expect(example.conditionLines('wrong-patient').at(-1)).toBe('9 ended wrong-patient high')
  })
})

describe('G6: not-recording', () => {
  it('G6: high while the record can not be written, and judging goes on', () => {
    const example = running()
    example.feed({ kind: 'recording', takenAt: ZERO, possible: false })
    expect(example.conditionLines('not-recording')).toEqual(['0 began not-recording high'])
    expect(example.picture.notRecording).toBe(true)
    example.set(10, 185, 85)
    expect(example.excursionLines()).toEqual(['10 opened high critical confirmed'])
    expect(example.act(11, { kind: 'pause-infusion', reason: null }, NURSE)).toBeNull()
    example.feed({ kind: 'recording', takenAt: ZERO + 20_000, possible: true })
    expect(example.conditionLines('not-recording').at(-1)).toBe('20 ended not-recording high')
    expect(example.picture.notRecording).toBe(false)
  })

  it('G6: an empty chair knows it too, and tells its next session', () => {
    const example = new Example()
    example.feed({ kind: 'recording', takenAt: ZERO, possible: false })
    expect(example.picture.notRecording).toBe(true)
    example.checkIn(10)
    expect(example.conditionLines('not-recording')).toEqual(['10 began not-recording high'])
  })

  it('G6: told twice it is stated once', () => {
    const example = running()
    for (const second of [0, 1, 2]) example.feed({ kind: 'recording', takenAt: ZERO + second * 1_000, possible: false })
    expect(example.conditionLines('not-recording')).toHaveLength(1)
  })
})
