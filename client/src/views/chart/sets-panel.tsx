import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS } from '@chairside/shared/time'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockOf, signedOf } from '../common/format.ts'
import { useMayAct, useTimeZone } from '../common/services.tsx'
import { MarkChartSet } from './chart-forms.tsx'

interface Props {
  readonly chart: SessionChart
  readonly onChanged: () => void
}

/** The plot's cuff sets as numbers, with what was said of them. */
export const SetsPanel = ({ chart, onChanged }: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const mayAct = useMayAct()
  const [open, setOpen] = useState<number | null>(null)
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const { baseline } = chart
  return (
    <section className="chart-panel" aria-label={t('chartPanel.sets')}>
      <h2>{t('chartPanel.sets')}</h2>
      {chart.sets.length === 0 ? (
        <p className="soft">{t('chartPanel.noSets')}</p>
      ) : (
        <div className="chart-table">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('chartPanel.minute')}</th>
                <th scope="col">{t('chartPanel.time')}</th>
                <th scope="col">{t('plotChart.sysDia')}</th>
                <th scope="col">{t('vital.map')}</th>
                <th scope="col">±</th>
                <th scope="col">{t('chartPanel.setState')}</th>
                <th scope="col" />
              </tr>
            </thead>
            <tbody>
              {chart.sets.map((set) => {
                const key = `${set.at} ${set.sys} ${set.dia}`
                const words = [
                  ...(set.artefact !== null
                    ? [t('chartPanel.artefact', { reason: set.artefact.reason, by: set.artefact.by })]
                    : set.state === 'rejected'
                      ? [`${t('chartPanel.rejected')}${set.reason === null ? '' : `: ${t(`rejection.${set.reason}`)}`}`]
                      : set.state === 'late'
                        ? [t('chartPanel.late')]
                        : []),
                  ...(set.origin === 'manual' ? [t('origin.manual')] : []),
                  ...(set.verify ? [t('chartPanel.verify')] : []),
                ]
                return (
                  <Fragment key={key}>
                    <tr data-state={set.artefact === null ? set.state : 'artefact'}>
                      <td>{Math.floor((set.at - originAt) / MINUTE_MS)}</td>
                      <td>{clockOf(set.at, timeZone)}</td>
                      <td>
                        <b>{`${set.sys ?? '–'}/${set.dia ?? '–'}`}</b>
                      </td>
                      <td>{set.map ?? '–'}</td>
                      <td>{baseline === null || set.sys === null ? '–' : signedOf(set.sys - baseline.sys)}</td>
                      <td className="chart-words">{words.join('; ')}</td>
                      <td>
                        {mayAct && set.state !== 'rejected' && (
                          <button
                            type="button"
                            className="text-button"
                            aria-expanded={open === set.at}
                            onClick={() => setOpen(open === set.at ? null : set.at)}
                          >
                            {t(set.artefact === null ? 'mark.artefact' : 'mark.back')}
                          </button>
                        )}
                      </td>
                    </tr>
                    {open === set.at && (
                      <tr>
                        <td colSpan={7}>
                          <MarkChartSet
                            chart={chart}
                            set={set}
                            onDone={() => {
                              setOpen(null)
                              onChanged()
                            }}
                            onBack={() => setOpen(null)}
                          />
                        </td>
                      </tr>
                    )}
                  </Fragment>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
