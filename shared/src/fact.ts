import type { AcknowledgementPlan, AlarmCause, ConditionName, Priority } from './alarm.ts'
import type { Entry, ManualReading } from './entry.ts'
import type { Ending, Level, Side } from './excursion.ts'
import type { AlarmId, ChairId, ExcursionId, SessionId, SourceId } from './identity.ts'
import type { CriterionId, CriterionState, ReadinessVerdict } from './readiness.ts'
import type { GateItemId, Hold, InfusionOrder, Patient, Phase } from './session.ts'
import type { Actor } from './staff.ts'
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
  | { readonly kind: 'recheck-asked'; readonly dueAt: Moment; readonly because: 'warning' | 'critical' | 'failure' | 'extreme-rejected' }
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

export type FactKind = FactBody['kind']

/** `seq` counts from 1 within the session; `at` is the due time or the input's `takenAt`, in room time. */
export type Fact = { readonly seq: number; readonly at: Moment } & FactBody

export type FactOf<Kind extends FactKind> = Extract<Fact, { readonly kind: Kind }>
