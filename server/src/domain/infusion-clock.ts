import type { InfusionState } from '@chairside/shared/infusion'
import { infusedMg } from '@chairside/shared/infusion'
import type { InfusionOrder } from '@chairside/shared/session'
import { HOUR_MS, MINUTE_MS, type Moment } from '@chairside/shared/time'

/** One thing that was done to the pump, as it was stated and as it stands. */
export interface InfusionStep {
  /** The fact that stated it. */
  readonly factSeq: number
  readonly statedAt: Moment
  readonly happenedAt: Moment
  readonly does:
    | { readonly kind: 'run'; readonly rateMlPerHour: number }
    | { readonly kind: 'hold' }
    | { readonly kind: 'end'; readonly early: boolean }
  /** It cannot have happened before this, whatever the others say; null: the step before bounds it. */
  readonly notBefore: Moment | null
  /** False: the session ended with it, and its time is that of another act. */
  readonly amendable: boolean
}

/** What was ordered, as a pump that has not run (S3). */
export const plannedInfusion = (order: InfusionOrder): InfusionState => {
  const plannedDurationMs = order.durationMin * MINUTE_MS
  return {
    plannedDurationMs,
    plannedRateMlPerHour: (order.doseMg / order.concentrationMgPerMl) * (HOUR_MS / plannedDurationMs),
    doseMg: order.doseMg,
    concentrationMgPerMl: order.concentrationMgPerMl,
    startedAt: null,
    plannedEndAt: null,
    endedAt: null,
    endedEarly: false,
    stretches: [],
  }
}

const closed = (infusion: InfusionState, at: Moment): InfusionState['stretches'] =>
  infusion.stretches.map((stretch) => (stretch.toAt === null ? { ...stretch, toAt: at } : stretch))

/** The planned end is where the ordered dose will be in: pauses and changes of rate move it. */
export const running = (infusion: InfusionState, at: Moment, rateMlPerHour: number): InfusionState => ({
  ...infusion,
  startedAt: infusion.startedAt ?? at,
  plannedEndAt:
    at + Math.round((Math.max(0, infusion.doseMg - infusedMg(infusion, at)) / (rateMlPerHour * infusion.concentrationMgPerMl)) * HOUR_MS),
  stretches: [...closed(infusion, at), { fromAt: at, toAt: null, rateMlPerHour }],
})

export const held = (infusion: InfusionState, at: Moment): InfusionState => ({ ...infusion, stretches: closed(infusion, at) })

export const ended = (infusion: InfusionState, at: Moment, early: boolean): InfusionState => ({
  ...infusion,
  stretches: closed(infusion, at),
  endedAt: at,
  endedEarly: early,
})

/** The rate that ran last, for a resume. */
export const lastRate = (infusion: InfusionState): number => infusion.stretches.at(-1)?.rateMlPerHour ?? infusion.plannedRateMlPerHour
