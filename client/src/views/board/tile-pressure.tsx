import './tile-numbers.css'
import type { ChairPicture } from '@chairside/shared/picture'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { cuffFreshness } from '../../model/cuff-shown.ts'
import { limitOf, signedOf, spanOf } from '../common/format.ts'
import { pressureAlarm } from '../common/pressure-alarm.ts'
import { useCovered, useNow } from '../common/services.tsx'
import { isOwn } from '../common/vital-group.tsx'
import { sameBesideNumbers } from './same-beside-numbers.ts'

/** When the next set is due; that one is being taken, or did not come, stands in the same place, and so does that the newest is doubtful. */
const NextReading = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const { nextDueAt, dueBecause } = chair.cuff
  const { measure, verify } = chair.care
  if (measure !== null && measure.state !== 'answered') {
    const asked = measure.state === 'asked'
    return <b className="tile-next">{asked ? t('care.measuring', { time: spanOf(now - measure.askedAt) }) : t('care.unanswered')}</b>
  }
  if (nextDueAt === null) return verify === null ? null : <b className="tile-next">{t('care.verify')}</b>
  return (
    <span className="tile-next" key={`${dueBecause} ${verify === null} ${now >= nextDueAt}`}>
      {verify !== null && <b>{t('care.verify')} · </b>}
      {now >= nextDueAt ? (
        <b>{t('tile.measureNow')}</b>
      ) : (
        <>
          {dueBecause === 'recheck' ? t('tile.recheck') : t('tile.next')} <b>{spanOf(nextDueAt - now)}</b>
        </>
      )}
    </span>
  )
}

/** The hero: the newest accepted set with its age, what is due, and the change from the patient's own baseline. */
export const TilePressure = memo(({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const covered = useCovered()
  const { cuff } = chair
  const bp = chair.baseline?.bp ?? null
  const overdueMs = cuff.nextDueAt === null ? 0 : now - cuff.nextDueAt
  const freshness = covered ? 'covered' : cuffFreshness(cuff, now)
  const alarm = pressureAlarm(chair)
  const { verify, personalLimits } = chair.care
  const ownHigh = isOwn(personalLimits?.limits, 'sysHighWarning') ? (chair.limits?.sysHighWarning ?? null) : null
  return (
    <div className="tile-pressure" data-freshness={freshness}>
      <div className="tile-label" key={[overdueMs >= 1_000, cuff.failuresInARow, verify?.because, cuff.highLevel].join(' ')}>
        {t('tile.nibp')} <small>{t('tile.mmHg')}</small>
        {cuff.highLevel === 'advisory' && cuff.lowLevel === null && (
          <span className="advisory" title={t('level.advisory')}>
            ↑ {t('tile.advisory')}
          </span>
        )}
        {overdueMs >= 1_000 && cuff.latest !== null && <b> · {t('time.overdue', { time: spanOf(overdueMs) })}</b>}
        {cuff.failuresInARow > 0 && <b> · {t('tile.failed', { count: cuff.failuresInARow })}</b>}
        {verify !== null && <b> · {t(`verify.${verify.because}`)}</b>}
        {ownHigh !== null && (
          <small className="tile-own-limit">
            {' '}
            · {t('vital.sys')} &lt; {limitOf(ownHigh)} {t('care.ownMark')}
          </small>
        )}
      </div>
      <div className="tile-bp" data-testid="bp">
        {cuff.latest === null ? (
          <span className="bp-none">{t('tile.waitingCuff')}</span>
        ) : freshness === 'covered' ? (
          <span className="cover" data-wide="true" />
        ) : (
          <>
            <span data-alarm={alarm.sys} key={`sys ${String(cuff.latest.sys).length}`}>
              {cuff.latest.sys ?? '–'}
            </span>
            <i>/</i>
            <span data-alarm={alarm.dia}>{cuff.latest.dia ?? '–'}</span>
          </>
        )}
      </div>
      <div className="tile-sub">
        {cuff.change !== null && bp !== null && !covered && (
          <span className="tile-change">
            <span className="change-numbers">
              <b>{signedOf(cuff.change.sys)}</b> / {signedOf(cuff.change.dia)}
            </span>
            <span className="tile-from"> {t('tile.from', { sys: Math.round(bp.sys), dia: Math.round(bp.dia) })}</span>
          </span>
        )}
        {cuff.latest !== null && cuff.change === null && <span className="tile-change">{t('tile.noBaseline')}</span>}
        {cuff.latest !== null && <span className="tile-age">{t('time.ago', { age: spanOf(now - cuff.latest.at) })}</span>}
        <NextReading chair={chair} />
      </div>
    </div>
  )
}, sameBesideNumbers)
