import type { CourseFlag, PatientCourse } from '@chairside/shared/patient-course'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { numberWords } from '../../words/numbers.ts'
import { dayWords } from '../common/day-words.ts'
import { perKgShown } from './course-words.ts'

const useFlagWords = (): ((flag: CourseFlag) => string) => {
  const { t } = useTranslation()
  const levelOf = (worst: Extract<CourseFlag, { readonly kind: 'excursion-last' }>['worst']): string =>
    worst === null ? '–' : t(`level.${worst}`).toLowerCase()
  return (flag) => {
    switch (flag.kind) {
      case 'rising-baseline':
        return t('course.flag.rising-baseline', {
          fromSys: Math.round(flag.from.sys),
          fromDia: Math.round(flag.from.dia),
          fromNumber: flag.from.infusionNumber,
          toSys: Math.round(flag.to.sys),
          toDia: Math.round(flag.to.dia),
          toNumber: flag.to.infusionNumber,
        })
      case 'excursion-last':
        return t('course.flag.excursion-last', { number: flag.infusionNumber, count: flag.count, worst: levelOf(flag.worst) })
      case 'dose-change':
        return t('course.flag.dose-change', {
          number: flag.infusionNumber,
          from: perKgShown(flag.fromMgPerKg),
          to: perKgShown(flag.toMgPerKg),
        })
      case 'planned-dose':
        return t('course.flag.planned-dose', {
          day: dayWords(flag.day),
          from: perKgShown(flag.fromMgPerKg),
          to: perKgShown(flag.toMgPerKg),
        })
      case 'early-excursion':
        return t('course.flag.early-excursion', {
          upTo: flag.upTo,
          list: flag.infusionNumbers.join(', '),
          worst: levelOf(flag.worst),
        })
      case 'overdue':
        return t('course.flag.overdue', { count: flag.days, day: dayWords(flag.toDay) })
    }
  }
}

/** The way to the chart that a flag rests on, where that is one. */
const ChartOf = ({ flag }: { readonly flag: CourseFlag }) => {
  const { t } = useTranslation()
  if (flag.kind === 'early-excursion' || flag.kind === 'planned-dose' || flag.kind === 'overdue') return null
  return <Link to={`/sessions/${flag.sessionId}`}>{t('course.toChart')}</Link>
}

const usePlanWords = (plan: PatientCourse['plan']): string => {
  const { t } = useTranslation()
  if (plan === null) return t('course.plan.unknown')
  const span = ({ low, high }: { readonly low: number; readonly high: number }): string =>
    low === high ? String(low) : t('course.plan.span', { low, high })
  const { infusions, perWeek, weeks, maintenanceWeeks, maintenanceLater, maintenanceAsNeeded, reviewAfter } = plan
  const even = perWeek?.every((count) => count === perWeek[0])
  return [
    weeks === null
      ? t('course.plan.infusions', { count: infusions })
      : t('course.plan.infusionsIn', { count: infusions, weeks: span(weeks) }),
    ...(perWeek === null ? [] : [t('course.plan.perWeek', { list: even ? (perWeek[0] ?? 0) : perWeek.join(', ') })]),
    ...(maintenanceWeeks === null
      ? []
      : [
          [
            t('course.plan.maintenance', { weeks: span(maintenanceWeeks) }),
            ...(maintenanceAsNeeded === true ? [t('course.plan.asNeeded')] : []),
          ].join(', '),
        ]),
    ...(maintenanceLater === undefined
      ? []
      : [t('course.plan.later', { weeks: span(maintenanceLater.weeks), after: maintenanceLater.afterWeeks })]),
    ...(reviewAfter === undefined ? [] : [t('course.plan.review', { number: reviewAfter })]),
  ].join(' · ')
}

const useDueWords = ({ next }: PatientCourse): string => {
  const { t } = useTranslation()
  const { window: days, why, asNeeded } = next
  if (days === null) return t(`course.notDue.${why ?? 'not-laid-down'}`)
  const words = { from: dayWords(days.fromDay), to: dayWords(days.toDay) }
  if (asNeeded) return t('course.dueAsNeeded', words)
  return days.fromDay === days.toDay ? t('course.dueOn', words) : t('course.due', words)
}

/** What comes next by the plan, and what a physician should look at before it. */
export const NextPanel = ({ course }: { readonly course: PatientCourse }) => {
  const { t } = useTranslation()
  const flagWords = useFlagWords()
  const planWords = usePlanWords(course.plan)
  const dueWords = useDueWords(course)
  const { next, flags, planned, courses } = course
  const length = courses.at(-1)?.length ?? 0
  return (
    <div className="course-next">
      <section className="course-panel" aria-labelledby="course-next">
        <h2 id="course-next">{t('course.next')}</h2>
        <p className="course-due" data-overdue={next.overdueDays !== null}>
          <b>
            {next.stage === 'course'
              ? t('course.nextNumber', { number: next.infusionNumber, length })
              : t('course.nextMaintenance', { number: next.infusionNumber })}
          </b>
          <span>{dueWords}</span>
        </p>
        {planned.length === 0 ? (
          <p className="soft">{t('course.notPlanned')}</p>
        ) : (
          <ul>
            {planned.map(({ visitId, day, arrival, order }) => (
              <li key={visitId}>
                {t('course.planned', {
                  day: dayWords(day),
                  arrival,
                  perKg: numberWords(order.mgPerKg),
                  minutes: order.durationMin,
                })}
              </li>
            ))}
          </ul>
        )}
        <p className="soft">
          {t('course.plan.title')}: {planWords}
        </p>
      </section>
      <section className="course-panel" aria-labelledby="course-flags">
        <h2 id="course-flags">{t('course.flags')}</h2>
        {flags.length === 0 ? (
          <p className="soft">{t('course.noFlags')}</p>
        ) : (
          <ul className="course-flags">
            {flags.map((flag) => (
              <li key={flag.kind} data-flag={flag.kind}>
                <span>{flagWords(flag)}</span>
                <ChartOf flag={flag} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}
