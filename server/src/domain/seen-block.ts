import { CONTINUOUS_VITALS, type ContinuousVital } from '@chairside/shared/vital'
import type { SourceEntry } from './chair-input.ts'

type Numerics = Extract<SourceEntry, { readonly kind: 'numerics' }>

/** What of a numerics entry tells it from another one (V4). */
export type SeenNumerics = Omit<Numerics, 'seq'>

/** Entries that were taken long ago. Plain numerics, nearly all of them, are rows of numbers: as objects they took 300 bytes a second. */
export interface SeenBlock {
  readonly fromAt: number
  readonly toAt: number
  /** Which clock of the monitor dated them, where it was ever set back. */
  readonly clock: number
  /** The columns of `rows` after the first, which is `at`; NaN: the entry had no such value. */
  readonly vitals: readonly ContinuousVital[]
  readonly rows: Float64Array
  readonly entries: readonly SourceEntry[]
}

const isPlain = (entry: SourceEntry): entry is Numerics =>
  entry.kind === 'numerics' && entry.off.length === 0 && entry.unmapped.length === 0

/** Packs entries, with the stretch of time that they cover, so that a search passes over blocks that cannot hold a moment. */
export const packSeen = (entries: readonly SourceEntry[], clock: number): SeenBlock => {
  const plain = entries.filter(isPlain)
  const vitals = CONTINUOUS_VITALS.filter((vital) => plain.some(({ values }) => values[vital] !== undefined))
  const rows = new Float64Array(plain.length * (1 + vitals.length))
  let next = 0
  for (const { at, values } of plain) {
    rows[next++] = at
    for (const vital of vitals) rows[next++] = values[vital] ?? Number.NaN
  }
  let fromAt = Number.POSITIVE_INFINITY
  let toAt = Number.NEGATIVE_INFINITY
  for (const { at } of entries) {
    fromAt = Math.min(fromAt, at)
    toAt = Math.max(toAt, at)
  }
  return { fromAt, toAt, clock, vitals, rows, entries: entries.filter((entry) => !isPlain(entry)) }
}

/** What a block holds of one moment. */
export const seenAt = (block: SeenBlock, at: number): readonly (SourceEntry | SeenNumerics)[] => {
  if (at < block.fromAt || block.toAt < at) return []
  const { vitals, rows, entries } = block
  const found: (SourceEntry | SeenNumerics)[] = entries.filter((entry) => entry.at === at)
  const width = 1 + vitals.length
  for (let start = 0; start < rows.length; start += width) {
    if (rows[start] !== at) continue
    const values: { [vital in ContinuousVital]?: number } = {}
    for (const [index, vital] of vitals.entries()) {
      const value = rows[start + 1 + index] ?? Number.NaN
      if (!Number.isNaN(value)) values[vital] = value
    }
    found.push({ kind: 'numerics', at, values, off: [], unmapped: [] })
  }
  return found
}
