import '../common/forms.css'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../common/choice.tsx'
import { type Draft, entryOf } from '../common/entry-draft.ts'
import { type FormId, scoreOfForm } from '../common/entry-fields.ts'
import { EntryInputs } from '../common/entry-inputs.tsx'
import { FormEnd } from '../common/form-end.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  /** The first one is shown; more are other scales of the same thing. */
  readonly forms: readonly [FormId, ...FormId[]]
  readonly chairId: ChairId
  readonly sessionId: SessionId
  readonly onDone: () => void
  /** What is known already: filled in beforehand, never sent by itself. */
  readonly known?: Draft
}

const NOTHING: Draft = {}

/** One assessment in place. It is sent only when whole, and stands in the record with author and time. */
export const EntryForm = ({ forms, chairId, sessionId, onDone, known = NOTHING }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chairId, sessionId)
  const [form, setForm] = useState<FormId>(forms[0])
  const [draft, setDraft] = useState<Draft>(known)
  const entry = entryOf(form, draft)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (entry !== null && (await acting.run({ kind: 'enter', entry }))) onDone()
  }

  return (
    <form className="entry-form" onSubmit={(event) => void submit(event)}>
      {forms.length > 1 && (
        <Choice
          label={t('entry.scale')}
          options={forms.flatMap((value) => {
            const score = scoreOfForm(value)
            return score === null ? [] : [{ value, label: t(`score.${score}`) }]
          })}
          value={form}
          onChange={(chosen) => {
            setForm(chosen)
            setDraft({})
          }}
        />
      )}
      <EntryInputs form={form} draft={draft} onChange={setDraft} />
      <FormEnd acting={acting} whole={entry !== null}>
        {t('entry.save')}
      </FormEnd>
    </form>
  )
}
