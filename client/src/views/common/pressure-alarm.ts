import type { Alarm, Priority } from '@chairside/shared/alarm'
import { worstFirst } from '@chairside/shared/heard-alarm'
import type { ChairPicture, LimitsPicture } from '@chairside/shared/picture'
import { namedValue } from '../../model/alarm-value.ts'

export interface PressureAlarm {
  readonly sys: Priority | null
  readonly dia: Priority | null
  readonly map: Priority | null
}

type Number3 = keyof PressureAlarm
const NUMBERS: readonly Number3[] = ['sys', 'dia', 'map']
const NONE: PressureAlarm = { sys: null, dia: null, map: null }

type Bounds = Readonly<Record<Number3, readonly [warning: number | null, critical: number | null]>>
const highOf = (limits: LimitsPicture): Bounds => ({
  sys: [limits.sysHighWarning, limits.sysHighCritical],
  dia: [limits.diaHighWarning, limits.diaHighCritical ?? null],
  map: [limits.mapHighWarning ?? null, limits.mapHighCritical ?? null],
})
const lowOf = (limits: LimitsPicture): Bounds => ({
  sys: [limits.sysLowWarning, limits.sysLowCritical ?? null],
  dia: [limits.diaLowWarning ?? null, limits.diaLowCritical ?? null],
  map: [limits.mapLowWarning ?? null, limits.mapLowCritical ?? null],
})

const beyond = (
  value: number | null,
  limits: LimitsPicture | null,
  side: Alarm['cause'],
  number: Number3,
): 'warning' | 'critical' | null => {
  if (value === null || limits === null) return null
  const low = side === 'bp-low'
  const [warning, critical] = (low ? lowOf : highOf)(limits)[number]
  const isBeyond = (limit: number | null): boolean => limit !== null && (low ? value < limit : value >= limit)
  if (isBeyond(critical)) return 'critical'
  return isBeyond(warning) ? 'warning' : null
}

/** What the newest set's numbers are coloured with by one alarm. */
const byAlarm = ({ cuff, limits }: Pick<ChairPicture, 'cuff' | 'limits'>, alarm: Alarm): PressureAlarm => {
  const named = namedValue(alarm.text)?.vital ?? null
  const levelOf = (number: Number3): 'warning' | 'critical' | null => beyond(cuff.latest?.[number] ?? null, limits, alarm.cause, number)
  const none = NUMBERS.every((number) => levelOf(number) === null)
  const toneOf = (number: Number3): Priority | null => {
    // An eased excursion stands though every number is back within its margin (X5): then the one that it names is meant.
    if (none) return named === number || (named === null && number !== 'map') ? alarm.presentedAs : null
    const level = levelOf(number)
    if (level === null) return null
    return level === 'critical' || named === number || alarm.presentedAs !== 'high' ? alarm.presentedAs : 'medium'
  }
  return { sys: toneOf('sys'), dia: toneOf('dia'), map: toneOf('map') }
}

/** The colour of each number of the newest set: of every one that is beyond its limit while a pressure alarm stands. */
export const pressureAlarm = (chair: Pick<ChairPicture, 'alarms' | 'cuff' | 'limits'>): PressureAlarm =>
  worstFirst(chair.alarms.filter(({ condition, cause }) => condition === 'present' && (cause === 'bp-high' || cause === 'bp-low')))
    .map((alarm) => byAlarm(chair, alarm))
    .reduce((first, next) => ({ sys: first.sys ?? next.sys, dia: first.dia ?? next.dia, map: first.map ?? next.map }), NONE)
