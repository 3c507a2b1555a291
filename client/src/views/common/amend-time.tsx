import './forms.css'
import type { Act } from '@chairside/shared/command'
import type { TimelineItem } from '@chairside/shared/timeline'
import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { standingTimeOf } from '../../model/amended-times.ts'
import { FormEnd } from './form-end.tsx'
import { clockSecondsOf } from './format.ts'
import { momentOf } from './moment-of.ts'
import { isReason, ReasonField } from './reason-field.tsx'
import { useNow, useTimeZone } from './services.tsx'
import type { ActState } from './use-act.ts'

interface Props {
  /** The log of the chair, or of the chart. */
  readonly timeline: readonly TimelineItem[]
  readonly item: TimelineItem
  readonly what: string
  /** What it is sent by. */
  readonly acting: { readonly state: ActState; readonly sending: boolean }
  readonly onAmend: (act: Extract<Act, { readonly kind: 'amend-infusion-time' }>) => void
  readonly onBack: () => void
}

/** X9: another time for what was done to the pump, with the reason. What was stated live stays in its line. */
export const AmendTime = ({ timeline, item, what, acting, onAmend, onBack }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const standing = standingTimeOf({ timeline }, item)
  const [written, setWritten] = useState(clockSecondsOf(standing, timeZone))
  const [reason, setReason] = useState('')
  const happenedAt = momentOf(written, standing, timeZone)
  const isSame = happenedAt !== null && Math.floor(happenedAt / 1_000) === Math.floor(standing / 1_000)
  const isAhead = happenedAt !== null && happenedAt > now
  const problem = happenedAt === null ? t('amend.wrong') : isAhead ? t('amend.ahead') : undefined
  const whole = happenedAt !== null && !isSame && !isAhead && isReason(reason)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (whole) onAmend({ kind: 'amend-infusion-time', factSeq: item.seq, happenedAt, reason: reason.trim() })
  }
  return (
    <form className="confirm" aria-label={t('amend.title', { what })} onSubmit={submit}>
      <p className="soft">{t('amend.stated', { time: clockSecondsOf(item.at, timeZone) })}</p>
      <TextInput
        label={t('amend.field')}
        description={isSame ? t('amend.same') : undefined}
        error={problem}
        required
        maxLength={8}
        inputMode="numeric"
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
      <ReasonField chips={['late', 'wrongValue']} value={reason} onChange={setReason} />
      <p className="soft">{t('amend.says')}</p>
      <FormEnd acting={acting} whole={whole} onBack={onBack}>
        {t('amend.submit')}
      </FormEnd>
    </form>
  )
}
