import type { FactKind, FactOf } from './fact.ts'

/** What was done at a chair and what the judge made of its pressure, beside the entries: the lines of a session's log. */
export const TIMELINE_KINDS = [
  'monitor-bound',
  'monitor-released',
  'wrong-patient-resolved',
  'cannulated',
  'holds-overridden',
  'answer-reviewed',
  'phase-changed',
  'rate-changed',
  'planned-end-reached',
  'vitals-entered',
  'excursion-opened',
  'excursion-confirmed',
  'excursion-level',
  'excursion-closed',
  'alarm-acknowledged',
  'sound-paused',
  'help-called',
  'help-ended',
  'off-monitor-began',
  'off-monitor-ended',
  'measure-asked',
  'measure-unanswered',
  'set-marked',
  'entry-corrected',
  'personal-limits-set',
  'countersigned',
  'person-confirmed',
  'infusion-time-amended',
  'responsible-changed',
  'handover-offered',
  'handover-withdrawn',
] as const satisfies readonly FactKind[]

/** One line of the log: the fact itself, with its number, its time and who did it. */
export type TimelineItem = FactOf<(typeof TIMELINE_KINDS)[number]>

/** What a screen is given at most, the newest; the record holds all. */
export const TIMELINE_LENGTH = 200

const kinds: ReadonlySet<string> = new Set(TIMELINE_KINDS)
export const isTimelineItem = (fact: { readonly kind: string }): fact is TimelineItem => kinds.has(fact.kind)
