import type { ClinicLists } from '../clinic-lists.ts'
import type { CourseNumbers } from '../course-numbers.ts'
import type { Protocol } from '../protocol-rules.ts'

/** From one infusion of a course to the next. */
export interface CoursePlan {
  /** Infusions in each week of the first course; null: the practice leaves it open. */
  readonly perWeek: readonly number[] | null
  readonly infusions: number
  /** How long the first course may last, in weeks. */
  readonly weeks: { readonly low: number; readonly high: number } | null
  /** Weeks between infusions afterwards, at least and at most; null: not laid down. */
  readonly maintenanceWeeks: { readonly low: number; readonly high: number } | null
  /** Other weeks between them, from so many weeks after the first infusion of the course on. */
  readonly maintenanceLater?: { readonly afterWeeks: number; readonly weeks: { readonly low: number; readonly high: number } }
  /** Afterwards infusions are given as they are needed: none of them is overdue. */
  readonly maintenanceAsNeeded?: true
  /** The infusion after which a physician looks at what came of it. */
  readonly reviewAfter?: number
  /** By what a course is looked through; absent: the usual numbers. */
  readonly numbers?: CourseNumbers
}

/** What the patient is asked to leave alone; screens and prints word it. */
export type Restriction = 'driving' | 'machinery' | 'contracts' | 'strenuous-activity' | 'alcohol-and-sedatives'
/** What the patient is advised to do. */
export type Advice = 'rest' | 'fluids' | 'meal'

/** How one practice works: what is configuration, not judgement, beside the protocols that it judges by. */
export interface ClinicProfile {
  readonly id: string
  readonly name: string
  /** The length of an infusion in minutes: what is possible, and what is usually ordered. */
  readonly durationMin: { readonly low: number; readonly high: number; readonly usual: number }
  readonly course: CoursePlan
  /** Hours before the infusion; null: no rule of its own. */
  readonly fasting: { readonly solidsHours: number; readonly clearLiquidsHours: number } | 'as-directed' | null
  /** Whether somebody must take the patient home; `with-patient`: from the start on. */
  readonly driver: 'when-leaving' | 'with-patient'
  readonly restrictions: {
    readonly until: 'next-morning' | 'rest-of-day'
    readonly items: readonly Restriction[]
    readonly advice: readonly Advice[]
  }
  /** What quick entries offer and patients are told; absent: the usual lists. */
  readonly lists?: ClinicLists
  /** What a session is judged by; the first one unless somebody chooses another. */
  readonly protocols: readonly [Protocol, ...Protocol[]]
  /** The protocol of a patient's first infusion, one of `protocols`; null: the usual one. */
  readonly firstInfusionProtocolId: string | null
}

/** What screens and prints know of the practice; the protocols stay with the server, and travel with each session. */
export type ProfilePicture = Omit<ClinicProfile, 'protocols' | 'firstInfusionProtocolId'> & {
  readonly protocols: readonly {
    readonly id: string
    readonly version: number
    readonly name: string
    /** S2: above `reasonMgPerKg` a start takes a reason, above `refusedMgPerKg` there is none. */
    readonly dose?: { readonly reasonMgPerKg: number; readonly refusedMgPerKg: number }
    /** S2: further from the last weight a start takes a reason. */
    readonly weightChangePercent?: number
    /** What a check-in that names no protocol gets it for: a patient's first infusion, every later one. */
    readonly dueFor?: readonly ('first' | 'later')[]
  }[]
}
