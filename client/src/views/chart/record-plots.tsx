import type { SessionChart } from '@chairside/shared/session-chart'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ComposedChart, ReferenceArea, ResponsiveContainer, XAxis, YAxis, ZIndexLayer } from 'recharts'
import { type ChartAxis, ticksOf, type View } from '../../model/chart-axis.ts'
import { limitOf } from '../common/format.ts'
import { Curve, type Level, Levels } from '../common/plot-parts.tsx'
import { ChartGaps, ChartGrid, ChartGround, ChartSetMarks, LooseMarks } from './plot-marks.tsx'

/** Left and right room of every lane, so that one minute stands at one place in all of them. */
export const LEFT_PX = 48
export const RIGHT_PX = 104
const TICK = { fill: 'var(--soft)', fontSize: 13 }
const MARKS_ABOVE = 650
const GROUND_BELOW = -150
const LIMIT_DASHES = '6 5'
const LOW_DASHES = '2 6'
const MEDIUM = { stroke: 'var(--medium-line)', ink: 'var(--medium-text)' }
const HIGH = { stroke: 'var(--high-line)', ink: 'var(--high-text)' }

interface Point {
  readonly x: number
  readonly value: number | null
  readonly span: readonly [number, number] | null
}

/** Points of a line in this part of the axis, broken where data are missing for longer than buckets and period explain. */
const pointsOf = (chart: SessionChart, axis: ChartAxis, view: View, vitals: readonly ('hr' | 'pulse' | 'spo2')[]): Point[] => {
  const series = vitals.map((vital) => chart.series[vital]).find((found) => found !== undefined && found.length > 0) ?? []
  const apartMs = Math.max(3 * chart.bucketMs, 2.5 * chart.periodMs, 15_000)
  const points: Point[] = []
  let before: number | null = null
  for (const [at, low, high, last] of series) {
    const x = axis.xOf(at)
    if (x < view.fromX - 2 || x > view.toX + 2) continue
    if (before !== null && at - before > apartMs) points.push({ x: axis.xOf(before + chart.bucketMs), value: null, span: null })
    points.push({ x, value: last, span: [low, high] })
    before = at
  }
  return points.length === 0 ? [{ x: view.fromX, value: null, span: null }] : points
}

const heightOf = (chart: SessionChart): { readonly low: number; readonly high: number; readonly ticks: number[] } => {
  const values = chart.sets.filter((set) => set.state !== 'rejected').flatMap((set) => [set.sys ?? 120, set.dia ?? 80])
  const rates = (chart.series.hr ?? chart.series.pulse ?? []).flatMap(([, low, high]) => [low, high])
  const low = Math.max(0, Math.floor((Math.min(50, ...values, ...rates) - 5) / 20) * 20)
  const high = Math.ceil((Math.max(190, ...values, ...rates) + 5) / 20) * 20
  return { low, high, ticks: Array.from({ length: (high - low) / 20 + 1 }, (_, index) => low + index * 20) }
}

const useLevels = ({ limits, baseline }: SessionChart): readonly Level[] => {
  const { t } = useTranslation()
  const base: readonly Level[] =
    baseline === null
      ? []
      : [
          {
            at: baseline.sys,
            words: t('plot.baseline', { value: Math.round(baseline.sys) }),
            stroke: 'var(--line-strong)',
            ink: 'var(--soft)',
          },
        ]
  if (limits === null) return base
  return [
    ...[
      { key: 'axis.warning', at: limits.sysHighWarning, dashes: LIMIT_DASHES, ...MEDIUM } as const,
      { key: 'axis.critical', at: limits.sysHighCritical, dashes: LIMIT_DASHES, ...HIGH } as const,
      { key: 'axis.low', at: limits.sysLowWarning, dashes: LOW_DASHES, ...MEDIUM } as const,
      { key: 'axis.diaHigh', at: limits.diaHighWarning, edge: true, ...MEDIUM } as const,
      { key: 'axis.diaLow', at: limits.diaLowWarning ?? null, edge: true, ...MEDIUM } as const,
    ].flatMap(({ key, at, ...look }) => (at === null ? [] : [{ at, words: t(key, { value: limitOf(at) }), ...look }])),
    ...base,
  ]
}

interface Props {
  readonly chart: SessionChart
  readonly axis: ChartAxis
  readonly view: View
  readonly endAt: number
}

const MOST_TICKS = 20

/** SYS v and DIA ^ joined, MAP dash, heart rate; baseline with its band, limits, excursions, phases, gaps. */
export const RecordPlot = memo(({ chart, axis, view, endAt }: Props) => {
  const points = useMemo(() => pointsOf(chart, axis, view, ['hr', 'pulse']), [chart, axis, view])
  const { low, high, ticks } = useMemo(() => heightOf(chart), [chart])
  const levels = useLevels(chart)
  const grid = useMemo(() => ticksOf(axis, view.fromX, view.toX, MOST_TICKS), [axis, view])
  const { baseline } = chart
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={points} margin={{ top: 18, right: RIGHT_PX, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <XAxis
          dataKey="x"
          type="number"
          domain={[view.fromX, view.toX]}
          tick={false}
          axisLine={false}
          tickLine={false}
          height={4}
          allowDataOverflow
        />
        <YAxis
          type="number"
          domain={[low, high]}
          ticks={ticks}
          tick={TICK}
          width={LEFT_PX}
          axisLine={false}
          tickLine={false}
          allowDataOverflow
        />
        <ZIndexLayer zIndex={GROUND_BELOW}>
          <ChartGround axis={axis} phases={chart.phases} excursions={chart.excursions} endAt={endAt} />
          <ChartGrid axis={axis} ticks={grid} />
        </ZIndexLayer>
        {baseline !== null && (
          <ReferenceArea
            y1={baseline.sys * 0.8}
            y2={Math.min(high, baseline.sys * 1.2)}
            fill="var(--band)"
            fillOpacity={0.55}
            stroke="none"
          />
        )}
        <Curve colour="var(--hr)" spanOpacity={0.22} />
        <ZIndexLayer zIndex={MARKS_ABOVE}>
          <Levels levels={levels} />
          <ChartGaps gaps={chart.gaps} axis={axis} endAt={endAt} named vital="hr" />
          <LooseMarks chart={chart} axis={axis} vital="hr" />
          <ChartSetMarks sets={chart.sets} axis={axis} limits={chart.limits} />
        </ZIndexLayer>
      </ComposedChart>
    </ResponsiveContainer>
  )
})

const SATURATION_TICKS = [90, 100]

/** The strip of SpO2 with its limit; the lowest of each bucket stays visible. Its axis carries the minutes. */
export const SaturationStrip = memo(({ chart, axis, view, endAt }: Props) => {
  const points = useMemo(() => pointsOf(chart, axis, view, ['spo2']), [chart, axis, view])
  const grid = useMemo(() => ticksOf(axis, view.fromX, view.toX, MOST_TICKS), [axis, view])
  const lowest = Math.min(88, ...(chart.series.spo2 ?? []).map(([, low]) => low))
  const low = Math.max(0, Math.floor((lowest - 2) / 5) * 5)
  const limit = chart.limits?.spo2Low ?? null
  const minuteAt = new Map(grid.map(({ x, minute }) => [x, minute]))
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={points} margin={{ top: 8, right: RIGHT_PX, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <XAxis
          dataKey="x"
          type="number"
          domain={[view.fromX, view.toX]}
          ticks={grid.map(({ x }) => x)}
          tickFormatter={(x: number) => String(minuteAt.get(x) ?? '')}
          tick={TICK}
          interval="preserveStartEnd"
          axisLine={{ stroke: 'var(--line-strong)' }}
          tickLine={false}
          height={24}
          allowDataOverflow
        />
        <YAxis
          type="number"
          domain={[low, 101]}
          ticks={SATURATION_TICKS}
          tick={TICK}
          width={LEFT_PX}
          axisLine={false}
          tickLine={false}
          allowDataOverflow
        />
        <ZIndexLayer zIndex={GROUND_BELOW}>
          <ChartGrid axis={axis} ticks={grid} />
        </ZIndexLayer>
        <Curve colour="var(--spo2)" spanOpacity={0.3} />
        <ZIndexLayer zIndex={MARKS_ABOVE}>
          {limit !== null && <Levels levels={[{ at: limit, words: `SpO2 ${limitOf(limit)}`, dashes: LIMIT_DASHES, ...MEDIUM }]} />}
          <ChartGaps gaps={chart.gaps} axis={axis} endAt={endAt} named={false} vital="spo2" />
          <LooseMarks chart={chart} axis={axis} vital="spo2" />
        </ZIndexLayer>
      </ComposedChart>
    </ResponsiveContainer>
  )
})
