import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { useNow } from '../common/services.tsx'
import { ConfirmBox } from './confirm-box.tsx'
import { MeasureNow } from './measure-now.tsx'
import { MonitorBinding } from './monitor-binding.tsx'
import { NumericsPanel } from './numerics-panel.tsx'
import { offeredActs } from './offered-acts.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

/** S4: binds a monitor, settles whose it is, and shows its numbers beside the patient. */
export const CheckInMonitor = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const resolve = offeredActs(chair, session, now).find((offer) => offer.name === 'resolve')
  return (
    <section className="panel check-monitor" aria-labelledby="monitor-title">
      <h2 id="monitor-title">{t('steps.monitor')}</h2>
      <MonitorBinding chair={chair} session={session} mayAct />
      {resolve !== undefined && (
        <>
          <p className="strong">{t('cause.wrong-patient')}</p>
          <ConfirmBox offer={resolve} chair={chair} session={session} onClose={() => undefined} />
        </>
      )}
      {chair.source !== null && (
        <>
          <NumericsPanel chair={chair} />
          <MeasureNow chair={chair} session={session} />
          <p className="soft">{t('steps.compare')}</p>
        </>
      )}
    </section>
  )
}
