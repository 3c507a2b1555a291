import { type AlarmReview, CALL_OUTCOMES } from '@chairside/shared/alarm-review'
import { useTranslation } from 'react-i18next'
import { spanOf } from '../common/format.ts'
import { PriorityWord } from './load-table.tsx'
import { ofNumbers, ReviewTable } from './review-table.tsx'
import { shareWords } from './review-words.ts'

/** How soon alarms were answered, by whom, and what happened to those that nobody answered. */
export const AnswersPanel = ({ review }: { readonly review: AlarmReview }) => {
  const { t } = useTranslation()
  const { answers, people, escalations, reminders, pauses } = review
  const span = (ms: number | null): string => (ms === null ? t('review.nothing') : spanOf(ms))
  return (
    <section className="review-panel" aria-labelledby="review-answers">
      <h2 id="review-answers">{t('review.answers')}</h2>
      {answers.length > 0 && (
        <ReviewTable
          columns={[
            t('review.what'),
            t('review.priority'),
            ofNumbers(t('review.waited')),
            ...CALL_OUTCOMES.map((outcome) => ofNumbers(t(`review.outcome.${outcome}`))),
            ofNumbers(t('review.median')),
            ofNumbers(t('review.p90')),
          ]}
        >
          <tbody>
            {answers.map(({ source, priority, calls, outcomes, medianMs, p90Ms }) => (
              <tr key={`${source} ${priority}`}>
                <th scope="row">{t(`review.source.${source}`)}</th>
                <td>
                  <PriorityWord priority={priority} />
                </td>
                <td className="number">{calls}</td>
                {CALL_OUTCOMES.map((outcome) => (
                  <td key={outcome} className="number">
                    {outcomes[outcome]}{' '}
                    <small className="review-share">{outcomes[outcome] > 0 && shareWords(outcomes[outcome], calls)}</small>
                  </td>
                ))}
                <td className="number">{span(medianMs)}</td>
                <td className="number">{span(p90Ms)}</td>
              </tr>
            ))}
          </tbody>
        </ReviewTable>
      )}
      {people.length > 0 && (
        <ReviewTable columns={[t('review.person'), ofNumbers(t('review.answered')), ofNumbers(t('review.median'))]}>
          <tbody>
            {people.map(({ name, acknowledged, medianMs }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="number">{acknowledged}</td>
                <td className="number">{spanOf(medianMs)}</td>
              </tr>
            ))}
          </tbody>
        </ReviewTable>
      )}
      <ul className="review-notes">
        {escalations.length === 0 ? (
          <li>{t('review.noEscalation')}</li>
        ) : (
          escalations.map(({ step, count }) => <li key={step}>{t('review.escalations', { step, count })}</li>)
        )}
        <li>{t('review.reminders', { count: reminders })}</li>
        <li>
          {pauses.count === 0
            ? t('review.noPauses')
            : t('review.pauses', { count: pauses.count, span: spanOf(pauses.pausedMs), ended: pauses.endedByAlarm })}
        </li>
      </ul>
    </section>
  )
}
