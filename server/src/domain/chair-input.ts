import type { ChartAct } from '@chairside/shared/chart-act'
import type { Act } from '@chairside/shared/command'
import type { Baseline } from '@chairside/shared/fact'
import type { SessionId, SourceId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Actor } from '@chairside/shared/staff'
import type { Moment } from '@chairside/shared/time'
import type { ContinuousVital, VitalValues } from '@chairside/shared/vital'

/** What the judge must know of a monitor. */
export interface SourceProfile {
  readonly sourceId: SourceId
  readonly label: string
  readonly patientIdentifier: string | null
  readonly periodMs: number
  /** Periods of single vitals that differ from the source's (a recording's columns). */
  readonly periodsMs?: { readonly [vital in ContinuousVital]?: number }
  readonly rrZeroMeans: 'no-breath' | 'unknown'
  readonly origin: 'device' | 'simulated' | 'replayed'
  /** What G1 to G3 hold this source to; all of it where absent. A charted recording has no heartbeat to miss. */
  readonly canMeasure?: boolean
  readonly supervision?: { readonly silence: boolean; readonly signals: boolean; readonly cuff: boolean }
}

/** One thing that a monitor reported, normalised at the door: catalogue units, known vitals. `at` is the monitor's own clock. */
export type SourceEntry =
  | {
      readonly kind: 'numerics'
      readonly seq: number
      readonly at: Moment
      readonly values: VitalValues
      readonly off: readonly ContinuousVital[]
      /** Names or units that the door does not know: kept, reported, never judged (V2). */
      readonly unmapped: readonly { readonly name: string; readonly value: number; readonly unit: string }[]
    }
  | {
      readonly kind: 'set'
      readonly seq: number
      readonly at: Moment
      readonly sys: number | null
      readonly dia: number | null
      readonly map: number | null
      readonly pulse: number | null
    }
  | { readonly kind: 'cuff-started'; readonly seq: number; readonly at: Moment }
  | { readonly kind: 'cuff-failed'; readonly seq: number; readonly at: Moment; readonly code: string }
  | { readonly kind: 'apnoea'; readonly seq: number; readonly at: Moment }
  | {
      readonly kind: 'gap'
      readonly seq: number
      readonly at: Moment
      readonly fromAt: Moment
      readonly toAt: Moment
      readonly lostEntries: number
    }

/**
 * Everything that can reach a chair. `takenAt` is stored and monotone: it orders the inputs of a chair, and is the moment
 * at which the judge looks (R4). Ids and profiles that come from outside travel inside the input, so that a record fed
 * again gives the same facts.
 */
export type ChairInput =
  | { readonly kind: 'tick'; readonly takenAt: Moment }
  | {
      readonly kind: 'delivery'
      readonly takenAt: Moment
      readonly sourceId: SourceId
      /** The monitor's clock when it sent this (V6). */
      readonly sentAt: Moment
      readonly entries: readonly SourceEntry[]
    }
  /** The bound monitor declared itself anew, after a reconnection. */
  | { readonly kind: 'source-declared'; readonly takenAt: Moment; readonly profile: SourceProfile }
  | {
      readonly kind: 'act'
      readonly takenAt: Moment
      readonly by: Actor
      readonly act: Act | ChartAct
      /** The screen's own number of this command, kept so that a repeat after a restart is known. No rule reads it. */
      readonly commandId?: string
      /** R2: from which station, and when by the wall: people's clocks show that. No rule reads it. Absent in older records. */
      readonly from?: { readonly station: string; readonly wallAt: Moment }
      /** Who proved themselves, by password or PIN, for this act: a signature or a witness. Absent: nobody did. */
      readonly confirmed?: Actor
      /** With `check-in` alone: the id of the new session, and the protocol that it is bound to for life. */
      readonly opening?: { readonly sessionId: SessionId; readonly protocol: Protocol }
      /** With `bind-monitor` alone: the monitor as it declared itself, and when it was last heard. */
      readonly source?: { readonly profile: SourceProfile; readonly lastHeardAt: Moment | null }
      /**
       * Fed again from a record: it was carried out then. What holds a start is not asked a second time, so that a stricter
       * judge cannot take back, at a restart, what happened (R4).
       */
      readonly settled?: true
      /** With `start-infusion` alone: a baseline from outside the session (a recording judged with a given one). */
      readonly statedBaseline?: { readonly sys: number; readonly dia: number }
      /** With `start-infusion` alone, for the chart's evaluation: the baseline that was frozen live. */
      readonly keptBaseline?: Baseline
    }
  /**
   * How many room milliseconds pass in one of the wall: what people wait for (A5, A6) is counted by the wall. 1 where none was told.
   */
  | { readonly kind: 'clock'; readonly takenAt: Moment; readonly speed: number }
  /** G6: whether this chair's record can be written. */
  | { readonly kind: 'recording'; readonly takenAt: Moment; readonly possible: boolean }

export type ActInput = Extract<ChairInput, { readonly kind: 'act' }>
export type DeliveryInput = Extract<ChairInput, { readonly kind: 'delivery' }>
