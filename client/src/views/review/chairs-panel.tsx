import type { AlarmReview } from '@chairside/shared/alarm-review'
import { useTranslation } from 'react-i18next'
import { spanOf } from '../common/format.ts'
import { GRAVEST_FIRST, graverThanLow, hoursWords, rateWords, useNameWords } from './review-words.ts'

/** The load of each chair, and what it had of excursions. */
export const ChairsPanel = ({ review }: { readonly review: AlarmReview }) => {
  const { t } = useTranslation()
  return (
    <section className="review-panel" aria-labelledby="review-chairs">
      <h2 id="review-chairs">{t('review.byChair')}</h2>
      <div className="review-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('review.chair')}</th>
              <th scope="col" className="number">
                {t('review.sessions')}
              </th>
              <th scope="col" className="number">
                {t('review.chairHours')}
              </th>
              {GRAVEST_FIRST.map((priority) => (
                <th key={priority} scope="col" className="number">
                  {t(`priority.${priority}`)}
                </th>
              ))}
              <th scope="col" className="number">
                {t('review.perHour')} <small>{t('review.perHourUnit')}</small>
              </th>
              <th scope="col" className="number">
                {t('review.technicalCount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {review.chairs.map(({ chairId, sessions, spanMs, vital, technical }) => (
              <tr key={chairId}>
                <th scope="row">{chairId}</th>
                <td className="number">{sessions}</td>
                <td className="number">{hoursWords(spanMs)}</td>
                {GRAVEST_FIRST.map((priority) => (
                  <td key={priority} className="number">
                    {vital[priority]}
                  </td>
                ))}
                <td className="number">{rateWords(graverThanLow(vital), spanMs)}</td>
                <td className="number">{technical}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Excursions in lines of their own: one that drew several alarms is still one. */
export const ExcursionsPanel = ({ review }: { readonly review: AlarmReview }) => {
  const { t } = useTranslation()
  const nameWords = useNameWords()
  if (review.excursions.length === 0) return null
  return (
    <section className="review-panel" aria-labelledby="review-excursions">
      <h2 id="review-excursions">{t('review.excursionTable')}</h2>
      <div className="review-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('review.what')}</th>
              <th scope="col">{t('review.peak')}</th>
              <th scope="col">{t('review.ending')}</th>
              <th scope="col" className="number">
                {t('review.excursionCount')}
              </th>
              <th scope="col" className="number">
                {t('review.rate')}
              </th>
              <th scope="col" className="number">
                {t('review.present')}
              </th>
            </tr>
          </thead>
          <tbody>
            {review.excursions.map(({ name, peak, ending, count, presentMs }) => (
              <tr key={`${name} ${peak} ${ending}`}>
                <th scope="row">{nameWords(name)}</th>
                <td>{t(`level.${peak}`)}</td>
                <td>{ending === 'open' ? t('review.stillOpen') : t(`ending.${ending}`)}</td>
                <td className="number">{count}</td>
                <td className="number">{rateWords(count, review.spanMs)}</td>
                <td className="number">{spanOf(presentMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
