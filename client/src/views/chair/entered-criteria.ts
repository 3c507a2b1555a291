import type { CriterionId } from '@chairside/shared/readiness'
import type { FormId } from '../common/entry-fields.ts'

/** Which entries give a criterion its evidence, the usual one first; the others follow from data by themselves. */
export const ENTERED_CRITERIA: Readonly<Partial<Record<CriterionId, readonly [FormId, ...FormId[]]>>> = {
  D7: ['sedation', 'rass'],
  D8: ['orientation'],
  D9: ['dissociation', 'cadss-6'],
  D10: ['gait'],
  D11: ['nausea'],
  D12: ['pain'],
  D13: ['safety'],
  D14: ['iv-out'],
  D15: ['escort'],
  D16: ['instructions'],
  D18: ['aldrete', 'padss'],
}
