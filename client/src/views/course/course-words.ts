import { INSTRUMENT_IDS, INSTRUMENTS } from '@chairside/shared/outcome-score'
import type { PlacedSession } from '@chairside/shared/patient-course'
import { MINUTE_MS } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { decimalWords, numberWords } from '../../words/numbers.ts'

/** A span in whole minutes; a dash where it is not known. */
export const minutesShown = (ms: number | null): string => (ms === null ? '–' : String(Math.round(ms / MINUTE_MS)))

/** A dose in mg, to a tenth. */
export const mgShown = (mg: number): string => numberWords(Math.round(mg * 10) / 10)
export const perKgShown = (mgPerKg: number): string => decimalWords(mgPerKg, 2)

/** Whether the infusion of this session was begun. */
export const isInfused = ({ startedAt }: PlacedSession): boolean => startedAt !== null

/** The totals from before a session: `PHQ-9 14 · MADRS 22`. */
export const useTotalsWords = (): ((before: PlacedSession['before']) => string) => {
  const { t } = useTranslation()
  return (before) =>
    INSTRUMENT_IDS.flatMap((instrument) => {
      const value = before[instrument]
      if (value === undefined) return []
      const words = instrument === 'c-ssrs' ? (value === 0 ? t('scores.screenNo') : t('scores.screenLevel', { level: value })) : value
      return [`${INSTRUMENTS[instrument].label} ${words}`]
    }).join(' · ')
}
