import './forms.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDetailWords } from '../common/problem-words.ts'
import { useAct } from '../common/use-act.ts'
import { FormEnd } from './form-end.tsx'
import { HoldsList } from './holds-list.tsx'
import type { OfferedAct, Written } from './offered-acts.ts'
import { isReason, isReasonOrNone, ReasonField } from './reason-field.tsx'

interface Props {
  readonly offer: OfferedAct
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly onClose: () => void
}

/** A clinical commit: says in words what will happen, asks what is needed, and waits for the server's answer. */
export const ConfirmBox = ({ offer, chair, session, onClose }: Props) => {
  const { t } = useTranslation()
  const words = useDetailWords()
  const acting = useAct(chair.chairId, session.sessionId)
  const [written, setWritten] = useState<Written>({ reason: '', witness: '', destination: '' })
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
    (offer.witness !== true || written.witness.trim().length >= 2) &&
    (offer.destination !== true || isReason(written.destination))
  const confirm = async (): Promise<void> => {
    if (await acting.run(offer.actOf(written))) onClose()
  }
  // After a refusal the answer itself lists what is missing.
  const missing =
    acting.state.kind !== 'answered' && (offer.name === 'discharge' || offer.name === 'override') ? (chair.readiness?.missing ?? []) : []
  return (
    <fieldset className="confirm" aria-label={t(`do.${offer.name}`)}>
      <p>{says()}</p>
      {offer.name === 'start-infusion' && session.holds.length > 0 && <HoldsList holds={session.holds} />}
      {missing.length > 0 && <p className="strong">{t('says.missing', { list: missing.map(words).join(', ') })}</p>}
      {offer.reason !== 'none' && (
        <ReasonField
          optional={offer.reason !== 'needed'}
          value={written.reason}
          onChange={(reason) => setWritten({ ...written, reason })}
        />
      )}
      {offer.witness === true && (
        <TextInput
          label={t('field.witness')}
          required
          maxLength={120}
          value={written.witness}
          onChange={(event) => setWritten({ ...written, witness: event.currentTarget.value })}
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
