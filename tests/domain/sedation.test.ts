import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Entry } from '@chairside/shared/entry'
import { describe, expect, it } from 'vitest'
import { acknowledge, alarms } from '../support/alarm-lines.ts'
import { quiet, ZERO } from '../support/judge-harness.ts'

const sedation = (moaas: number): Entry => ({ kind: 'sedation', moaas })

describe('X12: a deep sedation', () => {
  it.each([0, 1, 2, 3, 4, 5])('X12: MOAA/S %d', (moaas) => {
    const example = quiet()
    example.enter(10, sedation(moaas))
    expect(alarms(example)).toEqual(moaas <= 2 ? ['sedation high present'] : [])
    if (moaas <= 2) expect(example.alarm('sedation')).toMatchObject({ text: `MOAA/S ${moaas} ≤ 2`, kind: 'physiological', latched: true })
  })

  it('X12, A3: a newer MOAA/S above 2 ends it; unacknowledged it stays until somebody has seen it', () => {
    const example = quiet()
    example.enter(10, sedation(2))
    example.enter(100, sedation(3))
    expect(alarms(example)).toEqual(['sedation high ended'])
    example.enter(110, { kind: 'note', text: 'talks' })
    expect(alarms(example)).toEqual(['sedation high ended'])
    acknowledge(example, 120, 'sedation')
    expect(alarms(example)).toEqual([])
  })

  it('X12: acknowledged it persists, is reminded of, and goes with a newer MOAA/S above 2', () => {
    const example = quiet()
    example.enter(10, sedation(2))
    acknowledge(example, 20, 'sedation')
    example.tick(141)
    expect(example.of('alarm-reminded')).toMatchObject([{ at: ZERO + 140_000 }])
    example.enter(150, sedation(4))
    expect(alarms(example)).toEqual([])
  })

  it('X12, A4: deeper than acknowledged is to be heard again, lighter is not', () => {
    const example = quiet()
    example.enter(10, sedation(1))
    acknowledge(example, 20, 'sedation')
    example.enter(30, sedation(2))
    expect(example.alarm('sedation')).toMatchObject({ text: 'MOAA/S 2 ≤ 2', acknowledgement: { plan: 'at-bedside' } })
    example.enter(40, sedation(1))
    expect(example.alarm('sedation')).toMatchObject({ text: 'MOAA/S 1 ≤ 2', acknowledgement: null, announcedAt: ZERO + 40_000 })
    // Nobody has seen it: it keeps its worst value (A3).
    example.enter(50, sedation(2))
    expect(example.alarm('sedation')).toMatchObject({ text: 'MOAA/S 1 ≤ 2' })
  })

  it('X12, X9: withdrawn or corrected upwards it is gone; corrected downwards it alarms', () => {
    for (const entry of [null, sedation(4)]) {
      const example = quiet()
      const seq = example.enter(10, sedation(2))
      example.correct(20, seq, entry)
      expect(alarms(example)).toEqual([])
    }
    const example = quiet()
    const seq = example.enter(10, sedation(4))
    example.correct(20, seq, sedation(2))
    expect(alarms(example)).toEqual(['sedation high present'])
  })

  it('X12, X9: an ended one goes when what raised it is withdrawn; the withdrawal of a better one brings it back', () => {
    const gone = quiet()
    const deep = gone.enter(10, sedation(2))
    gone.enter(20, sedation(4))
    gone.correct(30, deep, null)
    expect(alarms(gone)).toEqual([])
    const back = quiet()
    back.enter(10, sedation(2))
    const better = back.enter(20, sedation(4))
    back.correct(30, better, null)
    expect(alarms(back)).toEqual(['sedation high present'])
  })

  it('X12: a limit that is off asks for nothing', () => {
    const protocol = { ...DEFAULT_PROTOCOL, symptoms: { warningSigns: true, moaasHighAtMost: null } }
    const example = quiet({ protocol })
    example.enter(10, sedation(0))
    expect(alarms(example)).toEqual([])
  })

  it('X12: after the session nothing alarms any more', () => {
    const example = quiet()
    const seq = example.enter(10, sedation(4))
    example.mustAct(20, { kind: 'transfer', destination: 'hospital' })
    example.correct(30, seq, sedation(1))
    expect(alarms(example)).toEqual([])
  })
})
