import type { SessionChart } from '@chairside/shared/session-chart'
import { useTranslation } from 'react-i18next'
import type { ChartAxis, View } from '../../model/chart-axis.ts'
import { chartEvents } from '../../model/chart-events.ts'
import { useEntryWords } from '../common/entry-words.ts'

interface Props {
  readonly chart: SessionChart
  readonly axis: ChartAxis
  readonly view: View
}

/** Flags within this share of the lane in % stand as one. */
const FLAG_WIDTH = 3.4

/** When the pump ran at which rate, and the numbered flags of what was entered; the list holds the words under the same numbers. */
export const ChartLanes = ({ chart, axis, view }: Props) => {
  const { t } = useTranslation()
  const words = useEntryWords()
  const share = (x: number): number => ((x - view.fromX) / (view.toX - view.fromX)) * 100
  const inside = (left: number): boolean => left >= 0 && left <= 100
  const flags: { left: number; first: number; last: number; titles: string[] }[] = []
  for (const { event, number } of chartEvents(chart.events)) {
    const left = share(axis.xOf(event.at))
    if (!inside(left)) continue
    const before = flags.at(-1)
    if (before !== undefined && left - before.left < FLAG_WIDTH && before.last === number - 1) {
      flags[flags.length - 1] = { ...before, last: number, titles: [...before.titles, words(event.entry)] }
    } else flags.push({ left, first: number, last: number, titles: [words(event.entry)] })
  }
  return (
    <>
      <div className="chart-lane">
        <span className="chart-lane-name">{t('plot.infusion')}</span>
        <div className="chart-track">
          {chart.infusion.stretches.map((stretch) => {
            const from = Math.max(0, share(axis.xOf(stretch.fromAt)))
            const to = Math.min(100, share(axis.xOf(stretch.toAt ?? chart.lastAt)))
            return to <= from ? null : (
              <span key={stretch.fromAt} className="chart-bar" style={{ left: `${from}%`, width: `${Math.max(0.3, to - from)}%` }}>
                {Math.round(stretch.rateMlPerHour)}
              </span>
            )
          })}
        </div>
      </div>
      <div className="chart-lane">
        <span className="chart-lane-name">{t('plot.events')}</span>
        <div className="chart-track">
          {flags.map(({ left, first, last, titles }) => (
            <span key={first} className="chart-flag" title={titles.join(' · ')} style={{ left: `${left}%` }}>
              {first === last ? first : `${first}–${last}`}
            </span>
          ))}
        </div>
      </div>
    </>
  )
}
