import { HOUR_MS, type Moment } from '@chairside/shared/time'
import type { PumpStop } from '../course.ts'

/** A stretch at one rate; `toAt` null: still running. */
export interface PumpStretch {
  readonly fromAt: Moment
  readonly toAt: Moment | null
  readonly rateMlPerHour: number
}

export interface PumpState {
  readonly running: boolean
  /** By its motor: what its display shows. */
  readonly shownMl: number
  /** What the patient got. */
  readonly deliveredMl: number
  readonly alarm: 'occlusion' | 'volume-done' | null
}

/** A syringe pump. What it did is its history, and that drives the patient. */
export interface Pump {
  start(at: Moment, rateMlPerHour: number): void
  pause(at: Moment): void
  /** The line is closed (a clamp, a kink): the motor goes on until the pressure alarm. */
  occlude(at: Moment): void
  release(at: Moment): void
  /** The state at a moment not before the last command. Finishes the volume, or alarms, when it is time. */
  stateAt(at: Moment): PumpState
  /** What the pump ran, as its log shows it. */
  readonly shown: readonly PumpStretch[]
  /** What reached the patient. */
  readonly delivered: readonly PumpStretch[]
}

const endOf = ({ toAt }: PumpStretch | PumpStop): number => toAt ?? Number.POSITIVE_INFINITY

/** The stretches less the times in which nothing flowed. */
export const flowing = (stretches: readonly PumpStretch[], stops: readonly PumpStop[]): readonly PumpStretch[] =>
  stops.reduce<readonly PumpStretch[]>(
    (left, stop) =>
      left.flatMap((stretch) => {
        const [from, to] = [Math.max(stretch.fromAt, stop.fromAt), Math.min(endOf(stretch), endOf(stop))]
        if (from >= to) return [stretch]
        return [
          ...(from > stretch.fromAt ? [{ ...stretch, toAt: from }] : []),
          ...(to < endOf(stretch) ? [{ ...stretch, fromAt: to }] : []),
        ]
      }),
    stretches,
  )

/** What ran until `at`, mL. */
export const volumeMl = (stretches: readonly PumpStretch[], at: Moment): number =>
  stretches.reduce((sum, one) => sum + (Math.max(0, Math.min(endOf(one), at) - one.fromAt) * one.rateMlPerHour) / HOUR_MS, 0)

/** The same, as the physiology takes it. */
export const inMgPerMin = (stretches: readonly PumpStretch[], concentrationMgPerMl: number) =>
  stretches.map(({ fromAt, toAt, rateMlPerHour }) => ({ fromAt, toAt, rateMgPerMin: (rateMlPerHour * concentrationMgPerMl) / 60 }))

/** How much the closed line and the syringe take up before the pressure alarm. */
const ALARM_AFTER_ML = 0.6
/** On release it runs into the patient within this time. */
const BOLUS_MS = 10_000

export interface PumpOptions {
  /** Stops when it has shown this. */
  readonly volumeMl: number
}

export const createPump = ({ volumeMl: wanted }: PumpOptions): Pump => {
  let shown: PumpStretch[] = []
  let stops: PumpStop[] = []
  let boluses: PumpStretch[] = []
  let alarm: PumpState['alarm'] = null

  const last = (): PumpStretch | undefined => shown.at(-1)
  const isRunning = (): boolean => last()?.toAt === null
  const halt = (at: Moment): void => {
    const running = last()
    if (running?.toAt === null) shown = [...shown.slice(0, -1), { ...running, toAt: Math.max(at, running.fromAt) }]
  }
  const openStop = (): PumpStop | undefined => stops.find(({ toAt }) => toAt === null)
  /** What the motor pushed into a line that is closed. */
  const heldMl = (stop: PumpStop, at: Moment): number => volumeMl(shown, at) - volumeMl(flowing(shown, [{ ...stop, toAt: at }]), at)

  /** When the running stretch will have moved so much more. */
  const after = (ml: number, at: Moment): Moment => at + (ml * HOUR_MS) / (last()?.rateMlPerHour ?? 1)

  const catchUp = (at: Moment): void => {
    const running = last()
    if (running?.toAt !== null || running.rateMlPerHour <= 0) return
    const doneAt = after(wanted - volumeMl(shown, running.fromAt), running.fromAt)
    const stop = openStop()
    const since = stop === undefined ? at : Math.max(stop.fromAt, running.fromAt)
    const pressedAt = stop === undefined ? Number.POSITIVE_INFINITY : after(ALARM_AFTER_ML - heldMl(stop, since), since)
    const endsAt = Math.min(doneAt, pressedAt)
    if (endsAt > at) return
    halt(Math.round(endsAt))
    alarm = doneAt <= pressedAt ? 'volume-done' : 'occlusion'
  }

  return {
    start: (at, rateMlPerHour) => {
      catchUp(at)
      halt(at)
      if (volumeMl(shown, at) >= wanted - 1e-6) return
      alarm = null
      shown = [...shown, { fromAt: at, toAt: null, rateMlPerHour }]
    },
    pause: (at) => {
      catchUp(at)
      halt(at)
    },
    occlude: (at) => {
      catchUp(at)
      if (openStop() === undefined) stops = [...stops, { fromAt: at, toAt: null }]
    },
    release: (at) => {
      catchUp(at)
      const stop = openStop()
      if (stop === undefined) return
      const held = heldMl(stop, at)
      stops = stops.map((one) => (one === stop ? { ...one, toAt: at } : one))
      if (held > 0) boluses = [...boluses, { fromAt: at, toAt: at + BOLUS_MS, rateMlPerHour: (held * HOUR_MS) / BOLUS_MS }]
    },
    stateAt: (at) => {
      catchUp(at)
      const delivered = volumeMl([...flowing(shown, stops), ...boluses], at)
      return { running: isRunning(), shownMl: volumeMl(shown, at), deliveredMl: delivered, alarm }
    },
    get shown() {
      return shown
    },
    get delivered() {
      return withBoluses(flowing(shown, stops), boluses)
    },
  }
}

/** One row of stretches that do not overlap: where a bolus runs beside the pump, the rates add up. */
const withBoluses = (stretches: readonly PumpStretch[], boluses: readonly PumpStretch[]): readonly PumpStretch[] => {
  if (boluses.length === 0) return stretches
  const all = [...stretches, ...boluses]
  const edges = [...new Set(all.flatMap((one) => [one.fromAt, endOf(one)]))].sort((a, b) => a - b)
  return edges.slice(0, -1).flatMap((from, index) => {
    const to = edges[index + 1] as number
    const rateMlPerHour = all.reduce((sum, one) => (one.fromAt <= from && endOf(one) >= to ? sum + one.rateMlPerHour : sum), 0)
    return rateMlPerHour === 0 ? [] : [{ fromAt: from, toAt: to === Number.POSITIVE_INFINITY ? null : to, rateMlPerHour }]
  })
}
