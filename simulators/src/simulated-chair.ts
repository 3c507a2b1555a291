import { type ChairId, type SessionId, type SourceId, sourceIdSchema } from '@chairside/shared/identity'
import type { ChairPicture, RoomClock } from '@chairside/shared/picture'
import { isEnded } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type { MachineClock, RoomTime } from './clock.ts'
import { connectSocketDevice, type SocketDevice } from './devices/socket-device.ts'
import { type BedsideMonitor, createMonitor, declarationAt, periodMsAt } from './monitor.ts'
import { type Course, createPatient, type Patient } from './patient.ts'
import { drawTraits } from './population.ts'
import { planVisit, visitNumberOf } from './room-plan.ts'
import { POPULATION } from './scenarios/population.ts'

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
  readonly onRoomClock: (reading: RoomClock) => void
  readonly onProblem: (sentence: string) => void
}

/** A chair's patient and monitor. The pump is the session's: what staff do to it reaches the patient. */
export interface SimulatedChair {
  readonly number: number
  readonly sourceId: SourceId
  readonly device: SocketDevice
  /** Lets the patient and the monitor go on until `now`, by what the screen shows of the chair. */
  live(now: Moment, picture: ChairPicture, cannulatedAt: Moment | null): void
  /** Dissociation now, 0 to 1. */
  readonly dissociation: number
  /** The number of the visit that comes after the one shown. */
  nextVisit(picture: ChairPicture): number
}

/** How long after a set was due staff press the button. */
const PASSED_AFTER_MS = 75_000

interface Stay {
  readonly sessionId: SessionId
  readonly patient: Patient
  readonly monitor: BedsideMonitor
}

/** What the session's infusion and staff did to the patient, as the physiology takes it. */
export const courseOf = (picture: ChairPicture, cannulatedAt: Moment | null): Course => ({
  checkedInAt: picture.session?.checkedInAt ?? 0,
  cannulatedAt,
  pump: (picture.infusion?.stretches ?? []).map(({ fromAt, toAt, rateMlPerHour }) => ({
    fromAt,
    toAt,
    rateMgPerMin: (rateMlPerHour * (picture.infusion?.concentrationMgPerMl ?? 0)) / 60,
  })),
  infusionEndedAt: picture.infusion?.endedAt ?? null,
})

export const createSimulatedChair = (options: SimulatedChairOptions): SimulatedChair => {
  const { number, roomTime } = options
  let stay: Stay | null = null
  let dissociation = 0

  const device = connectSocketDevice({
    url: options.url,
    token: options.device.token,
    declare: (speed) => declarationAt(speed, null),
    clock: options.clock,
    now: () => roomTime.now() ?? 0,
    onRoomClock: options.onRoomClock,
    onProblem: (sentence) => options.onProblem(`${options.device.label}: ${sentence}`),
  })

  const arrive = (picture: ChairPicture): Stay | null => {
    const session = picture.session
    if (session === null || isEnded(session.phase)) return null
    if (stay?.sessionId === session.sessionId) return stay
    const visitNumber = visitNumberOf(session.patient.identifier)
    const planned = visitNumber === null ? null : planVisit(options.seed, number, visitNumber)
    const seed = planned?.seed ?? `${options.seed}/${session.patient.identifier}`
    const scenario = planned?.scenario ?? POPULATION
    const patient = createPatient(seed, { ...drawTraits(seed, scenario), weightKg: session.order.weightKg }, scenario)
    const monitor = createMonitor({ seed, patient, scenario, periodMs: () => periodMsAt(roomTime.speed), capnograph: number % 2 === 1 })
    return { sessionId: session.sessionId, patient, monitor }
  }

  const live: SimulatedChair['live'] = (now, picture, cannulatedAt) => {
    stay = arrive(picture)
    if (stay === null || picture.session === null) {
      if (!device.plugged) device.plug()
      return
    }
    const course = courseOf(picture, cannulatedAt)
    const { phase, phaseSince } = picture.session
    const { nextDueAt, dueBecause } = picture.cuff
    // A recheck is wanted on time; the cycle's own set is asked for only where the cuff let it pass.
    const setAskedAt = nextDueAt === null || dueBecause === 'recheck' ? nextDueAt : nextDueAt + PASSED_AFTER_MS
    for (const entry of stay.monitor.readUpTo(now, course, { phase, since: phaseSince, setAskedAt })) device.report(entry)
    dissociation = stay.patient.at(now, course).dissociation
    const unplugged = stay.monitor.unpluggedAt(now, course)
    if (unplugged && device.plugged) device.unplug()
    else if (!unplugged && !device.plugged) device.plug()
    device.flush()
  }

  return {
    number,
    sourceId: sourceIdSchema.parse(options.device.sourceId),
    device,
    live,
    get dissociation() {
      return dissociation
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
