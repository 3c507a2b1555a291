import type { EvidencePart } from './evidence.ts'
import type { Moment } from './time.ts'

export const CRITERIA = [
  'D1',
  'D2',
  'D3',
  'D4',
  'D5',
  'D6',
  'D7',
  'D8',
  'D9',
  'D10',
  'D11',
  'D12',
  'D13',
  'D14',
  'D15',
  'D16',
  'D17',
  'D18',
  'D19',
  'D20',
] as const
export type CriterionId = (typeof CRITERIA)[number]

/** D1 to D13, D17 and D18 make a patient clinically ready (L1). */
export const CLINICAL_CRITERIA: readonly CriterionId[] = [
  'D1',
  'D2',
  'D3',
  'D4',
  'D5',
  'D6',
  'D7',
  'D8',
  'D9',
  'D10',
  'D11',
  'D12',
  'D13',
  'D17',
  'D18',
]
export const LEAVING_STEPS: readonly CriterionId[] = ['D14', 'D15', 'D16']

export type CriterionState = 'met' | 'not-met' | 'no-evidence' | 'expired' | 'not-required'

export interface CriterionResult {
  readonly id: CriterionId
  readonly state: CriterionState
  /** What it rests on, part by part; empty where there is nothing. Whoever shows it has the words. */
  readonly restsOn: readonly EvidencePart[]
  /** The same as the text that facts hold, `142/84, 139/82`, `MOAA/S 5`; null where there is none. */
  readonly evidence: string | null
  readonly evidenceAt: Moment | null
  readonly by: string | null
  /** When a met criterion stops being met for age; null: never. */
  readonly expiresAt: Moment | null
  /** The earliest moment at which it could be met if nothing worsens; null: unknown, it waits for an act or a recovery. */
  readonly earliestAt: Moment | null
}

export type ReadinessVerdict = 'not-applicable' | 'not-ready' | 'not-enough-evidence' | 'ready'

export interface Readiness {
  readonly verdict: ReadinessVerdict
  readonly criteria: readonly CriterionResult[]
  /** Clinical criteria met (or not required), of how many. */
  readonly met: number
  readonly of: number
  readonly missing: readonly CriterionId[]
  readonly nextExpiry: { readonly criterion: CriterionId; readonly at: Moment } | null
  readonly earliestAt: Moment | null
  /** All leaving steps done too. */
  readonly mayLeave: boolean
}
