import type { ReactNode } from 'react'

export interface Column {
  readonly label: string
  /** Said once, small, behind the label. */
  readonly unit?: string
  readonly className?: string
}

/** A column of numbers, which stand at its right. */
export const ofNumbers = (label: string, unit?: string): Column => ({ label, className: 'number', ...(unit === undefined ? {} : { unit }) })

interface Props {
  /** No two with one label. */
  readonly columns: readonly (Column | string)[]
  /** The bodies of the table. */
  readonly children: ReactNode
}

/** A table of the alarm review, which may be wider than its panel. */
export const ReviewTable = ({ columns, children }: Props) => (
  <div className="review-table">
    <table>
      <thead>
        <tr>
          {columns
            .map((column): Column => (typeof column === 'string' ? { label: column } : column))
            .map(({ label, unit, className }) => (
              <th key={label} scope="col" className={className}>
                {label}
                {unit !== undefined && <small> {unit}</small>}
              </th>
            ))}
        </tr>
      </thead>
      {children}
    </table>
  </div>
)
