import './patient.css'
import { ENTERED } from '@chairside/shared/session'
import { newPatientSchema, type PatientCard, patientChangeSchema } from '@chairside/shared/visit'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usualCourseOf } from '../../model/usual-order.ts'
import { NumberField } from './number-field.tsx'
import { OutcomeLine } from './outcome-line.tsx'
import { useRoom, useServices } from './services.tsx'
import { useAsked } from './use-asked.ts'

interface Props {
  /** Who is changed; null: somebody new. Later states of the card leave an open form alone. */
  readonly patient: PatientCard | null
  /** What was looked for without success: taken as the name, or as the number where it holds a digit. */
  readonly text?: string
  readonly onSaved: (patient: PatientCard) => void
  readonly onClose: () => void
}

/** Adds a patient, or changes what is known of one. */
export const PatientForm = ({ patient: newest, text = '', onSaved, onClose }: Props) => {
  const { t } = useTranslation()
  const { visits } = useServices()
  const asking = useAsked()
  const usual = usualCourseOf(useRoom((state) => state.picture?.clinic.profile))
  // The fields are of this state, so its revision goes with them: a newer one would overwrite what somebody changed meanwhile.
  const [patient] = useState(newest)
  const isNumber = /\d/.test(text)
  const [identifier, setIdentifier] = useState(patient?.identifier ?? (isNumber ? text : ''))
  const [name, setName] = useState(patient?.name ?? (isNumber ? '' : text))
  const [bornOn, setBornOn] = useState(patient?.bornOn ?? '')
  const [weightKg, setWeightKg] = useState<number | null>(null)
  const [length, setLength] = useState<number | null>(patient?.course.length ?? usual)
  const [given, setGiven] = useState<number | null>(patient?.course.given ?? 0)
  const [newCourse, setNewCourse] = useState(false)

  const written = { identifier, name, bornOn: bornOn === '' ? null : bornOn, course: { length, given } }
  const adding = newPatientSchema.safeParse({ ...written, weightKg })
  const changing = patientChangeSchema.safeParse({ ...written, revision: patient?.revision ?? 1, ...(newCourse ? { newCourse } : {}) })
  const whole = patient === null ? adding.success : changing.success

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (asking.sending) return
    const saved = await asking.run(async () => {
      if (patient !== null && changing.success) return visits.changePatient(patient.patientId, changing.data)
      if (patient === null && adding.success) return visits.addPatient(adding.data)
      return { ok: false, problem: { code: 'malformed', details: [] } }
    })
    if (saved !== null) onSaved(saved)
  }
  return (
    <form
      className="patient-form"
      aria-label={patient === null ? t('patient.addTitle') : t('patient.change')}
      noValidate
      onSubmit={(event) => void submit(event)}
    >
      <h3>{patient === null ? t('patient.addTitle') : t('patient.change')}</h3>
      <div className="visit-fields">
        <TextInput
          label={t('patient.identifier')}
          required
          maxLength={64}
          autoComplete="off"
          autoFocus
          value={identifier}
          onChange={(event) => setIdentifier(event.currentTarget.value)}
        />
        <TextInput
          label={t('patient.name')}
          required
          maxLength={120}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput label={t('patient.bornOn')} type="date" value={bornOn} onChange={(event) => setBornOn(event.currentTarget.value)} />
        {patient === null && (
          <NumberField
            label={t('patient.weight')}
            placeholder={t('patient.weightHint')}
            {...ENTERED.weightKg}
            value={weightKg}
            onChange={setWeightKg}
          />
        )}
        <NumberField label={t('patient.courseLength')} required {...ENTERED.courseLength} value={length} onChange={setLength} />
        <NumberField label={t('patient.courseGiven')} required {...ENTERED.courseGiven} value={given} onChange={setGiven} />
      </div>
      {patient !== null && (
        <Checkbox
          label={t('patient.newCourse')}
          description={t('patient.newCourseHint')}
          checked={newCourse}
          onChange={(event) => {
            setNewCourse(event.currentTarget.checked)
            setLength(event.currentTarget.checked ? usual : patient.course.length)
            setGiven(event.currentTarget.checked ? 0 : patient.course.given)
          }}
        />
      )}
      <div className="form-end">
        <Button type="submit" disabled={!whole || asking.sending}>
          {t('patient.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('act.back')}
        </Button>
        {(identifier.trim() === '' || name.trim() === '') && <span className="soft">{t('patient.missing')}</span>}
        {(given ?? 0) > (length ?? 0) && <span className="strong">{t('patient.tooMany')}</span>}
      </div>
      <OutcomeLine state={asking.state} />
    </form>
  )
}
