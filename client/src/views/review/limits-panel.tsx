import type { AlarmReview, ReviewedLimit } from '@chairside/shared/alarm-review'
import { useTranslation } from 'react-i18next'
import { numberWords } from '../../words/numbers.ts'
import { useShortData } from '../common/data-words.ts'
import { spanOf } from '../common/format.ts'
import { ofNumbers, ReviewTable } from './review-table.tsx'
import { GRAVEST_FIRST, rateWords, shareWords } from './review-words.ts'

const useLimitWords = (): ((limit: ReviewedLimit) => string) => {
  const { t } = useTranslation()
  const { value: valueWords } = useShortData()
  return ({ vital, sign, limit }) =>
    limit === null ? t('review.relative', { vital: valueWords(vital), sign }) : valueWords(`${vital} ${sign} ${numberWords(limit)}`)
}

/** The limits by which alarms were raised, each with its share; the bars are the same numbers. */
export const LimitsPanel = ({ review }: { readonly review: AlarmReview }) => {
  const { t } = useTranslation()
  const words = useLimitWords()
  const total = review.limits.reduce((sum, { count }) => sum + count, 0)
  const most = review.limits[0]?.count ?? 0
  return (
    <section className="review-panel" aria-labelledby="review-limits">
      <h2 id="review-limits">{t('review.limits')}</h2>
      {total === 0 ? (
        <p className="soft">{t('review.noLimits')}</p>
      ) : (
        <ReviewTable
          columns={[
            t('review.limit'),
            { label: t('review.share'), className: 'review-bar-column' },
            ofNumbers(t('review.count')),
            t('review.priority'),
            ofNumbers(t('review.rate')),
            ofNumbers(t('review.present')),
          ]}
        >
          <tbody>
            {review.limits.map((limit) => (
              <tr key={words(limit)}>
                <th scope="row">{words(limit)}</th>
                <td className="review-bar-column">
                  <span className="review-bar">
                    <svg aria-hidden="true" preserveAspectRatio="none" viewBox={`0 0 ${Math.max(1, most)} 1`}>
                      {GRAVEST_FIRST.map((priority, index) => (
                        <rect
                          key={priority}
                          data-priority={priority}
                          x={GRAVEST_FIRST.slice(0, index).reduce((sum, graver) => sum + limit.byPriority[graver], 0)}
                          y={0}
                          width={limit.byPriority[priority]}
                          height={1}
                        />
                      ))}
                    </svg>
                    <span className="number">{shareWords(limit.count, total)}</span>
                  </span>
                </td>
                <td className="number">{limit.count}</td>
                <td className="review-words">
                  {GRAVEST_FIRST.filter((priority) => limit.byPriority[priority] > 0)
                    .map((priority) => `${limit.byPriority[priority]} ${t(`priority.${priority}`).toLowerCase()}`)
                    .join(' · ')}
                </td>
                <td className="number">{rateWords(limit.count, review.spanMs)}</td>
                <td className="number">{spanOf(limit.presentMs)}</td>
              </tr>
            ))}
          </tbody>
        </ReviewTable>
      )}
    </section>
  )
}
