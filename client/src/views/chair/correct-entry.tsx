import '../common/forms.css'
import type { ChairPicture, EventPicture } from '@chairside/shared/picture'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../common/choice.tsx'
import { type Draft, draftOf, entryOf, formOf } from '../common/entry-draft.ts'
import { EntryInputs } from '../common/entry-inputs.tsx'
import { useEntryWords } from '../common/entry-words.ts'
import { FormEnd } from '../common/form-end.tsx'
import { isReason, ReasonField } from '../common/reason-field.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly event: EventPicture
  readonly onDone: () => void
}

/** R1: an entry is taken back or changed, with a reason; what stood before stays readable. */
export const CorrectEntry = ({ chair, event, onDone }: Props) => {
  const { t } = useTranslation()
  const words = useEntryWords()
  const acting = useAct(chair.chairId, chair.session?.sessionId ?? null)
  const standing = event.correction?.entry ?? event.entry
  const form = formOf(standing)
  const [how, setHow] = useState<'withdraw' | 'change' | null>(null)
  const [draft, setDraft] = useState<Draft>(draftOf(standing))
  const [reason, setReason] = useState('')
  const entry = how === 'change' ? entryOf(form, draft) : null
  const complete = how !== null && isReason(reason) && (how === 'withdraw' || entry !== null)
  const submit = async (submitted: FormEvent): Promise<void> => {
    submitted.preventDefault()
    if (complete && (await acting.run({ kind: 'correct-entry', factSeq: event.factSeq, entry, reason: reason.trim() }))) onDone()
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
      <ReasonField chips={['mistake', 'wrongChair', 'wrongValue', 'details']} value={reason} onChange={setReason} />
      <p className="soft">{t('correct.says')}</p>
      <FormEnd acting={acting} whole={complete} onBack={onDone}>
        {t('correct.submit')}
      </FormEnd>
    </form>
  )
}
