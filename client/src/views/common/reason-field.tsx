import './forms.css'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { en } from '../../words/en.ts'
import { Chips } from './chips.tsx'

interface Props {
  readonly chips?: readonly (keyof typeof en.chip)[]
  readonly value: string
  readonly onChange: (reason: string) => void
  /** It may be left empty. */
  readonly optional?: boolean
  /** What it is called where it is more of a note. */
  readonly label?: string
}

const LEAST_LETTERS = 3
const NONE: readonly never[] = []

/** A reason of the record: three letters at least. */
export const isReason = (text: string): boolean => text.trim().length >= LEAST_LETTERS
/** A reason that may be left out, and is not half written. */
export const isReasonOrNone = (text: string): boolean => text.trim() === '' || isReason(text)
/** As it is sent; null: none was given. */
export const reasonOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** A reason by one tap, or in own words. What is too short to be one says so. */
export const ReasonField = ({ chips = NONE, value, onChange, optional = false, label }: Props) => {
  const { t } = useTranslation()
  const isHalf = optional && !isReasonOrNone(value)
  return (
    <div className="reason-field">
      <TextInput
        label={label ?? t('act.reason')}
        description={optional ? undefined : t('act.reasonHint')}
        error={isHalf ? t('act.reasonHint') : undefined}
        required={!optional}
        maxLength={300}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {chips.length > 0 && (
        <div className="chip-row">
          <Chips
            chips={chips.map((chip) => ({ value: t(`chip.${chip}`), label: t(`chip.${chip}`), pressed: value === t(`chip.${chip}`) }))}
            onPick={onChange}
          />
        </div>
      )}
    </div>
  )
}
