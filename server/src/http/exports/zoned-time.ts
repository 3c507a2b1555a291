import { HOUR_MS, MINUTE_MS, type Moment } from '@chairside/shared/time'

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')

/** Offsets change at whole quarters of an hour. */
const QUARTER_MS = 15 * MINUTE_MS

/** Writes moments as `2026-11-22T14:32:05.120+01:00` in one zone. Milliseconds are left out where there are none. */
export const createIsoTimes = (timeZone: string): ((at: Moment) => string) => {
  const formatter = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const offsets = new Map<number, number>()
  const offsetOf = (at: Moment): number => {
    const quarter = Math.floor(at / QUARTER_MS)
    let found = offsets.get(quarter)
    if (found === undefined) {
      const name = formatter.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? ''
      const [, sign, hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? []
      found = (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS)
      offsets.set(quarter, found)
    }
    return found
  }
  return (at) => {
    // Half milliseconds, which a corrected clock may give, stand for none of a time on paper.
    const whole = Math.round(at)
    const offset = offsetOf(whole)
    const local = new Date(whole + offset)
      .toISOString()
      .slice(0, -1)
      .replace(/\.000$/, '')
    const minutes = Math.abs(offset) / MINUTE_MS
    return `${local}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
  }
}
