import type { NumericPicture } from '@chairside/shared/picture'
import { type ContinuousVital, VITALS } from '@chairside/shared/vital'
import { useTranslation } from 'react-i18next'
import { shownFreshness } from '../../model/room-time.ts'
import { spanOf } from './format.ts'
import { useCovered, useNow, useSpeed } from './services.tsx'

interface Props {
  readonly vital: ContinuousVital
  readonly label: string
  readonly numeric: NumericPicture | undefined
  /** The priority of an alarm about this vital, if one is present. */
  readonly alarm: 'high' | 'medium' | 'low' | null
  readonly limits?: string | undefined
  readonly unit?: boolean
}

/** One continuous number and what it is worth now (V7): live, dimmed when stale, covered when lost. */
export const VitalNumber = ({ vital, label, numeric, alarm, limits, unit = false }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const speed = useSpeed()
  const screenCovered = useCovered()
  const aged = numeric === undefined ? 'none' : shownFreshness(now, numeric.at, numeric.periodMs, speed)
  const freshness = numeric !== undefined && (numeric.flagged || screenCovered) ? 'lost' : aged
  const note = (): string => {
    if (numeric === undefined || freshness === 'live' || freshness === 'none') return limits ?? ''
    if (screenCovered) return ''
    if (numeric.flagged) return t('tile.probeOff')
    const age = spanOf(now - numeric.at)
    return freshness === 'lost' ? t('tile.lost', { age }) : t('tile.stale', { age })
  }
  const covered = freshness === 'lost'
  return (
    <div
      className="vital"
      data-vital={vital}
      data-freshness={freshness}
      data-alarm={covered ? null : alarm}
      data-rejected={numeric?.rejected === true}
    >
      <span className="vital-label">
        {label}
        {unit && <small> {VITALS[vital].unit}</small>}
      </span>
      <span className="vital-value">
        {numeric === undefined ? '–' : covered ? <span className="cover" /> : numeric.value.toFixed(VITALS[vital].decimals)}
      </span>
      <span className="vital-note">{note()}</span>
    </div>
  )
}
