import './plot-lane.css'
import type { ReactNode } from 'react'

/** One lane below a plot, as wide as it is. */
export const PlotLane = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className="lane">
    <span className="lane-name">{name}</span>
    <div className="lane-track">{children}</div>
  </div>
)

const LEAST_SHARE = 0.3

/** A stretch in which the pump ran, with its rate in mL/h. `from`, `to`: shares of the lane in %. */
export const RateBar = ({ from, to, rateMlPerHour }: { readonly from: number; readonly to: number; readonly rateMlPerHour: number }) => (
  <span className="lane-bar" style={{ left: `${from}%`, width: `${Math.max(LEAST_SHARE, to - from)}%` }}>
    {Math.round(rateMlPerHour)}
  </span>
)

interface FlagProps {
  /** Its middle, a share of the lane in %. */
  readonly left: number
  readonly first: number
  readonly last: number
  readonly title: string
}

/** The number of an event, or the numbers of several that lie too near to each other. */
export const EventFlag = ({ left, first, last, title }: FlagProps) => (
  <span className="lane-flag" title={title} style={{ left: `${left}%` }}>
    {first === last ? first : `${first}–${last}`}
  </span>
)
