import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useElementSize } from '@mantine/hooks'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { decimalWords } from '../../words/numbers.ts'
import { StaffMark } from '../common/chair-staffing.tsx'
import { useDoseWords } from '../common/dose-words.ts'
import { fitWords } from '../common/fit-words.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { useNow, useTimeZone } from '../common/services.tsx'
import { NextAction } from './next-action.tsx'
import { ReadyChip } from './ready-chip.tsx'
import { sameBesideNumbers } from './same-beside-numbers.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const Gap = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const gap = chair.gaps.findLast((found) => found.vital === null && found.toAt === null)
  if (gap === undefined) return null
  return (
    <span className="tile-gap">
      {clockOf(gap.fromAt, timeZone)} {t(`gap.${gap.cause}`)} <b>{spanOf(now - gap.fromAt)}</b>
    </span>
  )
}

/** X13: this patient is judged by limits of their own. */
const OwnLimits = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const own = chair.care.personalLimits
  if (own === null) return null
  const { by, at, reason } = own
  return (
    <span className="tile-own" title={t('care.ownBy', { by, time: clockOf(at, timeZone), reason })}>
      {t('care.own')}
    </span>
  )
}

/** Who may leave, and what stands in the way; before that, the order, and what is due next where an alarm has taken its row. */
export const TileFoot = memo(({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const doseWords = useDoseWords()
  const readiness = chair.readiness
  const { ref, width } = useElementSize<HTMLSpanElement>()
  if (session.phase === 'recovering' && readiness !== null && readiness.verdict !== 'not-applicable') {
    const ready = readiness.verdict === 'ready'
    const said = (): string => {
      if (!ready) {
        const missing = readiness.missing.map((id) => t(`criterionShort.${id}`))
        return t('tile.missing', { list: fitWords(missing, width, t('tile.missing', { list: '' }).length) })
      }
      if (readiness.nextExpiry === null) return ''
      const criterion = t(`criterionShort.${readiness.nextExpiry.criterion}`)
      return t('tile.expires', { criterion, time: clockOf(readiness.nextExpiry.at, timeZone) })
    }
    return (
      <div className="tile-foot">
        <ReadyChip readiness={readiness} />
        <span className="tile-said" ref={ref}>
          {said()}
        </span>
        <OwnLimits chair={chair} />
        <Gap chair={chair} />
        <StaffMark chair={chair} />
      </div>
    )
  }
  const { order } = session
  const infusion = chair.infusion
  return (
    <div className="tile-foot">
      <span className="tile-said">
        {infusion === null || infusion.startedAt === null
          ? t('chair.order', { dose: order.doseMg, perKg: decimalWords(order.doseMg / order.weightKg, 2), minutes: order.durationMin })
          : doseWords(infusion, now)}
      </span>
      {chair.alarms.length > 0 && (
        <span className="tile-due">
          <span className="tile-due-word">{t('board.nextDue')} </span>
          <NextAction chair={chair} />
        </span>
      )}
      <OwnLimits chair={chair} />
      <Gap chair={chair} />
      <StaffMark chair={chair} />
    </div>
  )
}, sameBesideNumbers)
