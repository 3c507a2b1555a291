import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Entry } from '@chairside/shared/entry'
import type { AlarmId } from '@chairside/shared/identity'
import { describe, expect, it } from 'vitest'
import { type Example, NURSE, running, unsupervised, ZERO } from '../support/judge-harness.ts'

const sedation = (moaas: number): Entry => ({ kind: 'sedation', moaas })

const enter = (example: Example, second: number, entry: Entry): number => {
  example.mustAct(second, { kind: 'enter', entry }, NURSE)
  return example.of('entered').at(-1)?.seq ?? 0
}

const correct = (example: Example, second: number, factSeq: number, entry: Entry | null): void =>
  example.mustAct(second, { kind: 'correct-entry', factSeq, entry, reason: 'entered by mistake' }, NURSE)

const acknowledge = (example: Example, second: number, cause: 'sedation'): void =>
  example.mustAct(second, { kind: 'acknowledge', alarmId: (example.alarm(cause)?.id ?? '') as AlarmId, plan: 'at-bedside' }, NURSE)

const infusing = (): Example => running({ profile: unsupervised })

const alarms = (example: Example): string[] => example.picture.alarms.map((alarm) => `${alarm.cause} ${alarm.priority} ${alarm.condition}`)

describe('X12: a deep sedation', () => {
  it.each([0, 1, 2, 3, 4, 5])('X12: MOAA/S %d', (moaas) => {
    const example = infusing()
    enter(example, 10, sedation(moaas))
    expect(alarms(example)).toEqual(moaas <= 2 ? ['sedation high present'] : [])
    if (moaas <= 2) expect(example.alarm('sedation')).toMatchObject({ text: `MOAA/S ${moaas} ≤ 2`, kind: 'physiological', latched: true })
  })

  it('X12, A3: a newer MOAA/S above 2 ends it; unacknowledged it stays until somebody has seen it', () => {
    const example = infusing()
    enter(example, 10, sedation(2))
    enter(example, 100, sedation(3))
    expect(alarms(example)).toEqual(['sedation high ended'])
    enter(example, 110, { kind: 'note', text: 'talks' })
    expect(alarms(example)).toEqual(['sedation high ended'])
    acknowledge(example, 120, 'sedation')
    expect(alarms(example)).toEqual([])
  })

  it('X12: acknowledged it persists, is reminded of, and goes with a newer MOAA/S above 2', () => {
    const example = infusing()
    enter(example, 10, sedation(2))
    acknowledge(example, 20, 'sedation')
    example.tick(141)
    expect(example.of('alarm-reminded')).toMatchObject([{ at: ZERO + 140_000 }])
    enter(example, 150, sedation(4))
    expect(alarms(example)).toEqual([])
  })

  it('X12, A4: deeper than acknowledged is to be heard again, lighter is not', () => {
    const example = infusing()
    enter(example, 10, sedation(1))
    acknowledge(example, 20, 'sedation')
    enter(example, 30, sedation(2))
    expect(example.alarm('sedation')).toMatchObject({ text: 'MOAA/S 2 ≤ 2', acknowledgement: { plan: 'at-bedside' } })
    enter(example, 40, sedation(1))
    expect(example.alarm('sedation')).toMatchObject({ text: 'MOAA/S 1 ≤ 2', acknowledgement: null, announcedAt: ZERO + 40_000 })
    // Nobody has seen it: it keeps its worst value (A3).
    enter(example, 50, sedation(2))
    expect(example.alarm('sedation')).toMatchObject({ text: 'MOAA/S 1 ≤ 2' })
  })

  it('X12, X9: withdrawn or corrected upwards it is gone; corrected downwards it alarms', () => {
    for (const entry of [null, sedation(4)]) {
      const example = infusing()
      const seq = enter(example, 10, sedation(2))
      correct(example, 20, seq, entry)
      expect(alarms(example)).toEqual([])
    }
    const example = infusing()
    const seq = enter(example, 10, sedation(4))
    correct(example, 20, seq, sedation(2))
    expect(alarms(example)).toEqual(['sedation high present'])
  })

  it('X12, X9: an ended one goes when what raised it is withdrawn; the withdrawal of a better one brings it back', () => {
    const gone = infusing()
    const deep = enter(gone, 10, sedation(2))
    enter(gone, 20, sedation(4))
    correct(gone, 30, deep, null)
    expect(alarms(gone)).toEqual([])
    const back = infusing()
    enter(back, 10, sedation(2))
    const better = enter(back, 20, sedation(4))
    correct(back, 30, better, null)
    expect(alarms(back)).toEqual(['sedation high present'])
  })

  it('X12: a limit that is off asks for nothing', () => {
    const protocol = { ...DEFAULT_PROTOCOL, symptoms: { warningSigns: true, moaasHighAtMost: null } }
    const example = running({ profile: unsupervised, protocol })
    enter(example, 10, sedation(0))
    expect(alarms(example)).toEqual([])
  })

  it('X12: after the session nothing alarms any more', () => {
    const example = infusing()
    const seq = enter(example, 10, sedation(4))
    example.mustAct(20, { kind: 'transfer', destination: 'hospital' })
    correct(example, 30, seq, sedation(1))
    expect(alarms(example)).toEqual([])
  })
})
