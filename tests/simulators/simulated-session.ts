import type { Course } from '@chairside/simulators/course'
import type { EntryBody } from '@chairside/simulators/devices/outbox'
import { type BedsideMonitor, type BedsideState, createMonitor } from '@chairside/simulators/monitor'
import { createPatient, type Patient } from '@chairside/simulators/patient'
import { drawTraits } from '@chairside/simulators/population'
import type { Scenario } from '@chairside/simulators/scenario'

export const MINUTE = 60_000
export const START = 10 * MINUTE
export const END = 50 * MINUTE

export interface SessionStep {
  readonly now: number
  readonly course: Course
  readonly bedside: BedsideState
  readonly entries: readonly EntryBody[]
  readonly monitor: BedsideMonitor
  readonly patient: Patient
}

/** One session without a server, second by second: baseline, 40 minutes of infusion from minute 10 on, then recovery. */
export function* sessionSteps(scenario: Scenario, seed: string, minutes = 90, capnograph = true): Generator<SessionStep> {
  const patient = createPatient(seed, drawTraits(seed, scenario), scenario)
  const monitor = createMonitor({ seed, patient, scenario, periodMs: () => 1_000, capnograph })
  const rateMgPerMin = (0.5 * patient.traits.weightKg) / 40
  for (let now = 0; now <= minutes * MINUTE; now += 1_000) {
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
    yield { now, course, bedside, monitor, patient, entries: monitor.readUpTo(now, course, bedside) }
  }
}
