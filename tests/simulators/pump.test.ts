import { createPump, flowing, inMgPerMin, volumeMl } from '@chairside/simulators/devices/pump'
import { createPatient } from '@chairside/simulators/patient'
import { TYPICAL_TRAITS } from '@chairside/simulators/population'
import { scenarioCalled } from '@chairside/simulators/scenario-library'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const UNEVENTFUL = scenarioCalled('uneventful')

const MINUTE = 60_000
/** 35 mL in 40 min. */
const RATE = 52.5

describe('a pump', () => {
  it('runs its volume and stops by itself', () => {
    const pump = createPump({ volumeMl: 35 })
    pump.start(0, RATE)
    expect(pump.stateAt(20 * MINUTE)).toEqual({ running: true, shownMl: 17.5, deliveredMl: 17.5, alarm: null })
    expect(pump.stateAt(50 * MINUTE)).toEqual({ running: false, shownMl: 35, deliveredMl: 35, alarm: 'volume-done' })
    expect(pump.shown).toEqual([{ fromAt: 0, toAt: 40 * MINUTE, rateMlPerHour: RATE }])
    pump.start(51 * MINUTE, RATE)
    expect(pump.stateAt(52 * MINUTE).running).toBe(false)
  })

  it('keeps pauses and changes of the rate in its history', () => {
    const pump = createPump({ volumeMl: 35 })
    pump.start(0, RATE)
    pump.pause(10 * MINUTE)
    pump.start(15 * MINUTE, RATE)
    pump.start(25 * MINUTE, 30)
    pump.pause(35 * MINUTE)
    expect(pump.shown.map(({ fromAt, toAt }) => [fromAt / MINUTE, (toAt ?? 0) / MINUTE])).toEqual([
      [0, 10],
      [15, 25],
      [25, 35],
    ])
    expect(pump.stateAt(60 * MINUTE).deliveredMl).toBeCloseTo(22.5)
  })

  it('pushes into a closed line until it alarms, and gives what it held when the line opens', () => {
    const pump = createPump({ volumeMl: 35 })
    pump.start(0, RATE)
    pump.occlude(10 * MINUTE)
    expect(pump.stateAt(10.5 * MINUTE)).toMatchObject({ running: true, alarm: null, deliveredMl: 8.75 })
    const stopped = pump.stateAt(12 * MINUTE)
    expect(stopped).toMatchObject({ running: false, alarm: 'occlusion', deliveredMl: 8.75 })
    expect(stopped.shownMl).toBeCloseTo(9.35)
    pump.release(13 * MINUTE)
    pump.start(14 * MINUTE, RATE)
    const later = pump.stateAt(20 * MINUTE)
    expect(later.alarm).toBeNull()
    expect(later.deliveredMl).toBeCloseTo(later.shownMl)
    for (const [index, one] of pump.delivered.entries()) expect(one.fromAt).toBeGreaterThanOrEqual(pump.delivered[index - 1]?.toAt ?? 0)
  })

  it('gives the patient what flowed, not what was shown', () => {
    const patient = createPatient('pump', TYPICAL_TRAITS, UNEVENTFUL, false)
    const riseAt40 = (occludedAtMin: number | null): number => {
      const pump = createPump({ volumeMl: 35 })
      pump.start(0, RATE)
      if (occludedAtMin !== null) pump.occlude(occludedAtMin * MINUTE)
      pump.stateAt(40 * MINUTE)
      const course = { checkedInAt: 0, cannulatedAt: null, pump: inMgPerMin(pump.delivered, 1), infusionEndedAt: null }
      return patient.at(40 * MINUTE, course).sys - TYPICAL_TRAITS.baseline.sys
    }
    expect(riseAt40(null)).toBeGreaterThan(15)
    expect(riseAt40(20)).toBeLessThan(6)
  })

  it('never gives more than it shows, whatever is done to it', () => {
    const step = fc.record({
      what: fc.constantFrom('start', 'pause', 'occlude', 'release'),
      afterMs: fc.integer({ min: 0, max: 15 * MINUTE }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const pump = createPump({ volumeMl: 35 })
        let now = 0
        for (const { what, afterMs } of steps) {
          now += afterMs
          if (what === 'start') pump.start(now, RATE)
          else if (what === 'pause') pump.pause(now)
          else if (what === 'occlude') pump.occlude(now)
          else pump.release(now)
        }
        const { shownMl, deliveredMl } = pump.stateAt(now + MINUTE)
        expect(shownMl).toBeLessThanOrEqual(35 + 1e-3)
        expect(deliveredMl).toBeLessThanOrEqual(shownMl + 1e-6)
        expect(volumeMl(pump.delivered, now + MINUTE)).toBeCloseTo(deliveredMl)
      }),
    )
  })

  it('gives nothing while nothing flows', () => {
    const stretches = [{ fromAt: 0, toAt: null, rateMlPerHour: 60 }]
    expect(
      flowing(stretches, [
        { fromAt: MINUTE, toAt: 2 * MINUTE },
        { fromAt: 5 * MINUTE, toAt: null },
      ]),
    ).toEqual([
      { fromAt: 0, toAt: MINUTE, rateMlPerHour: 60 },
      { fromAt: 2 * MINUTE, toAt: 5 * MINUTE, rateMlPerHour: 60 },
    ])
  })
})
