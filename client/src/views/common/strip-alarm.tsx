import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RoomAlarm } from '../../model/selectors.ts'
import { AlarmMark, AlarmText } from './alarm-mark.tsx'
import { CallsYou } from './called-words.tsx'
import { spanOf } from './format.ts'
import { useOffPage } from './on-page.tsx'
import { useIsWall, useNow } from './services.tsx'

export interface StripEntry extends RoomAlarm {
  /** Further alarms of this chair that this one stands for. */
  readonly folded: number
}

/** One chair of the strip, and the way to it; on the wall it leads nowhere. */
export const StripAlarm = ({ entry }: { readonly entry: StripEntry }) => {
  const { t } = useTranslation()
  const now = useNow()
  const wall = useIsWall()
  const { alarm, chair, chairId, recheckAt, folded } = entry
  const offPage = useOffPage()(chairId)
  const facts = (): string => {
    const said = [spanOf(now - alarm.beganAt)]
    if (folded > 0) said.push(t('tile.more', { count: folded }))
    if (alarm.acknowledgement === null) said.push(t('strip.unacknowledged'))
    else if (alarm.acknowledgement.plan === null) said.push(alarm.acknowledgement.by)
    else said.push(t('tile.acknowledgedBy', { by: alarm.acknowledgement.by, plan: t(`plan.${alarm.acknowledgement.plan}`) }))
    if (alarm.condition === 'ended') said.push(t('strip.ended'))
    else if (alarm.unconfirmed && recheckAt !== null) said.push(t('tile.unconfirmed'))
    return said.join(' · ')
  }
  const content = (
    <>
      <AlarmMark priority={alarm.presentedAs} />
      <span className="strip-words">
        <b>
          {t('strip.chair', { chair: chairId })} · <AlarmText chair={chair} alarm={alarm} />
        </b>
        <small>{facts()}</small>
      </span>
      <CallsYou chair={chair} alarm={alarm} />
      {offPage !== null && <span className="strip-page">{t('board.offPage', { page: offPage })}</span>}
    </>
  )
  const looks = {
    className: 'strip-alarm',
    'data-priority': alarm.presentedAs,
    'data-acknowledged': alarm.acknowledgement !== null,
  }
  return (
    <li>
      {wall ? (
        <span {...looks}>{content}</span>
      ) : (
        <Link to={`/chairs/${chairId}`} {...looks}>
          {content}
        </Link>
      )}
    </li>
  )
}
