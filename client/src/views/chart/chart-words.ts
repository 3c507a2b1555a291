import { HOUR_MS } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'

const DAY_MS = 24 * HOUR_MS

/** How long nothing was recorded: hours, or days from two on. */
export const useFoldWords = (): ((ms: number) => string) => {
  const { t } = useTranslation()
  return (ms) =>
    t('plotChart.folded', {
      length:
        ms >= 2 * DAY_MS
          ? t('plotChart.days', { count: Math.round(ms / DAY_MS) })
          : t('plotChart.hours', { count: Math.round(ms / HOUR_MS) }),
    })
}

/** Minutes of a span, rounded; a dash where there is none. */
export const minutesOf = (ms: number | null): string => (ms === null ? '–' : String(Math.round(ms / 60_000)))
