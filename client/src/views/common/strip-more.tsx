import { useTranslation } from 'react-i18next'
import { useIsWall } from './services.tsx'
import { StripAlarm, type StripEntry } from './strip-alarm.tsx'
import { usePanel } from './use-panel.ts'

interface Props {
  /** Alarms, those of one chair counted each. */
  readonly count: number
  readonly entries: readonly StripEntry[]
}

/** The alarms for which the strip has no room: a tap lists them, each the way to its chair. */
export const StripMore = ({ count, entries }: Props) => {
  const { t } = useTranslation()
  const wall = useIsWall()
  const panel = usePanel<HTMLDivElement>()
  if (wall) return <span className="strip-more">{t('strip.more', { count })}</span>
  return (
    <div className="strip-rest" ref={panel.root}>
      <button
        type="button"
        className="strip-more"
        ref={panel.button}
        aria-expanded={panel.open}
        aria-controls={panel.id}
        onClick={panel.toggle}
      >
        {t('strip.more', { count })}
      </button>
      {panel.open && (
        <ul className="strip-list" id={panel.id} aria-label={t('board.moreList')}>
          {entries.map((entry) => (
            <StripAlarm key={`${entry.chairId} ${entry.alarm.id}`} entry={entry} />
          ))}
        </ul>
      )}
    </div>
  )
}
