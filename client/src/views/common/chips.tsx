import './chips.css'
import type { ReactNode } from 'react'

/** One of a few things that a tap does or chooses. */
export interface Chip<Value> {
  readonly value: Value
  readonly label: ReactNode
  /** Its name where the label alone does not say it. */
  readonly name?: string
  /** Of chips that show what is chosen. */
  readonly pressed?: boolean
}

interface Props<Value> {
  readonly chips: readonly Chip<Value>[]
  readonly disabled?: boolean
  readonly onPick: (value: Value) => void
}

/** Chips side by side; the place around them lays them out. */
export const Chips = <Value extends string | number | boolean>({ chips, disabled = false, onPick }: Props<Value>) =>
  chips.map(({ value, label, name, pressed }) => (
    <button
      type="button"
      key={String(value)}
      className="chip-button"
      disabled={disabled}
      aria-label={name}
      aria-pressed={pressed}
      onClick={() => onPick(value)}
    >
      {label}
    </button>
  ))
