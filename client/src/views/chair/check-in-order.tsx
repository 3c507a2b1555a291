import { dayOf } from '@chairside/shared/clinic-day'
import type { ChairId } from '@chairside/shared/identity'
import { USUAL_WEIGHT_CHANGE_PERCENT, weightChangeOf } from '@chairside/shared/protocol-start'
import { ENTERED } from '@chairside/shared/session'
import type { PatientCard, VisitCard } from '@chairside/shared/visit'
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usualOrderOf } from '../../model/usual-order.ts'
import { decimalWords } from '../../words/numbers.ts'
import { AmountInput } from '../common/amount-input.tsx'
import { useShortData } from '../common/data-words.ts'
import { dateWords } from '../common/day-words.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { isReason, ReasonField } from '../common/reason-field.tsx'
import { useRoom, useTimeZone } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'
import { isEntered, orderOf, orderRemarks, patientOf, pumpFigures } from './order-checks.ts'

interface Props {
  readonly chairId: ChairId
  readonly patient: PatientCard
  /** What was prescribed; null: nobody planned this visit. */
  readonly visit: VisitCard | null
}

const twoDigits = (value: number): number => Math.round(value * 100) / 100
/** `+12.5`, `−3.1`: one digit, so that what is beyond a limit never looks as if it were not. */
const percentOf = (change: number): string => `${change < 0 ? '−' : '+'}${decimalWords(Math.abs(change), 1)}`

/** S2: the order by today's weight, with what it means for the pump and what the start will ask because of it. */
export const CheckInOrder = ({ chairId, patient, visit }: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const { protocol: protocolName } = useShortData()
  const acting = useAct(chairId, null)
  const simulated = useRoom((state) => state.picture?.clinic.simulated === true)
  const profile = useRoom((state) => state.picture?.clinic.profile)
  const prescribed = visit?.order ?? usualOrderOf(profile)
  const [weightKg, setWeightKg] = useState<number>()
  // A usual dose that nobody prescribed would be taken for a prescribed one: without a visit it is written by hand.
  const [perKg, setPerKg] = useState<number | undefined>(visit?.order.mgPerKg)
  /** Written by hand, perhaps nothing yet; null: it follows from the weight. */
  const [written, setWritten] = useState<{ readonly mg: number | undefined } | null>(null)
  const [durationMin, setDurationMin] = useState<number | undefined>(prescribed.durationMin)
  const [concentrationMgPerMl, setConcentration] = useState<number | undefined>(prescribed.concentrationMgPerMl)
  const [infusionNumber, setInfusionNumber] = useState<number | undefined>(visit?.infusionNumber ?? patient.course.given + 1)
  const [courseLength, setCourseLength] = useState<number | undefined>(patient.course.length)
  const [protocolId, setProtocolId] = useState('')
  const [weightReason, setWeightReason] = useState('')

  const followingMg = weightKg === undefined || perKg === undefined ? undefined : twoDigits(perKg * weightKg)
  const doseMg = written === null ? followingMg : written.mg
  const perKgOf = (mg: number | undefined): number | undefined =>
    mg === undefined || weightKg === undefined || weightKg <= 0 ? undefined : twoDigits(mg / weightKg)
  const shownPerKg = written === null ? perKg : perKgOf(written.mg)
  const filled = {
    identifier: patient.identifier,
    name: patient.name,
    infusionNumber,
    courseLength,
    weightKg,
    doseMg,
    durationMin,
    concentrationMgPerMl,
  }
  const person = patientOf(filled)
  const order = orderOf(filled)
  const figures = order === null ? null : pumpFigures(order)

  const dueFor = infusionNumber === 1 ? 'first' : 'later'
  const due = profile?.protocols.find((protocol) => protocol.dueFor?.includes(dueFor))
  const protocol = profile?.protocols.find(({ id }) => id === protocolId) ?? due
  const remarks = order === null ? [] : orderRemarks(order, profile, protocol?.id ?? null)

  const [last] = patient.weights
  const limit = protocol?.weightChangePercent ?? USUAL_WEIGHT_CHANGE_PERCENT
  const change = last === undefined || weightKg === undefined ? null : weightChangeOf(weightKg, last.kg)
  const isFar = change !== null && Math.abs(change) > limit && isEntered('weightKg', weightKg)
  const isOther =
    visit !== null &&
    order !== null &&
    (shownPerKg !== prescribed.mgPerKg ||
      durationMin !== prescribed.durationMin ||
      concentrationMgPerMl !== prescribed.concentrationMgPerMl)
  const whole = person !== null && order !== null && (!isFar || isReason(weightReason))

  const send = (samePerson: boolean): void => {
    if (!whole || acting.sending) return
    const compared = last === undefined ? {} : { lastWeightKg: last.kg }
    const reason = isFar ? { weightReason: weightReason.trim() } : {}
    void acting.run({
      kind: 'check-in',
      patient: person,
      order: { ...order, ...compared, ...reason },
      simulated,
      ...(protocolId === '' ? {} : { protocolId }),
      ...(samePerson ? { samePerson } : {}),
    })
  }
  const answer = acting.state.kind === 'answered' ? acting.state.outcome : null
  const isOtherName = answer !== null && !answer.ok && answer.problem.code === 'other-name'

  return (
    <form
      className="panel check-order"
      aria-labelledby="order-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send(false)
      }}
    >
      <h2 id="order-title">{t('steps.order')}</h2>
      {visit === null ? (
        <p className="strong">{t('steps.notPrescribed')}</p>
      ) : (
        <p className="soft">{t('steps.prescribed', { perKg: prescribed.mgPerKg, minutes: prescribed.durationMin })}</p>
      )}
      <div className="check-fields">
        <div className="check-weight">
          <AmountInput label={t('steps.todayWeight')} required {...ENTERED.weightKg} value={weightKg} onChange={setWeightKg} />
          <p className="soft">
            {last === undefined ? t('steps.firstWeight') : t('steps.lastWeight', { kg: last.kg, day: dateWords(dayOf(last.at, timeZone)) })}{' '}
            {change !== null && <b className="strong">{t('steps.changed', { change: percentOf(change) })}</b>}
          </p>
        </div>
        <AmountInput
          label={t('visit.perKg')}
          required
          {...ENTERED.mgPerKg}
          value={shownPerKg}
          onChange={(value) => {
            setPerKg(value)
            setWritten(null)
          }}
        />
        <AmountInput label={t('checkIn.dose')} required {...ENTERED.doseMg} value={doseMg} onChange={(mg) => setWritten({ mg })} />
        <AmountInput label={t('checkIn.duration')} required {...ENTERED.durationMin} value={durationMin} onChange={setDurationMin} />
        <AmountInput
          label={t('checkIn.concentration')}
          required
          {...ENTERED.concentrationMgPerMl}
          value={concentrationMgPerMl}
          onChange={setConcentration}
        />
        <div className="check-number">
          <AmountInput
            label={t('checkIn.infusionNumber')}
            required
            {...ENTERED.infusionNumber}
            value={infusionNumber}
            onChange={setInfusionNumber}
          />
          <AmountInput
            label={t('checkIn.courseLength')}
            required
            {...ENTERED.courseLength}
            value={courseLength}
            onChange={setCourseLength}
          />
        </div>
        {profile !== undefined && profile.protocols.length > 1 && (
          <NativeSelect
            label={t('checkIn.protocol')}
            value={protocolId}
            onChange={(event) => setProtocolId(event.currentTarget.value)}
            data={[
              { value: '', label: due === undefined ? t('checkIn.protocolDue') : t('steps.protocolDue', { name: protocolName(due.name) }) },
              ...profile.protocols.filter(({ id }) => id !== due?.id).map(({ id, name }) => ({ value: id, label: protocolName(name) })),
            ]}
          />
        )}
      </div>
      {isFar && (
        <div className="check-remark">
          <p className="strong">{t('steps.far', { limit })}</p>
          <ReasonField chips={[]} value={weightReason} onChange={setWeightReason} />
        </div>
      )}
      {figures !== null && (
        <p className="check-figures">
          <b>
            {t('checkIn.rate', {
              volume: Math.round(figures.volumeMl * 10) / 10,
              rate: Math.round(figures.mlPerHour * 10) / 10,
              perMin: decimalWords(figures.mgPerMin, 2),
            })}
          </b>
        </p>
      )}
      {order !== null && (
        <section className="check-asks" aria-label={t('steps.checksTitle')}>
          {remarks.map((remark) => (
            <p key={remark.kind} className="strong check-remark">
              {remark.kind === 'unusual-duration'
                ? t('checkIn.unusualDuration', { low: remark.low, high: remark.high })
                : t(remark.kind === 'dose-refused' ? 'checkIn.doseRefused' : 'checkIn.doseReason', { limit: remark.limit })}
            </p>
          ))}
          {isOther && <p className="check-remark">{t('steps.otherThanPrescribed')}</p>}
          {remarks.length === 0 && !isFar && <p className="soft">{t('steps.fine')}</p>}
        </section>
      )}
      <div className="form-end">
        <Button type="submit" disabled={!whole || acting.sending}>
          {t('steps.title', { chair: chairId })}
        </Button>
        {isOtherName && (
          <Button variant="default" disabled={!whole || acting.sending} onClick={() => send(true)}>
            {t('steps.samePerson')}
          </Button>
        )}
        <OutcomeLine state={acting.state} />
      </div>
    </form>
  )
}
