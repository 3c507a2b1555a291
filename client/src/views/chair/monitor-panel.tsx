import '../common/fold.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { MonitorBinding } from './monitor-binding.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

/** S4: a monitor that fails in mid-session is released and another one bound. Folded while one is bound: nobody releases it in passing. */
export const MonitorPanel = ({ chair, session, mayAct }: Props) => {
  const { t } = useTranslation()
  const { source } = chair
  return (
    <details className="panel fold" key={source === null ? 'none' : 'bound'} open={source === null}>
      <summary>
        {t('steps.monitor')}{' '}
        <span className="soft">{source === null ? t('tile.noMonitor') : t('prepare.bound', { label: source.label })}</span>
      </summary>
      {source !== null && mayAct && <p>{t('says.release')}</p>}
      <MonitorBinding chair={chair} session={session} mayAct={mayAct} />
    </details>
  )
}
