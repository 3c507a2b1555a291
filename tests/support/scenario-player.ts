import { advance, type Chair, emptyChair } from '@chairside/server/domain/chair'
import type { ActInput, SourceProfile } from '@chairside/server/domain/chair-input'
import { pictureOf } from '@chairside/server/domain/picture-of'
import { normalise } from '@chairside/server/ingest/normalise'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Fact } from '@chairside/shared/fact'
import type { ChairId, SessionId, SourceId } from '@chairside/shared/identity'
import { isEnded } from '@chairside/shared/session'
import type { Actor } from '@chairside/shared/staff'
import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import type { DeviceEntry } from '@chairside/shared/wire'
import type { Course } from '@chairside/simulators/course'
import { createMonitor, declarationAt } from '@chairside/simulators/monitor'
import { createPatient } from '@chairside/simulators/patient'
import { drawTraits } from '@chairside/simulators/population'
import type { Scenario } from '@chairside/simulators/scenario'
import { courseOf } from '@chairside/simulators/session-course'
import { decide, type Habits, newMemory, noteDone } from '@chairside/simulators/staff'

const NURSE: Actor = { staffId: 'n1', name: 'N. Nurse', role: 'nurse' }
const PHYSICIAN: Actor = { staffId: 'p1', name: 'P. Physician', role: 'physician' }
const MONITOR = 'monitor-1' as SourceId
const BEGIN = 1_760_000_000_000
const HABITS: Habits = {
  acknowledgeAfterMs: MINUTE_MS,
  dischargeAfterMs: 2 * MINUTE_MS,
  resumeAfterMs: 10 * MINUTE_MS,
  turnoverMs: Number.POSITIVE_INFINITY,
}
const LONGEST_MS = 240 * MINUTE_MS
/** How soon after a set was due the nurse presses the button. */
const PASSED_AFTER_MS = 75_000

export interface Played {
  readonly facts: readonly Fact[]
  readonly course: Course
  /** Acts that the judge refused, as `kind code`. */
  readonly refusals: readonly string[]
}

/** Plays a scenario through the judge, second by second, with the simulated staff; from the door until the patient has left. */
export const playScenario = (scenario: Scenario, seed: string): Played => {
  const own = `${seed}/${scenario.id}`
  const traits = drawTraits(own, scenario)
  const patient = createPatient(own, traits, scenario)
  const monitor = createMonitor({ seed: own, patient, scenario, periodMs: () => SECOND_MS, capnograph: true })
  const declared = declarationAt(1, null)
  const profile: SourceProfile = {
    sourceId: MONITOR,
    label: 'Monitor 1',
    patientIdentifier: null,
    periodMs: declared.periodMs,
    rrZeroMeans: declared.rrZeroMeans,
    origin: 'simulated',
  }
  const facts: Fact[] = []
  const refusals: string[] = []
  const memory = newMemory()
  let chair: Chair = emptyChair('chair-1' as ChairId)
  let seq = 0
  let kept: DeviceEntry[] = []
  let course: Course = { checkedInAt: BEGIN, cannulatedAt: null, pump: [], infusionEndedAt: null }

  const feed = (input: Parameters<typeof advance>[1]): ReturnType<typeof advance> => {
    const step = advance(chair, input)
    chair = step.chair
    facts.push(...step.facts)
    return step
  }

  const act = (now: Moment): void => {
    const picture = pictureOf(chair)
    const decision = decide({
      chair: picture,
      now,
      memory,
      habits: HABITS,
      monitor: { sourceId: MONITOR, connected: true },
      next: null,
      findings: patient.findingsAt(now, course),
      story: { scenario, course, now },
    })
    if (decision === null) return
    const input: ActInput = {
      kind: 'act',
      takenAt: now,
      by: decision.by === 'nurse' ? NURSE : PHYSICIAN,
      act: decision.act,
      ...(decision.act.kind === 'bind-monitor' ? { source: { profile, lastHeardAt: now } } : {}),
    }
    const { problem } = feed(input)
    if (problem === null) {
      noteDone(memory, decision, now)
      return
    }
    refusals.push(`${decision.act.kind} ${problem.code}`)
    if (decision.step !== undefined) memory.stepsDone.add(decision.step)
  }

  feed({
    kind: 'act',
    takenAt: BEGIN,
    by: NURSE,
    act: {
      kind: 'check-in',
      patient: { identifier: 'SIM-1-1', name: 'Any Name', infusionNumber: 2, courseLength: 6 },
      order: {
        drug: 'ketamine',
        weightKg: traits.weightKg,
        doseMg: Math.round(traits.weightKg * 5) / 10,
        durationMin: 40,
        concentrationMgPerMl: 1,
      },
      simulated: true,
    },
    opening: { sessionId: 'session-1' as SessionId, protocol: DEFAULT_PROTOCOL },
  })

  for (let now = BEGIN + SECOND_MS; now <= BEGIN + LONGEST_MS; now += SECOND_MS) {
    const picture = pictureOf(chair)
    const { session, cuff } = picture
    if (session === null || isEnded(session.phase)) break
    course = courseOf(picture, memory.cannulatedAt)
    const { nextDueAt, dueBecause } = cuff
    const setAskedAt = nextDueAt === null || dueBecause === 'recheck' ? nextDueAt : nextDueAt + PASSED_AFTER_MS
    for (const entry of monitor.readUpTo(now, course, { phase: session.phase, since: session.phaseSince, setAskedAt })) {
      seq += 1
      kept.push({ ...entry, seq } as DeviceEntry)
    }
    if (monitor.unpluggedAt(now, course) || picture.source === null) feed({ kind: 'tick', takenAt: now })
    else {
      feed({ kind: 'delivery', takenAt: now, sourceId: MONITOR, sentAt: now, entries: kept.map(normalise) })
      kept = []
    }
    act(now)
  }
  return { facts, course: courseOf(pictureOf(chair), memory.cannulatedAt), refusals }
}
