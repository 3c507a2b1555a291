import './excursion.css'
import { type Excursion, isOneSet } from '@chairside/shared/excursion'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { currentSet } from '../../model/cuff-shown.ts'
import { openExcursions, peakText } from '../../model/excursion-steps.ts'
import { decimalWords } from '../../words/numbers.ts'
import { useVitalLabel } from '../common/data-words.ts'
import { clockOf, signedOf, spanOf } from '../common/format.ts'
import { useCovered, useNow, useTimeZone } from '../common/services.tsx'
import { ExcursionSteps } from './excursion-steps.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

/** When it was worst; each half by itself where they are of different sets. Null: nothing was measured. */
const useWorstTimes = (): ((peak: Excursion['peak']) => string | null) => {
  const timeZone = useTimeZone()
  const label = useVitalLabel()
  return (peak) => {
    const { sys, dia } = peak
    if (sys !== null && dia !== null && !isOneSet(peak))
      return `${label('sys')} ${clockOf(sys.at, timeZone)}, ${label('dia')} ${clockOf(dia.at, timeZone)}`
    const at = sys?.at ?? dia?.at
    return at === undefined ? null : clockOf(at, timeZone)
  }
}

const OneExcursion = ({ excursion, chair, session, mayAct }: Props & { readonly excursion: Excursion }) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const { side, level, largestChange, minutesBeyondWarning, peak } = excursion
  const covered = useCovered()
  const { latest } = chair.cuff
  const current = covered ? null : currentSet(chair.cuff, now)
  const change = (value: number | null): string => (value === null ? '–' : signedOf(value))
  const worstAt = useWorstTimes()(peak)
  const title = t('excursionCard.title', {
    side: side === 'high' ? t('excursionCard.sideHigh') : t('excursionCard.sideLow'),
    level: t(`level.${level}`).toLowerCase(),
  })
  return (
    <section className="panel excursion-card" aria-label={title} data-side={side}>
      <h2>{title}</h2>
      <p className="excursion-since">
        {t('excursionCard.since', { time: clockOf(excursion.openedAt, timeZone), age: spanOf(now - excursion.openedAt) })} ·{' '}
        {excursion.confirmedAt === null
          ? t('excursionCard.unconfirmed')
          : t('excursionCard.confirmed', { time: clockOf(excursion.confirmedAt, timeZone) })}
      </p>
      <dl className="excursion-facts">
        <div>
          <dt>{t('excursionCard.worst')}</dt>
          <dd>
            <b>{peakText(excursion)}</b> {worstAt !== null && <small>{worstAt}</small>}
          </dd>
        </div>
        <div>
          <dt>{t('excursionCard.change')}</dt>
          <dd>
            <b>
              {change(largestChange.sys)}/{change(largestChange.dia)}
            </b>
          </dd>
        </div>
        <div>
          <dt>{t('excursionCard.newest')}</dt>
          <dd>
            <b>{current === null ? '–' : `${current.sys ?? '–'}/${current.dia ?? '–'}`}</b>{' '}
            {latest !== null && <small>{t('time.ago', { age: spanOf(now - latest.at) })}</small>}
          </dd>
        </div>
      </dl>
      <p className="soft">
        {t('excursionCard.minutes', { minutes: decimalWords(Math.max(minutesBeyondWarning.sys, minutesBeyondWarning.dia), 1) })}.{' '}
        {t('excursionCard.closes')}
      </p>
      <ExcursionSteps excursion={excursion} chair={chair} session={session} mayAct={mayAct} />
    </section>
  )
}

/** What is out of bounds just now, and what the team does about it (X7). It goes when a set closes the excursion, never before. */
export const ExcursionCards = (props: Props) => (
  <>
    {openExcursions(props.chair).map((excursion) => (
      <OneExcursion key={excursion.id} {...props} excursion={excursion} />
    ))}
  </>
)
