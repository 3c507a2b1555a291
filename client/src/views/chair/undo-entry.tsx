import type { Entry } from '@chairside/shared/entry'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { justEntered } from '../../model/standing-entries.ts'
import { useEntryWords } from '../common/entry-words.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useRoom } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  readonly entry: Entry
  /** Only an event behind this fact is taken back. */
  readonly after: number
}

/** R1: takes back what this person just entered; it stays in the record, struck through. */
export const UndoEntry = ({ chair, session, entry, after }: Props) => {
  const { t } = useTranslation()
  const words = useEntryWords()
  const acting = useAct(chair.chairId, session.sessionId)
  const me = useRoom((state) => (typeof state.person === 'string' ? '' : state.person.name))
  const event = justEntered(chair.events, entry, me, after)
  const undone = acting.state.kind === 'answered' && acting.state.outcome.ok
  const undo = (): void => {
    if (event !== null) void acting.run({ kind: 'correct-entry', factSeq: event.factSeq, entry: null, reason: t('quick.undoReason') })
  }
  return (
    <>
      {event !== null && !undone && (
        <button type="button" className="chip-button" disabled={acting.sending} onClick={undo}>
          {t('quick.undo')}
        </button>
      )}
      {undone ? (
        <span role="status">{t('quick.undone', { what: words(entry) })}</span>
      ) : (
        acting.state.kind !== 'idle' && <OutcomeLine state={acting.state} />
      )}
    </>
  )
}
