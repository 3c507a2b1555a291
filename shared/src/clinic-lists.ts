import { z } from 'zod'
import { INTERVENTIONS, MEDICATION_GROUPS } from './entry.ts'

const line = (max: number) => z.string().trim().min(1).max(max)

/** A text of the clinic in the languages in which it is given; English stands in for one that is missing. */
const localTextSchema = z.strictObject({ en: line(400), es: line(400).optional() })
export type LocalText = z.infer<typeof localTextSchema>

export const LISTED_AT_MOST = 24

/** What is usually given. `dose`: as the clinic's own order has it; without one it is written down as given. The group decides D2. */
const medicationSchema = z.strictObject({ name: line(80), group: z.enum(MEDICATION_GROUPS), dose: line(40).optional() })
export type ListedMedication = z.infer<typeof medicationSchema>

/** What is done at the chair: a step that the product knows, or one of the clinic's own by its name. */
const stepSchema = z.union([z.enum(INTERVENTIONS), z.strictObject({ name: line(80) })])
export type ListedStep = z.infer<typeof stepSchema>

/** What a patient is told when leaving, beside what the practice restricts and advises. */
const instructionsSchema = z.strictObject({
  /** Null: written on the sheet by hand. */
  telephone: line(40).nullable(),
  /** Outside the clinic's hours; null: as the clinic's, or written by hand. */
  telephoneAtNight: line(40).nullable(),
  /** In the clinic's own words, before the signatures. */
  paragraphs: z.array(localTextSchema).max(12),
})

/** The lists of a clinic: what its quick entries offer, and what its patients are told. */
export const clinicListsSchema = z.strictObject({
  medications: z.array(medicationSchema).max(LISTED_AT_MOST),
  steps: z.array(stepSchema).max(LISTED_AT_MOST),
  instructions: instructionsSchema,
})
export type ClinicLists = z.infer<typeof clinicListsSchema>

/** Of a clinic that wrote no lists of its own. It recommends nothing, and no dose. */
export const USUAL_LISTS: ClinicLists = {
  medications: [
    { name: 'Labetalol IV', group: 'iv-antihypertensive' },
    { name: 'Hydralazine IV', group: 'iv-antihypertensive' },
    { name: 'Clonidine PO', group: 'other' },
    { name: 'Midazolam IV', group: 'benzodiazepine' },
    { name: 'Lorazepam', group: 'benzodiazepine' },
    { name: 'Ondansetron IV', group: 'antiemetic' },
  ],
  steps: [...INTERVENTIONS],
  instructions: { telephone: null, telephoneAtNight: null, paragraphs: [] },
}

export interface ListFault {
  /** As in `medications.2.group`. */
  readonly path: string
  readonly message: string
}

const twice = (names: readonly string[], path: (index: number) => string): readonly ListFault[] =>
  names.flatMap((name, index) =>
    names.findIndex((other) => other.toLocaleLowerCase('en') === name.toLocaleLowerCase('en')) < index
      ? [{ path: path(index), message: `${name} is in the list twice` }]
      : [],
  )

const doublesOf = ({ medications, steps }: ClinicLists): readonly ListFault[] => [
  ...twice(
    medications.map(({ name, dose }) => (dose === undefined ? name : `${name} ${dose}`)),
    (index) => `medications.${index}.name`,
  ),
  ...twice(
    steps.map((step) => (typeof step === 'string' ? step : step.name)),
    (index) => `steps.${index}`,
  ),
]

/**
 * A clinic's own lists: what it leaves out stays as in `base`; a list that it writes stands in the place of the whole list. Or every fault
 * by its path.
 */
export const readClinicLists = (
  written: unknown,
  base: ClinicLists,
): { readonly ok: true; readonly lists: ClinicLists } | { readonly ok: false; readonly faults: readonly ListFault[] } => {
  const parsed = clinicListsSchema.partial().extend({ instructions: instructionsSchema.partial().optional() }).safeParse(written)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'lists', message }))
    return { ok: false, faults }
  }
  const { medications = base.medications, steps = base.steps, instructions = {} } = parsed.data
  const { telephone, telephoneAtNight, paragraphs } = instructions
  const lists: ClinicLists = {
    medications,
    steps,
    instructions: {
      telephone: telephone === undefined ? base.instructions.telephone : telephone,
      telephoneAtNight: telephoneAtNight === undefined ? base.instructions.telephoneAtNight : telephoneAtNight,
      paragraphs: paragraphs ?? base.instructions.paragraphs,
    },
  }
  const faults = doublesOf(lists)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, lists }
}
