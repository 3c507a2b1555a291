import '../common/help-button.css'
import './help.css'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { spanOf } from '../common/format.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useNow } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

/** S8: one tap calls all stations, from wherever the page stands. */
export const HelpDock = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const acting = useAct(chair.chairId, session.sessionId)
  const { help } = chair.care
  const refused = acting.state.kind === 'answered' && !acting.state.outcome.ok
  return (
    <div className="help-dock" data-called={help !== null}>
      {refused && <OutcomeLine state={acting.state} />}
      {help === null ? (
        <button
          type="button"
          className="help-button"
          title={t('help.says')}
          disabled={acting.sending}
          onClick={() => void acting.run({ kind: 'call-help' })}
        >
          {acting.sending ? t('help.calling') : t('help.call')}
        </button>
      ) : (
        <>
          <span className="help-called">{t('help.called', { by: help.by, age: spanOf(now - help.since) })}</span>
          <button type="button" className="help-button" disabled={acting.sending} onClick={() => void acting.run({ kind: 'end-help' })}>
            {acting.sending ? t('act.sending') : t('help.end')}
          </button>
        </>
      )}
    </div>
  )
}
