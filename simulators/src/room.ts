import type { Act } from '@chairside/shared/command'
import type { ChairId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import { isEnded } from '@chairside/shared/session'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import { createRoomTime, type MachineClock, type RoomTime } from './clock.ts'
import type { FaultSpec } from './faults/fault-spec.ts'
import { EFFECT_SIZES } from './population.ts'
import type { RecordingFolder } from './recordings/recording-folder.ts'
import { planVisit } from './room-plan.ts'
import type { Scenario } from './scenario.ts'
import { scenarioCalled } from './scenario-library.ts'
import { isAwaited, type Move, moveFrom } from './seen-move.ts'
import { type ChairStory, chairAt, createSimulatedChair, type DeviceToken, type SimulatedChair } from './simulated-chair.ts'
import { type ChairMemory, type Decision, decide, type Habits, newMemory, noteDone } from './staff.ts'
import { connectStaff, type StaffConnection } from './staff-connection.ts'
import type { Instruction } from './steering.ts'

export interface RoomOptions {
  readonly url: string
  readonly seed: string
  readonly devices: readonly DeviceToken[]
  /** Null: nobody acts, and the monitors follow what people do at the screens. */
  readonly staff: { readonly nurse: string; readonly physician: string; readonly password: string } | null
  /** Who watches the screen for the patients' pumps where nobody acts. */
  readonly watcher?: { readonly login: string; readonly password: string }
  readonly clock: MachineClock
  readonly habits: () => Habits
  /** Room minutes from the room's opening to the first check-in at a chair (from 1). */
  readonly firstCheckInMin: (chair: number) => number
  readonly onProblem: (sentence: string) => void
  /** The mean peak rise of SYS in this clinic, mmHg; the typical one where absent. */
  readonly effectMmHg?: number
  /** The story of every visit; as the plan has it where absent. */
  readonly scenario?: Scenario
  /** What goes wrong between the monitors and the server; nothing where absent. */
  readonly faults?: readonly FaultSpec[]
  /** The monitors send their traces, in a room that takes them; not where absent. */
  readonly waves?: boolean
  /** Where each session is recorded, with or without its traces. Whoever opened the folder closes it. */
  readonly recording?: { readonly folder: RecordingFolder; readonly waves: boolean }
}

/** A simulated room: patients, monitors and staff around a live server. */
export interface SimulatedRoom {
  readonly time: RoomTime
  /** Room minutes since it opened; 0 before a server said what time it is. */
  readonly minutes: number
  /** Stops patients, monitors and staff where they are; `resume` lets them go on in whatever room time it is by then. */
  hold(): void
  resume(): void
  /** All monitors are connected and declared, and the staff see the room. */
  readonly ready: boolean
  /** Every bound monitor is heard: no chair says that it is silent or has lost a signal. */
  readonly heard: boolean
  /** Entries that no receipt named yet. */
  readonly waiting: number
  readonly chairs: readonly ChairStory[]
  /** How many simulated visits ended in this room so far. */
  readonly visitsEnded: number
  /**
   * Does what an instructor asks of a chair (from 1; null: of all). Throws a sentence where that can't be. `find` gives a scenario
   * by its name: one of the library where absent.
   */
  steer(chair: number | null, instruction: Instruction, find?: (name: string) => Scenario): void
  close(): void
}

interface ChairState {
  readonly chair: SimulatedChair
  memory: ChairMemory
  sessionId: string | null
  emptySince: Moment | null
  acting: boolean
  /** After a refusal the staff wait before they try anything again. */
  waitUntil: Moment
  /** What was done last moves the chair on from there; it is not seen yet. */
  moved: Move | null
  /** An instructor wants the next patient at once. */
  hasten: boolean
  ended: number
}

/** Between two looks, wall time: in a fast room more often, so that staff see what they do within so much room time. */
const LOOK_MS = { longest: 100, shortest: 20, roomTime: 6_000 } as const
export const lookEveryMs = (speed: number): number => Math.min(LOOK_MS.longest, Math.max(LOOK_MS.shortest, LOOK_MS.roomTime / speed))
const AFTER_REFUSAL_MS = 20_000
/** In a fast room that is no time at all: so long at least, wall time. */
const AFTER_REFUSAL_WALL_MS = 2_000
/** After these they look at another picture, or do the same again. */
const MOVES: ReadonlySet<Act['kind']> = new Set([
  'check-in',
  'begin-baseline',
  'start-infusion',
  'pause-infusion',
  'resume-infusion',
  'stop-infusion',
  'discharge',
])

/** Opens the room; rejects with a sentence where the staff can't sign in. */
export const openRoom = async (options: RoomOptions): Promise<SimulatedRoom> => {
  const { clock, onProblem, staff } = options
  const time = createRoomTime(clock)
  let openedAt: Moment | null = null
  let held = false
  let epoch: string | null = null
  const people: { nurse: StaffConnection | null; physician: StaffConnection | null } = { nurse: null, physician: null }

  const join = (login: string, password: string): Promise<StaffConnection> =>
    connectStaff({
      url: options.url,
      login,
      password,
      clock,
      onPicture: (picture) => {
        // A patch carries no time: only the first picture of each start of the server tells it anew.
        if (picture.epoch !== epoch) time.set(picture.clock)
        epoch = picture.epoch
      },
      onProblem: (sentence) => onProblem(`${login}: ${sentence}`),
    })
  if (staff !== null) {
    const nurse = await join(staff.nurse, staff.password)
    people.nurse = nurse
    people.physician = await join(staff.physician, staff.password).catch((error: unknown) => {
      nurse.close()
      throw error
    })
  } else if (options.watcher !== undefined) {
    people.nurse = await join(options.watcher.login, options.watcher.password)
  }

  const states: ChairState[] = options.devices.map((device, index) => ({
    chair: createSimulatedChair({
      url: options.url,
      seed: options.seed,
      number: index + 1,
      device,
      clock,
      roomTime: time,
      effectMmHg: options.effectMmHg ?? EFFECT_SIZES.typical,
      scenario: options.scenario ?? null,
      faults: options.faults ?? [],
      sendsWaves: options.waves === true,
      recording:
        options.recording === undefined ? null : { recorder: options.recording.folder.recorder(index + 1), waves: options.recording.waves },
      onRoomClock: (reading) => time.set(reading),
      onProblem,
    }),
    memory: newMemory(),
    sessionId: null,
    emptySince: null,
    acting: false,
    waitUntil: 0,
    moved: null,
    hasten: false,
    ended: 0,
  }))

  const carryOut = async (state: ChairState, chairId: ChairId, decision: Decision, decidedOn: ChairPicture): Promise<void> => {
    const sessionId = decidedOn.session?.sessionId ?? null
    const person = decision.by === 'physician' ? people.physician : people.nurse
    const picture = person?.picture ?? null
    const seen = picture === null ? null : chairAt(picture.chairs, state.chair.number)
    // A person acts only on the session that they see.
    if (person === null || seen === null || (seen.picture.session?.sessionId ?? null) !== sessionId) return
    const now = time.now() ?? 0
    const reply = await person.act(
      chairId,
      decision.act.kind === 'check-in' ? null : (seen.picture.session?.sessionId ?? null),
      decision.act,
    )
    if (reply.ok || reply.problem.code === 'already-done') {
      noteDone(state.memory, decision, now)
      // The answer may come before the picture that shows it, and the other person's picture before the nurse's.
      if (MOVES.has(decision.act.kind)) state.moved = moveFrom(decidedOn, time.now() ?? now, time.speed, reply.ok)
      return
    }
    // What the story asks and the room refuses is not asked for ever.
    if (decision.step !== undefined) state.memory.stepsDone.add(decision.step)
    state.waitUntil = (time.now() ?? 0) + Math.max(AFTER_REFUSAL_MS, AFTER_REFUSAL_WALL_MS * time.speed)
    // An alarm may go by itself while a hand moves towards it.
    if (reply.problem.code === 'too-frequent' || reply.problem.code === 'unknown-alarm') return
    onProblem(`Chair ${state.chair.number}: ${decision.act.kind} was refused: ${[reply.problem.code, ...reply.problem.details].join(' ')}`)
  }

  const lookAt = (state: ChairState, now: Moment): void => {
    const picture = people.nurse?.picture ?? null
    const seen = picture === null ? null : chairAt(picture.chairs, state.chair.number)
    if (picture === null || seen === null) return
    const { session } = seen.picture
    const sessionId = session?.sessionId ?? null
    if (sessionId !== state.sessionId) {
      state.sessionId = sessionId
      state.memory = newMemory()
      // A room joined in mid-session: its cannulation is taken to have been at the usual time.
      if (session !== null && session.phase !== 'checked-in' && session.phase !== 'baseline') state.memory.cannulatedAt = session.phaseSince
    }
    state.chair.live(now, seen.picture, state.memory.cannulatedAt)
    const isEmpty = session === null || isEnded(session.phase)
    if (isEmpty && session?.simulated === true && state.emptySince === null) state.ended += 1
    state.emptySince = isEmpty ? (state.emptySince ?? session?.phaseSince ?? now) : null
    if (state.moved !== null && !isAwaited(state.moved, seen.picture, now)) state.moved = null
    if (staff === null || state.acting || state.moved !== null || now < state.waitUntil) return
    const visit = state.chair.nextVisit(seen.picture)
    const firstAt = (openedAt ?? now) + options.firstCheckInMin(state.chair.number) * MINUTE_MS
    const decision = decide({
      chair: seen.picture,
      now,
      memory: state.memory,
      habits: options.habits(),
      monitor: {
        sourceId: state.chair.sourceId,
        connected: picture.sources.some((source) => source.sourceId === state.chair.sourceId && source.connected),
      },
      next: isEmpty
        ? {
            visit: planVisit(options.seed, state.chair.number, visit),
            at: state.hasten ? now : session === null ? firstAt : (state.emptySince ?? now) + options.habits().turnoverMs,
          }
        : null,
      findings: isEmpty ? null : state.chair.findings(),
      story: isEmpty ? null : state.chair.story,
    })
    if (decision === null) return
    if (decision.act.kind === 'check-in') state.hasten = false
    state.acting = true
    carryOut(state, seen.id, decision, seen.picture)
      .catch(() => undefined)
      .finally(() => {
        state.acting = false
      })
  }

  let lookedAtMs = Number.NEGATIVE_INFINITY
  const stopLooking = clock.every(LOOK_MS.shortest, () => {
    const wallMs = clock.monotonicMs()
    if (wallMs - lookedAtMs < lookEveryMs(time.speed)) return
    lookedAtMs = wallMs
    const now = time.now()
    // A room faster than the wall has its time from the server alone: without one it stands still.
    if (now === null || held || (time.speed !== 1 && people.nurse?.connected === false)) return
    openedAt ??= now
    for (const state of states) lookAt(state, now)
  })

  return {
    time,
    get minutes() {
      const now = time.now()
      return now === null || openedAt === null ? 0 : (now - openedAt) / MINUTE_MS
    },
    hold: () => {
      held = true
    },
    resume: () => {
      held = false
    },
    get ready() {
      return states.every(({ chair }) => chair.device.online) && people.nurse?.picture !== null
    },
    get heard() {
      const chairs = people.nurse?.picture?.chairs ?? []
      return !chairs.some((chair) => chair.alarms.some(({ cause }) => cause === 'source-silent' || cause === 'signal-lost'))
    },
    get waiting() {
      return states.reduce((sum, { chair }) => sum + chair.device.waiting, 0)
    },
    get chairs() {
      return states.map(({ chair }) => chair.seen)
    },
    get visitsEnded() {
      return states.reduce((sum, { ended }) => sum + ended, 0)
    },
    steer: (number, instruction, find = scenarioCalled) => {
      const chosen = states.filter(({ chair }) => number === null || chair.number === number)
      if (chosen.length === 0) throw new Error(`There is no chair ${number}.`)
      const scenario = instruction.kind === 'start' ? find(instruction.scenario) : null
      let done = 0
      for (const state of chosen) {
        if (instruction.kind !== 'start') done += Number(state.chair.steer(instruction))
        else if (scenario !== null) {
          state.chair.playNext(scenario)
          state.hasten = true
          done += 1
        }
      }
      if (done === 0) throw new Error(number === null ? 'Nobody is in the room.' : `Nobody sits at chair ${number}.`)
    },
    close: () => {
      stopLooking()
      for (const { chair } of states) chair.device.close()
      people.nurse?.close()
      people.physician?.close()
    },
  }
}
