import './review.css'
import type { AlarmReview, AskedReview } from '@chairside/shared/alarm-review'
import { dayOf } from '@chairside/shared/clinic-day'
import type { ChairId } from '@chairside/shared/identity'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { REVIEW_SPANS, reviewDays } from '../../model/review-period.ts'
import { useChartScheme } from '../common/page-scheme.ts'
import { useIsPerson, useNow, useRoom, useTimeZone } from '../common/services.tsx'
import { AnswersPanel } from './answers-panel.tsx'
import { ChairsPanel, ExcursionsPanel } from './chairs-panel.tsx'
import { EpisodesPanel } from './episodes-panel.tsx'
import { FiguresStrip } from './figures-strip.tsx'
import { LimitsPanel } from './limits-panel.tsx'
import { LoadTable } from './load-table.tsx'
import { ReviewPeriod, type ReviewWish } from './review-period.tsx'
import { TimesPanel } from './times-panel.tsx'
import { useReview } from './use-review.ts'
import { WhatIfPanel } from './what-if-panel.tsx'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The wish that the address holds; what it leaves out is today, all chairs, and what this room is. */
const useWish = () => {
  const [params, setParams] = useSearchParams()
  const timeZone = useTimeZone()
  const today = dayOf(useNow(), timeZone)
  const simulatedRoom = useRoom((state) => state.picture?.clinic.simulated ?? false)
  const on = params.get('on') ?? ''
  const wish: ReviewWish = {
    span: REVIEW_SPANS.find((span) => span === params.get('span')) ?? 'day',
    on: DAY.test(on) && !Number.isNaN(Date.parse(on)) ? on : today,
    chair: params.get('chair'),
    simulated: simulatedRoom || params.get('simulated') === 'yes',
  }
  const change = ({ span, on: day, chair, simulated }: ReviewWish): void =>
    setParams(
      {
        span,
        ...(day === today ? {} : { on: day }),
        ...(chair === null ? {} : { chair }),
        ...(simulated && !simulatedRoom ? { simulated: 'yes' } : {}),
      },
      { replace: true },
    )
  return { wish, change }
}

const REMOVED_KINDS = ['real', 'simulated', 'unknown'] as const

/** What is not counted, and what is not over: said before any number. */
const Notes = ({ review, onOther }: { readonly review: AlarmReview; readonly onOther: () => void }) => {
  const { t } = useTranslation()
  return (
    <>
      {review.otherSessions > 0 && (
        <p className="review-note">
          {t(review.simulated ? 'review.otherReal' : 'review.otherSimulated', { count: review.otherSessions })}{' '}
          <button type="button" className="text-button" onClick={onOther}>
            {t('review.showOther')}
          </button>
        </p>
      )}
      {REMOVED_KINDS.map(
        (kind) =>
          review.removed[kind] > 0 && (
            <p key={kind} className="review-note">
              {t(`review.removed.${kind}`, { count: review.removed[kind] })}
            </p>
          ),
      )}
      {review.running > 0 && <p className="review-note">{t('review.running', { count: review.running })}</p>}
    </>
  )
}

const Panels = ({ review, asked }: { readonly review: AlarmReview; readonly asked: AskedReview }) => (
  <div className="review-panels">
    <TimesPanel review={review} />
    <LoadTable review={review} />
    <LimitsPanel review={review} />
    <AnswersPanel review={review} />
    <div className="review-stack">
      <ExcursionsPanel review={review} />
      <ChairsPanel review={review} />
    </div>
    <EpisodesPanel asked={asked} />
  </div>
)

const Review = () => {
  const { t } = useTranslation()
  const { wish, change } = useWish()
  const [asksWhatIf, setAsksWhatIf] = useState(false)
  const simulatedRoom = useRoom((state) => state.picture?.clinic.simulated ?? false)
  const { from, to } = reviewDays(wish.span, wish.on)
  const asked: AskedReview = {
    from,
    to,
    simulated: wish.simulated ? 'yes' : 'no',
    ...(wish.chair === null ? {} : { chair: wish.chair as ChairId }),
  }
  const { review, reading, failed, again } = useReview(asked)
  return (
    <main className="review-page" data-reading={reading}>
      <div className="review-head">
        <h1>{t('review.title')}</h1>
        {wish.simulated && (
          <span className="pill" data-kind="simulated">
            {t('review.simulatedMark')}
          </span>
        )}
        <span className="soft" role="status">
          {reading ? t('review.loading') : ''}
        </span>
        <button type="button" className="chip-button" aria-pressed={asksWhatIf} onClick={() => setAsksWhatIf(!asksWhatIf)}>
          {t('whatIf.open')}
        </button>
      </div>
      <ReviewPeriod wish={wish} onChange={change} />
      {asksWhatIf && <WhatIfPanel key={JSON.stringify(asked)} asked={asked} onBack={() => setAsksWhatIf(false)} />}
      {failed && (
        <p role="alert" className="review-note">
          {t('review.failed')}{' '}
          <button type="button" className="text-button" onClick={again}>
            {t('app.again')}
          </button>
        </p>
      )}
      {review !== null && !failed && (
        <>
          <Notes review={review} onOther={() => change({ ...wish, simulated: simulatedRoom || !wish.simulated })} />
          {review.sessions === 0 ? (
            <p className="review-none">{t('review.none')}</p>
          ) : (
            <>
              <FiguresStrip review={review} />
              <Panels review={review} asked={asked} />
            </>
          )}
        </>
      )}
    </main>
  )
}

/** What sounded over a day, a week or a month. A screen on the wall does not even ask: the way leads to charts. */
export const ReviewView = () => {
  const { t } = useTranslation()
  useChartScheme()
  if (useIsPerson()) return <Review />
  return (
    <main className="plain-page">
      <h1>{t('review.title')}</h1>
      <p>{t('review.notForYou')}</p>
    </main>
  )
}
