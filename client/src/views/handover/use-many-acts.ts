import type { Act } from '@chairside/shared/command'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffedChair } from '../../model/handover.ts'
import { useProblemSentence } from '../common/problem-words.ts'
import { useServices } from '../common/services.tsx'

/** One act for each of several chairs, one after another; says what became of those that were refused. */
export const useManyActs = () => {
  const { t } = useTranslation()
  const { feed } = useServices()
  const sentence = useProblemSentence()
  const [state, setState] = useState({ sending: false, said: '' })
  return {
    ...state,
    /** Resolves true when all were done. */
    run: async (chairs: readonly StaffedChair[], actOf: (staffed: StaffedChair) => Act): Promise<boolean> => {
      setState({ sending: true, said: '' })
      const refused: string[] = []
      for (const staffed of chairs) {
        const { chairId } = staffed.chair
        const outcome = await feed.act(chairId, staffed.session.sessionId, actOf(staffed))
        if (!outcome.ok) refused.push(`${t('strip.chair', { chair: chairId })}: ${sentence(outcome.problem)}`)
      }
      setState({ sending: false, said: refused.length === 0 ? t('act.done') : refused.join(' ') })
      return refused.length === 0
    },
  }
}
