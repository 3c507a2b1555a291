import './top-bar.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useShallow } from 'zustand/react/shallow'
import { chairsOf, countByPriority, runningSession } from '../../model/selectors.ts'
import { decimalWords } from '../../words/numbers.ts'
import { AlarmMark } from './alarm-mark.tsx'
import { clockSecondsOf, zoneOf } from './format.ts'
import { Icon } from './icon.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { MainNav } from './main-nav.tsx'
import { useScheme } from './page-scheme.ts'
import { PersonMenu } from './person-menu.tsx'
import { ScreenPanel } from './screen-panel.tsx'
import { useNow, useRoom, useSpeed, useTimeZone } from './services.tsx'
import { Shortcuts } from './shortcuts.tsx'

export const Pill = ({ kind, title, children }: { readonly kind: string; readonly title?: string; readonly children: ReactNode }) => (
  <span className="pill" data-kind={kind} title={title}>
    {children}
  </span>
)

export const AlarmCounts = () => {
  const { t } = useTranslation()
  const count = useRoom(useShallow((state) => countByPriority(chairsOf(state))))
  return (
    <span className="alarm-counts">
      {(['high', 'medium', 'low'] as const).map((priority) => (
        <span
          key={priority}
          className="alarm-count"
          role="img"
          data-priority={priority}
          data-none={count[priority] === 0}
          aria-label={t('bar.alarmCount', { count: count[priority], priority: t(`bar.${priority}`).toLowerCase() })}
        >
          <AlarmMark priority={priority} />
          <b>{count[priority]}</b>
        </span>
      ))}
    </span>
  )
}

export const LivePill = () => {
  const { t } = useTranslation()
  const liveness = useRoom((state) => state.liveness)
  const connected = useRoom((state) => state.link.connected)
  const roundTripMs = useRoom((state) => state.link.roundTripMs)
  if (liveness === 'live' && connected) {
    const age = roundTripMs === null ? '' : `${decimalWords(Math.max(0.1, roundTripMs / 1_000), 1)} s`
    return <Pill kind="live">{age === '' ? t('bar.live') : t('bar.liveAge', { age })}</Pill>
  }
  return <Pill kind="not-live">{liveness === 'not-live' || liveness === 'covered' ? t('bar.notLive') : t('bar.reconnecting')}</Pill>
}

export const Clock = () => {
  const now = useNow()
  const timeZone = useTimeZone()
  if (now === 0) return null
  return (
    <span className="bar-clock">
      <b>{clockSecondsOf(now, timeZone)}</b> <small>{zoneOf(now, timeZone)}</small>
    </span>
  )
}

const ThemeToggle = () => {
  const { t } = useTranslation()
  const { dark, turn } = useScheme()
  const label = dark ? t('bar.light') : t('bar.dark')
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={turn}>
      <Icon name={dark ? 'sun' : 'moon'} />
    </button>
  )
}

/** The bar above every screen: what room this is, whether it is heard and live, who looks, what time it is there. */
export const TopBar = ({ sound, station }: { readonly sound: ReactNode; readonly station: ReactNode }) => {
  const { t } = useTranslation()
  const clinic = useRoom((state) => state.picture?.clinic ?? null)
  const total = useRoom((state) => chairsOf(state).length)
  const inUse = useRoom((state) => chairsOf(state).filter((chair) => runningSession(chair) !== null).length)
  const speed = useSpeed()
  const demo = useRoom((state) => typeof state.person !== 'string' && state.person.demo)
  return (
    <header className="bar">
      <Link to="/" className="bar-home" title={clinic?.name}>
        {clinic?.name ?? t('app.name')}
      </Link>
      <MainNav />
      {clinic?.simulated === true && (
        <Pill kind="simulated" title={t('app.simulatedLong')}>
          {t('app.simulated')}
        </Pill>
      )}
      {demo && <Pill kind="demo">{t('bar.demo')}</Pill>}
      {speed !== 1 && <Pill kind="speed">{t('bar.speed', { speed })}</Pill>}
      {total > 0 && <span className="bar-use">{t('bar.chairsInUse', { inUse, total })}</span>}
      <AlarmCounts />
      <span className="bar-space" />
      {sound}
      <LivePill />
      <PersonMenu />
      <LanguageChoice />
      <ScreenPanel station={station} />
      <Shortcuts />
      <ThemeToggle />
      <Clock />
    </header>
  )
}
