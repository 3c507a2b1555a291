import { newVisitSchema, type PatientCard, type VisitCard, visitChangeSchema } from '@chairside/shared/visit'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chairsOf } from '../../model/selectors.ts'
import { dayWords } from '../common/day-words.ts'
import { NumberField } from '../common/number-field.tsx'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useRoom, useServices } from '../common/services.tsx'
import { useAsked } from '../common/use-asked.ts'
import { wallTimeFrom } from './day-groups.ts'

interface Props {
  readonly patient: PatientCard
  readonly day: string
  /** The visit that is changed; null: a new one. */
  readonly visit: VisitCard | null
  /** By the clinic's wall, for a new visit. */
  readonly arrival: string
  readonly onSaved: () => void
  readonly onClose: () => void
}

const USUAL = { mgPerKg: 0.5, durationMin: 40, concentrationMgPerMl: 1 }
const RANGES = {
  infusionNumber: { low: 1, high: 200, decimals: false },
  mgPerKg: { low: 0.05, high: 5, decimals: true },
  durationMin: { low: 40, high: 60, decimals: false },
  concentrationMgPerMl: { low: 0.1, high: 100, decimals: true },
} as const
const LABELS = { infusionNumber: 'infusion', mgPerKg: 'perKg', durationMin: 'duration', concentrationMgPerMl: 'concentration' } as const
type Field = keyof typeof RANGES

/** When a patient comes, where to, and what is prescribed for that day. */
export const VisitForm = ({ patient, day, visit, arrival: usualArrival, onSaved, onClose }: Props) => {
  const { t } = useTranslation()
  const { visits } = useServices()
  const asking = useAsked()
  const chairs = useRoom(chairsOf)
  const usualMinutes = useRoom((state) => state.picture?.clinic.profile?.durationMin.usual ?? USUAL.durationMin)
  const [arrival, setArrival] = useState(visit?.arrival ?? usualArrival)
  const [chairId, setChairId] = useState(visit?.chairId ?? '')
  const [numbers, setNumbers] = useState<Readonly<Record<Field, number | null>>>({
    infusionNumber: visit?.infusionNumber ?? patient.course.given + 1,
    mgPerKg: visit?.order.mgPerKg ?? USUAL.mgPerKg,
    durationMin: visit?.order.durationMin ?? usualMinutes,
    concentrationMgPerMl: visit?.order.concentrationMgPerMl ?? USUAL.concentrationMgPerMl,
  })
  const { infusionNumber, ...order } = numbers
  const written = { arrival: wallTimeFrom(arrival), infusionNumber, chairId: chairId === '' ? null : chairId, order }
  const adding = newVisitSchema.safeParse({ ...written, patientId: patient.patientId, day })
  const changing = visitChangeSchema.safeParse({ ...written, revision: visit?.revision ?? 1 })
  const whole = visit === null ? adding.success : changing.success

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (asking.sending) return
    const saved = await asking.run(async () => {
      if (visit !== null && changing.success) return visits.changeVisit(visit.visitId, changing.data)
      if (visit === null && adding.success) return visits.addVisit(adding.data)
      return { ok: false, problem: { code: 'malformed', details: [] } }
    })
    if (saved !== null) onSaved()
  }
  const number = (field: Field) => {
    return (
      <NumberField
        label={t(`visit.${LABELS[field]}`)}
        required
        {...RANGES[field]}
        value={numbers[field]}
        onChange={(value) => setNumbers({ ...numbers, [field]: value })}
      />
    )
  }

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
      <div className="visit-end">
        <Button type="submit" disabled={!whole || asking.sending}>
          {visit === null ? t('visit.add', { day: dayWords(day) }) : t('visit.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('act.back')}
        </Button>
      </div>
      <OutcomeLine state={asking.state} />
    </form>
  )
}
