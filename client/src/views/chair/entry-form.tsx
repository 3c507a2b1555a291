import './forms.css'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../common/use-act.ts'
import { Choice } from './choice.tsx'
import { type Draft, entryOf } from './entry-draft.ts'
import { type FormId, scoreOfForm } from './entry-fields.ts'
import { EntryInputs } from './entry-inputs.tsx'
import { FormEnd } from './form-end.tsx'

interface Props {
  /** The first one is shown; more are other scales of the same thing. */
  readonly forms: readonly [FormId, ...FormId[]]
  readonly chairId: ChairId
  readonly sessionId: SessionId
  readonly onDone: () => void
}

/** One assessment in place. It is sent only when whole, and stands in the record with author and time. */
export const EntryForm = ({ forms, chairId, sessionId, onDone }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chairId, sessionId)
  const [form, setForm] = useState<FormId>(forms[0])
  const [draft, setDraft] = useState<Draft>({})
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
