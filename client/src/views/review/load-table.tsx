import '../common/priority-tag.css'
import type { Priority } from '@chairside/shared/alarm'
import { ALARM_SOURCES, type AlarmReview, type AlarmSource } from '@chairside/shared/alarm-review'
import { useTranslation } from 'react-i18next'
import { spanOf } from '../common/format.ts'
import { ofNumbers, ReviewTable } from './review-table.tsx'
import { GRAVEST_FIRST, rateWords, shareWords, useNameWords } from './review-words.ts'

/** The word of a priority in its colour. */
export const PriorityWord = ({ priority }: { readonly priority: Priority }) => {
  const { t } = useTranslation()
  return (
    <span className="priority-tag" data-priority={priority}>
      {t(`priority.${priority}`)}
    </span>
  )
}

const SourceRows = ({ review, source }: { readonly review: AlarmReview; readonly source: AlarmSource }) => {
  const { t } = useTranslation()
  const nameWords = useNameWords()
  const own = review.alarms.filter((line) => line.source === source)
  const names = [...new Set(own.map(({ name }) => name))]
  return (
    <tbody>
      <tr className="review-group">
        <th colSpan={5} scope="rowgroup">
          {t(`review.source.${source}`)}
        </th>
      </tr>
      {names.flatMap((name) =>
        GRAVEST_FIRST.flatMap((priority) => {
          const line = own.find((one) => one.name === name && one.priority === priority)
          if (line === undefined) return []
          return [
            <tr key={`${name} ${priority}`}>
              <th scope="row">{nameWords(name)}</th>
              <td>
                <PriorityWord priority={priority} />
              </td>
              <td className="number">{line.count}</td>
              <td className="number">{rateWords(line.count, review.spanMs)}</td>
              <td className="number">
                {spanOf(line.presentMs)} <small className="review-share">{shareWords(line.presentMs, review.spanMs)}</small>
              </td>
            </tr>,
          ]
        }),
      )}
    </tbody>
  )
}

/** Alarms by what they were about and how grave, per hour of chairs in use. */
export const LoadTable = ({ review }: { readonly review: AlarmReview }) => {
  const { t } = useTranslation()
  return (
    <section className="review-panel" aria-labelledby="review-load">
      <h2 id="review-load">{t('review.load')}</h2>
      {review.alarms.length === 0 ? (
        <p className="soft">{t('review.quiet')}</p>
      ) : (
        <ReviewTable
          columns={[
            t('review.what'),
            t('review.priority'),
            ofNumbers(t('review.count')),
            ofNumbers(t('review.rate')),
            ofNumbers(t('review.present')),
          ]}
        >
          {ALARM_SOURCES.filter((source) => review.alarms.some((line) => line.source === source)).map((source) => (
            <SourceRows key={source} review={review} source={source} />
          ))}
        </ReviewTable>
      )}
    </section>
  )
}
