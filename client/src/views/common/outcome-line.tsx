import './outcome-line.css'
import { useTranslation } from 'react-i18next'
import { useProblemSentence } from './problem-words.ts'
import type { ActState } from './use-act.ts'

/** P3: what became of an act: sending, done, done but not recorded (G6), refused with its sentence, or not answered, with the way to ask again. */
export const OutcomeLine = ({ state }: { readonly state: ActState }) => {
  const { t } = useTranslation()
  const sentence = useProblemSentence()
  const refused = state.kind === 'answered' && !state.outcome.ok
  // A plain "done" has said its word after a few seconds; what was refused, or is not yet recorded, stays.
  const over = state.kind === 'answered' && state.outcome.ok && state.outcome.recorded
  const text = (): string => {
    if (state.kind === 'idle') return ''
    if (state.kind === 'sending') return t('act.sending')
    if (!state.outcome.ok) return sentence(state.outcome.problem)
    return state.outcome.recorded ? t('act.done') : t('act.doneUnrecorded')
  }
  return (
    <>
      <p className="outcome" role="status" data-refused={refused} data-over={over}>
        {text()}
      </p>
      {state.kind === 'answered' && state.again !== undefined && (
        <button type="button" className="chip-button outcome-again" title={t('act.againSays')} onClick={state.again}>
          {t('act.again')}
        </button>
      )}
    </>
  )
}
