import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

export const MissingView = () => {
  const { t } = useTranslation()
  return (
    <main className="plain-page">
      <h1>{t('app.notFound')}</h1>
      <Link to="/" className="plain-link">
        {t('app.toBoard')}
      </Link>
    </main>
  )
}
