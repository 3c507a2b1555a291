import type { SessionChart } from '@chairside/shared/session-chart'
import { memo, useMemo } from 'react'
import { ZIndexLayer } from 'recharts'
import { type ChartAxis, ticksOf, type View } from '../../model/chart-axis.ts'
import { Curve } from '../common/curve.tsx'
import { Levels, MARKS_ABOVE, MinuteAxis, Plot, ValueAxis } from '../common/plot-parts.tsx'
import { BaselineBand, pressureScale, saturationScale, usePressureLevels, useSaturationLevels } from '../common/pressure-plot.tsx'
import type { LinePoint } from '../common/trend-scale.ts'
import { ChartGaps, ChartGrid, ChartGround, ChartSetMarks, LooseMarks } from './plot-marks.tsx'

const GROUND_BELOW = -150

/** Points of a line in this part of the axis, broken where data are missing for longer than buckets and period explain. */
const pointsOf = (chart: SessionChart, axis: ChartAxis, view: View, vitals: readonly ('hr' | 'pulse' | 'spo2')[]): readonly LinePoint[] => {
  const series = vitals.map((vital) => chart.series[vital]).find((found) => found !== undefined && found.length > 0) ?? []
  const apartMs = Math.max(3 * chart.bucketMs, 2.5 * chart.periodMs, 15_000)
  const points: LinePoint[] = []
  let before: number | null = null
  for (const [at, low, high, last] of series) {
    const x = axis.xOf(at)
    if (x < view.fromX - 2 || x > view.toX + 2) continue
    if (before !== null && at - before > apartMs) points.push({ minute: axis.xOf(before + chart.bucketMs), value: null, span: null })
    points.push({ minute: x, value: last, span: [low, high] })
    before = at
  }
  return points.length === 0 ? [{ minute: view.fromX, value: null, span: null }] : points
}

const rangeOf = (chart: SessionChart) =>
  pressureScale(
    chart.sets,
    (chart.series.hr ?? chart.series.pulse ?? []).flatMap(([, low, high]) => [low, high]),
  )

interface Props {
  readonly chart: SessionChart
  readonly axis: ChartAxis
  readonly view: View
  readonly endAt: number
}

const MOST_TICKS = 20
const NO_TICKS: readonly number[] = []

/** SYS v and DIA ^ joined, MAP dash, heart rate; baseline with its band, limits, excursions, phases, gaps. */
export const RecordPlot = memo(({ chart, axis, view, endAt }: Props) => {
  const points = useMemo(() => pointsOf(chart, axis, view, ['hr', 'pulse']), [chart, axis, view])
  const { low, high, ticks } = useMemo(() => rangeOf(chart), [chart])
  const levels = usePressureLevels(chart.limits, chart.baseline)
  const grid = useMemo(() => ticksOf(axis, view.fromX, view.toX, MOST_TICKS), [axis, view])
  return (
    <Plot>
      <MinuteAxis fromMinute={view.fromX} toMinute={view.toX} ticks={NO_TICKS} written={false} />
      <ValueAxis low={low} high={high} ticks={ticks} />
      <ZIndexLayer zIndex={GROUND_BELOW}>
        <ChartGround axis={axis} phases={chart.phases} excursions={chart.excursions} endAt={endAt} />
        <ChartGrid axis={axis} ticks={grid} />
      </ZIndexLayer>
      <BaselineBand baseline={chart.baseline} high={high} opacity={0.55} />
      <Curve points={points} colour="var(--hr)" spanOpacity={0.22} />
      <ZIndexLayer zIndex={MARKS_ABOVE}>
        <Levels levels={levels} />
        <ChartGaps gaps={chart.gaps} axis={axis} endAt={endAt} named vital="hr" />
        <LooseMarks chart={chart} axis={axis} vital="hr" />
        <ChartSetMarks sets={chart.sets} axis={axis} limits={chart.limits} />
      </ZIndexLayer>
    </Plot>
  )
})

/** The strip below needs less room above than the pressure, whose extremes are written there. */
const STRIP_TOP_PX = 8

/** The strip of SpO2 with its limit; the lowest of each bucket stays visible. Its axis carries the minutes. */
export const SaturationStrip = memo(({ chart, axis, view, endAt }: Props) => {
  const points = useMemo(() => pointsOf(chart, axis, view, ['spo2']), [chart, axis, view])
  const grid = useMemo(() => ticksOf(axis, view.fromX, view.toX, MOST_TICKS), [axis, view])
  const { low, high, ticks } = saturationScale((chart.series.spo2 ?? []).map(([, lowest]) => lowest))
  const levels = useSaturationLevels(chart.limits?.spo2Low ?? null)
  const minuteAt = new Map(grid.map(({ x, minute }) => [x, minute]))
  return (
    <Plot topPx={STRIP_TOP_PX}>
      <MinuteAxis
        fromMinute={view.fromX}
        toMinute={view.toX}
        ticks={grid.map(({ x }) => x)}
        written={(x) => String(minuteAt.get(x) ?? '')}
      />
      <ValueAxis low={low} high={high} ticks={ticks} />
      <ZIndexLayer zIndex={GROUND_BELOW}>
        <ChartGrid axis={axis} ticks={grid} />
      </ZIndexLayer>
      <Curve points={points} colour="var(--spo2)" spanOpacity={0.3} />
      <ZIndexLayer zIndex={MARKS_ABOVE}>
        <Levels levels={levels} />
        <ChartGaps gaps={chart.gaps} axis={axis} endAt={endAt} named={false} vital="spo2" />
        <LooseMarks chart={chart} axis={axis} vital="spo2" />
      </ZIndexLayer>
    </Plot>
  )
})
