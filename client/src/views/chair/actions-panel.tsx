import './actions.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow, useRole } from '../common/services.tsx'
import { ConfirmBox } from './confirm-box.tsx'
import { HelpDock } from './help-dock.tsx'
import { AgainstAdviceBox, DischargeBox } from './leave-box.tsx'
import { LimitsForm } from './limits-form.tsx'
import { MeasureNow } from './measure-now.tsx'
import { OffMonitorNow, OffMonitorPick } from './off-monitor.tsx'
import { type ActName, type CareName, type LeavingName, offeredActs, offeredCare, offeredLeaving } from './offered-acts.ts'
import { QuickEntries } from './quick-entries.tsx'
import { RateForm } from './rate-form.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

type Opened = ActName | CareName | LeavingName

/** Everything that may be done at this chair; each opens in place and says what will happen. */
export const ActionsPanel = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const role = useRole()
  const [opened, setOpened] = useState<Opened | null>(null)
  const offered = offeredActs(chair, session, now)
  const care = offeredCare(chair, session, role)
  const leaving = offeredLeaving(chair, session)
  const confirming = offered.find((offer) => offer.name === opened)
  const close = (): void => setOpened(null)
  const button = (name: Opened, main: boolean) => (
    <Button
      key={name}
      variant={main ? 'filled' : 'default'}
      aria-expanded={opened === name}
      onClick={() => setOpened(opened === name ? null : name)}
    >
      {t(`do.${name}`)}
    </Button>
  )
  const shown = { chair, session, onDone: close }
  return (
    <section className="panel actions-panel" aria-labelledby="actions-title">
      <h2 id="actions-title">{t('chair.actions')}</h2>
      <div className="action-buttons">
        {leaving.includes('discharge') && button('discharge', chair.readiness?.mayLeave === true)}
        {offered.map((offer) => button(offer.name, offer.main))}
        {leaving.filter((name) => name !== 'discharge').map((name) => button(name, false))}
        {care.map((name) => button(name, false))}
      </div>
      {confirming !== undefined && <ConfirmBox key={confirming.name} offer={confirming} chair={chair} session={session} onClose={close} />}
      {(opened === 'discharge' || opened === 'override') && leaving.includes(opened) && (
        <DischargeBox key={opened} way={opened} chair={chair} session={session} onClose={close} />
      )}
      {opened === 'leave' && leaving.includes(opened) && <AgainstAdviceBox chair={chair} session={session} onClose={close} />}
      {opened === 'change-rate' && care.includes(opened) && <RateForm {...shown} />}
      {opened === 'off-monitor' && care.includes(opened) && <OffMonitorPick {...shown} />}
      {opened === 'personal-limits' && care.includes(opened) && <LimitsForm {...shown} />}
      <OffMonitorNow chair={chair} session={session} />
      <MeasureNow chair={chair} session={session} />
      <QuickEntries chair={chair} session={session} />
      <HelpDock chair={chair} session={session} />
    </section>
  )
}
