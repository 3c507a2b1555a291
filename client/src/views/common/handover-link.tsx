import './handover-link.css'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { offersFor } from '../../model/handover.ts'
import { chairsOf } from '../../model/selectors.ts'
import { useIsPerson, useRoom } from './services.tsx'

/** The way to the hand-over, with how many chairs others offer there. */
export const HandoverLink = () => {
  const { t } = useTranslation()
  const offered = useRoom((state) => offersFor(chairsOf(state), state.person))
  if (!useIsPerson()) return null
  return (
    <NavLink to="/handover" className="bar-link">
      {t('handover.nav')}
      {offered > 0 && (
        <span className="bar-count" title={t('handover.waiting', { count: offered })}>
          <span className="visually-hidden">{t('handover.waiting', { count: offered })}</span>
          <span aria-hidden="true">{offered}</span>
        </span>
      )}
    </NavLink>
  )
}
