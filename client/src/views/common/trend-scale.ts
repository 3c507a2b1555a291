import type { InfusionState } from '@chairside/shared/infusion'
import type { GapPicture, SetPicture } from '@chairside/shared/picture'
import { MINUTE_MS } from '@chairside/shared/time'
import type { TrendPoint } from '@chairside/shared/trend'

/** The time axis of a session: minutes from the start of the infusion, or from the first set before there is one. */
export interface TrendAxis {
  readonly originAt: number
  readonly fromMinute: number
  readonly toMinute: number
  readonly ticks: readonly number[]
}

export const minuteOf = (at: number, originAt: number): number => (at - originAt) / MINUTE_MS

const STEPS = [2, 5, 10, 15, 20, 30, 60]
const LEAST_SPAN_MIN = 20

export const axisOf = (sets: readonly SetPicture[], infusion: InfusionState | null, checkedInAt: number, now: number): TrendAxis => {
  const firstAt = Math.min(checkedInAt, ...sets.slice(0, 1).map((set) => set.at))
  const originAt = infusion?.startedAt ?? firstAt
  const from = Math.min(0, minuteOf(Math.max(firstAt, originAt - 20 * MINUTE_MS), originAt))
  const planned = infusion?.plannedEndAt ?? null
  const to = Math.max(from + LEAST_SPAN_MIN, minuteOf(now, originAt) + 2, planned === null ? 0 : minuteOf(planned, originAt) + 5)
  const step = STEPS.find((candidate) => (to - from) / candidate <= 14) ?? 120
  const fromMinute = Math.floor(from)
  const toMinute = Math.ceil(to / step) * step
  const ticks: number[] = []
  for (let minute = Math.ceil(fromMinute / step) * step; minute <= toMinute; minute += step) ticks.push(minute)
  return { originAt, fromMinute, toMinute, ticks }
}

/** One point of a line: the last value of its bucket, with the bucket's lowest and highest. Null breaks the line. */
export interface LinePoint {
  readonly minute: number
  readonly value: number | null
  readonly span: readonly [number, number] | null
}

/** Points of a chart line; where data is missing for longer than the buckets and the period of the monitor explain, the line is broken. */
export const linePoints = (
  points: readonly TrendPoint[] | undefined,
  bucketMs: number,
  originAt: number,
  periodMs = 0,
  gaps: readonly GapPicture[] = [],
): readonly LinePoint[] => {
  const result: LinePoint[] = []
  let before: number | null = null
  for (const [at, low, high, last] of points ?? []) {
    const from = before
    const hatched = from !== null && gaps.some((gap) => gap.vital === null && gap.fromAt < at && (gap.toAt ?? at) > from + bucketMs / 2)
    if (before !== null && (hatched || at - before > Math.max(3 * bucketMs, 2.5 * periodMs, 15_000))) {
      result.push({ minute: minuteOf(before + bucketMs, originAt), value: null, span: null })
    }
    result.push({ minute: minuteOf(at, originAt), value: last, span: [low, high] })
    before = at
  }
  return result
}
