import type { AcknowledgementPlan, AlarmCause, LimitCondition, Priority } from './alarm.ts'
import type { ChartContent, ChartIssueId, MissingSignature, SignatureMeaning } from './chart-signature.ts'
import type { ManualReading } from './entry.ts'
import type { Excursion, Extreme, Level } from './excursion.ts'
import type { Baseline, ContinuousBaseline } from './fact.ts'
import type { AlarmId, ChairId, SessionId } from './identity.ts'
import type { InfusionState } from './infusion.ts'
import type { CarePicture, EventPicture, GapPicture, LimitsPicture, NamedMonitor, SetPicture } from './picture.ts'
import type { CriterionId, Readiness, ReadinessVerdict } from './readiness.ts'
import type { InfusionOrder, Patient, Phase } from './session.ts'
import type { Moment } from './time.ts'
import type { TimelineItem } from './timeline.ts'
import type { Trend } from './trend.ts'

/** One stretch of a T condition; `endedAt` null: present at the end. */
export interface ConditionSpan {
  readonly condition: LimitCondition
  readonly beganAt: Moment
  readonly endedAt: Moment | null
}

/** Where the chart's evaluation says otherwise than was stated live; null: not there at all. */
export type ChartDifference =
  | { readonly kind: 'excursion'; readonly live: Excursion | null; readonly chart: Excursion | null }
  | { readonly kind: 'condition'; readonly live: ConditionSpan | null; readonly chart: ConditionSpan | null }

/** A cuff set with what was said of it afterwards. `state` is as it was taken live. */
export interface ChartSet extends SetPicture {
  /** X9: the mark that stands; null: none. */
  readonly artefact: { readonly reason: string; readonly by: string; readonly at: Moment } | null
  /** The set wanted a second look. */
  readonly verify: boolean
}

/** One alarm as it was raised, answered and ended live. */
export interface ChartAlarm {
  readonly id: AlarmId
  readonly cause: AlarmCause
  readonly kind: 'physiological' | 'technical'
  /** The highest that it had. */
  readonly priority: Priority
  readonly text: string
  readonly raisedAt: Moment
  /** A4: when it became graver after an answer, and waited for another one; absent: it never did. */
  readonly risenAt?: Moment
  readonly endedAt: Moment | null
  /** The answer that stands; what rises takes it back. */
  readonly acknowledged: { readonly at: Moment; readonly by: string; readonly plan: AcknowledgementPlan | null } | null
  readonly escalations: number
}

/** A change of the verdict, with what was missing then. */
export interface ReadinessStep {
  readonly at: Moment
  readonly verdict: ReadinessVerdict
  readonly missing: readonly CriterionId[]
}

export interface PhaseSpan {
  readonly phase: Phase
  readonly fromAt: Moment
  readonly toAt: Moment | null
}

/** The line that a physician reads first. Null: the record does not say. Durations in ms. */
export interface ChartSummary {
  readonly orderedMg: number
  readonly mgPerKg: number
  readonly givenMg: number | null
  readonly plannedMs: number
  /** The time that the pump ran. */
  readonly runMs: number | null
  readonly pauses: number
  readonly peak: { readonly sys: Extreme | null; readonly dia: Extreme | null; readonly map: Extreme | null; readonly hr: Extreme | null }
  /** The set with the highest SYS since the start. */
  readonly peakSet: { readonly sys: number; readonly dia: number; readonly at: Moment } | null
  readonly lowest: { readonly sys: Extreme | null; readonly spo2: Extreme | null; readonly rr: Extreme | null }
  readonly largestChange: { readonly sys: number; readonly percent: number; readonly at: Moment } | null
  /** Estimates by straight lines between accepted sets, both sides summed. */
  readonly minutesBeyondWarning: { readonly sys: number; readonly dia: number } | null
  readonly excursions: { readonly confirmed: number; readonly notConfirmed: number; readonly notReproduced: number }
  readonly worst: Level | null
  readonly rescues: readonly { readonly at: Moment; readonly name: string; readonly dose: string }[]
  /** From the end of the infusion to the first of two sets running whose SYS and DIA are within so much of the baseline. */
  readonly backWithin20Ms: number | null
  readonly backWithin10Ms: number | null
  readonly readyMs: number | null
  readonly leftMs: number | null
  readonly medianResponseMs: number | null
}

/** How much of what was expected is there. Shares from 0 to 1; null: nothing was expected. */
export interface ChartQuality {
  readonly cuff: { readonly expected: number; readonly obtained: number; readonly share: number | null }
  readonly setsRejected: number
  readonly setsLate: number
  readonly setsArtefact: number
  readonly spo2Coverage: number | null
  readonly lateReadings: number
  readonly rejectedReadings: number
  /** Readings at times outside the session's own: a clock that was wrong. Kept, and not drawn. */
  readonly outside: { readonly count: number; readonly firstAt: Moment; readonly lastAt: Moment } | null
  /** When the monitor came back after the link was lost, or the server was away. */
  readonly reconnectedAt: readonly Moment[]
  /** Stretches of an hour and more in which nothing at all reached the record. */
  readonly silences: readonly { readonly fromAt: Moment; readonly toAt: Moment }[]
}

/** What is unresolved, how often where it can be counted. */
export interface ChartIssue {
  readonly id: ChartIssueId
  readonly count: number
}

/** R3: what stands behind a signature. */
export interface ChartSignature {
  readonly by: string
  readonly role: string
  readonly at: Moment
  readonly meaning: SignatureMeaning
  /** The chain's entry and hash that were signed. */
  readonly content: ChartContent
  /** What was unresolved and seen. */
  readonly seen: readonly ChartIssueId[]
}

/** What was said after a signature. */
export interface ChartAmendment {
  readonly at: Moment
  readonly by: string
  readonly kind: 'set-marked' | 'entry-corrected' | 'infusion-time-amended' | 'entered-late' | 'entry-retimed' | 'chart-amended'
  readonly text: string | null
  readonly reason: string
}

/** The chart of one session, as a physician reads and signs it. */
export interface SessionChart {
  readonly sessionId: SessionId
  readonly chairId: ChairId
  readonly patient: Patient
  readonly order: InfusionOrder
  readonly simulated: boolean
  readonly protocol: { readonly id: string; readonly version: number; readonly name: string }
  readonly judgeVersion: number
  /** One more with each correction (X9). */
  readonly version: number
  readonly content: ChartContent | null
  readonly checkedInAt: Moment
  readonly phase: Phase
  readonly phases: readonly PhaseSpan[]
  readonly endedAt: Moment | null
  /** The newest moment of the record. */
  readonly lastAt: Moment
  readonly infusion: InfusionState
  /** The chart's, and the one that was frozen live where that is another (B2, X9). */
  readonly baseline: Baseline | null
  readonly liveBaseline: Baseline | null
  readonly continuousBaseline: ContinuousBaseline | null
  readonly limits: LimitsPicture | null
  readonly personalLimits: CarePicture['personalLimits']
  readonly summary: ChartSummary
  readonly sets: readonly ChartSet[]
  /** Thinned: per bucket the lowest, highest and last value. */
  readonly series: Trend['series']
  readonly lateSeries: Trend['series']
  readonly rejectedSeries: Trend['series']
  readonly bucketMs: number
  readonly periodMs: number
  readonly byHand: readonly { readonly at: Moment; readonly by: string; readonly reading: ManualReading }[]
  readonly gaps: readonly GapPicture[]
  readonly excursions: readonly Excursion[]
  readonly liveExcursions: readonly Excursion[]
  readonly conditions: readonly ConditionSpan[]
  readonly differences: readonly ChartDifference[]
  readonly alarms: readonly ChartAlarm[]
  /** What the monitors of the session are called. */
  readonly monitors: readonly NamedMonitor[]
  readonly events: readonly EventPicture[]
  readonly timeline: readonly TimelineItem[]
  readonly readinessSteps: readonly ReadinessStep[]
  /** As it stood at the end. */
  readonly readiness: Readiness | null
  readonly quality: ChartQuality
  readonly issues: readonly ChartIssue[]
  readonly signatures: readonly ChartSignature[]
  /** R3: who still has to sign what the record says now; empty: it is signed. Of a running session: who will have to. */
  readonly missingSignatures: readonly MissingSignature[]
  readonly amendments: readonly ChartAmendment[]
}
