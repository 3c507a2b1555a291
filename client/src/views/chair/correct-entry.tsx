import '../common/forms.css'
import type { ChairPicture, EventPicture, SessionPicture } from '@chairside/shared/picture'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../common/choice.tsx'
import { type Draft, draftOf, formOf } from '../common/entry-draft.ts'
import { EntryInputs } from '../common/entry-inputs.tsx'
import { useEntryWords } from '../common/entry-words.ts'
import { FormEnd } from '../common/form-end.tsx'
import { isReason, ReasonField } from '../common/reason-field.tsx'
import { useAct } from '../common/use-act.ts'
import { useSeenEntry } from '../common/use-seen-entry.ts'
import { WitnessFields } from '../common/witness-fields.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly event: EventPicture
  readonly onDone: () => void
}

/** R1: an entry is taken back or changed, with a reason; what stood before stays readable. */
export const CorrectEntry = ({ chair, session, event, onDone }: Props) => {
  const { t } = useTranslation()
  const words = useEntryWords()
  const acting = useAct(chair.chairId, session.sessionId)
  const standing = event.correction?.entry ?? event.entry
  const form = formOf(standing)
  const [how, setHow] = useState<'withdraw' | 'change' | null>(null)
  const [draft, setDraft] = useState<Draft>(draftOf(standing))
  const [reason, setReason] = useState('')
  const seen = useSeenEntry(session.sessionId, form, draft)
  const complete = how !== null && isReason(reason) && (how === 'withdraw' || seen.whole)
  const sending = acting.sending || seen.asking
  const submit = async (submitted: FormEvent): Promise<void> => {
    submitted.preventDefault()
    if (!complete || sending) return
    const changed = how === 'change' ? await seen.obtain() : { entry: null, proof: undefined }
    if (changed === null) return acting.reset()
    const act = { kind: 'correct-entry', factSeq: event.factSeq, entry: changed.entry, reason: reason.trim() } as const
    if (await acting.run(act, changed.proof)) onDone()
  }
  return (
    <form className="confirm" aria-label={t('correct.title', { what: words(standing) })} onSubmit={(given) => void submit(given)}>
      <Choice
        label={t('correct.title', { what: words(standing) })}
        options={[
          { value: 'withdraw', label: t('correct.withdraw') },
          { value: 'change', label: t('correct.change') },
        ]}
        value={how}
        onChange={setHow}
      />
      {how === 'change' && <EntryInputs form={form} draft={draft} onChange={setDraft} />}
      {how === 'change' && seen.witnessing !== null && <WitnessFields witnessing={seen.witnessing} />}
      <ReasonField chips={['mistake', 'wrongChair', 'wrongValue', 'details']} value={reason} onChange={setReason} />
      <p className="soft">{t('correct.says')}</p>
      <FormEnd acting={{ state: acting.state, sending }} whole={complete} onBack={onDone}>
        {t('correct.submit')}
      </FormEnd>
    </form>
  )
}
