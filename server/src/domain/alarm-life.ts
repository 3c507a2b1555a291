import { type Alarm, type AlarmCause, type Priority, priorityRank } from '@chairside/shared/alarm'
import type { AlarmId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { dropAlarm, findAlarm, replaceAlarm, setAlarms } from './alarm-list.ts'
import { kindOf, latchesOf } from './alarm-table.ts'
import { firstStepAt, reminderAt } from './escalation.ts'
import { type AlarmState, type Session, state, type Work } from './session-state.ts'
import { endSoundPause } from './sound-pause.ts'

/** What a group of conditions asks of its one alarm now (T4). */
export interface AlarmWish {
  readonly cause: AlarmCause
  readonly priority: Priority
  readonly text: string
  readonly unconfirmed: boolean
  /** A3: confirmed excursions latch whatever their priority. */
  readonly latches: boolean
  /** How grave it is within its priority, where the group knows an order; 0 if absent. */
  readonly grade?: number
}

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
  setAlarms(work, [...work.session.alarms, { group, alarm, grade: wish.grade ?? 0, dueAt: firstStepAt(work.session, alarm, at) }])
  state(work, at, { kind: 'alarm-raised', alarmId: id, cause, priority, text })
  endSoundPause(work, 'new-alarm', at)
}

const isPressure = (cause: AlarmCause): boolean => cause === 'bp-high' || cause === 'bp-low'

/** An ended condition: a latched, unacknowledged alarm stays and goes on escalating (A3, A6), any other goes. */
const end = (work: Work, entry: AlarmState, at: Moment): void => {
  const { alarm } = entry
  if (alarm.condition === 'ended') return
  if (alarm.latched && alarm.acknowledgement === null)
    replaceAlarm(work, { ...entry, alarm: { ...alarm, condition: 'ended', endedAt: at } })
  else dropAlarm(work, entry.group)
  state(work, at, { kind: 'alarm-ended', alarmId: alarm.id })
}

/** Grades tell alarms of one priority apart; protocols from before A6 know priorities alone. */
const gradeOf = (session: Session, wish: AlarmWish): number => (session.protocol.escalation.highMs.length > 0 ? (wish.grade ?? 0) : 0)

/** What waits for whom after a change: a new priority waits anew (A6), an acknowledged alarm keeps its reminder unless it became low. */
const dueAfter = (session: Session, before: AlarmState, alarm: Alarm, at: Moment): Moment | null => {
  if (before.alarm.acknowledgement === null)
    return alarm.priority === before.alarm.priority ? before.dueAt : firstStepAt(session, alarm, at)
  if (alarm.acknowledgement === null) return firstStepAt(session, alarm, at)
  return alarm.priority === 'low' ? null : before.dueAt
}

/**
 * Brings the one alarm of `group` to what its conditions ask for; null: they ended.
 * What is graver takes the acknowledgement back, since something new is to be heard (A4); what is less so is silent (X10).
 */
export const wishAlarm = (work: Work, group: string, wish: AlarmWish | null, at: Moment): void => {
  const { session } = work
  const entry = findAlarm(work, group)
  if (wish === null) {
    if (entry !== undefined) end(work, entry, at)
    return
  }
  const latches = wish.latches || latchesOf(wish.cause, wish.priority)
  if (entry === undefined) {
    raise(work, group, { ...wish, grade: gradeOf(session, wish) }, latches, at)
    return
  }
  const current = entry.alarm
  const returned = current.condition === 'ended'
  const graver = priorityRank(wish.priority) - priorityRank(current.priority) || gradeOf(session, wish) - entry.grade
  // A3: a latched alarm that nobody has seen keeps what it earned when its condition eases or comes back lower. An open excursion
  // alone eases silently (X10): its record holds the peak.
  const keeps = graver < 0 && current.latched && current.acknowledgement === null && (returned || !isPressure(wish.cause))
  const { cause, priority, text } = keeps ? current : wish
  const rose = graver > 0
  const latched = current.latched || latches
  const grade = keeps ? entry.grade : gradeOf(session, wish)
  if (
    !returned &&
    grade === entry.grade &&
    priority === current.priority &&
    text === current.text &&
    wish.unconfirmed === current.unconfirmed &&
    cause === current.cause &&
    latched === current.latched
  )
    return
  const heard = rose || (returned && current.acknowledgement === null)
  const anew = priority !== current.priority || (rose && current.acknowledgement !== null)
  const alarm: Alarm = {
    ...current,
    cause,
    priority,
    text,
    unconfirmed: wish.unconfirmed,
    latched,
    condition: 'present',
    endedAt: null,
    acknowledgement: rose ? null : current.acknowledgement,
    announcedAt: heard ? at : current.announcedAt,
    escalation: anew ? 0 : current.escalation,
    presentedAs: anew ? priority : current.presentedAs,
  }
  replaceAlarm(work, { group, alarm, grade, dueAt: dueAfter(session, entry, alarm, at) })
  if (rose || priority !== current.priority || returned) state(work, at, { kind: 'alarm-priority', alarmId: current.id, priority, text })
  if (heard) endSoundPause(work, 'new-alarm', at)
}

/** Takes an alarm away whatever it waits for: what raised it was corrected by a person, who gave a reason (X12). */
export const withdrawAlarm = (work: Work, group: string, at: Moment): void => {
  const entry = findAlarm(work, group)
  if (entry === undefined) return
  dropAlarm(work, group)
  if (entry.alarm.condition === 'present') state(work, at, { kind: 'alarm-ended', alarmId: entry.alarm.id })
}

/** A4: one act for one alarm. An alarm whose condition ended leaves the list, and so does a symptom: nothing else would end it (X12). */
export const acknowledgeAlarm = (work: Work, alarm: Alarm, acknowledgement: NonNullable<Alarm['acknowledgement']>): void => {
  const entry = work.session.alarms.find((candidate) => candidate.alarm.id === alarm.id)
  if (entry === undefined) return
  if (alarm.condition === 'ended') {
    dropAlarm(work, entry.group)
    return
  }
  const seen: Alarm = { ...alarm, acknowledgement, escalation: 0, presentedAs: alarm.priority }
  const seenEntry: AlarmState = { ...entry, alarm: seen, dueAt: reminderAt(work.session, seen, acknowledgement.at) }
  replaceAlarm(work, seenEntry)
  if (alarm.cause === 'symptom') end(work, seenEntry, acknowledgement.at)
}

/** The session is over: nothing is announced of it any more. What nobody acknowledged stays listed, as ended (A3). */
export const endAlarms = (work: Work, at: Moment): void => {
  for (const entry of work.session.alarms) end(work, entry, at)
}
