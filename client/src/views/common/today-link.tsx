import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useIsPerson } from './services.tsx'

/** The way to the day's list, for persons: it holds names. */
export const TodayLink = () => {
  const { t } = useTranslation()
  if (!useIsPerson()) return null
  return (
    <NavLink to="/today" className="bar-link">
      {t('today.nav')}
    </NavLink>
  )
}
