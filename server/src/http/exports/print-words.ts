import type { DocumentLanguage } from '@chairside/shared/export'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import { enClinicalWords } from '@chairside/shared/words/en-clinical'
import { enDataWords } from '@chairside/shared/words/en-data'
import { enLogWords } from '@chairside/shared/words/en-log'
import { esClinicalWords } from '@chairside/shared/words/es-clinical'
import { esDataWords } from '@chairside/shared/words/es-data'
import { esLogWords } from '@chairside/shared/words/es-log'
import { type ShortData, shortDataIn } from '@chairside/shared/words/short-data'
import { filled, type WordsIn } from '@chairside/shared/words/words-in'
import { enPrint } from './words/en-print.ts'
import { esPrint } from './words/es-print.ts'

const en = { ...enClinicalWords, ...enLogWords, ...enDataWords, print: enPrint }
export type Words = WordsIn<typeof en>
const CATALOGUES: { readonly [language in DocumentLanguage]: Words } = {
  en,
  es: { ...esClinicalWords, ...esLogWords, ...esDataWords, print: esPrint },
}
const MARKS: Readonly<Record<DocumentLanguage, string>> = { en: '.', es: ',' }

type Data = Readonly<Record<string, string | number>>

/** What a document says in one language and one zone. */
export interface Saying {
  readonly words: Words
  /** What the judge states as short data. */
  readonly data: ShortData
  /** A sentence with what it takes in. */
  say(sentence: string, data: Data): string
  /** With the decimal mark of the language, and never one between thousands. */
  number(value: number, decimals?: number): string
  /** `14:32`. */
  clock(at: Moment): string
  /** `Mon 2 Mar 2026`. */
  day(at: Moment): string
  dayAndClock(at: Moment): string
  /** `GMT+1`. */
  zone(at: Moment): string
}

export const sayingIn = (language: DocumentLanguage, timeZone: string): Saying => {
  const locale = language === 'es' ? 'es-ES' : 'en-GB'
  const clock = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  const zone = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' })
  const number = (value: number, decimals = 0): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: decimals, useGrouping: false }).format(value)
  const dayOf = (at: Moment): string => day.format(at).replaceAll(',', '')
  return {
    words: CATALOGUES[language],
    data: shortDataIn(CATALOGUES[language], MARKS[language]),
    say: (sentence, data) => filled(sentence, data, (value) => number(value, 3)),
    number,
    clock: (at) => clock.format(at),
    day: dayOf,
    dayAndClock: (at) => `${dayOf(at)} ${clock.format(at)}`,
    zone: (at) =>
      zone
        .formatToParts(at)
        .find((part) => part.type === 'timeZoneName')
        ?.value.replace('-', '−') ?? timeZone,
  }
}

/** `0:41`, `12:40`, `1:02:05`. */
export const spanWords = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const minutes = Math.floor(seconds / 60)
  const pad = (value: number): string => String(value).padStart(2, '0')
  return minutes < 60 ? `${minutes}:${pad(seconds % 60)}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`
}

/** `+18`, `−2`, `0`, with a true minus. */
export const signedWords = (value: number): string => {
  const rounded = Math.round(value)
  return rounded === 0 ? '0' : rounded > 0 ? `+${rounded}` : `−${-rounded}`
}

/** Whole minutes since the origin, with a true minus before it. */
export const minuteWords = (at: Moment, originAt: Moment): string => {
  const minute = Math.floor((at - originAt) / MINUTE_MS)
  return minute < 0 ? `−${-minute}` : String(minute)
}
