import type { Alarm } from '@chairside/shared/alarm'
import { worstFirst } from '@chairside/shared/heard-alarm'
import type { ChairId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import type { BoardOrder } from './device.ts'
import { chairsOf, roomAlarms } from './selectors.ts'

/** Tiles on one page. */
export const PAGE_SIZE = 24

/** Chairs by their worst alarm, those without one after them in their places. */
const byAlarm = (chairs: readonly ChairPicture[]): readonly ChairId[] => [
  ...new Set([...roomAlarms(chairs).map(({ chairId }) => chairId), ...chairs.map(({ chairId }) => chairId)]),
]

export const orderOf =
  (order: BoardOrder) =>
  (state: Parameters<typeof chairsOf>[0]): readonly ChairId[] => {
    const chairs = chairsOf(state)
    return order === 'place' ? chairs.map(({ chairId }) => chairId) : byAlarm(chairs)
  }

/** The chairs page by page; a room without chairs has one empty page. */
export const pagesOf = <Id>(ids: readonly Id[]): readonly (readonly Id[])[] =>
  Array.from({ length: Math.max(1, Math.ceil(ids.length / PAGE_SIZE)) }, (_, page) => ids.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE))

/** What a page that is not shown has to say: its worst alarm and how many chairs alarm. Null: it is calm. */
export const alarmOfPage = (
  chairs: readonly ChairPicture[],
  ids: readonly ChairId[],
): { readonly worst: Alarm; readonly chairs: number } | null => {
  const alarmed = chairs.filter(({ chairId, alarms }) => alarms.length > 0 && ids.includes(chairId))
  const [worst] = worstFirst(alarmed.flatMap(({ alarms }) => alarms))
  return worst === undefined ? null : { worst, chairs: alarmed.length }
}
