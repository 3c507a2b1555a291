import { askedProtocol } from '@chairside/server/domain/asked-protocol'
import { judgeAgain, protocolOf } from '@chairside/server/domain/judge-again'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { JudgedAgain } from '@chairside/shared/judged-again'
import { describe, expect, it } from 'vitest'
import { at, CHAIR, type Example, NURSE, quiet } from '../support/judge-harness.ts'

const sourceOf = ({ inputs, facts }: Example) => ({ inputs, facts, chairId: CHAIR, content: { entry: 1, hash: 'a'.repeat(64) } })

const judged = (example: Example, changes: readonly { path: string; value: number | null }[]): JudgedAgain => {
  const asked = askedProtocol(DEFAULT_PROTOCOL, [...changes])
  if (!asked.ok) throw new Error(asked.faults.join('\n'))
  const both = judgeAgain(sourceOf(example), asked.protocol)
  if (both === null) throw new Error('no session')
  return both
}

describe('R4: one record by two protocols', () => {
  /** Two excursions of the high side and one of the low side between them. */
  const treated = (): Example => {
    const example = quiet()
    for (const [second, sys, dia] of [
      [300, 164, 80],
      [420, 168, 80],
      [600, 172, 80],
      [900, 130, 80],
      [1_200, 86, 60],
      [1_320, 86, 60],
      [1_500, 120, 80],
      [1_800, 171, 80],
      [1_920, 172, 80],
      [2_100, 125, 80],
    ] as const)
      example.set(second, sys, dia)
    return example
  }
  const begun = ({ excursions }: JudgedAgain) =>
    excursions.map(({ before, after, byMs }) => [
      before === null ? null : (before.openedAt - at(0)) / 1_000,
      after === null ? null : (after.openedAt - at(0)) / 1_000,
      byMs === null ? null : byMs / 1_000,
    ])

  it('R4: nothing asked is nothing changed, and each thing stands beside itself', () => {
    const both = judged(treated(), [])
    expect(both.changes).toEqual([])
    expect(both.startedAt).toBe(at(0))
    expect(both.own).toEqual(both.asked)
    expect(begun(both)).toEqual([
      [300, 300, 0],
      [1_200, 1_200, 0],
      [1_800, 1_800, 0],
    ])
  })

  it('R4: a limit that is moved tells what came later, what fell away, and its numbers', () => {
    const both = judged(treated(), [
      { path: 'excursion.high.warning.sys', value: 170 },
      { path: 'excursion.high.warning.relativeSys', value: null },
      { path: 'excursion.low.warning.sys', value: 85 },
      { path: 'excursion.low.warning.relativeSys', value: null },
    ])
    expect(begun(both)).toEqual([
      [300, 600, 300],
      [1_200, null, null],
      [1_800, 1_800, 0],
    ])
    expect(both.changes).toEqual([
      { path: 'excursion.high.warning.sys', from: 160, to: 170 },
      { path: 'excursion.low.warning.sys', from: 90, to: 85 },
    ])
    expect(both.own).toMatchObject({ protocol: { id: 'default', name: 'Default' }, limits: { sysHighWarning: 156, sysLowWarning: 90 } })
    expect(both.asked.limits).toMatchObject({ sysHighWarning: 170, sysLowWarning: 85 })
    expect(both.own.baseline).toEqual(both.asked.baseline)
  })

  it('R4: a nearer limit tells what nobody heard of, in the order of time', () => {
    const example = quiet()
    example.set(300, 132, 80)
    example.set(420, 133, 80)
    example.set(600, 120, 80)
    example.set(900, 166, 80)
    example.set(1_020, 167, 80)
    const both = judged(example, [
      { path: 'excursion.high.warning.sys', value: 131 },
      { path: 'excursion.high.advisory.sys', value: null },
      { path: 'excursion.high.advisory.relativeSys', value: null },
    ])
    expect(begun(both)).toEqual([
      [null, 300, null],
      [900, 900, 0],
    ])
    // Nobody saw the first, so the second is the same alarm, come back (A3).
    expect(both.alarms).toMatchObject([{ before: { raisedAt: at(900), endedAt: null }, after: { raisedAt: at(300), endedAt: null } }])
    expect(both.alarms).toHaveLength(1)
  })

  it('R4: of several that overlap the nearest beginning is the same one', () => {
    const example = quiet()
    // By the own limit one long desaturation; by the lower one two short ones in it.
    example.stream(100, 130, { spo2: 89 })
    example.stream(131, 150, { spo2: 86 })
    example.stream(151, 170, { spo2: 89 })
    example.stream(171, 200, { spo2: 86 })
    example.stream(201, 220, { spo2: 97 })
    const { conditions, changes } = judged(example, [{ path: 'limits.spo2-low.limit', value: 87 }])
    const spans = conditions.map(({ before, after }) => [
      before === null ? null : (before.beganAt - at(0)) / 1_000,
      after === null ? null : (after.beganAt - at(0)) / 1_000,
    ])
    expect(spans).toEqual([
      [115, 146],
      [null, 186],
    ])
    expect(changes).toEqual([{ path: 'limits.spo2-low.limit', from: 90, to: 87 }])
  })

  it('R4: a fast heart is not set beside a desaturation of the same time', () => {
    const example = quiet()
    example.stream(100, 200, { spo2: 86, hr: 115 })
    const { conditions } = judged(example, [
      { path: 'limits.spo2-low.limit', value: 85 },
      { path: 'limits.spo2-desat.limit', value: 80 },
      { path: 'limits.hr-high.limit', value: 110 },
    ])
    expect(conditions.map(({ before, after }) => [before?.condition ?? null, after?.condition ?? null])).toEqual([
      ['spo2-low', null],
      [null, 'hr-high'],
    ])
  })

  it('A7: alarms are the physiological ones, and nobody answers in a judgement', () => {
    const example = quiet()
    example.set(300, 185, 80)
    example.cuffFailed(400)
    const alarmId = example.alarm('bp-high')?.id
    if (alarmId === undefined) throw new Error('no alarm')
    example.mustAct(310 + 200, { kind: 'acknowledge', alarmId, plan: 'watching' }, NURSE)
    const { own } = judged(example, [])
    expect(own.alarms).toMatchObject([{ cause: 'bp-high', kind: 'physiological', escalations: 0, acknowledged: null }])
    expect(own.alarms).toHaveLength(1)
  })

  it('R4: a record without a session is judged by nothing', () => {
    const empty = { inputs: [], facts: [], chairId: CHAIR, content: { entry: 1, hash: 'a'.repeat(64) } }
    expect(judgeAgain(empty, DEFAULT_PROTOCOL)).toBeNull()
    expect(protocolOf(empty)).toBeNull()
    const before = { ...empty, inputs: [{ kind: 'tick' as const, takenAt: at(0) }] }
    expect(protocolOf(before)).toBeNull()
    expect(protocolOf(sourceOf(quiet()))).toEqual(DEFAULT_PROTOCOL)
  })
})
