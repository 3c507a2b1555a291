import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { givenMg } from '../../model/given-dose.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { useNow, useTimeZone } from '../common/services.tsx'

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

/** Who may leave, and what stands in the way; before that, the order. */
export const TileFoot = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const readiness = chair.readiness
  const simulated = session.simulated && <span className="tile-simulated">{t('app.simulated')}</span>
  if (session.phase === 'recovering' && readiness !== null && readiness.verdict !== 'not-applicable') {
    const ready = readiness.verdict === 'ready'
    const missing = readiness.missing.map((id) => t(`criterionShort.${id}`)).join(', ')
    const said = (): string => {
      if (!ready) return t('tile.missing', { list: missing })
      if (readiness.nextExpiry === null) return ''
      const criterion = t(`criterionShort.${readiness.nextExpiry.criterion}`)
      return t('tile.expires', { criterion, time: clockOf(readiness.nextExpiry.at, timeZone) })
    }
    return (
      <div className="tile-foot">
        <span className="ready-chip" data-ready={ready}>
          {ready && <Icon name="check" size={18} />}
          {ready ? t('tile.ready') : null} {readiness.met}/{readiness.of}
          {!ready && readiness.earliestAt !== null && ` · ${t('tile.earliest', { time: clockOf(readiness.earliestAt, timeZone) })}`}
        </span>
        <span className="tile-said">{said()}</span>
        <Gap chair={chair} />
        {simulated}
      </div>
    )
  }
  const { order } = session
  const infusion = chair.infusion
  return (
    <div className="tile-foot">
      <span className="tile-said">
        {infusion === null || infusion.startedAt === null
          ? t('chair.order', { dose: order.doseMg, perKg: (order.doseMg / order.weightKg).toFixed(2), minutes: order.durationMin })
          : t('tile.dose', { mg: givenMg(infusion, now).toFixed(1), total: infusion.doseMg })}
      </span>
      <Gap chair={chair} />
      {simulated}
    </div>
  )
}
