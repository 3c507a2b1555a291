import { dayOf } from '@chairside/shared/clinic-day'
import { isEnded } from '@chairside/shared/session'
import type { SessionLine } from '@chairside/shared/session-list'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dayWords } from '../common/day-words.ts'
import { clockOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'

const useSignatureWords = (): ((line: SessionLine) => string) => {
  const { t } = useTranslation()
  return ({ signed, amendments, phase, startedAt, waitsFor }) => {
    if (waitsFor !== undefined) return t('cosign.waits')
    if (signed !== null) return t(amendments > 0 ? 'sessions.amended' : 'sessions.signedBy', { by: signed.by })
    if (!isEnded(phase)) return t('sessions.running')
    return startedAt === null ? t('sessions.notNeeded') : t('sessions.waits')
  }
}

/** One session; its day is the way to its chart. */
export const SessionRow = ({ line }: { readonly line: SessionLine }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const signature = useSignatureWords()
  const { sessionId, patient, checkedInAt, chairId, phase, peak, excursions, worst, simulated } = line
  const unsigned = isEnded(phase) && line.startedAt !== null && (line.signed === null || line.amendments > 0)
  return (
    <tr>
      <th scope="row">
        <Link to={`/sessions/${sessionId}`} data-row-main>
          {dayWords(dayOf(checkedInAt, timeZone))} <b>{clockOf(checkedInAt, timeZone)}</b>
        </Link>
      </th>
      <td>
        <b>{patient.name}</b>
        <small className="session-number">
          {patient.identifier}
          {simulated && ` · ${t('sessions.simulated')}`}
        </small>
      </td>
      <td>
        <Link to={`/patients/of/${sessionId}`} title={t('course.linkOf')}>
          {t('sessions.course', { number: patient.infusionNumber, length: patient.courseLength })}
        </Link>
      </td>
      <td>{chairId}</td>
      <td>{t(`phase.${phase}`)}</td>
      <td data-unsigned={unsigned}>{signature(line)}</td>
      <td data-worst={worst}>
        {excursions === 0 || worst === null ? (
          <span className="soft">{t('sessions.noExcursion')}</span>
        ) : (
          `${excursions} · ${t(`level.${worst}`)}`
        )}
      </td>
      <td>
        {peak === null ? (
          '–'
        ) : (
          <>
            <b>{`${Math.round(peak.sys)}/${Math.round(peak.dia)}`}</b>{' '}
            <span className="soft">{t('sessions.atMinute', { minute: Math.round(peak.minute) })}</span>
          </>
        )}
      </td>
      <td>{line.lowestSpo2 ?? '–'}</td>
      <td>{t('sessions.doseSaid', { mg: Math.round(line.doseMg * 10) / 10 })}</td>
      <td>{line.physicians.map(({ name }) => name).join(', ') || '–'}</td>
    </tr>
  )
}
