import './plot-parts.css'
import type { ReactNode } from 'react'
import { ComposedChart, ResponsiveContainer, usePlotArea, useYAxisScale, XAxis, YAxis } from 'recharts'

/** Left and right room of every lane, so that one minute stands at one place in all of them. */
export const LEFT_PX = 48
export const RIGHT_PX = 104
const TOP_PX = 18
/** Above areas and lines, below the labels. */
export const MARKS_ABOVE = 650
const TICK = { fill: 'var(--soft)', fontSize: 13 }
/** Curves bring points of their own; without any, recharts would draw no axes. */
const NO_POINTS = [{ minute: 0 }]

interface PlotProps {
  /** Room above, in px. */
  readonly topPx?: number
  readonly children: ReactNode
}

/** A chart as wide and high as its place. */
export const Plot = ({ topPx = TOP_PX, children }: PlotProps) => (
  <ResponsiveContainer width="100%" height="100%">
    <ComposedChart data={NO_POINTS} margin={{ top: topPx, right: RIGHT_PX, bottom: 0, left: 0 }} accessibilityLayer={false}>
      {children}
    </ComposedChart>
  </ResponsiveContainer>
)

interface MinuteAxisProps {
  readonly fromMinute: number
  readonly toMinute: number
  readonly ticks: readonly number[]
  /** What stands below each tick; `false`: nothing does, and the minutes are left to the plot underneath. */
  readonly written: false | ((minute: number) => string)
}

/** The minutes of a session. */
export const MinuteAxis = ({ fromMinute, toMinute, ticks, written }: MinuteAxisProps) => (
  <XAxis
    dataKey="minute"
    type="number"
    scale="linear"
    domain={[fromMinute, toMinute]}
    ticks={[...ticks]}
    tick={written !== false && TICK}
    {...(written === false ? {} : { tickFormatter: written })}
    interval="preserveStartEnd"
    axisLine={written !== false && { stroke: 'var(--line-strong)' }}
    tickLine={false}
    height={written === false ? 4 : 24}
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
    width={LEFT_PX}
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
