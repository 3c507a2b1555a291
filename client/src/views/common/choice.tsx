import { useId } from 'react'

interface Props<Value extends string | number> {
  readonly label: string
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  /** One below the other: options of many words. */
  readonly stacked?: boolean
}

/** One of a few: native radio buttons as large chips, so that keyboard and screen reader know them. Nothing is chosen beforehand. */
export const Choice = <Value extends string | number>({ label, options, value, onChange, stacked = false }: Props<Value>) => {
  const name = useId()
  return (
    <fieldset className="choice" data-stacked={stacked}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice-option" data-chosen={option.value === value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
