import type { Alarm, Priority } from '@chairside/shared/alarm'
import { worstFirst } from '@chairside/shared/heard-alarm'
import type { ChairId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import { isEnded } from '@chairside/shared/session'
import type { RoomState } from './room-store.ts'

export const chairsOf = (state: RoomState): readonly ChairPicture[] => state.picture?.chairs ?? NO_CHAIRS
const NO_CHAIRS: readonly ChairPicture[] = []

/** The chairs with any alarm; compared one by one, it changes with them alone. */
export const alarmedChairs = (state: RoomState): readonly ChairPicture[] => chairsOf(state).filter(({ alarms }) => alarms.length > 0)

export const chairById =
  (chairId: string) =>
  (state: RoomState): ChairPicture | null =>
    state.picture?.chairs.find((chair) => chair.chairId === chairId) ?? null

/** The session that runs at the chair; an ended one leaves the chair free. */
export const runningSession = (chair: ChairPicture): NonNullable<ChairPicture['session']> | null =>
  chair.session === null || isEnded(chair.session.phase) ? null : chair.session

/** The alarm of a tile (A9): the worst, or null. */
export const announcedAlarm = (chair: ChairPicture): Alarm | null => worstFirst(chair.alarms)[0] ?? null

export interface RoomAlarm {
  readonly chairId: ChairId
  readonly chair: ChairPicture
  readonly alarm: Alarm
  readonly recheckAt: number | null
}

/** All alarms of the room, worst first (A9), each with its chair. */
export const roomAlarms = (chairs: readonly ChairPicture[]): readonly RoomAlarm[] => {
  const owners = new Map<Alarm, ChairPicture>(chairs.flatMap((chair) => chair.alarms.map((alarm) => [alarm, chair] as const)))
  const called = (alarm: Alarm): number => Number(alarm.cause !== 'help')
  // A call for help stands before everything else, whoever answered it (S8).
  const ordered = [...worstFirst([...owners.keys()])].sort((a, b) => called(a) - called(b))
  return ordered.flatMap((alarm) => {
    const chair = owners.get(alarm)
    return chair === undefined ? [] : [{ alarm, chair, chairId: chair.chairId, recheckAt: recheckOf(chair, alarm) }]
  })
}

/** When the recheck that decides this alarm is due; null where none is pending. */
export const recheckOf = (chair: ChairPicture, alarm: Alarm): number | null =>
  (alarm.cause === 'bp-high' || alarm.cause === 'bp-low') && chair.cuff.dueBecause === 'recheck' ? chair.cuff.nextDueAt : null

/** Alarms by the priority with which they are presented (A6). */
export const countByPriority = (chairs: readonly ChairPicture[]): Readonly<Record<Priority, number>> => {
  const count = { high: 0, medium: 0, low: 0 }
  for (const chair of chairs) for (const alarm of chair.alarms) count[alarm.presentedAs] += 1
  return count
}

/** A8: what flashes, and how fast: an alarm of medium or high that nobody acknowledged. Null: nothing does. */
export const flashOf = (alarm: Alarm | null): 'medium' | 'high' | null =>
  alarm === null || alarm.acknowledgement !== null || alarm.presentedAs === 'low' ? null : alarm.presentedAs

/** A4: a plan is asked for physiological alarms of medium and high priority. */
export const needsPlan = (alarm: Alarm): boolean => alarm.kind === 'physiological' && alarm.priority !== 'low'

/** Initials by which the board names a patient: `Ana Kovač` is `A. K.`. */
export const initialsOf = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => `${[...part][0]?.toUpperCase()}.`)
    .slice(0, 3)
    .join(' ')
