import { type CuffFreshness, cuffFreshnessOf } from '@chairside/shared/freshness'
import type { CuffPicture, SetPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'

/** V7: what the newest set is worth, by the times of its session. Where the server told none, what is overdue is struck at once. */
export const cuffFreshness = ({ nextDueAt, dimAfterMs = 0, strikeAfterMs = 0 }: CuffPicture, now: Moment): CuffFreshness =>
  cuffFreshnessOf(now, nextDueAt, { dimAfterMs, strikeAfterMs })

/** The newest set while it says what is now; null: there is none, or the next is overdue. */
export const currentSet = (cuff: CuffPicture, now: Moment): SetPicture | null =>
  cuffFreshness(cuff, now) === 'current' ? cuff.latest : null
