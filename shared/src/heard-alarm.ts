import { type Alarm, asksToBeHeard, priorityRank } from './alarm.ts'
import type { ChairPicture } from './picture.ts'

/** The alarm that a tile announces (A9): unacknowledged before acknowledged, then as it is presented (A6), priority, then the newest. */
export const worstFirst = (alarms: readonly Alarm[]): readonly Alarm[] =>
  [...alarms].sort(
    (a, b) =>
      Number(a.acknowledgement !== null) - Number(b.acknowledgement !== null) ||
      priorityRank(b.presentedAs) - priorityRank(a.presentedAs) ||
      priorityRank(b.priority) - priorityRank(a.priority) ||
      b.beganAt - a.beganAt ||
      a.id.localeCompare(b.id),
  )

/**
 * A9: the one alarm with which a chair is heard, however many it lists: the worst that nobody acknowledged; where all are, the worst that
 * was reminded of (A6). Null: nothing is to be heard, or the sound of the chair is paused (A5). What was heard once with its `id` and
 * `announcedAt` is not new; an acknowledged one is heard for each `announcedAt` once.
 */
export const heardAlarm = (chair: Pick<ChairPicture, 'alarms' | 'care'>): Alarm | null => {
  if (chair.care.soundPaused !== null) return null
  return worstFirst(chair.alarms.filter(asksToBeHeard))[0] ?? null
}
