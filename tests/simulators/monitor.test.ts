import { deviceEntrySchema } from '@chairside/shared/wire'
import type { EntryBody } from '@chairside/simulators/devices/outbox'
import { type BedsideState, createMonitor } from '@chairside/simulators/monitor'
import { type Course, createPatient } from '@chairside/simulators/patient'
import { drawTraits } from '@chairside/simulators/population'
import type { Scenario } from '@chairside/simulators/scenario'
import { SCENARIOS, scenarioCalled } from '@chairside/simulators/scenario-library'
import { describe, expect, it } from 'vitest'

const UNEVENTFUL = scenarioCalled('uneventful')
const HYPER_RESPONDER = scenarioCalled('hyper-responder')
const UNPLUGGED = scenarioCalled('unplugged')
const DESATURATION = scenarioCalled('desaturation')
const VASOVAGAL = scenarioCalled('vasovagal')

const MINUTE = 60_000
const START = 10 * MINUTE
const END = 50 * MINUTE

/** One session without a server: baseline, 40 minutes of infusion, recovery until minute 90. */
const session = (scenario: Scenario, seed: string) => {
  const patient = createPatient(seed, drawTraits(seed, scenario), scenario)
  const monitor = createMonitor({ seed, patient, scenario, periodMs: () => 1_000, capnograph: true })
  const rateMgPerMin = (0.5 * patient.traits.weightKg) / 40
  const entries: EntryBody[] = []
  let unpluggedMs = 0
  for (let now = 0; now <= 90 * MINUTE; now += 1_000) {
    const course: Course = {
      checkedInAt: 0,
      cannulatedAt: now >= MINUTE ? MINUTE : null,
      pump: now < START ? [] : [{ fromAt: START, toAt: now >= END ? END : null, rateMgPerMin }],
      infusionEndedAt: now >= END ? END : null,
    }
    const bedside: BedsideState =
      now < START
        ? { phase: 'baseline', since: 0, setAskedAt: null }
        : now < END
          ? { phase: 'infusing', since: START, setAskedAt: null }
          : { phase: 'recovering', since: END, setAskedAt: null }
    entries.push(...monitor.readUpTo(now, course, bedside))
    if (monitor.unpluggedAt(now, course)) unpluggedMs += 1_000
  }
  return { entries, unpluggedMs }
}

const valuesOf = (entries: readonly EntryBody[], vital: string): readonly number[] =>
  entries.flatMap((entry) =>
    entry.kind === 'numerics' ? entry.readings.filter((one) => one.vital === vital).map(({ value }) => value) : [],
  )
const setsOf = (entries: readonly EntryBody[]) => entries.filter((entry) => entry.kind === 'set')

describe('a simulated session', { timeout: 60_000 }, () => {
  it('is the same for the same seed, entry by entry, and another for another', () => {
    const first = session(UNEVENTFUL, 'a')
    expect(session(UNEVENTFUL, 'a')).toEqual(first)
    expect(session(UNEVENTFUL, 'b')).not.toEqual(first)
  })

  it.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s: gives only entries that the wire takes', (_, scenario) => {
    for (const [index, entry] of session(scenario, 'wire').entries.entries())
      expect(deviceEntrySchema.safeParse({ ...entry, seq: index + 1 }).success).toBe(true)
  })

  it('uneventful: stays away from every critical level in most sessions', () => {
    const highest = Array.from({ length: 10 }, (_, index) =>
      Math.max(...setsOf(session(UNEVENTFUL, `quiet-${index}`).entries).map((set) => (set.kind === 'set' ? (set.sys ?? 0) : 0))),
    )
    expect(highest.filter((sys) => sys >= 180).length).toBeLessThanOrEqual(1)
  })

  it('X4: a hyper-responder comes to a critical set', () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e'])
      expect(
        setsOf(session(HYPER_RESPONDER, seed).entries).some(
          (set) => set.kind === 'set' && ((set.sys ?? 0) >= 180 || (set.dia ?? 0) >= 110),
        ),
      ).toBe(true)
  })

  it('T1: a desaturation lasts long enough to be an alarm', () => {
    for (const seed of ['a', 'b', 'c']) {
      const low = valuesOf(session(DESATURATION, seed).entries, 'spo2').filter((value) => value < 85)
      expect(low.length).toBeGreaterThan(30)
    }
  })

  it('T1: a faint at cannulation is a slow pulse before any drug', () => {
    const before = session(VASOVAGAL, 'a').entries.filter(({ at }) => at < START)
    expect(valuesOf(before, 'hr').filter((value) => value < 50).length).toBeGreaterThan(60)
    expect(valuesOf(before, 'hr').at(-1)).toBeGreaterThan(55)
  })

  it('G1: the unplugged monitor is out for 45 to 90 s, and goes on measuring', () => {
    const { entries, unpluggedMs } = session(UNPLUGGED, 'a')
    expect(unpluggedMs).toBeGreaterThanOrEqual(45_000)
    expect(unpluggedMs).toBeLessThanOrEqual(91_000)
    expect(entries.filter(({ kind }) => kind === 'numerics')).toHaveLength(90 * 60 + 1)
    expect(session(UNEVENTFUL, 'a').unpluggedMs).toBe(0)
  })
})
