import { type AlarmCause, type LimitCondition, TECHNICAL_CONDITIONS } from '@chairside/shared/alarm'
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

/** Technical conditions never latch and are listed apart (A1, A3). */
export const kindOf = (cause: AlarmCause): 'physiological' | 'technical' => (TECHNICAL.has(cause) ? 'technical' : 'physiological')

const TECHNICAL: ReadonlySet<AlarmCause> = new Set(TECHNICAL_CONDITIONS)
