import { dayOf } from '@chairside/shared/clinic-day'
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { REVIEW_SPANS, type ReviewSpan, reviewDays, stepOf } from '../../model/review-period.ts'
import { dateWords, dayWords } from '../common/day-words.ts'
import { useNow, useRoom, useTimeZone } from '../common/services.tsx'

/** What the address of the page holds. */
export interface ReviewWish {
  readonly span: ReviewSpan
  readonly on: string
  readonly chair: string | null
  readonly simulated: boolean
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** Which days, chair and kind of sessions are reviewed. */
export const ReviewPeriod = ({ wish, onChange }: { readonly wish: ReviewWish; readonly onChange: (next: ReviewWish) => void }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const today = dayOf(useNow(), timeZone)
  const chairs = useRoom((state) => state.picture?.chairs ?? null)
  const simulatedRoom = useRoom((state) => state.picture?.clinic.simulated ?? false)
  const { span, on, chair, simulated } = wish
  const { from, to } = reviewDays(span, on)
  const later = stepOf(span, on, 1)
  const step = (way: -1 | 1) => (): void => onChange({ ...wish, on: stepOf(span, on, way) })
  return (
    <search className="review-period" aria-label={t('review.period')}>
      <div className="review-spans">
        {REVIEW_SPANS.map((one) => (
          <button
            key={one}
            type="button"
            className="chip-button"
            aria-pressed={span === one}
            onClick={() => onChange({ ...wish, span: one })}
          >
            {t(`review.${one}`)}
          </button>
        ))}
      </div>
      <div className="review-steps">
        <button type="button" className="chip-button" onClick={step(-1)}>
          <span aria-hidden="true">‹</span> {t('review.before')}
        </button>
        <strong className="review-days" role="status">
          {from === to ? dayWords(from) : `${dateWords(from)} – ${dateWords(to)}`}
        </strong>
        <button type="button" className="chip-button" disabled={later > today} onClick={step(1)}>
          {t('review.after')} <span aria-hidden="true">›</span>
        </button>
        <button
          type="button"
          className="chip-button"
          disabled={from <= today && today <= to}
          onClick={() => onChange({ ...wish, on: today })}
        >
          {t('review.current')}
        </button>
      </div>
      <TextInput
        type="date"
        label={t('review.on')}
        value={on}
        max={today}
        onChange={(event) => {
          const day = event.currentTarget.value
          if (isDay(day)) onChange({ ...wish, on: day })
        }}
      />
      <NativeSelect
        label={t('review.chair')}
        value={chair ?? ''}
        data={[{ value: '', label: t('review.anyChair') }, ...(chairs ?? []).map(({ chairId }) => ({ value: chairId, label: chairId }))]}
        onChange={(event) => onChange({ ...wish, chair: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      />
      {!simulatedRoom && (
        <NativeSelect
          label={t('review.kind')}
          value={simulated ? 'yes' : 'no'}
          data={[
            { value: 'no', label: t('review.real') },
            { value: 'yes', label: t('review.simulated') },
          ]}
          onChange={(event) => onChange({ ...wish, simulated: event.currentTarget.value === 'yes' })}
        />
      )}
    </search>
  )
}
