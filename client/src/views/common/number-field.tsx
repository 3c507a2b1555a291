import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decimalMark, numberWords, typedNumber } from '../../words/numbers.ts'

interface Props {
  readonly label: string
  readonly low: number
  readonly high: number
  readonly decimals: boolean
  /** Null: nothing was written. NaN: what was written is no number. */
  readonly value: number | null
  /** Null: nothing. What can't be read is null where a number is required, and else NaN, so that nobody takes it for an empty field. */
  readonly onChange: (value: number | null) => void
  readonly required?: boolean
  readonly description?: string | undefined
  readonly placeholder?: string | undefined
}

/** Digits and marks alone: a letter is not taken. */
const NO_DIGITS = /[^\d.,]/g

/**
 * A number with its allowed range: what lies outside stays as typed, and says what is allowed. Point and comma are both taken for the mark,
 * typed or pasted, and written as the language does; what could be thousands is not guessed at. `0.` on the way to `0.5` is not wiped away.
 */
export const NumberField = ({ label, low, high, decimals, value, onChange, required = false, description, placeholder }: Props) => {
  const { t } = useTranslation()
  const [written, setWritten] = useState(() => (value === null ? '' : numberWords(value)))
  const read = typedNumber(written, decimals)
  const meant = typeof read === 'string' ? (required ? null : Number.NaN) : read
  const isOwn = Object.is(meant, value)
  const shown = isOwn ? written.replace(/[.,]/g, decimalMark()) : value === null || Number.isNaN(value) ? '' : numberWords(value)
  const error = (): string | undefined => {
    if (isOwn && typeof read === 'string') return t(`number.${read}`, { mark: decimalMark() })
    return value !== null && (value < low || value > high) ? t('visit.range', { low, high }) : undefined
  }
  return (
    <TextInput
      label={label}
      required={required}
      autoComplete="off"
      inputMode={decimals ? 'decimal' : 'numeric'}
      error={error()}
      description={description}
      placeholder={placeholder}
      value={shown}
      onChange={(event) => {
        const text = event.currentTarget.value.replace(NO_DIGITS, '')
        setWritten(text)
        const next = typedNumber(text, decimals)
        const given = typeof next === 'string' ? (required ? null : Number.NaN) : next
        if (!Object.is(given, value)) onChange(given)
      }}
    />
  )
}
