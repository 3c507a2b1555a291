import './frame.css'
import './chips.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { AlarmVoice } from './alarm-voice.tsx'
import { inStep } from './in-step.ts'
import { LiveBanner } from './live-banner.tsx'
import { OnPageProvider } from './on-page.tsx'
import { usePageTitle } from './page-title.ts'
import { useRoom } from './services.tsx'
import { TopBar } from './top-bar.tsx'
import { UrgencyStrip } from './urgency-strip.tsx'

interface Props {
  /** A8: whether this screen is heard, and what stands above everything while it is not. */
  readonly sound: { readonly control: ReactNode; readonly banner: ReactNode; readonly station: ReactNode }
}

/** What stands around every screen of the room: bar, the alarms of the room, banners, the voice for new alarms. */
export const Frame = ({ sound }: Props) => {
  const { t } = useTranslation()
  usePageTitle()
  const pictured = useRoom((state) => state.picture !== null)
  const covered = useRoom((state) => state.liveness === 'covered')
  return (
    <OnPageProvider>
      <div className="frame" data-covered={covered} onAnimationStart={inStep}>
        <TopBar sound={sound.control} station={sound.station} />
        <div className="frame-alarms">
          {pictured && <UrgencyStrip />}
          <div className="frame-sound">{sound.banner}</div>
          <LiveBanner />
        </div>
        <AlarmVoice />
        {pictured ? (
          <Outlet />
        ) : (
          <main className="plain-page">
            <p role="status">{t('app.loading')}</p>
          </main>
        )}
      </div>
    </OnPageProvider>
  )
}
