import type { FactOf } from '@chairside/shared/fact'
import type { ChairPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import type { TimelineItem } from '@chairside/shared/timeline'

/** Whether it says when the pump started, paused, resumed, changed or stopped. */
export const isAmendable = (item: TimelineItem): boolean =>
  item.kind === 'rate-changed' || (item.kind === 'phase-changed' && ['infusing', 'paused', 'recovering'].includes(item.to))

/** X9: the newest amendment of what this line states; null: it stands as it was stated. */
export const amendmentOf = ({ timeline }: ChairPicture, { seq }: TimelineItem): FactOf<'infusion-time-amended'> | null => {
  const found = timeline?.findLast((item) => item.kind === 'infusion-time-amended' && item.amends === seq)
  return found?.kind === 'infusion-time-amended' ? found : null
}

/** When it happened, as it stands now. */
export const standingTimeOf = (chair: ChairPicture, item: TimelineItem): Moment => amendmentOf(chair, item)?.happenedAt ?? item.at
