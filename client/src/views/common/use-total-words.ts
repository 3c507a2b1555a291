import type { Instrument } from '@chairside/shared/outcome-score'
import { useTranslation } from 'react-i18next'

/** A total as it is read; a screen of the C-SSRS is no or yes with its level, and what was withdrawn says so. */
export const useTotalWords = (): ((instrument: Instrument, value: number | null) => string) => {
  const { t } = useTranslation()
  return (instrument, value) => {
    if (value === null) return t('scores.withdrawn')
    if (instrument !== 'c-ssrs') return String(value)
    return value === 0 ? t('scores.screenNo') : t('scores.screenLevel', { level: value })
  }
}
