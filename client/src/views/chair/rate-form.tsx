import { rateShown } from '../common/format.ts'
import '../common/forms.css'
import { infusedMg } from '@chairside/shared/infusion'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { HOUR_MS } from '@chairside/shared/time'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decimalWords } from '../../words/numbers.ts'
import { AmountInput } from '../common/amount-input.tsx'
import { FormEnd } from '../common/form-end.tsx'
import { clockOf } from '../common/format.ts'
import { isReason, ReasonField } from '../common/reason-field.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly onDone: () => void
}

const FASTEST_ML_PER_HOUR = 1_200

/** S3: another rate from now on, with the planned end that follows. It sets no pump. */
export const RateForm = ({ chair, session, onDone }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const acting = useAct(chair.chairId, session.sessionId)
  const [rate, setRate] = useState<number>()
  const [reason, setReason] = useState('')
  const { infusion } = chair
  if (infusion === null) return null
  const running = infusion.stretches.at(-1)?.rateMlPerHour ?? infusion.plannedRateMlPerHour
  const perMin = (mlPerHour: number): string => decimalWords((mlPerHour * infusion.concentrationMgPerMl) / 60, 2)
  const leftMg = Math.max(0, infusion.doseMg - infusedMg(infusion, now))
  const usable = rate !== undefined && rate > 0 && rate <= FASTEST_ML_PER_HOUR ? rate : null
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (usable === null || !isReason(reason)) return
    if (await acting.run({ kind: 'change-rate', rateMlPerHour: usable, reason: reason.trim() })) onDone()
  }
  return (
    <form className="confirm" aria-label={t('do.change-rate')} onSubmit={(event) => void submit(event)}>
      <p>{t('rate.now', { rate: rateShown(running), perMin: perMin(running) })}</p>
      <AmountInput label={t('rate.field')} low={0.1} high={FASTEST_ML_PER_HOUR} decimals required value={rate} onChange={setRate} />
      <ReasonField chips={['pressure', 'wish', 'distress', 'nausea', 'order']} value={reason} onChange={setReason} />
      <p className={usable === null ? 'soft' : 'strong'}>
        {usable === null
          ? t('rate.unfinished')
          : t('rate.says', {
              rate: rateShown(usable),
              perMin: perMin(usable),
              left: decimalWords(leftMg, 1),
              end: clockOf(now + (leftMg / (usable * infusion.concentrationMgPerMl)) * HOUR_MS, timeZone),
            })}
      </p>
      <FormEnd acting={acting} whole={usable !== null && isReason(reason)} onBack={onDone}>
        {t('act.confirm')}: {t('do.change-rate')}
      </FormEnd>
    </form>
  )
}
