import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'

/** A silence of an hour and more is drawn as wide as this many minutes, whatever its length. */
const FOLD_MIN = 4
const MARGIN_MS = 2 * MINUTE_MS
const BEFORE_MS = 30 * MINUTE_MS
const STEPS = [5, 10, 15, 30, 60, 120]
const MOST_TICKS = 26

export interface PrintAxis {
  readonly originAt: Moment
  /** In points of the plot, from its left end. */
  xOf(at: Moment): number
  /** Whole minutes from the origin, none inside a fold. */
  readonly ticks: readonly { readonly x: number; readonly minute: number; readonly heavy: boolean }[]
  readonly folds: readonly { readonly from: number; readonly to: number; readonly lastsMs: number }[]
}

interface Stretch {
  readonly fromAt: Moment
  readonly toAt: Moment
  readonly wide: number
  readonly isFold: boolean
}

/** Time from shortly before the first set to the end, silences folded, over so many points. */
export const printAxis = (chart: SessionChart, widthPt: number): PrintAxis => {
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const firstAt = Math.min(chart.sets[0]?.at ?? originAt, originAt)
  const fromAt = Math.max(chart.checkedInAt, firstAt - MARGIN_MS, originAt - BEFORE_MS)
  const untilAt = Math.max(chart.endedAt ?? chart.lastAt, originAt + 10 * MINUTE_MS) + MARGIN_MS
  const stretches: Stretch[] = []
  let at = fromAt
  const add = (toAt: Moment, isFold: boolean): void => {
    if (toAt > at) stretches.push({ fromAt: at, toAt, wide: isFold ? FOLD_MIN : (toAt - at) / MINUTE_MS, isFold })
    at = Math.max(at, toAt)
  }
  for (const silence of chart.quality.silences) {
    if (silence.toAt <= fromAt || silence.fromAt >= untilAt) continue
    add(Math.max(silence.fromAt, fromAt), false)
    add(Math.min(silence.toAt, untilAt), true)
  }
  add(untilAt, false)
  const minutes = stretches.reduce((sum, { wide }) => sum + wide, 0)
  const scale = widthPt / minutes
  const placed = stretches.map((stretch, index) => ({
    ...stretch,
    x: stretches.slice(0, index).reduce((sum, { wide }) => sum + wide, 0) * scale,
  }))
  const xOf = (moment: Moment): number => {
    const found = placed.find(({ toAt }) => moment <= toAt) ?? placed.at(-1)
    if (found === undefined) return 0
    const share = (moment - found.fromAt) / (found.toAt - found.fromAt)
    return Math.min(widthPt, Math.max(0, found.x + Math.min(1, share) * found.wide * scale))
  }
  const step = STEPS.find((candidate) => minutes / candidate <= MOST_TICKS) ?? Math.ceil(minutes / MOST_TICKS / 60) * 60
  const ticks = placed
    .filter(({ isFold }) => !isFold)
    .flatMap(({ fromAt: from, toAt }) => {
      const found: { x: number; minute: number; heavy: boolean }[] = []
      const first = Math.ceil((from - originAt) / MINUTE_MS / step) * step
      for (let minute = first; originAt + minute * MINUTE_MS <= toAt; minute += step)
        found.push({ x: xOf(originAt + minute * MINUTE_MS), minute: minute + 0, heavy: minute % (3 * step) === 0 })
      return found
    })
  const folds = placed
    .filter(({ isFold }) => isFold)
    .map(({ x, wide, fromAt: from, toAt }) => ({ from: x, to: x + wide * scale, lastsMs: toAt - from }))
  return { originAt, xOf, ticks, folds }
}
