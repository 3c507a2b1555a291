import '../common/help-button.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chairsOf, runningSession } from '../../model/selectors.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useRoom } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

const HelpAt = ({ chair, session }: { readonly chair: ChairPicture; readonly session: SessionPicture }) => {
  const { t } = useTranslation()
  const acting = useAct(chair.chairId, session.sessionId)
  const { help } = chair.care
  const refused = acting.state.kind === 'answered' && !acting.state.outcome.ok
  return (
    <li>
      <button
        type="button"
        className="chip-button"
        disabled={acting.sending || help !== null}
        aria-label={t(help === null ? 'lock.helpAt' : 'lock.helpCalledAt', { chair: chair.chairId })}
        onClick={() => void acting.run({ kind: 'call-help' })}
      >
        {acting.sending ? t('help.calling') : t(help === null ? 'lock.helpShort' : 'lock.helpCalledShort', { chair: chair.chairId })}
      </button>
      {refused && help === null && <OutcomeLine state={acting.state} />}
    </li>
  )
}

/** S8 from a locked screen: two taps, the second says for which chair. */
export const CallHelp = () => {
  const { t } = useTranslation()
  const chairs = useRoom(chairsOf)
  const [open, setOpen] = useState(false)
  return (
    <div className="lock-help">
      <button type="button" className="help-button" aria-expanded={open} title={t('help.says')} onClick={() => setOpen(!open)}>
        {t('help.call')}
      </button>
      {open && <b>{t('lock.helpWhere')}</b>}
      {open && (
        <ul aria-label={t('lock.helpWhere')}>
          {chairs.map((chair) => {
            const session = runningSession(chair)
            return session === null ? null : <HelpAt key={chair.chairId} chair={chair} session={session} />
          })}
        </ul>
      )}
    </div>
  )
}
