import type { Entry } from '@chairside/shared/entry'
import type { Excursion } from '@chairside/shared/excursion'
import type { ChairPicture } from '@chairside/shared/picture'
import { type StandingEntry, standingEntries } from './standing-entries.ts'

/** What the record holds of the steps of an excursion, since it opened; null: not yet. */
export interface StepsTaken {
  readonly cuff: StandingEntry | null
  readonly called: StandingEntry | null
  readonly arrived: StandingEntry | null
  readonly legs: StandingEntry | null
  readonly medications: readonly StandingEntry[]
}

const isIntervention = (entry: Entry, which: string): boolean => entry.kind === 'intervention' && entry.intervention === which

export const stepsTaken = (chair: ChairPicture, excursion: Excursion): StepsTaken => {
  const since = standingEntries(chair.events).filter(({ at }) => at >= excursion.openedAt)
  const last = (is: (entry: Entry) => boolean): StandingEntry | null => since.findLast(({ entry }) => is(entry)) ?? null
  return {
    cuff: last((entry) => isIntervention(entry, 'reposition-cuff')),
    called: last((entry) => isIntervention(entry, 'physician-called')),
    arrived: last((entry) => isIntervention(entry, 'physician-at-chair')),
    legs: last((entry) => entry.kind === 'position' && entry.position === 'legs-raised'),
    medications: since.filter(({ entry }) => entry.kind === 'medication'),
  }
}

/** Excursions that no set has closed yet; the graver first. */
export const openExcursions = (chair: ChairPicture): readonly Excursion[] => chair.excursions.filter(({ ending }) => ending === null)

/** `184/104` of the worst values, which may come from two sets. */
export const peakText = ({ peak }: Excursion): string => `${peak.sys?.value ?? '–'}/${peak.dia?.value ?? '–'}`
