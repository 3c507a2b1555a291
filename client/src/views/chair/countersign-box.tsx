import '../common/forms.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormEnd } from '../common/form-end.tsx'
import { isReasonOrNone, ReasonField, reasonOrNull } from '../common/reason-field.tsx'
import { useIsPhysician } from '../common/services.tsx'
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
  const physician = useIsPhysician()
  const [note, setNote] = useState('')
  if (!chair.care.countersignatureOpen) return null
  const sign = (): void => void acting.run({ kind: 'countersign', reason: reasonOrNull(note) })
  return (
    <section className="panel countersign" aria-labelledby="countersign-title">
      <h2 id="countersign-title">{t('countersign.title')}</h2>
      <p>{physician ? t('countersign.says') : t('countersign.waits')}</p>
      {physician && (
        <>
          <ReasonField optional label={t('countersign.note')} value={note} onChange={setNote} />
          <FormEnd acting={acting} whole={isReasonOrNone(note)} onSubmit={sign}>
            {t('countersign.sign')}
          </FormEnd>
        </>
      )}
    </section>
  )
}
