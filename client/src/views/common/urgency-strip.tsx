import './strip.css'
import { useElementSize } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Link, useMatch } from 'react-router'
import { chairsOf, type RoomAlarm, roomAlarms } from '../../model/selectors.ts'
import { AlarmMark, AlarmText } from './alarm-mark.tsx'
import { spanOf } from './format.ts'
import { useNow, useRoom } from './services.tsx'

/** Least width of one alarm in px: its name, text and age; who answered is said where there is more. */
const LEAST_WIDTH = 315
const FULL_WIDTH = 480

interface StripEntry extends RoomAlarm {
  /** Further alarms of this chair that this one stands for. */
  readonly folded: number
}

/** A chair stands with its worst and a count (A9), so that one patient with eight alarms pushes no other off the strip. */
const foldChairs = (alarms: readonly RoomAlarm[]): readonly StripEntry[] => {
  const byChair = new Map<string, StripEntry>()
  for (const entry of alarms) {
    const first = byChair.get(entry.chairId)
    byChair.set(entry.chairId, first === undefined ? { ...entry, folded: 0 } : { ...first, folded: first.folded + 1 })
  }
  return [...byChair.values()]
}

const StripAlarm = ({ entry, full }: { readonly entry: StripEntry; readonly full: boolean }) => {
  const { t } = useTranslation()
  const now = useNow()
  const { alarm, chair, chairId, recheckAt, folded } = entry
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
        data-priority={alarm.presentedAs}
        data-acknowledged={alarm.acknowledgement !== null}
      >
        <AlarmMark priority={alarm.presentedAs} />
        <b>
          {t('strip.chair', { chair: chairId })} · <AlarmText chair={chair} alarm={alarm} />
        </b>
        {folded > 0 && <span className="alarm-more">{t('tile.more', { count: folded })}</span>}
        <small>
          <span className="strip-age">{spanOf(now - alarm.beganAt)}</span> {full && state()}
        </small>
      </Link>
    </li>
  )
}

/**
 * All alarms of the room, worst first, those of other pages too; on the page of a chair, which lists its own, those of the others. Its
 * height never changes.
 */
export const UrgencyStrip = () => {
  const { t } = useTranslation()
  const here = useMatch('/chairs/:chairId')?.params.chairId ?? null
  const chairs = useRoom(chairsOf)
  const all = roomAlarms(chairs).filter(({ chairId }) => chairId !== here)
  const alarms = foldChairs(all)
  const { ref, width } = useElementSize()
  const shown = Math.max(1, Math.floor(((width || 1_200) - 90) / LEAST_WIDTH))
  const full = alarms.length * FULL_WIDTH <= (width || 1_200)
  return (
    <nav className="strip" ref={ref} aria-label={t('strip.label')} data-full={full}>
      {alarms.length === 0 ? (
        <span className="strip-calm">{t(here === null ? 'strip.none' : 'alarm.calmElsewhere')}</span>
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
