import { dayOf } from '@chairside/shared/clinic-day'
import type { RemovedSession } from '@chairside/shared/removed-session'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dateWords } from '../common/day-words.ts'
import { clockOf, zoneOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'

/** In place of a chart that its retention removed: which session it was, and why and when it went. Nothing of its patient is known. */
export const RemovedChart = ({ removed }: { readonly removed: RemovedSession }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const { chairId, openedAt, endedAt, simulated, keptUntil, removedAt } = removed
  const day = (at: number): string => dateWords(dayOf(at, timeZone))
  return (
    <main className="plain-page">
      <h1>{t('chart.removed.title')}</h1>
      {simulated === true && (
        <span className="pill" data-kind="simulated" title={t('app.simulatedLong')}>
          {t('chart.simulated')}
        </span>
      )}
      <p role="alert">
        {t('chart.removed.which', {
          chair: chairId,
          day: day(openedAt),
          from: clockOf(openedAt, timeZone),
          to: clockOf(endedAt, timeZone),
          zone: zoneOf(openedAt, timeZone),
        })}
      </p>
      <p>
        {keptUntil !== null && `${t('chart.removed.keptUntil', { day: dateWords(keptUntil) })} `}
        {t('chart.removed.when', { day: day(removedAt), time: clockOf(removedAt, timeZone) })} {t('chart.removed.nothingLeft')}
      </p>
      <Link to="/sessions">{t('chart.back')}</Link>
    </main>
  )
}
