import {
  armsHolding,
  armText,
  easedLevelOf,
  levelOf,
  type PressureLimits,
  pressureLimits,
  tightestWarning,
} from '@chairside/server/domain/pressure-level'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Baseline } from '@chairside/shared/fact'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { describe, expect, it } from 'vitest'

const { excursion } = DEFAULT_PROTOCOL
const baseline = (sys: number, dia: number): Baseline => ({ sys, dia, map: null, sets: [] })
const limitsFor = (sys: number, dia: number, rules: Protocol['excursion'] = excursion): PressureLimits =>
  pressureLimits(rules, baseline(sys, dia))
const absolute = pressureLimits(excursion, null)
const set = (sys: number, dia: number, map: number | null = null) => ({ sys, dia, map })

describe('A2: the text of a pressure alarm', () => {
  it.each<[string, Parameters<typeof armText>[1], 'high' | 'low', 'warning' | 'critical' | 'emergency', string]>([
    ['SYS', set(184, 85), 'high', 'critical', 'SYS 184 ≥ 180'],
    ['DIA alone', set(150, 112), 'high', 'critical', 'DIA 112 ≥ 110'],
    ['MAP alone', set(150, 90, 131), 'high', 'critical', 'MAP 131 ≥ 130'],
    ['the first of several', set(203, 121, 150), 'high', 'emergency', 'SYS 203 ≥ 200'],
    ['low SYS', set(88, 60), 'low', 'warning', 'SYS 88 < 90'],
    ['low DIA', set(100, 45), 'low', 'warning', 'DIA 45 < 50'],
    ['low MAP', set(100, 60, 64), 'low', 'warning', 'MAP 64 < 65'],
    ['what is within 5 of it, where nothing is beyond it', set(157, 80), 'high', 'warning', 'SYS 157 ≥ 160'],
    ['what is beyond it before what is within 5 of it', set(157, 101), 'high', 'warning', 'DIA 101 ≥ 100'],
    ['within 5 on the low side', set(94, 70), 'low', 'warning', 'SYS 94 < 90'],
    ['nothing where it is 5 away', set(155, 80), 'high', 'warning', ''],
    ['nothing where it is 5 away on the low side', set(95, 70), 'low', 'warning', ''],
    ['a number that is there, where the others are not', { sys: null, dia: 112, map: null }, 'high', 'critical', 'DIA 112 ≥ 110'],
    ['nothing where nothing was measured', { sys: null, dia: null, map: null }, 'high', 'critical', ''],
    ['nothing where nothing was measured, low', { sys: null, dia: null, map: null }, 'low', 'critical', ''],
  ])('A2: it names %s', (_, worst, side, level, text) => {
    expect(armText(absolute, worst, side, level)).toBe(text)
  })

  it('A2: a relative limit is told rounded to a tenth, and with its own sign', () => {
    // 112 + 30 % = 145.6; 134 - 25 % = 100.5; 111 - 25 % = 83.25.
    expect(armText(limitsFor(112, 70), set(146, 75), 'high', 'warning')).toBe('SYS 146 ≥ 145.6')
    expect(armText(limitsFor(134, 80), set(100, 70), 'low', 'warning')).toBe('SYS 100 ≤ 100.5')
    expect(armText(limitsFor(129, 80), set(96, 70), 'low', 'warning')).toBe('SYS 96 ≤ 96.8')
  })

  it('A2: there is no low advisory and no low emergency to speak of', () => {
    expect(armText(absolute, set(60, 30), 'low', 'emergency')).toBe('')
    expect(armsHolding(absolute, set(60, 30), 'low', 'advisory')).toEqual([])
  })
})

describe('X10: the arms that hold', () => {
  it('X10: those beyond their limit; where there is none, those within 5 of it; else none', () => {
    expect(armsHolding(absolute, set(89, 49, 64), 'low', 'warning')).toEqual(['sys', 'dia', 'map'])
    expect(armsHolding(absolute, set(92, 49), 'low', 'warning')).toEqual(['dia'])
    expect(armsHolding(absolute, set(94.9, 54.9), 'low', 'warning')).toEqual(['sys', 'dia'])
    expect(armsHolding(absolute, set(95, 54.9), 'low', 'warning')).toEqual(['dia'])
    expect(armsHolding(absolute, set(95, 55), 'low', 'warning')).toEqual([])
    expect(armsHolding(limitsFor(140, 80), set(105, 70), 'low', 'warning')).toEqual(['relativeSys'])
    expect(armsHolding(limitsFor(112, 66), set(146, 91), 'high', 'warning')).toEqual(['relativeSys', 'relativeDia'])
  })
})

describe('X5: the level within the margin', () => {
  it.each<[number, number, number | null, string | null]>([
    [195.1, 80, null, 'emergency'],
    [195, 80, null, 'critical'],
    [175.1, 80, null, 'critical'],
    [175, 80, null, 'warning'],
    [155.1, 80, null, 'warning'],
    [155, 80, null, 'advisory'],
    [130, 105.1, null, 'critical'],
    [130, 105, null, 'warning'],
    [130, 80, 115.1, 'warning'],
    [130, 80, 115, null],
  ])('X5: high, %d/%d (%s) is still %s', (sys, dia, map, level) => {
    expect(easedLevelOf(absolute, set(sys, dia, map), 'high')).toBe(level)
  })

  it.each<[number, number, number | null, string | null]>([
    [84.9, 70, null, 'critical'],
    [85, 70, null, 'warning'],
    [94.9, 70, null, 'warning'],
    [95, 70, null, null],
    [120, 44.9, null, 'critical'],
    [120, 45, null, 'warning'],
    [120, 54.9, null, 'warning'],
    [120, 55, null, null],
    [120, 70, 59.9, 'critical'],
    [120, 70, 60, 'warning'],
    [120, 70, 69.9, 'warning'],
    [120, 70, 70, null],
  ])('X5: low, %d/%d (%s) is still %s', (sys, dia, map, level) => {
    expect(easedLevelOf(absolute, set(sys, dia, map), 'low')).toBe(level)
  })
})

describe('X7: the tightest warning limits in force', () => {
  it('X7: without a baseline the absolute ones', () => {
    expect(tightestWarning(absolute, 'sys')).toEqual({ high: 160, low: 90 })
    expect(tightestWarning(absolute, 'dia')).toEqual({ high: 100, low: 50 })
    expect(tightestWarning(absolute, 'map')).toEqual({ high: 120, low: 65 })
  })

  it('X7: with a baseline the tighter of both, where the second number of a relative arm bounds it', () => {
    // 110 + 30 % = 143, 66 + 25 = 91; 110 - 25 % = 82.5 lies below the absolute 90.
    expect(tightestWarning(limitsFor(110, 66), 'sys')).toEqual({ high: 143, low: 90 })
    expect(tightestWarning(limitsFor(110, 66), 'dia')).toEqual({ high: 91, low: 50 })
    // 100 + 30 % = 130 counts from 140 on, 60 + 25 = 85 from 90 on.
    expect(tightestWarning(limitsFor(100, 60), 'sys').high).toBe(140)
    expect(tightestWarning(limitsFor(100, 60), 'dia').high).toBe(90)
    // 140 - 25 % = 105 holds; 160 - 25 % = 120 counts below 110 alone.
    expect(tightestWarning(limitsFor(140, 80), 'sys').low).toBe(105)
    expect(tightestWarning(limitsFor(160, 80), 'sys').low).toBe(110)
    // A baseline so high that the absolute limit is the tighter one: 150 + 40 = 190.
    expect(tightestWarning(limitsFor(150, 90), 'sys').high).toBe(160)
  })

  it('X7: none where no arm bounds that number', () => {
    const bare = { ...excursion.high.warning, sys: null, dia: null, map: null, relativeSys: null, relativeDia: null }
    const without: Protocol['excursion'] = {
      ...excursion,
      high: { ...excursion.high, warning: bare },
      low: { ...excursion.low, warning: bare },
    }
    expect(tightestWarning(pressureLimits(without, baseline(120, 80)), 'sys')).toEqual({ high: null, low: null })
    expect(levelOf(pressureLimits(without, null), set(165, 80), 'high')).toBe('advisory')
  })
})

describe('X1: bounds of relative arms', () => {
  it('X1: at most so many mmHg, at least so many', () => {
    // 140 + min(42, 40) = 180 lies above 160: only without the absolute arm the bound is seen.
    const relative: Protocol['excursion'] = {
      ...excursion,
      high: { ...excursion.high, warning: { ...excursion.high.warning, sys: null, dia: null, map: null } },
    }
    const at140 = limitsFor(140, 80, relative)
    expect(levelOf(at140, set(179, 80), 'high')).not.toBe('warning')
    expect(levelOf(at140, set(179.9, 80), 'high')).toBe('advisory')
    expect(tightestWarning(at140, 'sys').high).toBe(180)
    // 130 + 39 = 169, not + 40.
    expect(tightestWarning(limitsFor(130, 80, relative), 'sys').high).toBe(169)
    // 100 + max(30, 25) = 130 in DIA, not + 25.
    expect(levelOf(limitsFor(170, 100, relative), set(150, 109.9), 'high')).toBe('advisory')
    expect(easedLevelOf(limitsFor(170, 66, relative), set(150, 90), 'high')).toBe('warning')
    expect(easedLevelOf(limitsFor(170, 66, relative), set(149, 89.9), 'high')).toBe('advisory')
  })
})
