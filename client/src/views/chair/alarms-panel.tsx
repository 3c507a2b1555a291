import '../common/alarm-bar.css'
import './alarms.css'
import type { Alarm } from '@chairside/shared/alarm'
import { worstFirst } from '@chairside/shared/heard-alarm'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { flashOf } from '../../model/selectors.ts'
import { decimalWords } from '../../words/numbers.ts'
import { AcknowledgeButton, PlanChips } from '../common/acknowledge.tsx'
import { AlarmMark, AlarmText } from '../common/alarm-mark.tsx'
import { useCalledWords } from '../common/called-words.tsx'
import { clockOf, spanOf } from '../common/format.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'
import { SoundPause } from '../common/sound-pause.tsx'
import { useAct } from '../common/use-act.ts'
import { usePlanFor } from '../common/use-plan-for.ts'
import { useWorstPressure } from '../common/worst-pressure.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

/** A6: how far nobody's answer has gone. */
const useEscalationWords = (): ((alarm: Alarm) => string | null) => {
  const { t } = useTranslation()
  return ({ acknowledgement, escalation, priority, presentedAs }) => {
    if (acknowledgement !== null || escalation === 0) return null
    if (priority !== presentedAs) return t('alarm.asHigh')
    if (priority === 'medium') return t('alarm.repeated', { step: escalation })
    return escalation === 1 || escalation === 2 || escalation === 3
      ? t(`alarm.step.${escalation}`)
      : t('alarm.stepOf', { step: escalation })
  }
}

const AlarmRow = ({ alarm, chair, session, mayAct }: Props & { readonly alarm: Alarm }) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const escalationWords = useEscalationWords()
  const calledWords = useCalledWords()
  const acting = useAct(chair.chairId, session.sessionId)
  const plan = usePlanFor(session.sessionId, alarm)
  const { acknowledgement } = alarm
  const escalated = [escalationWords(alarm), calledWords(chair, alarm)].filter((part) => part !== null).join(' · ') || null
  const acknowledged = (): string => {
    if (acknowledgement === null) return t('ack.unacknowledged')
    const time = clockOf(acknowledgement.at, timeZone)
    return acknowledgement.plan === null
      ? t('ack.by', { by: acknowledgement.by, time })
      : t('ack.withPlan', { by: acknowledgement.by, time, plan: t(`plan.${acknowledgement.plan}`) })
  }
  return (
    <li className="alarm-row" data-priority={alarm.presentedAs} data-condition={alarm.condition} data-flash={flashOf(alarm)}>
      <div className="alarm-row-head alarm-bar" data-priority={alarm.presentedAs} data-acknowledged={acknowledgement !== null}>
        <AlarmMark priority={alarm.presentedAs} />
        <span className="alarm-words">
          <strong className="alarm-text">
            <AlarmText chair={chair} alarm={alarm} />
          </strong>
          {alarm.unconfirmed && <small className="alarm-facts">{t('tile.unconfirmed')}</small>}
        </span>
      </div>
      <div className="alarm-row-under">
        <p className="alarm-row-facts">
          {alarm.kind === 'physiological' && alarm.text !== '' && !alarm.cause.startsWith('bp-') && (
            <span>{t(`cause.${alarm.cause}`)}</span>
          )}
          <span>{t('ack.began', { time: clockOf(alarm.beganAt, timeZone), age: spanOf(now - alarm.beganAt) })}</span>
          {alarm.condition === 'ended' && (
            <span>{alarm.latched ? t('ack.latched') : t('ack.ended', { age: spanOf(now - (alarm.endedAt ?? now)) })}</span>
          )}
          <span className={acknowledgement === null ? 'strong' : ''}>{escalated ?? acknowledged()}</span>
        </p>
        {acknowledgement === null && mayAct && !plan.open && (
          <AcknowledgeButton
            alarm={alarm}
            acting={acting}
            onAskPlan={() => {
              acting.reset()
              plan.ask()
            }}
          />
        )}
      </div>
      {plan.open ? (
        <PlanChips chairId={chair.chairId} alarm={alarm} acting={acting} onClose={plan.close} />
      ) : (
        acting.state.kind === 'answered' && !acting.state.outcome.ok && <OutcomeLine state={acting.state} />
      )}
    </li>
  )
}

/** A1: the patient's alarms and the technical ones are separate lists; the one with the worst stands first. */
const listsOf = (alarms: readonly Alarm[]): readonly (readonly Alarm[])[] => {
  const first = alarms[0]?.kind
  return [alarms.filter(({ kind }) => kind === first), alarms.filter(({ kind }) => kind !== first)].filter((list) => list.length > 0)
}

/** All alarms of the chair, worst first, with who answered and how; the excursions behind them. Its place is kept when it is empty. */
export const AlarmsPanel = (props: Props) => {
  const { t } = useTranslation()
  const worst = useWorstPressure()
  const timeZone = useTimeZone()
  const { chair } = props
  const alarms = worstFirst(chair.alarms)
  const open = alarms.filter((alarm) => alarm.acknowledgement === null).length
  const lists = listsOf(alarms)
  return (
    <section className="panel alarms-panel" aria-labelledby="alarms-title">
      <div className="alarms-head">
        <h2 id="alarms-title">{t('chair.alarms')}</h2>
        {alarms.length > 1 && <span className="soft">{t('alarm.count', { count: alarms.length, open })}</span>}
      </div>
      {(open > 0 || chair.care.soundPaused !== null) && (
        <div className="alarms-sound">
          <SoundPause chair={chair} mayAct={props.mayAct} label={t('sound.pause.label')} />
        </div>
      )}
      {alarms.length === 0 && <p className="soft">{t('chair.noAlarms')}</p>}
      {lists.map((list) => (
        <div key={list[0]?.kind}>
          {lists.length > 1 && list[0] !== undefined && <h3>{t(`alarmKind.${list[0].kind}`)}</h3>}
          <ul className="alarm-list">
            {list.map((alarm) => (
              <AlarmRow key={alarm.id} {...props} alarm={alarm} />
            ))}
          </ul>
        </div>
      ))}
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
                    peak: worst(excursion),
                  })}
                </b>
                <span>
                  {excursion.ending === null ? t('chair.open') : t(`ending.${excursion.ending}`)} ·{' '}
                  {t('chair.minutesBeyond', {
                    minutes: decimalWords(Math.max(excursion.minutesBeyondWarning.sys, excursion.minutesBeyondWarning.dia), 1),
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
