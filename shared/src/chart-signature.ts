/** R3: what may be unresolved when a chart is to be signed, in the order in which it is listed. */
export const CHART_ISSUES = [
  'open',
  'record',
  'countersignature',
  'wrong-patient',
  'alarm',
  'excursion',
  'verify',
  'difference',
  'away',
  'outside',
  'baseline',
  'override',
  'drug-account',
  'cuff',
  'coverage',
] as const
export type ChartIssueId = (typeof CHART_ISSUES)[number]
/** What a signature is refused for; the others want to be seen, and the signature says that they were. */
export const BLOCKING_ISSUES: ReadonlySet<ChartIssueId> = new Set(['open', 'record', 'countersignature', 'wrong-patient'])

/** What a signature says. */
export const SIGNATURE_MEANINGS = ['reviewed', 'responsible', 'co-signed'] as const
export type SignatureMeaning = (typeof SIGNATURE_MEANINGS)[number]

/** R3: whose signature a chart still waits for: a physician's, another physician's, or that of anybody else who treats patients. */
export type MissingSignature = 'physician' | 'second-physician' | 'second-person'

/** Up to which entry of its chain a chart says what the record holds; `hash` in hex. */
export interface ChartContent {
  readonly entry: number
  readonly hash: string
}
