import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { spanOf } from '../common/format.ts'
import { OutcomeLine } from '../common/outcome-line.tsx'
import { useNow } from '../common/services.tsx'
import { useAct } from '../common/use-act.ts'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
  /** Other ways to a reading, beside the button. */
  readonly children?: ReactNode
}

/** Older answers are no news. */
const SHOWN_FOR_MS = 60_000

/** Asks the monitor for a cuff measurement, where it can be asked; says what became of it. */
export const MeasureNow = ({ chair, session, children }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const acting = useAct(chair.chairId, session.sessionId)
  const { canMeasure, measure } = chair.care
  if (!canMeasure) return children
  const words = (): string => {
    if (measure === null) return ''
    if (measure.state === 'asked') return t('measure.asked', { by: measure.by, age: spanOf(now - measure.askedAt) })
    if (measure.state === 'unanswered') return t('measure.unanswered')
    const newest = chair.cuff.latest?.at ?? measure.askedAt
    return now - newest > SHOWN_FOR_MS ? '' : t('measure.answered')
  }
  return (
    <div className="care-line">
      <button
        type="button"
        className="chip-button"
        disabled={acting.sending || measure?.state === 'asked'}
        onClick={() => void acting.run({ kind: 'measure-now' })}
      >
        {acting.sending ? t('act.sending') : t('measure.now')}
      </button>
      {children}
      <span className="soft measure-said" role="status">
        {words()}
      </span>
      {acting.state.kind === 'answered' && !acting.state.outcome.ok && <OutcomeLine state={acting.state} />}
    </div>
  )
}
