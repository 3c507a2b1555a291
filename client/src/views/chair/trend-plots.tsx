import type { Excursion } from '@chairside/shared/excursion'
import type { Baseline } from '@chairside/shared/fact'
import type { GapPicture, LimitsPicture, SetPicture } from '@chairside/shared/picture'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { CartesianGrid, ReferenceArea, ReferenceLine, ZIndexLayer } from 'recharts'
import { limitOf } from '../common/format.ts'
import { Curve, type Level, Levels, MinuteAxis, Plot, ValueAxis } from '../common/plot-parts.tsx'
import { type LinePoint, minuteOf, type TrendAxis } from '../common/trend-scale.ts'
import { GapMarks, SetMarks } from './trend-marks.tsx'

/** Above areas and lines, below the labels. */
const MARKS_ABOVE = 650
const LIMIT_DASHES = '6 5'
const LOW_DASHES = '2 6'

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

const heightOf = (sets: readonly SetPicture[]): { readonly low: number; readonly high: number; readonly ticks: number[] } => {
  const values = sets.filter((set) => set.state !== 'rejected').flatMap((set) => [set.sys ?? 120, set.dia ?? 80])
  const low = Math.max(0, Math.floor((Math.min(50, ...values) - 5) / 20) * 20)
  const high = Math.ceil((Math.max(190, ...values) + 5) / 20) * 20
  return { low, high, ticks: Array.from({ length: (high - low) / 20 + 1 }, (_, index) => low + index * 20) }
}

const MEDIUM = { stroke: 'var(--medium-line)', ink: 'var(--medium-text)' }
const HIGH = { stroke: 'var(--high-line)', ink: 'var(--high-text)' }

/** The limits in force as the judge compares with them: those of SYS across the plot, those of DIA at its edge. */
const useLimitLevels = (limits: LimitsPicture | null): readonly Level[] => {
  const { t } = useTranslation()
  if (limits === null) return []
  return [
    { key: 'axis.warning', at: limits.sysHighWarning, dashes: LIMIT_DASHES, ...MEDIUM } as const,
    { key: 'axis.critical', at: limits.sysHighCritical, dashes: LIMIT_DASHES, ...HIGH } as const,
    { key: 'axis.low', at: limits.sysLowWarning, dashes: LOW_DASHES, ...MEDIUM } as const,
    { key: 'axis.diaHigh', at: limits.diaHighWarning, edge: true, ...MEDIUM } as const,
    { key: 'axis.diaLow', at: limits.diaLowWarning ?? null, edge: true, ...MEDIUM } as const,
  ].flatMap(({ key, at, ...look }) => (at === null ? [] : [{ at, words: t(key, { value: limitOf(at) }), ...look }]))
}

/** SYS v and DIA ^ joined, MAP dash, heart rate; baseline with its band, limits, excursions, gaps. */
export const PressurePlot = memo(({ axis, sets, gaps, excursions, baseline, limits, artefacts, nowMinute, heart }: PressureProps) => {
  const { t } = useTranslation()
  const { low, high, ticks } = heightOf(sets)
  const limitLevels = useLimitLevels(limits)
  const baselineLevels: readonly Level[] =
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
  return (
    <Plot points={heart}>
      <CartesianGrid stroke="var(--line)" strokeOpacity={0.6} />
      <MinuteAxis axis={axis} written={false} />
      <ValueAxis low={low} high={high} ticks={ticks} />
      {baseline !== null && (
        <ReferenceArea y1={baseline.sys * 0.8} y2={Math.min(high, baseline.sys * 1.2)} fill="var(--band)" fillOpacity={0.9} stroke="none" />
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
      <ReferenceLine x={nowMinute} stroke="var(--line-strong)" strokeDasharray="2 4" />
      <Curve colour="var(--hr)" spanOpacity={0.22} />
      <ZIndexLayer zIndex={MARKS_ABOVE}>
        <Levels levels={[...limitLevels, ...baselineLevels]} />
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

const SATURATION_TICKS = [90, 100]

/** The strip of SpO2 below, with its limit; the lowest of each bucket stays visible. Its axis carries the minutes. */
export const SaturationPlot = memo(({ axis, points, limit, gaps, nowMinute }: SaturationProps) => {
  const { t } = useTranslation()
  const lowest = Math.min(88, ...points.map((point) => point.span?.[0] ?? 100))
  const low = Math.max(0, Math.floor((lowest - 2) / 5) * 5)
  return (
    <Plot points={points}>
      <CartesianGrid stroke="var(--line)" strokeOpacity={0.6} horizontal={false} />
      <MinuteAxis axis={axis} written />
      <ValueAxis low={low} high={101} ticks={SATURATION_TICKS} />
      <Curve colour="var(--spo2)" spanOpacity={0.3} />
      <ZIndexLayer zIndex={MARKS_ABOVE}>
        {limit !== null && (
          <Levels levels={[{ at: limit, words: `${t('vital.spo2')} ${limitOf(limit)}`, dashes: LIMIT_DASHES, ...MEDIUM }]} />
        )}
        <GapMarks gaps={gaps} axis={axis} nowMinute={nowMinute} labelled={false} />
      </ZIndexLayer>
    </Plot>
  )
})
