import type { Excursion } from '@chairside/shared/excursion'
import type { Baseline } from '@chairside/shared/fact'
import type { GapPicture, LimitsPicture, SetPicture } from '@chairside/shared/picture'
import { memo } from 'react'
import { CartesianGrid, ReferenceArea, ReferenceLine, ZIndexLayer } from 'recharts'
import { Curve } from '../common/curve.tsx'
import { Levels, MARKS_ABOVE, MinuteAxis, Plot, ValueAxis } from '../common/plot-parts.tsx'
import { BaselineBand, pressureScale, saturationScale, usePressureLevels, useSaturationLevels } from '../common/pressure-plot.tsx'
import { type LinePoint, minuteOf, type TrendAxis } from '../common/trend-scale.ts'
import { GapMarks, SetMarks } from './trend-marks.tsx'

interface PressureProps {
  readonly axis: TrendAxis
  readonly sets: readonly SetPicture[]
  readonly gaps: readonly GapPicture[]
  readonly excursions: readonly Excursion[]
  readonly baseline: Baseline | null
  readonly limits: LimitsPicture | null
  /** X9: when the sets were taken that staff marked. */
  readonly artefacts: readonly number[]
  readonly nowMinute: number
  readonly heart: readonly LinePoint[]
}

const minuteWords = (minute: number): string => String(minute)

/** SYS v and DIA ^ joined, MAP dash, heart rate; baseline with its band, limits, excursions, gaps. */
export const PressurePlot = memo(({ axis, sets, gaps, excursions, baseline, limits, artefacts, nowMinute, heart }: PressureProps) => {
  const { low, high, ticks } = pressureScale(sets)
  const levels = usePressureLevels(limits, baseline)
  return (
    <Plot>
      <CartesianGrid stroke="var(--line)" strokeOpacity={0.6} />
      <MinuteAxis {...axis} written={false} />
      <ValueAxis low={low} high={high} ticks={ticks} />
      <BaselineBand baseline={baseline} high={high} opacity={0.9} />
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
      <ReferenceLine x={nowMinute} stroke="var(--line-strong)" strokeDasharray="2 4" />
      <Curve points={heart} colour="var(--hr)" spanOpacity={0.22} />
      <ZIndexLayer zIndex={MARKS_ABOVE}>
        <Levels levels={levels} />
        <GapMarks gaps={gaps} axis={axis} nowMinute={nowMinute} labelled />
        <SetMarks sets={sets} axis={axis} limits={limits} artefacts={artefacts} />
      </ZIndexLayer>
    </Plot>
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
  const { low, high, ticks } = saturationScale(points.map(({ span }) => span?.[0] ?? 100))
  const levels = useSaturationLevels(limit)
  return (
    <Plot>
      <CartesianGrid stroke="var(--line)" strokeOpacity={0.6} horizontal={false} />
      <MinuteAxis {...axis} written={minuteWords} />
      <ValueAxis low={low} high={high} ticks={ticks} />
      <Curve points={points} colour="var(--spo2)" spanOpacity={0.3} />
      <ZIndexLayer zIndex={MARKS_ABOVE}>
        <Levels levels={levels} />
        <GapMarks gaps={gaps} axis={axis} nowMinute={nowMinute} labelled={false} />
      </ZIndexLayer>
    </Plot>
  )
})
