import './limits.css'
import type { PersonalLimitName, PersonalLimits } from '@chairside/shared/personal-limits'
import type { ChairPicture, SessionPicture, SettableLimit } from '@chairside/shared/picture'
import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AmountInput } from '../common/amount-input.tsx'
import { useRefusalWords } from '../common/data-words.ts'
import { FormEnd } from '../common/form-end.tsx'
import { clockOf } from '../common/format.ts'
import { isReason, ReasonField } from '../common/reason-field.tsx'
import { useTimeZone } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly onDone: () => void
}

const NONE: readonly SettableLimit[] = []
const PRESSURES = /^(sys|dia)/
const groupOf = (name: PersonalLimitName): 'pressure' | 'continuous' | 'leaving' =>
  name.startsWith('leave') ? 'leaving' : PRESSURES.test(name) ? 'pressure' : 'continuous'

/** X13: a physician's limits for this patient, each with what the protocol says, what is in force and what is allowed. */
export const LimitsForm = ({ chair, session, onDone }: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const line = useRefusalWords()
  const acting = useAct(chair.chairId, session.sessionId)
  const own = chair.care.personalLimits
  const [limits, setLimits] = useState<PersonalLimits>(own?.limits ?? {})
  const [reason, setReason] = useState('')
  const settable = session.settable ?? NONE
  const given = settable.filter(({ name }) => limits[name] !== undefined)
  // What is no number is outside too.
  const outside = !given.every(({ name, low, high }) => (limits[name] ?? low) >= low && (limits[name] ?? high) <= high)

  const change = (name: PersonalLimitName, value: number | undefined): void => {
    const { [name]: _before, ...rest } = limits
    setLimits(value === undefined ? rest : { ...rest, [name]: value })
  }
  const send = async (chosen: PersonalLimits | null): Promise<void> => {
    if (await acting.run({ kind: 'set-personal-limits', limits: chosen, reason: reason.trim() })) onDone()
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (given.length > 0 && !outside && isReason(reason)) void send(limits)
  }
  const described = ({ inProtocol, inForce }: SettableLimit): string => {
    const protocol = t('limitsForm.protocol', { value: inProtocol ?? t('limitsForm.none') })
    return inForce === inProtocol ? protocol : `${protocol}, ${t('limitsForm.own', { value: inForce ?? t('limitsForm.none') })}`
  }
  const problem = acting.state.kind === 'answered' && !acting.state.outcome.ok ? acting.state.outcome.problem : null

  if (settable.length === 0) return <p className="soft">{t('limitsForm.closed')}</p>
  return (
    <form className="confirm limits-form" aria-label={t('limitsForm.title')} onSubmit={submit} noValidate>
      <p>{t('limitsForm.says')}</p>
      {own !== null && (
        <p className="strong">{t('limitsForm.inForce', { by: own.by, time: clockOf(own.at, timeZone), reason: own.reason })}</p>
      )}
      {(['pressure', 'continuous', 'leaving'] as const).map((group) => (
        <fieldset key={group} className="limits-group">
          <legend>{t(`limitsForm.${group}`)}</legend>
          {settable
            .filter(({ name }) => groupOf(name) === group)
            .map((limit) => (
              <AmountInput
                key={limit.name}
                label={t(`limit.${limit.name}`)}
                low={limit.low}
                high={limit.high}
                decimals={false}
                description={described(limit)}
                placeholder={`${limit.low}–${limit.high}`}
                value={limits[limit.name]}
                onChange={(value) => change(limit.name, value)}
              />
            ))}
        </fieldset>
      ))}
      <ReasonField chips={['order']} value={reason} onChange={setReason} />
      <FormEnd
        acting={acting}
        whole={given.length > 0 && !outside && isReason(reason)}
        onBack={onDone}
        more={
          own !== null && (
            <Button variant="default" disabled={!isReason(reason) || acting.sending} onClick={() => void send(null)}>
              {t('limitsForm.back')}
            </Button>
          )
        }
        outcome={
          problem?.code === 'outside-allowed' && (
            <div role="status" className="strong">
              <p>{t('problem.outside-allowed')}</p>
              <ul>
                {problem.details.map((detail) => (
                  <li key={detail}>{line(detail)}</li>
                ))}
              </ul>
            </div>
          )
        }
      >
        {t('limitsForm.set')}
      </FormEnd>
    </form>
  )
}
