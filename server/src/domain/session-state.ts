import type { Alarm, ConditionName, Priority } from '@chairside/shared/alarm'
import type { Excursion, Side } from '@chairside/shared/excursion'
import type { Baseline, ContinuousBaseline, Fact, FactBody } from '@chairside/shared/fact'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { InfusionState } from '@chairside/shared/infusion'
import type {
  CarePicture,
  ChairPicture,
  CuffPicture,
  EventPicture,
  GapPicture,
  NumericPicture,
  SetPicture,
  SourcePicture,
} from '@chairside/shared/picture'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Readiness } from '@chairside/shared/readiness'
import type { GateItemId, Hold, InfusionOrder, Patient, Phase } from '@chairside/shared/session'
import type { Moment } from '@chairside/shared/time'
import type { ContinuousVital } from '@chairside/shared/vital'
import type { AcceptedSet } from './baseline.ts'
import type { SourceEntry, SourceProfile } from './chair-input.ts'
import type { LimitStates, LimitVital } from './limit-rules.ts'
import type { PressureLimits } from './pressure-level.ts'

export interface Sample {
  readonly at: Moment
  readonly value: number
}

/** What is known of one continuous vital of the bound source. */
export interface VitalTrack {
  /** The newest reading's time, corrected (V5 compares with it). */
  readonly newestAt: Moment
  /** The newest accepted, unflagged reading. */
  readonly acceptedAt: Moment | null
  /** When that reading was received in time: a source that falls silent loses all its vitals at once, and G1 says so alone. */
  readonly heardAt: Moment | null
  readonly value: number | null
  readonly flagged: boolean
  /** The newest rejected reading of the present run of rejections (one fact per run). */
  readonly rejectedAt: Moment | null
}

/** A judged reading's time per watched vital, for gaps (T1). */
export type JudgedAt = { readonly [vital in LimitVital]?: Moment }

export interface TechnicalState {
  readonly condition: ConditionName
  readonly subject: string | null
  readonly priority: Priority
  readonly beganAt: Moment
}

/** X state of one side beside the public excursion. */
export interface SideState {
  /** The open excursion, by index in `excursions`. */
  readonly openIndex: number | null
  /** It opened at critical or emergency, and no set came since (X5). */
  readonly freshCriticalAt: Moment | null
  readonly recheckOverdueAt: Moment | null
  readonly recheckOverdueStated: boolean
  readonly notConfirmedAt: Moment | null
}

export interface PendingRecheck {
  readonly dueAt: Moment
  readonly because: 'warning' | 'critical' | 'failure' | 'extreme-rejected'
}

export interface CuffState {
  readonly heard: boolean
  /** The newest set by device clock, per origin stream: a set is late where it is not the newest of its source. */
  readonly newestAt: Moment | null
  readonly newestManualAt: Moment | null
  readonly lastAccepted: AcceptedSet | null
  readonly recheck: PendingRecheck | null
  readonly failuresInARow: number
  readonly rejectedAt: Moment | null
}

export interface OffsetSample {
  readonly at: Moment
  readonly deltaMs: number
}

export interface BoundSource {
  readonly profile: SourceProfile
  readonly boundAt: Moment
  readonly lastHeardAt: Moment | null
  /** Smallest received minus sent of the last minutes, oldest first and rising (V6). */
  readonly offsets: readonly OffsetSample[]
  readonly offsetMs: number
}

/** An alarm and what the table says of its group. */
export interface AlarmState {
  readonly group: string
  readonly alarm: Alarm
}

export interface Session {
  readonly sessionId: SessionId
  readonly patient: Patient
  readonly order: InfusionOrder
  readonly simulated: boolean
  readonly protocol: Protocol
  readonly checkedInAt: Moment
  readonly phase: Phase
  readonly phaseSince: Moment
  readonly gate: Readonly<Partial<Record<GateItemId, { readonly passed: boolean; readonly by: string; readonly at: Moment }>>>
  readonly holds: readonly Hold[]
  readonly cannulatedAt: Moment | null
  readonly overridden: boolean
  readonly bound: BoundSource | null
  readonly sourcePicture: SourcePicture | null
  readonly wrongPatient: boolean
  /** What came meanwhile, for the chart once staff say whose it is (G5). */
  readonly withheld: readonly SourceEntry[]
  readonly factSeq: number
  readonly alarmSeq: number
  readonly excursionSeq: number
  /** Entries already taken, newest last, for repeats (V4). */
  readonly seenNewestAt: Moment | null
  readonly seenRecent: readonly SourceEntry[]
  readonly seenOlder: readonly (readonly SourceEntry[])[]
  readonly tracks: { readonly [vital in ContinuousVital]?: VitalTrack }
  readonly numerics: { readonly [vital in ContinuousVital]?: NumericPicture }
  readonly heartRateFrom: 'hr' | 'pulse' | null
  readonly judgedAt: JudgedAt
  readonly limits: LimitStates
  /** The same judge on late readings: what they would have raised (V5). */
  readonly awayLimits: LimitStates
  readonly awayJudgedAt: JudgedAt
  readonly rrZeroing: { readonly since: Moment } | null
  readonly technical: readonly TechnicalState[]
  readonly heart: readonly Sample[]
  readonly spo2: readonly Sample[]
  readonly rr: readonly Sample[]
  readonly rrManual: Sample | null
  readonly cuff: CuffState
  readonly cuffPicture: CuffPicture
  readonly sets: readonly SetPicture[]
  readonly pressureLimits: PressureLimits
  readonly baseline: Baseline | null
  readonly baselinePicture: { readonly bp: Baseline | null; readonly continuous: ContinuousBaseline } | null
  readonly limitsPicture: ChairPicture['limits']
  readonly sides: Readonly<Record<Side, SideState>>
  readonly excursions: readonly Excursion[]
  readonly alarms: readonly AlarmState[]
  readonly alarmPicture: readonly Alarm[]
  readonly infusion: InfusionState
  readonly plannedEndStated: boolean
  readonly readiness: Readiness | null
  readonly readinessDueAt: Moment | null
  readonly oxygenOn: boolean
  readonly oxygenOffSince: Moment | null
  readonly rescues: readonly Moment[]
  readonly criticalEvent: boolean
  readonly events: readonly EventPicture[]
  readonly gaps: readonly GapPicture[]
  /** Room milliseconds in one of the wall (A5, A6). */
  readonly speed: number
  readonly care: CarePicture
}

/** All that the judge knows of one chair: plain immutable data. */
export interface Chair {
  readonly chairId: ChairId
  readonly takenAt: Moment
  readonly notRecording: boolean
  readonly session: Session | null
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** One advance at work: a shallow copy of the session whose fields are replaced, never altered inside, and the facts so far. */
export interface Work {
  readonly chairId: ChairId
  readonly session: Mutable<Session>
  readonly facts: Fact[]
  notRecording: boolean
}

export const state = (work: Work, at: Moment, body: FactBody): void => {
  work.session.factSeq += 1
  work.facts.push({ seq: work.session.factSeq, at, ...body })
}

export const QUIET_SIDE: SideState = {
  openIndex: null,
  freshCriticalAt: null,
  recheckOverdueAt: null,
  recheckOverdueStated: false,
  notConfirmedAt: null,
}

export const NO_SETS: CuffPicture = {
  latest: null,
  change: null,
  highLevel: null,
  lowLevel: null,
  nextDueAt: null,
  dueBecause: null,
  failuresInARow: 0,
}
