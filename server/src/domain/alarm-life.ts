import { type Alarm, type AlarmCause, type Priority, priorityRank } from '@chairside/shared/alarm'
import type { AlarmId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { kindOf } from './alarm-table.ts'
import { type AlarmState, state, type Work } from './session-state.ts'

/** What a group of conditions asks of its one alarm now (T4). */
export interface AlarmWish {
  readonly cause: AlarmCause
  readonly priority: Priority
  readonly text: string
  readonly unconfirmed: boolean
  /** A3: confirmed excursions latch whatever their priority. */
  readonly latches: boolean
}

const setAlarms = (work: Work, alarms: readonly AlarmState[]): void => {
  work.session.alarms = alarms
  work.session.alarmPicture = alarms.map((entry) => entry.alarm)
}

const replace = (work: Work, group: string, alarm: Alarm): void =>
  setAlarms(
    work,
    work.session.alarms.map((entry) => (entry.group === group ? { group, alarm } : entry)),
  )

const raise = (work: Work, group: string, wish: AlarmWish, latched: boolean, at: Moment): void => {
  work.session.alarmSeq += 1
  const id = `A${work.session.alarmSeq}` as AlarmId
  const { cause, priority, text, unconfirmed } = wish
  const alarm: Alarm = {
    id,
    cause,
    kind: kindOf(cause),
    priority,
    condition: 'present',
    acknowledgement: null,
    beganAt: at,
    endedAt: null,
    latched,
    text,
    unconfirmed,
    announcedAt: at,
    escalation: 0,
    presentedAs: priority,
  }
  setAlarms(work, [...work.session.alarms, { group, alarm }])
  state(work, at, { kind: 'alarm-raised', alarmId: id, cause, priority, text })
}

const isPressure = (cause: AlarmCause): boolean => cause === 'bp-high' || cause === 'bp-low'

/** An ended condition: a latched, unacknowledged alarm stays (A3), any other goes. */
const end = (work: Work, group: string, alarm: Alarm, at: Moment): void => {
  if (alarm.condition === 'ended') return
  if (alarm.latched && alarm.acknowledgement === null) replace(work, group, { ...alarm, condition: 'ended', endedAt: at })
  else
    setAlarms(
      work,
      work.session.alarms.filter((entry) => entry.group !== group),
    )
  state(work, at, { kind: 'alarm-ended', alarmId: alarm.id })
}

/**
 * Brings the one alarm of `group` to what its conditions ask for; null: they ended.
 * A higher priority takes the acknowledgement back, since something new is to be heard (A4); a lower one is silent (X10).
 */
export const wishAlarm = (work: Work, group: string, wish: AlarmWish | null, at: Moment): void => {
  const current = work.session.alarms.find((entry) => entry.group === group)?.alarm
  if (wish === null) {
    if (current !== undefined) end(work, group, current, at)
    return
  }
  const latches = wish.latches || (wish.priority === 'high' && kindOf(wish.cause) === 'physiological')
  if (current === undefined) {
    raise(work, group, wish, latches, at)
    return
  }
  const returned = current.condition === 'ended'
  // A3: a latched alarm that nobody has seen keeps what it earned when its condition eases or comes back lower. An open excursion
  // alone eases silently (X10): its record holds the peak.
  const lower = priorityRank(wish.priority) < priorityRank(current.priority)
  const keeps = lower && current.latched && current.acknowledgement === null && (returned || !isPressure(wish.cause))
  const { cause, priority, text } = keeps ? current : wish
  const rose = priorityRank(priority) > priorityRank(current.priority)
  const latched = current.latched || latches
  if (
    !returned &&
    priority === current.priority &&
    text === current.text &&
    wish.unconfirmed === current.unconfirmed &&
    cause === current.cause &&
    latched === current.latched
  )
    return
  replace(work, group, {
    ...current,
    cause,
    priority,
    text,
    unconfirmed: wish.unconfirmed,
    latched,
    condition: 'present',
    endedAt: null,
    acknowledgement: rose ? null : current.acknowledgement,
    announcedAt: rose || (returned && current.acknowledgement === null) ? at : current.announcedAt,
    escalation: rose ? 0 : current.escalation,
    presentedAs: priority,
  })
  if (priority !== current.priority || returned) state(work, at, { kind: 'alarm-priority', alarmId: current.id, priority, text })
}

/** A4: one act for one alarm. An alarm whose condition ended leaves the list. */
export const acknowledgeAlarm = (work: Work, alarm: Alarm, acknowledgement: NonNullable<Alarm['acknowledgement']>): void => {
  const entry = work.session.alarms.find((candidate) => candidate.alarm.id === alarm.id)
  if (entry === undefined) return
  if (alarm.condition === 'ended')
    setAlarms(
      work,
      work.session.alarms.filter((candidate) => candidate !== entry),
    )
  else replace(work, entry.group, { ...alarm, acknowledgement })
}

/** The session is over: nothing is announced of it any more. What nobody acknowledged stays listed, as ended (A3). */
export const endAlarms = (work: Work, at: Moment): void => {
  for (const { group, alarm } of work.session.alarms) end(work, group, alarm, at)
}
