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

/** What the card of an excursion offers to do: what the product knows how to do, or a step of the clinic's own by its name. */
export const EXCURSION_STEPS = ['recheck', 'reposition-cuff', 'legs-raised', 'call-physician', 'slow-or-pause', 'medication'] as const
export const EXCURSION_LEVELS = ['warning', 'critical', 'emergency'] as const

/**
 * A task on that card. `withinMin`: by when it is to be done, in minutes from the opening of the excursion; a recheck is due as the
 * protocol has it and takes none. `from`: offered from this level on; absent: always.
 */
const excursionTaskSchema = z.strictObject({
  step: z.union([z.enum(EXCURSION_STEPS), z.strictObject({ name: line(80) })]),
  withinMin: z.number().int().min(1).max(60).optional(),
  from: z.enum(EXCURSION_LEVELS).optional(),
})
export type ExcursionTask = z.infer<typeof excursionTaskSchema>

const excursionTasksSchema = z.strictObject({
  high: z.array(excursionTaskSchema).max(12),
  low: z.array(excursionTaskSchema).max(12),
})

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
  /** What the card of an excursion lists, by its side, in this order. */
  excursion: excursionTasksSchema,
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
  excursion: {
    high: [{ step: 'recheck' }, { step: 'reposition-cuff' }, { step: 'call-physician' }, { step: 'slow-or-pause' }, { step: 'medication' }],
    low: [
      { step: 'recheck' },
      { step: 'reposition-cuff' },
      { step: 'legs-raised' },
      { step: 'call-physician' },
      { step: 'slow-or-pause' },
      { step: 'medication' },
    ],
  },
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

const nameOf = ({ step }: ExcursionTask): string => (typeof step === 'string' ? step : step.name)

/** A card without a recheck would hold an excursion that nothing closes. */
const tasksFaults = (side: 'high' | 'low', tasks: readonly ExcursionTask[]): readonly ListFault[] => [
  ...twice(tasks.map(nameOf), (index) => `excursion.${side}.${index}.step`),
  ...(tasks.some(({ step, from }) => step === 'recheck' && from === undefined)
    ? []
    : [{ path: `excursion.${side}`, message: 'the recheck is missing: an excursion is closed by a reading alone' }]),
  ...tasks.flatMap(({ step, withinMin }, index) =>
    step === 'recheck' && withinMin !== undefined
      ? [{ path: `excursion.${side}.${index}.withinMin`, message: 'a recheck is due as the protocol has it' }]
      : [],
  ),
]

const faultsOf = ({ medications, steps, excursion }: ClinicLists): readonly ListFault[] => [
  ...twice(
    medications.map(({ name, dose }) => (dose === undefined ? name : `${name} ${dose}`)),
    (index) => `medications.${index}.name`,
  ),
  ...twice(
    steps.map((step) => (typeof step === 'string' ? step : step.name)),
    (index) => `steps.${index}`,
  ),
  ...tasksFaults('high', excursion.high),
  ...tasksFaults('low', excursion.low),
]

/**
 * A clinic's own lists: what it leaves out stays as in `base`; a list that it writes stands in the place of the whole list. Or every fault
 * by its path.
 */
export const readClinicLists = (
  written: unknown,
  base: ClinicLists,
): { readonly ok: true; readonly lists: ClinicLists } | { readonly ok: false; readonly faults: readonly ListFault[] } => {
  const parsed = clinicListsSchema
    .partial()
    .extend({ excursion: excursionTasksSchema.partial().optional(), instructions: instructionsSchema.partial().optional() })
    .safeParse(written)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'lists', message }))
    return { ok: false, faults }
  }
  const { medications = base.medications, steps = base.steps, excursion = {}, instructions = {} } = parsed.data
  const { telephone, telephoneAtNight, paragraphs } = instructions
  const lists: ClinicLists = {
    medications,
    steps,
    excursion: { high: excursion.high ?? base.excursion.high, low: excursion.low ?? base.excursion.low },
    instructions: {
      telephone: telephone === undefined ? base.instructions.telephone : telephone,
      telephoneAtNight: telephoneAtNight === undefined ? base.instructions.telephoneAtNight : telephoneAtNight,
      paragraphs: paragraphs ?? base.instructions.paragraphs,
    },
  }
  const faults = faultsOf(lists)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, lists }
}
