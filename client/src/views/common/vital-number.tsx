import './vital-number.css'
import type { NumericPicture } from '@chairside/shared/picture'
import { type ContinuousVital, VITALS } from '@chairside/shared/vital'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { shownFreshness } from '../../model/room-time.ts'
import { decimalWords } from '../../words/numbers.ts'
import { spanOf } from './format.ts'
import type { HeldBack } from './held-back.ts'
import { useCovered, useRoom, useSpeed } from './services.tsx'

interface Props {
  readonly vital: ContinuousVital
  readonly label: string
  readonly numeric: NumericPicture | undefined
  /** The priority with which an alarm about this vital is presented, if one is present. */
  readonly alarm: 'high' | 'medium' | 'low' | null
  readonly heldBack: HeldBack | null
  readonly limits?: string | undefined
  /** X13: some of these limits are the patient's own. */
  readonly own?: boolean
  readonly unit?: boolean
}

/** One continuous number and what it is worth now (V7): live, dimmed when stale, covered when lost, or not judged for a while. */
export const VitalNumber = ({ vital, label, numeric, alarm, heldBack, limits, own = false, unit = false }: Props) => {
  const { t } = useTranslation()
  const speed = useSpeed()
  const screenCovered = useCovered()
  const aged = useRoom((state) => (numeric === undefined ? 'none' : shownFreshness(state.now, numeric.at, numeric.periodMs, speed)))
  // While a number is live and nothing counts down beside it, time draws nothing anew.
  const still = heldBack === null && (numeric === undefined || (aged === 'live' && !numeric.flagged && numeric.origin !== 'manual'))
  const now = useRoom((state) => (still ? 0 : state.now))
  const freshness = numeric !== undefined && (numeric.flagged || screenCovered) ? 'lost' : aged
  const covered = freshness === 'lost'
  const held = heldBack !== null && heldBack.untilAt > now ? heldBack : null
  const limit = (): ReactNode =>
    limits === undefined ? null : (
      <>
        {limits}
        {own && <span className="own-mark"> {t('care.ownMark')}</span>}
      </>
    )
  const note = (): ReactNode => {
    if (numeric === undefined) return limit()
    if (screenCovered) return null
    // Off the monitor the numbers are expected to go: their age would read like a fault.
    if (held?.what === 'off-monitor' && freshness !== 'live') return t('care.short.off-monitor')
    if (numeric.flagged) return t('tile.probeOff')
    const age = spanOf(now - numeric.at)
    if (freshness === 'lost') return t('tile.lost', { age })
    // V9: never taken for what the monitor shows now.
    if (numeric.origin === 'manual')
      return (
        <span className="by-hand" title={t('tile.byHandLong', { by: numeric.by ?? '', age })}>
          {t('tile.byHand', { age })}
        </span>
      )
    if (freshness === 'stale') return t('tile.stale', { age })
    if (held === null || held.what === 'off-monitor') return limit()
    const time = spanOf(Math.ceil((held.untilAt - now) / 1_000) * 1_000)
    return (
      <span className="held" title={t('care.heldLong', { what: t(`heldBack.${held.what}`), time })}>
        {t(`care.short.${held.what}`)} <span className="held-left">≤{time}</span>
      </span>
    )
  }
  // One digit more is written anew: the number did not move, there is another.
  const text = numeric === undefined ? '–' : decimalWords(numeric.value, VITALS[vital].decimals)
  return (
    <div
      className="vital"
      data-vital={vital}
      data-freshness={freshness}
      data-alarm={covered ? null : alarm}
      data-rejected={numeric?.rejected === true}
      data-held={held?.what ?? null}
      data-origin={numeric?.origin ?? null}
    >
      <span className="vital-label">
        {label}
        {unit && <small> {VITALS[vital].unit}</small>}
      </span>
      <span className="vital-value" key={text.length}>
        {covered && numeric !== undefined ? <span className="cover" /> : text}
      </span>
      <span className="vital-note">{note()}</span>
    </div>
  )
}
