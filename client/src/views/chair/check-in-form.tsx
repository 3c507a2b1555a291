import type { Act } from '@chairside/shared/command'
import type { ChairId } from '@chairside/shared/identity'
import { orderSchema, patientSchema } from '@chairside/shared/session'
import { Button, NumberInput, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useRoom } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Filled {
  readonly identifier: string
  readonly name: string
  readonly infusionNumber: number | string
  readonly courseLength: number | string
  readonly weightKg: number | string
  readonly doseMg: number | string
  readonly durationMin: number | string
  readonly concentrationMgPerMl: number | string
}

const EMPTY: Filled = {
  identifier: '',
  name: '',
  infusionNumber: 1,
  courseLength: 6,
  weightKg: '',
  doseMg: '',
  durationMin: 40,
  concentrationMgPerMl: 1,
}

const actOf = (filled: Filled, simulated: boolean): Extract<Act, { readonly kind: 'check-in' }> | null => {
  const patient = patientSchema.safeParse({
    identifier: filled.identifier.trim(),
    name: filled.name.trim(),
    infusionNumber: filled.infusionNumber,
    courseLength: filled.courseLength,
  })
  const order = orderSchema.safeParse({
    drug: 'ketamine',
    weightKg: filled.weightKg,
    doseMg: filled.doseMg,
    durationMin: filled.durationMin,
    concentrationMgPerMl: filled.concentrationMgPerMl,
  })
  return patient.success && order.success ? { kind: 'check-in', patient: patient.data, order: order.data, simulated } : null
}

/** S1: begins a session at a free chair. */
export const CheckInForm = ({ chairId }: { readonly chairId: ChairId }) => {
  const { t } = useTranslation()
  const acting = useAct(chairId, null)
  const clinicSimulated = useRoom((state) => state.picture?.clinic.simulated === true)
  const [filled, setFilled] = useState<Filled>(EMPTY)
  const [simulated, setSimulated] = useState(clinicSimulated)
  const act = actOf(filled, simulated)
  const set = (change: Partial<Filled>): void => setFilled({ ...filled, ...change })
  const perKg = act === null ? null : (act.order.doseMg / act.order.weightKg).toFixed(2)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (act !== null) void acting.run(act)
  }
  const number = (key: keyof Filled, label: string, min: number, max: number, decimals = false) => (
    <NumberInput
      label={label}
      required
      min={min}
      max={max}
      allowDecimal={decimals}
      clampBehavior="none"
      value={filled[key]}
      onChange={(value) => set({ [key]: value })}
    />
  )

  return (
    <form className="panel check-in" onSubmit={submit} noValidate>
      <h2>{t('checkIn.title')}</h2>
      <div className="check-in-fields">
        <TextInput
          label={t('checkIn.identifier')}
          required
          maxLength={64}
          value={filled.identifier}
          onChange={(event) => set({ identifier: event.currentTarget.value })}
        />
        <TextInput
          label={t('checkIn.name')}
          required
          maxLength={120}
          value={filled.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        {number('infusionNumber', t('checkIn.infusionNumber'), 1, 200)}
        {number('courseLength', t('checkIn.courseLength'), 1, 200)}
        {number('weightKg', t('checkIn.weight'), 30, 250, true)}
        {number('doseMg', t('checkIn.dose'), 1, 500, true)}
        {number('durationMin', t('checkIn.duration'), 40, 60)}
        {number('concentrationMgPerMl', t('checkIn.concentration'), 0.1, 100, true)}
      </div>
      {clinicSimulated && (
        <Switch
          label={t('checkIn.simulated')}
          description={t('checkIn.simulatedHint')}
          checked={simulated}
          onChange={(event) => setSimulated(event.currentTarget.checked)}
        />
      )}
      <p className="check-in-says">
        {act === null
          ? t('act.fill')
          : t('checkIn.says', {
              chair: chairId,
              dose: act.order.doseMg,
              minutes: act.order.durationMin,
              number: act.patient.infusionNumber,
              length: act.patient.courseLength,
            })}{' '}
        {perKg !== null && <b>{t('checkIn.perKg', { perKg })}</b>}
      </p>
      <div className="form-end">
        <Button type="submit" disabled={act === null || acting.sending}>
          {t('checkIn.submit')}
        </Button>
        <OutcomeLine state={acting.state} />
      </div>
    </form>
  )
}
