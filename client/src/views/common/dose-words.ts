import type { InfusionState } from '@chairside/shared/infusion'
import type { Moment } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { givenMg } from '../../model/given-dose.ts'

/** How much went in: an estimate by rate and clock, until staff said that all of it did. */
export const useDoseWords = (): ((infusion: InfusionState, now: Moment) => string) => {
  const { t } = useTranslation()
  return (infusion, now) => {
    const mg = givenMg(infusion, now)
    const complete = infusion.endedAt !== null && !infusion.endedEarly && mg.toFixed(1) === infusion.doseMg.toFixed(1)
    return complete ? t('dose.complete', { total: infusion.doseMg }) : t('tile.dose', { mg: mg.toFixed(1), total: infusion.doseMg })
  }
}
