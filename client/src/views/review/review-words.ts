import { type AlarmCause, PRIORITIES, type Priority } from '@chairside/shared/alarm'
import type { ByPriority } from '@chairside/shared/alarm-review'
import { HOUR_MS } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { en } from '../../words/en.ts'
import { decimalWords } from '../../words/numbers.ts'

/** From the gravest down. */
export const GRAVEST_FIRST: readonly Priority[] = [...PRIORITIES].reverse()

const isCause = (name: string): name is AlarmCause => name in en.cause
const isGroup = (name: string): name is keyof typeof en.review.name => name in en.review.name

/** What an alarm goes by: a cause, or a vital and its side. */
export const useNameWords = (): ((name: string) => string) => {
  const { t } = useTranslation()
  return (name) => {
    if (isCause(name)) return t(`cause.${name}`)
    const group = name.replace(':', '_')
    return isGroup(group) ? t(`review.name.${group}`) : name
  }
}

/** So many in an hour of chairs in use; a dash where none was in use. */
export const rateWords = (count: number, spanMs: number): string => (spanMs <= 0 ? '–' : decimalWords((count * HOUR_MS) / spanMs, 2))

/** Hours of chairs, to a tenth. */
export const hoursWords = (ms: number): string => decimalWords(ms / HOUR_MS, 1)

/** A share in percent, to a tenth below ten; a dash of nothing. */
export const shareWords = (part: number, whole: number): string => {
  if (whole <= 0) return '–'
  const percent = (100 * part) / whole
  return `${decimalWords(percent, percent > 0 && percent < 10 ? 1 : 0)} %`
}

/** What is at least medium. */
export const graverThanLow = ({ medium, high }: ByPriority): number => medium + high
export const allOf = ({ low, medium, high }: ByPriority): number => low + medium + high
