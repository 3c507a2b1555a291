import './strip.css'
import { useElementSize } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useMatch } from 'react-router'
import { useShallow } from 'zustand/react/shallow'
import { alarmedChairs, type RoomAlarm, roomAlarms } from '../../model/selectors.ts'
import { useOffPage } from './on-page.tsx'
import { useIsWall, useRoom } from './services.tsx'
import { StripAlarm, type StripEntry } from './strip-alarm.tsx'
import { StripMore } from './strip-more.tsx'

/** Least width of one alarm in px: at hand, and where it is read from afar. */
const LEAST_WIDTH = { atHand: 360, fromAfar: 480 }
/** What `+12 more` takes. */
const MORE_WIDTH = 120
/** Places have names of their own: an alarm that a worse one pushes on is written in the next, and no place ever moves. */
const PLACES = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'] as const

/** A chair stands with its worst and a count (A9), so that one patient with eight alarms pushes no other off the strip. */
const foldChairs = (alarms: readonly RoomAlarm[]): readonly StripEntry[] => {
  const byChair = new Map<string, StripEntry>()
  for (const entry of alarms) {
    const first = byChair.get(entry.chairId)
    byChair.set(entry.chairId, first === undefined ? { ...entry, folded: 0 } : { ...first, folded: first.folded + 1 })
  }
  return [...byChair.values()]
}

/**
 * The entries for which there is room, worst first. Where none of them is off the page though such a chair alarms, the worst of those takes
 * the last place: what is in sight has its tile.
 */
const fitting = (entries: readonly StripEntry[], room: number, isOff: (entry: StripEntry) => boolean): readonly StripEntry[] => {
  const shown = entries.slice(0, room)
  const hidden = entries.slice(room).find(isOff)
  return hidden === undefined || room < 2 || shown.some(isOff) ? shown : [...shown.slice(0, -1), hidden]
}

/**
 * All alarms of the room, worst first, those of other pages too; on the page of a chair, which lists its own, those of the others. Its
 * height never changes.
 */
export const UrgencyStrip = () => {
  const { t } = useTranslation()
  const here = useMatch('/chairs/:chairId')?.params.chairId ?? null
  const chairs = useRoom(useShallow(alarmedChairs))
  const pageOf = useOffPage()
  const entries = foldChairs(roomAlarms(chairs).filter(({ chairId }) => chairId !== here))
  const { ref, width } = useElementSize()
  const least = useIsWall() ? LEAST_WIDTH.fromAfar : LEAST_WIDTH.atHand
  const room = (width || 1_200) - MORE_WIDTH
  const places = PLACES.slice(0, Math.max(1, Math.floor(room / least)))
  const shown = fitting(entries, places.length, ({ chairId }) => pageOf(chairId) !== null)
  const rest = entries.filter((entry) => !shown.includes(entry))
  return (
    <nav className="strip" ref={ref} aria-label={t('strip.label')}>
      {entries.length === 0 ? (
        <span className="strip-calm">{t(here === null ? 'strip.none' : 'alarm.calmElsewhere')}</span>
      ) : (
        <ul style={{ gridTemplateColumns: `repeat(${places.length}, minmax(0, 1fr))` }}>
          {places.map((place, index) => {
            const entry = shown[index]
            return entry === undefined ? null : <StripAlarm key={place} entry={entry} />
          })}
        </ul>
      )}
      {rest.length > 0 && <StripMore count={rest.reduce((sum, entry) => sum + 1 + entry.folded, 0)} entries={rest} />}
    </nav>
  )
}
