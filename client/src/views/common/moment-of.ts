import { type Moment, SECOND_MS } from '@chairside/shared/time'
import { clockSecondsOf } from './format.ts'

const WRITTEN = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/
const DAY_S = 86_400
/** How far a clock may be set between the two moments: an hour as a rule, half an hour in places. */
const SHIFTS_S = [0, 3_600, -3_600, 1_800, -1_800]

const secondOfDay = (clock: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number)
  return (hours * 60 + minutes) * 60 + seconds
}

/**
 * The moment nearest to `near` at which the clinic's clock shows what was written (`14:05`, `9:05:30`); null: no time of a day, or one
 * that this clock never showed (the hour that summer time leaves out).
 */
export const momentOf = (written: string, near: Moment, timeZone: string): Moment | null => {
  const [, hours, minutes, seconds = '00'] = WRITTEN.exec(written.trim()) ?? []
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  const wanted = `${hours.padStart(2, '0')}:${minutes}:${seconds}`
  const whole = Math.floor(near / SECOND_MS) * SECOND_MS
  const ahead = secondOfDay(wanted) - secondOfDay(clockSecondsOf(whole, timeZone))
  const nearest = ahead > DAY_S / 2 ? ahead - DAY_S : ahead < -DAY_S / 2 ? ahead + DAY_S : ahead
  const found = SHIFTS_S.map((shift) => whole + (nearest + shift) * SECOND_MS).find((at) => clockSecondsOf(at, timeZone) === wanted)
  return found ?? null
}
