import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useIsPerson } from './services.tsx'

/** The way to all sessions, for persons: the list holds names. */
export const SessionsLink = () => {
  const { t } = useTranslation()
  if (!useIsPerson()) return null
  return (
    <NavLink to="/sessions" className="bar-link">
      {t('sessions.nav')}
    </NavLink>
  )
}
