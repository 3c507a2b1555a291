import { ENTERED, type EnteredField } from '@chairside/shared/session'
import { newVisitSchema, type PatientCard, type VisitCard, visitChangeSchema } from '@chairside/shared/visit'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chairsOf } from '../../model/selectors.ts'
import { usualOrderOf } from '../../model/usual-order.ts'
import { dayWords } from '../common/day-words.ts'
import { NumberField } from '../common/number-field.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useRoom, useServices } from '../common/services.tsx'
import { useAsked } from '../common/use-asked.ts'
import { wallTimeFrom } from './day-groups.ts'

interface Props {
  readonly patient: PatientCard
  readonly day: string
  /** The visit that is changed; null: a new one. Later states of it leave an open form alone. */
  readonly visit: VisitCard | null
  /** By the clinic's wall, for a new visit. */
  readonly arrival: string
  readonly onSaved: () => void
  readonly onClose: () => void
}

const LABELS = { infusionNumber: 'infusion', mgPerKg: 'perKg', durationMin: 'duration', concentrationMgPerMl: 'concentration' } as const
type Field = keyof typeof LABELS & EnteredField

/** When a patient comes, where to, and what is prescribed for that day. */
export const VisitForm = ({ patient, day, visit, arrival: usualArrival, onSaved, onClose }: Props) => {
  const { t } = useTranslation()
  const { visits } = useServices()
  const asking = useAsked()
  const chairs = useRoom(chairsOf)
  const usual = usualOrderOf(useRoom((state) => state.picture?.clinic.profile))
  // The fields are of this state, so its revision goes with them: a newer one would overwrite what somebody changed meanwhile.
  const [opening] = useState(visit)
  const [arrival, setArrival] = useState(opening?.arrival ?? usualArrival)
  const [chairId, setChairId] = useState(opening?.chairId ?? '')
  const [numbers, setNumbers] = useState<Readonly<Record<Field, number | null>>>({
    infusionNumber: opening?.infusionNumber ?? patient.course.given + 1,
    ...(opening?.order ?? usual),
  })
  const { infusionNumber, ...order } = numbers
  const written = { arrival: wallTimeFrom(arrival), infusionNumber, chairId: chairId === '' ? null : chairId, order }
  const adding = newVisitSchema.safeParse({ ...written, patientId: patient.patientId, day })
  const changing = visitChangeSchema.safeParse({ ...written, revision: opening?.revision ?? 1 })
  const isSound = (Object.keys(LABELS) as Field[]).every((field) => (numbers[field] ?? Number.NaN) >= ENTERED[field].low)
  const whole = isSound && (opening === null ? adding.success : changing.success)

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!whole || asking.sending) return
    const saved = await asking.run(async () => {
      if (opening !== null && changing.success) return visits.changeVisit(opening.visitId, changing.data)
      if (opening === null && adding.success) return visits.addVisit(adding.data)
      return { ok: false, problem: { code: 'malformed', details: [] } }
    })
    if (saved !== null) onSaved()
  }
  const number = (field: Field) => (
    <NumberField
      label={t(`visit.${LABELS[field]}`)}
      required
      {...ENTERED[field]}
      value={numbers[field]}
      onChange={(value) => setNumbers({ ...numbers, [field]: value })}
    />
  )

  return (
    <form className="visit-form" aria-label={t('visit.for', { name: patient.name })} noValidate onSubmit={(event) => void submit(event)}>
      <div className="visit-fields">
        <TextInput
          label={t('visit.arrival')}
          required
          autoFocus
          inputMode="numeric"
          maxLength={5}
          autoComplete="off"
          error={wallTimeFrom(arrival) === null ? t('visit.arrivalHint') : undefined}
          value={arrival}
          onChange={(event) => setArrival(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => setArrival(wallTimeFrom(arrival) ?? arrival)}
        />
        <NativeSelect
          label={t('visit.chair')}
          value={chairId}
          onChange={(event) => setChairId(event.currentTarget.value)}
          data={[
            { value: '', label: t('visit.anyChair') },
            ...chairs.map((chair) => ({ value: chair.chairId as string, label: t('today.inChair', { chair: chair.chairId }) })),
          ]}
        />
        {number('infusionNumber')}
        {number('mgPerKg')}
        {number('durationMin')}
        {number('concentrationMgPerMl')}
      </div>
      <div className="form-end">
        <Button type="submit" disabled={!whole || asking.sending}>
          {opening === null ? t('visit.add', { day: dayWords(day) }) : t('visit.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('act.back')}
        </Button>
      </div>
      <OutcomeLine state={asking.state} />
    </form>
  )
}
