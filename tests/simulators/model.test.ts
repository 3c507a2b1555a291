import { type Course, flowing } from '@chairside/simulators/course'
import { createPatient } from '@chairside/simulators/patient'
import { dissociation, drugLevelsAt, haemodynamicEffect } from '@chairside/simulators/pharmacology'
import { drawTraits, POPULATION, TYPICAL_TRAITS } from '@chairside/simulators/population'
import { scenarioCalled } from '@chairside/simulators/scenario-library'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const SLOW_RECOVERY = scenarioCalled('slow-recovery')

const MINUTE = 60_000
const WEIGHT = 70
const STANDARD = [{ fromAt: 0, toAt: 40 * MINUTE, rateMgPerMin: (0.5 * WEIGHT) / 40 }]

/** The model's table: minute, dSYS, dDIA, dHR, dissociation. */
const TABLE = [
  [0, 0, 0, 0, 0],
  [5, 0.1, 0.1, 0, 0],
  [10, 1.4, 1.0, 0.5, 0],
  [15, 4.6, 3.1, 1.4, 0.01],
  [20, 8.4, 5.7, 2.6, 0.06],
  [25, 11.6, 8.0, 3.6, 0.21],
  [30, 13.9, 9.6, 4.3, 0.45],
  [35, 15.3, 10.5, 4.8, 0.67],
  [40, 16.0, 11.0, 5.0, 0.8],
  [45, 14.9, 10.3, 4.7, 0.8],
  [50, 12.8, 8.8, 4.0, 0.71],
  [55, 10.8, 7.4, 3.4, 0.55],
  [60, 9.0, 6.2, 2.8, 0.38],
  [70, 6.4, 4.4, 2.0, 0.15],
  [80, 4.6, 3.2, 1.4, 0.06],
  [90, 3.5, 2.4, 1.1, 0.02],
  [100, 2.8, 1.9, 0.9, 0.01],
  [120, 1.9, 1.3, 0.6, 0],
  [150, 1.3, 0.9, 0.4, 0],
  [180, 1.0, 0.7, 0.3, 0],
] as const

const courseOf = (durationMin: number, doseMgPerKg = 0.5, weightKg = WEIGHT): Course => ({
  checkedInAt: 0,
  cannulatedAt: null,
  pump: [{ fromAt: 0, toAt: durationMin * MINUTE, rateMgPerMin: (doseMgPerKg * weightKg) / durationMin }],
  infusionEndedAt: durationMin * MINUTE,
})

const rmse = (differences: readonly number[]): number =>
  Math.sqrt(differences.reduce((sum, difference) => sum + difference ** 2, 0) / differences.length)

describe('the drug in the body', () => {
  it('reaches 150 to 200 ng/mL at the end of the standard dose, whatever the weight', () => {
    const plasma = drugLevelsAt(STANDARD, 40 * MINUTE, WEIGHT).plasma
    expect(plasma).toBeGreaterThan(150)
    expect(plasma).toBeLessThan(200)
    expect(drugLevelsAt([{ fromAt: 0, toAt: 40 * MINUTE, rateMgPerMin: (0.5 * 110) / 40 }], 40 * MINUTE, 110).plasma).toBeCloseTo(plasma, 6)
  })

  it('is what small steps of the same equations give', () => {
    let [central, peripheral, effectSite, tolerance] = [0, 0, 0, 0]
    const step = 0.001
    for (let index = 0; index < 60 / step; index += 1) {
      const rate = index * step < 40 ? (0.5 * WEIGHT) / 40 : 0
      const plasma = (1_000 * central) / (1.7522 * WEIGHT)
      const [dCentral, dPeripheral] = [rate - 0.0295 * central + 0.0137 * peripheral, 0.0186 * central - 0.0137 * peripheral]
      const [dEffect, dTolerance] = [0.238 * (plasma - effectSite), 0.01 * (effectSite - tolerance)]
      central += dCentral * step
      peripheral += dPeripheral * step
      effectSite += dEffect * step
      tolerance += dTolerance * step
    }
    const exact = drugLevelsAt(STANDARD, 60 * MINUTE, WEIGHT)
    expect(exact.plasma).toBeCloseTo((1_000 * central) / (1.7522 * WEIGHT), 1)
    expect(exact.effectSite).toBeCloseTo(effectSite, 1)
    expect(exact.tolerance).toBeCloseTo(tolerance, 1)
  })

  it('does not depend on how its history is cut into stretches', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.1, max: 39.9, noNaN: true }), { maxLength: 6 }), (cuts) => {
        const edges = [0, ...[...cuts].sort((a, b) => a - b), 40]
        const rateMgPerMin = (0.5 * WEIGHT) / 40
        const stretches = edges.slice(1).map((to, index) => ({ fromAt: (edges[index] ?? 0) * MINUTE, toAt: to * MINUTE, rateMgPerMin }))
        const effectOf = (pump: typeof STANDARD): number => drugLevelsAt(pump, 55 * MINUTE, WEIGHT).effectSite
        expect(effectOf(stretches)).toBeCloseTo(effectOf(STANDARD), 6)
      }),
    )
  })

  it('goes on rising for some minutes after a stop at 20 minutes, then falls', () => {
    const pump = [{ fromAt: 0, toAt: 20 * MINUTE, rateMgPerMin: (0.5 * WEIGHT) / 40 }]
    const rise = [20, 25, 30, 40, 60].map((minute) => 43 * haemodynamicEffect(drugLevelsAt(pump, minute * MINUTE, WEIGHT)))
    for (const [index, expected] of [8.4, 9.2, 7.7, 4.6, 1.8].entries()) expect(Math.abs((rise[index] ?? 0) - expected)).toBeLessThan(0.3)
  })

  it('comes while something flows, not while the pump only shows that it runs', () => {
    const pump = [{ fromAt: 0, toAt: null, rateMgPerMin: 1 }]
    const stops = [
      { fromAt: MINUTE, toAt: 2 * MINUTE },
      { fromAt: 5 * MINUTE, toAt: null },
    ]
    expect(flowing(pump, stops)).toEqual([
      { fromAt: 0, toAt: MINUTE, rateMgPerMin: 1 },
      { fromAt: 2 * MINUTE, toAt: 5 * MINUTE, rateMgPerMin: 1 },
    ])
    expect(flowing([{ fromAt: 3 * MINUTE, toAt: 4 * MINUTE, rateMgPerMin: 1 }], stops)).toHaveLength(1)
    expect(flowing([{ fromAt: 6 * MINUTE, toAt: null, rateMgPerMin: 1 }], stops)).toEqual([])
  })

  it('sees nothing of what the pump does later', () => {
    const running = [{ fromAt: 0, toAt: null, rateMgPerMin: (0.5 * WEIGHT) / 40 }]
    expect(drugLevelsAt(running, 25 * MINUTE, WEIGHT)).toEqual(drugLevelsAt(STANDARD, 25 * MINUTE, WEIGHT))
  })
})

describe('the patient', () => {
  it('follows the target table within 1.5 mmHg when the noise is off', () => {
    const patient = createPatient('table', TYPICAL_TRAITS, POPULATION, false)
    const course = courseOf(40)
    const rows = TABLE.map(([minute, sys, dia, hr, strange]) => {
      const now = patient.at(minute * MINUTE, course)
      return {
        sys: now.sys - TYPICAL_TRAITS.baseline.sys - sys,
        dia: now.dia - TYPICAL_TRAITS.baseline.dia - dia,
        hr: now.hr - TYPICAL_TRAITS.baseline.hr - hr,
        strange: now.dissociation - strange,
      }
    })
    expect(rmse(rows.map(({ sys }) => sys))).toBeLessThanOrEqual(0.2)
    expect(rmse(rows.map(({ dia }) => dia))).toBeLessThanOrEqual(0.2)
    expect(rmse(rows.map(({ hr }) => hr))).toBeLessThanOrEqual(0.2)
    expect(rmse(rows.map(({ strange }) => strange))).toBeLessThanOrEqual(0.02)
  })

  it('is the same in any order of asking', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120 * MINUTE }), { minLength: 1, maxLength: 20 }), (moments) => {
        const course = courseOf(40)
        const [one, other] = [0, 1].map(() => createPatient('order', drawTraits('order', POPULATION), POPULATION))
        const forwards = moments.map((moment) => one?.at(moment, course))
        const backwards = [...moments].reverse().map((moment) => other?.at(moment, course))
        expect(backwards.reverse()).toEqual(forwards)
      }),
      { numRuns: 30 },
    )
  })

  it('leaves dissociation half as fast in a slow recovery', () => {
    const course = courseOf(40)
    const [usual, slow] = [POPULATION, SLOW_RECOVERY].map((scenario) => createPatient('slow', TYPICAL_TRAITS, scenario, false))
    expect(slow?.at(80 * MINUTE, course).dissociation).toBeCloseTo(usual?.at(60 * MINUTE, course).dissociation ?? -1, 6)
    expect(slow?.at(30 * MINUTE, course).dissociation).toBe(usual?.at(30 * MINUTE, course).dissociation)
  })
})

describe('dissociation', () => {
  it('is strongest at the very end of the infusion', () => {
    const at = (minute: number): number => dissociation(drugLevelsAt(STANDARD, minute * MINUTE, WEIGHT))
    expect(at(15)).toBeLessThan(0.05)
    expect(at(42)).toBeGreaterThan(at(35))
    expect(at(42)).toBeGreaterThan(at(50))
  })
})
