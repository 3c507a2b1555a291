import type { Moment } from '@chairside/shared/time'
import { shownLocale } from '../../words/language.ts'
import { decimalWords, numberWords } from '../../words/numbers.ts'

const pad = (value: number): string => String(value).padStart(2, '0')

/** `0:41`, `12:40`, `1:02:05`. Negative spans count as none. */
export const spanOf = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes}:${pad(seconds % 60)}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`
}

/** `+18`, `−2`, `0`: a change from the baseline, with a true minus. */
export const signedOf = (value: number): string => {
  const rounded = Math.round(value)
  if (rounded === 0) return '0'
  return rounded > 0 ? `+${rounded}` : `−${-rounded}`
}

/** A limit as the judge compares with it: one decimal only where it is not whole, never rounded to a number that it is not. */
export const limitOf = (limit: number): string => {
  const tenths = Math.round(limit * 10) / 10
  return decimalWords(tenths, Number.isInteger(tenths) ? 0 : 1)
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatter = (timeZone: string, style: 'minute' | 'second' | 'zone'): Intl.DateTimeFormat => {
  const locale = shownLocale()
  const key = `${locale} ${timeZone} ${style}`
  let found = formatters.get(key)
  if (found === undefined) {
    const options: Intl.DateTimeFormatOptions = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
    if (style === 'second') options.second = '2-digit'
    if (style === 'zone') options.timeZoneName = 'short'
    found = new Intl.DateTimeFormat(locale, options)
    formatters.set(key, found)
  }
  return found
}

/** `14:32` in the clinic's zone. */
export const clockOf = (at: Moment, timeZone: string): string => formatter(timeZone, 'minute').format(at)
/** `14:32:05` in the clinic's zone. */
export const clockSecondsOf = (at: Moment, timeZone: string): string => formatter(timeZone, 'second').format(at)
/** `GMT−5`: the zone's short name at this moment. */
export const zoneOf = (at: Moment, timeZone: string): string =>
  formatter(timeZone, 'zone')
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')
    ?.value.replace('-', '−') ?? timeZone

/** One decimal at most, as it is written here. */
export const tenthsShown = (value: number): string => numberWords(Math.round(value * 10) / 10)

/** A pump's rate in mL/h, to a tenth. */
export const rateShown = (mlPerHour: number): string => tenthsShown(mlPerHour)
