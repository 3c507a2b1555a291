import { worstFirst } from '@chairside/shared/heard-alarm'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { handoverFacts, type StaffedChair } from '../../model/handover.ts'
import { nextActionOf } from '../../model/next-action.ts'
import { initialsOf } from '../../model/selectors.ts'
import type { StandingEntry } from '../../model/standing-entries.ts'
import { AlarmMark, AlarmText } from '../common/alarm-mark.tsx'
import { ChairStaffing } from '../common/chair-staffing.tsx'
import { useShortData } from '../common/data-words.ts'
import { useDoseWords } from '../common/dose-words.ts'
import { clockOf, spanOf } from '../common/format.ts'
import { useCovered, useNow, useTimeZone } from '../common/services.tsx'
import { useWorstPressure } from '../common/worst-pressure.ts'

/** What staff do next here, with when it is due. */
const useNextWords = (): ((staffed: StaffedChair) => string) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const { hold: holdWords } = useShortData()
  return ({ chair }) => {
    const action = nextActionOf(chair, now)
    switch (action.kind) {
      case 'clear-holds':
        return t('next.clear-holds', { detail: holdWords(action.hold) })
      case 'enter-score':
      case 'leaving-steps':
        return t(`next.${action.kind}`, { detail: action.criteria.map((id) => t(`criterionShort.${id}`)).join(', ') })
      case 'measure-bp':
      case 'recheck-bp': {
        const due = action.at > now ? t('time.in', { time: spanOf(action.at - now) }) : t('tile.measureNow')
        return `${t(`next.${action.kind}`)} ${clockOf(action.at, timeZone)} (${due})`
      }
      default:
        return t(`next.${action.kind}`)
    }
  }
}

const Row = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/** Entries with time and author, or that there are none. */
const Entries = ({ entries, said }: { readonly entries: readonly StandingEntry[]; readonly said: (one: StandingEntry) => string }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  if (entries.length === 0) return <span className="soft">{t('handover.none')}</span>
  return (
    <ul>
      {entries.map((one) => (
        <li key={one.factSeq}>
          <time>{clockOf(one.at, timeZone)}</time> {said(one)} <small>{one.by}</small>
        </li>
      ))}
    </ul>
  )
}

/** What the next person must know of a chair, on one card; whoever accepts it has read it. */
export const HandoverCard = ({ staffed, me }: { readonly staffed: StaffedChair; readonly me: string }) => {
  const { t } = useTranslation()
  const worst = useWorstPressure()
  const now = useNow()
  const timeZone = useTimeZone()
  const covered = useCovered()
  const doseWords = useDoseWords()
  const nextWords = useNextWords()
  const { chair, session, staffing } = staffed
  const { excursions, medications, symptoms, notes } = handoverFacts(chair)
  const alarms = worstFirst(chair.alarms)
  const { latest, change } = chair.cuff
  const missing = session.phase === 'recovering' ? (chair.readiness?.missing ?? []) : null
  const who = initialsOf(session.patient.name)
  const pressure = (): string => {
    if (covered || latest === null) return '–'
    const set = `${latest.sys ?? '–'}/${latest.dia ?? '–'}`
    return `${set} ${clockOf(latest.at, timeZone)}${change === null ? '' : ` (${change.sys >= 0 ? '+' : '−'}${Math.abs(Math.round(change.sys))})`}`
  }
  return (
    <li className="panel handover-card" data-offered={staffing.offer !== null} data-mine={staffing.responsible.staffId === me}>
      <h3>
        <Link to={`/chairs/${chair.chairId}`}>
          {t('chair.title', { chair: chair.chairId })}
          {who !== '' && ` · ${who}`}
        </Link>
        <span className="handover-phase">
          {t(`phase.${session.phase}`)} {covered ? '–' : spanOf(now - session.phaseSince)} ·{' '}
          {t('tile.course', { number: session.patient.infusionNumber, length: session.patient.courseLength })}
        </span>
      </h3>
      <dl>
        <Row label={t('handover.alarms')}>
          {alarms.length === 0 ? (
            <span className="soft">{t('handover.none')}</span>
          ) : (
            <ul>
              {alarms.map((alarm) => (
                <li key={alarm.id} className="handover-alarm" data-priority={alarm.presentedAs}>
                  <AlarmMark priority={alarm.presentedAs} />{' '}
                  <b>
                    <AlarmText chair={chair} alarm={alarm} />
                  </b>{' '}
                  <small>
                    {alarm.acknowledgement === null
                      ? t('strip.unacknowledged')
                      : alarm.acknowledgement.plan === null
                        ? t('tile.acknowledgedByOnly', { by: alarm.acknowledgement.by })
                        : t('tile.acknowledgedBy', { by: alarm.acknowledgement.by, plan: t(`plan.${alarm.acknowledgement.plan}`) })}
                  </small>
                </li>
              ))}
            </ul>
          )}
        </Row>
        <Row label={t('handover.excursions')}>
          {excursions.length === 0 ? (
            <span className="soft">{t('handover.none')}</span>
          ) : (
            <ul>
              {excursions.map((excursion) => (
                <li key={excursion.id}>
                  {t('excursionCard.title', {
                    side: excursion.side === 'high' ? t('excursionCard.sideHigh') : t('excursionCard.sideLow'),
                    level: t(`level.${excursion.level}`).toLowerCase(),
                  })}{' '}
                  {worst(excursion)} <small>{t('handover.since', { time: clockOf(excursion.openedAt, timeZone) })}</small>
                </li>
              ))}
            </ul>
          )}
        </Row>
        <Row label={t('handover.pressure')}>{pressure()}</Row>
        <Row label={t('handover.next')}>{covered ? '–' : nextWords(staffed)}</Row>
        {chair.infusion !== null && chair.infusion.startedAt !== null && (
          <Row label={t('handover.infusion')}>{doseWords(chair.infusion, now)}</Row>
        )}
        <Row label={t('handover.drugs')}>
          <Entries
            entries={medications}
            said={({ entry }) => (entry.kind === 'medication' ? [entry.name, entry.dose].filter((part) => part !== '').join(' ') : '')}
          />
        </Row>
        {symptoms.length > 0 && (
          <Row label={t('handover.symptoms')}>
            <Entries
              entries={symptoms}
              said={({ entry }) => (entry.kind === 'symptom' ? `${t(`symptom.${entry.symptom}`)}, ${t(`severity.${entry.severity}`)}` : '')}
            />
          </Row>
        )}
        {missing !== null && (
          <Row label={t('handover.missing')}>
            {missing.length === 0 ? (
              <span className="soft">{t('handover.nothingMissing')}</span>
            ) : (
              missing.map((id) => t(`criterionShort.${id}`)).join(', ')
            )}
          </Row>
        )}
        {notes.length > 0 && (
          <Row label={t('handover.notes')}>
            <Entries entries={notes} said={({ entry }) => (entry.kind === 'note' ? entry.text : '')} />
          </Row>
        )}
      </dl>
      <ChairStaffing chair={chair} session={session} />
    </li>
  )
}
