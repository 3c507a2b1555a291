import type { InfusionState } from '@chairside/shared/infusion'
import type { EventPicture } from '@chairside/shared/picture'
import { useTranslation } from 'react-i18next'
import { useEntryWords } from '../common/entry-words.ts'
import { EventFlag, PlotLane, RateBar } from '../common/plot-lane.tsx'
import { minuteOf, type TrendAxis } from '../common/trend-scale.ts'

const place = (at: number, axis: TrendAxis): number =>
  Math.min(100, Math.max(0, ((minuteOf(at, axis.originAt) - axis.fromMinute) / (axis.toMinute - axis.fromMinute)) * 100))

/** When the pump ran, at which rate, in mL/h. */
export const InfusionLane = ({
  infusion,
  axis,
  now,
}: {
  readonly infusion: InfusionState | null
  readonly axis: TrendAxis
  readonly now: number
}) => {
  const { t } = useTranslation()
  return (
    <PlotLane name={t('plot.infusion')}>
      {infusion?.stretches.map(({ fromAt, toAt, rateMlPerHour }) => (
        <RateBar key={fromAt} from={place(fromAt, axis)} to={place(toAt ?? now, axis)} rateMlPerHour={rateMlPerHour} />
      ))}
    </PlotLane>
  )
}

interface EventsProps {
  readonly events: readonly EventPicture[]
  readonly axis: TrendAxis
}

/** Flags within this share of the lane in % stand as one: room for `12–16` on a tablet. */
const FLAG_WIDTH = 7

interface Flag {
  readonly left: number
  readonly first: number
  readonly last: number
}

/** Numbers by place; neighbours that would cover each other are one flag, `3–7`. */
export const flagsOf = (places: readonly number[]): readonly Flag[] => {
  const flags: Flag[] = []
  for (const [index, at] of places.entries()) {
    const before = flags.at(-1)
    if (before !== undefined && at - before.left < FLAG_WIDTH) {
      flags[flags.length - 1] = { ...before, last: index + 1 }
    } else flags.push({ left: at, first: index + 1, last: index + 1 })
  }
  return flags
}

/** Numbered flags of what staff entered; the list beside the plot holds the words under the same numbers. */
export const EventsLane = ({ events, axis }: EventsProps) => {
  const { t } = useTranslation()
  const words = useEntryWords()
  return (
    <PlotLane name={t('plot.events')}>
      {flagsOf(events.map((event) => place(event.at, axis))).map((flag) => {
        const titles = events.slice(flag.first - 1, flag.last).map((event) => words(event.entry))
        return <EventFlag key={flag.first} {...flag} title={titles.join(' · ')} />
      })}
    </PlotLane>
  )
}
