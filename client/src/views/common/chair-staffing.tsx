import './chair-staffing.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { offerTo } from '../../model/handover.ts'
import { clockOf } from './format.ts'
import { HandoverNote } from './handover-note.tsx'
import { Icon } from './icon.tsx'
import { OutcomeLine } from './outcome-line.tsx'
import { useMayAct, useRoom, useTimeZone } from './services.tsx'
import { useAct } from './use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

/** Who answers for a chair, and the way from one person to the next. */
export const ChairStaffing = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const mayAct = useMayAct()
  const me = useRoom((state) => (typeof state.person === 'string' ? '' : state.person.staffId))
  const acting = useAct(chair.chairId, session.sessionId)
  const [opened, setOpened] = useState<'offer' | 'take-over' | null>(null)
  const [note, setNote] = useState('')
  const { staffing } = chair
  if (staffing == null) return null
  const { responsible, offer } = staffing
  const isMine = responsible.staffId === me
  const toMe = offerTo(staffing, me)
  const send = async (act: Parameters<typeof acting.run>[0]): Promise<void> => {
    if (await acting.run(act)) {
      setOpened(null)
      setNote('')
    }
  }
  const open = (what: 'offer' | 'take-over'): void => {
    acting.reset()
    setOpened(opened === what ? null : what)
  }
  const offerNow = (): void => void send({ kind: 'offer-handover', note: note.trim() === '' ? null : note.trim() })
  return (
    <div className="chair-staffing">
      <p>
        {t(isMine ? 'handover.isMine' : 'handover.responsible', {
          name: responsible.name,
          time: clockOf(responsible.since, timeZone),
        })}
        {offer !== null && (
          <b className="chair-offer">
            {' '}
            {t('handover.offeredBy', { name: offer.name, time: clockOf(offer.at, timeZone) })}
            {offer.note !== null && ` ${t('handover.saying', { note: offer.note })}`}
          </b>
        )}
      </p>
      {mayAct && (
        <div className="chair-staffing-acts">
          {toMe !== null && (
            <Button disabled={acting.sending} onClick={() => void send({ kind: 'accept-handover', offeredAt: toMe.at })}>
              {t('handover.accept')}
            </Button>
          )}
          {isMine && offer === null && (
            <Button variant="default" aria-expanded={opened === 'offer'} onClick={() => open('offer')}>
              {t('handover.offer')}
            </Button>
          )}
          {isMine && offer !== null && (
            <Button variant="default" disabled={acting.sending} onClick={() => void send({ kind: 'withdraw-handover' })}>
              {t('handover.withdraw')}
            </Button>
          )}
          {!isMine && toMe === null && (
            <Button variant="default" aria-expanded={opened === 'take-over'} onClick={() => open('take-over')}>
              {t('handover.takeOver')}
            </Button>
          )}
        </div>
      )}
      {opened === 'offer' && isMine && offer === null && (
        <div className="chair-staffing-form">
          <HandoverNote value={note} onChange={setNote} />
          <Button disabled={acting.sending} onClick={offerNow}>
            {t('handover.offerNow')}
          </Button>
        </div>
      )}
      {opened === 'take-over' && !isMine && (
        <div className="chair-staffing-form">
          <p>{t('handover.takeOverSays', { name: responsible.name })}</p>
          <Button disabled={acting.sending} onClick={() => void send({ kind: 'take-over', sawStaffId: responsible.staffId })}>
            {t('handover.takeOverNow')}
          </Button>
        </div>
      )}
      <OutcomeLine state={acting.state} />
    </div>
  )
}

/** On a tile: who answers for the chair, shortest. */
export const StaffMark = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const me = useRoom((state) => (typeof state.person === 'string' ? '' : state.person.staffId))
  const { staffing } = chair
  if (staffing == null) return null
  const { name, staffId } = staffing.responsible
  return (
    <span className="tile-staff" data-mine={staffId === me} title={t('handover.answers', { name })}>
      <span className="visually-hidden">{t('handover.answers', { name })}</span>
      <Icon name="person" size={16} />
      <span aria-hidden="true">{staffing.offer === null ? name : t('handover.offersShort', { name })}</span>
    </span>
  )
}
