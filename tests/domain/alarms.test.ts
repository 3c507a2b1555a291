import { worstFirst } from '@chairside/shared/heard-alarm'
import type { AlarmId } from '@chairside/shared/identity'
import { describe, expect, it } from 'vitest'
import { type Example, NURSE, running, ZERO } from '../support/judge-harness.ts'

const acknowledge = (example: Example, second: number, alarmId: string, plan: 'watching' | 'recheck' | null = 'watching') =>
  example.act(second, { kind: 'acknowledge', alarmId: alarmId as AlarmId, plan }, NURSE)

describe('X10: priorities of pressure', () => {
  it.each<[string, readonly (readonly [number, number])[], 'high' | 'low', string]>([
    ['unconfirmed warning', [[165, 85]], 'high', 'low'],
    [
      'confirmed warning',
      [
        [165, 85],
        [165, 85],
      ],
      'high',
      'medium',
    ],
    ['critical', [[185, 85]], 'high', 'high'],
    ['emergency', [[205, 95]], 'high', 'high'],
    ['unconfirmed warning, low side', [[88, 60]], 'low', 'low'],
    [
      'confirmed warning, low side',
      [
        [88, 60],
        [88, 60],
      ],
      'low',
      'medium',
    ],
    [
      'confirmed, DIA alone',
      [
        [120, 48],
        [120, 48],
      ],
      'low',
      'low',
    ],
    [
      'confirmed, DIA and SYS',
      [
        [89, 48],
        [89, 48],
      ],
      'low',
      'medium',
    ],
    [
      'confirmed, SYS now, DIA before',
      [
        [120, 48],
        [88, 60],
      ],
      'low',
      'medium',
    ],
    ['critical, low side, by DIA alone', [[120, 38]], 'low', 'high'],
  ])('X10: %s', (_what, sets, side, priority) => {
    const example = running()
    sets.forEach(([sys, dia], index) => {
      example.set(index * 60, sys, dia)
    })
    expect(example.alarm(side === 'high' ? 'bp-high' : 'bp-low')).toMatchObject({ priority, kind: 'physiological', condition: 'present' })
  })

  it('X10: DIA and MAP together are medium', () => {
    const example = running()
    example.set(0, 120, 48, 64)
    example.set(60, 120, 48, 64)
    expect(example.alarm('bp-low')).toMatchObject({ priority: 'medium' })
  })

  it('X6: a set from before the start does not end the alarm of an open excursion', () => {
    const example = running()
    example.mustAct(1, { kind: 'enter-vitals', reading: { sys: 185, dia: 85 } }, NURSE)
    example.set(5, 120, 80, null, -1)
    expect(example.excursionLines()).toEqual(['1 opened high critical confirmed'])
    expect(example.alarm('bp-high')).toMatchObject({ condition: 'present' })
  })

  it('X10: an unconfirmed one says that it is', () => {
    const example = running()
    example.set(0, 165, 85)
    expect(example.alarm('bp-high')).toMatchObject({ unconfirmed: true })
    example.set(60, 165, 85)
    expect(example.alarm('bp-high')).toMatchObject({ unconfirmed: false })
  })

  it('X10: easing lowers the priority and keeps the acknowledgement', () => {
    const example = running()
    example.set(0, 185, 85)
    const id = example.alarm('bp-high')?.id ?? ''
    expect(acknowledge(example, 10, id)).toBeNull()
    example.set(60, 170, 85)
    expect(example.alarm('bp-high')).toMatchObject({ id, priority: 'medium', acknowledgement: { by: NURSE.name } })
  })

  it('A2: the text names vital, worst value and limit', () => {
    const example = running({ baseline: null })
    example.set(0, 184, 85)
    expect(example.alarm('bp-high')).toMatchObject({ text: 'SYS 184 ≥ 180' })
    example.set(60, 182, 85)
    expect(example.alarm('bp-high')).toMatchObject({ text: 'SYS 184 ≥ 180' })
    const low = running({ baseline: null })
    low.set(0, 100, 48)
    expect(low.alarm('bp-low')).toMatchObject({ text: 'DIA 48 < 50' })
  })
})

describe('A1, A3: condition and acknowledgement', () => {
  it('A3: a confirmed excursion latches: it stays until acknowledged though it ended', () => {
    const example = running()
    example.set(0, 165, 85)
    example.set(60, 165, 85)
    example.set(120, 120, 80)
    const alarm = example.alarm('bp-high')
    expect(alarm).toMatchObject({ condition: 'ended', acknowledgement: null, latched: true, endedAt: ZERO + 120_000 })
    expect(acknowledge(example, 130, alarm?.id ?? '')).toBeNull()
    expect(example.alarm('bp-high')).toBeUndefined()
  })

  it('A3: an acknowledged one goes with its condition', () => {
    const example = running()
    example.set(0, 165, 85)
    example.set(60, 165, 85)
    acknowledge(example, 70, example.alarm('bp-high')?.id ?? '')
    expect(example.alarm('bp-high')).toMatchObject({ condition: 'present', acknowledgement: { plan: 'watching', at: ZERO + 70_000 } })
    example.set(120, 120, 80)
    expect(example.alarm('bp-high')).toBeUndefined()
  })

  it('A3: a confirmed excursion latches at low priority too', () => {
    const example = running()
    example.set(0, 120, 48)
    example.set(60, 120, 48)
    example.set(120, 120, 80)
    expect(example.alarm('bp-low')).toMatchObject({ condition: 'ended', priority: 'low' })
  })

  it('A3: an unconfirmed excursion ends with its condition', () => {
    const example = running()
    example.set(0, 165, 85)
    const id = example.alarm('bp-high')?.id
    example.set(60, 120, 80)
    expect(example.alarm('bp-high')).toBeUndefined()
    expect(example.of('alarm-ended').filter((fact) => fact.alarmId === id)).toMatchObject([{ at: ZERO + 60_000 }])
  })

  it('A3: a high limit latches, a medium one ends with its condition', () => {
    const example = running()
    example.stream(0, 20, { spo2: 80, hr: 125 })
    example.stream(21, 60, { spo2: 98, hr: 70 })
    expect(example.alarm('hr-high')).toBeUndefined()
    expect(example.alarm('spo2-desat')).toMatchObject({ condition: 'ended', latched: true })
  })

  it('A3: technical alarms never latch, high ones included', () => {
    const example = running()
    example.numerics(0, { spo2: 97 })
    example.tick(60)
    expect(example.alarm('source-silent')).toMatchObject({ priority: 'high', latched: false })
    example.numerics(61, { spo2: 97 })
    expect(example.alarm('source-silent')).toBeUndefined()
  })

  it('A3: a latched alarm whose condition comes back is present again, and one', () => {
    const example = running()
    example.stream(0, 20, { spo2: 80 })
    example.stream(21, 40, { spo2: 98 })
    example.stream(41, 60, { spo2: 80 })
    expect(example.picture.alarms).toMatchObject([{ cause: 'spo2-desat', condition: 'present', acknowledgement: null }])
  })
})

describe('A4: acknowledging', () => {
  it('A4: medium and high physiological alarms need a plan; nothing changes without', () => {
    const example = running()
    example.set(0, 185, 85)
    const id = example.alarm('bp-high')?.id ?? ''
    const facts = example.facts.length
    expect(acknowledge(example, 10, id, null)).toMatchObject({ code: 'plan-needed' })
    expect(example.facts).toHaveLength(facts)
    expect(example.alarm('bp-high')).toMatchObject({ acknowledgement: null })
    expect(acknowledge(example, 11, id, 'recheck')).toBeNull()
    expect(example.of('alarm-acknowledged')).toMatchObject([{ alarmId: id, plan: 'recheck', by: NURSE }])
  })

  it('A4: medium needs one too', () => {
    const example = running()
    example.stream(0, 20, { hr: 125 })
    const id = example.alarm('hr-high')?.id ?? ''
    expect(acknowledge(example, 21, id, null)).toMatchObject({ code: 'plan-needed' })
  })

  it('A4: low and technical ones need none', () => {
    const example = running()
    example.set(0, 165, 85)
    expect(acknowledge(example, 1, example.alarm('bp-high')?.id ?? '', null)).toBeNull()
    example.tick(60)
    expect(example.alarm('source-silent')).toMatchObject({ priority: 'high' })
    expect(acknowledge(example, 61, example.alarm('source-silent')?.id ?? '', null)).toBeNull()
  })

  it('A4: once is enough, and an unknown alarm is said to be unknown', () => {
    const example = running()
    example.set(0, 185, 85)
    const id = example.alarm('bp-high')?.id ?? ''
    acknowledge(example, 1, id)
    expect(acknowledge(example, 2, id)).toMatchObject({ code: 'already-done' })
    expect(acknowledge(example, 3, 'A999')).toMatchObject({ code: 'unknown-alarm' })
    expect(example.of('alarm-acknowledged')).toHaveLength(1)
  })

  it('A4: a higher condition takes the acknowledgement back', () => {
    const example = running()
    example.stream(0, 20, { spo2: 88 })
    acknowledge(example, 20, example.alarm('spo2-low')?.id ?? '')
    example.stream(21, 30, { spo2: 80 })
    expect(example.alarm('spo2-desat')).toMatchObject({ priority: 'high', acknowledgement: null })
  })

  it('A4: a confirmation takes the acknowledgement of the unconfirmed one back', () => {
    const example = running()
    example.set(0, 165, 85)
    acknowledge(example, 10, example.alarm('bp-high')?.id ?? '', null)
    example.set(60, 165, 85)
    expect(example.alarm('bp-high')).toMatchObject({ priority: 'medium', acknowledgement: null })
  })

  it('A4: a condition that comes back after it was acknowledged and ended is new', () => {
    const example = running()
    example.stream(0, 20, { spo2: 88 })
    const id = example.alarm('spo2-low')?.id ?? ''
    acknowledge(example, 20, id)
    example.stream(21, 30, { spo2: 98 })
    example.stream(31, 50, { spo2: 88 })
    expect(example.alarm('spo2-low')).toMatchObject({ acknowledgement: null })
    expect(example.alarm('spo2-low')?.id).not.toBe(id)
  })

  it('A4: a latched alarm can be acknowledged after the session has ended', () => {
    const example = running()
    example.set(0, 185, 85)
    example.mustAct(60, { kind: 'transfer', destination: 'hospital' })
    const id = example.alarm('bp-high')?.id ?? ''
    expect(acknowledge(example, 90, id)).toBeNull()
    expect(example.alarm('bp-high')).toBeUndefined()
  })
})

describe('A7, A9: the record of alarms', () => {
  it('A7: raised, raised in priority, ended and acknowledged are facts', () => {
    const example = running()
    example.set(0, 165, 85)
    example.set(60, 185, 85)
    acknowledge(example, 70, example.alarm('bp-high')?.id ?? '')
    example.set(300, 120, 80)
    const id = example.of('alarm-raised').find((fact) => fact.cause === 'bp-high')?.alarmId
    const about = example.facts.flatMap((fact) =>
      'alarmId' in fact && fact.alarmId === id ? [`${(fact.at - ZERO) / 1_000} ${fact.kind}`] : [],
    )
    expect(about).toEqual([
      '0 alarm-raised',
      '60 alarm-priority',
      '70 alarm-acknowledged',
      '120 alarm-reminded',
      '240 alarm-reminded',
      '300 alarm-ended',
    ])
  })

  it('A7: every alarm that a screen shows was raised by a fact, with the same cause', () => {
    const example = running()
    example.set(0, 185, 38)
    example.stream(1, 40, { spo2: 80, hr: 150, rr: 0 })
    const raised = new Map(example.of('alarm-raised').map((fact) => [fact.alarmId, fact]))
    expect(example.picture.alarms.length).toBeGreaterThan(3)
    for (const alarm of example.picture.alarms) expect(raised.has(alarm.id)).toBe(true)
  })

  it('A9: a condition that is known is not announced anew by every reading', () => {
    const example = running()
    example.stream(0, 600, { spo2: 80, hr: 70 })
    expect(example.of('alarm-raised').filter((fact) => fact.at >= ZERO && fact.cause.startsWith('spo2'))).toHaveLength(1)
  })

  it('A9: a monitor that declares itself anew makes nothing flap', () => {
    const example = running()
    example.stream(0, 20, { spo2: 80, hr: 70 })
    const facts = example.facts.length
    const bound = example.chair.session?.bound
    if (bound === null || bound === undefined) throw new Error('nothing is bound')
    example.feed({ kind: 'source-declared', takenAt: ZERO + 20_500, profile: bound.profile })
    example.stream(21, 25, { spo2: 80, hr: 70 })
    expect(example.facts.slice(facts)).toEqual([])
  })

  it('A9: the worst is named first', () => {
    const example = running()
    example.stream(0, 40, { spo2: 80, hr: 125 })
    expect(worstFirst(example.picture.alarms).map((alarm) => alarm.cause)).toEqual(['spo2-desat', 'hr-high'])
    acknowledge(example, 41, example.alarm('spo2-desat')?.id ?? '')
    expect(worstFirst(example.picture.alarms).map((alarm) => alarm.cause)).toEqual(['hr-high', 'spo2-desat'])
  })
})

describe('A3: what nobody has seen', () => {
  it('A3, T4: an unacknowledged high alarm keeps its priority and its worst value while a lower condition of its vital goes on', () => {
    const example = running()
    example.stream(1, 20, { hr: 70, spo2: 80 })
    example.stream(21, 40, { hr: 70, spo2: 88 })
    expect(example.conditionLines('spo2-desat').at(-1)).toContain('ended')
    expect(example.alarm('spo2-desat')).toMatchObject({ priority: 'high', text: 'SpO2 80 < 85', condition: 'present' })
    const alarmId = example.alarm('spo2-desat')?.id as AlarmId
    example.mustAct(41, { kind: 'acknowledge', alarmId, plan: 'oxygen' }, NURSE)
    example.stream(42, 43, { hr: 70, spo2: 88 })
    expect(example.alarm('spo2-low')).toMatchObject({ priority: 'medium', acknowledgement: { plan: 'oxygen' } })
  })

  it('A3: with the session every alarm ends, and stays listed as ended where nobody acknowledged it', () => {
    const example = running()
    example.set(60, 185, 90)
    example.mustAct(70, { kind: 'transfer', destination: 'hospital' })
    expect(example.picture.alarms.map(({ cause, condition }) => `${cause} ${condition}`)).toEqual(['bp-high ended'])
  })
})
