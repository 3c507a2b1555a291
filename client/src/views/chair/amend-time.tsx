import '../common/forms.css'
import type { ChairPicture } from '@chairside/shared/picture'
import type { TimelineItem } from '@chairside/shared/timeline'
import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { standingTimeOf } from '../../model/amended-times.ts'
import { FormEnd } from '../common/form-end.tsx'
import { clockSecondsOf } from '../common/format.ts'
import { momentOf } from '../common/moment-of.ts'
import { isReason, ReasonField } from '../common/reason-field.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly item: TimelineItem
  readonly what: string
  readonly onDone: () => void
}

/** X9: another time for what was done to the pump, with the reason. What was stated live stays in its line. */
export const AmendTime = ({ chair, item, what, onDone }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const acting = useAct(chair.chairId, chair.session?.sessionId ?? null)
  const standing = standingTimeOf(chair, item)
  const [written, setWritten] = useState(clockSecondsOf(standing, timeZone))
  const [reason, setReason] = useState('')
  const happenedAt = momentOf(written, standing, timeZone)
  const isSame = happenedAt !== null && Math.floor(happenedAt / 1_000) === Math.floor(standing / 1_000)
  const isAhead = happenedAt !== null && happenedAt > now
  const problem = happenedAt === null ? t('amend.wrong') : isAhead ? t('amend.ahead') : undefined
  const whole = happenedAt !== null && !isSame && !isAhead && isReason(reason)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!whole) return
    if (await acting.run({ kind: 'amend-infusion-time', factSeq: item.seq, happenedAt, reason: reason.trim() })) onDone()
  }
  return (
    <form className="confirm" aria-label={t('amend.title', { what })} onSubmit={(event) => void submit(event)}>
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
      <FormEnd acting={acting} whole={whole} onBack={onDone}>
        {t('amend.submit')}
      </FormEnd>
    </form>
  )
}
