import '../common/forms.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AmountInput } from '../common/amount-input.tsx'
import { FormEnd } from '../common/form-end.tsx'
import { useAct } from '../common/use-act.ts'
import { useWitness } from '../common/use-witness.ts'
import { WitnessFields } from '../common/witness-fields.tsx'
import { EntryForm } from './entry-form.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly onDone: () => void
}

const MOST_MG = 2_000

/** S3: a rest that was thrown away, and who saw it. */
export const WasteForm = ({ chair, session, onDone }: Props) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  const witnessing = useWitness(session.sessionId)
  const [mg, setMg] = useState<number>()
  const usable = mg !== undefined && mg > 0 && mg <= MOST_MG ? mg : null
  const sending = acting.sending || witnessing.signing.state === 'asking'
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (usable === null || !witnessing.whole || sending) return
    const seen = await witnessing.obtain()
    if (seen === null) return acting.reset()
    const entry = { kind: 'drug-wasted', wastedMg: usable, witness: seen.witness } as const
    if (await acting.run({ kind: 'enter', entry }, seen.proof)) onDone()
  }
  return (
    <form className="confirm" aria-label={t('drug.thrown')} onSubmit={(event) => void submit(event)}>
      <AmountInput label={t('drug.wastedMg')} low={0.1} high={MOST_MG} decimals required value={mg} onChange={setMg} />
      <WitnessFields witnessing={witnessing} />
      <p className="soft">{t('sign.notYou')}</p>
      <FormEnd acting={{ state: acting.state, sending }} whole={usable !== null && witnessing.whole} onBack={onDone}>
        {t('entry.save')}
      </FormEnd>
    </form>
  )
}

/** S3: an ampoule that was opened: its lot, and what was drawn from it. */
export const DrawnForm = ({ chair, session, onDone }: Props) => (
  <EntryForm forms={['drug-drawn']} chairId={chair.chairId} sessionId={session.sessionId} onDone={onDone} />
)
