import { NumberField } from './number-field.tsx'

interface Props {
  readonly label: string
  readonly low: number
  readonly high: number
  readonly decimals: boolean
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
  readonly required?: boolean
  readonly description?: string
  readonly placeholder?: string
}

/** A number of a form whose empty fields are absent. */
export const AmountInput = ({ value, onChange, ...field }: Props) => (
  <NumberField {...field} value={value ?? null} onChange={(given) => onChange(given ?? undefined)} />
)
