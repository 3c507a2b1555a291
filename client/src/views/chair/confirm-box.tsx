import './forms.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useDetailWords } from '../common/problem-words.ts'
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
    (offer.reason !== 'needed' || written.reason.trim().length >= 3) &&
    (offer.witness !== true || written.witness.trim().length >= 2) &&
    (offer.destination !== true || written.destination.trim().length >= 3)
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
        <TextInput
          label={t('act.reason')}
          description={offer.reason === 'needed' ? t('act.reasonHint') : undefined}
          required={offer.reason === 'needed'}
          maxLength={300}
          value={written.reason}
          onChange={(event) => setWritten({ ...written, reason: event.currentTarget.value })}
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
      <div className="form-end">
        <Button disabled={!complete || acting.sending} onClick={() => void confirm()}>
          {t('act.confirm')}: {t(`do.${offer.name}`)}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('act.back')}
        </Button>
      </div>
      <OutcomeLine state={acting.state} />
    </fieldset>
  )
}
