import type { Alarm, Priority } from '@chairside/shared/alarm'
import { worstFirst } from '@chairside/shared/picture'

export interface PressureAlarm {
  readonly sys: Priority | null
  readonly dia: Priority | null
}

/** Which of the two numbers an alarm is about, by its text (A2); both where it names neither. */
export const pressureAlarm = (alarms: readonly Alarm[]): PressureAlarm => {
  const about = worstFirst(
    alarms.filter((alarm) => alarm.condition === 'present' && (alarm.cause === 'bp-high' || alarm.cause === 'bp-low')),
  )
  const worst = about[0]
  if (worst === undefined) return { sys: null, dia: null }
  const named = { sys: worst.text.includes('SYS'), dia: worst.text.includes('DIA') }
  const neither = !named.sys && !named.dia
  return { sys: named.sys || neither ? worst.priority : null, dia: named.dia || neither ? worst.priority : null }
}
