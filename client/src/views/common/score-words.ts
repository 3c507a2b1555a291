import { SCORES, type ScoreId } from '@chairside/shared/scores'
import { useTranslation } from 'react-i18next'

/** The pass mark of a score in words; nothing where it has none of its own. */
export const useScoreMark = (): ((score: ScoreId) => string) => {
  const { t } = useTranslation()
  return (score) => {
    const { passFrom, passUpTo } = SCORES[score]
    if (passFrom !== null) return t('score.passesFrom', { mark: passFrom })
    return passUpTo === null ? '' : t('score.passesUpTo', { mark: passUpTo })
  }
}
