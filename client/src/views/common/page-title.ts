import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useMatch } from 'react-router'
import { useRoom } from './services.tsx'

/** Names the tab of the browser by the screen and the clinic, in the language of the screen. No patient is named there. */
export const usePageTitle = (): void => {
  const { t } = useTranslation()
  const clinic = useRoom((state) => state.picture?.clinic.name ?? null)
  const chair = useMatch('/chairs/:chairId/*')?.params.chairId
  const today = useMatch('/today') !== null
  const screen = chair === undefined ? (today ? t('today.title') : null) : t('chair.title', { chair })
  const room = clinic ?? t('app.name')
  const title = screen === null ? room : `${screen} · ${room}`
  useEffect(() => {
    document.title = title
  }, [title])
}
