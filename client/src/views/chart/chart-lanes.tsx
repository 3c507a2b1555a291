import type { SessionChart } from '@chairside/shared/session-chart'
import { useTranslation } from 'react-i18next'
import type { ChartAxis, View } from '../../model/chart-axis.ts'
import { chartEvents } from '../../model/chart-events.ts'
import { useEntryWords } from '../common/entry-words.ts'
import { EventFlag, PlotLane, RateBar } from '../common/plot-lane.tsx'

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
      <PlotLane name={t('plot.infusion')}>
        {chart.infusion.stretches.map(({ fromAt, toAt, rateMlPerHour }) => {
          const from = Math.max(0, share(axis.xOf(fromAt)))
          const to = Math.min(100, share(axis.xOf(toAt ?? chart.lastAt)))
          return to <= from ? null : <RateBar key={fromAt} from={from} to={to} rateMlPerHour={rateMlPerHour} />
        })}
      </PlotLane>
      <PlotLane name={t('plot.events')}>
        {flags.map(({ titles, ...flag }) => (
          <EventFlag key={flag.first} {...flag} title={titles.join(' · ')} />
        ))}
      </PlotLane>
    </>
  )
}
