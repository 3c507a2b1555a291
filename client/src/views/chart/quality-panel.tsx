import { dayOf } from '@chairside/shared/clinic-day'
import type { SessionChart } from '@chairside/shared/session-chart'
import { useTranslation } from 'react-i18next'
import { dateWords } from '../common/day-words.ts'
import { clockOf } from '../common/format.ts'
import { useTimeZone } from '../common/services.tsx'
import { useFoldWords } from './chart-words.ts'

const GAPS_SHOWN = 8

/** How much of what was expected is there, and what stands apart. */
export const QualityPanel = ({ chart }: { readonly chart: SessionChart }) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const foldWords = useFoldWords()
  const { quality, content, gaps } = chart
  const percent = (share: number | null): string => (share === null ? '–' : t('chartPanel.percent', { count: Math.round(share * 100) }))
  const dayAndTime = (at: number): string => `${dateWords(dayOf(at, timeZone))} ${clockOf(at, timeZone)}`
  const { cuff, outside } = quality
  const whole = gaps.filter((gap) => gap.vital === null)
  const rows: readonly (readonly [string, string])[] = [
    [
      t('chartPanel.cuff'),
      cuff.expected === 0
        ? t('chartPanel.noneDue')
        : `${t('chartPanel.ofDue', { obtained: cuff.obtained, expected: cuff.expected })} · ${percent(cuff.share)}`,
    ],
    [t('chartPanel.coverage'), percent(quality.spo2Coverage)],
    [
      t('chartPanel.gaps'),
      whole.length === 0
        ? t('chart.none')
        : whole
            .slice(0, GAPS_SHOWN)
            .map(
              (gap) => `${clockOf(gap.fromAt, timeZone)}–${gap.toAt === null ? '' : clockOf(gap.toAt, timeZone)} ${t(`gap.${gap.cause}`)}`,
            )
            .join('; ') + (whole.length > GAPS_SHOWN ? ` +${whole.length - GAPS_SHOWN}` : ''),
    ],
    [t('chartPanel.setsRejected'), String(quality.setsRejected)],
    [t('chartPanel.setsLate'), String(quality.setsLate)],
    [t('chartPanel.setsArtefact'), String(quality.setsArtefact)],
    [t('chartPanel.lateReadings'), String(quality.lateReadings)],
    [t('chartPanel.rejectedReadings'), String(quality.rejectedReadings)],
    ...(outside === null
      ? []
      : [
          [
            t('chartPanel.outside'),
            t('chartPanel.outsideSaid', { count: outside.count, from: dayAndTime(outside.firstAt), to: dayAndTime(outside.lastAt) }),
          ] as const,
        ]),
    ...(quality.reconnectedAt.length === 0
      ? []
      : [[t('chartPanel.reconnected'), quality.reconnectedAt.map((at) => clockOf(at, timeZone)).join(', ')] as const]),
    ...quality.silences.map(
      ({ fromAt, toAt }) => [t('chartPanel.silences'), `${dayAndTime(fromAt)} – ${dayAndTime(toAt)}, ${foldWords(toAt - fromAt)}`] as const,
    ),
    [
      t('chartPanel.record'),
      content === null ? '–' : t('chartPanel.recordSaid', { entry: content.entry, hash: content.hash.slice(0, 12) }),
    ],
    ['', t('chartPanel.judge', { judge: chart.judgeVersion, version: chart.version })],
  ]
  return (
    <section className="chart-panel" aria-label={t('chartPanel.quality')}>
      <h2>{t('chartPanel.quality')}</h2>
      <dl className="quality-rows">
        {rows.map(([name, value]) => (
          <div key={`${name} ${value}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
