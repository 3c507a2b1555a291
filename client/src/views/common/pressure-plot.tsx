import type { Baseline } from '@chairside/shared/fact'
import type { LimitsPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { ReferenceArea } from 'recharts'
import { limitOf } from './format.ts'
import type { Level } from './plot-parts.tsx'

const LIMIT_DASHES = '6 5'
const LOW_DASHES = '2 6'
const MEDIUM = { stroke: 'var(--medium-line)', ink: 'var(--medium-text)' }
const HIGH = { stroke: 'var(--high-line)', ink: 'var(--high-text)' }

interface Scale {
  readonly low: number
  readonly high: number
  readonly ticks: number[]
}

interface Cuffed {
  readonly state: string
  readonly sys: number | null
  readonly dia: number | null
}

const STEP = 20

/** A scale that holds every set that was not rejected, and `others` drawn on it; from 40 to 200 mmHg at least. */
export const pressureScale = (sets: readonly Cuffed[], others: readonly number[] = []): Scale => {
  const values = [...others, ...sets.filter(({ state }) => state !== 'rejected').flatMap(({ sys, dia }) => [sys ?? 120, dia ?? 80])]
  const low = Math.max(0, Math.floor((Math.min(50, ...values) - 5) / STEP) * STEP)
  const high = Math.ceil((Math.max(190, ...values) + 5) / STEP) * STEP
  return { low, high, ticks: Array.from({ length: (high - low) / STEP + 1 }, (_, index) => low + index * STEP) }
}

/** The scale of SpO2, down to a little below its lowest value. */
export const saturationScale = (lowest: readonly number[]): Scale => ({
  low: Math.max(0, Math.floor((Math.min(88, ...lowest) - 2) / 5) * 5),
  high: 101,
  ticks: [90, 100],
})

/** The limits in force as the judge compares with them, those of SYS across the plot, those of DIA at its edge; then the baseline. */
export const usePressureLevels = (limits: LimitsPicture | null, baseline: Baseline | null): readonly Level[] => {
  const { t } = useTranslation()
  const ofLimits =
    limits === null
      ? []
      : [
          { key: 'axis.warning', at: limits.sysHighWarning, dashes: LIMIT_DASHES, ...MEDIUM } as const,
          { key: 'axis.critical', at: limits.sysHighCritical, dashes: LIMIT_DASHES, ...HIGH } as const,
          { key: 'axis.low', at: limits.sysLowWarning, dashes: LOW_DASHES, ...MEDIUM } as const,
          { key: 'axis.diaHigh', at: limits.diaHighWarning, edge: true, ...MEDIUM } as const,
          { key: 'axis.diaLow', at: limits.diaLowWarning ?? null, edge: true, ...MEDIUM } as const,
        ].flatMap(({ key, at, ...look }) => (at === null ? [] : [{ at, words: t(key, { value: limitOf(at) }), ...look }]))
  if (baseline === null) return ofLimits
  const words = t('plot.baseline', { value: Math.round(baseline.sys) })
  return [...ofLimits, { at: baseline.sys, words, stroke: 'var(--line-strong)', ink: 'var(--soft)' }]
}

/** The limit of SpO2; none where there is none. */
export const useSaturationLevels = (limit: number | null): readonly Level[] => {
  const { t } = useTranslation()
  return limit === null ? [] : [{ at: limit, words: `${t('vital.spo2')} ${limitOf(limit)}`, dashes: LIMIT_DASHES, ...MEDIUM }]
}

interface BandProps {
  readonly baseline: Baseline | null
  /** Where the scale ends above. */
  readonly high: number
  readonly opacity: number
}

/** 20 % around the baseline. */
export const BaselineBand = ({ baseline, high, opacity }: BandProps) =>
  baseline !== null && (
    <ReferenceArea y1={baseline.sys * 0.8} y2={Math.min(high, baseline.sys * 1.2)} fill="var(--band)" fillOpacity={opacity} stroke="none" />
  )
