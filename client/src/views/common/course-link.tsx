import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useIsPerson } from './services.tsx'

/** The way from a session to the course of its patient, for persons: the page holds a name. The address holds our own ids alone. */
export const CourseLink = ({ sessionId }: { readonly sessionId: string }) => {
  const { t } = useTranslation()
  if (!useIsPerson()) return null
  return (
    <Link to={`/patients/of/${sessionId}`} className="plain-link" aria-label={t('course.linkOf')} title={t('course.linkOf')}>
      {t('course.link')}
    </Link>
  )
}
