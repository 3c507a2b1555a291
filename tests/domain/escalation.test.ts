import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { LATER_RULES } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { acknowledge, fastHeart, highPressure, lines } from '../support/alarm-lines.ts'
import { minutes, NURSE, quiet, running, ZERO } from '../support/judge-harness.ts'

describe('A6: an unacknowledged high alarm', () => {
  it.each([
    [30, 0],
    [30.001, 1],
    [60, 1],
    [60.001, 2],
    [120, 2],
    [120.001, 3],
    [minutes(30), 3],
  ])('A6: at %d s it has escalated %d times', (second, escalation) => {
    const example = highPressure()
    example.tick(second)
    expect(example.alarm('bp-high')).toMatchObject({ escalation, priority: 'high', presentedAs: 'high', acknowledgement: null })
  })

  it('A6, A7: each step is a fact at its own moment, and is to be heard', () => {
    const example = highPressure()
    example.tick(minutes(10))
    expect(lines(example, 'bp-high')).toEqual(['0 raised', '30 escalated 1 high', '60 escalated 2 high', '120 escalated 3 high'])
    expect(example.alarm('bp-high')).toMatchObject({ announcedAt: ZERO + 120_000 })
  })

  it('A6: an acknowledgement at the very moment of a step is in time', () => {
    const example = highPressure()
    acknowledge(example, 30, 'bp-high')
    example.tick(31)
    expect(lines(example, 'bp-high')).toEqual(['0 raised', '30 acknowledged'])
  })

  it('A6: an acknowledgement ends the steps and their presentation', () => {
    const example = highPressure()
    acknowledge(example, 61, 'bp-high')
    expect(example.alarm('bp-high')).toMatchObject({ escalation: 0, presentedAs: 'high' })
    example.tick(170)
    expect(lines(example, 'bp-high').filter((line) => line.includes('escalated'))).toEqual(['30 escalated 1 high', '60 escalated 2 high'])
  })

  it('A6: one whose condition ended still waits for somebody, and escalates', () => {
    const example = highPressure()
    example.set(20, 120, 80)
    expect(example.alarm('bp-high')).toMatchObject({ condition: 'ended' })
    example.tick(61)
    expect(example.alarm('bp-high')).toMatchObject({ condition: 'ended', escalation: 2 })
  })

  it('A6: one whose condition comes back goes on where it was', () => {
    const example = highPressure()
    example.set(20, 120, 80)
    example.set(40, 185, 85)
    example.tick(121)
    expect(lines(example, 'bp-high')).toEqual([
      '0 raised',
      '20 ended',
      '30 escalated 1 high',
      '40 priority high',
      '60 escalated 2 high',
      '120 escalated 3 high',
    ])
  })

  it('A6: an acknowledged one whose condition ended is gone, and nothing more is stated of it', () => {
    const example = highPressure()
    acknowledge(example, 10, 'bp-high')
    example.set(20, 120, 80)
    example.tick(minutes(20))
    expect(lines(example, 'bp-high')).toEqual(['0 raised', '10 acknowledged', '20 ended'])
  })

  it('A6: with the session the steps end', () => {
    const example = highPressure()
    example.mustAct(40, { kind: 'transfer', destination: 'hospital' })
    example.tick(minutes(20))
    expect(lines(example, 'bp-high')).toEqual(['0 raised', '30 escalated 1 high', '40 ended'])
  })

  it('A6: before baseline too', () => {
    const example = quiet()
    example.mustAct(1, { kind: 'transfer', destination: 'ward' })
    example.checkIn(10, 'session-2')
    example.mustAct(20, { kind: 'enter-vitals', reading: { sys: 190, dia: 100 } }, NURSE)
    example.tick(51)
    expect(example.alarm('bp-high')).toMatchObject({ escalation: 1, announcedAt: ZERO + 50_000 })
  })
})

describe('A6: an unacknowledged medium alarm', () => {
  it.each([
    [15 + 120, 0, 'medium'],
    [15 + 120.001, 1, 'medium'],
    [15 + 300, 1, 'medium'],
    [15 + 300.001, 2, 'high'],
    [15 + minutes(30), 2, 'high'],
  ])('A6: %d s after the first reading it escalated %d times and is presented as %s', (second, escalation, presentedAs) => {
    const example = fastHeart(20)
    for (let at = 25; at < second; at += 5) example.numerics(at, { hr: 125 })
    example.tick(second)
    expect(example.alarm('hr-high')).toMatchObject({ escalation, presentedAs, priority: 'medium' })
  })

  it('A6, A7: its priority stays medium in the record; each step is a fact at its own moment', () => {
    const example = fastHeart(15 + 300)
    example.tick(15 + 300.5)
    expect(lines(example, 'hr-high')).toEqual(['15 raised', '135 escalated 1 medium', '315 escalated 2 high'])
  })

  it('A6: it is presented as it is once acknowledged', () => {
    const example = fastHeart(320)
    acknowledge(example, 320, 'hr-high')
    expect(example.alarm('hr-high')).toMatchObject({ escalation: 0, presentedAs: 'medium' })
  })

  it('A6: its text may change without its steps', () => {
    const example = fastHeart(200)
    example.numerics(201, { hr: 133 })
    expect(example.alarm('hr-high')).toMatchObject({
      text: 'HR 133 > 120',
      escalation: 1,
      presentedAs: 'medium',
      announcedAt: ZERO + 135_000,
    })
  })

  it('A6: one that is presented as high stays so when its text changes', () => {
    const example = fastHeart(316)
    example.numerics(317, { hr: 133 })
    expect(example.alarm('hr-high')).toMatchObject({ text: 'HR 133 > 120', escalation: 2, presentedAs: 'high', priority: 'medium' })
  })

  it('A6: ended unlatched, it is gone with its steps', () => {
    const example = fastHeart(100)
    example.stream(101, 160, { hr: 80 })
    expect(lines(example, 'hr-high')).toEqual(['15 raised', '131 ended'])
  })

  it('A6: replaced by a higher one, the steps start anew', () => {
    const example = fastHeart(140)
    example.stream(141, 146, { hr: 150 })
    expect(example.alarm('hr-extreme-high')).toMatchObject({ priority: 'high', escalation: 0, announcedAt: ZERO + 146_000 })
    example.stream(147, 176, { hr: 150 })
    example.tick(176.5)
    expect(lines(example, 'hr-high')).toEqual(['15 raised', '135 escalated 1 medium', '146 priority high', '176 escalated 1 high'])
  })

  it('A6: a pressure that eases from high to medium waits anew, silently', () => {
    const example = quiet()
    example.set(0, 185, 85)
    example.set(50, 170, 85)
    expect(example.alarm('bp-high')).toMatchObject({ priority: 'medium', presentedAs: 'medium', escalation: 0, announcedAt: ZERO + 30_000 })
    example.tick(170)
    expect(example.alarm('bp-high')).toMatchObject({ escalation: 0 })
    example.tick(170.001)
    expect(example.alarm('bp-high')).toMatchObject({ escalation: 1, presentedAs: 'medium' })
  })
})

describe('A6: what never escalates', () => {
  it('A6: a low alarm, beyond every step that a medium one has', () => {
    const example = quiet()
    example.set(0, 165, 85)
    example.tick(359)
    expect(lines(example, 'bp-high')).toEqual(['0 raised'])
    expect(example.alarm('bp-high')).toMatchObject({ priority: 'low', presentedAs: 'low', escalation: 0 })
  })

  it('A6: a technical one, high or medium, is never presented as high', () => {
    const example = running()
    example.numerics(0, { spo2: 97 })
    example.tick(minutes(20))
    expect(example.alarm('source-silent')).toMatchObject({ priority: 'high', escalation: 0 })
    expect(example.alarm('nibp-overdue')).toMatchObject({ priority: 'medium', presentedAs: 'medium', escalation: 0 })
    expect(example.of('alarm-escalated')).toEqual([])
  })

  it('A6: an alarm of a session whose protocol is older than the rule', () => {
    const example = quiet({ protocol: { ...DEFAULT_PROTOCOL, ...LATER_RULES, version: 1 } })
    example.set(0, 185, 85)
    acknowledge(example, minutes(4), 'bp-high')
    example.tick(minutes(20))
    expect(lines(example, 'bp-high')).toEqual(['0 raised', '240 acknowledged'])
  })
})

describe('A6: by the wall', () => {
  it('A6: at 60 times the pace a step comes after 30 s of the wall: half an hour of the room', () => {
    const example = quiet()
    example.feed({ kind: 'clock', takenAt: ZERO, speed: 60 })
    example.set(0, 185, 85)
    example.tick(30 * 60)
    expect(example.alarm('bp-high')).toMatchObject({ escalation: 0 })
    example.tick(30 * 60 + 0.001)
    expect(example.alarm('bp-high')).toMatchObject({ escalation: 1 })
    example.tick(121 * 60)
    expect(example.alarm('bp-high')).toMatchObject({ escalation: 3 })
  })

  it('A6: where a restart changes the pace, what is left to wait stays as long', () => {
    const example = quiet()
    example.feed({ kind: 'clock', takenAt: ZERO, speed: 10 })
    example.set(0, 185, 85)
    // 10 s of the wall have passed, 20 are left.
    example.feed({ kind: 'clock', takenAt: ZERO + 100_000, speed: 1 })
    example.tick(120)
    expect(example.alarm('bp-high')).toMatchObject({ escalation: 0 })
    example.tick(120.001)
    expect(example.alarm('bp-high')).toMatchObject({ escalation: 1 })
    example.tick(151)
    expect(example.alarm('bp-high')).toMatchObject({ escalation: 2 })
  })

  it('A6: a step that was due at the very moment of the change is done then', () => {
    const example = highPressure()
    example.feed({ kind: 'clock', takenAt: ZERO + 30_000, speed: 60 })
    example.tick(30.001)
    expect(lines(example, 'bp-high')).toEqual(['0 raised', '30 escalated 1 high'])
  })

  it('A6: the same pace told again changes nothing', () => {
    const example = highPressure()
    const before = example.chair.session
    example.feed({ kind: 'clock', takenAt: ZERO + 1, speed: 1 })
    expect(example.chair.session?.alarms).toBe(before?.alarms)
    expect(example.chair.session?.care).toBe(before?.care)
  })
})
