import type { Alarm } from '@chairside/shared/alarm'
import { type ChairPicture, type SessionPicture, worstFirst } from '@chairside/shared/picture'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AcknowledgeButton, PlanChips } from '../common/acknowledge.tsx'
import { AlarmMark, useAlarmText } from '../common/alarm-mark.tsx'
import { clockOf, spanOf } from '../common/format.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

const AlarmRow = ({ alarm, chair, session, mayAct }: Props & { readonly alarm: Alarm }) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const text = useAlarmText()
  const acting = useAct(chair.chairId, session.sessionId)
  const [open, setOpen] = useState(false)
  const { acknowledgement } = alarm
  const flash = acknowledgement === null && alarm.kind === 'physiological' && alarm.priority !== 'low' ? alarm.priority : null
  const acknowledged = (): string => {
    if (acknowledgement === null) return t('ack.unacknowledged')
    const time = clockOf(acknowledgement.at, timeZone)
    return acknowledgement.plan === null
      ? t('ack.by', { by: acknowledgement.by, time })
      : t('ack.withPlan', { by: acknowledgement.by, time, plan: t(`plan.${acknowledgement.plan}`) })
  }
  return (
    <li className="alarm-row" data-priority={alarm.priority} data-condition={alarm.condition} data-flash={flash}>
      <div className="alarm-row-head alarm-bar" data-priority={alarm.priority} data-acknowledged={acknowledgement !== null}>
        <AlarmMark priority={alarm.priority} />
        <strong className="alarm-text">{text(alarm)}</strong>
        {alarm.unconfirmed && <span className="alarm-unconfirmed">{t('tile.unconfirmed')}</span>}
        <span className="alarm-said" />
        {acknowledgement === null && mayAct && !open && (
          <AcknowledgeButton
            alarm={alarm}
            acting={acting}
            onAskPlan={() => {
              acting.reset()
              setOpen(true)
            }}
          />
        )}
      </div>
      <p className="alarm-row-facts">
        {alarm.kind === 'physiological' && <span>{t(`cause.${alarm.cause}`)}</span>}
        <span>{t('ack.began', { time: clockOf(alarm.beganAt, timeZone), age: spanOf(now - alarm.beganAt) })}</span>
        {alarm.condition === 'ended' && (
          <span>{alarm.latched ? t('ack.latched') : t('ack.ended', { age: spanOf(now - (alarm.endedAt ?? now)) })}</span>
        )}
        <span className={acknowledgement === null ? 'strong' : ''}>{acknowledged()}</span>
      </p>
      {open && acknowledgement === null ? (
        <PlanChips alarm={alarm} acting={acting} onClose={() => setOpen(false)} />
      ) : (
        acting.state.kind === 'answered' && !acting.state.outcome.ok && <OutcomeLine state={acting.state} />
      )}
    </li>
  )
}

/** The worst that stand open; the rest are counted and one tap away. */
const STANDING = 4

/** All alarms of the chair, worst first, with who answered and how; the excursions behind them. */
export const AlarmsPanel = (props: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const { chair } = props
  const alarms = worstFirst(chair.alarms)
  const [all, setAll] = useState(false)
  const folded = alarms.length > STANDING + 1 ? alarms.length - STANDING : 0
  return (
    <section className="panel alarms-panel" aria-labelledby="alarms-title">
      <h2 id="alarms-title">{t('chair.alarms')}</h2>
      {alarms.length === 0 && <p className="soft">{t('chair.noAlarms')}</p>}
      <ul className="alarm-list">
        {alarms.slice(0, folded > 0 && !all ? STANDING : undefined).map((alarm) => (
          <AlarmRow key={alarm.id} {...props} alarm={alarm} />
        ))}
      </ul>
      {folded > 0 && (
        <button type="button" className="chip-button alarm-fold" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('chair.fewerAlarms') : t('chair.moreAlarms', { count: folded })}
        </button>
      )}
      {chair.excursions.length > 0 && (
        <details className="excursions">
          <summary>
            {t('chair.excursions')} ({chair.excursions.length})
          </summary>
          <ul>
            {chair.excursions.map((excursion) => (
              <li key={excursion.id}>
                <b>
                  {clockOf(excursion.openedAt, timeZone)}{' '}
                  {t('chair.excursion', {
                    side: t(`side.${excursion.side}`),
                    level: t(`level.${excursion.peakLevel}`).toLowerCase(),
                    peak: `${excursion.peak.sys?.value ?? '–'}/${excursion.peak.dia?.value ?? '–'}`,
                  })}
                </b>
                <span>
                  {excursion.ending === null ? t('chair.open') : t(`ending.${excursion.ending}`)} ·{' '}
                  {t('chair.minutesBeyond', {
                    minutes: Math.max(excursion.minutesBeyondWarning.sys, excursion.minutesBeyondWarning.dia).toFixed(1),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
