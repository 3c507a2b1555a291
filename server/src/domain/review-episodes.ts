import type { Priority } from '@chairside/shared/alarm'
import type { AlarmSource, EpisodeLine, EpisodePage } from '@chairside/shared/alarm-review'
import type { AlarmCall } from './alarm-calls.ts'
import { beginsIn } from './alarm-load.ts'
import { isWithin, type ReviewPeriod } from './alarm-review.ts'
import type { ReviewedEpisode, SessionAlarms } from './session-alarms.ts'

/** Which alarms of a period; absent: all. */
export interface EpisodeWish {
  readonly source?: AlarmSource
  readonly priority?: Priority
  readonly offset: number
  readonly limit: number
}

/** The wait that an alarm began, or in which it came back. */
const callOf = (calls: readonly AlarmCall[], { alarmId, fromAt, untilAt }: ReviewedEpisode): AlarmCall | null =>
  calls.find((call) => call.alarmId === alarmId && call.fromAt <= untilAt && call.untilAt >= fromAt) ?? null

const lineOf = ({ sessionId, chairId, calls }: SessionAlarms, episode: ReviewedEpisode): EpisodeLine => {
  const call = callOf(calls, episode)
  const { alarmId, source, name, cause, priority, text, fromAt, untilAt, present } = episode
  return {
    sessionId,
    chairId,
    alarmId,
    source,
    name,
    cause,
    priority,
    text,
    fromAt,
    untilAt,
    present,
    outcome: call?.outcome ?? (present ? 'open' : 'ended'),
    answer: call === null || call.by === null ? null : { by: call.by, plan: call.plan, waitMs: call.untilAt - call.fromAt },
    escalations: call?.escalation ?? 0,
  }
}

/** Alarms that began in the period, newest first, one page of them. */
export const episodesOf = (sessions: readonly SessionAlarms[], period: ReviewPeriod, wish: EpisodeWish): EpisodePage => {
  const found = sessions
    .filter(
      (session) =>
        isWithin(session, period) &&
        session.simulated === period.simulated &&
        (period.chairId === null || session.chairId === period.chairId),
    )
    .flatMap((session) =>
      session.episodes
        .filter(
          (one) =>
            beginsIn(one, period) &&
            (wish.source === undefined || one.source === wish.source) &&
            (wish.priority === undefined || one.priority === wish.priority),
        )
        .map((episode) => ({ session, episode })),
    )
    .sort((a, b) => b.episode.fromAt - a.episode.fromAt)
  return {
    total: found.length,
    episodes: found.slice(wish.offset, wish.offset + wish.limit).map(({ session, episode }) => lineOf(session, episode)),
  }
}
