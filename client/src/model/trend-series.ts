import type { NumericPicture } from '@chairside/shared/picture'
import type { Trend, TrendPoint } from '@chairside/shared/trend'
import { CONTINUOUS_VITALS, type ContinuousVital } from '@chairside/shared/vital'

/** A line may hold this many points; beyond it neighbours are merged, lowest and highest kept. */
export const MAX_POINTS = 600

const merged = (points: readonly TrendPoint[]): readonly TrendPoint[] => {
  const result: TrendPoint[] = []
  for (let index = 0; index < points.length; index += 2) {
    const a = points[index] as TrendPoint
    const b = points[index + 1]
    result.push(b === undefined ? a : [a[0], Math.min(a[1], b[1]), Math.max(a[2], b[2]), b[3]])
  }
  return result
}

/** The same series in twice as wide buckets until it fits; no extreme is lost. */
const fitted = (trend: Trend): Trend => {
  let { bucketMs } = trend
  let series = trend.series
  while (CONTINUOUS_VITALS.some((vital) => (series[vital]?.length ?? 0) > MAX_POINTS)) {
    bucketMs *= 2
    series = Object.fromEntries(Object.entries(series).map(([vital, points]) => [vital, merged(points)]))
  }
  return { ...trend, bucketMs, series }
}

const withPoint = (points: readonly TrendPoint[], at: number, value: number, bucketMs: number): readonly TrendPoint[] => {
  const last = points.at(-1)
  if (last !== undefined && at <= last[0]) return points
  if (last !== undefined && at - last[0] < bucketMs) {
    return [...points.slice(0, -1), [last[0], Math.min(last[1], value), Math.max(last[2], value), value]]
  }
  return [...points, [at, value, value, value]]
}

/** Adds the numbers on the screen to the history. Rejected and flagged ones stay out; the same reference if nothing is new. */
export const appendLive = (trend: Trend, numerics: { readonly [vital in ContinuousVital]?: NumericPicture }): Trend => {
  let series: { [vital in ContinuousVital]?: readonly TrendPoint[] } | null = null
  for (const vital of CONTINUOUS_VITALS) {
    const numeric = numerics[vital]
    if (numeric === undefined || numeric.rejected || numeric.flagged) continue
    const before = trend.series[vital] ?? []
    const after = withPoint(before, numeric.at, numeric.value, Math.max(trend.bucketMs, 1))
    if (after !== before) {
      series ??= { ...trend.series }
      series[vital] = after
    }
  }
  return series === null ? trend : fitted({ ...trend, series })
}

/** A bucketed session without history yet. */
export const emptyTrend = (sessionId: Trend['sessionId']): Trend => ({ sessionId, bucketMs: 5_000, series: {} })

export { fitted as fitTrend }
