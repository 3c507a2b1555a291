import type { ChartSet, SessionChart } from '@chairside/shared/session-chart'
import type { PrintAxis } from './print-axis.ts'
import { CRITICAL, circle, GREY, INK, line, path, rect, TRACE } from './svg-parts.ts'

export interface Field {
  readonly top: number
  readonly height: number
  readonly low: number
  readonly high: number
}

/** Where a value stands; beyond the field at its edge. */
export const yIn = ({ top, height, low, high }: Field, value: number): number =>
  Math.min(top + height, Math.max(top, top + height - ((value - low) / (high - low)) * height))

const ARM = 3

const setMark = (set: ChartSet, x: number, field: Field, chart: SessionChart): string => {
  const at = (value: number): number => yIn(field, value)
  if (set.state === 'rejected' || set.artefact !== null) {
    const y = Math.min(field.top + field.height - 5, Math.max(field.top + 5, at(set.sys ?? set.dia ?? field.high)))
    const ring = circle(x, y, 3.2, { stroke: GREY, width: 0.8, dashes: '1.4 1.4' })
    const look = { stroke: GREY, width: 0.8 }
    return set.artefact === null
      ? ring
      : ring + line(x - 2.2, y - 2.2, x + 2.2, y + 2.2, look) + line(x + 2.2, y - 2.2, x - 2.2, y + 2.2, look)
  }
  if (set.sys === null || set.dia === null) return ''
  const critical = chart.limits?.sysHighCritical ?? null
  const stroke = set.state === 'late' ? GREY : critical !== null && set.sys >= critical ? CRITICAL : INK
  const [top, bottom] = [at(set.sys), at(set.dia)]
  return [
    line(x, top, x, bottom, { stroke, width: 0.5 }),
    path(
      [
        [x - ARM, top - ARM - 1],
        [x, top],
        [x + ARM, top - ARM - 1],
      ],
      { stroke, width: 1.1 },
    ),
    path(
      [
        [x - ARM, bottom + ARM + 1],
        [x, bottom],
        [x + ARM, bottom + ARM + 1],
      ],
      { stroke, width: 1.1 },
    ),
    set.map === null ? '' : line(x - 2.2, at(set.map), x + 2.2, at(set.map), { stroke, width: 1 }),
    set.origin === 'manual' ? rect(x - 5, top - 7, 10, bottom - top + 14, { stroke, width: 0.5 }) : '',
  ].join('')
}

/** Cuff sets as on paper: v at SYS, ^ at DIA, a dash at MAP, joined; by hand in a box, late in grey, rejected and artefact as rings. */
export const setMarks = (chart: SessionChart, axis: PrintAxis, field: Field): string =>
  chart.sets.map((set) => setMark(set, axis.xOf(set.at), field, chart)).join('')

const MARK_EVERY_PT = 9

/** The line of one vital with the span from the lowest to the highest of each stretch; broken where there are no data. */
export const trace = (chart: SessionChart, axis: PrintAxis, field: Field, vital: 'hr' | 'pulse' | 'spo2', dots: boolean): string => {
  const apartMs = Math.max(3 * chart.bucketMs, 2.5 * chart.periodMs, 15_000)
  const runs: (readonly [number, number, number, number])[][] = []
  let before = Number.NEGATIVE_INFINITY
  for (const [at, low, high, last] of chart.series[vital] ?? []) {
    if (at - before > apartMs) runs.push([])
    runs.at(-1)?.push([axis.xOf(at), yIn(field, low), yIn(field, high), yIn(field, last)])
    before = at
  }
  let lastDot = Number.NEGATIVE_INFINITY
  return runs
    .map((run) => {
      const [first] = run
      // One bucket alone would be drawn as nothing.
      const alone =
        run.length === 1 && first !== undefined ? line(first[0], first[1] + 0.4, first[0], first[2] - 0.4, { stroke: TRACE, width: 1 }) : ''
      const band = path(
        [...run.map(([x, low]) => [x, low] as const), ...run.toReversed().map(([x, , high]) => [x, high] as const)],
        { fill: TRACE, opacity: 0.25, stroke: TRACE, width: 0.35 },
        true,
      )
      const middle = path(
        run.map(([x, , , last]) => [x, last] as const),
        { stroke: TRACE, width: 0.8 },
      )
      const marks = !dots
        ? ''
        : run
            .flatMap(([x, , , last]) => {
              if (x - lastDot < MARK_EVERY_PT) return []
              lastDot = x
              return [circle(x, last, 1.1, { fill: TRACE })]
            })
            .join('')
      return alone + band + middle + marks
    })
    .join('')
}

/** Late and rejected readings of one vital, and what was taken by hand: never part of the line. */
export const looseMarks = (chart: SessionChart, axis: PrintAxis, field: Field, vital: 'hr' | 'spo2'): string => {
  const inside = (value: number): number => Math.min(field.top + field.height - 2, Math.max(field.top + 2, yIn(field, value)))
  const late = chart.lateSeries[vital] ?? (vital === 'hr' ? chart.lateSeries.pulse : undefined) ?? []
  return [
    ...late.map(([at, low, high]) => line(axis.xOf(at), inside(low) + 0.8, axis.xOf(at), inside(high) - 0.8, { stroke: GREY, width: 1.4 })),
    ...(chart.rejectedSeries[vital] ?? []).map(([at, , high]) =>
      circle(axis.xOf(at), inside(high), 2, { stroke: GREY, width: 0.7, dashes: '1 1' }),
    ),
    ...chart.byHand.flatMap(({ at, reading }) => {
      const value = reading[vital]
      return value === undefined ? [] : [rect(axis.xOf(at) - 2.2, inside(value) - 2.2, 4.4, 4.4, { stroke: INK, width: 0.7 })]
    }),
  ].join('')
}
