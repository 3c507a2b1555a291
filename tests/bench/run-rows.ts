import type { Figure } from './figures.ts'
import type { Busy } from './machine.ts'

export interface RowOptions {
  /** Fewer and shorter repetitions: to see whether it works, not how fast it is. */
  readonly quick: boolean
}

/** One part of the bench; it starts what it needs, and ends it. */
export interface Row {
  readonly name: string
  readonly what: string
  run(options: RowOptions): Promise<readonly Figure[]>
}

export interface RowOutcome {
  readonly name: string
  readonly figures: readonly Figure[]
  /** Why it could not be measured; null: it was. */
  readonly failure: string | null
  readonly busy: Busy
}

/** A row that takes longer hangs. */
const LONGEST_ROW_MS = 240_000

const inTime = async <Done>(work: Promise<Done>, limitMs: number): Promise<Done> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${Math.round(limitMs / 1_000)} s`)), limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Runs one row after the other; none that fails keeps the next from running. `began` is told of each. */
export const runRows = async (
  rows: readonly Row[],
  options: RowOptions,
  watch: () => () => Busy,
  began: (row: Row) => void,
  limitMs = LONGEST_ROW_MS,
): Promise<readonly RowOutcome[]> => {
  const outcomes: RowOutcome[] = []
  for (const row of rows) {
    began(row)
    const busy = watch()
    try {
      const figures = await inTime(row.run(options), limitMs)
      outcomes.push({ name: row.name, figures, failure: null, busy: busy() })
    } catch (error) {
      outcomes.push({ name: row.name, figures: [], failure: error instanceof Error ? error.message : String(error), busy: busy() })
    }
  }
  return outcomes
}
