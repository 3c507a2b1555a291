import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow, useRoom } from '../common/services.tsx'
import { ConfirmBox } from './confirm-box.tsx'
import { EntryForm } from './entry-form.tsx'
import { type ActName, offeredActs } from './offered-acts.ts'
import { VitalsForm } from './vitals-form.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const ENTERED = ['vitals', 'medication', 'oxygen', 'note'] as const
type Opened = ActName | (typeof ENTERED)[number]

/** Everything that may be done at this chair; each opens in place and says what will happen. */
export const ActionsPanel = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const role = useRoom((state) => (typeof state.person === 'string' ? 'viewer' : state.person.role))
  const [opened, setOpened] = useState<Opened | null>(null)
  const offered = offeredActs(chair, session, role, now)
  const confirming = offered.find((offer) => offer.name === opened)
  const close = (): void => setOpened(null)
  const ids = { chairId: chair.chairId, sessionId: session.sessionId }
  return (
    <section className="panel actions-panel" aria-labelledby="actions-title">
      <h2 id="actions-title">{t('chair.actions')}</h2>
      <div className="action-buttons">
        {offered.map((offer) => (
          <Button
            key={offer.name}
            variant={offer.main ? 'filled' : 'default'}
            aria-expanded={opened === offer.name}
            onClick={() => setOpened(opened === offer.name ? null : offer.name)}
          >
            {t(`do.${offer.name}`)}
          </Button>
        ))}
      </div>
      {confirming !== undefined && <ConfirmBox key={confirming.name} offer={confirming} chair={chair} session={session} onClose={close} />}
      <div className="action-buttons action-entries">
        {ENTERED.map((name) => (
          <Button
            key={name}
            variant="subtle"
            color="gray"
            aria-expanded={opened === name}
            onClick={() => setOpened(opened === name ? null : name)}
          >
            {t(`do.${name}`)}
          </Button>
        ))}
      </div>
      {opened === 'vitals' && <VitalsForm {...ids} onDone={close} />}
      {(opened === 'medication' || opened === 'oxygen' || opened === 'note') && (
        <EntryForm key={opened} kind={opened} {...ids} onDone={close} />
      )}
    </section>
  )
}
