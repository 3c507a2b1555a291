import type { Excursion } from '@chairside/shared/excursion'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import type { HandoverOffer, StaffingPicture } from '@chairside/shared/staffing'
import { openExcursions } from './excursion-steps.ts'
import type { Person } from './room-store.ts'
import { runningSession } from './selectors.ts'
import { type StandingEntry, standingEntries } from './standing-entries.ts'

/** A chair with somebody in it, and who answers for it. */
export interface StaffedChair {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly staffing: StaffingPicture
}

export const staffedChairs = (chairs: readonly ChairPicture[]): readonly StaffedChair[] =>
  chairs.flatMap((chair) => {
    const session = runningSession(chair)
    return session === null || chair.staffing == null ? [] : [{ chair, session, staffing: chair.staffing }]
  })

/** The offer of somebody else, which this person may accept. */
export const offerTo = ({ offer }: StaffingPicture, staffId: string): HandoverOffer | null =>
  offer === null || offer.staffId === staffId ? null : offer

/** How many chairs others offer to this person. */
export const offersFor = (chairs: readonly ChairPicture[], person: Person): number =>
  typeof person === 'string' || (person.role !== 'nurse' && person.role !== 'physician')
    ? 0
    : staffedChairs(chairs).filter(({ staffing }) => offerTo(staffing, person.staffId) !== null).length

/** What the next person must know of a chair, from its picture alone. */
export interface HandoverFacts {
  readonly excursions: readonly Excursion[]
  /** Drugs that were given, newest first. */
  readonly medications: readonly StandingEntry[]
  readonly symptoms: readonly StandingEntry[]
  readonly notes: readonly StandingEntry[]
}

export const handoverFacts = (chair: ChairPicture): HandoverFacts => {
  const entries = [...standingEntries(chair.events)].reverse()
  const of = (kind: StandingEntry['entry']['kind']) => entries.filter(({ entry }) => entry.kind === kind)
  return { excursions: openExcursions(chair), medications: of('medication'), symptoms: of('symptom'), notes: of('note') }
}
