import { easedTo, namedValue } from '@chairside/client/model/alarm-value.ts'
import { fitWords } from '@chairside/client/views/common/fit-words.ts'
import { limitOf } from '@chairside/client/views/common/format.ts'
import { heldBackOf } from '@chairside/client/views/common/held-back.ts'
import { apart } from '@chairside/client/views/common/plot-parts.tsx'
import { pressureAlarm } from '@chairside/client/views/common/pressure-alarm.ts'
import type { Alarm } from '@chairside/shared/alarm'
import { type ChairPicture, NO_CARE } from '@chairside/shared/picture'
import { describe, expect, it } from 'vitest'
import { alarmOf, numeric, runningChair, setOf } from './support/chair-fixture.ts'
import { NOW } from './support/room-fixture.ts'

const chair = (): ChairPicture =>
  runningChair({ chairId: '1', name: 'Ana Kovac', now: NOW, minute: 20, phase: 'infusing', baseline: [134, 79], rise: 20, lastSetMin: 1 })

const withSet = (sys: number, dia: number, map: number, alarm: Partial<Alarm>): ChairPicture => {
  const found = chair()
  return {
    ...found,
    cuff: { ...found.cuff, latest: { ...setOf(NOW - 60_000, sys, dia), map } },
    alarms: [alarmOf('A1', { cause: 'bp-high', priority: 'medium', beganAt: NOW - 60_000, text: 'SYS 195 ≥ 160', ...alarm })],
  }
}

describe('what an alarm text names', () => {
  it('A2: vital, worst value and side are read from every text of the judge', () => {
    expect(namedValue('SYS 195 ≥ 160')).toEqual({ vital: 'sys', worst: 195, side: 'high' })
    expect(namedValue('SYS 93 ≤ 93.8')).toEqual({ vital: 'sys', worst: 93, side: 'low' })
    expect(namedValue('SpO2 83 < 85')).toEqual({ vital: 'spo2', worst: 83, side: 'low' })
    expect(namedValue('HR 156 > 140')).toEqual({ vital: 'hr', worst: 156, side: 'high' })
    expect(namedValue('RR 0')).toEqual({ vital: 'rr', worst: 0, side: 'low' })
    for (const text of ['chest-pain', 'Bed 6', '', 'MOAA/S 2 ≤ 2']) expect(namedValue(text)).toBeNull()
  })

  it('A2: a value that is better than the worst is told, one that is as bad is not', () => {
    const eased = withSet(157, 96, 117, {})
    expect(easedTo(eased, eased.alarms[0] as Alarm, NOW, 1)).toBe(157)
    const worst = withSet(195, 96, 117, {})
    expect(easedTo(worst, worst.alarms[0] as Alarm, NOW, 1)).toBeNull()
  })

  it('V8: nothing is told of a number that is lost, off or rejected', () => {
    const alarm = alarmOf('A1', { cause: 'spo2-desat', priority: 'high', beganAt: NOW, text: 'SpO2 82 < 85' })
    const shown = (spo2: ReturnType<typeof numeric>): number | null => easedTo({ ...chair(), numerics: { spo2 } }, alarm, NOW, 1)
    expect(shown(numeric(96, NOW))).toBe(96)
    expect(shown(numeric(96, NOW - 11_000))).toBeNull()
    expect(shown({ ...numeric(96, NOW), flagged: true })).toBeNull()
    expect(shown({ ...numeric(96, NOW), rejected: true })).toBeNull()
  })
})

describe('the colours of the pressure', () => {
  it('A2: every number beyond its limit is coloured, not the named one alone', () => {
    expect(pressureAlarm(withSet(166, 104, 126, {}))).toEqual({ sys: 'medium', dia: 'medium', map: 'medium' })
    expect(pressureAlarm(withSet(166, 99, 119, {}))).toEqual({ sys: 'medium', dia: null, map: null })
  })

  it('A8: a number at warning beside one at critical is not as urgent as that', () => {
    const critical = { priority: 'high', presentedAs: 'high', text: 'SYS 184 ≥ 180' } as const
    expect(pressureAlarm(withSet(184, 104, 126, critical))).toEqual({ sys: 'high', dia: 'medium', map: 'medium' })
    expect(pressureAlarm(withSet(184, 110, 130, critical))).toEqual({ sys: 'high', dia: 'high', map: 'high' })
  })

  it('X5: an eased excursion keeps the number that it names', () => {
    expect(pressureAlarm(withSet(157, 96, 117, {}))).toEqual({ sys: 'medium', dia: null, map: null })
  })

  it('X10: the low side is coloured by its own limits', () => {
    const low = { cause: 'bp-low', text: 'SYS 88 < 90' } as const
    expect(pressureAlarm(withSet(88, 49, 66, low))).toEqual({ sys: 'medium', dia: 'medium', map: null })
    const critical = { ...low, priority: 'high', presentedAs: 'high', text: 'SYS 78 < 80' } as const
    expect(pressureAlarm(withSet(78, 49, 54, critical))).toEqual({ sys: 'high', dia: 'medium', map: 'high' })
    expect(pressureAlarm(withSet(80, 40, 55, critical))).toEqual({ sys: 'high', dia: 'medium', map: 'medium' })
    expect(pressureAlarm(withSet(85, 39, 55, { ...critical, text: 'DIA 39 < 40' }))).toEqual({ sys: 'medium', dia: 'high', map: 'medium' })
  })

  it('A3: an ended alarm colours nothing', () => {
    expect(pressureAlarm(withSet(166, 104, 126, { condition: 'ended' }))).toEqual({ sys: null, dia: null, map: null })
  })
})

describe('limits and words', () => {
  it('X1: a limit is written as the judge compares with it, with a decimal only where it is not whole', () => {
    expect([93.8, 160, 109.2, 100.04].map(limitOf)).toEqual(['93.8', '160', '109.2', '100'])
  })

  it('T5: the cuff holds back SpO2 alone; off the monitor nothing is judged', () => {
    const cuff = { what: 'cuff-same-limb', since: NOW, untilAt: NOW + 42_000 } as const
    const off = { what: 'off-monitor', since: NOW, untilAt: NOW + 300_000 } as const
    expect(heldBackOf({ ...NO_CARE, heldBack: [cuff] }, 'spo2')).toBe(cuff)
    expect(heldBackOf({ ...NO_CARE, heldBack: [cuff] }, 'hr')).toBeNull()
    expect(heldBackOf({ ...NO_CARE, heldBack: [cuff, off] }, 'spo2')).toBe(off)
  })

  it('L3: words that do not fit are counted, never cut', () => {
    const words = ['stay', 'SpO2', 'sedation', 'gait']
    expect(fitWords(words, 0, 9)).toBe('stay, SpO2, sedation, gait')
    expect(fitWords(words, 180, 9)).toBe('stay, SpO2 +2')
    expect(fitWords(words, 20, 9)).toBe('stay +3')
    expect(fitWords(['orientation'], 20, 9)).toBe('orientation')
    expect(fitWords([], 20, 9)).toBe('')
  })

  it('names of near limits never stand on each other', () => {
    const placed = apart([100, 103, 104, 200])
    for (const [index, at] of placed.entries()) if (index > 0) expect(at - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(14 - 1e-9)
    expect(placed[3]).toBe(200)
  })
})
