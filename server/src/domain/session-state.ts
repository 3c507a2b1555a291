import type { Alarm, ConditionName, Priority } from '@chairside/shared/alarm'
import type { Excursion, Side } from '@chairside/shared/excursion'
import type { Baseline, ContinuousBaseline, Fact, FactBody, HoldBackCause } from '@chairside/shared/fact'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { InfusionState } from '@chairside/shared/infusion'
import type {
  BaselineGuide,
  CarePicture,
  ChairPicture,
  CuffPicture,
  EventPicture,
  GapPicture,
  NumericPicture,
  QuestionPicture,
  SetPicture,
  SourcePicture,
} from '@chairside/shared/picture'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Readiness } from '@chairside/shared/readiness'
import type { GateAnswer, GateItemId, Hold, InfusionOrder, Patient, Phase } from '@chairside/shared/session'
import type { StaffingPicture } from '@chairside/shared/staffing'
import type { Moment } from '@chairside/shared/time'
import { isTimelineItem, TIMELINE_LENGTH, type TimelineItem } from '@chairside/shared/timeline'
import type { ContinuousVital } from '@chairside/shared/vital'
import type { AcceptedSet } from './baseline.ts'
import type { SourceEntry, SourceProfile } from './chair-input.ts'
import type { ClockStep, ClockWatch } from './clock-step.ts'
import type { InfusionStep } from './infusion-clock.ts'
import type { LimitStates, LimitVital } from './limit-rules.ts'
import type { PressureLimits } from './pressure-level.ts'
import type { Sample, Samples } from './samples.ts'
import type { SeenBlock } from './seen-block.ts'

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

/** A judged reading's time per watched vital, for gaps (T1); null: none yet. */
export type JudgedAt = { readonly [vital in LimitVital]: Moment | null }

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
  /** The heart rate beside the newest accepted set; null: none that counted. */
  readonly heartBesideLast: number | null
  /** A second look that is wanted sooner than what is due. It raises nothing of its own. */
  readonly verifyDueAt: Moment | null
}

/** What keeps readings from being judged just now, and how many it kept. */
export interface HoldBack {
  readonly what: HoldBackCause
  readonly since: Moment
  readonly untilAt: Moment
  readonly readings: number
}

/** T5: one inflation on the oximeter's limb; `endAt` null: no set or failure told its end. */
export interface Inflation {
  readonly startAt: Moment
  readonly endAt: Moment | null
}

/** S7: a time off the monitor; `toAt` is the end that was announced until it ended. */
export interface OffMonitorSpan {
  readonly fromAt: Moment
  readonly toAt: Moment
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
  readonly watch: ClockWatch
  /** The last time that its clock was set back; null: never. */
  readonly step: ClockStep | null
}

/** An alarm and what the table says of its group. */
export interface AlarmState {
  readonly group: string
  readonly alarm: Alarm
  /** How grave it is within its priority, where its group knows an order: no pulse above a slow one, an emergency above critical (A4). */
  readonly grade: number
  /** A6: when it escalates next or, acknowledged, is reminded of; null: by nothing but its condition. */
  readonly dueAt: Moment | null
}

export interface Session {
  readonly sessionId: SessionId
  readonly patient: Patient
  readonly order: InfusionOrder
  readonly simulated: boolean
  readonly protocol: Protocol
  /** X13: the protocol with the patient's own limits; the protocol itself where there are none. X, T and D3 to D6 read it. */
  readonly inForce: Protocol
  readonly checkedInAt: Moment
  readonly phase: Phase
  readonly phaseSince: Moment
  readonly gate: Readonly<Partial<Record<GateItemId, GateAnswer>>>
  /** S2: what the protocol asks, with the answers. */
  readonly questions: readonly QuestionPicture[]
  readonly holds: readonly Hold[]
  /** Null once infusing. */
  readonly baselineGuide: BaselineGuide | null
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
  /** Which clock dated `seenRecent`. */
  readonly seenClock: number
  readonly seenOlder: readonly SeenBlock[]
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
  readonly heart: Samples
  readonly spo2: Samples
  readonly rr: Samples
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
  /** What was done to the pump, in order; `infusion` follows from it. */
  readonly infusionSteps: readonly InfusionStep[]
  readonly plannedEndStated: boolean
  readonly readiness: Readiness | null
  readonly readinessDueAt: Moment | null
  readonly oxygenOn: boolean
  readonly oxygenOffSince: Moment | null
  readonly rescues: readonly Moment[]
  readonly criticalEvent: boolean
  readonly events: readonly EventPicture[]
  /** The log that screens show beside the entries. */
  readonly timeline: readonly TimelineItem[]
  readonly gaps: readonly GapPicture[]
  /** Room milliseconds in one of the wall (A5, A6). */
  readonly speed: number
  readonly care: CarePicture
  /** Who answers for the chair, and whom its alarms call. */
  readonly staffing: StaffingPicture
  readonly holdBacks: readonly HoldBack[]
  /** The oximeter sits on the cuff's limb, as the person said who bound the monitor (T5). */
  readonly sameLimb: boolean
  readonly inflations: readonly Inflation[]
  /** Until when SpO2 was held back last, by the readings' clock; null: never. */
  readonly saturationHeldUntil: Moment | null
  readonly rateMismatch: { readonly since: Moment; readonly heldUntil: Moment | null } | null
  /** A row of RR that equals the heart rate. */
  readonly heartbeatRow: { readonly since: Moment; readonly lastAt: Moment; readonly heldSince: Moment | null } | null
  /** S7: all times off the monitor, in order. */
  readonly offMonitorSpans: readonly OffMonitorSpan[]
  /** Off the monitor: the newest reading that shows a patient, or the begin. */
  readonly offMonitorLiveAt: Moment | null
  /** The time off the monitor is over and nobody came back. */
  readonly offMonitorOver: boolean
  /** R3: whose signature stands under the present content; an amendment begins it anew. */
  readonly signedBy: readonly string[]
  /** R3: it was signed once: only what has a reason may follow. */
  readonly wasSigned: boolean
}

/** All that the judge knows of one chair: plain immutable data. */
export interface Chair {
  readonly chairId: ChairId
  readonly takenAt: Moment
  readonly notRecording: boolean
  readonly session: Session | null
}

export type MutableSession = { -readonly [Key in keyof Session]: Session[Key] }

/** One advance at work: a shallow copy of the session whose fields are replaced, never altered inside, and the facts so far. */
export interface Work {
  readonly chairId: ChairId
  readonly session: MutableSession
  readonly facts: Fact[]
  notRecording: boolean
}

export const state = (work: Work, at: Moment, body: FactBody): void => {
  work.session.factSeq += 1
  const fact: Fact = { seq: work.session.factSeq, at, ...body }
  work.facts.push(fact)
  if (isTimelineItem(fact)) work.session.timeline = [...work.session.timeline, fact].slice(-TIMELINE_LENGTH)
}

export const QUIET_SIDE: SideState = {
  openIndex: null,
  freshCriticalAt: null,
  recheckOverdueAt: null,
  recheckOverdueStated: false,
  notConfirmedAt: null,
}

export const NEVER_JUDGED: JudgedAt = { heart: null, spo2: null, rr: null, etco2: null }

export const NO_SETS: CuffPicture = {
  latest: null,
  change: null,
  highLevel: null,
  lowLevel: null,
  nextDueAt: null,
  dueBecause: null,
  failuresInARow: 0,
}
