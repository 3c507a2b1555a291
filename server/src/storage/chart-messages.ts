import type { EpisodePage } from '@chairside/shared/alarm-review'
import type { SessionId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { ReviewFigures } from '../domain/alarm-review.ts'
import type { AlarmReviews, Weighing } from '../ports/alarm-reviews.ts'
import type { AskedJudgement, BuiltChart, ChartBuilder } from '../ports/charts.ts'
import type { ChainFault } from '../ports/record.ts'
import type { ReadSoFar } from './alarm-reading.ts'

/** What the chart thread is started with. */
export interface ChartSettings {
  readonly file: string
  readonly headsFolder: string
  readonly busyTimeoutMs: number
}

export type ToCharts =
  | { readonly kind: 'build'; readonly id: number; readonly sessionId: SessionId }
  | {
      readonly kind: 'judge-again'
      readonly id: number
      readonly sessionId: SessionId
      readonly base: Protocol | null
      readonly changes: Parameters<ChartBuilder['judgeAgain']>[2]
    }
  | {
      readonly kind: 'carry'
      readonly id: number
      readonly sessionId: SessionId
      readonly act: Parameters<ChartBuilder['carryAfterwards']>[1]
      readonly now: number
    }
  | { readonly kind: 'copy'; readonly id: number; readonly sessionId: SessionId }
  | { readonly kind: 'verify'; readonly id: number; readonly sessionId: SessionId }
  | { readonly kind: 'review'; readonly id: number; readonly asked: Parameters<AlarmReviews['review']> }
  | { readonly kind: 'episodes'; readonly id: number; readonly asked: Parameters<AlarmReviews['episodes']> }
  | { readonly kind: 'sessions-in'; readonly id: number; readonly asked: Parameters<AlarmReviews['sessionsIn']> }
  | { readonly kind: 'weigh'; readonly id: number; readonly asked: Parameters<AlarmReviews['weigh']> }
  | { readonly kind: 'close' }

export type FromCharts =
  | { readonly kind: 'built'; readonly id: number; readonly chart: BuiltChart | null }
  | { readonly kind: 'judged'; readonly id: number; readonly answer: AskedJudgement | null }
  | { readonly kind: 'carried'; readonly id: number; readonly answer: Awaited<ReturnType<ChartBuilder['carryAfterwards']>> }
  | { readonly kind: 'copied'; readonly id: number; readonly copy: Uint8Array | null }
  | { readonly kind: 'verified'; readonly id: number; readonly faults: readonly ChainFault[] }
  | { readonly kind: 'reviewed'; readonly id: number; readonly answer: ReadSoFar<ReviewFigures> }
  | { readonly kind: 'listed'; readonly id: number; readonly answer: ReadSoFar<EpisodePage> }
  | { readonly kind: 'found'; readonly id: number; readonly answer: ReadSoFar<readonly SessionId[]> }
  | { readonly kind: 'weighed'; readonly id: number; readonly answer: Weighing | null }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
