import type { CoursePoint, PlacedSession } from '@chairside/shared/patient-course'

/** Later sets are told and not drawn: one clock that was wrong would press every session into a corner. */
const LATEST_MINUTE = 180
const MINUTE_STEP = 15
const MMHG_STEP = 20

/** The axes that all sessions of a course are drawn on. Changes in mmHg. */
export interface CourseAxes {
  readonly toMinute: number
  readonly minutes: readonly number[]
  readonly low: number
  readonly high: number
  readonly changes: readonly number[]
  /** Sets that lie beyond the last minute. */
  readonly beyond: number
}

const steps = (from: number, to: number, step: number): readonly number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step)

/** One pair of axes for SYS and DIA of all these sessions: what is higher was higher. */
export const courseAxes = (sessions: readonly PlacedSession[]): CourseAxes => {
  const points = sessions.flatMap((session) => session.points)
  const drawn = points.filter(({ minute }) => minute <= LATEST_MINUTE)
  const last = drawn.reduce((latest, { minute }) => Math.max(latest, minute), 60)
  const toMinute = Math.ceil(last / MINUTE_STEP) * MINUTE_STEP
  const values = drawn.flatMap(({ sys, dia }) => [sys, dia])
  const low = Math.floor((Math.min(0, ...values) - 3) / 5) * 5
  const high = Math.ceil((Math.max(MMHG_STEP, ...values) + 2) / MMHG_STEP) * MMHG_STEP
  return {
    toMinute,
    minutes: steps(0, toMinute, toMinute > 120 ? 2 * MINUTE_STEP : MINUTE_STEP),
    low,
    high,
    changes: steps(Math.ceil(low / MMHG_STEP) * MMHG_STEP, high, MMHG_STEP).map((at) => at + 0),
    beyond: points.length - drawn.length,
  }
}

/** The unbroken stretches of a session: where a set is missing one ends and another begins. */
export const stretchesOf = (points: readonly CoursePoint[], toMinute: number): readonly (readonly CoursePoint[])[] => {
  const stretches: CoursePoint[][] = []
  for (const point of points) {
    if (point.minute > toMinute) continue
    const running = stretches.at(-1)
    if (point.joined && running !== undefined) running.push(point)
    else stretches.push([point])
  }
  return stretches
}

/** Round numbers that hold these values, at most five steps apart, no step smaller than `leastStep`. */
export const roundAxis = (
  values: readonly number[],
  from?: number,
  leastStep = 0,
): { readonly low: number; readonly high: number; readonly ticks: readonly number[] } => {
  const least = Math.min(...values, ...(from === undefined ? [] : [from]))
  const most = Math.max(...values)
  const span = Math.max(most - least, 1e-6)
  const rough = span / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(leastStep, [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? 10 * power)
  const low = Math.floor(least / step) * step
  const high = Math.max(low + step, Math.ceil(most / step) * step)
  const count = Math.round((high - low) / step)
  return { low, high, ticks: Array.from({ length: count + 1 }, (_, index) => low + index * step) }
}

/** Runs of what is there, by place: a session that does not know a value parts them. */
export const runsOf = (values: readonly (number | null)[]): readonly (readonly { readonly place: number; readonly value: number }[])[] => {
  const runs: { place: number; value: number }[][] = []
  let open = false
  for (const [place, value] of values.entries()) {
    if (value === null) {
      open = false
      continue
    }
    if (open) runs.at(-1)?.push({ place, value })
    else runs.push([{ place, value }])
    open = true
  }
  return runs
}
