import './events.css'
import type { ChairPicture, EventPicture, NamedMonitor, SessionPicture } from '@chairside/shared/picture'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { amendmentOf, isAmendable } from '../../model/amended-times.ts'
import { type LogLine, sessionLog } from '../../model/session-log.ts'
import { AmendTime } from '../common/amend-time.tsx'
import { useEntryWords } from '../common/entry-words.ts'
import { clockOf, clockSecondsOf, spanOf } from '../common/format.ts'
import { actorOf, reasonOf, useLogWords } from '../common/log-words.ts'
import { useRoom, useTimeZone } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'
import { CorrectEntry } from './correct-entry.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly mayAct: boolean
}

const NO_MONITORS: readonly NamedMonitor[] = []

/** What an entry said, struck through where it was corrected, with who, when and why. */
const EntryText = ({ event }: { readonly event: EventPicture }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const words = useEntryWords()
  const { correction } = event
  if (correction === null) return <span>{words(event.entry)}</span>
  const told = { by: correction.by, time: clockOf(correction.at, timeZone), reason: correction.reason }
  return (
    <span>
      <del>{words(event.entry)}</del> {correction.entry !== null && <ins>{words(correction.entry)}</ins>}
      <small>{correction.entry === null ? t('correct.withdrawnBy', told) : t('correct.by', told)}</small>
    </span>
  )
}

const Line = ({ line, chair, session, mayAct }: Props & { readonly line: LogLine }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  // One that was released is named by the room: what is bound now is not all that was.
  const ofRoom = useRoom((state) => state.picture?.sources ?? NO_MONITORS)
  const logWords = useLogWords({ monitors: chair.source === null ? ofRoom : [chair.source, ...ofRoom], events: chair.events })
  const [open, setOpen] = useState(false)
  const amending = useAct(chair.chairId, session.sessionId)
  const { help } = chair.care
  const after = help !== null && line.at >= help.since ? t('help.since', { time: `+${spanOf(line.at - help.since)}` }) : null
  const by = line.kind === 'entry' ? line.event.by : line.kind === 'act' ? actorOf(line.item) : null
  const reason = line.kind === 'act' ? reasonOf(line.item) : null
  const correctable = line.kind === 'entry' && mayAct && line.event.correction?.entry !== null
  const amendable = line.kind === 'act' && mayAct && isAmendable(line.item)
  const amendment = line.kind === 'act' ? amendmentOf(chair, line.item) : null
  return (
    <li data-line={line.kind}>
      <span className="event-number">{line.kind === 'entry' ? line.number : ''}</span>
      <time>{clockOf(line.at, timeZone)}</time>
      <span className="event-text">
        {line.kind === 'entry' && <EntryText event={line.event} />}
        {line.kind === 'act' && <span>{logWords(line.item)}</span>}
        {line.kind === 'checked-in' && <span>{t('log.checkedIn')}</span>}
        <small>{[reason, by, after].filter((part) => part !== null).join(' · ')}</small>
        {amendment !== null && (
          <small className="strong">
            {t('amend.line', {
              time: clockSecondsOf(amendment.happenedAt, timeZone),
              by: amendment.by.name,
              reason: amendment.reason,
            })}
          </small>
        )}
      </span>
      {(correctable || amendable) && !open && (
        <button type="button" className="text-button" onClick={() => setOpen(true)}>
          {correctable ? t('correct.open') : t('amend.open')}
        </button>
      )}
      {open && line.kind === 'act' && (
        <AmendTime
          timeline={chair.timeline ?? []}
          item={line.item}
          what={logWords(line.item)}
          acting={amending}
          onAmend={(act) => void amending.run(act).then((done) => done && setOpen(false))}
          onBack={() => {
            amending.reset()
            setOpen(false)
          }}
        />
      )}
      {open && line.kind === 'entry' && <CorrectEntry chair={chair} session={session} event={line.event} onDone={() => setOpen(false)} />}
    </li>
  )
}

/** The newest that stand open; the rest is one tap away. */
const STANDING = 12

/** What was entered, done and judged, newest first, with time and author; entries can be corrected here. */
export const EventsPanel = ({ chair, session, mayAct }: Props) => {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const lines = sessionLog(chair, session)
  const folded = lines.length > STANDING + 2
  return (
    <section className="panel events-panel" aria-labelledby="events-title">
      <h2 id="events-title">{t('chair.events')}</h2>
      <ol className="events">
        {(folded && !all ? lines.slice(0, STANDING) : lines).map((line) => (
          <Line key={`${line.kind} ${line.seq}`} line={line} chair={chair} session={session} mayAct={mayAct} />
        ))}
      </ol>
      {folded && (
        <button type="button" className="chip-button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('log.fewer') : t('log.all', { count: lines.length })}
        </button>
      )}
    </section>
  )
}
