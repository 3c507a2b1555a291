import '../common/forms.css'
import type { ChairPicture, SetPicture } from '@chairside/shared/picture'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormEnd } from '../common/form-end.tsx'
import { clockOf } from '../common/format.ts'
import { isReason, ReasonField } from '../common/reason-field.tsx'
import { useMayAct, useTimeZone } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly set: SetPicture
}

/** X9: marks one set as artefact with a reason, or takes the mark back; the record keeps both. */
export const MarkSet = ({ chair, set }: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const mayAct = useMayAct()
  const acting = useAct(chair.chairId, chair.session?.sessionId ?? null)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const marked = chair.care.artefactSets.includes(set.at)
  if (set.state === 'rejected' || chair.session === null) return null
  const told = { set: `${set.sys ?? '–'}/${set.dia ?? '–'}`, time: clockOf(set.at, timeZone) }
  const send = async (): Promise<void> => {
    if (!(await acting.run({ kind: 'mark-set', readAt: set.at, artefact: !marked, reason: reason.trim() }))) return
    setOpen(false)
    setReason('')
  }
  return (
    <div className="mark-set">
      {mayAct && !open && (
        <button
          type="button"
          className="text-button"
          aria-label={marked ? t('mark.titleBack', told) : t('mark.title', told)}
          onClick={() => setOpen(true)}
        >
          {marked ? t('mark.back') : t('mark.artefact')}
        </button>
      )}
      {open && (
        <fieldset className="confirm" aria-label={marked ? t('mark.titleBack', told) : t('mark.title', told)}>
          <p>{marked ? t('mark.saysBack') : t('mark.says')}</p>
          <ReasonField chips={marked ? ['mistake'] : ['moved', 'slipped', 'bent', 'wrongPatient']} value={reason} onChange={setReason} />
          <FormEnd acting={acting} whole={isReason(reason)} onSubmit={() => void send()} onBack={() => setOpen(false)}>
            {marked ? t('mark.back') : t('mark.artefact')}
          </FormEnd>
        </fieldset>
      )}
    </div>
  )
}
