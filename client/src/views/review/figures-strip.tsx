import type { AlarmReview } from '@chairside/shared/alarm-review'
import { useTranslation } from 'react-i18next'
import { spanOf } from '../common/format.ts'
import { graverThanLow, hoursWords, rateWords, shareWords } from './review-words.ts'

/** What one reads first: load, answers, and what nobody needed to answer. */
export const FiguresStrip = ({ review }: { readonly review: AlarmReview }) => {
  const { t } = useTranslation()
  const { heard, spanMs } = review
  const vital = review.alarms.reduce((sum, { source, priority, count }) => sum + (source === 'vital' && priority !== 'low' ? count : 0), 0)
  const confirmed = review.excursions.reduce(
    (sum, { ending, count }) => sum + (ending === 'not-confirmed' || ending === 'not-reproduced' ? 0 : count),
    0,
  )
  const figures = [
    { key: 'perHour', value: rateWords(vital, spanMs), more: t('review.perHourUnit') },
    { key: 'inAlarm', value: shareWords(graverThanLow(review.inAlarmMs.vital), spanMs), more: t('review.inAlarmSays') },
    {
      key: 'answer',
      value: heard.medianMs === null ? t('review.nothing') : spanOf(heard.medianMs),
      more: heard.p90Ms === null ? '' : t('review.answerSays', { span: spanOf(heard.p90Ms) }),
    },
    {
      key: 'selfEnded',
      value: shareWords(heard.outcomes.ended, heard.calls),
      more: t('review.selfEndedSays', { count: heard.outcomes.ended, total: heard.calls }),
    },
    { key: 'escalated', value: String(heard.escalated), more: t('review.escalatedSays', { total: heard.calls }) },
    { key: 'excursions', value: String(confirmed), more: `${rateWords(confirmed, spanMs)} ${t('review.perHourUnit')}` },
    {
      key: 'chairHours',
      value: t('review.hours', { hours: hoursWords(spanMs) }),
      more: `${t('review.sessions')}: ${review.sessions}`,
    },
  ] as const
  return (
    <section className="review-strip">
      <dl>
        {figures.map(({ key, value, more }) => (
          <div key={key}>
            <dt>{t(`review.${key}`)}</dt>
            <dd>
              <b>{value}</b>
              <span className="soft">{more}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="soft">{t('review.about')}</p>
    </section>
  )
}
