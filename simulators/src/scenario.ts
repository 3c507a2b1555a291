import type { AlarmCause, Priority } from '@chairside/shared/alarm'
import type { Level, Side } from '@chairside/shared/excursion'
import type { FactKind } from '@chairside/shared/fact'
import type { CriterionId, CriterionState, ReadinessVerdict } from '@chairside/shared/readiness'
import type { Phase } from '@chairside/shared/session'
import type { Anchor, RescueGroup } from './course.ts'
import type { FaultSpec } from './faults/fault-spec.ts'

/** A moment of the story. */
export interface StoryMoment {
  readonly after: Anchor
  readonly delayMin: number
}

/** What a scenario adds to or forces on a patient for a while. Numbers named `to...` are reached, others are added. */
export interface ScenarioEvent extends StoryMoment {
  /** Infinity: for good. */
  readonly lastsSec: number
  /** How long the change takes to come and, after `lastsSec`, to go. */
  readonly rampSec: number
  /** Ends when the infusion is paused, if that is sooner. */
  readonly untilPause?: true
  readonly toSys?: number
  readonly toDia?: number
  readonly toHr?: number
  readonly toSpo2?: number
  readonly toRr?: number
  readonly addSys?: number
  readonly addDia?: number
  readonly addHr?: number
  /** Once, at its beginning. */
  readonly vomits?: true
  /** New and at least moderate. */
  readonly pain?: true
}

/** What fails at the bedside. `pump-stops`: the pump shows that it runs and gives nothing. */
export const TROUBLES = ['probe-off', 'lead-off', 'cuff-fails', 'cuff-on-probe-arm', 'pump-stops'] as const
export type Trouble = (typeof TROUBLES)[number]

export interface TroubleEvent extends StoryMoment {
  readonly trouble: Trouble
  readonly lastsSec: number
}

/** Between these two lengths; the seed decides. */
export interface UnplugEvent extends StoryMoment {
  readonly shortestSec: number
  readonly longestSec: number
}

/** What goes wrong between the monitor and the server; its seconds count from that moment. */
export interface FaultEvent extends StoryMoment {
  readonly spec: FaultSpec
}

/** What staff do in this story beside their routine. */
export type StaffStep = StoryMoment &
  (
    | { readonly does: 'pause' | 'resume' | 'stop-early' }
    | { readonly does: 'give'; readonly group: RescueGroup; readonly name: string; readonly dose: string }
  )

/** A stretch of the story; a bound that is null is open. */
export interface StoryWindow {
  readonly from: StoryMoment | null
  readonly until: StoryMoment | null
}

/** What must or must not follow from a story, in the words of the judge's facts. */
export type Expectation = {
  /** The line of the file that says so, for reports. */
  readonly line: number
  readonly text: string
  readonly must: boolean
  readonly window: StoryWindow
} & (
  | { readonly about: 'alarm'; readonly cause: AlarmCause; readonly priority: Priority | null }
  | { readonly about: 'excursion'; readonly side: Side; readonly level: Level | null; readonly confirmed: boolean }
  | { readonly about: 'phase'; readonly phase: Phase }
  | { readonly about: 'verdict'; readonly verdict: ReadinessVerdict }
  | { readonly about: 'criterion'; readonly criterion: CriterionId; readonly state: CriterionState }
  | { readonly about: 'fact'; readonly kind: FactKind }
)

/** Replaces what the population would give. */
export interface ScenarioPatient {
  readonly ageYears?: number
  readonly baselineSys?: number
  readonly baselineDia?: number
  readonly baselineHr?: number
  readonly baselineSpo2?: number
  readonly baselineRr?: number
  /** Peak rise at the standard dose, mmHg and /min. */
  readonly gainSys?: number
  readonly gainDia?: number
  readonly gainHr?: number
  /** 0 to 1. */
  readonly nausea?: number
  readonly hypertensive?: boolean
  readonly betaBlocked?: boolean
  readonly music?: boolean
}

/** A story for one session, as data. */
export interface Scenario {
  readonly id: string
  readonly title: string
  readonly patient: ScenarioPatient
  readonly events: readonly ScenarioEvent[]
  readonly troubles: readonly TroubleEvent[]
  readonly unplug: UnplugEvent | null
  readonly faults: readonly FaultEvent[]
  readonly staff: readonly StaffStep[]
  /** 2: dissociation takes twice as long to leave. */
  readonly recoverySlowedBy: number
  readonly expectations: readonly Expectation[]
}
