import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** A screen that broke says so, rather than standing still with old numbers. */
export const CrashView = () => {
  const { t } = useTranslation()
  return (
    <main className="plain-page" role="alert">
      <h1>{t('app.failed')}</h1>
      <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
    </main>
  )
}
