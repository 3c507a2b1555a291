import '../common/list-table.css'
import './sessions.css'
import type { SessionLine, SessionPage, SessionPhysician } from '@chairside/shared/session-list'
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useChartScheme } from '../common/page-scheme.ts'
import { useIsPerson, useServices } from '../common/services.tsx'
import { usePages } from '../common/use-pages.ts'
import { SessionFilters, type Wanted } from './session-filters.tsx'
import { SessionRow } from './session-row.tsx'

/** Typing rests for so long before the server is asked: each look is kept in the audit. */
const REST_MS = 250
const KEPT = ['from', 'to', 'chair', 'physician', 'state', 'unsigned', 'excursion', 'simulated'] as const

const wantedIn = (params: URLSearchParams): Wanted => {
  const wanted: Record<string, string | boolean> = {}
  for (const key of KEPT) {
    const value = params.get(key)
    if (value !== null && value !== '') wanted[key] = value === 'yes' ? true : value === 'no' ? false : value
  }
  return wanted as Wanted
}

const paramsOf = (wanted: Wanted): Record<string, string> => {
  const params: Record<string, string> = {}
  for (const key of KEPT) {
    const value = wanted[key]
    if (value !== undefined) params[key] = value === true ? 'yes' : value === false ? 'no' : String(value)
  }
  return params
}

const useFound = (wanted: Wanted) => {
  const { charts } = useServices()
  const [text] = useDebouncedValue(JSON.stringify(wanted), REST_MS)
  return usePages<SessionLine, Wanted, Omit<SessionPage, 'sessions'> & { readonly lines: readonly SessionLine[] }>({
    text,
    find: async (query, after) => {
      const answer = await charts.find(after === null ? query : { ...query, after })
      if (!answer.ok) return answer
      const { sessions, ...page } = answer.value
      return { ok: true, value: { ...page, lines: sessions } }
    },
    source: charts,
  })
}

const SessionList = () => {
  const { t } = useTranslation()
  const { charts } = useServices()
  const [params, setParams] = useSearchParams()
  const [patient, setPatient] = useState('')
  const [physicians, setPhysicians] = useState<readonly SessionPhysician[]>([])
  const field = useRef<HTMLInputElement>(null)
  const rows = useRef<HTMLTableSectionElement>(null)
  const wanted = useMemo((): Wanted => ({ ...wantedIn(params), ...(patient === '' ? {} : { patient }) }), [params, patient])
  const { found, failed, reading, more } = useFound(wanted)

  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      const answer = await charts.physicians()
      if (!over && answer.ok) setPhysicians(answer.value.physicians)
    }
    void read()
    return () => {
      over = true
    }
  }, [charts])

  const change = (next: Wanted): void => {
    setPatient(next.patient ?? '')
    setParams(paramsOf(next), { replace: true })
  }
  const walk = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      change({})
      return
    }
    const typing = event.target instanceof HTMLElement && event.target.closest('input[type="date"], select') !== null
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || typing) return
    const stops = [...(rows.current?.querySelectorAll<HTMLElement>('[data-row-main]') ?? [])]
    const at = stops.indexOf(document.activeElement as HTMLElement)
    if (at === 0 && event.key === 'ArrowUp') {
      event.preventDefault()
      field.current?.focus()
      return
    }
    const next = stops[at === -1 ? 0 : at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (next === undefined) return
    event.preventDefault()
    next.focus()
  }
  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, select, textarea') !== null
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return
      event.preventDefault()
      field.current?.focus()
    }
    window.addEventListener('keydown', open)
    return () => window.removeEventListener('keydown', open)
  }, [])

  const count = found?.lines.length ?? 0
  return (
    <main className="sessions-page" onKeyDown={walk}>
      <div className="sessions-head">
        <h1>{t('sessions.title')}</h1>
        <span className="soft" role="status">
          {found === null
            ? failed
              ? ''
              : t('sessions.loading')
            : t(found.next === null ? 'sessions.shownAll' : 'sessions.shown', { count })}
        </span>
      </div>
      <SessionFilters wanted={wanted} physicians={physicians} field={field} onChange={change} />
      {failed && (
        <p className="strong" role="alert">
          {t('sessions.failed')}
        </p>
      )}
      {found !== null && !found.complete && <p className="soft">{t('sessions.incomplete')}</p>}
      {found !== null && count === 0 && <p className="sessions-none">{t('sessions.none')}</p>}
      {count > 0 && (
        <div className="list-table sessions-table" data-reading={reading}>
          <table>
            <thead>
              <tr>
                {(
                  ['day', 'patient', 'course', 'chair', 'state', 'signature', 'excursions', 'peak', 'spo2', 'dose', 'physician'] as const
                ).map((column) => (
                  <th key={column} scope="col">
                    {column === 'course' ? t('checkIn.infusionNumber') : t(`sessions.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody ref={rows}>
              {found?.lines.map((line) => (
                <SessionRow key={line.sessionId} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="sessions-foot">
        {found?.next !== undefined && found.next !== null && (
          <Button variant="default" disabled={reading} onClick={() => void more()}>
            {t('sessions.more')}
          </Button>
        )}
        <span className="soft">{t('sessions.keys')}</span>
      </div>
    </main>
  )
}

/** Every session of the clinic. A screen on the wall does not even ask: the list holds names. */
export const SessionsView = () => {
  const { t } = useTranslation()
  useChartScheme()
  if (useIsPerson()) return <SessionList />
  return (
    <main className="plain-page">
      <h1>{t('sessions.title')}</h1>
      <p>{t('sessions.notForYou')}</p>
    </main>
  )
}
