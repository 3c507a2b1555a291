import type { Excursion } from '@chairside/shared/excursion'
import type { Baseline } from '@chairside/shared/fact'
import type { GapPicture, LimitsPicture, SetPicture } from '@chairside/shared/picture'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
  ZIndexLayer,
} from 'recharts'
import { GapMarks, SetMarks } from './trend-marks.tsx'
import { type LinePoint, minuteOf, type TrendAxis } from './trend-scale.ts'

/** Left and right room of every lane, so that one minute stands at one place in all of them. */
const MARGIN = { top: 8, right: 92, bottom: 0, left: 0 }
/** Above areas and lines, below the labels. */
const MARKS_ABOVE = 650
const AXIS_WIDTH = 48
const TICK = { fill: 'var(--soft)', fontSize: 13 }
const NO_POINTS: LinePoint[] = [{ minute: 0, value: null, span: null }]

interface PressureProps {
  readonly axis: TrendAxis
  readonly sets: readonly SetPicture[]
  readonly gaps: readonly GapPicture[]
  readonly excursions: readonly Excursion[]
  readonly baseline: Baseline | null
  readonly limits: LimitsPicture | null
  readonly nowMinute: number
  readonly heart: readonly LinePoint[]
}

const heightOf = (sets: readonly SetPicture[]): { readonly low: number; readonly high: number; readonly ticks: number[] } => {
  const values = sets.filter((set) => set.state !== 'rejected').flatMap((set) => [set.sys ?? 120, set.dia ?? 80])
  const low = Math.max(0, Math.floor((Math.min(50, ...values) - 5) / 20) * 20)
  const high = Math.ceil((Math.max(190, ...values) + 5) / 20) * 20
  return { low, high, ticks: Array.from({ length: (high - low) / 20 + 1 }, (_, index) => low + index * 20) }
}

const rightLabel = (value: string, colour: string) => ({ value, position: 'right' as const, fill: colour, fontSize: 12.5 })

/** SYS v and DIA ^ joined, MAP dash, heart rate; baseline with its band, limits, excursions, gaps. */
export const PressurePlot = memo(({ axis, sets, gaps, excursions, baseline, limits, nowMinute, heart }: PressureProps) => {
  const { t } = useTranslation()
  const { low, high, ticks } = heightOf(sets)
  return (
    <div className="plot-pressure">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={heart.length === 0 ? NO_POINTS : [...heart]} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" strokeOpacity={0.6} />
          <XAxis
            dataKey="minute"
            type="number"
            scale="linear"
            domain={[axis.fromMinute, axis.toMinute]}
            ticks={[...axis.ticks]}
            tick={false}
            axisLine={false}
            tickLine={false}
            height={4}
            allowDataOverflow
          />
          <YAxis
            type="number"
            scale="linear"
            domain={[low, high]}
            ticks={ticks}
            tick={TICK}
            width={AXIS_WIDTH}
            axisLine={false}
            tickLine={false}
            allowDataOverflow
          />
          {baseline !== null && (
            <ReferenceArea
              y1={baseline.sys * 0.8}
              y2={Math.min(high, baseline.sys * 1.2)}
              fill="var(--band)"
              fillOpacity={0.9}
              stroke="none"
            />
          )}
          {excursions.map((excursion) => (
            <ReferenceArea
              key={excursion.id}
              x1={Math.max(axis.fromMinute, minuteOf(excursion.openedAt, axis.originAt))}
              x2={excursion.closedAt === null ? nowMinute : minuteOf(excursion.closedAt, axis.originAt)}
              fill={excursion.peakLevel === 'warning' ? 'var(--medium-line)' : 'var(--high-line)'}
              fillOpacity={excursion.confirmed ? 0.13 : 0.06}
              stroke="none"
            />
          ))}
          {baseline !== null && (
            <ReferenceLine
              y={baseline.sys}
              stroke="var(--line-strong)"
              label={rightLabel(t('plot.baseline', { value: Math.round(baseline.sys) }), 'var(--soft)')}
            />
          )}
          {limits !== null && limits.sysHighWarning !== null && (
            <ReferenceLine
              y={limits.sysHighWarning}
              stroke="var(--medium-line)"
              strokeDasharray="6 5"
              label={rightLabel(t('plot.warning', { value: Math.round(limits.sysHighWarning) }), 'var(--medium-text)')}
            />
          )}
          {limits !== null && limits.sysHighCritical !== null && (
            <ReferenceLine
              y={limits.sysHighCritical}
              stroke="var(--high-line)"
              strokeDasharray="6 5"
              label={rightLabel(t('plot.critical', { value: Math.round(limits.sysHighCritical) }), 'var(--high-text)')}
            />
          )}
          {limits !== null && limits.sysLowWarning !== null && (
            <ReferenceLine
              y={limits.sysLowWarning}
              stroke="var(--medium-line)"
              strokeDasharray="2 6"
              label={rightLabel(t('plot.low', { value: Math.round(limits.sysLowWarning) }), 'var(--medium-text)')}
            />
          )}
          <ReferenceLine x={nowMinute} stroke="var(--line-strong)" strokeDasharray="2 4" />
          <Area
            dataKey="span"
            stroke="none"
            fill="var(--hr)"
            fillOpacity={0.22}
            isAnimationActive={false}
            dot={false}
            activeDot={false}
            connectNulls={false}
          />
          <Line
            dataKey="value"
            stroke="var(--hr)"
            strokeWidth={1.8}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
            connectNulls={false}
          />
          <ZIndexLayer zIndex={MARKS_ABOVE}>
            <GapMarks gaps={gaps} axis={axis} nowMinute={nowMinute} labelled />
            <SetMarks sets={sets} axis={axis} limits={limits} />
          </ZIndexLayer>
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  )
})

interface SaturationProps {
  readonly axis: TrendAxis
  readonly points: readonly LinePoint[]
  readonly limit: number | null
  readonly gaps: readonly GapPicture[]
  readonly nowMinute: number
}

/** The strip of SpO2 below, with its limit; the lowest of each bucket stays visible. Its axis carries the minutes. */
export const SaturationPlot = memo(({ axis, points, limit, gaps, nowMinute }: SaturationProps) => {
  const lowest = Math.min(88, ...points.map((point) => point.span?.[0] ?? 100))
  const low = Math.max(0, Math.floor((lowest - 2) / 5) * 5)
  return (
    <div className="plot-saturation">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={points.length === 0 ? NO_POINTS : [...points]} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" strokeOpacity={0.6} horizontal={false} />
          <XAxis
            dataKey="minute"
            type="number"
            scale="linear"
            domain={[axis.fromMinute, axis.toMinute]}
            ticks={[...axis.ticks]}
            tick={TICK}
            axisLine={{ stroke: 'var(--line-strong)' }}
            tickLine={false}
            height={24}
            allowDataOverflow
          />
          <YAxis
            type="number"
            scale="linear"
            domain={[low, 101]}
            ticks={[90, 100]}
            tick={TICK}
            width={AXIS_WIDTH}
            axisLine={false}
            tickLine={false}
            allowDataOverflow
          />
          {limit !== null && (
            <ReferenceLine
              y={limit}
              stroke="var(--medium-line)"
              strokeDasharray="6 5"
              label={rightLabel(`SpO2 ${limit}`, 'var(--medium-text)')}
            />
          )}
          <Area
            dataKey="span"
            stroke="none"
            fill="var(--spo2)"
            fillOpacity={0.3}
            isAnimationActive={false}
            dot={false}
            activeDot={false}
            connectNulls={false}
          />
          <Line
            dataKey="value"
            stroke="var(--spo2)"
            strokeWidth={1.8}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
            connectNulls={false}
          />
          <ZIndexLayer zIndex={MARKS_ABOVE}>
            <GapMarks gaps={gaps} axis={axis} nowMinute={nowMinute} labelled={false} />
          </ZIndexLayer>
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  )
})
