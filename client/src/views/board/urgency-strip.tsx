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

interface StripEntry extends RoomAlarm {
  /** Further low alarms of this chair that this one stands for. */
  readonly folded: number
}

/** The low alarms of a chair stand as one with a count, so that one loose lead doesn't push another patient off the strip. */
const foldLow = (alarms: readonly RoomAlarm[]): readonly StripEntry[] => {
  const low = (entry: RoomAlarm): boolean => entry.alarm.priority === 'low'
  return alarms.flatMap((entry, index) => {
    if (!low(entry)) return [{ ...entry, folded: 0 }]
    const sameChair = (other: RoomAlarm): boolean => low(other) && other.chairId === entry.chairId
    if (alarms.slice(0, index).some(sameChair)) return []
    return [{ ...entry, folded: alarms.filter(sameChair).length - 1 }]
  })
}

const StripAlarm = ({ entry, full }: { readonly entry: StripEntry; readonly full: boolean }) => {
  const { t } = useTranslation()
  const text = useAlarmText()
  const now = useNow()
  const { alarm, chairId, recheckAt, folded } = entry
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
        {folded > 0 && <span className="alarm-more">{t('tile.more', { count: folded })}</span>}
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
  const all = roomAlarms(chairs)
  const alarms = foldLow(all)
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
      {alarms.length > shown && (
        <span className="strip-more">
          {t('strip.more', { count: all.length - alarms.slice(0, shown).reduce((sum, entry) => sum + 1 + entry.folded, 0) })}
        </span>
      )}
    </nav>
  )
}
