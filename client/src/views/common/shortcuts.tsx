import './shortcuts.css'
import type { Act } from '@chairside/shared/command'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMatch, useNavigate } from 'react-router'
import { pagesFor } from '../../model/pages.ts'
import { chairById, chairsOf, roomAlarms, runningSession } from '../../model/selectors.ts'
import { OutcomeLine } from './outcome-line.tsx'
import { useMayAct, useRole, useRoom, useServices } from './services.tsx'
import { acknowledgeButton, focusedChair, isArrow, walkTiles } from './tile-walk.ts'
import type { ActState } from './use-act.ts'
import { usePanel } from './use-panel.ts'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null

/** The frequent ones, as the help lists them. */
const KEYS = [
  ['arrows', '← ↑ → ↓'],
  ['pages', 'PgUp PgDn'],
  ['open', 'Enter'],
  ['acknowledge', 'A'],
  ['pause', 'P'],
  ['callHelp', 'H'],
  ['find', '/'],
  ['lock', 'L'],
  ['close', 'Esc'],
  ['keys', '?'],
] as const

const FINDER = '/today#find'

/** What a key did at a chair, with its answer. */
interface Done {
  readonly chairId: string
  readonly what: 'pause' | 'callHelp' | 'acknowledge'
  /** Null: there was nothing to do it to. */
  readonly state: ActState | null
}

/** Everything frequent by one key, from wherever the person is; `?` lists the keys. A locked screen and a form take none. */
export const Shortcuts = () => {
  const { t } = useTranslation()
  const { store, feed, idle } = useServices()
  const navigate = useNavigate()
  const here = useMatch('/chairs/:chairId')?.params.chairId ?? null
  // These have a finder of their own.
  const onToday = useMatch('/today') !== null
  const onSessions = useMatch('/sessions') !== null
  const hasFinder = onToday || onSessions
  const mayAct = useMayAct()
  const role = useRole()
  const pages = pagesFor(role)
  const locked = useRoom((state) => state.locked)
  const help = usePanel<HTMLSpanElement>()
  const [done, setDone] = useState<Done | null>(null)

  useEffect(() => {
    if (locked) return
    /** Where no chair is chosen: the one of the worst alarm that nobody answered. */
    const worst = (): string | null =>
      roomAlarms(chairsOf(store.getState())).find(({ alarm }) => alarm.acknowledgement === null)?.chairId ?? null
    const act = async (chairId: string | null, what: 'pause' | 'callHelp', body: Act): Promise<void> => {
      const chair = chairId === null ? null : chairById(chairId)(store.getState())
      const session = chair === null ? null : runningSession(chair)
      if (chair === null || session === null) return setDone({ chairId: chairId ?? '', what, state: null })
      setDone({ chairId: chair.chairId, what, state: { kind: 'sending' } })
      const outcome = await feed.act(chair.chairId, session.sessionId, body)
      setDone({ chairId: chair.chairId, what, state: { kind: 'answered', outcome } })
    }
    const acknowledge = (chairId: string | null): void => {
      const button = chairId === null ? null : acknowledgeButton(chairId)
      setDone(button === null ? { chairId: chairId ?? '', what: 'acknowledge', state: null } : null)
      button?.click()
    }
    const actOn = (key: string): boolean => {
      if (!mayAct) return false
      const chosen = here ?? focusedChair()
      if (key === 'a') acknowledge(chosen ?? worst())
      else if (key === 'p') void act(chosen ?? worst(), 'pause', { kind: 'pause-sound', pauseMs: 60_000 })
      // Nobody is called to a chair that was not chosen.
      else if (key === 'h') void act(chosen, 'callHelp', { kind: 'call-help' })
      else return false
      return true
    }
    const go = (key: string): boolean => {
      const pages = pagesFor(role)
      const place = key === '/' ? FINDER : pages.find((page) => page.key === key)?.to
      if (place === undefined || pages.length === 0 || (key === '/' && hasFinder)) return false
      void navigate(place)
      return true
    }
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const taken = isArrow(event.key) ? walkTiles(event.key) : actOn(key) || go(key)
      if (key === '?') help.toggle()
      else if (key === 'l') idle.lockNow()
      else if (key === 'Escape') setDone(null)
      // What locks the screen is not the first letter of the PIN.
      if (taken || key === '?' || key === 'l') event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [locked, mayAct, role, here, hasFinder, store, feed, idle, navigate, help])

  if (locked) return null
  return (
    <span className="shortcuts" ref={help.root}>
      <button
        type="button"
        className="icon-button shortcuts-button"
        ref={help.button}
        aria-expanded={help.open}
        aria-controls={help.id}
        aria-label={t('keys.title')}
        title={t('keys.title')}
        onClick={help.toggle}
      >
        ?
      </button>
      {help.open && (
        <section className="person-panel" id={help.id} aria-label={t('keys.title')}>
          <h2>{t('keys.title')}</h2>
          <dl className="shortcuts-list">
            {KEYS.map(([name, key]) => (
              <div key={name}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{t(`keys.${name}`)}</dd>
              </div>
            ))}
          </dl>
          {pages.length > 0 && (
            <>
              <h3>{t('nav.pages')}</h3>
              <dl className="shortcuts-list">
                {pages.map(({ name, key }) => (
                  <div key={name}>
                    <dt>
                      <kbd>{key.toUpperCase()}</kbd>
                    </dt>
                    <dd>{t(`nav.${name}`)}</dd>
                  </div>
                ))}
              </dl>
            </>
          )}
          <p className="soft">{t('keys.says')}</p>
        </section>
      )}
      {done !== null && (
        <div className="shortcut-said" data-nothing={done.state === null}>
          {done.chairId !== '' && <b>{t('strip.chair', { chair: done.chairId })}</b>} {t(`keys.did.${done.what}`)}
          {done.state === null ? <p role="status">{t(`keys.nothing.${done.what}`)}</p> : <OutcomeLine state={done.state} />}
        </div>
      )}
    </span>
  )
}
