import type { Alarm } from '@chairside/shared/alarm'
import type { ChairPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { recheckOf } from '../../model/selectors.ts'
import { AcknowledgeButton } from '../common/acknowledge.tsx'
import { AlarmMark, useAlarmText } from '../common/alarm-mark.tsx'
import { spanOf } from '../common/format.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useMayAct, useNow } from '../common/services.tsx'
import type { Acting } from '../common/use-act.ts'
import { NextAction } from './next-action.tsx'

interface Props {
  readonly chair: ChairPicture
  /** Worst first. */
  readonly alarms: readonly Alarm[]
  readonly acting: Acting
  /** The chips are open: they show the answer. */
  readonly planning: boolean
  readonly onAskPlan: (alarm: Alarm) => void
}

/** One row that is always there: the worst alarm, or what is due next. So an alarm moves nothing. */
export const TileAlarm = ({ chair, alarms, acting, planning, onAskPlan }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const text = useAlarmText()
  const mayAct = useMayAct()
  const alarm = alarms[0]
  if (chair.notRecording && alarm === undefined) {
    return (
      <div className="alarm-bar" data-priority="high">
        <AlarmMark priority="high" />
        <strong>{t('live.chairNotRecording')}</strong>
      </div>
    )
  }
  if (alarm === undefined) {
    return (
      <div className="alarm-bar" data-priority="none">
        <NextAction chair={chair} />
      </div>
    )
  }
  const recheckAt = recheckOf(chair, alarm)
  const acknowledgement = alarm.acknowledgement
  const said = (): string => {
    if (acknowledgement !== null) {
      return acknowledgement.plan === null
        ? t('tile.acknowledgedByOnly', { by: acknowledgement.by })
        : t('tile.acknowledgedBy', { by: acknowledgement.by, plan: t(`plan.${acknowledgement.plan}`) })
    }
    if (alarm.condition === 'ended') return t('strip.ended')
    return ''
  }
  const recheck = (): string => {
    if (recheckAt === null || alarm.condition === 'ended') return ''
    return recheckAt > now ? t('strip.recheckIn', { time: spanOf(recheckAt - now) }) : t('strip.recheckNow')
  }
  return (
    <div
      className="alarm-bar"
      data-priority={alarm.priority}
      data-acknowledged={acknowledgement !== null}
      data-condition={alarm.condition}
      data-testid="alarm-bar"
    >
      <AlarmMark priority={alarm.priority} />
      <strong className="alarm-text">{text(alarm)}</strong>
      {alarm.unconfirmed && <span className="alarm-unconfirmed">{t('tile.unconfirmed')}</span>}
      {alarms.length > 1 && <span className="alarm-more">{t('tile.more', { count: alarms.length - 1 })}</span>}
      <span className="alarm-said">{said()}</span>
      <span className="alarm-recheck">{recheck()}</span>
      {!planning && acting.state.kind === 'answered' && !acting.state.outcome.ok && <OutcomeLine state={acting.state} />}
      {acknowledgement === null && mayAct && <AcknowledgeButton alarm={alarm} acting={acting} onAskPlan={() => onAskPlan(alarm)} />}
    </div>
  )
}
