import type { AlarmId } from './identity.ts'
import type { Moment } from './time.ts'

/** In rising order. */
export const PRIORITIES = ['low', 'medium', 'high'] as const
export type Priority = (typeof PRIORITIES)[number]
export const priorityRank = (priority: Priority): number => PRIORITIES.indexOf(priority)

/** The continuous limits of table T, in its order. */
export const LIMIT_CONDITIONS = [
  'spo2-low',
  'spo2-desat',
  'hr-high',
  'hr-low',
  'hr-extreme-high',
  'hr-extreme-low',
  'no-pulse',
  'rr-high',
  'rr-low',
  'apnoea',
  'etco2-high',
  'etco2-low',
] as const
export type LimitCondition = (typeof LIMIT_CONDITIONS)[number]

/** The technical conditions of G and T3. `not-live` is a screen's own. */
export const TECHNICAL_CONDITIONS = [
  'check-leads',
  'source-silent',
  'signal-lost',
  'nibp-overdue',
  'recheck-overdue',
  'nibp-failed',
  'clock-skew',
  'unmapped-data',
  'wrong-patient',
  'not-recording',
] as const
export type TechnicalCondition = (typeof TECHNICAL_CONDITIONS)[number]

export type ConditionName = LimitCondition | TechnicalCondition

/** What asks for a person without being a condition of T or G: a symptom or a deep sedation that was entered (X12), the planned end (S3),
 * a measurement that the monitor did not answer, the end of a time off the monitor (S7), a call for help (S8). */
export const PROMPT_CAUSES = ['symptom', 'sedation', 'planned-end', 'measure-unanswered', 'off-monitor-over', 'help'] as const
export type PromptCause = (typeof PROMPT_CAUSES)[number]

/** What an alarm is about. One alarm per vital and side (T4), per excursion, per technical condition and its subject. */
export type AlarmCause = 'bp-high' | 'bp-low' | ConditionName | PromptCause

/** A1: two axes, never one. */
export interface Alarm {
  readonly id: AlarmId
  readonly cause: AlarmCause
  readonly kind: 'physiological' | 'technical'
  readonly priority: Priority
  readonly condition: 'present' | 'ended'
  readonly acknowledgement: Acknowledgement | null
  readonly beganAt: Moment
  readonly endedAt: Moment | null
  /** A3: stays until acknowledged though the condition ended. */
  readonly latched: boolean
  /** The worst value and its limit, e.g. `SYS 184 ≥ 180`; for technical ones a subject such as a vital's label. Words are the screen's. */
  readonly text: string
  /** Still to be decided by a re-measurement (X3). */
  readonly unconfirmed: boolean
  /** When it last had to be heard: raised, risen, come back, repeated or reminded of. Room time; a station that carries sound announces it once (A9). */
  readonly announcedAt: Moment
  /** A6: how often it escalated while nobody acknowledged it; 0: not yet. */
  readonly escalation: number
  /** A6: a medium one that waits too long is shown and heard as high. Its priority stays what the record says. */
  readonly presentedAs: Priority
}

/** A9: nobody acknowledged it, or it was announced again since (A6: a reminder). */
export const asksToBeHeard = ({ acknowledgement, announcedAt }: Pick<Alarm, 'acknowledgement' | 'announcedAt'>): boolean =>
  acknowledgement === null || announcedAt > acknowledgement.at

export interface Acknowledgement {
  readonly by: string
  readonly at: Moment
  readonly plan: AcknowledgementPlan | null
}

/** A4: one tap on a chip. */
export const ACKNOWLEDGEMENT_PLANS = [
  'recheck',
  'reposition-cuff',
  'reposition-probe',
  'at-bedside',
  'watching',
  'slow-or-pause',
  'call-physician',
  'medication',
  'oxygen',
  'artefact',
] as const
export type AcknowledgementPlan = (typeof ACKNOWLEDGEMENT_PLANS)[number]
