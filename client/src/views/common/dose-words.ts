import type { InfusionState } from '@chairside/shared/infusion'
import type { Moment } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { givenMg } from '../../model/given-dose.ts'
import { decimalWords } from '../../words/numbers.ts'
import { useCovered } from './services.tsx'

/** How much went in: an estimate by rate and clock, until staff said that all of it did. A screen that lost its server knows nothing of it. */
export const useDoseWords = (): ((infusion: InfusionState, now: Moment) => string) => {
  const { t } = useTranslation()
  const covered = useCovered()
  return (infusion, now) => {
    if (covered) return t('dose.covered', { total: infusion.doseMg })
    const mg = givenMg(infusion, now)
    const complete = infusion.endedAt !== null && !infusion.endedEarly && decimalWords(mg, 1) === decimalWords(infusion.doseMg, 1)
    return complete ? t('dose.complete', { total: infusion.doseMg }) : t('tile.dose', { mg: decimalWords(mg, 1), total: infusion.doseMg })
  }
}
