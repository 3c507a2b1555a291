import '../common/priority-tag.css'
import type { ChartAlarm, SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { useShortData } from '../common/data-words.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'
import { StripButton } from './strip-button.tsx'
import type { Strips } from './strip-shown.ts'

/** A cause and, where it has numbers, its worst value with its limit. */
export const useAlarmWords = (): ((alarm: Pick<ChartAlarm, 'cause' | 'text'>) => string) => {
  const { t } = useTranslation()
  const { subject } = useShortData()
  return ({ cause, text }) => (text === '' ? t(`cause.${cause}`) : `${t(`cause.${cause}`)}: ${subject(text)}`)
}

/** Every alarm with how long it lasted and how soon somebody answered. */
export const AlarmsPanel = ({ chart, strips }: { readonly chart: SessionChart; readonly strips: Strips }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const words = useAlarmWords()
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const response = chart.summary.medianResponseMs
  return (
    <section className="chart-panel" aria-label={t('chartPanel.alarms')}>
      <h2>
        {t('chartPanel.alarms')}
        {response !== null && <small className="soft"> {`${t('sum.response')} ${spanOf(response)}, ${t('sum.responseHint')}`}</small>}
      </h2>
      {chart.alarms.length === 0 ? (
        <p className="soft">{t('chartPanel.noAlarms')}</p>
      ) : (
        <div className="chart-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('chartPanel.minute')}</th>
                <th scope="col">{t('chartPanel.what')}</th>
                <th scope="col">{t('chartPanel.response')}</th>
                <th scope="col">{t('chartPanel.lasted')}</th>
                <th scope="col">{t('waveStrip.column')}</th>
              </tr>
            </thead>
            <tbody>
              {chart.alarms.map((alarm) => {
                const { id, kind, priority, raisedAt, risenAt = raisedAt, endedAt, acknowledged, escalations } = alarm
                const asks = kind === 'physiological' && priority !== 'low'
                return (
                  <tr key={id} data-kind={kind}>
                    <td title={clockOf(raisedAt, timeZone)}>{Math.floor((raisedAt - originAt) / MINUTE_MS)}</td>
                    <td className="chart-words">
                      <span className="priority-tag" data-priority={priority}>
                        {t(`priority.${priority}`)}
                      </span>{' '}
                      {words(alarm)}
                    </td>
                    <td className="chart-words">
                      {acknowledged === null ? (
                        <span className={asks ? 'strong' : 'soft'}>{asks ? t('chartPanel.unanswered') : '–'}</span>
                      ) : (
                        <>
                          <b>{spanOf(acknowledged.at - risenAt)}</b>{' '}
                          <span className="soft">
                            {acknowledged.by}
                            {acknowledged.plan !== null && ` · ${t(`plan.${acknowledged.plan}`)}`}
                          </span>
                        </>
                      )}
                      {escalations > 0 && <small className="soft"> {t('chartPanel.escalated', { count: escalations })}</small>}
                    </td>
                    <td>{endedAt === null ? t('chartPanel.toEnd') : spanOf(endedAt - raisedAt)}</td>
                    <td>
                      <StripButton strips={strips} mark={{ at: raisedAt, words: words(alarm) }} />
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
