import type { ChairId } from './identity.ts'
import type { Moment } from './time.ts'

/** What is still known of a session that its retention let go: where and when it was, and why it is not there. Nothing of its patient. */
export interface RemovedSession {
  readonly chairId: ChairId
  readonly openedAt: Moment
  readonly endedAt: Moment
  /** S5. Null: it was removed before removals said it. */
  readonly simulated: boolean | null
  /** The last day on which it had to be kept; null: the audit does not say. */
  readonly keptUntil: string | null
  /** When the audit let it go. */
  readonly removedAt: Moment
}

/** Removed sessions by their kind (S5). */
export interface RemovedCounts {
  readonly real: number
  readonly simulated: number
  /** Removed before removals said which they were. */
  readonly unknown: number
}
