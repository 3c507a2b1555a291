import type { EpisodePage } from '@chairside/shared/alarm-review'
import type { SessionId } from '@chairside/shared/identity'
import type { JudgeAgain } from '@chairside/shared/judged-again'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'
import type { ReviewFigures, ReviewPeriod } from '../domain/alarm-review.ts'
import type { EpisodeWish } from '../domain/review-episodes.ts'
import type { WeighedSession } from '../domain/weigh-session.ts'

export type Weighing =
  | { readonly ok: true; readonly weighed: WeighedSession }
  /** What is wrong with what was asked for, by path. */
  | { readonly ok: false; readonly faults: readonly string[] }

/** What sounded, over all sessions of a period. Read from the record beside whoever judges the room. */
export interface AlarmReviews {
  /** `edges`: where the stretches of the period begin, and its end. */
  review(period: ReviewPeriod, edges: readonly Moment[]): Promise<ReviewFigures>
  episodes(period: ReviewPeriod, wish: EpisodeWish): Promise<EpisodePage>
  /** Sessions of which some lies in the period, in the order of their beginnings. */
  sessionsIn(period: ReviewPeriod): Promise<readonly SessionId[]>
  /**
   * One session of the period judged by its own protocol and by another. `base`: the protocol to change; null: the session's own.
   * Null: the record holds no such session.
   */
  weigh(
    sessionId: SessionId,
    period: ReviewPeriod,
    base: Protocol | null,
    changes: NonNullable<JudgeAgain['changes']>,
  ): Promise<Weighing | null>
}
