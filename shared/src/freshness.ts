import type { CuffRules } from './protocol-rules.ts'
import type { Moment } from './time.ts'

export type Freshness = 'live' | 'stale' | 'lost'

/** The age beyond which a continuous value is stale (V7), in ms. */
export const staleAfterMs = (periodMs: number): number => Math.max(5_000, 2 * periodMs)
/** The age beyond which a continuous value is lost, and beyond which its source counts as silent (V7, G1), in ms. */
export const lostAfterMs = (periodMs: number): number => Math.max(10_000, 3 * periodMs)

/** V7: shared by server and screens, since a screen that was cut off must itself say "old". */
export const freshnessOf = (ageMs: number, periodMs: number): Freshness => {
  if (ageMs > lostAfterMs(periodMs)) return 'lost'
  return ageMs > staleAfterMs(periodMs) ? 'stale' : 'live'
}

export type CuffFreshness = 'current' | 'dimmed' | 'struck'

/** V7: a set is dimmed from 2 min after the next was due, struck through from 5 min after. `nextDueAt` null: nothing is due. */
export const cuffFreshnessOf = (
  now: Moment,
  nextDueAt: Moment | null,
  rules: Pick<CuffRules, 'dimAfterMs' | 'strikeAfterMs'>,
): CuffFreshness => {
  if (nextDueAt === null) return 'current'
  const overdueMs = now - nextDueAt
  if (overdueMs >= rules.strikeAfterMs) return 'struck'
  return overdueMs >= rules.dimAfterMs ? 'dimmed' : 'current'
}
