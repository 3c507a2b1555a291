import type { SessionId } from './identity.ts'
import type { Moment } from './time.ts'
import type { ContinuousVital } from './vital.ts'

/** Continuous vitals of one session thinned for a chart: per bucket the lowest, highest and last value, so that no extreme is lost. */
export interface Trend {
  readonly sessionId: SessionId
  readonly bucketMs: number
  readonly series: { readonly [vital in ContinuousVital]?: readonly TrendPoint[] }
}
/** [bucket start, lowest, highest, last] */
export type TrendPoint = readonly [at: Moment, low: number, high: number, last: number]
