import type { AlarmReview } from '@chairside/shared/alarm-review'
import { useTranslation } from 'react-i18next'
import { spanOf } from '../common/format.ts'
import { ofNumbers, ReviewTable } from './review-table.tsx'
import { GRAVEST_FIRST, graverThanLow, hoursWords, rateWords, useNameWords } from './review-words.ts'

/** The load of each chair, and what it had of excursions. */
export const ChairsPanel = ({ review }: { readonly review: AlarmReview }) => {
  const { t } = useTranslation()
  return (
    <section className="review-panel" aria-labelledby="review-chairs">
      <h2 id="review-chairs">{t('review.byChair')}</h2>
      <ReviewTable
        columns={[
          t('review.chair'),
          ofNumbers(t('review.sessions')),
          ofNumbers(t('review.chairHours')),
          ...GRAVEST_FIRST.map((priority) => ofNumbers(t(`priority.${priority}`))),
          ofNumbers(t('review.perHour'), t('review.perHourUnit')),
          ofNumbers(t('review.technicalCount')),
        ]}
      >
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
      </ReviewTable>
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
      <ReviewTable
        columns={[
          t('review.what'),
          t('review.peak'),
          t('review.ending'),
          ofNumbers(t('review.excursionCount')),
          ofNumbers(t('review.rate')),
          ofNumbers(t('review.present')),
        ]}
      >
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
      </ReviewTable>
    </section>
  )
}
