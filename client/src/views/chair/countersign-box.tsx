import './forms.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useRoom } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  /** The session that is over. */
  readonly session: SessionPicture
}

/** S6: after somebody left against advice, a physician says that they saw it. */
export const CountersignBox = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  const physician = useRoom((state) => typeof state.person !== 'string' && state.person.role === 'physician')
  const [note, setNote] = useState('')
  if (!chair.care.countersignatureOpen) return null
  const sign = (): void => void acting.run({ kind: 'countersign', reason: note.trim().length >= 3 ? note.trim() : null })
  return (
    <section className="panel countersign" aria-labelledby="countersign-title">
      <h2 id="countersign-title">{t('countersign.title')}</h2>
      <p>{physician ? t('countersign.says') : t('countersign.waits')}</p>
      {physician && (
        <>
          <TextInput label={t('countersign.note')} maxLength={300} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          <div className="form-end">
            <Button disabled={acting.sending} onClick={sign}>
              {t('countersign.sign')}
            </Button>
            <OutcomeLine state={acting.state} />
          </div>
        </>
      )}
    </section>
  )
}
