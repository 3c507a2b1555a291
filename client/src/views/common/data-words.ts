import type { ContinuousVital, VitalId } from '@chairside/shared/vital'
import { type ShortData, type ShortDataWords, shortDataIn } from '@chairside/shared/words/short-data'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { en } from '../../words/en.ts'
import { dataWords, decimalMark } from '../../words/numbers.ts'
import { readerOf } from '../../words/read-data.ts'

const readRefusal = readerOf(en.refusal)

/** Every name that some words take data by; what others take in is passed over. */
const NO_REFUSAL = { value: '', low: '', high: '', other: '' }
const written = (data: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, dataWords(value)]))

const isCause = (text: string): text is keyof typeof en.cause => text in en.cause
const isLimit = (text: string): text is keyof typeof en.limit => text in en.limit
const isLevel = (text: string): text is keyof typeof en.level => text in en.level

/** The short label of a vital at the bedside. */
export const useVitalLabel = (): ((vital: ContinuousVital | VitalId) => string) => {
  const { t } = useTranslation()
  return (vital) => t(`vital.${vital}`)
}

/** What the judge states as short data, in the words of the language that is shown. */
export const useShortData = (): ShortData => {
  const { i18n } = useTranslation()
  return useMemo(
    () => shortDataIn(i18n.getResourceBundle(i18n.language, 'screens') as ShortDataWords, decimalMark()),
    [i18n, i18n.language],
  )
}

/** X13: why a limit of the patient's own is refused: `sysHighWarning: 190 is outside 130 to 180`. */
export const useRefusalWords = (): ((detail: string) => string) => {
  const { t } = useTranslation()
  /** What the other limit is called in the judge's line. */
  const called = (text: string): string => {
    if (isLevel(text)) return t(`level.${text}`).toLowerCase()
    if (isCause(text)) return t(`cause.${text}`)
    const own = `leave${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
    if (isLimit(own)) return t(`limit.${own}`)
    return text === 'the high warning' ? t('limit.sysHighWarning') : ''
  }
  return (detail) => {
    const [name = '', ...rest] = detail.split(': ')
    if (!isLimit(name)) return detail
    const line = rest.join(': ')
    const read = readRefusal(line)
    if (read === null) return `${t(`limit.${name}`)}: ${dataWords(line)}`
    const { called: other = '', ...data } = read.data
    const said = t(`refusal.${read.key}`, { ...NO_REFUSAL, ...written(data), called: called(other) })
    return `${t(`limit.${name}`)}: ${said.replace('  ', ' ')}`
  }
}
