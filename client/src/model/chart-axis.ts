import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'

/** A stretch in which nothing was recorded, drawn as wide as this many minutes whatever its length. */
export const FOLD_MIN = 4

/** The axis of a chart: minutes from the start of the infusion, long silences folded. `x` counts drawn minutes. */
export interface ChartAxis {
  readonly originAt: Moment
  readonly fromX: number
  readonly toX: number
  readonly folds: readonly { readonly x: number; readonly fromAt: Moment; readonly toAt: Moment }[]
  xOf(at: Moment): number
  toAt(x: number): Moment
}

const BEFORE_MS = 30 * MINUTE_MS
const MARGIN_MS = 2 * MINUTE_MS

type Source = Pick<SessionChart, 'checkedInAt' | 'endedAt' | 'lastAt' | 'infusion' | 'sets' | 'quality'>

export const chartAxis = ({ checkedInAt, endedAt, lastAt, infusion, sets, quality }: Source): ChartAxis => {
  const originAt = infusion.startedAt ?? checkedInAt
  const firstSet = sets[0]?.at ?? originAt
  const fromAt = Math.max(checkedInAt, Math.min(firstSet, originAt) - MARGIN_MS, originAt - BEFORE_MS)
  const untilAt = Math.max(endedAt ?? lastAt, originAt + 10 * MINUTE_MS) + MARGIN_MS
  const silences = quality.silences.filter((silence) => silence.toAt > fromAt && silence.fromAt < untilAt)
  /** Minutes that are left out before a moment. */
  const leftOut = (at: Moment): number => {
    let sum = 0
    for (const silence of silences) {
      const from = Math.max(silence.fromAt, fromAt)
      const whole = (silence.toAt - from) / MINUTE_MS - FOLD_MIN
      if (whole <= 0 || at <= from) continue
      sum += at >= silence.toAt ? whole : (whole * (at - from)) / (silence.toAt - from)
    }
    return sum
  }
  const before = leftOut(originAt)
  const xOf = (at: Moment): number => (at - originAt) / MINUTE_MS - (leftOut(at) - before)
  const fromX = xOf(fromAt)
  const toX = xOf(untilAt)
  const toAt = (x: number): Moment => {
    if (x <= fromX) return fromAt
    let low = fromAt
    let high = untilAt
    for (let round = 0; round < 60 && high - low > 1; round += 1) {
      const middle = Math.floor((low + high) / 2)
      if (xOf(middle) < x) low = middle
      else high = middle
    }
    return high
  }
  const folds = silences
    .filter((silence) => (silence.toAt - silence.fromAt) / MINUTE_MS > FOLD_MIN)
    .map((silence) => ({ x: xOf(Math.max(silence.fromAt, fromAt)), fromAt: silence.fromAt, toAt: silence.toAt }))
  return { originAt, fromX, toX, folds, xOf, toAt }
}

const STEPS = [1, 2, 5, 10, 15, 30, 60]

/** Where minutes are written in this part of the axis: whole minutes from the start, none inside a fold. */
export const ticksOf = (
  axis: ChartAxis,
  fromX: number,
  toX: number,
  most: number,
): readonly { readonly x: number; readonly minute: number }[] => {
  const step = STEPS.find((candidate) => (toX - fromX) / candidate <= most) ?? 120
  const bounds = [fromX, ...axis.folds.flatMap(({ x }) => [x, x + FOLD_MIN]).filter((x) => x > fromX && x < toX), toX]
  const ticks: { x: number; minute: number }[] = []
  for (let index = 0; index + 1 < bounds.length; index += 1) {
    const from = bounds[index] as number
    const to = bounds[index + 1] as number
    if (axis.folds.some(({ x }) => from >= x - 0.001 && to <= x + FOLD_MIN + 0.001)) continue
    const firstMinute = (axis.toAt(from) - axis.originAt) / MINUTE_MS
    // Moments are whole milliseconds: what is a hair's breadth beyond a minute is that minute. Adding nought makes no minute `-0`.
    for (let minute = Math.ceil(firstMinute / step - 0.000_1) * step + 0; ; minute += step) {
      const x = from + (minute - firstMinute)
      if (x > to + 0.001) break
      ticks.push({ x, minute })
    }
  }
  return ticks
}

export interface View {
  readonly fromX: number
  readonly toX: number
}

const LEAST_MIN = 5

/** A part of the axis, kept inside it and no narrower than can be read. */
export const fitView = (axis: Pick<ChartAxis, 'fromX' | 'toX'>, view: View): View => {
  const whole = axis.toX - axis.fromX
  const width = Math.min(whole, Math.max(LEAST_MIN, view.toX - view.fromX))
  const middle = (view.fromX + view.toX) / 2
  const fromX = Math.min(axis.toX - width, Math.max(axis.fromX, middle - width / 2))
  return { fromX, toX: fromX + width }
}

/** `factor` below 1 shows less. `around` stays where it is. */
export const zoomed = (axis: Pick<ChartAxis, 'fromX' | 'toX'>, { fromX, toX }: View, factor: number, around: number): View =>
  fitView(axis, { fromX: around - (around - fromX) * factor, toX: around + (toX - around) * factor })

export const moved = (axis: Pick<ChartAxis, 'fromX' | 'toX'>, { fromX, toX }: View, by: number): View => {
  const held = Math.min(axis.toX - toX, Math.max(axis.fromX - fromX, by))
  return { fromX: fromX + held, toX: toX + held }
}
