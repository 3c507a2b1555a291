import { type ReactElement, useId } from 'react'
import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts'
import type { LinePoint } from './trend-scale.ts'

type Scale = (value: number) => number | undefined

/** Where recharts draws its lines: above areas and their grounds. */
const WITH_LINES = 400

const place = (px: number): number => Math.round(px * 100) / 100

/** The line through the values, and the ground from the lowest to the highest of each stretch, as paths. */
export const curvePaths = (points: readonly LinePoint[], xOf: Scale, yOf: Scale): { readonly line: string; readonly ground: string } => {
  let line = ''
  let ground = ''
  let highs = ''
  let lows = ''
  const close = (): void => {
    if (highs !== '') ground += `M${highs}L${lows}Z`
    highs = ''
    lows = ''
  }
  let broken = true
  for (const { minute, value, span } of points) {
    const x = xOf(minute)
    const y = value === null ? undefined : yOf(value)
    const [low, high] = span === null ? [undefined, undefined] : [yOf(span[0]), yOf(span[1])]
    if (x === undefined || y === undefined) broken = true
    else {
      line += `${broken ? 'M' : 'L'}${place(x)} ${place(y)}`
      broken = false
    }
    if (x === undefined || low === undefined || high === undefined) close()
    else {
      highs += `${highs === '' ? '' : 'L'}${place(x)} ${place(high)}`
      lows = `${place(x)} ${place(low)}${lows === '' ? '' : 'L'}${lows}`
    }
  }
  close()
  return { line, ground }
}

/**
 * A vital's last value of each bucket, on the span between the bucket's lowest and highest. Two paths of our own: a line and an area of
 * recharts make objects for each point at each look, which takes half of a frame while somebody zooms.
 */
export const Curve = ({
  points,
  colour,
  spanOpacity,
}: {
  readonly points: readonly LinePoint[]
  readonly colour: string
  readonly spanOpacity: number
}): ReactElement | null => {
  const id = useId()
  const xOf = useXAxisScale()
  const yOf = useYAxisScale()
  const area = usePlotArea()
  if (xOf === undefined || yOf === undefined || area === undefined) return null
  const { line, ground } = curvePaths(points, xOf, yOf)
  return (
    <ZIndexLayer zIndex={WITH_LINES}>
      <clipPath id={id}>
        <rect x={area.x} y={area.y} width={area.width} height={area.height} />
      </clipPath>
      <g clipPath={`url(#${id})`}>
        <path d={ground} fill={colour} fillOpacity={spanOpacity} stroke="none" />
        <path d={line} fill="none" stroke={colour} strokeWidth={1.8} />
      </g>
    </ZIndexLayer>
  )
}
