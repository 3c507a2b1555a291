import type { Entry, Severity, Symptom } from '@chairside/shared/entry'
import type { EvidencePart } from '@chairside/shared/evidence'
import type { CriterionId } from '@chairside/shared/readiness'
import type { Moment } from '@chairside/shared/time'
import type { EnteredEvidence } from './readiness-evidence.ts'

/** From here on the 0-10 scales call it moderate. */
const MODERATE_FROM = 4

/** Which symptoms stand against which criterion, and from which severity on. */
const AGAINST: { readonly [criterion in CriterionId]?: { readonly [symptom in Symptom]?: Severity } } = {
  D10: { dizziness: 'moderate', 'neurological-sign': 'mild' },
  D11: { nausea: 'moderate' },
  D12: {
    'chest-pain': 'mild',
    dyspnoea: 'moderate',
    'severe-headache': 'mild',
    'neurological-sign': 'mild',
    headache: 'moderate',
    'visual-disturbance': 'moderate',
    palpitations: 'moderate',
  },
  D13: { anxiety: 'severe', agitation: 'moderate' },
}
const RANK: Readonly<Record<Severity, number>> = { mild: 0, moderate: 1, severe: 2 }

const partAgainst = (criterion: CriterionId, entry: Entry): EvidencePart | null => {
  if (entry.kind === 'symptom') {
    const from = AGAINST[criterion]?.[entry.symptom]
    return from !== undefined && RANK[entry.severity] >= RANK[from]
      ? { code: 'symptom', symptom: entry.symptom, severity: entry.severity }
      : null
  }
  if (criterion === 'D11' && entry.kind === 'nausea-score')
    return entry.value >= MODERATE_FROM ? { code: 'nausea-score', value: entry.value } : null
  if (criterion === 'D12' && entry.kind === 'pain-score')
    return entry.value >= MODERATE_FROM ? { code: 'pain-score', value: entry.value } : null
  return null
}

export interface Complaint {
  readonly at: Moment
  readonly by: string
  readonly parts: readonly EvidencePart[]
}

/**
 * The newest complaint since `from` that stands against a criterion; null: none. A complaint says that something is wrong, never that
 * all is well: only an assessment made after it lifts it.
 */
export const complaintAgainst = (criterion: CriterionId, entries: readonly EnteredEvidence[], from: Moment): Complaint | null => {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const { at, by, entry } = entries[index] as EnteredEvidence
    if (at < from) return null
    const part = partAgainst(criterion, entry)
    if (part !== null) return { at, by, parts: [part] }
  }
  return null
}
