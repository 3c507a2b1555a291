import '../common/forms.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { OFF_MONITOR_REASONS, type OffMonitorReason } from '@chairside/shared/session'
import { useTranslation } from 'react-i18next'
import { spanOf } from '../common/format.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useNow } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

/** S7: why the patient leaves the monitor; the reason sends it. How long, the server says by the phase. */
export const OffMonitorPick = ({ chair, session, onDone }: Props & { readonly onDone: () => void }) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  const go = async (reason: OffMonitorReason): Promise<void> => {
    if (await acting.run({ kind: 'go-off-monitor', reason })) onDone()
  }
  return (
    <fieldset className="confirm" aria-label={t('off.title')}>
      <p>{t('off.says')}</p>
      <div className="pick-chips">
        {OFF_MONITOR_REASONS.map((reason) => (
          <button type="button" key={reason} className="chip-button" disabled={acting.sending} onClick={() => void go(reason)}>
            {t(`off.reason.${reason}`)}
          </button>
        ))}
      </div>
      <OutcomeLine state={acting.state} />
    </fieldset>
  )
}

/** While the patient is off the monitor: for how long still, and the way back. */
export const OffMonitorNow = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const acting = useAct(chair.chairId, session.sessionId)
  const { offMonitor } = chair.care
  const over = chair.alarms.some(({ cause, condition }) => cause === 'off-monitor-over' && condition === 'present')
  if (offMonitor === null && !over) return null
  const words =
    offMonitor === null
      ? t('cause.off-monitor-over')
      : t(offMonitor.untilAt > now ? 'off.now' : 'off.over', {
          reason: t(`off.reason.${offMonitor.reason}`),
          by: offMonitor.by,
          left: spanOf(offMonitor.untilAt - now),
        })
  return (
    <div className="care-line">
      <span>{words}</span>
      <button
        type="button"
        className="chip-button"
        disabled={acting.sending}
        onClick={() => void acting.run({ kind: 'return-to-monitor' })}
      >
        {acting.sending ? t('act.sending') : t('off.back')}
      </button>
      {acting.state.kind === 'answered' && !acting.state.outcome.ok && <OutcomeLine state={acting.state} />}
    </div>
  )
}
