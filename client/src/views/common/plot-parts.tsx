import type { ReactElement, ReactNode } from 'react'
import { Area, ComposedChart, Line, ResponsiveContainer, usePlotArea, useYAxisScale, XAxis, YAxis } from 'recharts'
import type { LinePoint, TrendAxis } from './trend-scale.ts'

/** Left and right room of every lane, so that one minute stands at one place in all of them. */
const MARGIN = { top: 18, right: 104, bottom: 0, left: 0 }
const AXIS_WIDTH = 48
const TICK = { fill: 'var(--soft)', fontSize: 13 }
const NO_POINTS: LinePoint[] = [{ minute: 0, value: null, span: null }]

/** A chart as wide and high as its place. */
export const Plot = ({ points, children }: { readonly points: readonly LinePoint[]; readonly children: ReactNode }) => (
  <ResponsiveContainer width="100%" height="100%">
    <ComposedChart data={points.length === 0 ? NO_POINTS : [...points]} margin={MARGIN} accessibilityLayer={false}>
      {children}
    </ComposedChart>
  </ResponsiveContainer>
)

/** The minutes of the session, written below or left to the plot underneath. */
export const MinuteAxis = ({ axis, written }: { readonly axis: TrendAxis; readonly written: boolean }) => (
  <XAxis
    dataKey="minute"
    type="number"
    scale="linear"
    domain={[axis.fromMinute, axis.toMinute]}
    ticks={[...axis.ticks]}
    tick={written && TICK}
    axisLine={written && { stroke: 'var(--line-strong)' }}
    tickLine={false}
    height={written ? 24 : 4}
    allowDataOverflow
  />
)

export const ValueAxis = ({ low, high, ticks }: { readonly low: number; readonly high: number; readonly ticks: number[] }) => (
  <YAxis
    type="number"
    scale="linear"
    domain={[low, high]}
    ticks={ticks}
    tick={TICK}
    width={AXIS_WIDTH}
    axisLine={false}
    tickLine={false}
    allowDataOverflow
  />
)

/** A level across the plot, or at its right edge alone, with what names it there. */
export interface Level {
  readonly at: number
  readonly words: string
  readonly stroke: string
  readonly ink: string
  readonly dashes?: string
  readonly edge?: boolean
}

const LABEL_PX = 14
const EDGE_PX = 16

/** Names of near levels stand one below the other, each as near to its level as the others leave it. Heights in px, from the top. */
export const apart = (heights: readonly number[]): readonly number[] => {
  const placed: number[] = []
  for (const height of heights) placed.push(Math.max(height, (placed.at(-1) ?? Number.NEGATIVE_INFINITY) + LABEL_PX))
  // What was pushed down takes its neighbours above halfway back.
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const excess = (placed[index] ?? 0) - (heights[index] ?? 0)
    const above = index === 0 ? Number.NEGATIVE_INFINITY : (placed[index - 1] ?? 0) + LABEL_PX
    if (excess > 0) placed[index] = Math.max(above, (heights[index] ?? 0) + excess / 2)
  }
  return placed
}

/** Levels with their names at the right. */
export const Levels = ({ levels }: { readonly levels: readonly Level[] }) => {
  const yOf = useYAxisScale()
  const area = usePlotArea()
  if (yOf === undefined || area === undefined) return null
  const right = area.x + area.width
  const shown = levels
    .flatMap((level) => {
      const y = yOf(level.at)
      return y === undefined || y < area.y || y > area.y + area.height ? [] : [{ ...level, y }]
    })
    .sort((a, b) => a.y - b.y)
  const names = apart(shown.map(({ y }) => y))
  return (
    <g className="levels">
      {shown.map(({ y, words, stroke, ink, dashes, edge }, index) => (
        <g key={words}>
          <line x1={edge === true ? right - EDGE_PX : area.x} x2={right} y1={y} y2={y} stroke={stroke} strokeDasharray={dashes} />
          <text x={right + 5} y={(names[index] ?? y) + 4} fill={ink} fontSize={12.5}>
            {words}
          </text>
        </g>
      ))}
    </g>
  )
}

const CURVE = { dot: false, activeDot: false, isAnimationActive: false, connectNulls: false } as const

/** A vital's last value of each bucket, on the span between the bucket's lowest and highest. */
export const Curve = ({ colour, spanOpacity }: { readonly colour: string; readonly spanOpacity: number }): ReactElement => (
  <>
    <Area {...CURVE} dataKey="span" stroke="none" fill={colour} fillOpacity={spanOpacity} />
    <Line {...CURVE} dataKey="value" stroke={colour} strokeWidth={1.8} />
  </>
)
