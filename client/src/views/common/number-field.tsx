import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly label: string
  readonly low: number
  readonly high: number
  readonly decimals: boolean
  /** Null: nothing, or no number yet. */
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly required?: boolean
  readonly description?: string | undefined
  readonly placeholder?: string | undefined
}

const numberOf = (written: string | number): number | null => {
  if (typeof written === 'number') return written
  const value = Number(written)
  return written.trim() === '' || !Number.isFinite(value) ? null : value
}

/**
 * A number with its allowed range: what lies outside stays as typed, and says what is allowed. What is written is kept as written while
 * it means the value: `0.` on the way to `0.5` is not wiped away.
 */
export const NumberField = ({ label, low, high, decimals, value, onChange, required = false, description, placeholder }: Props) => {
  const { t } = useTranslation()
  const [written, setWritten] = useState<string | number>(value ?? '')
  const outside = value !== null && (value < low || value > high)
  return (
    <NumberInput
      label={label}
      required={required}
      min={low}
      max={high}
      clampBehavior="none"
      allowDecimal={decimals}
      inputMode={decimals ? 'decimal' : 'numeric'}
      error={outside ? t('visit.range', { low, high }) : undefined}
      description={description}
      placeholder={placeholder}
      value={numberOf(written) === value ? written : (value ?? '')}
      onChange={(given) => {
        setWritten(given)
        if (numberOf(given) !== value) onChange(numberOf(given))
      }}
    />
  )
}
