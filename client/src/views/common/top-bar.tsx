import './top-bar.css'
import { useMantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { forgetPerson } from '../../model/room-store.ts'
import { chairsOf, countByPriority, runningSession } from '../../model/selectors.ts'
import { AlarmMark } from './alarm-mark.tsx'
import { clockSecondsOf, zoneOf } from './format.ts'
import { Icon } from './icon.tsx'
import { useNow, useRoom, useServices, useSpeed, useTimeZone } from './services.tsx'
import { TodayLink } from './today-link.tsx'

const Pill = ({ kind, title, children }: { readonly kind: string; readonly title?: string; readonly children: ReactNode }) => (
  <span className="pill" data-kind={kind} title={title}>
    {children}
  </span>
)

const AlarmCounts = () => {
  const { t } = useTranslation()
  const count = countByPriority(useRoom(chairsOf))
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

const LivePill = () => {
  const { t } = useTranslation()
  const liveness = useRoom((state) => state.liveness)
  const connected = useRoom((state) => state.link.connected)
  const roundTripMs = useRoom((state) => state.link.roundTripMs)
  if (liveness === 'live' && connected) {
    const age = roundTripMs === null ? '' : `${Math.max(0.1, roundTripMs / 1_000).toFixed(1)} s`
    return <Pill kind="live">{age === '' ? t('bar.live') : t('bar.liveAge', { age })}</Pill>
  }
  return <Pill kind="not-live">{liveness === 'not-live' || liveness === 'covered' ? t('bar.notLive') : t('bar.reconnecting')}</Pill>
}

const Clock = () => {
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
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const dark = colorScheme !== 'light'
  const label = dark ? t('bar.light') : t('bar.dark')
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      <Icon name={dark ? 'sun' : 'moon'} />
    </button>
  )
}

const PersonMenu = () => {
  const { t } = useTranslation()
  const { store, feed, rest } = useServices()
  const person = useRoom((state) => state.person)
  if (typeof person === 'string') return null
  const leave = async (): Promise<void> => {
    feed.stop()
    await rest.signOut()
    forgetPerson(store, false)
  }
  return (
    <span className="bar-person">
      <span className="bar-name">
        {person.name}
        <small> {t(`role.${person.role}`)}</small>
      </span>
      <button type="button" className="icon-button" aria-label={t('bar.signOut')} title={t('bar.signOut')} onClick={() => void leave()}>
        <Icon name="out" />
      </button>
    </span>
  )
}

/** The bar above every screen: what room this is, whether it is heard and live, who looks, what time it is there. */
export const TopBar = ({ sound }: { readonly sound: ReactNode }) => {
  const { t } = useTranslation()
  const clinic = useRoom((state) => state.picture?.clinic ?? null)
  const chairs = useRoom(chairsOf)
  const speed = useSpeed()
  const demo = useRoom((state) => typeof state.person !== 'string' && state.person.demo)
  const inUse = chairs.filter((chair) => runningSession(chair) !== null).length
  return (
    <header className="bar">
      <Link to="/" className="bar-home">
        {clinic?.name ?? t('app.name')}
      </Link>
      <TodayLink />
      {clinic?.simulated === true && (
        <Pill kind="simulated" title={t('app.simulatedLong')}>
          {t('app.simulated')}
        </Pill>
      )}
      {demo && <Pill kind="demo">{t('bar.demo')}</Pill>}
      {speed !== 1 && <Pill kind="speed">{t('bar.speed', { speed })}</Pill>}
      {chairs.length > 0 && <span className="bar-use">{t('bar.chairsInUse', { inUse, total: chairs.length })}</span>}
      <AlarmCounts />
      <span className="bar-space" />
      {sound}
      <LivePill />
      <PersonMenu />
      <ThemeToggle />
      <Clock />
    </header>
  )
}
