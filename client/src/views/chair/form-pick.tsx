import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Draft, entryOf } from '../common/entry-draft.ts'
import type { FormId } from '../common/entry-fields.ts'
import { EntryInputs } from '../common/entry-inputs.tsx'
import type { PickProps } from './quick-picks.tsx'

/** A quick entry that has a form of its own; recorded when whole. */
export const FormPick = ({ form, sending, onPick }: PickProps & { readonly form: FormId }) => {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<Draft>({})
  const entry = entryOf(form, draft)
  return (
    <form
      className="entry-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (entry !== null && !sending) onPick(entry)
      }}
    >
      <EntryInputs form={form} draft={draft} onChange={setDraft} />
      <div className="form-end">
        <Button type="submit" disabled={entry === null || sending}>
          {t('entry.save')}
        </Button>
      </div>
    </form>
  )
}
