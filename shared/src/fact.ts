import type { AcknowledgementPlan, AlarmCause, ConditionName, Priority } from './alarm.ts'
import type { ChartContent, ChartIssueId, SignatureMeaning } from './chart-signature.ts'
import type { ProofPurpose } from './confirm-person.ts'
import type { Entry, ManualReading } from './entry.ts'
import type { Ending, Level, Side } from './excursion.ts'
import type { AlarmId, ChairId, ExcursionId, SessionId, SourceId } from './identity.ts'
import type { PersonalLimits } from './personal-limits.ts'
import type { CriterionId, CriterionState, ReadinessVerdict } from './readiness.ts'
import type { GateItemId, GateQuestionId, Hold, InfusionOrder, OffMonitorReason, Patient, Phase } from './session.ts'
import type { Actor } from './staff.ts'
import type { StaffMember } from './staffing.ts'
import type { Moment } from './time.ts'
import type { ContinuousVital, Origin, RejectionReason } from './vital.ts'

/** The numbers a session is compared with, frozen at the start (B2). */
export interface Baseline {
  readonly sys: number
  readonly dia: number
  readonly map: number | null
  readonly sets: readonly { readonly at: Moment; readonly sys: number; readonly dia: number }[]
}
export interface ContinuousBaseline {
  readonly hr: number | null
  readonly spo2: number | null
  readonly rr: number | null
}

/** What the judge states. Kinds are only ever added; a landed kind never changes its shape. */
export type FactBody =
  | {
      readonly kind: 'checked-in'
      readonly sessionId: SessionId
      readonly chairId: ChairId
      readonly patient: Patient
      readonly order: InfusionOrder
      readonly simulated: boolean
      readonly protocol: { readonly id: string; readonly version: number }
      readonly by: Actor
    }
  | { readonly kind: 'monitor-bound'; readonly sourceId: SourceId; readonly by: Actor }
  | { readonly kind: 'monitor-released'; readonly sourceId: SourceId; readonly by: Actor | null }
  | { readonly kind: 'wrong-patient-resolved'; readonly reason: string; readonly by: Actor }
  | { readonly kind: 'gate-answered'; readonly item: GateItemId; readonly passed: boolean; readonly by: Actor }
  | { readonly kind: 'cannulated'; readonly by: Actor }
  | {
      readonly kind: 'phase-changed'
      readonly from: Phase
      readonly to: Phase
      readonly reason: string | null
      readonly early: boolean
      readonly by: Actor | null
    }
  | { readonly kind: 'holds-overridden'; readonly holds: readonly Hold[]; readonly reason: string; readonly by: Actor }
  | { readonly kind: 'baseline-frozen'; readonly bp: Baseline | null; readonly continuous: ContinuousBaseline }
  | { readonly kind: 'rate-changed'; readonly rateMlPerHour: number; readonly reason: string; readonly by: Actor }
  | { readonly kind: 'planned-end-reached' }
  | {
      readonly kind: 'reading-rejected'
      readonly vital: ContinuousVital | 'nibp'
      readonly reason: RejectionReason
      readonly readAt: Moment
    }
  | {
      readonly kind: 'set-taken'
      readonly readAt: Moment
      readonly sys: number
      readonly dia: number
      readonly map: number | null
      readonly origin: Origin
    }
  | {
      readonly kind: 'excursion-opened'
      readonly excursionId: ExcursionId
      readonly side: Side
      readonly level: Level
      readonly confirmed: boolean
      readonly sys: number
      readonly dia: number
      readonly map: number | null
    }
  | { readonly kind: 'excursion-confirmed'; readonly excursionId: ExcursionId; readonly side: Side }
  | { readonly kind: 'excursion-level'; readonly excursionId: ExcursionId; readonly side: Side; readonly level: Level }
  | { readonly kind: 'excursion-closed'; readonly excursionId: ExcursionId; readonly side: Side; readonly ending: Ending }
  | {
      readonly kind: 'recheck-asked'
      readonly dueAt: Moment
      readonly because: 'warning' | 'critical' | 'failure' | 'extreme-rejected' | 'verify'
    }
  | { readonly kind: 'recheck-overdue'; readonly excursionId: ExcursionId; readonly side: Side }
  | { readonly kind: 'condition-began'; readonly condition: ConditionName; readonly subject: string | null; readonly priority: Priority }
  | { readonly kind: 'condition-priority'; readonly condition: ConditionName; readonly subject: string | null; readonly priority: Priority }
  | { readonly kind: 'condition-ended'; readonly condition: ConditionName; readonly subject: string | null; readonly priority: Priority }
  | {
      readonly kind: 'happened-while-away'
      readonly condition: ConditionName | 'bp-high' | 'bp-low'
      readonly fromAt: Moment
      readonly worst: number
    }
  | {
      readonly kind: 'alarm-raised'
      readonly alarmId: AlarmId
      readonly cause: AlarmCause
      readonly priority: Priority
      readonly text: string
    }
  | { readonly kind: 'alarm-priority'; readonly alarmId: AlarmId; readonly priority: Priority; readonly text: string }
  | { readonly kind: 'alarm-ended'; readonly alarmId: AlarmId }
  | { readonly kind: 'alarm-acknowledged'; readonly alarmId: AlarmId; readonly plan: AcknowledgementPlan | null; readonly by: Actor }
  | {
      readonly kind: 'criterion-changed'
      readonly criterion: CriterionId
      readonly state: CriterionState
      readonly evidence: string | null
    }
  | { readonly kind: 'readiness-changed'; readonly verdict: ReadinessVerdict; readonly missing: readonly CriterionId[] }
  | { readonly kind: 'entered'; readonly entry: Entry; readonly by: Actor }
  | { readonly kind: 'vitals-entered'; readonly reading: ManualReading; readonly by: Actor }
  | {
      readonly kind: 'left'
      readonly how: 'discharged' | 'left-against-advice' | 'transferred' | 'cancelled'
      readonly reason: string | null
      readonly witness: string | null
      readonly by: Actor
    }
  /** A6: `step` counts from 1; `presentedAs` is how screens show and sound it from now on. */
  | { readonly kind: 'alarm-escalated'; readonly alarmId: AlarmId; readonly step: number; readonly presentedAs: Priority }
  | { readonly kind: 'alarm-reminded'; readonly alarmId: AlarmId }
  /** A5: `untilAt` in room time, for `pauseMs` of wall time. */
  | { readonly kind: 'sound-paused'; readonly untilAt: Moment; readonly pauseMs: number; readonly by: Actor }
  | { readonly kind: 'sound-pause-ended'; readonly because: 'time-over' | 'new-alarm' }
  | { readonly kind: 'help-called'; readonly by: Actor }
  | { readonly kind: 'help-ended'; readonly by: Actor }
  | { readonly kind: 'off-monitor-began'; readonly reason: OffMonitorReason; readonly untilAt: Moment; readonly by: Actor }
  | { readonly kind: 'off-monitor-ended'; readonly because: 'time-over' | 'data-returned' | 'by-hand'; readonly by: Actor | null }
  /** X9: live statements stay; the chart's evaluation follows the marks. */
  | { readonly kind: 'set-marked'; readonly readAt: Moment; readonly artefact: boolean; readonly reason: string; readonly by: Actor }
  | {
      readonly kind: 'entry-corrected'
      readonly corrects: number
      readonly entry: Entry | null
      readonly reason: string
      readonly by: Actor
    }
  | { readonly kind: 'personal-limits-set'; readonly limits: PersonalLimits | null; readonly reason: string; readonly by: Actor }
  /** A set that stands but wants a second look; its value stays visible and is judged. */
  | { readonly kind: 'verify-asked'; readonly readAt: Moment; readonly because: VerifyReason }
  | { readonly kind: 'hold-back-began'; readonly what: HoldBackCause; readonly untilAt: Moment }
  | { readonly kind: 'hold-back-ended'; readonly what: HoldBackCause; readonly readings: number }
  | { readonly kind: 'measure-asked'; readonly by: Actor }
  | { readonly kind: 'measure-answered' }
  | { readonly kind: 'measure-unanswered' }
  | { readonly kind: 'countersigned'; readonly reason: string | null; readonly by: Actor }
  /** S2: `passed` false: answered with yes. */
  | { readonly kind: 'question-answered'; readonly question: GateQuestionId; readonly passed: boolean; readonly by: Actor }
  /** L4, S6: this person said again who they are, for the act that follows in the record; `by`: whose screen it was. */
  | { readonly kind: 'person-confirmed'; readonly purpose: ProofPurpose; readonly person: Actor; readonly by: Actor }
  /** X9: the fact `amends` stated `statedAt`; the pump's account goes by `happenedAt` from now on. */
  | {
      readonly kind: 'infusion-time-amended'
      readonly amends: number
      readonly statedAt: Moment
      readonly happenedAt: Moment
      readonly reason: string
      readonly by: Actor
    }
  /** `from` answered for the chair until now. Whoever checked in is the first. */
  | {
      readonly kind: 'responsible-changed'
      readonly from: StaffMember
      readonly how: 'taken-over' | 'handed-over'
      readonly by: Actor
    }
  | { readonly kind: 'handover-offered'; readonly note: string | null; readonly by: Actor }
  | { readonly kind: 'handover-withdrawn'; readonly by: Actor }
  | { readonly kind: 'answer-reviewed'; readonly question: GateQuestionId; readonly reason: string; readonly by: Actor }
  /** R1: entered after it happened; `at` is when it was entered. */
  | { readonly kind: 'entered-late'; readonly entry: Entry; readonly happenedAt: Moment; readonly reason: string; readonly by: Actor }
  | { readonly kind: 'entry-retimed'; readonly corrects: number; readonly happenedAt: Moment; readonly reason: string; readonly by: Actor }
  | { readonly kind: 'chart-amended'; readonly text: string; readonly reason: string; readonly by: Actor }
  /** R3: `content` is the entry of the chain, and its hash, that was signed; `seen` what was unresolved then. */
  | {
      readonly kind: 'chart-signed'
      readonly meaning: SignatureMeaning
      readonly content: ChartContent
      readonly seen: readonly ChartIssueId[]
      readonly by: Actor
    }

/** Why a set wants verification (clinical plausibility beyond V3). */
export type VerifyReason = 'jump' | 'pulse-mismatch' | 'map-inconsistent' | 'narrow-pulse-pressure'

/** What keeps readings from being judged for a bounded time; the tile names it. */
export type HoldBackCause =
  | 'cuff-same-limb'
  | 'oximeter-searching'
  | 'capnograph-zeroing'
  | 'rate-mismatch'
  | 'cardiogenic-rr'
  | 'off-monitor'

export type FactKind = FactBody['kind']

/** `seq` counts from 1 within the session; `at` is the due time or the input's `takenAt`, in room time. */
export type Fact = { readonly seq: number; readonly at: Moment } & FactBody

export type FactOf<Kind extends FactKind> = Extract<Fact, { readonly kind: Kind }>
