import type { EntryKind } from '@chairside/shared/entry'
import type { CriterionId } from '@chairside/shared/readiness'

/** Which entry gives a criterion its evidence; the others follow from data by themselves. */
export const ENTERED_CRITERIA: Readonly<Partial<Record<CriterionId, EntryKind>>> = {
  D7: 'sedation',
  D8: 'orientation',
  D9: 'dissociation',
  D10: 'gait',
  D11: 'nausea',
  D12: 'pain',
  D13: 'safety',
  D14: 'iv-out',
  D15: 'escort',
  D16: 'instructions',
  D18: 'aldrete',
}
