import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'

/** Where a value stands in px. */
export interface Scales {
  readonly xOf: (value: number) => number
  readonly yOf: (value: number) => number
  readonly width: number
  readonly height: number
}

interface Axis {
  readonly from: number
  readonly to: number
  readonly ticks: readonly { readonly at: number; readonly words: string }[]
}

interface Props {
  readonly label: string
  readonly heightPx: number
  readonly x: Axis
  readonly y: Axis
  /** A level of its own, as the zero of a change. */
  readonly level?: number
  /** Under the lines. */
  readonly ground?: (scales: Scales) => ReactNode
  readonly children: (scales: Scales) => ReactNode
}

const LEFT_PX = 40
const RIGHT_PX = 14
const TOP_PX = 10
const BOTTOM_PX = 24
/** Before it is measured. */
const FIRST_PX = 480
const TICK_APART_PX = 34

/** Axes that fill their place; what is drawn on them is given their scales. */
export const CourseFrame = ({ label, heightPx, x, y, level, ground, children }: Props) => {
  const { ref, width: measured } = useElementSize<HTMLDivElement>()
  const width = measured === 0 ? FIRST_PX : measured
  const right = width - RIGHT_PX
  const bottom = heightPx - BOTTOM_PX
  const scales: Scales = {
    xOf: (value) => LEFT_PX + ((value - x.from) / (x.to - x.from || 1)) * (right - LEFT_PX),
    yOf: (value) => bottom - ((value - y.from) / (y.to - y.from || 1)) * (bottom - TOP_PX),
    width,
    height: heightPx,
  }
  // Where there is no room for each number, every second or third one is written.
  const every = Math.max(1, Math.ceil((x.ticks.length * TICK_APART_PX) / (right - LEFT_PX)))
  return (
    <div className="course-frame" ref={ref} style={{ height: heightPx }}>
      <svg width={width} height={heightPx} role="img" aria-label={label}>
        {ground?.(scales)}
        <g className="course-grid">
          {y.ticks.map(({ at, words }) => (
            <g key={at}>
              <line x1={LEFT_PX} x2={right} y1={scales.yOf(at)} y2={scales.yOf(at)} data-level={at === level} />
              <text x={LEFT_PX - 6} y={scales.yOf(at) + 4} textAnchor="end">
                {words}
              </text>
            </g>
          ))}
          {x.ticks.map(({ at, words }, index) => (
            <g key={at}>
              <line x1={scales.xOf(at)} x2={scales.xOf(at)} y1={bottom} y2={bottom + 4} />
              {index % every === 0 && (
                <text x={scales.xOf(at)} y={bottom + 17} textAnchor="middle">
                  {words}
                </text>
              )}
            </g>
          ))}
        </g>
        {children(scales)}
      </svg>
    </div>
  )
}

const tenth = (px: number): number => Math.round(px * 10) / 10

/** Points in their order as a path. */
export const pathOf = (points: readonly { readonly x: number; readonly y: number }[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${tenth(x)} ${tenth(y)}`).join('')
