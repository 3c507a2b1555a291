import type { TrailLine } from '@chairside/shared/audit-trail'
import { dayOf } from '@chairside/shared/clinic-day'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dateWords } from '../common/day-words.ts'
import { clockSecondsOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'

/** What was done, in words; what this screen has no words for stands as it is written in the record. */
const useActionWords = (): ((action: string) => string) => {
  const { t, i18n } = useTranslation()
  return (action) => {
    const key = `audit.action.${action}`
    return i18n.exists(key) ? t(key as 'audit.action.sign-in') : action
  }
}

const Details = ({ line }: { readonly line: TrailLine }) => {
  const { t } = useTranslation()
  if (line.details.length === 0) return null
  return (
    <details className="trail-details">
      <summary>{t('audit.details', { count: line.details.length })}</summary>
      <dl>
        {line.details.map(({ name, was, value }) => (
          <div key={`${name} ${was ?? ''} ${value ?? ''}`}>
            <dt>{name}</dt>
            <dd>
              {was !== undefined && (
                <>
                  <del>{was ?? t('audit.nothing')}</del> <span aria-hidden="true">→</span>{' '}
                </>
              )}
              {value ?? t('audit.nothing')}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** Where an entry leads: the chart of a session, and the trail of what it is about. */
const About = ({ object }: { readonly object: string }) => {
  const { t } = useTranslation()
  const [what, id = ''] = object.split(' ')
  if (what === 'session')
    return (
      <span className="trail-links">
        <Link to={`/sessions/${encodeURIComponent(id)}`}>{t('audit.chart')}</Link>
        <Link to={`/audit?session=${encodeURIComponent(id)}`}>{t('audit.ofSession')}</Link>
      </span>
    )
  if (what === 'patient') return <Link to={`/audit?patient=${encodeURIComponent(id)}`}>{t('audit.ofPatient')}</Link>
  return <span className="soft">{object}</span>
}

/** R2: who, when, from where, what, why, with what stood there before. */
export const TrailRow = ({ line }: { readonly line: TrailLine }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const words = useActionWords()
  const { at, by, station, action, kind, object, reason, entry } = line
  return (
    <tr data-kind={kind}>
      <td className="trail-time">
        {dateWords(dayOf(at, timeZone))} <b>{clockSecondsOf(at, timeZone)}</b>
        <small className="soft">{t(`audit.entry.${entry.chain}`, { number: entry.number })}</small>
      </td>
      <th scope="row">
        {by === null ? t('audit.server') : (by.name ?? by.staffId)}
        {by?.role !== null && by?.role !== undefined && <small className="soft">{t(`audit.role.${by.role}`)}</small>}
      </th>
      <td>
        <b>{words(action)}</b>
        <small className="soft">{t(`audit.kinds.${kind}`)}</small>
      </td>
      <td>
        <About object={object} />
      </td>
      <td className="trail-why">
        {reason !== null && <span>{reason}</span>}
        <Details line={line} />
      </td>
      <td>{station ?? <span className="soft">{by === null ? '–' : t('audit.unknownStation')}</span>}</td>
    </tr>
  )
}
