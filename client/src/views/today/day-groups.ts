import type { VisitCard } from '@chairside/shared/visit'

/** What of the list is shown. */
export const SHOWN = ['all', 'expected', 'arrived', 'done'] as const
export type Shown = (typeof SHOWN)[number]

/** Whether a visit belongs to what is shown; who did not come, or was cancelled, stands with those who have left. */
export const isShown = ({ state }: VisitCard, shown: Shown): boolean =>
  shown === 'all' || state === shown || (shown === 'done' && (state === 'not-come' || state === 'cancelled'))

/** The visits by day and full hour of their arrival, in the order of the list. */
export const byHour = (
  visits: readonly VisitCard[],
): readonly { readonly key: string; readonly hour: string; readonly visits: readonly VisitCard[] }[] => {
  const keyOf = ({ day, arrival }: VisitCard): string => `${day} ${arrival.slice(0, 2)}:00`
  return [...new Set(visits.map(keyOf))].map((key) => ({
    key,
    hour: key.slice(-5),
    visits: visits.filter((visit) => keyOf(visit) === key),
  }))
}

/** A time of the day as people type it: `9`, `930`, `9:30`, `0930` and `9.30` are `09:30` or `09:00`; null: no time. */
export const wallTimeFrom = (text: string): string | null => {
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(text.trim())
  if (match === null) return null
  const [, hours = '', minutes = '00'] = match
  return Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, '0')}:${minutes}` : null
}
