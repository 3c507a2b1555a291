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
import type { Course } from '@chairside/simulators/course'
import { createFaultPlan } from '@chairside/simulators/faults/fault-plan'
import { createStoryFaults } from '@chairside/simulators/faults/story-faults'
import { createMonitor, declarationAt } from '@chairside/simulators/monitor'
import { createPatient } from '@chairside/simulators/patient'
import { drawTraits } from '@chairside/simulators/population'
import type { Scenario } from '@chairside/simulators/scenario'
import { courseOf, setAskedAtOf } from '@chairside/simulators/session-course'
import { decide, type Habits, newMemory, noteDone } from '@chairside/simulators/staff'
import { createVirtualMonitor } from './virtual-monitor.ts'

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

export interface Played {
  readonly facts: readonly Fact[]
  readonly course: Course
  /** Acts that the judge refused, as `kind code`. */
  readonly refusals: readonly string[]
  /** How many of the monitor's entries reached the chart, and how many times each was delivered at the most. */
  readonly delivered: { readonly entries: number; readonly copies: number; readonly missing: number }
}

/**
 * Plays a scenario through the judge, second by second, with the simulated staff and whatever goes wrong on the way from the
 * monitor; from the door until the patient has left.
 */
export const playScenario = async (scenario: Scenario, seed: string): Promise<Played> => {
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
  const seen = new Map<number, number>()
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

  let now = BEGIN
  let isTaken = false
  const storyFaults = createStoryFaults(createFaultPlan([], own), () => BEGIN)
  storyFaults.begin(own, scenario)
  const link = createVirtualMonitor({
    plan: storyFaults.plan,
    startedAt: BEGIN,
    declare: (wrongPatient) => {
      const named = { ...profile, patientIdentifier: wrongPatient ? 'SOMEBODY-ELSE' : null }
      feed({ kind: 'source-declared', takenAt: now, profile: named })
    },
    take: ({ sentAt, entries }) => {
      for (const { seq } of entries) seen.set(seq, (seen.get(seq) ?? 0) + 1)
      // Bound to nobody, it shows and is not kept.
      if (pictureOf(chair).source === null) return
      isTaken = true
      feed({ kind: 'delivery', takenAt: now, sourceId: MONITOR, sentAt, entries: entries.map(normalise) })
    },
  })

  for (now = BEGIN + SECOND_MS; now <= BEGIN + LONGEST_MS; now += SECOND_MS) {
    const picture = pictureOf(chair)
    const { session, cuff } = picture
    if (session === null || isEnded(session.phase)) break
    course = courseOf(picture, memory.cannulatedAt)
    storyFaults.follow({ roomNow: now, storyNow: now, times: 1, course })
    const bedside = { phase: session.phase, since: session.phaseSince, setAskedAt: setAskedAtOf(cuff) }
    for (const entry of monitor.readUpTo(now, course, bedside)) link.report(entry)
    if (monitor.unpluggedAt(now, course)) link.unplug()
    else link.plug()
    isTaken = false
    await link.goOn(now)
    if (!isTaken) feed({ kind: 'tick', takenAt: now })
    act(now)
  }
  const missing = Array.from({ length: Math.max(0, ...seen.keys()) }, (_, index) => index + 1).filter((seq) => !seen.has(seq)).length
  return {
    facts,
    course: courseOf(pictureOf(chair), memory.cannulatedAt),
    refusals,
    delivered: { entries: seen.size, copies: Math.max(0, ...seen.values()), missing },
  }
}
