import type { AlarmReview, AskedEpisodes, AskedReview, EpisodePage } from '@chairside/shared/alarm-review'
import type { AskedWhatIf, WhatIfRun } from '@chairside/shared/alarm-what-if'
import { type Asked, createAsk } from './ask.ts'

/** What sounded over a period, and what would have by other limits. */
export interface AlarmReviews {
  review(asked: AskedReview): Promise<Asked<AlarmReview>>
  episodes(asked: AskedEpisodes): Promise<Asked<EpisodePage>>
  /** Begins to judge all sessions of a period again; `run` says how far it is. */
  whatIf(asked: AskedWhatIf): Promise<Asked<WhatIfRun>>
  run(runId: string): Promise<Asked<WhatIfRun>>
  cancel(runId: string): Promise<Asked<WhatIfRun>>
}

const queryOf = (asked: Readonly<Record<string, unknown>>): string =>
  new URLSearchParams(Object.entries(asked).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))).toString()

export const createAlarmReviews = (request: typeof fetch): AlarmReviews => {
  const ask = createAsk(request)
  const at = (runId: string): string => `/api/alarms/what-if/${encodeURIComponent(runId)}`
  return {
    review: (asked) => ask(`/api/alarms?${queryOf(asked)}`),
    episodes: (asked) => ask(`/api/alarms/episodes?${queryOf(asked)}`),
    whatIf: (asked) => ask('/api/alarms/what-if', asked),
    run: (runId) => ask(at(runId)),
    cancel: (runId) => ask(`${at(runId)}/cancel`, {}),
  }
}
