import './check-in.css'
import './forms.css'
import type { ChairId } from '@chairside/shared/identity'
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useRoom } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'
import { AmountInput } from './amount-input.tsx'
import { ALLOWED, type Filled, type OrderRemark, orderOf, orderRemarks, patientOf, pumpFigures } from './order-checks.ts'

const CONCENTRATION_MG_PER_ML = 1

const LABELS = {
  infusionNumber: 'infusionNumber',
  courseLength: 'courseLength',
  weightKg: 'weight',
  doseMg: 'dose',
  durationMin: 'duration',
  concentrationMgPerMl: 'concentration',
} as const
type NumberField = keyof typeof LABELS
const twoDigits = (value: number): number => Math.round(value * 100) / 100

/** S1, S2: begins a session at a free chair, with the order's figures checked while they are written. */
export const CheckInForm = ({ chairId }: { readonly chairId: ChairId }) => {
  const { t } = useTranslation()
  const acting = useAct(chairId, null)
  const clinicSimulated = useRoom((state) => state.picture?.clinic.simulated === true)
  const profile = useRoom((state) => state.picture?.clinic.profile)
  const [filled, setFilled] = useState<Filled>({
    identifier: '',
    name: '',
    infusionNumber: 1,
    courseLength: profile?.course.infusions ?? 6,
    weightKg: undefined,
    doseMg: undefined,
    durationMin: profile?.durationMin.usual ?? 40,
    concentrationMgPerMl: CONCENTRATION_MG_PER_ML,
  })
  const [simulated, setSimulated] = useState(clinicSimulated)
  const [protocolId, setProtocolId] = useState('')
  const patient = patientOf(filled)
  const order = orderOf(filled)
  const figures = order === null ? null : pumpFigures(order)
  const remarks = order === null ? [] : orderRemarks(order, profile, protocolId === '' ? null : protocolId)
  const set = (change: Partial<Filled>): void => setFilled({ ...filled, ...change })
  const { weightKg, doseMg } = filled
  const perKg = weightKg === undefined || doseMg === undefined || weightKg <= 0 ? undefined : twoDigits(doseMg / weightKg)

  const missing = [
    ...(filled.identifier.trim() === '' ? [t('checkIn.identifier')] : []),
    ...(filled.name.trim() === '' ? [t('checkIn.name')] : []),
    ...(Object.keys(LABELS) as NumberField[]).flatMap((key) => {
      const value = filled[key]
      return value === undefined || value < ALLOWED[key].low || value > ALLOWED[key].high ? [t(`checkIn.${LABELS[key]}`)] : []
    }),
  ]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (patient === null || order === null) return
    void acting.run({ kind: 'check-in', patient, order, simulated, ...(protocolId === '' ? {} : { protocolId }) })
  }
  const number = (key: NumberField, decimals: boolean) => (
    <AmountInput
      label={t(`checkIn.${LABELS[key]}`)}
      required
      {...ALLOWED[key]}
      decimals={decimals}
      value={filled[key]}
      onChange={(value) => set({ [key]: value })}
    />
  )
  const remark = (one: OrderRemark): string => {
    if (one.kind === 'unusual-duration') return t('checkIn.unusualDuration', { low: one.low, high: one.high })
    return t(one.kind === 'dose-refused' ? 'checkIn.doseRefused' : 'checkIn.doseReason', { limit: one.limit })
  }

  return (
    <form className="panel check-in" onSubmit={submit} noValidate>
      <h2>{t('checkIn.title')}</h2>
      <fieldset className="check-in-fields">
        <legend>{t('checkIn.patient')}</legend>
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
        {number('infusionNumber', false)}
        {number('courseLength', false)}
      </fieldset>
      <fieldset className="check-in-fields">
        <legend>{t('checkIn.order')}</legend>
        {number('weightKg', true)}
        {number('doseMg', true)}
        <AmountInput
          label={t('checkIn.perKgField')}
          low={0.01}
          high={10}
          decimals
          value={perKg}
          onChange={(value) => {
            if (value !== undefined && weightKg !== undefined && value !== perKg) set({ doseMg: twoDigits(value * weightKg) })
          }}
        />
        {number('durationMin', false)}
        {number('concentrationMgPerMl', true)}
        {profile !== undefined && profile.protocols.length > 1 && (
          <NativeSelect
            label={t('checkIn.protocol')}
            value={protocolId}
            onChange={(event) => setProtocolId(event.currentTarget.value)}
            data={[
              { value: '', label: t('checkIn.protocolDue') },
              ...profile.protocols.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </fieldset>
      {clinicSimulated && (
        <Switch
          label={t('checkIn.simulated')}
          description={t('checkIn.simulatedHint')}
          checked={simulated}
          onChange={(event) => setSimulated(event.currentTarget.checked)}
        />
      )}
      {figures !== null && (
        <p className="check-in-figures">
          {perKg !== undefined && <b>{t('checkIn.perKg', { perKg: perKg.toFixed(2) })}</b>}{' '}
          <b>
            {t('checkIn.rate', {
              volume: Math.round(figures.volumeMl * 10) / 10,
              rate: Math.round(figures.mlPerHour * 10) / 10,
              perMin: figures.mgPerMin.toFixed(2),
            })}
          </b>
        </p>
      )}
      {remarks.map((one) => (
        <p key={one.kind} className="strong check-in-remark">
          {remark(one)}
        </p>
      ))}
      <p className="check-in-says">
        {patient === null || order === null
          ? t('checkIn.missing', { list: missing.join(', ') })
          : t('checkIn.says', {
              chair: chairId,
              dose: order.doseMg,
              minutes: order.durationMin,
              number: patient.infusionNumber,
              length: patient.courseLength,
            })}
      </p>
      <div className="form-end">
        <Button type="submit" disabled={patient === null || order === null || acting.sending}>
          {t('checkIn.submit')}
        </Button>
        <OutcomeLine state={acting.state} />
      </div>
    </form>
  )
}
