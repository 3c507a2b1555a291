import { type ChairId, type SessionId, type SourceId, sourceIdSchema } from '@chairside/shared/identity'
import type { ChairPicture, RoomClock } from '@chairside/shared/picture'
import { isEnded, type Phase } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type { MachineClock, RoomTime } from './clock.ts'
import type { Course, PumpStop, Steering } from './course.ts'
import type { EntryBody } from './devices/outbox.ts'
import type { SocketDevice } from './devices/socket-device.ts'
import { createFaultPlan } from './faults/fault-plan.ts'
import type { FaultSpec } from './faults/fault-spec.ts'
import { connectFaultyDevice } from './faults/faulty-device.ts'
import { createStoryFaults } from './faults/story-faults.ts'
import type { Findings } from './findings.ts'
import { type BedsideMonitor, createMonitor, declarationAt, periodMsAt } from './monitor.ts'
import { createPatient, type Patient } from './patient.ts'
import { dissociatesInInfusion, drawTraits, POPULATION } from './population.ts'
import type { ChairRecorder } from './recordings/recording-folder.ts'
import { planVisit, visitNumberOf } from './room-plan.ts'
import type { Scenario, Trouble } from './scenario.ts'
import { courseOf, setAskedAtOf } from './session-course.ts'
import type { Story } from './staff.ts'
import { type Instruction, steeringOf } from './steering.ts'
import { createStoryClock, type StoryClock } from './story-clock.ts'
import { troublesOf } from './story-events.ts'
import { createTracing } from './tracing.ts'
import type { WaveChunk } from './waveforms/generator.ts'

export interface DeviceToken {
  readonly sourceId: string
  readonly label: string
  readonly token: string
}

export interface SimulatedChairOptions {
  readonly url: string
  readonly seed: string
  /** From 1. */
  readonly number: number
  readonly device: DeviceToken
  readonly clock: MachineClock
  readonly roomTime: RoomTime
  readonly effectMmHg: number
  /** The story of every visit here; null: as the room's plan has it. */
  readonly scenario: Scenario | null
  /** What goes wrong between the monitor and the server. */
  readonly faults: readonly FaultSpec[]
  /** The monitor sends its traces, in a room that takes them. */
  readonly sendsWaves: boolean
  /** Null: nothing is recorded. */
  readonly recording: { readonly recorder: ChairRecorder; readonly waves: boolean } | null
  readonly onRoomClock: (reading: RoomClock) => void
  readonly onProblem: (sentence: string) => void
}

/** What an instructor sees of a chair. */
export interface ChairStory {
  readonly number: number
  /** Null: nobody sits there who is simulated. */
  readonly phase: Phase | null
  readonly scenario: string | null
  readonly next: string | null
  /** How many times faster than the room the story runs; 0: it stands still. */
  readonly times: number
  readonly plugged: boolean
  readonly troubles: readonly Trouble[]
  readonly forced: boolean
}

/** A chair's patient and monitor. The pump is the session's: what staff do to it reaches the patient. */
export interface SimulatedChair {
  readonly number: number
  readonly sourceId: SourceId
  readonly device: SocketDevice
  /** Lets the patient and the monitor go on until `now`, by what the screen shows of the chair. */
  live(now: Moment, picture: ChairPicture, cannulatedAt: Moment | null): void
  /** What a look at the patient tells now; null: nobody sits there. */
  findings(): Findings | null
  /** The story that is played, and how far it has come. */
  readonly story: Story | null
  /** Does what an instructor asks, for the present session alone; false: nobody sits here to whom it could happen. */
  steer(instruction: Exclude<Instruction, { kind: 'start' }>): boolean
  /** The next patient here follows this scenario. */
  playNext(scenario: Scenario): void
  readonly seen: ChairStory
  /** The number of the visit that comes after the one shown. */
  nextVisit(picture: ChairPicture): number
}

interface Stay {
  readonly sessionId: SessionId
  phase: Phase
  readonly seed: string
  readonly patient: Patient
  readonly monitor: BedsideMonitor
  readonly scenario: Scenario
  readonly clock: StoryClock
  /** What an instructor forced, and the stretches in which he held back the pump; by the story's time. */
  readonly steered: Steering[]
  readonly pumpStops: PumpStop[]
  /** By room time, as the newest picture has it. */
  course: Course
  now: Moment
}

export const createSimulatedChair = (options: SimulatedChairOptions): SimulatedChair => {
  const { number, roomTime } = options
  let stay: Stay | null = null
  let nextScenario: Scenario | null = null
  const troubles = new Set<Trouble>()
  let cableOut = false
  /** Simulated sessions here that the room's plan did not send. */
  let unplanned = 0

  /** From here the seconds of the faults count. */
  let openedAt: Moment | null = null

  const storyFaults = createStoryFaults(createFaultPlan(options.faults, `${options.seed}/${number}`), () => openedAt)
  const device = connectFaultyDevice({
    url: options.url,
    token: options.device.token,
    plan: storyFaults.plan,
    startedAt: () => openedAt,
    declare: (speed) => declarationAt(speed, null, true),
    onMeasure: () => stay?.monitor.measureNow(),
    clock: options.clock,
    now: () => roomTime.now() ?? 0,
    onRoomClock: options.onRoomClock,
    onProblem: (sentence) => options.onProblem(`${options.device.label}: ${sentence}`),
  })

  const tracing = createTracing({ device, roomTime, sends: options.sendsWaves, records: options.recording?.waves === true })

  const storyCourse = ({ clock, steered, pumpStops }: Pick<Stay, 'clock' | 'steered' | 'pumpStops'>, course: Course): Course => ({
    ...clock.course(course),
    steered,
    pumpStops,
  })

  const arrive = (picture: ChairPicture, course: Course, now: Moment): Stay | null => {
    const session = picture.session
    // S5: a real patient is nobody's story.
    if (session === null || !session.simulated || isEnded(session.phase)) return null
    if (stay?.sessionId === session.sessionId) return stay
    const visitNumber = visitNumberOf(session.patient.identifier)
    const planned = visitNumber === null ? null : planVisit(options.seed, number, visitNumber)
    // Seeds are written beside recordings: what somebody typed as an identifier has no place in them.
    if (planned === null) unplanned += 1
    const seed = planned?.seed ?? `${options.seed}/${number}/guest-${unplanned}`
    const scenario = nextScenario ?? options.scenario ?? planned?.scenario ?? POPULATION
    nextScenario = null
    troubles.clear()
    cableOut = false
    storyFaults.begin(seed, scenario)
    const traits = drawTraits(seed, scenario, options.effectMmHg)
    const patient = createPatient(
      seed,
      {
        ...traits,
        weightKg: session.order.weightKg,
        dissociates: traits.dissociates * dissociatesInInfusion(session.patient.infusionNumber),
      },
      scenario,
    )
    const own = { clock: createStoryClock(), steered: [], pumpStops: [] }
    const monitor = createMonitor({
      seed,
      // It looks by room time: the story's clock lies between it and the patient.
      patient: { ...patient, at: (moment, seen) => patient.at(own.clock.at(moment), storyCourse(own, seen)) },
      // What fails is told to it, by the story's clock.
      scenario: { ...scenario, troubles: [] },
      periodMs: () => periodMsAt(roomTime.speed),
      capnograph: number % 2 === 1,
    })
    return { sessionId: session.sessionId, phase: session.phase, seed, patient, monitor, scenario, ...own, course, now }
  }

  const record = (sitting: Stay, picture: ChairPicture, entries: readonly EntryBody[], waves: WaveChunk | null): void => {
    if (options.recording === null) return
    const { recorder } = options.recording
    const startedAt = picture.infusion?.startedAt ?? null
    recorder.take(
      {
        sessionId: sitting.sessionId,
        checkedInAt: sitting.course.checkedInAt,
        seed: sitting.seed,
        scenario: sitting.scenario.id,
        infusion: startedAt === null ? null : { startedAt, endedAt: sitting.course.infusionEndedAt },
      },
      entries,
      waves,
    )
  }

  const live: SimulatedChair['live'] = (now, picture, cannulatedAt) => {
    openedAt ??= now
    const course = courseOf(picture, cannulatedAt)
    stay = arrive(picture, course, now)
    if (stay === null || picture.session === null) {
      options.recording?.recorder.leave()
      storyFaults.begin(options.seed, null)
      if (!device.plugged) device.plug()
      device.flush()
      return
    }
    stay.course = course
    stay.now = now
    const { phase, phaseSince } = picture.session
    stay.phase = phase
    const told = storyCourse(stay, course)
    const storyNow = stay.clock.at(now)
    storyFaults.follow({ roomNow: now, storyNow, times: stay.clock.times, course: told })
    const failing = [...troubles, ...troublesOf(stay.scenario, storyNow, told)]
    const bedside = { phase, since: phaseSince, setAskedAt: setAskedAtOf(picture.cuff), troubles: failing }
    const entries = stay.monitor.readUpTo(now, course, bedside)
    for (const entry of entries) device.report(entry)
    record(stay, picture, entries, tracing.read(stay.monitor, now, course, bedside))
    const unplugged = cableOut || stay.monitor.unpluggedAt(storyNow, told)
    if (unplugged && device.plugged) device.unplug()
    else if (!unplugged && !device.plugged) device.plug()
    device.flush()
  }

  const holdPump = (isHeld: boolean): void => {
    if (stay === null) return
    const at = stay.clock.at(stay.now)
    const last = stay.pumpStops.at(-1)
    if (isHeld && last?.toAt !== null) stay.pumpStops.push({ fromAt: at, toAt: null })
    else if (!isHeld && last?.toAt === null) stay.pumpStops.splice(-1, 1, { ...last, toAt: at })
  }

  const steer: SimulatedChair['steer'] = (instruction) => {
    if (stay === null) return false
    switch (instruction.kind) {
      case 'pace':
        stay.clock.run(instruction.times, stay.now)
        return true
      case 'force':
        stay.steered.push(...steeringOf(instruction.force, stay.clock.at(stay.now)))
        return true
      case 'settle':
        stay.steered.splice(0)
        troubles.clear()
        holdPump(false)
        cableOut = false
        return true
      case 'trouble':
        if (instruction.on) troubles.add(instruction.trouble)
        else troubles.delete(instruction.trouble)
        if (instruction.trouble === 'pump-stops') holdPump(instruction.on)
        return true
      case 'cable':
        cableOut = !instruction.plugged
        return true
    }
  }

  return {
    number,
    sourceId: sourceIdSchema.parse(options.device.sourceId),
    device,
    live,
    findings: () => (stay === null ? null : stay.patient.findingsAt(stay.clock.at(stay.now), storyCourse(stay, stay.course))),
    get story() {
      return stay === null ? null : { scenario: stay.scenario, course: storyCourse(stay, stay.course), now: stay.clock.at(stay.now) }
    },
    steer,
    playNext: (scenario) => {
      nextScenario = scenario
    },
    get seen() {
      return {
        number,
        phase: stay?.phase ?? null,
        scenario: stay?.scenario.title ?? null,
        next: nextScenario?.title ?? null,
        times: stay?.clock.times ?? 1,
        plugged: device.plugged,
        troubles: [...troubles],
        forced: stay?.steered.some(({ toAt }) => toAt === null || (stay !== null && toAt > stay.clock.at(stay.now))) === true,
      }
    },
    nextVisit: (picture) => (picture.session === null ? 1 : (visitNumberOf(picture.session.patient.identifier) ?? 0) + 1),
  }
}

/** The chair of this number (from 1) in the order of the room, or null. */
export const chairAt = (
  chairs: readonly ChairPicture[],
  number: number,
): { readonly id: ChairId; readonly picture: ChairPicture } | null => {
  const picture = chairs[number - 1]
  return picture === undefined ? null : { id: picture.chairId, picture }
}
