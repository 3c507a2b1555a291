import './handover.css'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { offerTo, type StaffedChair, staffedChairs } from '../../model/handover.ts'
import { chairsOf } from '../../model/selectors.ts'
import { HandoverNote } from '../common/handover-note.tsx'
import { useMayAct, useRoom } from '../common/services.tsx'
import { HandoverCard } from './handover-card.tsx'
import { useManyActs } from './use-many-acts.ts'

interface GroupProps {
  readonly id: string
  readonly title: string
  readonly chairs: readonly StaffedChair[]
  readonly me: string
  readonly none?: string
  readonly children?: React.ReactNode
}

const Group = ({ id, title, chairs, me, none, children }: GroupProps) => {
  if (chairs.length === 0 && none === undefined) return null
  return (
    <section className="handover-group" aria-labelledby={`handover-${id}`}>
      <div className="handover-group-head">
        <h2 id={`handover-${id}`}>
          {title} <small>{chairs.length}</small>
        </h2>
        {chairs.length > 0 && children}
      </div>
      {chairs.length === 0 && <p className="soft">{none}</p>}
      <ul className="handover-cards">
        {chairs.map((staffed) => (
          <HandoverCard key={staffed.session.sessionId} staffed={staffed} me={me} />
        ))}
      </ul>
    </section>
  )
}

/** All of mine to the next, with one word for all of them. */
const OfferAll = ({ chairs }: { readonly chairs: readonly StaffedChair[] }) => {
  const { t } = useTranslation()
  const many = useManyActs()
  const [open, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const free = chairs.filter(({ staffing }) => staffing.offer === null)
  const send = async (): Promise<void> => {
    const text = note.trim()
    if (await many.run(free, () => ({ kind: 'offer-handover', note: text === '' ? null : text }))) setOpen(false)
  }
  if (free.length === 0) return <p className="soft">{t('handover.allOffered')}</p>
  return (
    <div className="handover-all">
      {!open && (
        <Button disabled={many.sending} onClick={() => setOpen(true)}>
          {t('handover.offerAll', { count: free.length })}
        </Button>
      )}
      {open && (
        <>
          <HandoverNote value={note} onChange={setNote} />
          <Button disabled={many.sending} onClick={() => void send()}>
            {many.sending ? t('act.sending') : t('handover.offerAll', { count: free.length })}
          </Button>
          <Button variant="default" onClick={() => setOpen(false)}>
            {t('act.back')}
          </Button>
        </>
      )}
      <p role="status">{many.said}</p>
    </div>
  )
}

const AcceptAll = ({ chairs }: { readonly chairs: readonly StaffedChair[] }) => {
  const { t } = useTranslation()
  const many = useManyActs()
  const accept = (): void =>
    void many.run(chairs, ({ staffing }) => ({ kind: 'accept-handover', offeredAt: staffing.offer?.at ?? staffing.responsible.since }))
  return (
    <div className="handover-all">
      <Button disabled={many.sending} onClick={accept}>
        {many.sending ? t('act.sending') : t('handover.acceptAll', { count: chairs.length })}
      </Button>
      <p role="status">{many.said}</p>
    </div>
  )
}

/** From one person to the next: what is offered to me, what is mine, and who answers for the rest. */
export const HandoverView = () => {
  const { t } = useTranslation()
  const chairs = useRoom(chairsOf)
  const me = useRoom((state) => (typeof state.person === 'string' ? '' : state.person.staffId))
  const mayAct = useMayAct()
  const staffed = staffedChairs(chairs)
  const offered = mayAct ? staffed.filter(({ staffing }) => offerTo(staffing, me) !== null) : []
  const mine = staffed.filter(({ staffing }) => staffing.responsible.staffId === me)
  const others = staffed.filter((one) => !offered.includes(one) && !mine.includes(one))
  return (
    <main className="handover-page">
      <h1>{t('handover.title')}</h1>
      {staffed.length === 0 && <p className="soft">{t('handover.empty')}</p>}
      <Group id="offered" title={t('handover.offered')} chairs={offered} me={me}>
        <AcceptAll chairs={offered} />
      </Group>
      <Group id="mine" title={t('handover.mine')} chairs={mine} me={me} {...(mayAct ? { none: t('handover.noneMine') } : {})}>
        {mayAct && <OfferAll chairs={mine} />}
      </Group>
      <Group id="others" title={t('handover.others')} chairs={others} me={me} />
    </main>
  )
}
