import './today.css'
import { dayAfter, wallTimeOf } from '@chairside/shared/clinic-day'
import { Button } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { lateMinutes } from '../../model/next-visits.ts'
import { dayWords } from '../common/day-words.ts'
import { Icon } from '../common/icon.tsx'
import { useNow, useRoom, useTimeZone } from '../common/services.tsx'
import { useDayList } from '../common/use-day-list.ts'
import { byHour, isShown, SHOWN, type Shown } from './day-groups.ts'
import { ExpectPatient } from './expect-patient.tsx'
import { VisitRow } from './visit-row.tsx'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null

const DayView = () => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const role = useRoom((state) => (typeof state.person === 'string' ? 'viewer' : state.person.role))
  const [day, setDay] = useState<string | null>(null)
  const { list, failed, reload } = useDayList(day)
  const [shown, setShown] = useState<Shown>('all')
  const finds = useLocation().hash === '#find'
  const [adding, setAdding] = useState(finds)
  const rows = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      setAdding(true)
    }
    window.addEventListener('keydown', open)
    return () => window.removeEventListener('keydown', open)
  }, [])

  const wallTime = now === 0 ? '00:00' : wallTimeOf(now, timeZone)
  const visits = list?.visits ?? []
  const groups = byHour(visits.filter((visit) => isShown(visit, shown)))
  const today = list?.today ?? null
  const thisDay = list?.day ?? day
  const isToday = thisDay === today
  const walk = (event: KeyboardEvent): void => {
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || isTyping(event.target)) return
    const stops = [...(rows.current?.querySelectorAll<HTMLElement>('[data-row-main]') ?? [])]
    const at = stops.indexOf(document.activeElement as HTMLElement)
    const next = stops[at === -1 ? 0 : at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }
  const move = (days: number): void => {
    if (thisDay !== null) setDay(dayAfter(thisDay, days))
  }

  return (
    <main className="today-page">
      <div className="today-head">
        <h1>{thisDay === null || isToday ? t('today.title') : dayWords(thisDay)}</h1>
        {thisDay !== null && (
          <span className="soft">{isToday ? dayWords(thisDay) : t(thisDay < (today ?? '') ? 'today.past' : 'today.coming')}</span>
        )}
        <span className="today-days">
          <button
            type="button"
            className="icon-button"
            aria-label={t('today.dayBefore')}
            title={t('today.dayBefore')}
            onClick={() => move(-1)}
          >
            <Icon name="back" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={t('today.dayAfter')}
            title={t('today.dayAfter')}
            onClick={() => move(1)}
          >
            <Icon name="next" />
          </button>
          {!isToday && today !== null && (
            <button type="button" className="chip-button" onClick={() => setDay(null)}>
              {t('today.backToToday')}
            </button>
          )}
        </span>
        <fieldset className="today-shown" aria-label={t('today.show')}>
          {SHOWN.map((one) => (
            <button type="button" key={one} className="chip-button" aria-pressed={shown === one} onClick={() => setShown(one)}>
              {one === 'all'
                ? t('today.all', { count: visits.length })
                : `${t(`visitState.${one}`)} ${visits.filter((visit) => isShown(visit, one)).length}`}
            </button>
          ))}
        </fieldset>
        <span className="today-space" />
        <Link to="/downtime" className="chip-button chip-link">
          {t('downtime.open')}
        </Link>
        <Button
          aria-expanded={adding}
          aria-keyshortcuts="/"
          onClick={() => setAdding(!adding)}
          leftSection={<Icon name="plus" size={18} />}
        >
          {t('today.expect')}
        </Button>
      </div>
      {adding && thisDay !== null && (
        <ExpectPatient
          key={thisDay}
          day={thisDay}
          arrival={wallTime}
          onSaved={() => {
            setAdding(false)
            reload()
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {failed && (
        <p className="strong" role="alert">
          {t('today.failed')}
        </p>
      )}
      {list === null && !failed && <p role="status">{t('today.loading')}</p>}
      {list !== null && visits.length === 0 && (
        <div className="today-empty">
          <h2>{t('today.empty')}</h2>
          <p>{t('today.emptyHint')}</p>
        </div>
      )}
      {visits.length > 0 && groups.length === 0 && <p className="soft">{t('today.noneLike')}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys only move the focus between what is interactive inside. */}
      <div className="today-list" ref={rows} onKeyDown={walk}>
        {groups.map((group) => (
          <section key={group.key} className="today-hour" aria-label={t('today.hour', { hour: group.hour })}>
            <h2>{group.hour}</h2>
            <ul>
              {group.visits.map((visit) => (
                <VisitRow
                  key={visit.visitId}
                  visit={visit}
                  lateMin={lateMinutes(visit, today ?? '', wallTime)}
                  mayCheckIn={isToday && role !== 'manager'}
                  onChanged={reload}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {visits.length > 0 && <p className="today-keys">{t('today.keys')}</p>}
    </main>
  )
}

/** Who is expected on a day, who sits where, and who has left; the check-in begins here. A screen on the wall does not even ask. */
export const TodayView = () => {
  const { t } = useTranslation()
  const isPerson = useRoom((state) => typeof state.person !== 'string' && state.person.role !== 'viewer')
  if (isPerson) return <DayView />
  return (
    <main className="plain-page">
      <h1>{t('today.title')}</h1>
      <p>{t('today.notForYou')}</p>
    </main>
  )
}
