import { deviceEntrySchema } from '@chairside/shared/wire'
import type { EntryBody } from '@chairside/simulators/devices/outbox'
import type { Scenario } from '@chairside/simulators/scenario'
import { SCENARIOS, scenarioCalled } from '@chairside/simulators/scenario-library'
import { describe, expect, it } from 'vitest'
import { START, sessionSteps } from './simulated-session.ts'

const UNEVENTFUL = scenarioCalled('uneventful')
const HYPER_RESPONDER = scenarioCalled('hyper-responder')
const UNPLUGGED = scenarioCalled('unplugged')
const DESATURATION = scenarioCalled('desaturation')
const VASOVAGAL = scenarioCalled('vasovagal')

/** What a whole session gave, and how long the cable was out. */
const session = (scenario: Scenario, seed: string) => {
  const steps = [...sessionSteps(scenario, seed)]
  return {
    entries: steps.flatMap(({ entries }) => entries),
    unpluggedMs: steps.filter(({ now, course, monitor }) => monitor.unpluggedAt(now, course)).length * 1_000,
  }
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
