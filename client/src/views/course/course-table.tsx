import type { PlacedSession } from '@chairside/shared/patient-course'
import { isEnded } from '@chairside/shared/session'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { dateWords } from '../common/day-words.ts'
import { signedOf } from '../common/format.ts'
import { isInfused, mgShown, minutesShown, perKgShown, useTotalsWords } from './course-words.ts'

const COLUMNS = [
  'infusion',
  'dose',
  'baseline',
  'peak',
  'rise',
  'excursions',
  'rescue',
  'spo2',
  'experience',
  'recovery',
  'scores',
  'safety',
  'signature',
] as const

const Infused = ({ session }: { readonly session: PlacedSession }) => {
  const { t } = useTranslation()
  const { orderedMg, givenMg, mgPerKg, baseline, peak, rise, excursions, worst, cadss, dissociation, rescues, safetyConcern } = session
  const minute = (at: number | null): string => (at === null ? '' : t('course.atMinute', { minute: Math.round(at) }))
  const others = [
    ...(session.notConfirmed > 0 ? [t('course.notConfirmed', { count: session.notConfirmed })] : []),
    ...(session.notReproduced > 0 ? [t('course.notReproduced', { count: session.notReproduced })] : []),
  ]
  const experience = [
    ...(cadss === null ? [] : [[t('course.cadss', { value: cadss.value }), minute(cadss.minute)].filter(Boolean).join(', ')]),
    ...(dissociation === null
      ? []
      : [[t('course.scale', { value: dissociation.value }), minute(dissociation.minute)].filter(Boolean).join(', ')]),
  ]
  return (
    <>
      <td>
        <b>{t('course.doseSaid', { mg: mgShown(orderedMg) })}</b>
        <small>
          {t('course.perKgSaid', { perKg: perKgShown(mgPerKg) })}
          {givenMg !== null && Math.abs(givenMg - orderedMg) >= 0.5 && ` · ${t('course.doseGiven', { mg: mgShown(givenMg) })}`}
        </small>
      </td>
      <td>{baseline === null ? t('course.noBaselineShort') : `${Math.round(baseline.sys)}/${Math.round(baseline.dia)}`}</td>
      <td>
        {peak === null ? '–' : <b>{`${Math.round(peak.sys)}/${Math.round(peak.dia)}`}</b>}
        <small>{minute(peak?.minute ?? null)}</small>
      </td>
      <td>
        {rise === null ? '–' : <b>{`${signedOf(rise.sys.by)} / ${signedOf(rise.dia.by)}`}</b>}
        <small>{minute(rise?.sys.minute ?? null)}</small>
      </td>
      <td data-worst={excursions === 0 ? undefined : worst}>
        {excursions === 0 ? t('sessions.noExcursion') : `${excursions}${worst === null ? '' : ` · ${t(`level.${worst}`)}`}`}
        <small>{others.join(', ')}</small>
      </td>
      <td className="course-wide">
        {rescues.length === 0 ? '–' : rescues.map(({ name, dose, minute: at }) => `${name} ${dose} ${minute(at)}`.trim()).join(', ')}
      </td>
      <td>{session.lowestSpo2 ?? '–'}</td>
      <td>
        {experience.length === 0
          ? '–'
          : experience.map((words) => (
              <span key={words} className="course-each-line">
                {words}
              </span>
            ))}
      </td>
      <td>{`${minutesShown(session.recoveryMs)} · ${minutesShown(session.stayMs)}`}</td>
      <td className="course-wide">
        <Totals session={session} />
      </td>
      <td>
        {safetyConcern === null ? '–' : <b data-plain={!safetyConcern}>{t(safetyConcern ? 'course.concern' : 'course.noConcern')}</b>}
      </td>
    </>
  )
}

const Totals = ({ session }: { readonly session: PlacedSession }) => useTotalsWords()(session.before) || '–'

interface Props {
  readonly sessions: readonly PlacedSession[]
  readonly picked: string | null
  /** The way to those that are not shown. */
  readonly more: ReactNode
}

/** The sessions one under the other, each with the way to its chart. */
export const CourseTable = ({ sessions, picked, more }: Props) => {
  const { t } = useTranslation()
  return (
    <section className="course-panel" aria-labelledby="course-table">
      <h2 id="course-table">{t('course.table')}</h2>
      <div className="course-table">
        <table>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`course.column.${column}`)}
                  {column === 'recovery' && <small>{t('course.minutes')}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.sessionId} data-picked={session.sessionId === picked}>
                <th scope="row">
                  <Link to={`/sessions/${session.sessionId}`}>
                    <b>{session.infusionNumber}</b> {dateWords(session.day)}
                  </Link>
                  {session.simulated && <small>{t('course.simulated')}</small>}
                </th>
                {isInfused(session) ? (
                  <Infused session={session} />
                ) : (
                  <>
                    <td colSpan={9} className="soft">
                      {t('course.notBegun', { phase: t(`phase.${session.phase}`) })}
                    </td>
                    <td className="course-wide">
                      <Totals session={session} />
                    </td>
                    <td>–</td>
                  </>
                )}
                <td>
                  {!isEnded(session.phase)
                    ? t('course.goesOn')
                    : isInfused(session) &&
                      t(session.waitsFor !== undefined ? 'cosign.waits' : session.signed ? 'course.signed' : 'course.unsigned')}
                  {session.corrected && <small>{t('course.corrected')}</small>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </section>
  )
}
