import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import { anchorOf, type Course, firstPauseOf, type Steering } from './course.ts'
import type { Scenario, ScenarioEvent, StoryMoment, Trouble } from './scenario.ts'

/** When a moment of the story is, in room time; null: not known yet. */
export const momentOf = (story: StoryMoment, course: Course): Moment | null => {
  const anchor = anchorOf(story.after, course)
  return anchor === null ? null : anchor + story.delayMin * MINUTE_MS
}

/** What the scenario has failing at a moment of the story. */
export const troublesOf = (scenario: Scenario, moment: Moment, course: Course): readonly Trouble[] =>
  scenario.troubles.flatMap((event) => {
    const beginsAt = momentOf(event, course)
    return beginsAt !== null && moment >= beginsAt && moment < beginsAt + event.lastsSec * SECOND_MS ? [event.trouble] : []
  })

/** Up over `rampSec` from 0 s on, down over `rampSec` from `endSec` on; 0 to 1. */
const ramped = (seconds: number, rampSec: number, endSec: number): number => {
  if (seconds <= 0) return 0
  const rise = (at: number): number => (rampSec === 0 ? 1 : Math.min(1, at / rampSec))
  if (seconds <= endSec) return rise(seconds)
  return rampSec === 0 ? 0 : Math.max(0, rise(endSec) - (seconds - endSec) / rampSec)
}

/** How far an event has come, 0 to 1. */
export const strengthOf = (event: ScenarioEvent, moment: Moment, course: Course): number => {
  const beginsAt = momentOf(event, course)
  if (beginsAt === null || moment <= beginsAt) return 0
  const pausedAt = event.untilPause === true ? firstPauseOf(course, beginsAt) : null
  const endSec = Math.min(event.rampSec + event.lastsSec, pausedAt === null ? Number.POSITIVE_INFINITY : (pausedAt - beginsAt) / SECOND_MS)
  return ramped((moment - beginsAt) / SECOND_MS, event.rampSec, endSec)
}

/** How far a live steering has come, 0 to 1. */
export const steeringStrength = ({ fromAt, toAt, rampSec }: Steering, moment: Moment): number =>
  ramped((moment - fromAt) / SECOND_MS, rampSec, toAt === null ? Number.POSITIVE_INFINITY : (toAt - fromAt) / SECOND_MS)

type Forced = Pick<ScenarioEvent, 'toSys' | 'toDia' | 'toHr' | 'toSpo2' | 'toRr' | 'addSys' | 'addDia' | 'addHr'>

export interface Vitals {
  readonly sys: number
  readonly dia: number
  readonly hr: number
  readonly spo2: number
  readonly rr: number
}

const towards = (value: number, target: number | undefined, add: number | undefined, strength: number): number =>
  (target === undefined ? value : value + (target - value) * strength) + (add ?? 0) * strength

/** Several things that slow the heart slow it no further than this, /min; only a scenario that says so stops it. */
const SLOWEST_HR = 28

const heartUnder = (hr: number, { toHr, addHr = 0 }: Forced, strength: number): number => {
  const told = towards(hr, toHr, undefined, strength)
  const added = told + addHr * strength
  return addHr < 0 ? Math.max(added, Math.min(told, SLOWEST_HR)) : added
}

/** The vitals under something that has come so far. */
export const forced = (vitals: Vitals, event: Forced, strength: number): Vitals =>
  strength === 0
    ? vitals
    : {
        sys: towards(vitals.sys, event.toSys, event.addSys, strength),
        dia: towards(vitals.dia, event.toDia, event.addDia, strength),
        hr: heartUnder(vitals.hr, event, strength),
        spo2: towards(vitals.spo2, event.toSpo2, undefined, strength),
        rr: towards(vitals.rr, event.toRr, undefined, strength),
      }
