import './forms.css'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useAct } from '../common/use-act.ts'
import { Choice } from './choice.tsx'
import { type Draft, entryOf } from './entry-draft.ts'
import type { FormId } from './entry-fields.ts'
import { EntryInputs } from './entry-inputs.tsx'

interface Props {
  /** The first one is shown; more are other scales of the same thing. */
  readonly forms: readonly [FormId, ...FormId[]]
  readonly chairId: ChairId
  readonly sessionId: SessionId
  readonly onDone: () => void
}

const SCALES = {
  sedation: 'moaas',
  rass: 'rass',
  dissociation: 'dissociation',
  'cadss-6': 'cadss-6',
  aldrete: 'aldrete',
  padss: 'padss',
} as const
const hasScale = (form: FormId): form is keyof typeof SCALES => form in SCALES

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
          options={forms.filter(hasScale).map((value) => ({ value, label: t(`score.${SCALES[value]}`) }))}
          value={hasScale(form) ? form : null}
          onChange={(chosen) => {
            setForm(chosen)
            setDraft({})
          }}
        />
      )}
      <EntryInputs form={form} draft={draft} onChange={setDraft} />
      <div className="form-end">
        <Button type="submit" disabled={entry === null || acting.sending}>
          {t('entry.save')}
        </Button>
        <OutcomeLine state={acting.state} />
      </div>
    </form>
  )
}
