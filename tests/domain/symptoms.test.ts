import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { type Entry, SYMPTOMS, WARNING_SIGNS } from '@chairside/shared/entry'
import type { AlarmId } from '@chairside/shared/identity'
import { LATER_RULES } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { acknowledge, alarms } from '../support/alarm-lines.ts'
import { Example, inBaseline, NURSE, PHYSICIAN, quiet, unsupervised, ZERO } from '../support/judge-harness.ts'

type SymptomEntry = Extract<Entry, { kind: 'symptom' }>

const symptom = (name: SymptomEntry['symptom'], severity: SymptomEntry['severity'] = 'moderate'): Entry => ({
  kind: 'symptom',
  symptom: name,
  severity,
})

describe('X12: a warning sign alone', () => {
  it.each(SYMPTOMS.map((name) => [name, WARNING_SIGNS.has(name)] as const))('X12: %s is a high alarm: %s', (name, alarming) => {
    const example = quiet()
    example.enter(10, symptom(name, 'mild'))
    expect(alarms(example)).toEqual(alarming ? ['symptom high present'] : [])
    if (alarming)
      expect(example.alarm('symptom')).toMatchObject({ kind: 'physiological', latched: true, text: name, beganAt: ZERO + 10_000 })
  })

  it('X12: there are four of them', () => {
    expect([...WARNING_SIGNS]).toEqual(['chest-pain', 'dyspnoea', 'severe-headache', 'neurological-sign'])
  })

  it('X12, A3: it stays until acknowledged, which ends it: nothing else says that it is over', () => {
    const example = quiet()
    example.enter(10, symptom('chest-pain'))
    example.set(300, 120, 80)
    example.enter(400, { kind: 'pain', newModerateOrSevere: false })
    expect(alarms(example)).toEqual(['symptom high present'])
    acknowledge(example, 500, 'symptom')
    expect(alarms(example)).toEqual([])
    expect(example.facts.slice(-2).map((fact) => fact.kind)).toEqual(['alarm-acknowledged', 'alarm-ended'])
    example.enter(510, { kind: 'note', text: 'calm now' })
    expect(alarms(example)).toEqual([])
  })

  it('X12, A4: it needs a plan, and the same sign again is a new alarm', () => {
    const example = quiet()
    example.enter(10, symptom('dyspnoea'))
    const id = example.alarm('symptom')?.id as AlarmId
    expect(example.act(20, { kind: 'acknowledge', alarmId: id, plan: null }, NURSE)).toMatchObject({ code: 'plan-needed' })
    acknowledge(example, 21, 'symptom')
    example.enter(30, symptom('dyspnoea'))
    expect(alarms(example)).toEqual(['symptom high present'])
    expect(example.alarm('symptom')?.id).not.toBe(id)
  })

  it('X12: entered again before anybody saw it, it is one alarm; where it is worse it is to be heard again', () => {
    const example = quiet()
    example.enter(10, symptom('chest-pain', 'mild'))
    example.enter(20, symptom('chest-pain', 'mild'))
    expect(example.alarm('symptom')).toMatchObject({ announcedAt: ZERO + 10_000 })
    example.enter(25, symptom('chest-pain', 'severe'))
    expect(alarms(example)).toEqual(['symptom high present'])
    expect(example.alarm('symptom')).toMatchObject({ announcedAt: ZERO + 25_000 })
  })

  it('X12: two signs are two alarms', () => {
    const example = quiet()
    example.enter(10, symptom('chest-pain'))
    example.enter(11, symptom('dyspnoea'))
    expect(example.picture.alarms.map((alarm) => alarm.text)).toEqual(['chest-pain', 'dyspnoea'])
  })

  it('X12, A6: unacknowledged it escalates', () => {
    const example = quiet()
    example.enter(10, symptom('chest-pain'))
    example.tick(41)
    expect(example.alarm('symptom')).toMatchObject({ escalation: 1 })
  })

  it('X12: in every open phase', () => {
    const example = new Example()
    example.checkIn(0)
    example.enter(1, symptom('chest-pain'))
    expect(alarms(example)).toEqual(['symptom high present'])
  })

  it('X12, X9: withdrawn, it is gone, unacknowledged or not', () => {
    const example = quiet()
    const seq = example.enter(10, symptom('chest-pain'))
    example.correct(20, seq, null)
    expect(alarms(example)).toEqual([])
    expect(example.facts.slice(-2).map((fact) => fact.kind)).toEqual(['entry-corrected', 'alarm-ended'])
  })

  it('X12, X9: one of two entries withdrawn leaves the alarm to the other', () => {
    const example = quiet()
    const seq = example.enter(10, symptom('chest-pain'))
    example.enter(15, symptom('chest-pain'))
    example.correct(20, seq, null)
    expect(alarms(example)).toEqual(['symptom high present'])
  })

  it('X12, X9: corrected into a warning sign it alarms; corrected in its severity it does not do so anew', () => {
    const example = quiet()
    const seq = example.enter(10, symptom('headache'))
    example.correct(20, seq, symptom('severe-headache', 'moderate'))
    expect(example.alarm('symptom')).toMatchObject({ text: 'severe-headache', beganAt: ZERO + 20_000 })
    acknowledge(example, 30, 'symptom')
    example.correct(40, seq, symptom('severe-headache', 'severe'))
    expect(alarms(example)).toEqual([])
    example.correct(50, seq, symptom('headache'))
    expect(alarms(example)).toEqual([])
  })

  it('X12, X9: corrected from one sign into another, the other alarms and the first is gone', () => {
    const example = quiet()
    const seq = example.enter(10, symptom('dyspnoea'))
    example.correct(20, seq, symptom('chest-pain'))
    expect(example.picture.alarms.map((alarm) => alarm.text)).toEqual(['chest-pain'])
  })

  it('X12: an older protocol knows none of it', () => {
    const example = quiet({ protocol: { ...DEFAULT_PROTOCOL, ...LATER_RULES, version: 1 } })
    example.set(0, 165, 85)
    example.enter(10, symptom('chest-pain'))
    example.enter(11, { kind: 'sedation', moaas: 0 })
    expect(alarms(example)).toEqual(['bp-high low present'])
    expect(example.excursionLines()).toEqual(['0 opened high warning'])
  })
})

describe('X12: a warning sign together with a pressure', () => {
  it.each([
    ['high, unconfirmed', [[165, 85]], 'high'],
    [
      'high, confirmed',
      [
        [165, 85],
        [165, 85],
      ],
      'high',
    ],
    ['high, critical', [[185, 85]], 'high'],
    ['low, unconfirmed', [[85, 60]], 'low'],
  ] as const)('X12: an open excursion becomes an emergency, high: %s', (_what, sets, side) => {
    const example = quiet()
    sets.forEach(([sys, dia], index) => {
      example.set(index * 60, sys, dia)
    })
    const confirmed = example.picture.excursions[0]?.confirmed
    example.enter(100, symptom('chest-pain'))
    expect(example.picture.excursions).toMatchObject([{ level: 'emergency', peakLevel: 'emergency', confirmed }])
    expect(example.alarm(side === 'high' ? 'bp-high' : 'bp-low')).toMatchObject({
      priority: 'high',
      announcedAt: ZERO + 100_000,
      latched: true,
    })
    expect(example.excursionLines().at(-1)).toBe(`100 level ${side} emergency`)
  })

  it('X12: its text says the pressure and the limit that it broke', () => {
    const example = quiet({ baseline: null })
    example.set(0, 165, 85)
    example.enter(10, symptom('chest-pain'))
    expect(example.alarm('bp-high')).toMatchObject({ text: 'SYS 165 ≥ 160' })
    expect(alarms(example)).toEqual(['bp-high high present', 'symptom high present'])
  })

  it('X12, A4: an acknowledged critical one is to be heard again', () => {
    const example = quiet()
    example.set(0, 185, 85)
    acknowledge(example, 10, 'bp-high')
    example.enter(20, symptom('dyspnoea'))
    expect(example.alarm('bp-high')).toMatchObject({ acknowledgement: null, priority: 'high', announcedAt: ZERO + 20_000 })
    expect(example.of('alarm-priority').at(-1)).toMatchObject({ at: ZERO + 20_000, priority: 'high' })
  })

  it('X12: a recheck is asked for in 1 min', () => {
    const example = quiet()
    example.set(0, 165, 85)
    example.enter(30, symptom('chest-pain'))
    expect(example.of('recheck-asked').at(-1)).toMatchObject({ dueAt: ZERO + 90_000, because: 'critical' })
    expect(example.picture.cuff.nextDueAt).toBe(ZERO + 90_000)
  })

  it('X12: entered first, it makes the next warning an emergency at once; the sets alone confirm it', () => {
    const example = quiet()
    example.enter(10, symptom('neurological-sign'))
    example.set(60, 165, 85)
    expect(example.excursionLines()).toEqual(['60 opened high emergency'])
    expect(example.alarm('bp-high')).toMatchObject({ priority: 'high', unconfirmed: true, latched: true })
    expect(example.of('recheck-asked').at(-1)).toMatchObject({ dueAt: ZERO + 120_000, because: 'critical' })
    example.set(120, 165, 85)
    expect(example.excursionLines()).toEqual(['60 opened high emergency', '120 confirmed high'])
    example.set(180, 120, 80)
    expect(example.excursionLines().at(-1)).toBe('180 closed high recovered')
  })

  it('X12: a next set below warning closes it as not confirmed', () => {
    const example = quiet()
    example.enter(10, symptom('chest-pain'))
    example.set(60, 165, 85)
    example.set(120, 120, 80)
    expect(example.excursionLines()).toEqual(['60 opened high emergency', '120 closed high not-confirmed'])
    expect(example.alarm('bp-high')).toMatchObject({ condition: 'ended', acknowledgement: null })
  })

  it('X12: an advisory pressure stays an advisory', () => {
    const example = quiet()
    example.enter(10, symptom('chest-pain'))
    example.set(60, 152, 85)
    expect(example.excursionLines()).toEqual([])
    expect(alarms(example)).toEqual(['symptom high present'])
  })

  it('X12, X5: while it stands no set eases below emergency but one that closes the excursion', () => {
    const example = quiet({ baseline: null })
    example.set(0, 185, 85)
    example.enter(10, symptom('chest-pain'))
    example.set(60, 165, 85)
    // Within 5 mmHg of the warning.
    example.set(120, 156, 85)
    expect(example.picture.excursions).toMatchObject([{ level: 'emergency', closedAt: null }])
    example.set(180, 155, 85)
    expect(example.excursionLines()).toEqual(['0 opened high critical confirmed', '10 level high emergency', '180 closed high recovered'])
  })

  it('X12, X9: withdrawn, the next set eases the excursion by its numbers', () => {
    const example = quiet()
    example.set(0, 165, 85)
    example.set(60, 165, 85)
    const seq = example.enter(70, symptom('chest-pain'))
    example.correct(80, seq, null)
    expect(example.picture.excursions).toMatchObject([{ level: 'emergency' }])
    example.set(120, 165, 85)
    expect(example.picture.excursions).toMatchObject([{ level: 'warning', peakLevel: 'emergency' }])
    expect(example.alarm('bp-high')).toMatchObject({ priority: 'medium' })
  })

  it('X12: before the infusion there is no excursion: the sign alarms alone', () => {
    const example = inBaseline({ profile: unsupervised })
    example.set(0, 165, 85)
    example.enter(10, symptom('chest-pain'))
    expect(alarms(example)).toEqual(['symptom high present'])
    expect(example.excursionLines()).toEqual([])
  })

  it.each(['before the set', 'after the set'])('X12, D20: the prescriber signs after such an emergency, its sign entered %s', (when) => {
    const example = quiet()
    if (when === 'before the set') example.enter(0, symptom('chest-pain'))
    example.set(1, 165, 85)
    if (when === 'after the set') example.enter(10, symptom('chest-pain'))
    example.mustAct(20, { kind: 'stop-infusion', early: false, reason: null }, PHYSICIAN)
    const prescriber = example.picture.readiness?.criteria.find((one) => one.id === 'D20')
    expect(prescriber?.evidence).toContain('critical event')
  })
})
