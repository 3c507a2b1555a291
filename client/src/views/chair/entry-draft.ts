import { type Entry, type EntryKind, entrySchema } from '@chairside/shared/entry'

/** What was filled in so far. */
export interface Draft {
  readonly moaas?: number
  readonly correct?: number
  readonly value?: number
  readonly steady?: boolean
  readonly dizzy?: boolean
  readonly level?: 'none' | 'mild' | 'moderate' | 'severe'
  readonly vomited?: boolean
  readonly newPain?: boolean
  readonly concern?: boolean
  readonly siteClean?: boolean
  readonly present?: boolean
  readonly understood?: boolean
  readonly on?: boolean
  readonly name?: string
  readonly phone?: string
  readonly dose?: string
  readonly group?: 'benzodiazepine' | 'iv-antihypertensive' | 'antiemetic' | 'other'
  readonly text?: string
  readonly activity?: number
  readonly respiration?: number
  readonly circulation?: number
  readonly consciousness?: number
  readonly saturation?: number
}

const rawOf = (kind: EntryKind, draft: Draft): unknown => {
  switch (kind) {
    case 'sedation':
      return { kind, moaas: draft.moaas }
    case 'orientation':
      return { kind, correct: draft.correct }
    case 'dissociation':
      return { kind, scale: '0-10', value: draft.value }
    case 'gait':
      return { kind, steady: draft.steady, dizzy: draft.dizzy }
    case 'nausea':
      return { kind, level: draft.level, vomitedWithin15Min: draft.vomited }
    case 'pain':
      return { kind, newModerateOrSevere: draft.newPain }
    case 'safety':
      return { kind, concern: draft.concern }
    case 'iv-out':
      return { kind, siteClean: draft.siteClean }
    case 'escort':
      return escortOf(draft)
    case 'instructions':
      return { kind, understood: draft.understood }
    case 'aldrete': {
      const { activity, respiration, circulation, consciousness, saturation } = draft
      return { kind, activity, respiration, circulation, consciousness, saturation }
    }
    case 'oxygen':
      return { kind, on: draft.on }
    case 'medication':
      return { kind, name: draft.name?.trim(), group: draft.group, dose: draft.dose?.trim() ?? '' }
    case 'note':
      return { kind, text: draft.text?.trim() }
    default:
      return null
  }
}

/** An escort who is here has a name and a telephone (D15). */
const escortOf = (draft: Draft): unknown => {
  const name = draft.name?.trim() ?? ''
  const phone = draft.phone?.trim() ?? ''
  if (draft.present === true && (name === '' || phone === '')) return null
  return { kind: 'escort', present: draft.present, name, phone }
}

/** The entry, or null while something is missing. */
export const entryOf = (kind: EntryKind, draft: Draft): Entry | null => {
  const parsed = entrySchema.safeParse(rawOf(kind, draft))
  return parsed.success ? parsed.data : null
}
