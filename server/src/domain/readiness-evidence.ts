import type { Alarm } from '@chairside/shared/alarm'
import type { Entry } from '@chairside/shared/entry'
import type { Baseline, ContinuousBaseline } from '@chairside/shared/fact'
import type { Phase } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'

/** One accepted reading of one vital, in the catalogue's unit. */
export interface Sample {
  readonly at: Moment
  readonly value: number
}

/** One accepted cuff set; `level` is the higher level rank of its two sides, -1 for none. */
export interface LevelledSet {
  readonly at: Moment
  readonly sys: number
  readonly dia: number
  readonly level: number
}

export interface EnteredEvidence {
  readonly at: Moment
  readonly by: string
  readonly entry: Entry
}

/** `subject`: the vital that a technical alarm is about, where it is about one; without it the alarm is taken to concern them all. */
export type OpenAlarm = Pick<Alarm, 'id' | 'cause' | 'kind' | 'priority' | 'condition' | 'acknowledgement' | 'latched'> & {
  readonly subject?: string | null
}

/**
 * All that discharge readiness rests on. Lists are in rising order of time. The streamed lists hold at least the 6 min that
 * end with their newest reading (not with the present), so that ages are judged here and not by what was trimmed.
 */
export interface ReadinessEvidence {
  readonly phase: Phase
  /** Start of the infusion; tells assessments made before it ("patient baseline", D8 and D9). Absent or null: none counts as such. */
  readonly startedAt?: Moment | null
  readonly endedAt: Moment | null
  readonly endedEarly: boolean
  /** When a benzodiazepine or an IV antihypertensive was given in this session. */
  readonly rescues: readonly Moment[]
  /** Some excursion of this session reached critical. */
  readonly criticalEvent: boolean
  /** Some physician's override stands in this session. */
  readonly overridden: boolean
  readonly baseline: Baseline | null
  readonly continuousBaseline: ContinuousBaseline
  readonly sets: readonly LevelledSet[]
  readonly heartRate: readonly Sample[]
  readonly spo2: readonly Sample[]
  readonly spo2PeriodMs: number
  /** T5: when SpO2 was held back for the cuff. */
  readonly saturationHeldBack?: readonly { readonly fromAt: Moment; readonly toAt: Moment }[]
  /** Streamed and counted by hand. */
  readonly rr: readonly Sample[]
  /** The newest count by hand. */
  readonly rrManual: Sample | null
  readonly oxygenOn: boolean
  /** Null: never on in this session. */
  readonly oxygenOffSince: Moment | null
  readonly entries: readonly EnteredEvidence[]
  readonly openAlarms: readonly OpenAlarm[]
  /** S7: the times off the monitor, in order, the present one up to its announced end; `freezeMs`: how long evidence stands still. */
  readonly offMonitor?: { readonly spans: readonly { readonly fromAt: Moment; readonly toAt: Moment }[]; readonly freezeMs: number }
}
