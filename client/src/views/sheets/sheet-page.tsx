import './sheets.css'
import { dayOf } from '@chairside/shared/clinic-day'
import type { Print } from '@chairside/shared/print'
import type { Moment } from '@chairside/shared/time'
import { Button } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayWords } from '../common/day-words.ts'
import { clockOf, zoneOf } from '../common/format.ts'
import { Icon } from '../common/icon.tsx'
import { useNow, useRoom, useServices, useTimeZone } from '../common/services.tsx'

interface Props {
  readonly title: string
  /** Where the way back leads. */
  readonly back: string
  readonly print: Print
  /** S5: some of what stands here is of no real patient. */
  readonly simulated: boolean
  readonly children: ReactNode
}

/** `Sun 22 Nov 2026, 14:32 GMT−5`: as it stands on paper, with the zone. */
export const useWhenWords = (): ((at: Moment) => string) => {
  const timeZone = useTimeZone()
  return (at) => `${dayWords(dayOf(at, timeZone))}, ${clockOf(at, timeZone)} ${zoneOf(at, timeZone)}`
}

/** A sheet on the screen as it will be on paper: whose clinic, who prints it and when. However it is printed, the server is told (R2). */
export const SheetPage = ({ title, back, print, simulated, children }: Props) => {
  const { t } = useTranslation()
  const { printed } = useServices()
  const now = useNow()
  const when = useWhenWords()
  const clinic = useRoom((state) => state.picture?.clinic.name ?? '')
  const who = useRoom((state) => (typeof state.person === 'string' ? '' : state.person.name))
  // The sheet is drawn anew each second; what is told of it changes with the session alone.
  const told = JSON.stringify(print)
  useEffect(() => {
    const tell = (): void => void printed(JSON.parse(told) as Print)
    window.addEventListener('beforeprint', tell)
    return () => window.removeEventListener('beforeprint', tell)
  }, [printed, told])
  return (
    <main className="sheet-page">
      <div className="sheet-tools">
        <Link to={back} className="back-link">
          <Icon name="back" />
          {t('sheet.back')}
        </Link>
        <Button onClick={() => window.print()}>{t('sheet.print')}</Button>
        <span className="soft">
          {t('sheet.paper')} {t('sheet.noted')}
        </span>
      </div>
      <article className="sheet paper" aria-label={title}>
        <header className="sheet-head">
          <b>{clinic}</b>
          <span>{t('sheet.printed', { when: when(now), who })}</span>
        </header>
        {simulated && <p className="sheet-simulated">{t('sheet.simulated')}</p>}
        <h1>{title}</h1>
        {children}
      </article>
    </main>
  )
}

/** Names are for people who are signed in as staff, not for a screen on the wall. */
export const NotForYou = () => {
  const { t } = useTranslation()
  return (
    <main className="plain-page">
      <p>{t('sheet.notForYou')}</p>
    </main>
  )
}
