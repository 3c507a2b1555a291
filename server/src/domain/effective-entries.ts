import { RESCUE_GROUPS } from '@chairside/shared/entry'
import type { EventPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'

/** What was entered as it stands after its corrections (R1): withdrawn entries are left out, corrected ones read as corrected. */
export const effectiveEntries = (events: readonly EventPicture[]): readonly EventPicture[] => {
  if (events.every((event) => event.correction === null)) return events
  return events.flatMap((event) => {
    if (event.correction === null) return [event]
    return event.correction.entry === null ? [] : [{ ...event, entry: event.correction.entry }]
  })
}

export interface CarriedByEntries {
  /** When a drug was given that lengthens the stay (D2). */
  readonly rescues: readonly Moment[]
  readonly oxygenOn: boolean
  readonly oxygenOffSince: Moment | null
}

/** What later rules read from the entries of a session, in their order. */
export const carriedBy = (events: readonly EventPicture[]): CarriedByEntries => {
  const rescues: Moment[] = []
  let oxygenOn = false
  let oxygenOffSince: Moment | null = null
  for (const { at, entry } of effectiveEntries(events)) {
    if (entry.kind === 'medication' && RESCUE_GROUPS.has(entry.group)) rescues.push(at)
    if (entry.kind !== 'oxygen') continue
    if (!entry.on && oxygenOn) oxygenOffSince = at
    oxygenOn = entry.on
  }
  return { rescues, oxygenOn, oxygenOffSince }
}
