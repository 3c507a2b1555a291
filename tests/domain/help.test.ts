import type { Act } from '@chairside/shared/command'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { heardAlarm } from '@chairside/shared/heard-alarm'
import type { AlarmId } from '@chairside/shared/identity'
import { LATER_RULES } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { Example, NURSE, PHYSICIAN, quiet, ZERO } from '../support/judge-harness.ts'

const CALL: Act = { kind: 'call-help' }
const END: Act = { kind: 'end-help' }

const lines = (example: Example): string[] =>
  example.facts.flatMap((fact) => {
    const at = (fact.at - ZERO) / 1_000
    if (fact.kind === 'help-called' || fact.kind === 'help-ended') return [`${at} ${fact.kind} ${fact.by.name}`]
    if (fact.kind === 'alarm-escalated') return [`${at} escalated ${fact.step}`]
    if (fact.kind === 'alarm-reminded' || fact.kind === 'alarm-ended' || fact.kind === 'alarm-acknowledged') return [`${at} ${fact.kind}`]
    return []
  })

const calling = (): Example => {
  const example = quiet()
  example.mustAct(10, CALL, NURSE)
  return example
}

describe('S8: help', () => {
  it('S8: calls at once: a high alarm at all stations, by whom and since when', () => {
    const example = calling()
    expect(example.picture.care.help).toEqual({ since: ZERO + 10_000, by: NURSE.name })
    expect(example.alarm('help')).toMatchObject({ priority: 'high', presentedAs: 'high', escalation: 1, acknowledgement: null })
    expect(heardAlarm(example.picture)).toMatchObject({ cause: 'help' })
    expect(lines(example)).toEqual([`10 help-called ${NURSE.name}`, '10 escalated 1'])
  })

  it('S8, A6: nobody acknowledged it: the second person at 60 s, the whole clinic at 120 s', () => {
    const example = calling()
    example.tick(70)
    expect(example.alarm('help')).toMatchObject({ escalation: 1 })
    example.tick(70.001)
    expect(example.alarm('help')).toMatchObject({ escalation: 2 })
    example.tick(131)
    expect(example.alarm('help')).toMatchObject({ escalation: 3 })
  })

  it('S8: acknowledged, the call stays open without reminders until it is ended', () => {
    const example = calling()
    example.mustAct(15, { kind: 'acknowledge', alarmId: example.alarm('help')?.id as AlarmId, plan: 'at-bedside' }, PHYSICIAN)
    example.tick(1_000)
    expect(lines(example).filter((line) => line.includes('remind'))).toEqual([])
    expect(example.picture.care.help).not.toBeNull()
    example.mustAct(1_001, END, PHYSICIAN)
    expect(example.picture.care.help).toBeNull()
    expect(example.alarm('help')).toBeUndefined()
  })

  it('S8: ended unacknowledged, its alarm goes too: whoever ends it was there', () => {
    const example = calling()
    example.mustAct(20, END, PHYSICIAN)
    expect(example.alarm('help')).toBeUndefined()
    example.tick(300)
    expect(lines(example)).toEqual([`10 help-called ${NURSE.name}`, '10 escalated 1', `20 help-ended ${PHYSICIAN.name}`, '20 alarm-ended'])
  })

  it('S8: the log: what is done while help is open stands in the record with its time and author', () => {
    const example = calling()
    example.mustAct(20, { kind: 'enter', entry: { kind: 'intervention', intervention: 'jaw-support' } }, NURSE)
    example.mustAct(31, { kind: 'enter', entry: { kind: 'oxygen', on: true } }, PHYSICIAN)
    example.mustAct(45, END, NURSE)
    const since = ZERO + 10_000
    expect(example.picture.events.map(({ at, by, entry }) => [at - since, by, entry.kind])).toEqual([
      [10_000, NURSE.name, 'intervention'],
      [21_000, PHYSICIAN.name, 'oxygen'],
    ])
    const log = example.facts.filter((fact) => fact.at >= since && ['help-called', 'entered', 'help-ended'].includes(fact.kind))
    expect(log.map((fact) => fact.kind)).toEqual(['help-called', 'entered', 'entered', 'help-ended'])
  })

  it('S8: twice is refused with whose call it is; without a call there is none to end', () => {
    const example = calling()
    expect(example.act(11, CALL, PHYSICIAN)).toEqual({ code: 'already-done', details: [NURSE.name] })
    example.mustAct(12, END, NURSE)
    expect(example.act(13, END, NURSE)).toEqual({ code: 'already-done', details: [] })
    expect(example.act(14, CALL, PHYSICIAN)).toBeNull()
    expect(example.picture.care.help).toEqual({ since: ZERO + 14_000, by: PHYSICIAN.name })
  })

  it('S8: in every open phase, and in none that ended', () => {
    const example = new Example()
    expect(example.act(0, CALL)).toMatchObject({ code: 'other-session' })
    example.checkIn(1)
    expect(example.act(2, CALL)).toBeNull()
    example.mustAct(3, { kind: 'cancel', reason: 'not today' })
    expect(example.act(4, CALL)).toEqual({ code: 'wrong-phase', details: ['cancelled'] })
    expect(example.act(5, END)).toEqual({ code: 'wrong-phase', details: ['cancelled'] })
  })

  it('S8: the end of the session ends the call, by who ended it', () => {
    const example = calling()
    example.mustAct(40, { kind: 'transfer', destination: 'emergency department' }, PHYSICIAN)
    expect(example.picture.care.help).toBeNull()
    expect(example.alarm('help')).toBeUndefined()
    expect(example.of('help-ended')).toMatchObject([{ at: ZERO + 40_000, by: PHYSICIAN }])
  })

  it('S8: an older protocol without escalation has help too', () => {
    const example = quiet({ protocol: { ...DEFAULT_PROTOCOL, ...LATER_RULES, version: 1 } })
    example.mustAct(10, CALL, NURSE)
    example.tick(300)
    expect(example.alarm('help')).toMatchObject({ priority: 'high', escalation: 1 })
  })
})
