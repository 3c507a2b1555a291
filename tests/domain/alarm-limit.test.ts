import { fixedPressures, type NamedLimit, namedLimit } from '@chairside/server/domain/alarm-limit'
import type { AlarmCause } from '@chairside/shared/alarm'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Fact, FactBody } from '@chairside/shared/fact'
import type { PersonalLimits } from '@chairside/shared/personal-limits'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'
import { factsAt, physician, raised } from '../support/alarm-facts.ts'

const NONE: ReadonlySet<string> = new Set()
const limits = (set: PersonalLimits | null): FactBody => ({ kind: 'personal-limits-set', limits: set, reason: 'known', by: physician })
const said = (...bodies: readonly FactBody[]): readonly Fact[] => factsAt(...bodies.map((body, index) => [index, body] as const))
/** The limit that an alarm about pressures names, by a protocol and what was set for the patient. */
const pressure = (text: string, cause: AlarmCause = 'bp-high', own: readonly Fact[] = [], rules: Protocol['excursion'] | null = null) =>
  namedLimit(cause, text, fixedPressures(rules, own))?.limit

describe('A2: the limit that an alarm names', () => {
  it('A2: is read from its words: vital, sign and limit, with decimals', () => {
    const read = (text: string): NamedLimit | null => namedLimit('spo2-low', text, NONE)
    expect(read('SpO2 88 < 90')).toEqual({ vital: 'SpO2', sign: '<', limit: 90 })
    expect(read('TEMP 38.5 ≥ 38.4')).toEqual({ vital: 'TEMP', sign: '≥', limit: 38.4 })
    expect(['SYS 89 ≤ 90', 'HR 121 > 120'].map((text) => read(text)?.sign)).toEqual(['≤', '>'])
  })

  it('A2: words that name none have none', () => {
    for (const text of [
      '',
      'SpO2',
      'SpO2 88',
      'SpO2 88 < ',
      'SpO2 < 90',
      'SpO2 88 = 90',
      'a SpO2 88 < 90',
      'SpO2 88 < 90 %',
      'SpO2 88. < 90',
    ])
      expect(namedLimit('spo2-low', text, NONE), text).toBeNull()
  })

  it('T1: of an apnoea it is its own value; a value alone is no limit of anything else', () => {
    expect(namedLimit('apnoea', 'RR 0', NONE)).toEqual({ vital: 'RR', sign: '=', limit: 0 })
    expect(namedLimit('apnoea', 'RR 0.5', NONE)).toEqual({ vital: 'RR', sign: '=', limit: 0.5 })
    for (const text of ['', 'RR', 'a RR 0', 'RR 0 s', 'RR 0.']) expect(namedLimit('apnoea', text, NONE), text).toBeNull()
    expect(namedLimit('rr-low', 'RR 0', NONE)).toBeNull()
    expect(namedLimit('apnoea', 'RR 6 < 8', NONE)).toEqual({ vital: 'RR', sign: '<', limit: 8 })
  })

  it('X1: a pressure is a number of the protocol, or moves with the baseline', () => {
    const { excursion } = DEFAULT_PROTOCOL
    const fixed = (text: string, cause: AlarmCause) => pressure(text, cause, [], excursion)
    for (const number of [150, 160, 180, 200]) expect(fixed(`SYS 210 ≥ ${number}`, 'bp-high')).toBe(number)
    for (const number of [95, 100, 110, 120]) expect(fixed(`DIA 125 ≥ ${number}`, 'bp-high')).toBe(number)
    for (const number of [120, 130, 145]) expect(fixed(`MAP 150 ≥ ${number}`, 'bp-high')).toBe(number)
    for (const number of [90, 80]) expect(fixed(`SYS 70 < ${number}`, 'bp-low')).toBe(number)
    for (const number of [50, 40]) expect(fixed(`DIA 30 < ${number}`, 'bp-low')).toBe(number)
    for (const number of [65, 55]) expect(fixed(`MAP 50 < ${number}`, 'bp-low')).toBe(number)
    // Of the other side, of another vital, or of no level.
    expect([fixed('SYS 70 < 160', 'bp-low'), fixed('SYS 210 ≥ 90', 'bp-high'), fixed('DIA 125 ≥ 160', 'bp-high')]).toEqual([
      null,
      null,
      null,
    ])
    expect([fixed('SYS 165 ≥ 156', 'bp-high'), fixed('SYS 85 ≤ 90.1', 'bp-low')]).toEqual([null, null])
    expect(namedLimit('bp-high', 'SYS 165 ≥ 156', NONE)).toEqual({ vital: 'SYS', sign: '≥', limit: null })
  })

  it('X1: an arm that is switched off fixes nothing, and where the record names no protocol all moves', () => {
    const { excursion } = DEFAULT_PROTOCOL
    expect(excursion.high.advisory.map).toBeNull()
    expect(pressure('MAP 1 ≥ 0', 'bp-high', [], excursion)).toBeNull()
    expect(fixedPressures(null, []).size).toBe(0)
    expect(pressure('SYS 165 ≥ 160')).toBeNull()
  })

  it('X1: a limit with decimals is told as it is written, to a tenth', () => {
    const { excursion } = DEFAULT_PROTOCOL
    const rules = { ...excursion, high: { ...excursion.high, warning: { ...excursion.high.warning, sys: 160.04 } } }
    expect(pressure('SYS 165 ≥ 160', 'bp-high', [], rules)).toBe(160)
    const other = { ...excursion, high: { ...excursion.high, warning: { ...excursion.high.warning, sys: 160.06 } } }
    expect([pressure('SYS 165 ≥ 160', 'bp-high', [], other), pressure('SYS 165 ≥ 160.1', 'bp-high', [], other)]).toEqual([null, 160.1])
  })

  it('A2: what is no alarm about pressures is held to no list of them', () => {
    expect(namedLimit('hr-high', 'HR 125 > 123', NONE)?.limit).toBe(123)
  })
})

describe('X13: limits of the patient', () => {
  it.each([
    ['sysHighWarning', 'bp-high', 'SYS 190 ≥ 171'],
    ['sysHighCritical', 'bp-high', 'SYS 190 ≥ 171'],
    ['diaHighWarning', 'bp-high', 'DIA 190 ≥ 171'],
    ['diaHighCritical', 'bp-high', 'DIA 190 ≥ 171'],
    ['sysLowWarning', 'bp-low', 'SYS 90 < 171'],
    ['sysLowCritical', 'bp-low', 'SYS 90 < 171'],
  ] as const)('X13: %s is a fixed number of its side', (name, cause, text) => {
    const own = said(limits({ [name]: 171 }))
    expect(pressure(text, cause, own)).toBe(171)
    expect(pressure(text, cause === 'bp-high' ? 'bp-low' : 'bp-high', own)).toBeNull()
    expect(pressure(text.replace('171', '172'), cause, own)).toBeNull()
  })

  it('X13: each that was ever set, beside those of the protocol; taken back, it raised alarms all the same', () => {
    const own = said(raised(1, 'bp-high', 'low'), limits({ sysHighWarning: 171 }), limits(null), limits({ sysHighWarning: 175 }))
    for (const number of [171, 175, 160]) expect(pressure(`SYS 190 ≥ ${number}`, 'bp-high', own, DEFAULT_PROTOCOL.excursion)).toBe(number)
  })

  it('X13: those of other vitals, and of leaving, are no pressures', () => {
    expect(fixedPressures(null, said(limits({ hrHigh: 130, spo2Low: 88, leaveSysBelow: 160 }))).size).toBe(0)
    expect(fixedPressures(null, said(limits({ sysHighWarning: undefined }))).size).toBe(0)
    expect(fixedPressures(null, said(limits({ sysHighWarning: undefined, sysLowWarning: 85 }))).size).toBe(1)
  })
})
