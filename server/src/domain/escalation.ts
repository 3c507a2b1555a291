import { type Alarm, type Priority, priorityRank } from '@chairside/shared/alarm'
import type { Moment } from '@chairside/shared/time'
import { replaceAlarm } from './alarm-list.ts'
import { nextDue } from './cuff-schedule.ts'
import { type AlarmState, type Session, state, type Work } from './session-state.ts'
import { endSoundPause } from './sound-pause.ts'
import { repacedAt, wallSpanMs } from './wall-time.ts'

/** One step of A6: how long after the alarm was raised, and how it is presented from then on. */
interface Step {
  readonly afterMs: number
  readonly presentedAs: Priority
}

/** Technical alarms never escalate: what a machine lacks does not become worse by being unseen. */
const stepsOf = (session: Session, alarm: Pick<Alarm, 'kind' | 'priority'>): readonly Step[] => {
  if (alarm.kind === 'technical') return []
  const { highMs, mediumRepeatMs, mediumAsHighMs } = session.protocol.escalation
  if (alarm.priority === 'high') return highMs.map((afterMs) => ({ afterMs, presentedAs: 'high' }))
  if (alarm.priority === 'low') return []
  return [
    ...(mediumRepeatMs === null ? [] : [{ afterMs: mediumRepeatMs, presentedAs: 'medium' } as const]),
    ...(mediumAsHighMs === null ? [] : [{ afterMs: mediumAsHighMs, presentedAs: 'high' } as const]),
  ]
}

/** When an alarm that waits since `at` escalates first; null: never. */
export const firstStepAt = (session: Session, alarm: Pick<Alarm, 'kind' | 'priority'>, at: Moment): Moment | null => {
  const [step] = stepsOf(session, alarm)
  return step === undefined ? null : at + wallSpanMs(session, step.afterMs)
}

/** Who watches, or measures again, looks again when the next set is due. */
const LOOKS_AT_NEXT_SET: ReadonlySet<string> = new Set(['watching', 'recheck'])

/**
 * When an acknowledged alarm whose condition lasts is reminded of, counted from `at`; null: never. The set that was due then is the
 * moment for those who watch; where none is to come, the ordinary wait.
 */
export const reminderAt = (session: Session, alarm: Alarm, at: Moment): Moment | null => {
  const { reminderHighMs, reminderMediumMs } = session.protocol.escalation
  const wallMs = alarm.priority === 'high' ? reminderHighMs : alarm.priority === 'medium' ? reminderMediumMs : null
  // A call for help stays open for as long as the people at the chair want it.
  if (wallMs === null || alarm.cause === 'help') return null
  const dueAt = LOOKS_AT_NEXT_SET.has(alarm.acknowledgement?.plan ?? '') ? (nextDue(session)?.at ?? null) : null
  return dueAt !== null && dueAt > at ? dueAt : at + wallSpanMs(session, wallMs)
}

/** A6: the next step of an alarm that nobody acknowledged. Steps are counted from when it was raised, not from one another. */
export const escalate = (work: Work, entry: AlarmState, at: Moment): void => {
  const { session } = work
  const { alarm, dueAt } = entry
  const steps = stepsOf(session, alarm)
  const step = steps[alarm.escalation]
  const following = steps[alarm.escalation + 1]
  const presentedAs = step?.presentedAs ?? alarm.presentedAs
  const escalation = alarm.escalation + 1
  const nextAt =
    step === undefined || following === undefined || dueAt === null ? null : dueAt + wallSpanMs(session, following.afterMs - step.afterMs)
  replaceAlarm(work, { ...entry, dueAt: nextAt, alarm: { ...alarm, escalation, presentedAs, announcedAt: at } })
  state(work, at, { kind: 'alarm-escalated', alarmId: alarm.id, step: escalation, presentedAs })
  // A5: what is presented as higher from now on is to be heard.
  if (priorityRank(presentedAs) > priorityRank(alarm.presentedAs)) endSoundPause(work, 'new-alarm', at)
}

const remind = (work: Work, entry: AlarmState, at: Moment): void => {
  const { alarm } = entry
  replaceAlarm(work, { ...entry, dueAt: reminderAt(work.session, alarm, at), alarm: { ...alarm, announcedAt: at } })
  state(work, at, { kind: 'alarm-reminded', alarmId: alarm.id })
}

/** Works off what `reached` says is due of the alarms. */
export const lookAfterAlarms = (work: Work, reached: (at: Moment) => boolean, now: Moment): void => {
  for (const entry of work.session.alarms) {
    if (entry.dueAt === null || !reached(entry.dueAt)) continue
    if (entry.alarm.acknowledgement === null) escalate(work, entry, now)
    else remind(work, entry, now)
  }
}

/** Another pace of the room: what people wait for goes on by the wall (A5, A6). */
export const setSpeed = (work: Work, speed: number, at: Moment): void => {
  const { session } = work
  const before = session.speed
  if (speed === before) return
  session.speed = speed
  const { soundPaused } = session.care
  if (soundPaused !== null)
    session.care = { ...session.care, soundPaused: { ...soundPaused, untilAt: repacedAt(soundPaused.untilAt, at, before, speed) } }
  session.alarms = session.alarms.map((entry) =>
    entry.dueAt === null ? entry : { ...entry, dueAt: repacedAt(entry.dueAt, at, before, speed) },
  )
}
