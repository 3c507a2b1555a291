import { RESCUE_GROUPS } from '@chairside/shared/entry'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClinicLists } from '../common/use-clinic-lists.ts'
import { FormPick } from './form-pick.tsx'
import type { PickProps } from './quick-picks.tsx'

/** A drug of the clinic's list by one tap, with the dose that was written beforehand or that the list holds; another one in its own form. */
export const MedicationPick = ({ sending, onPick }: PickProps) => {
  const { t } = useTranslation()
  const [dose, setDose] = useState('')
  const [other, setOther] = useState(false)
  const { medications } = useClinicLists()
  return (
    <div className="medication-pick">
      {!other && (
        <>
          <TextInput
            label={t('quick.doseFirst')}
            description={t('quick.doseHint')}
            maxLength={40}
            value={dose}
            onChange={(event) => setDose(event.currentTarget.value)}
          />
          <div className="pick-chips">
            {medications.map(({ name, group, dose: usual = '' }) => (
              <button
                type="button"
                key={`${name} ${usual}`}
                className="chip-button"
                disabled={sending}
                onClick={() => onPick({ kind: 'medication', name, group, dose: dose.trim() === '' ? usual : dose.trim() })}
              >
                {`${name} ${usual}`.trim()}
                {RESCUE_GROUPS.has(group) && <small> · {t('quick.rescue')}</small>}
              </button>
            ))}
            <button type="button" className="chip-button" onClick={() => setOther(true)}>
              {t('quick.other')}
            </button>
          </div>
        </>
      )}
      {other && (
        <>
          <FormPick form="medication" sending={sending} onPick={onPick} />
          <button type="button" className="chip-button" onClick={() => setOther(false)}>
            {t('quick.usual')}
          </button>
        </>
      )}
    </div>
  )
}
