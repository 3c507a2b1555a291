import type { Moment } from '@chairside/shared/time'

/** The drugs beside ketamine that act on the patient. */
export type RescueGroup = 'benzodiazepine' | 'iv-antihypertensive' | 'antiemetic'

export interface GivenDrug {
  readonly at: Moment
  readonly group: RescueGroup
}

/** What an instructor forces on the patient for a while. Numbers named `to...` are reached, others are added. */
export interface Steering {
  readonly fromAt: Moment
  /** Null: until it is taken back. */
  readonly toAt: Moment | null
  readonly rampSec: number
  readonly addSys?: number
  readonly addDia?: number
  readonly addHr?: number
  readonly toSpo2?: number
  readonly toRr?: number
  readonly vomits?: true
}

/** The pump at one rate; `toAt` null: still running. */
export interface PumpStretch {
  readonly fromAt: Moment
  readonly toAt: Moment | null
  readonly rateMgPerMin: number
}

/** Nothing came out of the pump from then on, whatever it showed; `toAt` null: until further notice. */
export interface PumpStop {
  readonly fromAt: Moment
  readonly toAt: Moment | null
}

/** What was done to the patient so far, in room time: all that the physiology depends on beside the seed. */
export interface Course {
  readonly checkedInAt: Moment
  readonly cannulatedAt: Moment | null
  /** What it shows, in order, not overlapping. */
  readonly pump: readonly PumpStretch[]
  readonly infusionEndedAt: Moment | null
  readonly given?: readonly GivenDrug[]
  readonly steered?: readonly Steering[]
  readonly pumpStops?: readonly PumpStop[]
}

/** What reached the vein: the pump's stretches less the times in which nothing came out of it. */
export const flowing = (pump: readonly PumpStretch[], stops: readonly PumpStop[]): readonly PumpStretch[] =>
  stops.reduce<readonly PumpStretch[]>(
    (left, stop) =>
      left.flatMap((stretch) => {
        const [begin, end] = [stretch.fromAt, stretch.toAt ?? Number.POSITIVE_INFINITY]
        const [from, to] = [Math.max(begin, stop.fromAt), Math.min(end, stop.toAt ?? Number.POSITIVE_INFINITY)]
        if (from >= to) return [stretch]
        return [...(from > begin ? [{ ...stretch, toAt: from }] : []), ...(to < end ? [{ ...stretch, fromAt: to }] : [])]
      }),
    pump,
  )

/** From what an event of a scenario is counted. */
export const ANCHORS = ['check-in', 'cannulation', 'infusion-start', 'pause', 'infusion-end'] as const
export type Anchor = (typeof ANCHORS)[number]

/** When the pump was first paused from `from` on; a change of the rate and the end are no pauses. */
export const firstPauseOf = (course: Course, from: Moment = Number.NEGATIVE_INFINITY): Moment | null => {
  for (const [index, { toAt }] of course.pump.entries()) {
    if (toAt === null || toAt < from || toAt === course.infusionEndedAt || course.pump[index + 1]?.fromAt === toAt) continue
    return toAt
  }
  return null
}

/** The moment from which something is counted, or null where that has not happened. */
export const anchorOf = (after: Anchor, course: Course): Moment | null => {
  switch (after) {
    case 'check-in':
      return course.checkedInAt
    case 'cannulation':
      return course.cannulatedAt
    case 'infusion-start':
      return course.pump[0]?.fromAt ?? null
    case 'pause':
      return firstPauseOf(course)
    case 'infusion-end':
      return course.infusionEndedAt
  }
}
