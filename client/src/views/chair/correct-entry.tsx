import type { ChairPicture, EventPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { CorrectForm } from '../common/correct-form.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly event: EventPicture
  readonly onDone: () => void
}

/** R1: an entry of the running session is taken back or changed at its chair. */
export const CorrectEntry = ({ chair, session, event, onDone }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  return (
    <CorrectForm
      sessionId={session.sessionId}
      event={event}
      acting={acting}
      words={{ withdraw: t('correct.withdraw'), change: t('correct.change'), says: t('correct.says'), submit: t('correct.submit') }}
      onSend={async (correction, proof) => {
        if (await acting.run(correction, proof)) onDone()
      }}
      onBack={onDone}
    />
  )
}
