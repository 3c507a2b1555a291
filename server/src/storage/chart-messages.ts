import type { SessionId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { AskedJudgement, BuiltChart, ChartBuilder } from '../ports/charts.ts'
import type { ChainFault } from '../ports/record.ts'

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
  | { readonly kind: 'verify'; readonly id: number; readonly sessionId: SessionId }
  | { readonly kind: 'close' }

export type FromCharts =
  | { readonly kind: 'built'; readonly id: number; readonly chart: BuiltChart | null }
  | { readonly kind: 'judged'; readonly id: number; readonly answer: AskedJudgement | null }
  | { readonly kind: 'carried'; readonly id: number; readonly answer: Awaited<ReturnType<ChartBuilder['carryAfterwards']>> }
  | { readonly kind: 'verified'; readonly id: number; readonly faults: readonly ChainFault[] }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
