import type { FactOf } from '@chairside/shared/fact'
import type { Moment } from '@chairside/shared/time'
import type { TimelineItem } from '@chairside/shared/timeline'

/** Whether it says when the pump started, paused, resumed, changed or stopped. */
export const isAmendable = (item: TimelineItem): boolean =>
  item.kind === 'rate-changed' || (item.kind === 'phase-changed' && ['infusing', 'paused', 'recovering'].includes(item.to))

/** The log of a chair or of a chart. */
interface Logged {
  readonly timeline?: readonly TimelineItem[]
}

/** X9: the newest amendment of what this line states; null: it stands as it was stated. */
export const amendmentOf = ({ timeline }: Logged, { seq }: TimelineItem): FactOf<'infusion-time-amended'> | null => {
  const found = timeline?.findLast((item) => item.kind === 'infusion-time-amended' && item.amends === seq)
  return found?.kind === 'infusion-time-amended' ? found : null
}

/** When it happened, as it stands now. */
export const standingTimeOf = (logged: Logged, item: TimelineItem): Moment => amendmentOf(logged, item)?.happenedAt ?? item.at
