import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS } from '@chairside/shared/time'
import { useTranslation } from 'react-i18next'
import { signedOf, tenthsShown } from '../common/format.ts'
import { minutesOf } from './chart-words.ts'

interface Cell {
  readonly name: string
  readonly value: string
  readonly beside?: string
  readonly grave?: boolean
}

/** The line that a physician reads first. What the record does not say is a dash. */
export const SummaryStrip = ({ chart }: { readonly chart: SessionChart }) => {
  const { t } = useTranslation()
  const { summary, baseline, infusion } = chart
  const originAt = infusion.startedAt
  const minute = (at: number | undefined): string =>
    at === undefined || originAt === null ? '' : t('chart.atMinute', { minute: Math.round((at - originAt) / MINUTE_MS) })
  const { excursions, peakSet, largestChange, minutesBeyondWarning, lowest } = summary
  const critical = chart.limits?.sysHighCritical ?? null
  const others = [
    ...(excursions.notConfirmed > 0 ? [t('sum.notConfirmed', { count: excursions.notConfirmed })] : []),
    ...(excursions.notReproduced > 0 ? [`${excursions.notReproduced} ${t('ending.not-reproduced')}`] : []),
  ]
  const cells: readonly Cell[] = [
    {
      name: t('sum.dose'),
      value: summary.givenMg === null ? '–' : t('sessions.doseSaid', { mg: tenthsShown(summary.givenMg) }),
      beside: [
        t('sum.doseOf', { mg: tenthsShown(summary.orderedMg), minutes: minutesOf(summary.runMs ?? summary.plannedMs) }),
        ...(summary.pauses > 0 ? [t('sum.pauses', { count: summary.pauses })] : []),
      ].join(', '),
    },
    {
      name: t('sum.baseline'),
      value: baseline === null ? t('sum.noBaseline') : `${Math.round(baseline.sys)}/${Math.round(baseline.dia)}`,
      ...(baseline === null ? {} : { beside: t('sum.sets', { count: baseline.sets.length }) }),
    },
    {
      name: t('sum.peak'),
      value: peakSet === null ? '–' : `${peakSet.sys}/${peakSet.dia}`,
      beside: minute(peakSet?.at),
      grave: peakSet !== null && critical !== null && peakSet.sys >= critical,
    },
    {
      name: t('sum.change'),
      value: largestChange === null ? '–' : signedOf(largestChange.sys),
      beside: largestChange === null ? '' : `${signedOf(largestChange.percent)} % · ${minute(largestChange.at)}`,
    },
    {
      name: t('sum.beyond'),
      value: minutesBeyondWarning === null ? '–' : t('chart.minutes', { count: Math.round(minutesBeyondWarning.sys) }),
      beside: minutesBeyondWarning === null ? '' : t('sum.estimate', { dia: Math.round(minutesBeyondWarning.dia) }),
    },
    {
      name: t('sum.excursions'),
      value: String(excursions.confirmed),
      beside: [...(summary.worst === null ? [] : [t(`level.${summary.worst}`).toLowerCase()]), ...others].join(', '),
      grave: summary.worst === 'critical' || summary.worst === 'emergency',
    },
    {
      name: t('sum.rescue'),
      value: summary.rescues.length === 0 ? t('chart.none') : String(summary.rescues.length),
      beside: summary.rescues.map(({ name, dose, at }) => `${name} ${dose} ${minute(at)}`.trim()).join(', '),
    },
    { name: t('sum.spo2'), value: lowest.spo2 === null ? '–' : tenthsShown(lowest.spo2.value), beside: minute(lowest.spo2?.at) },
    {
      name: t('sum.back'),
      value: summary.backWithin20Ms === null ? '–' : t('chart.minutes', { count: Math.round(summary.backWithin20Ms / MINUTE_MS) }),
      beside: t('sum.afterEnd', { other: minutesOf(summary.backWithin10Ms) }),
    },
    {
      name: t('sum.ready'),
      value: t('sum.readyLeft', { ready: minutesOf(summary.readyMs), left: minutesOf(summary.leftMs) }),
      beside: t('sum.minAfterEnd'),
    },
  ]
  return (
    <dl className="summary-strip" aria-label={t('chart.summary')}>
      {cells.map(({ name, value, beside, grave }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b data-grave={grave === true}>{value}</b> <small>{beside}</small>
          </dd>
        </div>
      ))}
    </dl>
  )
}
