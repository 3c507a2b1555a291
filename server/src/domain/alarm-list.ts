import type { AlarmState, Work } from './session-state.ts'

/** The alarms of a session; what screens see of them follows. */
export const setAlarms = (work: Work, alarms: readonly AlarmState[]): void => {
  work.session.alarms = alarms
  work.session.alarmPicture = alarms.map((entry) => entry.alarm)
}

export const findAlarm = (work: Work, group: string): AlarmState | undefined => work.session.alarms.find((entry) => entry.group === group)

/** Puts `entry` in the place of the alarm of its group. */
export const replaceAlarm = (work: Work, entry: AlarmState): void =>
  setAlarms(
    work,
    work.session.alarms.map((known) => (known.group === entry.group ? entry : known)),
  )

export const dropAlarm = (work: Work, group: string): void =>
  setAlarms(
    work,
    work.session.alarms.filter((entry) => entry.group !== group),
  )
