import type { Alarm } from './alarm.ts'
import type { ClinicPicture } from './clinic-picture.ts'
import type { Entry } from './entry.ts'
import type { Excursion } from './excursion.ts'
import type { Baseline, ContinuousBaseline, HoldBackCause, VerifyReason } from './fact.ts'
import type { ChairId, SessionId, SourceId } from './identity.ts'
import type { InfusionState } from './infusion.ts'
import type { PersonalLimitName, PersonalLimits } from './personal-limits.ts'
import type { GateQuestion } from './protocol-start.ts'
import type { Readiness } from './readiness.ts'
import type { GateAnswer, GateItemId, Hold, InfusionOrder, OffMonitorReason, Patient, Phase } from './session.ts'
import type { StaffingPicture } from './staffing.ts'
import type { Moment } from './time.ts'
import type { TimelineItem } from './timeline.ts'
import type { ContinuousVital, Origin, RejectionReason } from './vital.ts'

/** One number as a screen shows it. The screen adds the age itself, from the room clock. */
export interface NumericPicture {
  readonly value: number
  /** Corrected measurement time, room clock. */
  readonly at: Moment
  readonly periodMs: number
  /** Lost by word of the monitor (probe off, lead off): covered whatever the age. */
  readonly flagged: boolean
  readonly rejected: boolean
  /** V9: entered by hand, and by whom; absent: the monitor's. */
  readonly origin?: 'manual'
  readonly by?: string
}

export interface SetPicture {
  readonly at: Moment
  readonly sys: number | null
  readonly dia: number | null
  readonly map: number | null
  readonly state: 'accepted' | 'rejected' | 'late'
  readonly reason: RejectionReason | null
  readonly origin: Origin
}

export interface CuffPicture {
  /** The newest accepted set. */
  readonly latest: SetPicture | null
  /** Difference from the baseline, where there is one. */
  readonly change: { readonly sys: number; readonly dia: number } | null
  readonly highLevel: 'advisory' | 'warning' | 'critical' | 'emergency' | null
  readonly lowLevel: 'warning' | 'critical' | null
  readonly nextDueAt: Moment | null
  readonly dueBecause: 'schedule' | 'recheck' | null
  readonly failuresInARow: number
  /** V7: how long after `nextDueAt` the set is dimmed, and struck through; absent where there never was a set. */
  readonly dimAfterMs?: number
  readonly strikeAfterMs?: number
}

export interface SessionPicture {
  readonly sessionId: SessionId
  readonly patient: Patient
  readonly simulated: boolean
  readonly phase: Phase
  readonly phaseSince: Moment
  readonly order: InfusionOrder
  readonly protocol: { readonly id: string; readonly version: number; readonly name: string }
  readonly checkedInAt: Moment
  /** B1: when the cannula was placed last; absent: not recorded. */
  readonly cannulatedAt?: Moment
  readonly gate: Readonly<Partial<Record<GateItemId, GateAnswer>>>
  /** What would hold a start now (S2); empty once infusing. */
  readonly holds: readonly Hold[]
  /** S2: what the protocol asks, with who answered; absent where it asks nothing of its own. */
  readonly questions?: readonly QuestionPicture[]
  /** B1: what is still wanted for a baseline; absent once infusing. */
  readonly baselineGuide?: BaselineGuide
  /** X13: what a physician may set for this patient, in the order of the limits; absent where the protocol allows nothing. */
  readonly settable?: readonly SettableLimit[]
}

/** B1 for the person who takes the baseline. */
export interface BaselineGuide {
  /** What the next set is for: the first or second one, a third since two differ, a newer one since the last is too old; nothing: it stands. */
  readonly wants: 'first' | 'second' | 'third' | 'newer' | 'nothing'
  /** A set before this would be passed over; null: there is no such wait. */
  readonly notBefore: Moment | null
  /** The newest sets that count, at most three, oldest first. */
  readonly counted: readonly { readonly at: Moment; readonly sys: number; readonly dia: number }[]
  readonly passedOver: readonly { readonly at: Moment; readonly because: 'spacing' | 'cannulation' }[]
  /** What a start now would freeze. */
  readonly bp: Baseline | null
  /** Until then it may be frozen. */
  readonly goodUntil: Moment | null
  readonly spacingMs: number
  readonly agreementMmHg: number
}

/** X13: one limit that may be the patient's own: the allowed range, what the protocol says, and what is in force. */
export interface SettableLimit {
  readonly name: PersonalLimitName
  readonly low: number
  readonly high: number
  readonly inProtocol: number | null
  readonly inForce: number | null
}

/** One question of the gate. `answer.passed` false: yes. */
export interface QuestionPicture extends GateQuestion {
  readonly answer: { readonly passed: boolean; readonly by: string; readonly at: Moment } | null
  readonly review: { readonly reason: string; readonly by: string; readonly at: Moment } | null
}

/** A monitor as people call it. */
export interface NamedMonitor {
  readonly sourceId: SourceId
  readonly label: string
}

export interface SourcePicture extends NamedMonitor {
  readonly boundAt: Moment
  readonly lastHeardAt: Moment | null
  readonly periodMs: number
  readonly clockOffsetMs: number
}

/** A stretch without data, hatched with its cause and never bridged. */
export interface GapPicture {
  readonly fromAt: Moment
  readonly toAt: Moment | null
  readonly cause: 'source-silent' | 'signal-lost'
  readonly vital: ContinuousVital | null
}

export interface EventPicture {
  readonly at: Moment
  readonly by: string
  readonly entry: Entry
  /** The fact that stated it: what a correction names. */
  readonly factSeq: number
  /** R1: corrected later; `entry` null: withdrawn. Evidence follows the correction. */
  readonly correction: { readonly entry: Entry | null; readonly by: string; readonly at: Moment; readonly reason: string } | null
  /** R1: `at` is when it happened, and was said later, or otherwise at first; absent: said as it happened. */
  readonly retimed?: {
    readonly statedAt: Moment
    readonly by: string
    readonly at: Moment
    readonly reason: string
    readonly late: boolean
  }
}

/** The limits in force, shown beside the numbers. */
export interface LimitsPicture {
  readonly sysHighWarning: number | null
  readonly sysHighCritical: number | null
  readonly diaHighWarning: number | null
  readonly sysLowWarning: number | null
  /** Absent: not told. As all of these the limit that the judge compares with, unrounded. */
  readonly diaHighCritical?: number | null
  readonly diaLowWarning?: number | null
  readonly mapHighWarning?: number | null
  readonly mapHighCritical?: number | null
  readonly mapLowWarning?: number | null
  readonly sysLowCritical?: number | null
  readonly diaLowCritical?: number | null
  readonly mapLowCritical?: number | null
  readonly hr: { readonly low: number; readonly high: number }
  readonly spo2Low: number
  readonly rr: { readonly low: number; readonly high: number }
  readonly etco2High: number
}

/** What people and the judge have in hand at a chair beside the numbers. All moments in room time. */
export interface CarePicture {
  /** A5: null where sound is on. */
  readonly soundPaused: { readonly untilAt: Moment; readonly by: string } | null
  /** S8. */
  readonly help: { readonly since: Moment; readonly by: string } | null
  /** S7. */
  readonly offMonitor: { readonly since: Moment; readonly untilAt: Moment; readonly reason: OffMonitorReason; readonly by: string } | null
  /** What is kept from being judged just now, and for how long at most. */
  readonly heldBack: readonly { readonly what: HoldBackCause; readonly since: Moment; readonly untilAt: Moment }[]
  /** The newest set wants a second look. */
  readonly verify: { readonly readAt: Moment; readonly because: VerifyReason } | null
  readonly measure: { readonly askedAt: Moment; readonly by: string; readonly state: 'asked' | 'answered' | 'unanswered' } | null
  /** X13. */
  readonly personalLimits: { readonly limits: PersonalLimits; readonly reason: string; readonly by: string; readonly at: Moment } | null
  /** Whether the bound monitor can be asked to measure. */
  readonly canMeasure: boolean
  /** X9: sets that staff marked as artefact. */
  readonly artefactSets: readonly Moment[]
  /** S6: left against advice, and no physician has countersigned yet. */
  readonly countersignatureOpen: boolean
}

/** A chair where nothing is in hand. */
export const NO_CARE: CarePicture = {
  soundPaused: null,
  help: null,
  offMonitor: null,
  heldBack: [],
  verify: null,
  measure: null,
  personalLimits: null,
  canMeasure: false,
  artefactSets: [],
  countersignatureOpen: false,
}

/** One chair as every screen shows it. A patch replaces whole sections. */
export interface ChairPicture {
  readonly chairId: ChairId
  readonly session: SessionPicture | null
  readonly source: SourcePicture | null
  readonly numerics: { readonly [vital in ContinuousVital]?: NumericPicture }
  /** Which vital stands in for the heart rate now (T3). */
  readonly heartRateFrom: 'hr' | 'pulse' | null
  readonly cuff: CuffPicture
  readonly sets: readonly SetPicture[]
  readonly baseline: { readonly bp: Baseline | null; readonly continuous: ContinuousBaseline } | null
  readonly limits: LimitsPicture | null
  readonly excursions: readonly Excursion[]
  readonly alarms: readonly Alarm[]
  readonly infusion: InfusionState | null
  readonly readiness: Readiness | null
  readonly gaps: readonly GapPicture[]
  readonly events: readonly EventPicture[]
  /** What was done and judged beside the entries, oldest first; the newest `TIMELINE_LENGTH`. */
  readonly timeline?: readonly TimelineItem[]
  /** G6 for this chair alone. */
  readonly notRecording: boolean
  readonly care: CarePicture
  /** Who answers for the chair; absent or null: nobody sits there. */
  readonly staffing?: StaffingPicture | null
}

export type ChairSection = Exclude<keyof ChairPicture, 'chairId'>

/** A room clock reading, with which a screen runs its own: room time passes at `speed` from `roomNow`. */
export interface RoomClock {
  readonly roomNow: Moment
  readonly speed: number
}

export interface RoomSource extends NamedMonitor {
  readonly simulated: boolean
  readonly connected: boolean
  readonly boundTo: ChairId | null
  /** Refusals since the start, by code (I3). */
  readonly refusals: Readonly<Record<string, number>>
}

/** Everything at once (P1). A new `epoch` begins with each start of the server. */
export interface RoomPicture {
  readonly epoch: string
  readonly number: number
  readonly clock: RoomClock
  readonly clinic: ClinicPicture
  readonly chairs: readonly ChairPicture[]
  readonly sources: readonly RoomSource[]
  readonly notRecording: boolean
}

/** `number` is exactly one more than the picture it applies to; anything else needs a new snapshot. */
export interface RoomPatch {
  readonly epoch: string
  readonly number: number
  readonly chairs: readonly ({ readonly chairId: ChairId } & Partial<Omit<ChairPicture, 'chairId'>>)[]
  readonly sources?: readonly RoomSource[]
  readonly notRecording?: boolean
}

/** The picture after the patch, or null where it does not follow. */
export const applyPatch = (picture: RoomPicture, patch: RoomPatch): RoomPicture | null => {
  if (patch.epoch !== picture.epoch || patch.number !== picture.number + 1) return null
  const changed = new Map(patch.chairs.map((chair) => [chair.chairId, chair]))
  return {
    ...picture,
    number: patch.number,
    chairs: picture.chairs.map((chair) => {
      const change = changed.get(chair.chairId)
      return change === undefined ? chair : { ...chair, ...change }
    }),
    sources: patch.sources ?? picture.sources,
    notRecording: patch.notRecording ?? picture.notRecording,
  }
}
