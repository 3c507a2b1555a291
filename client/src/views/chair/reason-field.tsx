import './forms.css'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { en } from '../../words/en.ts'

interface Props {
  readonly chips: readonly (keyof typeof en.chip)[]
  readonly value: string
  readonly onChange: (reason: string) => void
}

/** A reason of the record: three letters at least. */
export const isReason = (text: string): boolean => text.trim().length >= 3

/** A reason by one tap, or in own words. */
export const ReasonField = ({ chips, value, onChange }: Props) => {
  const { t } = useTranslation()
  return (
    <div className="reason-field">
      <TextInput
        label={t('act.reason')}
        description={t('act.reasonHint')}
        required
        maxLength={300}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className="reason-chips">
        {chips.map((chip) => (
          <button
            type="button"
            key={chip}
            className="chip-button"
            aria-pressed={value === t(`chip.${chip}`)}
            onClick={() => onChange(t(`chip.${chip}`))}
          >
            {t(`chip.${chip}`)}
          </button>
        ))}
      </div>
    </div>
  )
}
