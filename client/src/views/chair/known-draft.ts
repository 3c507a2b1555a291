import type { EventPicture } from '@chairside/shared/picture'
import { standingEntries } from '../../model/standing-entries.ts'
import type { Draft } from '../common/entry-draft.ts'
import type { FormId } from '../common/entry-fields.ts'

/** D15: name and telephone of an escort who was entered before; whether they are here is asked anew. */
export const knownOf = (form: FormId, events: readonly EventPicture[]): Draft => {
  if (form !== 'escort') return {}
  const last = standingEntries(events).findLast(({ entry }) => entry.kind === 'escort')
  return last?.entry.kind === 'escort' ? { name: last.entry.name, phone: last.entry.phone } : {}
}
