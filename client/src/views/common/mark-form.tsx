import './forms.css'
import type { Moment } from '@chairside/shared/time'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormEnd } from './form-end.tsx'
import { clockOf } from './format.ts'
import { isReason, ReasonField } from './reason-field.tsx'
import { useTimeZone } from './services.tsx'
import type { ActState } from './use-act.ts'

/** A set as it may be marked. */
export interface MarkableSet {
  readonly at: Moment
  readonly sys: number | null
  readonly dia: number | null
}

/** What marking a set, or taking its mark back, is called. */
export const useMarkTitle = (): ((set: MarkableSet, marked: boolean) => string) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  return (set, marked) => {
    const told = { set: `${set.sys ?? '–'}/${set.dia ?? '–'}`, time: clockOf(set.at, timeZone) }
    return marked ? t('mark.titleBack', told) : t('mark.title', told)
  }
}

/** What is sent, at a chair or in a chart. */
export interface Mark {
  readonly kind: 'mark-set'
  readonly readAt: Moment
  readonly artefact: boolean
  readonly reason: string
}

interface Props {
  readonly set: MarkableSet
  /** It is marked already, and the mark is taken back. */
  readonly marked: boolean
  readonly acting: { readonly state: ActState; readonly sending: boolean }
  readonly words: { readonly says: string; readonly submit: string }
  readonly onSend: (mark: Mark) => void
  readonly onBack: () => void
}

/** X9: marks one set as artefact with a reason, or takes the mark back; the record keeps both. */
export const MarkForm = ({ set, marked, acting, words, onSend, onBack }: Props) => {
  const titleOf = useMarkTitle()
  const [reason, setReason] = useState('')
  return (
    <fieldset className="confirm" aria-label={titleOf(set, marked)}>
      <p>{words.says}</p>
      <ReasonField chips={marked ? ['mistake'] : ['moved', 'slipped', 'bent', 'wrongPatient']} value={reason} onChange={setReason} />
      <FormEnd
        acting={acting}
        whole={isReason(reason)}
        onSubmit={() => onSend({ kind: 'mark-set', readAt: set.at, artefact: !marked, reason: reason.trim() })}
        onBack={onBack}
      >
        {words.submit}
      </FormEnd>
    </fieldset>
  )
}
