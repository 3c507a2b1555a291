import { actSchema } from '@chairside/shared/command'
import { heardAlarm } from '@chairside/shared/heard-alarm'
import type { AlarmId } from '@chairside/shared/identity'
import type { Problem } from '@chairside/shared/reply'
import { describe, expect, it } from 'vitest'
import { Example, NURSE, PHYSICIAN, quiet, ZERO } from '../support/judge-harness.ts'

const pause = (example: Example, second: number, pauseMs: 60_000 | 120_000 = 60_000): Problem | null =>
  example.act(second, { kind: 'pause-sound', pauseMs }, NURSE)

const lines = (example: Example): string[] =>
  example.facts.flatMap((fact) => {
    const at = (fact.at - ZERO) / 1_000
    if (fact.kind === 'sound-paused') return [`${at} paused until ${(fact.untilAt - ZERO) / 1_000} by ${fact.by.name}`]
    return fact.kind === 'sound-pause-ended' ? [`${at} ended ${fact.because}`] : []
  })

const alarming = (): Example => {
  const example = quiet()
  example.set(0, 185, 85)
  return example
}

describe('A5: the sound of one chair, for a while', () => {
  it.each([60_000, 120_000] as const)('A5: for %d ms, with who paused it and until when', (pauseMs) => {
    const example = alarming()
    expect(pause(example, 5, pauseMs)).toBeNull()
    const untilAt = ZERO + 5_000 + pauseMs
    expect(example.picture.care.soundPaused).toEqual({ untilAt, by: NURSE.name })
    expect(example.of('sound-paused')).toMatchObject([{ at: ZERO + 5_000, untilAt, pauseMs, by: NURSE }])
    example.tick(5 + pauseMs / 1_000)
    expect(example.picture.care.soundPaused).not.toBeNull()
    example.tick(5 + pauseMs / 1_000 + 0.001)
    expect(example.picture.care.soundPaused).toBeNull()
    expect(lines(example).at(-1)).toBe(`${5 + pauseMs / 1_000} ended time-over`)
  })

  it.each([0, 1, 59_999, 60_001, 119_999, 120_001, 3_600_000, Number.POSITIVE_INFINITY])('A5: no other length: %d ms', (pauseMs) => {
    expect(actSchema.safeParse({ kind: 'pause-sound', pauseMs }).success).toBe(false)
  })

  it('A5: one that runs is not made longer, and says whose it is', () => {
    const example = alarming()
    pause(example, 5)
    expect(pause(example, 6, 120_000)).toEqual({ code: 'already-done', details: [NURSE.name] })
    expect(pause(example, 65)).toMatchObject({ code: 'already-done' })
    expect(pause(example, 65.001)).toBeNull()
  })

  it('A5: an empty chair and one whose session ended have no sound to pause', () => {
    const empty = new Example()
    expect(pause(empty, 0)).toMatchObject({ code: 'other-session' })
    const example = alarming()
    pause(example, 5)
    example.mustAct(10, { kind: 'transfer', destination: 'hospital' })
    expect(example.picture.care.soundPaused).toBeNull()
    expect(pause(example, 11)).toEqual({ code: 'wrong-phase', details: ['transferred'] })
  })

  it('A5: with no alarm present it holds until its time, or the next alarm', () => {
    const example = quiet()
    expect(pause(example, 5)).toBeNull()
    example.set(20, 185, 85)
    expect(lines(example).at(-1)).toBe('20 ended new-alarm')
    expect(heardAlarm(example.picture)).toMatchObject({ cause: 'bp-high' })
  })

  it('A5: before baseline a pause ends by time too', () => {
    const example = new Example()
    example.checkIn(0)
    pause(example, 1)
    example.tick(62)
    expect(lines(example)).toEqual([`1 paused until 61 by ${NURSE.name}`, '61 ended time-over'])
  })

  it('A5: at 60 times the pace a minute of the wall is an hour of the room; at another pace the rest stays as long', () => {
    const example = quiet()
    example.feed({ kind: 'clock', takenAt: ZERO, speed: 60 })
    pause(example, 0)
    expect(example.picture.care.soundPaused?.untilAt).toBe(ZERO + 3_600_000)
    example.feed({ kind: 'clock', takenAt: ZERO + 1_800_000, speed: 1 })
    expect(example.picture.care.soundPaused).toEqual({ untilAt: ZERO + 1_830_000, by: NURSE.name })
  })
})

describe('A5: what ends a pause', () => {
  it('A5: a new alarm, of any priority', () => {
    const example = alarming()
    pause(example, 5)
    example.feed({ kind: 'source-declared', takenAt: ZERO + 6_000, profile: { ...boundProfile(example), patientIdentifier: 'other' } })
    expect(lines(example).at(-1)).toBe('6 ended new-alarm')
    const low = alarming()
    pause(low, 5)
    low.cuffFailed(7)
    expect(low.alarm('nibp-failed')).toMatchObject({ priority: 'low' })
    expect(lines(low).at(-1)).toBe('7 ended new-alarm')
  })

  it('A5: an alarm at the very end of a pause ends it as new', () => {
    const example = alarming()
    pause(example, 5)
    example.cuffFailed(65)
    expect(lines(example).at(-1)).toBe('65 ended new-alarm')
  })

  it('A5: one that rises, one that comes back, a call for help', () => {
    const rising = quiet()
    rising.stream(0, 20, { hr: 125 })
    pause(rising, 20)
    rising.stream(21, 26, { hr: 150 })
    expect(lines(rising).at(-1)).toBe('26 ended new-alarm')
    const back = alarming()
    back.set(10, 120, 80)
    pause(back, 11)
    back.set(20, 185, 85)
    expect(lines(back).at(-1)).toBe('20 ended new-alarm')
    const help = alarming()
    pause(help, 5)
    help.mustAct(6, { kind: 'call-help' }, NURSE)
    expect(lines(help).at(-1)).toBe('6 ended new-alarm')
  })

  it('A5, A6: a medium alarm from the moment it is presented as high', () => {
    const example = quiet()
    example.stream(0, 300, { hr: 125 })
    pause(example, 300, 120_000)
    example.stream(301, 316, { hr: 125 })
    expect(lines(example).at(-1)).toBe('315 ended new-alarm')
  })

  it('A5: not an easing one, not an ended one, not an acknowledgement, not a worse number, not a step of one that is high already', () => {
    const example = quiet()
    example.stream(0, 20, { hr: 125 })
    example.set(20, 185, 85)
    pause(example, 21, 120_000)
    example.numerics(22, { hr: 133 })
    example.set(25, 170, 85)
    example.set(26, 120, 80)
    example.mustAct(27, { kind: 'acknowledge', alarmId: example.alarm('bp-high')?.id as AlarmId, plan: 'at-bedside' }, NURSE)
    const high = alarming()
    pause(high, 5, 120_000)
    high.tick(61)
    expect(high.alarm('bp-high')).toMatchObject({ escalation: 2 })
    for (const one of [example, high]) expect(one.picture.care.soundPaused).not.toBeNull()
  })

  it('A5: a refused pause leaves all as it was', () => {
    const example = alarming()
    pause(example, 5)
    const before = example.chair.session
    pause(example, 6)
    expect(example.chair.session?.care).toBe(before?.care)
    expect(example.facts.filter((fact) => fact.at > ZERO + 5_000)).toEqual([])
  })
})

describe('A5: what is heard', () => {
  it('A5: nothing while paused, the worst again afterwards', () => {
    const example = alarming()
    expect(heardAlarm(example.picture)).toMatchObject({ cause: 'bp-high' })
    example.mustAct(5, { kind: 'pause-sound', pauseMs: 60_000 }, PHYSICIAN)
    expect(heardAlarm(example.picture)).toBeNull()
    example.tick(66)
    expect(heardAlarm(example.picture)).toMatchObject({ cause: 'bp-high' })
  })
})

const boundProfile = (example: Example) => {
  const bound = example.chair.session?.bound
  if (bound === null || bound === undefined) throw new Error('nothing is bound')
  return bound.profile
}
