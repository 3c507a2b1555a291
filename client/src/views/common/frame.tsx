import './frame.css'
import './chips.css'
import type { AnimationEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { AlarmVoice } from './alarm-voice.tsx'
import { LiveBanner } from './live-banner.tsx'
import { useRoom } from './services.tsx'
import { TopBar } from './top-bar.tsx'
import { UrgencyStrip } from './urgency-strip.tsx'

interface Props {
  /** A8: whether this screen is heard, and what stands above everything while it is not. */
  readonly sound: { readonly control: ReactNode; readonly banner: ReactNode }
}

/**
 * One rhythm for everything that flashes (A8): two tiles that flash in turn would flash twice as fast together. An animation begins where
 * its own clock says; here it is given the page's.
 */
const inStep = (event: AnimationEvent): void => {
  if (event.animationName !== 'flash-edge' || !(event.target instanceof Element)) return
  for (const animation of event.target.getAnimations()) animation.startTime = 0
}

/** What stands around every screen of the room: bar, the alarms of the room, banners, the voice for new alarms. */
export const Frame = ({ sound }: Props) => {
  const { t } = useTranslation()
  const pictured = useRoom((state) => state.picture !== null)
  const covered = useRoom((state) => state.liveness === 'covered')
  return (
    <div className="frame" data-covered={covered} onAnimationStart={inStep}>
      <TopBar sound={sound.control} />
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
  )
}
