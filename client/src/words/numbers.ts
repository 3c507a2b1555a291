import { withMark } from '@chairside/shared/words/short-data'
import { type Language, shownLanguage } from './language.ts'

const MARKS: Readonly<Record<Language, string>> = { en: '.', es: ',' }

/** What parts whole numbers from fractions. Thousands are never parted: `1.500` would be two numbers in two languages. */
export const decimalMark = (language: Language = shownLanguage()): string => MARKS[language]

/** `12.5`, in Spanish `12,5`: all its digits, as they are. */
export const numberWords = (value: number, language: Language = shownLanguage()): string =>
  String(value).replace('.', decimalMark(language))

/** `12.50`, in Spanish `12,50`: so many digits after the mark. */
export const decimalWords = (value: number, digits: number, language: Language = shownLanguage()): string =>
  value.toFixed(digits).replace('.', decimalMark(language))

/** Data of the server, `77.5 kg, 70 kg (+10.7 % > 10 %)`, with its numbers as this language writes them. */
export const dataWords = (text: string, language: Language = shownLanguage()): string => withMark(text, decimalMark(language))

/** Why a text is no number: no number at all, a fraction where only whole ones are, or one that may be thousands. */
export type Unread = 'none' | 'whole' | 'unclear'

/**
 * A number as it was typed or pasted, with a point or a comma as its mark, whatever the language: a keypad may have one of them alone. Null:
 * nothing yet. `1.200` and `70,125` may be thousands in one language and a fraction in another: a dose is no place to guess.
 */
export const typedNumber = (text: string, decimals: boolean): number | null | Unread => {
  if (text === '') return null
  const [, whole, mark = '', part = ''] = /^(\d*)([.,]?)(\d*)$/.exec(text) ?? []
  if (whole === undefined || (whole === '' && part === '' && mark !== '' && !decimals)) return 'none'
  if (mark !== '' && !decimals) return 'whole'
  if (part.length === 3 && whole.length <= 3 && Number(whole) > 0) return 'unclear'
  return whole === '' && part === '' ? null : Number(`${whole || '0'}.${part || '0'}`)
}
