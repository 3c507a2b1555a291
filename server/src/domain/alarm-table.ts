import { type AlarmCause, type LimitCondition, type Priority, TECHNICAL_CONDITIONS } from '@chairside/shared/alarm'
import { VITALS } from '@chairside/shared/vital'
import { isHighSide } from './limit-rules.ts'

const LABELS: Readonly<Record<LimitCondition, string>> = {
  'spo2-low': VITALS.spo2.label,
  'spo2-desat': VITALS.spo2.label,
  'hr-high': VITALS.hr.label,
  'hr-low': VITALS.hr.label,
  'hr-extreme-high': VITALS.hr.label,
  'hr-extreme-low': VITALS.hr.label,
  'no-pulse': VITALS.hr.label,
  'rr-high': VITALS.rr.label,
  'rr-low': VITALS.rr.label,
  apnoea: VITALS.rr.label,
  'etco2-high': VITALS.etco2.label,
  'etco2-low': VITALS.etco2.label,
}

/** A2: vital, worst value, limit. */
export const limitText = (condition: LimitCondition, worst: number, limit: number): string =>
  condition === 'apnoea' ? `${LABELS[condition]} ${worst}` : `${LABELS[condition]} ${worst} ${isHighSide(condition) ? '>' : '<'} ${limit}`

/** Not about the patient's body: the equipment, and what staff are asked to do. They never latch and are listed apart (A1, A3). */
const TECHNICAL: ReadonlySet<AlarmCause> = new Set([
  ...TECHNICAL_CONDITIONS,
  'planned-end',
  'measure-unanswered',
  'off-monitor-over',
] satisfies readonly AlarmCause[])

export const kindOf = (cause: AlarmCause): 'physiological' | 'technical' => (TECHNICAL.has(cause) ? 'technical' : 'physiological')

/** A3: a high physiological alarm latches. A call for help does not: the person who ends it was there (S8). */
export const latchesOf = (cause: AlarmCause, priority: Priority): boolean =>
  priority === 'high' && kindOf(cause) === 'physiological' && cause !== 'help'
