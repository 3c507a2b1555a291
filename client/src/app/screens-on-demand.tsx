import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'

/** The code of what is not the board: it comes once the room is on the screen, so that the first board waits for none of it. */
const loadCheckIn = () => import('../views/chair/check-in-view.tsx')
const loadToday = () => import('../views/today/today-view.tsx')

/** Fetches it beforehand: a screen that lost its server can still be changed. */
export const loadScreens = async (): Promise<void> => {
  await Promise.all([loadCheckIn(), loadToday()])
}

const CheckInView = lazy(async () => ({ default: (await loadCheckIn()).CheckInView }))
const TodayView = lazy(async () => ({ default: (await loadToday()).TodayView }))

const Waiting = () => {
  const { t } = useTranslation()
  return (
    <main className="plain-page">
      <p role="status">{t('app.opening')}</p>
    </main>
  )
}

export const CheckInScreen = () => (
  <Suspense fallback={<Waiting />}>
    <CheckInView />
  </Suspense>
)

export const TodayScreen = () => (
  <Suspense fallback={<Waiting />}>
    <TodayView />
  </Suspense>
)
