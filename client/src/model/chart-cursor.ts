import { infusedMg } from '@chairside/shared/infusion'
import type { ChartSet, SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { TrendPoint } from '@chairside/shared/trend'
import { CONTINUOUS_VITALS, type ContinuousVital } from '@chairside/shared/vital'

/** All values of one moment of a chart. */
export interface CursorValues {
  readonly at: Moment
  /** The nearest accepted set within so many minutes. */
  readonly set: ChartSet | null
  readonly values: { readonly [vital in ContinuousVital]?: { readonly low: number; readonly high: number } }
  readonly rateMlPerHour: number | null
  readonly givenMg: number | null
}

const SET_NEAR_MS = 10 * MINUTE_MS

const bucketAt = (points: readonly TrendPoint[] | undefined, at: Moment, bucketMs: number): { low: number; high: number } | null => {
  const list = points ?? []
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] as TrendPoint)[0] <= at) low = middle + 1
    else high = middle
  }
  const found = list[low - 1]
  return found === undefined || at - found[0] >= bucketMs ? null : { low: found[1], high: found[2] }
}

export const valuesAt = (chart: SessionChart, at: Moment): CursorValues => {
  const sets = chart.sets.filter((set) => set.state !== 'rejected' && set.artefact === null)
  const nearest = sets.reduce<ChartSet | null>(
    (best, set) => (best === null || Math.abs(set.at - at) < Math.abs(best.at - at) ? set : best),
    null,
  )
  const values: { [vital in ContinuousVital]?: { low: number; high: number } } = {}
  for (const vital of CONTINUOUS_VITALS) {
    const found = bucketAt(chart.series[vital], at, chart.bucketMs) ?? bucketAt(chart.lateSeries[vital], at, chart.bucketMs)
    if (found !== null) values[vital] = found
  }
  const { infusion } = chart
  const running = infusion.stretches.find((stretch) => stretch.fromAt <= at && (stretch.toAt ?? Number.POSITIVE_INFINITY) > at)
  const begun = infusion.startedAt !== null && at >= infusion.startedAt
  const until = { ...infusion, stretches: infusion.stretches.map((stretch) => ({ ...stretch, toAt: Math.min(stretch.toAt ?? at, at) })) }
  return {
    at,
    set: nearest !== null && Math.abs(nearest.at - at) <= SET_NEAR_MS ? nearest : null,
    values,
    rateMlPerHour: running?.rateMlPerHour ?? null,
    givenMg: begun ? infusedMg(until, at) : null,
  }
}
