import type { Course, RescueGroup } from '@chairside/simulators/course'
import { createPatient, type Patient } from '@chairside/simulators/patient'
import { dissociatesInInfusion, drawTraits, POPULATION, TYPICAL_TRAITS } from '@chairside/simulators/population'
import type { Scenario } from '@chairside/simulators/scenario'
import { parseScenario } from '@chairside/simulators/scenario-file'
import { steeringOf } from '@chairside/simulators/steering'
import { createStoryClock } from '@chairside/simulators/story-clock'
import { describe, expect, it } from 'vitest'

const MINUTE = 60_000
const START = 10 * MINUTE
const END = 50 * MINUTE
const COURSE: Course = {
  checkedInAt: 0,
  cannulatedAt: MINUTE,
  pump: [{ fromAt: START, toAt: END, rateMgPerMin: 35 / 40 }],
  infusionEndedAt: END,
}
const story = (lines: string): Scenario => parseScenario(`title T\n${lines}`, 't.scenario')
const quiet = (scenario: Scenario = POPULATION, traits = TYPICAL_TRAITS): Patient => createPatient('quiet', traits, scenario, false)
const given = (group: RescueGroup, minute: number): Course => ({ ...COURSE, given: [{ at: minute * MINUTE, group }] })
const at = (minute: number, course: Course = COURSE, patient = quiet()) => patient.at(minute * MINUTE, course)
const found = (minute: number, course: Course = COURSE, patient = quiet()) => patient.findingsAt(minute * MINUTE, course)

describe('rescue drugs', () => {
  it('an antihypertensive lowers the pressure within minutes and for an hour', () => {
    const course = given('iv-antihypertensive', 45)
    expect(at(45, course).sys).toBe(at(45).sys)
    for (const minute of [55, 70, 100]) expect(at(minute, course).sys).toBeLessThan(at(minute).sys - 10)
    expect(at(57, course).hr).toBeLessThan(at(57).hr - 4)
  })

  it('a benzodiazepine on top of ketamine makes drowsy and slows the breath, more than alone', () => {
    const course = given('benzodiazepine', 45)
    const [together, alone] = [at(52, course), at(52, { ...given('benzodiazepine', 45), pump: [], infusionEndedAt: null })]
    expect(together.rr).toBeLessThan(at(52).rr - 4)
    expect(together.rr).toBeLessThan(alone.rr - 2)
    expect(together.spo2).toBeLessThan(at(52).spo2 - 2)
    expect(found(52, course).alertness).toBeLessThan(found(52).alertness)
    expect(found(52, course).dissociation).toBeLessThan(found(52).dissociation)
    expect(at(240, course).rr).toBeCloseTo(at(240).rr, 0)
  })

  it('an antiemetic takes the nausea away', () => {
    const patient = quiet(story('patient nausea 0.9'), { ...TYPICAL_TRAITS, nausea: 0.9 })
    expect(found(20, COURSE, patient).nausea).toBe('none')
    expect(found(55, COURSE, patient).nausea).toBe('severe')
    expect(found(62, given('antiemetic', 55), patient).nausea).toBe('none')
    expect(found(150, COURSE, patient).nausea).toBe('none')
  })
})

describe('a story', () => {
  it('forces, adds, lasts and ends', () => {
    const patient = quiet(story('event infusion-start + 20 min, over 60 s, for 2 min: spo2 83, sys +30'))
    expect(at(29.9, COURSE, patient)).toEqual(at(29.9))
    expect(at(30.5, COURSE, patient).spo2).toBeCloseTo((at(30.5).spo2 + 83) / 2, 6)
    expect(at(32, COURSE, patient)).toMatchObject({ spo2: 83, sys: at(32).sys + 30 })
    expect(at(34.1, COURSE, patient)).toEqual(at(34.1))
  })

  it('holds until the pump is paused', () => {
    const patient = quiet(story('event infusion-start + 10 min, over 30 s, until pause: hr 132'))
    const paused: Course = {
      ...COURSE,
      pump: [
        { fromAt: START, toAt: 26 * MINUTE, rateMgPerMin: 0.9 },
        { fromAt: 30 * MINUTE, toAt: null, rateMgPerMin: 0.9 },
      ],
      infusionEndedAt: null,
    }
    expect(at(25.9, paused, patient).hr).toBe(132)
    expect(at(27, paused, patient).hr).toBeLessThan(90)
    expect(at(45, COURSE, patient).hr).toBe(132)
  })

  it('a pump that stands still gives nothing, whatever it shows', () => {
    const patient = quiet(story('trouble infusion-start + 10 min, for 15 min: pump-stops'))
    expect(patient.levelsAt(20 * MINUTE, COURSE)).toEqual(quiet().levelsAt(20 * MINUTE, COURSE))
    expect(patient.levelsAt(34 * MINUTE, COURSE).plasma).toBeLessThan(quiet().levelsAt(20 * MINUTE, COURSE).plasma)
    const held: Course = { ...COURSE, pumpStops: [{ fromAt: START + 10 * MINUTE, toAt: START + 25 * MINUTE }] }
    expect(quiet().levelsAt(40 * MINUTE, held)).toEqual(patient.levelsAt(40 * MINUTE, COURSE))
  })

  it('remembers vomiting for 15 min and pain for as long as it lasts', () => {
    const patient = quiet(story('event infusion-end + 5 min: vomits\nevent infusion-end, for 10 min: pain'))
    expect([54, 56, 69, 71].map((minute) => found(minute, COURSE, patient).vomitedWithin15Min)).toEqual([false, true, true, false])
    expect([49, 55, 61].map((minute) => found(minute, COURSE, patient).pain)).toEqual([false, true, false])
  })
})

describe('steering', () => {
  it('raises the pressure from the moment it is asked for, and lets it go', () => {
    const steered: Course = { ...COURSE, steered: steeringOf('raise bp', 60 * MINUTE) }
    expect(at(60, steered)).toEqual(at(60))
    expect(at(62, steered).sys).toBeGreaterThan(at(62).sys + 40)
    expect(at(75, steered)).toEqual(at(75))
  })

  it('stops the breath at once; the saturation follows later', () => {
    const steered: Course = { ...COURSE, steered: steeringOf('stop breathing', 60 * MINUTE) }
    expect(at(60.2, steered)).toMatchObject({ rr: 0, etco2: 0, spo2: at(60.2).spo2 })
    expect(at(61.6, steered).spo2).toBeLessThan(82)
  })

  it("the story's clock stands still and hurries, and is the room's where nobody touched it", () => {
    const clock = createStoryClock()
    expect([clock.at(5_000), clock.course(COURSE)]).toEqual([5_000, COURSE])
    clock.run(0, 10_000)
    expect([clock.at(9_000), clock.at(20_000), clock.times]).toEqual([9_000, 10_000, 0])
    clock.run(10, 20_000)
    expect(clock.at(21_000)).toBe(20_000)
    expect(clock.course({ ...COURSE, checkedInAt: 21_000 }).checkedInAt).toBe(20_000)
    clock.run(1, 21_000)
    expect(clock.at(22_000)).toBe(21_000)
  })
})

describe('the people who come', () => {
  const many = Array.from({ length: 3_000 }, (_, index) => drawTraits(`people-${index}`, POPULATION))
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const gainOf = (isSo: (traits: (typeof many)[number]) => boolean, key: 'sys' | 'hr'): number =>
    mean(many.filter(isSo).map(({ gain }) => gain[key]))

  it('respond by age, history and medicines', () => {
    const plain = (traits: (typeof many)[number]): boolean => !traits.hypertensive && !traits.betaBlocked
    expect(gainOf((one) => one.hypertensive && !one.betaBlocked, 'sys')).toBeGreaterThan(gainOf(plain, 'sys') * 1.15)
    expect(gainOf((one) => one.betaBlocked, 'sys')).toBeLessThan(gainOf(plain, 'sys') * 0.8)
    expect(gainOf((one) => one.betaBlocked, 'hr')).toBeLessThan(gainOf(plain, 'hr') * 0.5)
    expect(gainOf((one) => plain(one) && one.onSsri, 'sys')).toBeGreaterThan(gainOf((one) => plain(one) && !one.onSsri, 'sys') * 1.05)
    expect(gainOf((one) => plain(one) && one.ageYears > 55, 'sys')).toBeGreaterThan(
      gainOf((one) => plain(one) && one.ageYears < 35, 'sys') + 2,
    )
  })

  it('differ in their kinetics, and one in four feels sick', () => {
    expect(mean(many.map(({ kinetics }) => kinetics.clearance))).toBeCloseTo(1, 1)
    expect(new Set(many.map(({ kinetics }) => kinetics.volume)).size).toBeGreaterThan(2_000)
    const sick = many.filter(({ nausea }) => nausea > 0.3).length / many.length
    expect(sick).toBeGreaterThan(0.2)
    expect(sick).toBeLessThan(0.32)
  })

  it('dissociate most in the first infusion', () => {
    expect([1, 2, 3, 6].map(dissociatesInInfusion)).toEqual([1.2, 1, 0.85, 0.85])
  })
})
