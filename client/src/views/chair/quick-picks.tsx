import { type Entry, SYMPTOMS, WARNING_SIGNS } from '@chairside/shared/entry'
import type { ChairPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { oxygenIsOn } from '../../model/standing-entries.ts'
import { useClinicLists } from '../common/use-clinic-lists.ts'

/** The second tap of a quick entry: it is recorded as it stands. */
export interface PickProps {
  readonly sending: boolean
  readonly onPick: (entry: Entry) => void
}

const SEVERITIES = ['mild', 'moderate', 'severe'] as const
const POSITIONS = ['upright', 'semi-reclined', 'supine', 'left-lateral', 'legs-raised'] as const

/** A symptom with its severity in one tap; the warning signs of X12 stand first and say what they raise. */
export const SymptomPick = ({ sending, onPick }: PickProps) => {
  const { t } = useTranslation()
  return (
    <ul className="symptom-pick">
      {SYMPTOMS.map((symptom) => (
        <li key={symptom}>
          <span className="symptom-name">
            {t(`symptom.${symptom}`)}
            {WARNING_SIGNS.has(symptom) && <small>{t('quick.warningSign')}</small>}
          </span>
          {SEVERITIES.map((severity) => (
            <button
              type="button"
              key={severity}
              className="chip-button"
              disabled={sending}
              aria-label={`${t(`symptom.${symptom}`)}, ${t(`severity.${severity}`)}`}
              onClick={() => onPick({ kind: 'symptom', symptom, severity })}
            >
              {t(`entry.${severity}`)}
            </button>
          ))}
        </li>
      ))}
    </ul>
  )
}

/** What is done at the chair, by the clinic's list. */
export const InterventionPick = ({ sending, onPick }: PickProps) => {
  const { t } = useTranslation()
  const { steps } = useClinicLists()
  return (
    <div className="pick-chips">
      {steps.map((step) => {
        const name = typeof step === 'string' ? t(`intervention.${step}`) : step.name
        const entry: Entry = typeof step === 'string' ? { kind: 'intervention', intervention: step } : { kind: 'step', name }
        return (
          <button type="button" key={name} className="chip-button" disabled={sending} onClick={() => onPick(entry)}>
            {name}
          </button>
        )
      })}
    </div>
  )
}

export const PositionPick = ({ sending, onPick }: PickProps) => {
  const { t } = useTranslation()
  return (
    <div className="pick-chips">
      {POSITIONS.map((position) => (
        <button
          type="button"
          key={position}
          className="chip-button"
          disabled={sending}
          onClick={() => onPick({ kind: 'position', position })}
        >
          {t(`position.${position}`)}
        </button>
      ))}
    </div>
  )
}

export const OxygenPick = ({ chair, sending, onPick }: PickProps & { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const on = oxygenIsOn(chair.events)
  return (
    <div className="pick-chips">
      <span className="soft">{on ? t('quick.oxygenNow') : t('quick.airNow')}</span>
      {[true, false].map((wanted) => (
        <button
          type="button"
          key={String(wanted)}
          className="chip-button"
          disabled={sending}
          onClick={() => onPick({ kind: 'oxygen', on: wanted })}
        >
          {wanted ? t('entry.oxygenOn') : t('entry.oxygenOff')}
        </button>
      ))}
    </div>
  )
}
