import { heardAlarm, worstFirst } from '@chairside/shared/heard-alarm'
import type { AlarmId } from '@chairside/shared/identity'
import { describe, expect, it } from 'vitest'
import { Example, NURSE, quiet, ZERO } from '../support/judge-harness.ts'

/** A station that carries sound: it announces the one heard alarm of the chair, each `announcedAt` once. */
class Station {
  readonly announced: string[] = []
  private last = ''

  look(example: Example): void {
    const alarm = heardAlarm(example.picture)
    const key = alarm === null ? '' : `${alarm.id} ${alarm.announcedAt}`
    if (alarm !== null && key !== this.last) this.announced.push(`${(alarm.announcedAt - ZERO) / 1_000} ${alarm.cause}`)
    if (alarm !== null) this.last = key
  }
}

/** Eight conditions at one chair within half a minute, the worst first. */
const flooded = (station: Station | null = null): Example => {
  const example = quiet()
  const look = (): void => station?.look(example)
  example.mustAct(1, { kind: 'enter-vitals', reading: { sys: 185, dia: 38 } }, NURSE)
  look()
  for (let second = 2; second <= 40; second += 1) {
    example.numerics(second, { hr: 125, spo2: 88, rr: 34, etco2: 60 })
    look()
  }
  example.cuffFailed(41)
  look()
  example.deliver(42, [
    {
      kind: 'numerics',
      seq: example.nextSeq(),
      at: ZERO + 42_000,
      values: { hr: 125, spo2: 88, rr: 34, etco2: 60 },
      off: [],
      unmapped: [{ name: 'ibp', value: 1, unit: '?' }],
    },
  ])
  look()
  example.mustAct(43, { kind: 'enter', entry: { kind: 'symptom', symptom: 'palpitations', severity: 'mild' } }, NURSE)
  look()
  return example
}

describe('A9: one chair with eight conditions', () => {
  it('A9: lists them all and announces the worst alone', () => {
    const station = new Station()
    const example = flooded(station)
    expect(worstFirst(example.picture.alarms).map(({ cause, priority }) => `${cause} ${priority}`)).toEqual([
      'bp-high high',
      'bp-low high',
      'etco2-high medium',
      'hr-high medium',
      'spo2-low medium',
      'rr-high medium',
      'unmapped-data low',
      'nibp-failed low',
    ])
    // Raised, and its first step (A6): nothing else of the list was announced meanwhile.
    expect(station.announced).toEqual(['1 bp-high', '31 bp-high'])
  })

  it('A9: one more that is worse is announced', () => {
    const station = new Station()
    const example = flooded(station)
    example.mustAct(45, { kind: 'call-help' }, NURSE)
    station.look(example)
    expect(example.picture.alarms).toHaveLength(9)
    expect(station.announced.at(-1)).toBe('45 help')
  })

  it('A9: an acknowledgement is followed by the next worst; when all are acknowledged nothing is heard', () => {
    const example = flooded()
    const order: string[] = []
    for (let second = 44; second < 60; second += 1) {
      const alarm = heardAlarm(example.picture)
      if (alarm === null) break
      order.push(alarm.cause)
      example.mustAct(second, { kind: 'acknowledge', alarmId: alarm.id as AlarmId, plan: 'at-bedside' }, NURSE)
    }
    expect(order).toEqual(['bp-high', 'bp-low', 'etco2-high', 'hr-high', 'spo2-low', 'rr-high', 'unmapped-data', 'nibp-failed'])
    expect(heardAlarm(example.picture)).toBeNull()
  })

  it('A9, A6: reminders of many are one: the worst', () => {
    const example = flooded()
    for (const alarm of example.picture.alarms)
      example.mustAct(50, { kind: 'acknowledge', alarmId: alarm.id as AlarmId, plan: 'at-bedside' }, NURSE)
    const station = new Station()
    for (let second = 51; second <= 351; second += 1) {
      example.numerics(second, { hr: 125, spo2: 88, rr: 34, etco2: 60 })
      station.look(example)
    }
    expect(station.announced).toEqual(['170 bp-high', '290 bp-high'])
    expect(example.of('alarm-reminded').filter((fact) => fact.at === ZERO + 350_000)).toHaveLength(4)
  })

  it('A9, A6: what is presented as high goes before what is medium', () => {
    const example = quiet()
    example.stream(0, 316, { hr: 125, spo2: 97 })
    example.stream(317, 340, { hr: 125, spo2: 88 })
    expect(heardAlarm(example.picture)).toMatchObject({ cause: 'hr-high', presentedAs: 'high' })
  })

  it('A9, A7: fed again from its record the chair announces nothing anew', () => {
    const example = flooded()
    const again = new Example()
    for (const input of JSON.parse(JSON.stringify(example.inputs)) as typeof example.inputs) again.feed(input)
    expect(again.picture.alarms).toEqual(example.picture.alarms)
    expect(heardAlarm(again.picture)).toEqual(heardAlarm(example.picture))
  })
})

describe('A4: a higher condition of equal priority', () => {
  it('A4: no pulse after an acknowledged slow heart is to be heard again', () => {
    const example = quiet()
    example.stream(0, 10, { hr: 35 })
    const alarmId = example.alarm('hr-extreme-low')?.id as AlarmId
    example.mustAct(10, { kind: 'acknowledge', alarmId, plan: 'at-bedside' }, NURSE)
    example.stream(11, 20, { hr: 10 })
    expect(example.alarm('no-pulse')).toMatchObject({ id: alarmId, priority: 'high', acknowledgement: null, escalation: 0 })
    expect(example.of('alarm-priority').at(-1)).toMatchObject({ alarmId, priority: 'high' })
    const risenAt = example.alarm('no-pulse')?.announcedAt ?? 0
    example.stream(21, 20 + 35, { hr: 10 })
    expect(example.of('alarm-escalated')).toMatchObject([{ at: risenAt + 30_000, step: 1 }])
  })

  it('A4, A6: unacknowledged it is announced again and goes on waiting where it was', () => {
    const example = quiet()
    example.stream(0, 40, { hr: 35 })
    expect(example.alarm('hr-extreme-low')).toMatchObject({ escalation: 1 })
    example.stream(41, 50, { hr: 10 })
    expect(example.alarm('no-pulse')).toMatchObject({ escalation: 1 })
    example.stream(51, 66, { hr: 10 })
    expect(example.of('alarm-escalated').map((fact) => (fact.at - ZERO) / 1_000)).toEqual([35, 65])
  })

  it('A3, T4: unacknowledged it keeps its name while a lower condition of equal priority goes on', () => {
    const example = quiet()
    example.stream(0, 10, { hr: 10 })
    example.stream(11, 60, { hr: 35 })
    expect(example.conditionLines('no-pulse').at(-1)).toContain('ended')
    expect(example.alarm('no-pulse')).toMatchObject({ condition: 'present' })
  })

  it('A4: an emergency after an acknowledged critical pressure is to be heard again; the next at that level is not', () => {
    const example = quiet()
    example.set(0, 185, 85)
    const alarmId = example.alarm('bp-high')?.id as AlarmId
    example.mustAct(5, { kind: 'acknowledge', alarmId, plan: 'slow-or-pause' }, NURSE)
    example.set(60, 205, 85)
    expect(example.alarm('bp-high')).toMatchObject({ acknowledgement: null, announcedAt: ZERO + 60_000 })
    example.mustAct(65, { kind: 'acknowledge', alarmId, plan: 'slow-or-pause' }, NURSE)
    example.set(120, 208, 85)
    expect(example.alarm('bp-high')).toMatchObject({ acknowledgement: { at: ZERO + 65_000 }, text: 'SYS 208 ≥ 200' })
  })
})
