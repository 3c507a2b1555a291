import './forms.css'
import type { Entry } from '@chairside/shared/entry'
import type { SessionId } from '@chairside/shared/identity'
import type { EventPicture } from '@chairside/shared/picture'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from './choice.tsx'
import { type Draft, draftOf, formOf } from './entry-draft.ts'
import { EntryInputs } from './entry-inputs.tsx'
import { useEntryWords } from './entry-words.ts'
import { FormEnd } from './form-end.tsx'
import { isReason, ReasonField } from './reason-field.tsx'
import type { ActState } from './use-act.ts'
import { useSeenEntry } from './use-seen-entry.ts'
import { WitnessFields } from './witness-fields.tsx'

/** What is sent, at a chair or in a chart. */
export interface Correction {
  readonly kind: 'correct-entry'
  readonly factSeq: number
  /** Null: taken back. */
  readonly entry: Entry | null
  readonly reason: string
}

interface Props {
  readonly sessionId: SessionId
  readonly event: EventPicture
  readonly acting: { readonly state: ActState; readonly sending: boolean; reset(): void }
  readonly words: { readonly withdraw: string; readonly change: string; readonly says: string; readonly submit: string }
  readonly onSend: (correction: Correction, proof: string | undefined) => Promise<void>
  readonly onBack: () => void
}

/** R1: an entry is taken back or changed, with a reason; what stood before stays readable. */
export const CorrectForm = ({ sessionId, event, acting, words, onSend, onBack }: Props) => {
  const { t } = useTranslation()
  const entryWords = useEntryWords()
  const standing = event.correction?.entry ?? event.entry
  const form = formOf(standing)
  const [how, setHow] = useState<'withdraw' | 'change' | null>(null)
  const [draft, setDraft] = useState<Draft>(draftOf(standing))
  const [reason, setReason] = useState('')
  const seen = useSeenEntry(sessionId, form, draft)
  const sending = acting.sending || seen.asking
  const whole = how !== null && isReason(reason) && (how === 'withdraw' || seen.whole)
  const title = t('correct.title', { what: entryWords(standing) })
  const submit = async (submitted: FormEvent): Promise<void> => {
    submitted.preventDefault()
    if (!whole || sending) return
    const changed = how === 'change' ? await seen.obtain() : { entry: null, proof: undefined }
    if (changed === null) return acting.reset()
    await onSend({ kind: 'correct-entry', factSeq: event.factSeq, entry: changed.entry, reason: reason.trim() }, changed.proof)
  }
  return (
    <form className="confirm" aria-label={title} onSubmit={(given) => void submit(given)}>
      <Choice
        label={title}
        options={[
          { value: 'withdraw', label: words.withdraw },
          { value: 'change', label: words.change },
        ]}
        value={how}
        onChange={setHow}
      />
      {how === 'change' && <EntryInputs form={form} draft={draft} onChange={setDraft} />}
      {how === 'change' && seen.witnessing !== null && <WitnessFields witnessing={seen.witnessing} />}
      <ReasonField chips={['mistake', 'wrongChair', 'wrongValue', 'details']} value={reason} onChange={setReason} />
      <p className="soft">{words.says}</p>
      <FormEnd acting={{ state: acting.state, sending }} whole={whole} onBack={onBack}>
        {words.submit}
      </FormEnd>
    </form>
  )
}
