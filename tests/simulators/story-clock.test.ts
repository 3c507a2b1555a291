import type { Course } from '@chairside/simulators/course'
import { createPatient } from '@chairside/simulators/patient'
import { TYPICAL_TRAITS } from '@chairside/simulators/population'
import { scenarioCalled } from '@chairside/simulators/scenario-library'
import { createStoryClock } from '@chairside/simulators/story-clock'
import { describe, expect, it } from 'vitest'

const MINUTE = 60_000
const DOSE_MG = 0.5 * TYPICAL_TRAITS.weightKg

/** As a room has it at a moment: the pump began at 0 and stops after 40 minutes. */
const courseAt = (minute: number): Course => ({
  checkedInAt: 0,
  cannulatedAt: null,
  pump: [{ fromAt: 0, toAt: minute >= 40 ? 40 * MINUTE : null, rateMgPerMin: DOSE_MG / 40 }],
  infusionEndedAt: minute >= 40 ? 40 * MINUTE : null,
})
const patient = createPatient('clock', TYPICAL_TRAITS, scenarioCalled('uneventful'), false)

/** The dose of a course, mg. */
const doseOf = ({ pump }: Course): number =>
  pump.reduce((sum, { fromAt, toAt, rateMgPerMin }) => sum + (((toAt ?? 0) - fromAt) / MINUTE) * rateMgPerMin, 0)

describe('a story that hurries', () => {
  it('gets the dose that was ordered, whatever its pace: the drug comes thinner, not more of it', () => {
    for (const times of [1, 10, 30]) {
      const clock = createStoryClock()
      clock.run(times, 0)
      expect(doseOf(clock.course(courseAt(40)))).toBeCloseTo(DOSE_MG, 6)
      const { plasma } = patient.levelsAt(clock.at(40 * MINUTE), clock.course(courseAt(40)))
      expect(plasma).toBeLessThan(180)
    }
  })

  it('gets it where the pace changes in mid-infusion too, and is where it was before', () => {
    const clock = createStoryClock()
    clock.run(10, 10 * MINUTE)
    const before = patient.levelsAt(10 * MINUTE, courseAt(10)).plasma
    expect(patient.levelsAt(clock.at(10 * MINUTE), clock.course(courseAt(10))).plasma).toBeCloseTo(before, 6)
    clock.run(1, 12 * MINUTE)
    expect(doseOf(clock.course(courseAt(40)))).toBeCloseTo(DOSE_MG, 6)
    expect(clock.course(courseAt(40)).pump.map(({ fromAt, toAt }) => [fromAt, toAt])).toEqual([
      [0, 10 * MINUTE],
      [10 * MINUTE, 30 * MINUTE],
      [30 * MINUTE, 58 * MINUTE],
    ])
  })

  it('gets nothing while it stands still, and goes on where it was', () => {
    const clock = createStoryClock()
    clock.run(0, 10 * MINUTE)
    const held = patient.levelsAt(clock.at(15 * MINUTE), clock.course(courseAt(15)))
    expect(held.plasma).toBeCloseTo(patient.levelsAt(10 * MINUTE, courseAt(10)).plasma, 6)
    clock.run(1, 20 * MINUTE)
    expect(doseOf(clock.course(courseAt(40)))).toBeCloseTo(0.75 * DOSE_MG, 6)
    expect(clock.course(courseAt(40)).infusionEndedAt).toBe(30 * MINUTE)
  })

  it('knows an infusion that began while it stood still', () => {
    const clock = createStoryClock()
    clock.run(0, -MINUTE)
    const told = clock.course(courseAt(5))
    expect(told.pump[0]?.fromAt).toBe(-MINUTE)
    expect(patient.levelsAt(clock.at(5 * MINUTE), told).plasma).toBe(0)
  })

  it('is the course itself where the pace never changed', () => {
    const course = courseAt(40)
    expect(createStoryClock().course(course)).toBe(course)
  })
})
