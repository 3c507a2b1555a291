import type { DayList, VisitCard } from '@chairside/shared/visit'

const minutesOf = (wallTime: string): number => Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3))

/** By how many minutes somebody is late by the clinic's wall; 0: not expected any more, or still in time. */
export const lateMinutes = (visit: VisitCard, today: string, wallTime: string): number =>
  visit.state === 'expected' && visit.day === today ? Math.max(0, minutesOf(wallTime) - minutesOf(visit.arrival)) : 0

/**
 * Who comes next to each free chair: the first one of today who is planned there, else the first of those who may sit anywhere. Nobody
 * is named at two chairs. Whoever is planned at a chair that is taken stays in the list of the day alone.
 */
export const nextVisits = (list: DayList, freeChairs: readonly string[]): ReadonlyMap<string, VisitCard> => {
  const expected = list.visits
    .filter(({ state, day }) => state === 'expected' && day === list.today)
    .toSorted((one, other) => one.arrival.localeCompare(other.arrival) || one.visitId.localeCompare(other.visitId))
  const anywhere = expected.filter(({ chairId }) => chairId === null)
  const next = new Map<string, VisitCard>()
  for (const chairId of freeChairs) {
    const visit = expected.find((one) => one.chairId === chairId) ?? anywhere.shift()
    if (visit !== undefined) next.set(chairId, visit)
  }
  return next
}
