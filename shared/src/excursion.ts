import type { ExcursionId } from './identity.ts'
import type { Phase } from './session.ts'
import type { Moment } from './time.ts'

export type Side = 'high' | 'low'
export const SIDES = ['high', 'low'] as const satisfies readonly Side[]

/** In rising order. */
export const LEVELS = ['advisory', 'warning', 'critical', 'emergency'] as const
export type Level = (typeof LEVELS)[number]
export const levelRank = (level: Level | null): number => (level === null ? -1 : LEVELS.indexOf(level))

export const ENDINGS = ['recovered', 'not-confirmed', 'not-reproduced', 'session-ended'] as const
/** How an excursion ended (X3, X5, X6). */
export type Ending = (typeof ENDINGS)[number]

export interface Extreme {
  readonly value: number
  readonly at: Moment
}

/** The record of an excursion (X7). */
export interface Excursion {
  readonly id: ExcursionId
  readonly side: Side
  readonly level: Level
  readonly peakLevel: Level
  readonly confirmed: boolean
  readonly openedAt: Moment
  readonly confirmedAt: Moment | null
  readonly closedAt: Moment | null
  readonly ending: Ending | null
  readonly phaseAtOpening: Phase
  /** Minutes of running infusion at the opening, unrounded; null before a start. */
  readonly infusionMinuteAtOpening: number | null
  /** Highest values on the high side, lowest on the low side. */
  readonly peak: { readonly sys: Extreme | null; readonly dia: Extreme | null; readonly map: Extreme | null }
  /** The largest departure of SYS and DIA from the baseline; null without one. */
  readonly largestChange: { readonly sys: number | null; readonly dia: number | null }
  readonly setCount: number
  /** Estimates by straight lines between accepted sets. */
  readonly minutesBeyondWarning: { readonly sys: number; readonly dia: number }
  readonly areaBeyondWarning: { readonly sys: number; readonly dia: number }
}

/** Whether the worst SYS and DIA are of one set: only then were they ever measured as one pressure. */
export const isOneSet = ({ sys, dia }: Excursion['peak']): boolean => sys === null || dia === null || sys.at === dia.at
