import { describe, expect, it } from 'vitest'
import { alarms, lines } from '../support/alarm-lines.ts'
import { at, minutes, NURSE, PHYSICIAN, profile, quiet, running } from '../support/judge-harness.ts'

describe('technical alarms, one beside another', () => {
  it('G2: two vitals that are lost are two alarms; one that comes back leaves the other as it is', () => {
    const example = running()
    example.numerics(0, { hr: 70, spo2: 97, rr: 14 })
    for (let second = 1; second <= 20; second += 1) example.numerics(second, { rr: 14 })
    const lost = () => example.picture.alarms.filter(({ cause }) => cause === 'signal-lost').map(({ text }) => text)
    expect(lost()).toEqual(['hr', 'spo2'])
    for (let second = 21; second <= 25; second += 1) example.numerics(second, { rr: 14, hr: 70 })
    expect(lost()).toEqual(['spo2'])
    expect(example.conditionLines('signal-lost').at(-1)).toBe('21 ended signal-lost hr low')
  })

  it('A3: a technical alarm goes with its condition, of high priority too and seen by nobody', () => {
    const example = running()
    example.numerics(0, { hr: 70 })
    example.tick(40)
    expect(alarms(example)).toContain('source-silent high present')
    example.numerics(41, { hr: 70 })
    expect(lines(example, 'source-silent')).toEqual(['10 raised', '30 priority high', '41 ended'])
    expect(alarms(example)).toEqual([])
    example.feed({ kind: 'source-declared', takenAt: at(42), profile: profile({ patientIdentifier: 'P-999' }) })
    expect(alarms(example)).toEqual(['wrong-patient high present'])
    example.mustAct(43, { kind: 'resolve-wrong-patient', reason: 'new wristband' }, PHYSICIAN)
    expect(alarms(example)).toEqual([])
  })
})

describe('the planned end', () => {
  it('S3: where another rate moved it, it is stated at its new moment, and nowhere else', () => {
    const example = quiet()
    example.mustAct(minutes(20), { kind: 'change-rate', rateMlPerHour: 26.25, reason: 'slower' }, NURSE)
    example.tick(minutes(120))
    expect(example.of('planned-end-reached').map((fact) => fact.at)).toEqual([at(minutes(60))])
  })
})
