import '../common/forms.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormEnd } from '../common/form-end.tsx'
import { isReason, isReasonOrNone, ReasonField } from '../common/reason-field.tsx'
import { useAct } from '../common/use-act.ts'
import { HoldsList } from './holds-list.tsx'
import type { OfferedAct, Written } from './offered-acts.ts'

interface Props {
  readonly offer: OfferedAct
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly onClose: () => void
}

/** A clinical commit: says in words what will happen, asks what is needed, and waits for the server's answer. */
export const ConfirmBox = ({ offer, chair, session, onClose }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  const [written, setWritten] = useState<Written>({ reason: '', destination: '' })
  const says = (): string => {
    switch (offer.name) {
      case 'begin-baseline':
        return t('says.baseline')
      case 'record-cannulation':
        return t('says.cannulation')
      case 'start-infusion':
        return t('says.start', { dose: session.order.doseMg, minutes: session.order.durationMin })
      case 'pause-infusion':
        return t('says.pause')
      case 'resume-infusion':
        return t('says.resume')
      default:
        return t(`says.${offer.name}`)
    }
  }
  const complete =
    (offer.reason === 'needed' ? isReason(written.reason) : isReasonOrNone(written.reason)) &&
    (offer.destination !== true || isReason(written.destination))
  const confirm = async (): Promise<void> => {
    if (await acting.run(offer.actOf(written))) onClose()
  }
  return (
    <fieldset className="confirm" aria-label={t(`do.${offer.name}`)}>
      <p>{says()}</p>
      {offer.name === 'start-infusion' && session.holds.length > 0 && <HoldsList holds={session.holds} />}
      {offer.reason !== 'none' && (
        <ReasonField
          optional={offer.reason !== 'needed'}
          value={written.reason}
          onChange={(reason) => setWritten({ ...written, reason })}
        />
      )}
      {offer.destination === true && (
        <TextInput
          label={t('field.destination')}
          required
          maxLength={300}
          value={written.destination}
          onChange={(event) => setWritten({ ...written, destination: event.currentTarget.value })}
        />
      )}
      <FormEnd acting={acting} whole={complete} onSubmit={() => void confirm()} onBack={onClose}>
        {t('act.confirm')}: {t(`do.${offer.name}`)}
      </FormEnd>
    </fieldset>
  )
}
