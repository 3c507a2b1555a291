import '../common/list-table.css'
import './audit.css'
import {
  AUDIT_READERS,
  TRAIL_KINDS,
  type TrailLine,
  type TrailPage,
  type TrailPerson,
  type TrailQuery,
  type TrailState,
} from '@chairside/shared/audit-trail'
import { dayOf } from '@chairside/shared/clinic-day'
import { Button } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { dateWords } from '../common/day-words.ts'
import { clockOf } from '../common/format.ts'
import { useChartScheme } from '../common/page-scheme.ts'
import { useIsWall, useRole, useServices, useTimeZone } from '../common/services.tsx'
import { usePages } from '../common/use-pages.ts'
import { AuditFilters } from './audit-filters.tsx'
import { TrailRow } from './trail-row.tsx'

const KEPT = ['person', 'patient', 'session', 'kind', 'from', 'to'] as const
const COLUMNS = ['when', 'who', 'what', 'about', 'why', 'station'] as const

const wantedIn = (params: URLSearchParams): TrailQuery => {
  const wanted: Record<string, string> = {}
  for (const key of KEPT) {
    const value = params.get(key)
    if (value === null || value === '' || (key === 'kind' && !TRAIL_KINDS.some((kind) => kind === value))) continue
    wanted[key] = value
  }
  return wanted as TrailQuery
}

/** How far the chain goes, and whether anybody walked it. */
const ChainState = ({ state }: { readonly state: TrailState }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const { entries, head, lastVerified } = state
  const when = lastVerified === null ? '' : `${dateWords(dayOf(lastVerified.at, timeZone))} ${clockOf(lastVerified.at, timeZone)}`
  return (
    <p className="audit-state">
      {t('audit.chain', { entries, head: head?.slice(0, 12) ?? '–' })}{' '}
      {lastVerified === null ? (
        <b>{t('audit.neverVerified')}</b>
      ) : lastVerified.faults === 0 ? (
        t('audit.verified', { when, entries: lastVerified.entries })
      ) : (
        <b role="alert">{t('audit.faults', { when, count: lastVerified.faults })}</b>
      )}
    </p>
  )
}

const AuditList = () => {
  const { t } = useTranslation()
  const { audit } = useServices()
  const [params, setParams] = useSearchParams()
  const [persons, setPersons] = useState<readonly TrailPerson[]>([])
  const wanted = useMemo(() => wantedIn(params), [params])
  const { found, failed, reading, more, again } = usePages<TrailLine, TrailQuery, TrailPage>({
    text: JSON.stringify(wanted),
    find: (query, after) => audit.find(after === null ? query : { ...query, after }),
    source: audit,
  })
  useEffect(() => {
    let over = false
    const read = async (): Promise<void> => {
      const answer = await audit.persons()
      if (!over && answer.ok) setPersons(answer.value.persons)
    }
    void read()
    return () => {
      over = true
    }
  }, [audit])
  const count = found?.lines.length ?? 0
  const hasMore = found !== null && found.next !== null
  return (
    <main className="audit-page">
      <div className="audit-head">
        <h1>{t('audit.title')}</h1>
        <span className="soft" role="status">
          {found === null ? (failed ? '' : t('audit.loading')) : t(hasMore ? 'audit.shown' : 'audit.shownAll', { count })}
        </span>
        <Button variant="default" disabled={reading} onClick={again}>
          {t('audit.again')}
        </Button>
      </div>
      {found !== null && <ChainState state={found.state} />}
      <AuditFilters wanted={wanted} persons={persons} onChange={(next) => setParams(next as Record<string, string>, { replace: true })} />
      {failed && (
        <p className="strong" role="alert">
          {t('audit.failed')}
        </p>
      )}
      {found !== null && count === 0 && <p className="audit-none">{t('audit.none')}</p>}
      {count > 0 && (
        <div className="list-table audit-table" data-reading={reading}>
          <table>
            <colgroup>
              {COLUMNS.map((column) => (
                <col key={column} data-column={column} />
              ))}
            </colgroup>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {t(`audit.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found?.lines.map((line) => (
                <TrailRow key={line.trailNo} line={line} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="audit-foot">
        {hasMore && (
          <Button variant="default" disabled={reading} onClick={() => void more()}>
            {t('audit.older')}
          </Button>
        )}
        <span className="soft">{t('audit.itself')}</span>
      </div>
    </main>
  )
}

/** R2: who did and saw what, for those who run the clinic and those who answer for its patients. */
export const AuditView = () => {
  const { t } = useTranslation()
  const role = useRole()
  const wall = useIsWall()
  useChartScheme()
  if (AUDIT_READERS.has(role) && !wall) return <AuditList />
  return (
    <main className="plain-page">
      <h1>{t('audit.title')}</h1>
      <p>{t('audit.notForYou')}</p>
    </main>
  )
}
