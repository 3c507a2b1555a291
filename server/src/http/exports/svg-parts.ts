/** Colours of paper. Red and yellow stand for critical and warning alone. */
export const INK = '#1a1c1e'
export const SOFT = '#5c6166'
export const LINE = '#c9cdd1'
export const HEAVY = '#9aa0a6'
export const GREY = '#8a8f94'
export const WARNING = '#8a6400'
export const CRITICAL = '#b3261e'
export const WARNING_GROUND = '#fbf0cf'
export const CRITICAL_GROUND = '#f8dcd8'
export const BAND = '#e6edf3'
export const TRACE = '#33475b'

const point = (value: number): string => (Math.round(value * 100) / 100).toString()
const safe = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;')

export interface Look {
  readonly stroke?: string
  readonly fill?: string
  readonly width?: number
  readonly dashes?: string
  readonly opacity?: number
}

const looks = ({ stroke, fill = 'none', width = 0.6, dashes, opacity }: Look): string =>
  [
    `fill="${fill}"`,
    stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${width}"`,
    dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`,
    opacity === undefined ? '' : ` fill-opacity="${opacity}"`,
  ].join('')

export const line = (x1: number, y1: number, x2: number, y2: number, look: Look): string =>
  `<line x1="${point(x1)}" y1="${point(y1)}" x2="${point(x2)}" y2="${point(y2)}" ${looks(look)}/>`
export const rect = (x: number, y: number, width: number, height: number, look: Look): string =>
  `<rect x="${point(x)}" y="${point(y)}" width="${point(Math.max(0, width))}" height="${point(Math.max(0, height))}" ${looks(look)}/>`
export const circle = (x: number, y: number, radius: number, look: Look): string =>
  `<circle cx="${point(x)}" cy="${point(y)}" r="${radius}" ${looks(look)}/>`
/** Through these points, in order. */
export const path = (points: readonly (readonly [number, number])[], look: Look, close = false): string =>
  points.length === 0
    ? ''
    : `<path d="${points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${point(x)} ${point(y)}`).join('')}${close ? 'Z' : ''}" ${looks(look)}/>`

export interface TextLook {
  readonly size?: number
  readonly fill?: string
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly bold?: boolean
}
export const text = (
  x: number,
  y: number,
  words: string,
  { size = 7, fill = SOFT, anchor = 'start', bold = false }: TextLook = {},
): string =>
  `<text x="${point(x)}" y="${point(y)}" font-family="Roboto" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${bold ? ' font-weight="bold"' : ''}>${safe(words)}</text>`

const HATCH_PT = 4

/** A hatched field: no data. Lines are cut at its edges by arithmetic, so that every reader of the page draws the same. */
export const hatched = (x: number, y: number, width: number, height: number): string => {
  const strokes: string[] = [rect(x, y, width, height, { fill: '#ffffff' })]
  for (let offset = HATCH_PT; offset < width + height; offset += HATCH_PT) {
    const fromX = x + Math.max(0, offset - height)
    const fromY = y + Math.min(height, offset)
    const toX = x + Math.min(width, offset)
    const toY = y + Math.max(0, offset - width)
    strokes.push(line(fromX, fromY, toX, toY, { stroke: HEAVY, width: 0.5 }))
  }
  return strokes.join('') + rect(x, y, width, height, { stroke: HEAVY, width: 0.3 })
}
