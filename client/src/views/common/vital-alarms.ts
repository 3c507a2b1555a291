import type { Alarm, Priority } from '@chairside/shared/alarm'
import { worstFirst } from '@chairside/shared/heard-alarm'
import type { ContinuousVital } from '@chairside/shared/vital'

const PREFIXES: Readonly<Record<ContinuousVital, readonly string[]>> = {
  hr: ['hr-', 'no-pulse'],
  pulse: ['no-pulse'],
  spo2: ['spo2-'],
  rr: ['rr-', 'apnoea'],
  etco2: ['etco2-'],
  temp: [],
}

/** The priority with which a number is coloured: that with which the worst present patient alarm about it is presented. */
export const vitalAlarm = (alarms: readonly Alarm[], vital: ContinuousVital): Priority | null =>
  worstFirst(alarms.filter((alarm) => alarm.condition === 'present' && PREFIXES[vital].some((prefix) => alarm.cause.startsWith(prefix))))[0]
    ?.presentedAs ?? null
