import type { AlarmReviews } from '@chairside/client/feed/alarm-reviews.ts'
import type { AlarmReview, AskedEpisodes, AskedReview, EpisodeLine } from '@chairside/shared/alarm-review'
import type { AskedWhatIf, WhatIfRun } from '@chairside/shared/alarm-what-if'

/** Reviews as a test sets them, with what was asked of them. */
export interface FakeReviews extends AlarmReviews {
  shown: AlarmReview | null
  lines: readonly EpisodeLine[]
  begun: WhatIfRun | null
  readonly asked: AskedReview[]
  readonly listed: AskedEpisodes[]
  readonly questions: AskedWhatIf[]
  readonly cancelled: string[]
}

const NO_ANSWER = { ok: false, problem: { code: 'no-answer', details: [] } } as const

export const createFakeReviews = (): FakeReviews => {
  const fake: FakeReviews = {
    shown: null,
    lines: [],
    begun: null,
    asked: [],
    listed: [],
    questions: [],
    cancelled: [],
    review: async (asked) => {
      fake.asked.push(asked)
      // A test sets what is shown right after it drew the page.
      await Promise.resolve()
      return fake.shown === null ? NO_ANSWER : { ok: true, value: { ...fake.shown, from: asked.from, to: asked.to } }
    },
    episodes: async (asked) => {
      fake.listed.push(asked)
      await Promise.resolve()
      return { ok: true, value: { episodes: fake.lines, total: fake.lines.length } }
    },
    whatIf: async (asked) => {
      fake.questions.push(asked)
      return fake.begun === null ? NO_ANSWER : { ok: true, value: fake.begun }
    },
    run: async () => (fake.begun === null ? NO_ANSWER : { ok: true, value: fake.begun }),
    cancel: async (runId) => {
      fake.cancelled.push(runId)
      return fake.begun === null ? NO_ANSWER : { ok: true, value: { ...fake.begun, state: 'cancelled' } }
    },
  }
  return fake
}
