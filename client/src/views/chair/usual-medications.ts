import type { Entry } from '@chairside/shared/entry'

export type MedicationGroup = Extract<Entry, { readonly kind: 'medication' }>['group']

/** Groups after which the stay is counted longer (D2). */
export const RESCUE_GROUPS: ReadonlySet<MedicationGroup> = new Set(['benzodiazepine', 'iv-antihypertensive'])

/**
 * What is usually given in such a room, as a list to pick from. It recommends nothing, and no dose: what was given is written down.
 * The group says what follows for leaving (D2): an antihypertensive by mouth lengthens no stay.
 */
export const USUAL_MEDICATIONS: readonly { readonly name: string; readonly group: MedicationGroup }[] = [
  { name: 'Labetalol IV', group: 'iv-antihypertensive' },
  { name: 'Hydralazine IV', group: 'iv-antihypertensive' },
  { name: 'Clonidine PO', group: 'other' },
  { name: 'Midazolam IV', group: 'benzodiazepine' },
  { name: 'Lorazepam', group: 'benzodiazepine' },
  { name: 'Ondansetron IV', group: 'antiemetic' },
]
