import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { AlarmVoice } from './alarm-voice.tsx'
import { LiveBanner } from './live-banner.tsx'
import { useRoom } from './services.tsx'
import { TopBar } from './top-bar.tsx'
import './frame.css'

/** What stands around every screen of the room: bar, banners, the voice for new alarms. */
export const Frame = () => {
  const { t } = useTranslation()
  const pictured = useRoom((state) => state.picture !== null)
  const covered = useRoom((state) => state.liveness === 'covered')
  return (
    <div className="frame" data-covered={covered}>
      <TopBar />
      <LiveBanner />
      <AlarmVoice />
      {pictured ? (
        <Outlet />
      ) : (
        <main className="plain-page">
          <p role="status">{t('app.loading')}</p>
        </main>
      )}
    </div>
  )
}
