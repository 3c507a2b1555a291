import type { ChairPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { clockOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'
import { useEntryWords } from './entry-words.ts'

/** What staff entered, newest first, with time and author. */
export const EventsPanel = ({ chair }: { readonly chair: ChairPicture }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const words = useEntryWords()
  return (
    <section className="panel events-panel" aria-labelledby="events-title">
      <h2 id="events-title">{t('chair.events')}</h2>
      {chair.events.length === 0 && <p className="soft">{t('chair.noEvents')}</p>}
      <ul className="events">
        {[...chair.events.entries()].reverse().map(([index, event]) => (
          <li key={index}>
            <span className="event-number">{index + 1}</span>
            <time>{clockOf(event.at, timeZone)}</time>
            <span>{words(event.entry)}</span>
            <small>{event.by}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
