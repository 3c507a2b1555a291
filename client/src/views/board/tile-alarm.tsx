import '../common/alarm-bar.css'
import type { Alarm } from '@chairside/shared/alarm'
import type { ChairPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { recheckOf } from '../../model/selectors.ts'
import { AcknowledgeButton } from '../common/acknowledge.tsx'
import { AlarmMark, AlarmText } from '../common/alarm-mark.tsx'
import { useCalledWords } from '../common/called-words.tsx'
import { spanOf } from '../common/format.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useMayAct, useNow } from '../common/services.tsx'
import { SoundPaused } from '../common/sound-pause.tsx'
import type { Acting } from '../common/use-act.ts'
import { NextAction } from './next-action.tsx'

interface Props {
  readonly chair: ChairPicture
  /** Worst first. */
  readonly alarms: readonly Alarm[]
  readonly acting: Acting
  /** The chips are open: they show the answer. */
  readonly planning: boolean
  readonly onAskPlan: () => void
}

interface FactsProps {
  readonly chair: ChairPicture
  readonly alarm: Alarm
  /** Further alarms of this chair (A9). */
  readonly more: number
}

/** Below the text of an alarm: how many more there are, and what nobody must overlook of this one, the most urgent first. */
const AlarmFacts = ({ chair, alarm, more }: FactsProps) => {
  const { t } = useTranslation()
  const now = useNow()
  const recheckAt = alarm.condition === 'ended' ? null : recheckOf(chair, alarm)
  const { acknowledgement } = alarm
  const calledWords = useCalledWords()
  // How long it stands comes first: the line is always there, so that what is added to it moves nothing.
  const age = spanOf(now - alarm.beganAt)
  const facts: string[] = acknowledgement === null && alarm.escalation > 0 ? [] : [age]
  if (alarm.unconfirmed) facts.push(t('tile.unconfirmed'))
  if (acknowledgement !== null) {
    const { by, plan } = acknowledgement
    facts.push(plan === null ? t('tile.acknowledgedByOnly', { by }) : t('tile.acknowledgedBy', { by, plan: t(`plan.${plan}`) }))
  } else if (alarm.escalation > 0) facts.push(t('alarm.unanswered', { time: age, step: alarm.escalation }))
  const called = calledWords(chair, alarm)
  if (called !== null) facts.push(called)
  if (alarm.condition === 'ended') facts.push(t('strip.ended'))
  if (recheckAt !== null) facts.push(recheckAt > now ? t('strip.recheckIn', { time: spanOf(recheckAt - now) }) : t('strip.recheckNow'))
  return (
    <small className="alarm-facts" key={String(more > 0)}>
      {more > 0 && <b title={t('alarm.more', { count: more })}>{t('tile.more', { count: more })} · </b>}
      {facts.join(' · ')}
    </small>
  )
}

/** One row that is always there: the worst alarm, or what is due next. So an alarm moves nothing. */
export const TileAlarm = ({ chair, alarms, acting, planning, onAskPlan }: Props) => {
  const { t } = useTranslation()
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
  const { acknowledgement } = alarm
  return (
    <div
      className="alarm-bar"
      data-priority={alarm.presentedAs}
      data-acknowledged={acknowledgement !== null}
      data-condition={alarm.condition}
      data-testid="alarm-bar"
    >
      <AlarmMark priority={alarm.presentedAs} />
      <span className="alarm-words">
        <strong className="alarm-text">
          <AlarmText chair={chair} alarm={alarm} />
        </strong>
        <AlarmFacts chair={chair} alarm={alarm} more={alarms.length - 1} />
      </span>
      <SoundPaused chair={chair} />
      {!planning && acting.state.kind === 'answered' && !acting.state.outcome.ok && <OutcomeLine state={acting.state} />}
      {acknowledgement === null && mayAct && <AcknowledgeButton alarm={alarm} acting={acting} onAskPlan={onAskPlan} />}
    </div>
  )
}
