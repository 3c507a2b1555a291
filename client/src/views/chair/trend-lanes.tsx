import type { InfusionState } from '@chairside/shared/infusion'
import type { EventPicture } from '@chairside/shared/picture'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEntryWords } from './entry-words.ts'
import { minuteOf, type TrendAxis } from './trend-scale.ts'

const place = (at: number, axis: TrendAxis): number =>
  Math.min(100, Math.max(0, ((minuteOf(at, axis.originAt) - axis.fromMinute) / (axis.toMinute - axis.fromMinute)) * 100))

const Lane = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="lane">
    <span className="lane-name">{name}</span>
    <div className="lane-track">{children}</div>
  </div>
)

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
    <Lane name={t('plot.infusion')}>
      {infusion?.stretches.map((stretch) => {
        const left = place(stretch.fromAt, axis)
        return (
          <span
            key={stretch.fromAt}
            className="lane-bar"
            style={{ left: `${left}%`, width: `${Math.max(0.3, place(stretch.toAt ?? now, axis) - left)}%` }}
          >
            {Math.round(stretch.rateMlPerHour)}
          </span>
        )
      })}
    </Lane>
  )
}

interface EventsProps {
  readonly events: readonly EventPicture[]
  readonly axis: TrendAxis
}

/** Numbered flags of what staff entered; the list beside the plot holds the words. */
export const EventsLane = ({ events, axis }: EventsProps) => {
  const { t } = useTranslation()
  const words = useEntryWords()
  return (
    <Lane name={t('plot.events')}>
      {events.map((event, index) => (
        <span
          key={`${event.at} ${event.entry.kind}`}
          className="lane-flag"
          title={words(event.entry)}
          style={{ left: `${place(event.at, axis)}%` }}
        >
          {index + 1}
        </span>
      ))}
    </Lane>
  )
}
