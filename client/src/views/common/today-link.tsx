import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useRoom } from './services.tsx'

/** The way to the day's list, for persons: it holds names. */
export const TodayLink = () => {
  const { t } = useTranslation()
  const person = useRoom((state) => typeof state.person !== 'string' && state.person.role !== 'viewer')
  if (!person) return null
  return (
    <NavLink to="/today" className="bar-link">
      {t('today.nav')}
    </NavLink>
  )
}
