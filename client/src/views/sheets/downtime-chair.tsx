import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { givenMg } from '../../model/given-dose.ts'
import { standingEntries } from '../../model/standing-entries.ts'
import { decimalWords } from '../../words/numbers.ts'
import { AlarmText } from '../common/alarm-mark.tsx'
import { clockOf, spanOf } from '../common/format.ts'
import { useNow, useTimeZone } from '../common/services.tsx'
import { DowntimeValues } from './downtime-values.tsx'

interface Props {
  readonly chair: ChairPicture
  readonly session: SessionPicture
}

const LINES = [1, 2, 3, 4] as const
const half = (value: number): string => (Number.isInteger(value) ? String(value) : decimalWords(value, 1))

/** What ran so far, and when it is to end. */
const usePump = ({ chair, session }: Props): string => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const { infusion } = chair
  if (infusion === null || infusion.startedAt === null) return t('downtime.notStarted')
  const figures = { mg: decimalWords(givenMg(infusion, now), 1), total: infusion.doseMg }
  if (infusion.endedAt !== null) return t('downtime.allIn', figures)
  const rate = Math.round((infusion.stretches.at(-1)?.rateMlPerHour ?? infusion.plannedRateMlPerHour) * 10) / 10
  const ran = t('downtime.inSoFar', { ...figures, rate })
  if (session.phase === 'paused') return `${ran} · ${t('downtime.pausedAt')}`
  return infusion.plannedEndAt === null ? ran : `${ran} · ${t('downtime.ends', { time: clockOf(infusion.plannedEndAt, timeZone) })}`
}

const useDue = ({ chair, session }: Props): readonly string[] => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const clock = (at: Moment): string => clockOf(at, timeZone)
  const { nextDueAt } = chair.cuff
  const end = chair.infusion?.plannedEndAt ?? null
  return [
    ...(nextDueAt === null ? [] : [t(nextDueAt > now ? 'downtime.bpDue' : 'downtime.bpOverdue', { time: clock(nextDueAt) })]),
    ...(session.phase === 'infusing' && end !== null ? [t('downtime.endDue', { time: clock(end) })] : []),
  ]
}

/** One chair on the downtime sheet: never parted by the end of a page. */
export const DowntimeChair = ({ chair, session }: Props) => {
  const { t } = useTranslation()
  const now = useNow()
  const timeZone = useTimeZone()
  const pump = usePump({ chair, session })
  const due = useDue({ chair, session })
  const { patient, order } = session
  const baseline = chair.baseline?.bp ?? null
  const given = standingEntries(chair.events).flatMap(({ at, entry }) =>
    entry.kind === 'medication' ? [`${clockOf(at, timeZone)} ${`${entry.name} ${entry.dose}`.trim()}`] : [],
  )
  const readiness = session.phase === 'recovering' ? chair.readiness : null
  const leaving = (): string => {
    if (readiness === null) return ''
    if (readiness.mayLeave) return t('downtime.mayLeave')
    const open = readiness.criteria.filter(({ id, state }) => state !== 'met' && state !== 'not-required' && id !== 'D19' && id !== 'D20')
    const missing = t('downtime.missing', { list: open.map(({ id }) => t(`criterion.${id}`)).join(', ') })
    return readiness.earliestAt === null
      ? missing
      : `${missing} · ${t('downtime.earliest', { time: clockOf(readiness.earliestAt, timeZone) })}`
  }
  return (
    <section className="downtime-chair">
      <h2>
        {t('downtime.chair', { chair: chair.chairId })} · {patient.name} · {patient.identifier}
        {session.simulated && <span className="downtime-simulated">{t('app.simulated')}</span>}
      </h2>
      <p>
        <b>{t('downtime.phaseFor', { phase: t(`phase.${session.phase}`), time: spanOf(now - session.phaseSince) })}</b> ·{' '}
        {t('tile.course', { number: patient.infusionNumber, length: patient.courseLength })} ·{' '}
        {t('downtime.order', { dose: order.doseMg, minutes: order.durationMin, weight: order.weightKg })} · {pump}
      </p>
      <div className="downtime-now">
        <DowntimeValues chair={chair} />
        <dl className="downtime-facts">
          <div>
            <dt>{t('downtime.baseline')}</dt>
            <dd>{baseline === null ? t('downtime.none') : `${half(baseline.sys)}/${half(baseline.dia)}`}</dd>
          </div>
          <div>
            <dt>{t('downtime.due')}</dt>
            <dd>{due.length === 0 ? t('downtime.none') : due.join(' · ')}</dd>
          </div>
          <div>
            <dt>{t('downtime.medications')}</dt>
            <dd>{given.length === 0 ? t('downtime.none') : given.join(' · ')}</dd>
          </div>
          <div>
            <dt>{t('downtime.alarms')}</dt>
            <dd>
              {chair.alarms.length === 0
                ? t('downtime.none')
                : chair.alarms.map((alarm, index) => (
                    <span key={alarm.id}>
                      {index > 0 && ' · '}
                      <AlarmText chair={chair} alarm={alarm} />
                      {alarm.acknowledgement === null && ` (${t('downtime.unacknowledged')})`}
                    </span>
                  ))}
            </dd>
          </div>
          {readiness !== null && (
            <div>
              <dt>{t('downtime.leaving')}</dt>
              <dd>{leaving()}</dd>
            </div>
          )}
        </dl>
      </div>
      <table className="downtime-lines">
        <caption>{t('downtime.write')}</caption>
        <thead>
          <tr>
            <th>{t('downtime.time')}</th>
            <th>{t('downtime.bp')}</th>
            <th>{t('vital.hr')}</th>
            <th>{t('vital.spo2')}</th>
            <th>{t('vital.rr')}</th>
            <th>{t('downtime.note')}</th>
            <th>{t('downtime.sign')}</th>
          </tr>
        </thead>
        <tbody>
          {LINES.map((line) => (
            <tr key={line}>
              <td />
              <td />
              <td />
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
