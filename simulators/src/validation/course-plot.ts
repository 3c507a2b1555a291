import { MODEL_COURSE, PUBLISHED_POINTS, type PublishedPoint } from './published.ts'
import type { MinuteSample, SampledSessions } from './sample-sessions.ts'

const WIDTH = 960
const PANEL = { left: 64, right: 24, height: 250, top: 64, between: 54 } as const
const MINUTES = 180
const COLOURS = { ink: '#1f2933', quiet: '#7b8794', grid: '#e4e7eb', band: '#c3d3e8', line: '#2f5d8c', model: '#7b8794', points: '#7a3e9d' }

interface Panel {
  readonly title: string
  readonly key: 'sys' | 'dia'
  readonly low: number
  readonly high: number
  readonly top: number
}

const round = (value: number): string => (Math.round(value * 10) / 10).toString()

const xOf = (minute: number): number => PANEL.left + (minute / MINUTES) * (WIDTH - PANEL.left - PANEL.right)
const yIn = (panel: Panel, value: number): number => panel.top + PANEL.height * (1 - (value - panel.low) / (panel.high - panel.low))

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${round(x)}" y="${round(y)}" font-size="13" fill="${COLOURS.ink}"${more}>${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`

const line = (points: readonly (readonly [number, number])[]): string => points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')

const axes = (panel: Panel): readonly string[] => {
  const rows: string[] = []
  for (let value = Math.ceil(panel.low / 10) * 10; value <= panel.high; value += 10) {
    const y = yIn(panel, value)
    rows.push(
      `<line x1="${PANEL.left}" x2="${WIDTH - PANEL.right}" y1="${round(y)}" y2="${round(y)}" stroke="${value === 0 ? COLOURS.quiet : COLOURS.grid}"/>`,
      text(PANEL.left - 8, y + 4, value > 0 ? `+${value}` : String(value), ' text-anchor="end"'),
    )
  }
  for (let minute = 0; minute <= MINUTES; minute += 20)
    rows.push(text(xOf(minute), panel.top + PANEL.height + 18, String(minute), ' text-anchor="middle"'))
  return rows
}

const pointMark = (panel: Panel, point: PublishedPoint, number: number): string => {
  const [x, y] = [xOf(point.minute), yIn(panel, point[panel.key])]
  const { spread } = point
  const bar =
    spread === null
      ? ''
      : `<line x1="${round(x)}" x2="${round(x)}" y1="${round(yIn(panel, point[panel.key] - spread[panel.key]))}" y2="${round(
          yIn(panel, point[panel.key] + spread[panel.key]),
        )}" stroke="${COLOURS.points}" stroke-width="1.5"/>`
  // Those before the end stand left of their point, where the others are not.
  const isEarly = point.minute < 40
  const label = text(
    x + (isEarly ? -9 : 9),
    y - 6,
    String(number),
    ` text-anchor="${isEarly ? 'end' : 'start'}" style="font-weight:600;fill:${COLOURS.points}"`,
  )
  return `${bar}<circle cx="${round(x)}" cy="${round(y)}" r="4.5" fill="#fff" stroke="${COLOURS.points}" stroke-width="2"/>${label}`
}

const panelOf = (panel: Panel, minutes: readonly MinuteSample[]): readonly string[] => {
  const modelAt = panel.key === 'sys' ? 1 : 2
  const bound = (sign: number): readonly (readonly [number, number])[] =>
    minutes.map((one) => [xOf(one.minute), yIn(panel, one[panel.key].mean + sign * one[panel.key].sd)])
  return [
    text(PANEL.left, panel.top - 12, panel.title, ' style="font-weight:600"'),
    ...axes(panel),
    `<polygon points="${line([...bound(1), ...[...bound(-1)].reverse()])}" fill="${COLOURS.band}" fill-opacity="0.6"/>`,
    `<line x1="${round(xOf(40))}" x2="${round(xOf(40))}" y1="${panel.top}" y2="${panel.top + PANEL.height}" stroke="${COLOURS.quiet}" stroke-dasharray="2 4"/>`,
    `<polyline points="${line(MODEL_COURSE.map((row) => [xOf(row[0]), yIn(panel, row[modelAt])]))}" fill="none" stroke="${COLOURS.model}" stroke-dasharray="6 4" stroke-width="1.5"/>`,
    `<polyline points="${line(minutes.map((one) => [xOf(one.minute), yIn(panel, one[panel.key].mean)]))}" fill="none" stroke="${COLOURS.line}" stroke-width="2.5"/>`,
    ...PUBLISHED_POINTS.map((point, index) => pointMark(panel, point, index + 1)),
  ]
}

/** The mean course of the sampled sessions with one SD to either side, against the published points, as an SVG document. */
export const coursePlot = (sampled: SampledSessions, effectMmHg: number): string => {
  const second = PANEL.top + PANEL.height + PANEL.between
  const legendAt = second + PANEL.height + 62
  const height = legendAt + 24 * (PUBLISHED_POINTS.length + 1) + 8
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" role="img" aria-label="Rise of blood pressure in simulated sessions against published points">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    text(
      PANEL.left,
      26,
      `${sampled.sessions} simulated sessions, 0.5 mg/kg over 40 min, effect size ${effectMmHg} mmHg`,
      ' style="font-size:16px;font-weight:600"',
    ),
    ...panelOf({ title: 'Rise of SYS above the baseline, mmHg', key: 'sys', low: -12, high: 32, top: PANEL.top }, sampled.minutes),
    ...panelOf({ title: 'Rise of DIA above the baseline, mmHg', key: 'dia', low: -12, high: 32, top: second }, sampled.minutes),
    text(WIDTH / 2, second + PANEL.height + 38, 'minutes from the start of the infusion', ' text-anchor="middle"'),
    `<line x1="${PANEL.left}" x2="${PANEL.left + 36}" y1="${legendAt}" y2="${legendAt}" stroke="${COLOURS.line}" stroke-width="2.5"/>`,
    text(PANEL.left + 44, legendAt + 4, 'mean of the sessions, band: one SD'),
    `<line x1="${PANEL.left + 330}" x2="${PANEL.left + 366}" y1="${legendAt}" y2="${legendAt}" stroke="${COLOURS.model}" stroke-dasharray="6 4" stroke-width="1.5"/>`,
    text(PANEL.left + 374, legendAt + 4, 'typical patient without noise'),
    ...PUBLISHED_POINTS.map((point, index) =>
      text(PANEL.left, legendAt + 24 * (index + 1) + 4, `${index + 1}   ${point.label}`, ` style="fill:${COLOURS.points}"`),
    ),
    '</svg>',
    '',
  ].join('\n')
}
