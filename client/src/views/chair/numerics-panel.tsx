import './numerics.css'
import type { PersonalLimits } from '@chairside/shared/personal-limits'
import type { ChairPicture, LimitsPicture } from '@chairside/shared/picture'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cuffFreshness } from '../../model/cuff-shown.ts'
import { clockOf, limitOf, signedOf, spanOf } from '../common/format.ts'
import { pressureAlarm } from '../common/pressure-alarm.ts'
import { useCovered, useNow, useTimeZone } from '../common/services.tsx'
import { isOwn, VitalGroup } from '../common/vital-group.tsx'
import { VitalNumber } from '../common/vital-number.tsx'

/** One number of the pressure with its limits: `SYS 90–160, critical 180`. Those of the patient's own are marked. */
const PressureLimits = ({ limits, own }: { readonly limits: LimitsPicture; readonly own: PersonalLimits | undefined }) => {
  const { t } = useTranslation()
  const mark = (personal: boolean): ReactNode => personal && <span className="own-mark"> {t('care.ownMark')}</span>
  const bounds = (low: number | null, high: number | null): string =>
    low === null ? (high === null ? '–' : `< ${limitOf(high)}`) : `${limitOf(low)}–${high === null ? '' : limitOf(high)}`
  return (
    <>
      <span>
        {t('vital.sys')} <b>{bounds(limits.sysLowWarning, limits.sysHighWarning)}</b>
        {mark(isOwn(own, 'sysLowWarning', 'sysHighWarning'))}
        {limits.sysHighCritical !== null && `, ${t('limits.critical', { value: limitOf(limits.sysHighCritical) })}`}
        {mark(isOwn(own, 'sysHighCritical'))}
      </span>{' '}
      <span>
        {t('vital.dia')} <b>{bounds(limits.diaLowWarning ?? null, limits.diaHighWarning)}</b>
        {mark(isOwn(own, 'diaHighWarning'))}
        {limits.diaHighCritical != null && `, ${t('limits.critical', { value: limitOf(limits.diaHighCritical) })}`}
        {mark(isOwn(own, 'diaHighCritical'))}
      </span>
    </>
  )
}

/** The newest set: its age, when the next is due, whether one is being taken, whether this one is doubtful. */
const Pressure = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const covered = useCovered()
  const { cuff } = chair
  const { verify, measure } = chair.care
  const alarm = pressureAlarm(chair)
  const freshness = covered ? 'covered' : cuffFreshness(cuff, now)
  const overdueMs = cuff.nextDueAt === null ? Number.NEGATIVE_INFINITY : now - cuff.nextDueAt
  return (
    <div className="now-pressure" data-freshness={freshness}>
      <span className="vital-label">
        {t('tile.nibp')} <small>{t('tile.mmHg')}</small>
        {cuff.latest?.origin === 'manual' && <small> · {t('origin.manual')}</small>}
        {cuff.highLevel === 'advisory' && cuff.lowLevel === null && <span className="advisory">↑ {t('tile.advisory')}</span>}
        {cuff.failuresInARow > 0 && <b> · {t('tile.failed', { count: cuff.failuresInARow })}</b>}
        {verify !== null && <b> · {t(`verify.${verify.because}`)}</b>}
      </span>
      <span className="now-bp" data-testid="bp">
        {cuff.latest === null ? (
          <span className="bp-none">{t('tile.waitingCuff')}</span>
        ) : covered ? (
          <span className="cover" data-wide="true" />
        ) : (
          <>
            <span data-alarm={alarm.sys}>{cuff.latest.sys}</span>
            <i>/</i>
            <span data-alarm={alarm.dia}>{cuff.latest.dia}</span>
          </>
        )}
      </span>
      <span className="now-sub">
        {cuff.latest !== null && cuff.latest.map !== null && !covered && (
          <span className="now-map">
            {t('vital.map')} <b data-alarm={alarm.map}>{cuff.latest.map}</b>
          </span>
        )}
        {cuff.latest !== null && <span>{t('time.ago', { age: spanOf(now - cuff.latest.at) })}</span>}
        {measure !== null && measure.state === 'asked' && <b>{t('care.measuring', { time: spanOf(now - measure.askedAt) })}</b>}
        {measure !== null && measure.state === 'unanswered' && <b>{t('care.unanswered')}</b>}
        {cuff.nextDueAt !== null && measure?.state !== 'asked' && (
          <span>
            {overdueMs >= 0 ? (
              <b>
                {t('tile.measureNow')} · {t('time.overdue', { time: spanOf(overdueMs) })}
              </b>
            ) : (
              <>
                {cuff.dueBecause === 'recheck' ? t('tile.recheck') : t('tile.next')} <b>{spanOf(-overdueMs)}</b>
              </>
            )}
          </span>
        )}
      </span>
    </div>
  )
}

/** What is in hand beside the numbers: help (S8), off monitor (S7), whose limits these are (X13). */
const InHand = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const { help, offMonitor, personalLimits } = chair.care
  const leftOf = (untilAt: number): string => spanOf(Math.ceil((untilAt - now) / 1_000) * 1_000)
  const { continuous } = chair.baseline ?? { continuous: null }
  return (
    <p className="now-hand">
      {continuous !== null && continuous.hr !== null && (
        <span>
          {t('chair.baseline')}: {t('vital.hr')} {Math.round(continuous.hr)}
          {continuous.spo2 !== null && ` · ${t('vital.spo2')} ${Math.round(continuous.spo2)}`}
          {continuous.rr !== null && ` · ${t('vital.rr')} ${Math.round(continuous.rr)}`}
        </span>
      )}
      {help !== null && <b className="now-help">{t('care.helpLong', { by: help.by, time: spanOf(now - help.since) })}</b>}
      {offMonitor !== null && (
        <b>
          {offMonitor.untilAt > now
            ? t('care.offLong', { reason: t(`care.offReason.${offMonitor.reason}`), by: offMonitor.by, time: leftOf(offMonitor.untilAt) })
            : t('care.offOver')}
        </b>
      )}
      {personalLimits !== null && (
        <span>{t('care.ownBy', { by: personalLimits.by, time: clockOf(personalLimits.at, timeZone), reason: personalLimits.reason })}</span>
      )}
    </p>
  )
}

/** The numbers now, each with its age and the limits in force. */
export const NumericsPanel = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const covered = useCovered()
  const { cuff, limits } = chair
  const bp = chair.baseline?.bp ?? null
  return (
    <section className="panel numerics" aria-label={t('chair.numerics')}>
      <Pressure chair={chair} />
      <dl className="now-facts">
        <div>
          <dt>{t('chair.baseline')}</dt>
          <dd>
            {bp === null ? t('tile.noBaseline') : `${Math.round(bp.sys)}/${Math.round(bp.dia)}`}
            {bp !== null && <small> {bp.sets.map((set) => `${set.sys}/${set.dia}`).join(', ')}</small>}
          </dd>
        </div>
        <div>
          <dt>{t('chair.change')}</dt>
          <dd>{cuff.change === null || covered ? '–' : `${signedOf(cuff.change.sys)} / ${signedOf(cuff.change.dia)}`}</dd>
        </div>
        {limits !== null && (
          <div>
            <dt>
              {t('chair.limits')} <small>{t('limits.mmHg')}</small>
            </dt>
            <dd className="now-limits">
              <PressureLimits limits={limits} own={chair.care.personalLimits?.limits} />
            </dd>
          </div>
        )}
      </dl>
      <div className="now-vitals">
        <VitalGroup chair={chair} full />
        {chair.numerics.temp !== undefined && (
          <VitalNumber vital="temp" label={t('vital.temp')} numeric={chair.numerics.temp} alarm={null} heldBack={null} unit />
        )}
      </div>
      <InHand chair={chair} />
    </section>
  )
}
