import '../common/forms.css'
import './leave.css'
import type { Act } from '@chairside/shared/command'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../common/choice.tsx'
import { useShortData } from '../common/data-words.ts'
import { FormEnd } from '../common/form-end.tsx'
import { isReason, ReasonField } from '../common/reason-field.tsx'
import { useRoom } from '../common/services.tsx'
import { SignatureFields } from '../common/signature-fields.tsx'
import { useAct } from '../common/use-act.ts'
import { useSigning } from '../common/use-signing.ts'
import { useWitness } from '../common/use-witness.ts'
import { WitnessFields } from '../common/witness-fields.tsx'
import { OpenCriteria } from './open-criteria.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly onClose: () => void
}

/** L4, S6: the discharge, signed by a person who says again who they are; against the criteria by a physician, with the reason. */
export const DischargeBox = ({ chair, session, onClose, way }: Props & { readonly way: 'discharge' | 'override' }) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  const me = useRoom((state) => (typeof state.person === 'string' ? null : state.person))
  const prescriber = chair.readiness?.criteria.find(({ id, state }) => id === 'D20' && state !== 'not-required' && state !== 'met')
  const physicianSigns = way === 'override' || prescriber !== undefined
  const signing = useSigning(session.sessionId, 'discharge', physicianSigns && me?.role !== 'physician' ? 'other' : 'me')
  const [reason, setReason] = useState('')
  const { evidence } = useShortData()
  const { signature, change } = signing
  const sending = acting.sending || signing.state === 'asking'
  const whole = signing.whole && (way === 'discharge' || isReason(reason))
  const sign = async (): Promise<void> => {
    const person = await signing.sign()
    if (person === null) return acting.reset()
    const act: Act = { kind: 'discharge', overrideReason: way === 'override' ? reason.trim() : null }
    if (await acting.run(act, person.proof)) onClose()
  }
  const signs = (): string => {
    if (way === 'override') return t('leaving.overriding')
    return prescriber === undefined ? t('leaving.nurse') : t('leaving.prescriber', { evidence: evidence(prescriber.restsOn) })
  }
  return (
    <fieldset className="confirm" aria-label={t(`do.${way}`)}>
      <p>{t(`says.${way}`)}</p>
      <OpenCriteria readiness={chair.readiness} />
      {way === 'override' && <ReasonField chips={['observed', 'knownPatient']} value={reason} onChange={setReason} />}
      <SignatureFields signing={signing} title={t('sign.title')}>
        <p className="soft">{signs()}</p>
        <Choice
          label={t('sign.who')}
          options={[
            ...(me === null ? [] : [{ value: 'me' as const, label: t('sign.me', { name: me.name, role: t(`role.${me.role}`) }) }]),
            { value: 'other' as const, label: t('sign.other') },
          ]}
          value={signature.who}
          onChange={(who) => change({ ...signature, who, secret: '' })}
        />
      </SignatureFields>
      <FormEnd acting={{ state: acting.state, sending }} whole={whole} onSubmit={() => void sign()} onBack={onClose}>
        {t('sign.act', { what: t(`do.${way}`) })}
      </FormEnd>
    </fieldset>
  )
}

/** S6: somebody leaves against advice: what is still open, why, and who saw it. A physician countersigns later. */
export const AgainstAdviceBox = ({ chair, session, onClose }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  const witnessing = useWitness(session.sessionId)
  const [reason, setReason] = useState('')
  const sending = acting.sending || witnessing.signing.state === 'asking'
  const record = async (): Promise<void> => {
    const seen = await witnessing.obtain()
    if (seen === null) return acting.reset()
    if (await acting.run({ kind: 'leave-against-advice', reason: reason.trim(), witness: seen.witness }, seen.proof)) onClose()
  }
  return (
    <fieldset className="confirm" aria-label={t('do.leave')}>
      <p>{t('says.leave')}</p>
      <OpenCriteria readiness={chair.readiness} />
      <ReasonField chips={['hasToGo', 'feelsWell', 'tooLong']} value={reason} onChange={setReason} />
      <WitnessFields witnessing={witnessing} />
      <p className="soft">{t('leaving.against')}</p>
      <FormEnd
        acting={{ state: acting.state, sending }}
        whole={witnessing.whole && isReason(reason)}
        onSubmit={() => void record()}
        onBack={onClose}
      >
        {t('act.confirm')}: {t('do.leave')}
      </FormEnd>
    </fieldset>
  )
}
