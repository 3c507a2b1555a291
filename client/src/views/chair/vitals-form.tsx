import '../common/forms.css'
import { type ManualReading, manualReadingSchema } from '@chairside/shared/entry'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import { VITALS } from '@chairside/shared/vital'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormEnd } from '../common/form-end.tsx'
import { NumberField } from '../common/number-field.tsx'
import { useAct } from '../common/use-act.ts'

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
  const change = (field: Field, given: number | null): void => {
    const rest = { ...values }
    delete rest[field]
    setValues(given === null ? rest : { ...rest, [field]: given })
  }
  return (
    <form className="entry-form" onSubmit={(event) => void submit(event)}>
      <div className="vitals-fields">
        {FIELDS.map((field) => (
          <NumberField
            key={field}
            label={t(`field.${field}`)}
            {...VITALS[field].range}
            decimals={VITALS[field].decimals > 0}
            value={values[field] ?? null}
            onChange={(given) => change(field, given)}
          />
        ))}
      </div>
      {!pair && <p className="soft">{t('field.bothPressures')}</p>}
      <FormEnd acting={acting} whole={pair && some && reading !== null}>
        {t('entry.save')}
      </FormEnd>
    </form>
  )
}
