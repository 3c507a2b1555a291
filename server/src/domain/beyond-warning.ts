/** A measured point: minutes on any common axis, and mmHg. */
interface Point {
  readonly atMs: number
  readonly value: number
}

export interface Beyond {
  readonly minutes: number
  readonly area: number
}

const NOTHING: Beyond = { minutes: 0, area: 0 }

/**
 * Minutes and area (mmHg x min) of the straight line between two points at or above `limit` (X7). An estimate: nobody measured between.
 */
const beyondAbove = (from: Point, to: Point, limit: number): Beyond => {
  const minutes = (to.atMs - from.atMs) / 60_000
  const a = from.value - limit
  const b = to.value - limit
  if (minutes <= 0 || (a < 0 && b < 0)) return NOTHING
  if (a >= 0 && b >= 0) return { minutes, area: ((a + b) / 2) * minutes }
  const above = Math.max(a, b)
  const share = above / Math.abs(a - b)
  return { minutes: minutes * share, area: (above / 2) * minutes * share }
}

/** The same below `limit`; the limit itself is still inside. */
const beyondBelow = (from: Point, to: Point, limit: number): Beyond => {
  if (from.value >= limit && to.value >= limit) return NOTHING
  return beyondAbove({ ...from, value: -from.value }, { ...to, value: -to.value }, -limit)
}

/** One stretch between two sets, against the limit of one side; null: no limit in force. */
export const beyondWarning = (from: Point, to: Point, limit: number | null, side: 'high' | 'low'): Beyond =>
  limit === null ? NOTHING : side === 'high' ? beyondAbove(from, to, limit) : beyondBelow(from, to, limit)

export const plus = (a: Beyond, b: Beyond): Beyond => ({ minutes: a.minutes + b.minutes, area: a.area + b.area })
