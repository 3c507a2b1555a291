import { median } from '../bench/figures.ts'

/** One figure over the run. */
export interface Course {
  readonly what: string
  readonly values: readonly number[]
  /** By how much the end may stand above the beginning and still be flat: a share, and an amount below which nothing is said. */
  readonly mayGrow: { readonly share: number; readonly amount: number }
}

export interface Growth {
  readonly what: string
  readonly early: number
  readonly late: number
  readonly isFlat: boolean
}

/** Samples that are needed to tell growth from chance. */
export const ENOUGH_SAMPLES = 8

/**
 * The last quarter beside the second one: the first is warming up. Null with too few samples.
 */
export const growthOf = ({ what, values, mayGrow }: Course): Growth | null => {
  if (values.length < ENOUGH_SAMPLES) return null
  const quarter = Math.floor(values.length / 4)
  const early = median(values.slice(quarter, 2 * quarter))
  const late = median(values.slice(-quarter))
  return { what, early, late, isFlat: late - early <= Math.max(mayGrow.amount, early * mayGrow.share) }
}
