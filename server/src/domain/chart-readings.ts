import type { SourceId } from '@chairside/shared/identity'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import type { TrendPoint } from '@chairside/shared/trend'
import { CONTINUOUS_VITALS, type ContinuousVital } from '@chairside/shared/vital'
import type { SourceEntry } from './chair-input.ts'
import type { Delivered } from './chart-inputs.ts'
import { rejectionOfValue } from './plausibility.ts'
import { clockOf, correctedAt } from './source-clock.ts'

type Series = { readonly [vital in ContinuousVital]?: readonly TrendPoint[] }
export interface ChartReading {
  readonly at: Moment
  readonly value: number
  /** When it was received, and from whom. */
  readonly takenAt: Moment
  readonly sourceId: SourceId
}
type NumericsEntry = Extract<SourceEntry, { readonly kind: 'numerics' }>
type Kept = { readonly [vital in ContinuousVital]: ChartReading[] }

/** Continuous readings of a session by their corrected time, in order: as judged live, late (V5), and rejected (V3). */
export interface ChartReadings {
  readonly onTime: Kept
  readonly late: Kept
  readonly rejected: Kept
  /** Times of what was measured before the monitor was bound: never this patient's (S4). */
  readonly strays: readonly Moment[]
  /** Where a cuff set came from, by `setKey`. */
  readonly sets: ReadonlyMap<string, Pick<ChartReading, 'takenAt' | 'sourceId'>>
  /** The longest period that a source declared, in ms. */
  readonly periodMs: number
}

/** Tells the sets of a session apart: two monitors may end one at the same moment. */
export const setKey = ({ at, sys, dia }: { readonly at: Moment; readonly sys: number | null; readonly dia: number | null }): string =>
  `${at} ${sys} ${dia}`

const LATE_AFTER_MS = 10_000

const empty = (): Kept => ({ hr: [], pulse: [], spo2: [], rr: [], etco2: [], temp: [] })

/** What a clock of a source dated at one moment: the time that it was first given, and the entries taken by now. */
interface Dated {
  readonly at: Moment
  readonly taken: NumericsEntry[]
}

/** Sorts what was delivered, each reading once (V4), none of before its binding (S4). */
export const readingsOf = (deliveries: readonly Delivered[]): ChartReadings => {
  const kept = { onTime: empty(), late: empty(), rejected: empty() }
  const clocks = new Map<string, Map<Moment, Dated>>()
  const newest = new Map<SourceId, { [vital in ContinuousVital]?: Moment }>()
  const strays: Moment[] = []
  const sets = new Map<string, Pick<ChartReading, 'takenAt' | 'sourceId'>>()
  let longest = 0
  for (const { input, bound } of deliveries) {
    const { takenAt, sourceId } = input
    const { profile } = bound
    longest = Math.max(longest, profile.periodMs)
    const newestOf = newest.get(sourceId) ?? {}
    newest.set(sourceId, newestOf)
    for (const entry of input.entries) {
      if (entry.kind !== 'numerics' && entry.kind !== 'set') continue
      const clock = `${sourceId} ${clockOf(bound, entry)}`
      const dates = clocks.get(clock) ?? new Map<Moment, Dated>()
      clocks.set(clock, dates)
      const dated = dates.get(entry.at) ?? { at: correctedAt(bound, entry, takenAt), taken: [] }
      dates.set(entry.at, dated)
      const { at, taken } = dated
      if (entry.kind === 'set') {
        const place = setKey({ ...entry, at })
        if (!sets.has(place)) sets.set(place, { takenAt, sourceId })
        continue
      }
      if (at < bound.boundAt) {
        strays.push(at)
        continue
      }
      for (const vital of CONTINUOUS_VITALS) {
        const value = entry.values[vital]
        if (value === undefined || entry.off.includes(vital)) continue
        if (taken.some((other) => other.values[vital] === value && !other.off.includes(vital))) continue
        const before = newestOf[vital] ?? Number.NEGATIVE_INFINITY
        const periodMs = profile.periodsMs?.[vital] ?? profile.periodMs
        const isLate = at < before || takenAt - at > Math.max(LATE_AFTER_MS, 2 * periodMs)
        newestOf[vital] = Math.max(before, at)
        const kind = rejectionOfValue(vital, value) !== null ? 'rejected' : isLate ? 'late' : 'onTime'
        kept[kind][vital].push({ at, value, takenAt, sourceId })
      }
      taken.push(entry)
    }
  }
  for (const kind of Object.values(kept)) for (const list of Object.values(kind)) list.sort((a, b) => a.at - b.at)
  return { ...kept, strays, sets, periodMs: longest }
}

/** A line of a chart holds so many points at most. */
const POINTS_AT_MOST = 720
const FIRST_BUCKET_MS = 10_000

const inBuckets = (readings: readonly ChartReading[], bucketMs: number): readonly TrendPoint[] => {
  const points: TrendPoint[] = []
  for (const { at, value } of readings) {
    const start = Math.floor(at / bucketMs) * bucketMs
    const last = points.at(-1)
    if (last?.[0] === start) points[points.length - 1] = [start, Math.min(last[1], value), Math.max(last[2], value), value]
    else points.push([start, value, value, value])
  }
  return points
}

const seriesOf = (kept: Kept, bucketMs: number): Series =>
  Object.fromEntries(
    CONTINUOUS_VITALS.flatMap((vital) => (kept[vital].length === 0 ? [] : [[vital, inBuckets(kept[vital], bucketMs)] as const])),
  )

/** Readings thinned for a picture: lowest, highest and last of each bucket, so that no extreme is lost. Empty buckets are left out. */
export const thinned = (
  readings: ChartReadings,
): { readonly bucketMs: number; readonly onTime: Series; readonly late: Series; readonly rejected: Series } => {
  const kinds = [readings.onTime, readings.late, readings.rejected]
  let bucketMs = FIRST_BUCKET_MS
  while (kinds.some((kept) => Object.values(kept).some((list) => inBuckets(list, bucketMs).length > POINTS_AT_MOST))) bucketMs *= 2
  const [onTime, late, rejected] = kinds.map((kept) => seriesOf(kept, bucketMs)) as [Series, Series, Series]
  return { bucketMs, onTime, late, rejected }
}

/** Readings between two moments, and what lies outside them. */
export const inside = (
  readings: ChartReadings,
  fromAt: Moment,
  toAt: Moment,
): {
  readonly readings: ChartReadings
  readonly outside: { readonly count: number; readonly firstAt: Moment; readonly lastAt: Moment } | null
} => {
  const strays: Moment[] = [...readings.strays]
  const cut = (kept: Kept): Kept => {
    const result = empty()
    for (const vital of CONTINUOUS_VITALS)
      for (const reading of kept[vital]) {
        if (reading.at >= fromAt && reading.at <= toAt) result[vital].push(reading)
        else strays.push(reading.at)
      }
    return result
  }
  const cutAll = { ...readings, onTime: cut(readings.onTime), late: cut(readings.late), rejected: cut(readings.rejected) }
  const firstAt = strays.reduce((first, at) => Math.min(first, at), Number.POSITIVE_INFINITY)
  const lastAt = strays.reduce((last, at) => Math.max(last, at), 0)
  return { readings: cutAll, outside: strays.length === 0 ? null : { count: strays.length, firstAt, lastAt } }
}

/** The lowest or highest of accepted readings, late ones too; null: there is none. */
export const extremeOf = (
  readings: ChartReadings,
  vitals: readonly ContinuousVital[],
  side: 'lowest' | 'highest',
  fromAt: Moment,
): { readonly value: number; readonly at: Moment } | null => {
  let found: ChartReading | null = null
  for (const vital of vitals)
    for (const kept of [readings.onTime, readings.late])
      for (const reading of kept[vital]) {
        if (reading.at < fromAt) continue
        const further = found === null || (side === 'lowest' ? reading.value < found.value : reading.value > found.value)
        if (further) found = reading
      }
  return found === null ? null : { value: found.value, at: found.at }
}

/** The share of a stretch in which a vital was there, late readings too: each stands for its period, with what jitter may add. */
export const coverageOf = (
  readings: ChartReadings,
  vital: ContinuousVital,
  spans: readonly { readonly fromAt: Moment; readonly toAt: Moment }[],
): number | null => {
  const whole = spans.reduce((sum, { fromAt, toAt }) => sum + toAt - fromAt, 0)
  if (whole < MINUTE_MS) return null
  const standsForMs = Math.max(2_500, 2.5 * readings.periodMs)
  const times = [...readings.onTime[vital], ...readings.late[vital]].map(({ at }) => at).sort((a, b) => a - b)
  let covered = 0
  for (const { fromAt, toAt } of spans) {
    let reach = fromAt
    for (const at of times) {
      const until = Math.min(toAt, at + standsForMs)
      if (until <= reach || at > toAt) continue
      covered += until - Math.max(reach, at)
      reach = until
    }
  }
  return Math.min(1, covered / whole)
}
