import './forms.css'
import { type ManualReading, manualReadingSchema } from '@chairside/shared/entry'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { NumberInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../common/use-act.ts'
import { FormEnd } from './form-end.tsx'

interface Props {
  readonly chairId: ChairId
  readonly sessionId: SessionId
  readonly onDone: () => void
}

const FIELDS = ['sys', 'dia', 'hr', 'spo2', 'rr', 'temp'] as const
type Field = (typeof FIELDS)[number]

/** V9: readings by hand. They count like the monitor's and are marked. */
export const VitalsForm = ({ chairId, sessionId, onDone }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chairId, sessionId)
  const [values, setValues] = useState<Readonly<Partial<Record<Field, number>>>>({})
  const pair = (values.sys === undefined) === (values.dia === undefined)
  const some = FIELDS.some((field) => values[field] !== undefined)
  const reading: ManualReading | null = manualReadingSchema.safeParse(values).data ?? null
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (pair && some && reading !== null && (await acting.run({ kind: 'enter-vitals', reading }))) onDone()
  }
  const change = (field: Field, given: string | number): void => {
    const rest = { ...values }
    delete rest[field]
    setValues(typeof given === 'number' ? { ...rest, [field]: given } : rest)
  }
  return (
    <form className="entry-form" onSubmit={(event) => void submit(event)}>
      <div className="vitals-fields">
        {FIELDS.map((field) => (
          <NumberInput
            key={field}
            label={t(`field.${field}`)}
            min={0}
            max={300}
            allowDecimal={field === 'temp'}
            value={values[field] ?? ''}
            onChange={(given) => change(field, given)}
          />
        ))}
      </div>
      {!pair && <p className="soft">{t('field.bothPressures')}</p>}
      <FormEnd acting={acting} whole={pair && some}>
        {t('entry.save')}
      </FormEnd>
    </form>
  )
}
