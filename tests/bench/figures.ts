/** What a budget of the design asks for. */
export interface Budget {
  readonly text: string
  readonly isHeld: (value: number, ratio: number | null) => boolean
}

const grouped = (value: number): string => value.toLocaleString('en')

/** `unit` is the figure's own and need not be said again. */
export const atMost = (limit: number): Budget => ({ text: `at most ${grouped(limit)}`, isHeld: (value) => value <= limit })
export const atLeast = (limit: number): Budget => ({ text: `at least ${grouped(limit)}`, isHeld: (value) => value >= limit })
export const atMostTimes = (limit: number): Budget => ({
  text: `at most ${limit}x the baseline`,
  isHeld: (_value, ratio) => ratio !== null && ratio <= limit,
})

/** What was measured in each repetition, and its bare baseline, in the same minute. */
export interface Measured {
  readonly what: string
  readonly unit: string
  readonly values: readonly number[]
  readonly baseline?: { readonly what: string; readonly values: readonly number[] }
  readonly budget?: Budget
}

interface Spread {
  /** The median of all repetitions. */
  readonly value: number
  readonly low: number
  readonly high: number
}

/** One line of the table. */
export interface Figure extends Spread {
  readonly what: string
  readonly unit: string
  readonly repetitions: number
  readonly baseline: (Spread & { readonly what: string }) | null
  /** To the baseline: the median of the ratios where both were repeated alike, else the ratio of the medians. */
  readonly ratio: number | null
  readonly budget: string | null
  /** Null: there is no budget. */
  readonly held: boolean | null
}

export const median = (values: readonly number[]): number => {
  const ordered = [...values].sort((a, b) => a - b)
  const middle = ordered.length >> 1
  if (ordered.length % 2 === 1) return ordered[middle] ?? Number.NaN
  return ((ordered[middle - 1] ?? Number.NaN) + (ordered[middle] ?? Number.NaN)) / 2
}

/** The value below which this share of all lies, by the nearest rank. */
export const quantile = (values: readonly number[], share: number): number => {
  const ordered = [...values].sort((a, b) => a - b)
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? Number.NaN
}

const spreadOf = (values: readonly number[]): Spread => ({ value: median(values), low: Math.min(...values), high: Math.max(...values) })

/** Throws where something was not measured at all: a figure that nobody took is none. */
export const figureOf = ({ what, unit, values, baseline, budget }: Measured): Figure => {
  for (const value of [...values, ...(baseline?.values ?? [])]) if (!Number.isFinite(value)) throw new Error(`${what}: not measured`)
  if (values.length === 0 || baseline?.values.length === 0) throw new Error(`${what}: not measured`)
  const spread = spreadOf(values)
  const beside = baseline === undefined ? null : { what: baseline.what, ...spreadOf(baseline.values) }
  const pairs = baseline !== undefined && baseline.values.length === values.length ? baseline.values : null
  const ratio =
    beside === null
      ? null
      : pairs === null
        ? spread.value / beside.value
        : median(values.map((value, index) => value / (pairs[index] ?? 0)))
  return {
    what,
    unit,
    ...spread,
    repetitions: values.length,
    baseline: beside,
    ratio,
    budget: budget?.text ?? null,
    held: budget === undefined ? null : budget.isHeld(spread.value, ratio),
  }
}
