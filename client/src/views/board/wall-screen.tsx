import './wall.css'
import '../common/frame.css'
import '../common/chips.css'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { silentSince } from '../../model/liveness.ts'
import { chairsOf, runningSession } from '../../model/selectors.ts'
import { AlarmVoice } from '../common/alarm-voice.tsx'
import { spanOf } from '../common/format.ts'
import { inStep } from '../common/in-step.ts'
import { LiveBanner } from '../common/live-banner.tsx'
import { OnPageProvider } from '../common/on-page.tsx'
import { useRoom, WallProvider } from '../common/services.tsx'
import { AlarmCounts, Clock, LivePill, Pill } from '../common/top-bar.tsx'
import { UrgencyStrip } from '../common/urgency-strip.tsx'
import { WallTiles } from './wall-tiles.tsx'

/** Whether the address asks for the wall. */
export const useShowsWall = (): boolean => {
  const { pathname } = useLocation()
  const [search] = useSearchParams()
  return pathname === '/' && search.has('wall')
}

interface Props {
  /** A8: what is heard of this screen, in words alone. */
  readonly sound: { readonly pill: ReactNode; readonly banner: ReactNode }
}

const WallBar = ({ pill }: { readonly pill: ReactNode }) => {
  const { t } = useTranslation()
  const clinic = useRoom((state) => state.picture?.clinic ?? null)
  const total = useRoom((state) => chairsOf(state).length)
  const inUse = useRoom((state) => chairsOf(state).filter((chair) => runningSession(chair) !== null).length)
  return (
    <header className="wall-bar">
      <h1>{clinic?.name ?? t('app.name')}</h1>
      {clinic?.simulated === true && <Pill kind="simulated">{t('app.simulated')}</Pill>}
      {total > 0 && <span className="wall-use">{t('bar.chairsInUse', { inUse, total })}</span>}
      <AlarmCounts />
      <span className="bar-space" />
      {pill}
      <LivePill />
      <Clock />
    </header>
  )
}

/** G7, for whoever stands at the other end of the room. */
const WallNotLive = () => {
  const { t } = useTranslation()
  const liveness = useRoom((state) => state.liveness)
  const silentMs = useRoom(({ link, shownAtMs }) => {
    const since = silentSince(link)
    return since === null ? null : Math.floor((shownAtMs - since) / 1_000) * 1_000
  })
  if (liveness !== 'not-live' && liveness !== 'covered') return null
  return (
    <div className="wall-not-live" data-covered={liveness === 'covered'} data-testid="wall-not-live">
      <strong>{t('wall.notLive')}</strong>
      {silentMs !== null && silentMs > 0 && <span>{t('wall.since', { time: spanOf(silentMs) })}</span>}
      <span>{liveness === 'covered' ? t('wall.covered') : t('live.advice')}</span>
    </div>
  )
}

/** The room for whoever looks up: nothing here wants a hand, and it lives on by itself through every outage. Escape leads to the board. */
export const WallScreen = ({ sound }: Props) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const pictured = useRoom((state) => state.picture !== null)
  const covered = useRoom((state) => state.liveness === 'covered')
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') void navigate('/')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [navigate])
  return (
    <WallProvider>
      <OnPageProvider>
        <div className="frame wall" data-covered={covered} onAnimationStart={inStep}>
          <WallBar pill={sound.pill} />
          <div className="frame-alarms">
            {pictured && <UrgencyStrip />}
            <LiveBanner />
          </div>
          <AlarmVoice />
          {pictured ? (
            <WallTiles />
          ) : (
            <main className="plain-page wall-waiting">
              <p role="status">{t('wall.waiting')}</p>
            </main>
          )}
          {sound.banner}
          <WallNotLive />
        </div>
      </OnPageProvider>
    </WallProvider>
  )
}
