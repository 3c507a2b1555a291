import type { Moment } from './time.ts'

/** One stretch of running pump. `toAt` null: still running. */
export interface InfusionStretch {
  readonly fromAt: Moment
  readonly toAt: Moment | null
  readonly rateMlPerHour: number
}

/** What was ordered and what ran; volume and dose follow from the stretches (S3). */
export interface InfusionState {
  readonly plannedDurationMs: number
  readonly plannedRateMlPerHour: number
  readonly doseMg: number
  readonly concentrationMgPerMl: number
  readonly startedAt: Moment | null
  /** Moved by pauses; null before the start. */
  readonly plannedEndAt: Moment | null
  readonly endedAt: Moment | null
  readonly endedEarly: boolean
  readonly stretches: readonly InfusionStretch[]
}

/** Milliseconds that the pump has run until `now`. */
export const runMs = (infusion: InfusionState, now: Moment): number =>
  infusion.stretches.reduce((sum, stretch) => sum + Math.max(0, (stretch.toAt ?? now) - stretch.fromAt), 0)

/** Volume infused until `now`, in mL. */
export const infusedMl = (infusion: InfusionState, now: Moment): number =>
  infusion.stretches.reduce(
    (sum, stretch) => sum + (Math.max(0, (stretch.toAt ?? now) - stretch.fromAt) / 3_600_000) * stretch.rateMlPerHour,
    0,
  )

/** Dose infused until `now`, in mg. */
export const infusedMg = (infusion: InfusionState, now: Moment): number => infusedMl(infusion, now) * infusion.concentrationMgPerMl
