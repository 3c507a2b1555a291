import type { MissingSignature } from './chart-signature.ts'
import type { CoursePlan } from './clinic-profiles/clinic-profile.ts'
import type { Level } from './excursion.ts'
import type { ChairId, SessionId } from './identity.ts'
import type { Instrument, OutcomeScore } from './outcome-score.ts'
import type { Phase } from './session.ts'
import type { Moment } from './time.ts'
import type { PatientCard, VisitOrder } from './visit.ts'

/** One cuff set since the start: infusion minute, change of SYS and of DIA from the baseline. `joined`: no set is missing since the one before. */
export interface CoursePoint {
  readonly minute: number
  readonly sys: number
  readonly dia: number
  readonly joined: boolean
}

/** The highest that somebody entered of one scale, and when. `minute` null: the infusion never began. */
export interface PeakScore {
  readonly value: number
  readonly minute: number | null
}

/** What a course shows of one session, of its chart (X9). Null: the record does not say. Durations in ms. */
export interface CourseSession {
  readonly sessionId: SessionId
  readonly chairId: ChairId
  readonly infusionNumber: number
  readonly simulated: boolean
  readonly phase: Phase
  readonly checkedInAt: Moment
  /** Null: nothing was given. */
  readonly startedAt: Moment | null
  readonly endedAt: Moment | null
  readonly baseline: { readonly sys: number; readonly dia: number } | null
  readonly weightKg: number
  readonly orderedMg: number
  readonly mgPerKg: number
  readonly givenMg: number | null
  /** The time that the pump ran, and the minute at which the infusion ended. */
  readonly runMs: number | null
  readonly stoppedMinute: number | null
  /** Empty without a baseline. */
  readonly points: readonly CoursePoint[]
  /** The set with the highest SYS. */
  readonly peak: { readonly sys: number; readonly dia: number; readonly minute: number } | null
  /** The largest rises above the baseline; negative where every set was lower. */
  readonly rise: {
    readonly sys: { readonly by: number; readonly minute: number }
    readonly dia: { readonly by: number; readonly minute: number }
  } | null
  readonly lowestSpo2: number | null
  readonly excursions: number
  readonly notConfirmed: number
  readonly notReproduced: number
  readonly worst: Level | null
  readonly rescues: readonly { readonly minute: number | null; readonly name: string; readonly dose: string }[]
  readonly cadss: PeakScore | null
  readonly dissociation: PeakScore | null
  /** What was said last about safety before leaving (D13). */
  readonly safetyConcern: boolean | null
  /** From the end of the infusion to ready, and to leaving. */
  readonly recoveryMs: number | null
  readonly stayMs: number | null
  readonly signed: boolean
  /** R3: signed by one, and who has to sign as the second. */
  readonly waitsFor?: MissingSignature
  /** Sets were marked as artefact, or the chart says otherwise than was stated live. */
  readonly corrected: boolean
}

/** A session in its course. `before`: the newest total of each form since the session before. */
export interface PlacedSession extends CourseSession {
  readonly courseNo: number
  readonly day: string
  readonly before: { readonly [instrument in Instrument]?: number }
}

/** A course of the patient; the last one is the present. */
export interface CourseSpan {
  readonly courseNo: number
  readonly profileId: string
  readonly length: number
  readonly given: number
  readonly begunAt: Moment
}

/** Days from which, and until which, the plan wants the next infusion. */
export interface DueWindow {
  readonly fromDay: string
  readonly toDay: string
}

/** What comes next by the plan. `window` null: `why` there is none. */
export interface NextDue {
  readonly infusionNumber: number
  readonly stage: 'course' | 'maintenance'
  readonly window: DueWindow | null
  readonly why: 'first' | 'not-here' | 'not-laid-down' | null
  readonly asNeeded: boolean
  /** Days after the last one of the plan, once the grace is over too; null: not overdue. */
  readonly overdueDays: number | null
}

/** What a physician should see before the next infusion. Pressures in mmHg. */
export type CourseFlag =
  | {
      readonly kind: 'rising-baseline'
      readonly sessionId: SessionId
      readonly from: { readonly sys: number; readonly dia: number; readonly infusionNumber: number }
      readonly to: { readonly sys: number; readonly dia: number; readonly infusionNumber: number }
    }
  | {
      readonly kind: 'excursion-last'
      readonly sessionId: SessionId
      readonly infusionNumber: number
      readonly count: number
      readonly worst: Level | null
    }
  | {
      readonly kind: 'dose-change'
      readonly sessionId: SessionId
      readonly infusionNumber: number
      readonly fromMgPerKg: number
      readonly toMgPerKg: number
    }
  | {
      readonly kind: 'planned-dose'
      readonly day: string
      readonly fromMgPerKg: number
      readonly toMgPerKg: number
    }
  | {
      readonly kind: 'early-excursion'
      readonly infusionNumbers: readonly number[]
      readonly upTo: number
      readonly worst: Level | null
    }
  | { readonly kind: 'overdue'; readonly days: number; readonly toDay: string }

/** A visit that is planned. */
export interface PlannedVisit {
  readonly visitId: string
  readonly day: string
  readonly arrival: string
  readonly infusionNumber: number
  readonly order: VisitOrder
}

/** What was entered of a patient's questionnaires, the newest day first. */
export interface PatientScores {
  readonly patient: PatientCard
  readonly today: string
  readonly scores: readonly OutcomeScore[]
}

/** The course of one patient. */
export interface PatientCourse extends PatientScores {
  /** Oldest first. */
  readonly courses: readonly CourseSpan[]
  /** Of the present course; null: its practice is not known here. */
  readonly plan: CoursePlan | null
  /** Oldest first. */
  readonly sessions: readonly PlacedSession[]
  readonly next: NextDue
  readonly flags: readonly CourseFlag[]
  /** From today on. */
  readonly planned: readonly PlannedVisit[]
  /** Sessions under this patient's number that belong to no patient of the list: they are not shown. */
  readonly unplaced: number
  /** Sessions of the patient that could not be drawn from the record: they are missing here. */
  readonly undrawn: number
  /** Sessions of the patient whose time was over and that were removed: their outcome totals and visits stay. */
  readonly removed: number
}
