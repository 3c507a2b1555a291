import type { Excursion } from '@chairside/shared/excursion'
import { isEnded } from '@chairside/shared/session'
import type { ConditionSpan, SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { useShortData } from '../common/data-words.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'
import { useWorstPressure } from '../common/worst-pressure.ts'
import { StripButton } from './strip-button.tsx'
import type { Strips } from './strip-shown.ts'

/** An excursion in one line. */
export const useExcursionWords = (originAt: number): ((excursion: Excursion) => string) => {
  const { t } = useTranslation()
  const worst = useWorstPressure()
  return ({ side, peakLevel, ending, peak, openedAt, closedAt, minutesBeyondWarning }) =>
    [
      `${t('chart.atMinute', { minute: Math.floor((openedAt - originAt) / MINUTE_MS) })}${closedAt === null ? '' : `–${Math.floor((closedAt - originAt) / MINUTE_MS)}`}`,
      t('chartPanel.excursionLine', {
        side: t(`side.${side}`),
        level: t(`level.${peakLevel}`).toLowerCase(),
        ending: ending === null ? t('chartPanel.stillOpen') : t(`ending.${ending}`),
      }),
      t('chartPanel.peakOf', { pressure: worst({ peak }) }),
      t('chartPanel.forMinutes', { count: Math.round(Math.max(minutesBeyondWarning.sys, minutesBeyondWarning.dia)) }),
    ].join(' · ')
}

export const useSpanWords = (originAt: number): ((span: ConditionSpan) => string) => {
  const { t } = useTranslation()
  return ({ condition, beganAt, endedAt }) =>
    `${t(`cause.${condition}`)}, ${t('chart.atMinute', { minute: Math.floor((beganAt - originAt) / MINUTE_MS) })}, ${endedAt === null ? t('chartPanel.toEnd') : spanOf(endedAt - beganAt)}`
}

/** Excursions of the chart's evaluation; where it says otherwise than was stated live, both stand side by side (X9). */
export const ExcursionsPanel = ({ chart, strips }: { readonly chart: SessionChart; readonly strips: Strips }) => {
  const { t } = useTranslation()
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const words = useExcursionWords(originAt)
  const spanWords = useSpanWords(originAt)
  const { excursions, differences, baseline, liveBaseline } = chart
  const round = (value: { sys: number; dia: number } | null): string =>
    value === null ? t('sum.noBaseline') : `${Math.round(value.sys)}/${Math.round(value.dia)}`
  const otherBaseline = baseline?.sys !== liveBaseline?.sys || baseline?.dia !== liveBaseline?.dia
  return (
    <section className="chart-panel" aria-label={t('chartPanel.excursions')}>
      <h2>{t('chartPanel.excursions')}</h2>
      {excursions.length === 0 && <p className="soft">{t('chartPanel.noExcursions')}</p>}
      <ul className="chart-lines">
        {excursions.map((excursion) => (
          <li key={excursion.id} data-level={excursion.peakLevel} data-confirmed={excursion.confirmed}>
            {words(excursion)}{' '}
            {strips.has(excursion.openedAt) && <StripButton strips={strips} mark={{ at: excursion.openedAt, words: words(excursion) }} />}
          </li>
        ))}
      </ul>
      {(differences.length > 0 || otherBaseline) && (
        <>
          <h3>{t('chartPanel.differences')}</h3>
          <ul className="chart-lines">
            {otherBaseline && <li>{t('chartPanel.baselineDiffers', { live: round(liveBaseline), chart: round(baseline) })}</li>}
            {differences.map((difference) => {
              const say = (side: 'live' | 'chart'): string => {
                if (difference.kind === 'excursion') return difference[side] === null ? t('chartPanel.nothing') : words(difference[side])
                return difference[side] === null ? t('chartPanel.nothing') : spanWords(difference[side])
              }
              return (
                <li key={`${say('live')} ${say('chart')}`}>
                  <span>{t('chartPanel.liveSaid', { what: say('live') })}</span>
                  <b>{t('chartPanel.chartSays', { what: say('chart') })}</b>
                </li>
              )
            })}
          </ul>
        </>
      )}
    </section>
  )
}

/** The verdicts one after the other, and each criterion as it stood at the end. */
export const ReadinessPanel = ({ chart }: { readonly chart: SessionChart }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const { evidence } = useShortData()
  const { readiness, readinessSteps } = chart
  const endedAt = chart.infusion.endedAt
  return (
    <section className="chart-panel" aria-label={t('chartPanel.readiness')}>
      <h2>{t('chartPanel.readiness')}</h2>
      {readiness === null ? (
        <p className="soft">{t(isEnded(chart.phase) ? 'chartPanel.noReadiness' : 'chartPanel.noReadinessYet')}</p>
      ) : (
        <>
          <ol className="chart-lines">
            {readinessSteps.map(({ at, verdict, missing }) => (
              <li key={at}>
                <span className="chart-minute" title={clockOf(at, timeZone)}>
                  {endedAt === null ? clockOf(at, timeZone) : `+${Math.floor((at - endedAt) / MINUTE_MS)}`}
                </span>{' '}
                <b>{t(`verdict.${verdict}`)}</b>
                {missing.length > 0 && (
                  <small className="soft">
                    {' '}
                    {t('chartPanel.missing', { list: missing.map((id) => t(`criterionShort.${id}`)).join(', ') })}
                  </small>
                )}
              </li>
            ))}
          </ol>
          <table className="criteria-table">
            <tbody>
              {readiness.criteria
                .filter(({ state }) => state !== 'not-required')
                .map(({ id, state, restsOn, evidenceAt, by }) => (
                  <tr key={id} data-state={state}>
                    <th scope="row">{t(`criterion.${id}`)}</th>
                    <td>{restsOn.length === 0 ? '–' : evidence(restsOn)}</td>
                    <td className="soft">
                      {[by, evidenceAt === null ? null : clockOf(evidenceAt, timeZone)].filter((part) => part !== null).join(' · ')}
                    </td>
                    <td>{`${state === 'met' ? '✓ ' : '✕ '}${t(`criterionState.${state}`)}`}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
