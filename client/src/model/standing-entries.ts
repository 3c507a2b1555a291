import type { Entry } from '@chairside/shared/entry'
import type { EventPicture } from '@chairside/shared/picture'

/** An entry as it stands after its correction (R1). */
export interface StandingEntry {
  readonly at: number
  readonly by: string
  readonly entry: Entry
  readonly factSeq: number
}

/** Entries as they stand: withdrawn ones are left out, corrected ones read as corrected. */
export const standingEntries = (events: readonly EventPicture[]): readonly StandingEntry[] =>
  events.flatMap(({ at, by, entry, factSeq, correction }) => {
    const now = correction === null ? entry : correction.entry
    return now === null ? [] : [{ at, by, entry: now, factSeq }]
  })

/** Whether oxygen was switched on and not off again; null: nobody said anything of it, and that is not air (V8). */
export const oxygenIsOn = (events: readonly EventPicture[]): boolean | null => {
  const last = standingEntries(events).findLast(({ entry }) => entry.kind === 'oxygen')
  return last?.entry.kind === 'oxygen' ? last.entry.on : null
}

/** The fields of entries are plain values; the server may order them otherwise. */
const isSame = (one: Entry, other: Entry): boolean => {
  const [a, b]: readonly Readonly<Record<string, unknown>>[] = [one, other]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => a?.[name] === b?.[name])
}

/** The entry of this person behind the fact `after` that says just this and was not corrected: what an undo takes back. */
export const justEntered = (events: readonly EventPicture[], entry: Entry, by: string, after: number): EventPicture | null =>
  events.findLast((event) => event.factSeq > after && event.by === by && event.correction === null && isSame(event.entry, entry)) ?? null
