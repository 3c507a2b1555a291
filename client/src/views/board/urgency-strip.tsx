import type { ChairPicture } from '@chairside/shared/picture'
import { useElementSize } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type RoomAlarm, roomAlarms } from '../../model/selectors.ts'
import { AlarmMark, useAlarmText } from '../common/alarm-mark.tsx'
import { spanOf } from '../common/format.ts'
import { useNow } from '../common/services.tsx'

/** Least width of one alarm in px: its name, text and age; who answered is said where there is more. */
const LEAST_WIDTH = 335
const FULL_WIDTH = 440

const StripAlarm = ({ entry, full }: { readonly entry: RoomAlarm; readonly full: boolean }) => {
  const { t } = useTranslation()
  const text = useAlarmText()
  const now = useNow()
  const { alarm, chairId, recheckAt } = entry
  const state = (): string => {
    const said: string[] = []
    if (alarm.acknowledgement === null) said.push(t('strip.unacknowledged'))
    else if (alarm.acknowledgement.plan === null) said.push(alarm.acknowledgement.by)
    else said.push(t('tile.acknowledgedBy', { by: alarm.acknowledgement.by, plan: t(`plan.${alarm.acknowledgement.plan}`) }))
    if (alarm.condition === 'ended') said.push(t('strip.ended'))
    else if (alarm.unconfirmed && recheckAt !== null) said.push(t('tile.unconfirmed'))
    return said.join(' · ')
  }
  return (
    <li>
      <Link
        to={`/chairs/${chairId}`}
        className="strip-alarm"
        data-priority={alarm.priority}
        data-acknowledged={alarm.acknowledgement !== null}
      >
        <AlarmMark priority={alarm.priority} />
        <b>
          {t('strip.chair', { chair: chairId })} · {text(alarm)}
        </b>
        <small>
          <span className="strip-age">{spanOf(now - alarm.beganAt)}</span> {full && state()}
        </small>
      </Link>
    </li>
  )
}

/** All alarms of the room, worst first, those of other pages too. Its height never changes. */
export const UrgencyStrip = ({ chairs }: { readonly chairs: readonly ChairPicture[] }) => {
  const { t } = useTranslation()
  const alarms = roomAlarms(chairs)
  const { ref, width } = useElementSize()
  const shown = Math.max(1, Math.floor(((width || 1_200) - 90) / LEAST_WIDTH))
  const full = alarms.length * FULL_WIDTH <= (width || 1_200)
  return (
    <nav className="strip" ref={ref} aria-label={t('strip.label')}>
      {alarms.length === 0 ? (
        <span className="strip-calm">{t('strip.none')}</span>
      ) : (
        <ul>
          {alarms.slice(0, shown).map((entry) => (
            <StripAlarm key={`${entry.chairId} ${entry.alarm.id}`} entry={entry} full={full} />
          ))}
        </ul>
      )}
      {alarms.length > shown && <span className="strip-more">{t('strip.more', { count: alarms.length - shown })}</span>}
    </nav>
  )
}
