import { type Entry, entrySchema } from '@chairside/shared/entry'
import { SCORES } from '@chairside/shared/scores'
import { FORMS, type FormId } from './entry-fields.ts'

/** What was filled in so far, by the fields' names. */
export type Draft = Readonly<Record<string, string | number | boolean | undefined>>

/** The form in which an entry is filled in. */
export const formOf = (entry: Entry): FormId => (entry.kind === 'dissociation' && entry.scale === 'cadss-6' ? 'cadss-6' : entry.kind)

/** An entry as its form shows it. */
export const draftOf = (entry: Entry): Draft => {
  const values: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(entry)) if (FORMS[formOf(entry)].some((field) => field.name === name)) values[name] = value
  return values
}

const rawOf = (form: FormId, draft: Draft): Record<string, unknown> => {
  const filled: Record<string, unknown> = {}
  for (const { name } of FORMS[form]) {
    const value = draft[name]
    filled[name] = typeof value === 'string' ? value.trim() : value
  }
  switch (form) {
    case 'dissociation':
      return { kind: 'dissociation', scale: '0-10', ...filled }
    case 'cadss-6':
      return { kind: 'dissociation', scale: 'cadss-6', ...filled }
    case 'medication':
      return { kind: form, ...filled, dose: filled.dose ?? '' }
    case 'escort':
      return { kind: form, ...filled, name: filled.name ?? '', phone: filled.phone ?? '' }
    default:
      return { kind: form, ...filled }
  }
}

const CADSS_ITEMS = 6

/** Six items of which none is above the highest can't make more than six of it, nor less than it. */
export const isUnlikelyCadss = ({ value, highestItem }: Draft): boolean =>
  typeof value === 'number' && typeof highestItem === 'number' && (value < highestItem || value > CADSS_ITEMS * highestItem)

const isComplete = (entry: Entry): boolean => {
  // An escort who is here has a name and a telephone (D15).
  if (entry.kind === 'escort') return !entry.present || (entry.name !== '' && entry.phone !== '')
  return entry.kind !== 'dissociation' || entry.scale === '0-10' || !isUnlikelyCadss(entry)
}

/** The entry, or null while something is missing. */
export const entryOf = (form: FormId, draft: Draft): Entry | null => {
  const parsed = entrySchema.safeParse(rawOf(form, draft))
  return parsed.success && isComplete(parsed.data) ? parsed.data : null
}

export interface Running {
  readonly total: number
  readonly given: number
  readonly of: number
  /** Null while items are missing, or where the score has no mark of its own. */
  readonly passes: boolean | null
}

/** The running total of a score of several items. */
export const runningTotal = (score: 'aldrete' | 'padss', draft: Draft): Running => {
  const { items, passFrom } = SCORES[score]
  const values = items.map(({ id }) => draft[id]).filter((value) => typeof value === 'number')
  const total = values.reduce((sum, value) => sum + value, 0)
  return { total, given: values.length, of: items.length, passes: values.length < items.length ? null : total >= passFrom }
}
