import type { SourceEntry } from '@chairside/server/domain/chair-input'
import { describe, expect, it } from 'vitest'
import { Example, inBaseline, NURSE, profile, running, ZERO } from '../support/judge-harness.ts'

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

  it('G1: a monitor whose messages are a little older than their arrival falls silent alone, without a lost signal for each vital', () => {
    const example = running()
    example.deliver(0, [])
    for (let second = 1; second <= 20; second += 1) example.numerics(second, { hr: 70, spo2: 97, rr: 14 }, [], second - 0.9)
    example.tick(300)
    expect(example.conditionLines('source-silent', 'signal-lost')).toEqual([
      '30 began source-silent medium',
      '50 priority source-silent high',
    ])
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

describe('L2: readiness and technical conditions', () => {
  it('L2: a blocking alarm that opens by time alone is told at that moment, not with the next message', () => {
    const example = running()
    example.mustAct(1, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
    example.numerics(2, { spo2: 97 })
    example.tick(30)
    expect(example.conditionLines('source-silent')).toEqual(['12 began source-silent medium'])
    expect(
      example
        .of('criterion-changed')
        .filter((fact) => fact.criterion === 'D17')
        .at(-1),
    ).toMatchObject({
      at: ZERO + 12_000,
      state: 'not-met',
    })
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

  it('G5: what came while the patient was in question is charted once it is resolved, late, and no signal counts as lost meanwhile', () => {
    const example = running()
    example.numerics(5, { hr: 70, spo2: 97 })
    example.feed({ kind: 'source-declared', takenAt: ZERO + 6_000, profile: profile({ patientIdentifier: 'somebody else' }) })
    example.stream(7, 60, { hr: 72, spo2: 96 })
    example.set(61, 165, 90)
    expect(example.picture.numerics.hr).toMatchObject({ value: 70 })
    expect(example.excursionLines()).toEqual([])
    expect(example.conditionLines('signal-lost')).toEqual([])
    example.mustAct(62, { kind: 'resolve-wrong-patient', reason: 'the old name was left in the monitor' }, NURSE)
    expect(example.picture.numerics.hr).toMatchObject({ value: 72, at: ZERO + 60_000 })
    expect(example.picture.sets.at(-1)).toMatchObject({ sys: 165, dia: 90 })
    expect(example.excursionLines()).toHaveLength(1)
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
