import './acknowledge.css'
import { ACKNOWLEDGEMENT_PLANS, type AcknowledgementPlan, type Alarm } from '@chairside/shared/alarm'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { needsPlan } from '../../model/selectors.ts'
import { AlarmMark, useAlarmText } from './alarm-mark.tsx'
import { OutcomeLine } from './outcome-line.tsx'
import { PauseButtons } from './sound-pause.tsx'
import type { Acting } from './use-act.ts'

/** The plans that fit first stand first; the others stay within reach. */
const fitting = (alarm: Alarm): readonly AcknowledgementPlan[] => {
  const first: readonly AcknowledgementPlan[] = alarm.cause.startsWith('bp-')
    ? ['recheck', 'reposition-cuff', 'at-bedside', 'slow-or-pause', 'call-physician', 'medication', 'watching', 'artefact']
    : ['at-bedside', 'reposition-probe', 'oxygen', 'watching', 'slow-or-pause', 'call-physician', 'medication', 'artefact']
  return [...first, ...ACKNOWLEDGEMENT_PLANS.filter((plan) => !first.includes(plan))]
}

interface ButtonProps {
  readonly alarm: Alarm
  readonly acting: Acting
  /** Opens the chips; the first of two taps. */
  readonly onAskPlan: () => void
}

/** A4: one tap where no plan is needed, else the first of two. */
export const AcknowledgeButton = ({ alarm, acting, onAskPlan }: ButtonProps) => {
  const { t } = useTranslation()
  const tap = (): void => {
    if (needsPlan(alarm)) onAskPlan()
    else void acting.run({ kind: 'acknowledge', alarmId: alarm.id, plan: null })
  }
  return (
    <button type="button" className="acknowledge" disabled={acting.sending} onClick={tap}>
      {acting.sending ? t('act.sending') : t('ack.acknowledge')}
    </button>
  )
}

interface ChipsProps {
  readonly chairId: string
  readonly alarm: Alarm
  readonly acting: Acting
  readonly onClose: () => void
}

/** The second tap: what is planned. The chips stay open until the server answered. */
export const PlanChips = ({ chairId, alarm, acting, onClose }: ChipsProps) => {
  const { t } = useTranslation()
  const text = useAlarmText()
  const chips = useRef<HTMLDivElement>(null)
  useEffect(() => chips.current?.querySelector('button')?.focus(), [])
  const choose = async (plan: AcknowledgementPlan): Promise<void> => {
    if (await acting.run({ kind: 'acknowledge', alarmId: alarm.id, plan })) onClose()
  }
  return (
    <fieldset
      className="plans"
      aria-label={t('ack.planFor', { alarm: text(alarm) })}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <div className="plans-head" data-priority={alarm.presentedAs}>
        <AlarmMark priority={alarm.presentedAs} />
        <strong>{text(alarm)}</strong>
        <span>{t('ack.plan')}</span>
        <button type="button" className="plans-cancel" onClick={onClose}>
          {t('ack.cancel')}
        </button>
      </div>
      <div className="plans-chips" ref={chips}>
        {fitting(alarm).map((plan) => (
          <button type="button" key={plan} className="chip-button" disabled={acting.sending} onClick={() => void choose(plan)}>
            {t(`plan.${plan}`)}
          </button>
        ))}
      </div>
      <div className="plans-pause">
        {t('sound.pause.only')}
        <PauseButtons chairId={chairId} acting={acting} onDone={onClose} />
      </div>
      <OutcomeLine state={acting.state} />
    </fieldset>
  )
}
