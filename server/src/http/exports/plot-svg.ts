import type { SessionChart } from '@chairside/shared/session-chart'
import { HOUR_MS } from '@chairside/shared/time'
import { type Field, looseMarks, setMarks, trace, yIn } from './plot-marks.ts'
import { type PrintAxis, printAxis } from './print-axis.ts'
import type { Saying } from './print-words.ts'
import { BAND, CRITICAL, CRITICAL_GROUND, HEAVY, hatched, INK, LINE, line, rect, SOFT, text, WARNING, WARNING_GROUND } from './svg-parts.ts'

const LEFT = 30
const RIGHT = 56
const PRESSURE_TOP = 12
const PRESSURE_HEIGHT = 190
const SATURATION_TOP = 214
const SATURATION_HEIGHT = 44
const AXIS_Y = 270
const INFUSION_Y = 284
const EVENTS_Y = 302
export const PLOT_HEIGHT = 320

const pressureField = (chart: SessionChart): Field => {
  const sets = chart.sets.filter((set) => set.state !== 'rejected' && set.artefact === null)
  const values = [
    ...sets.flatMap(({ sys, dia }) => [sys ?? 120, dia ?? 80]),
    ...(chart.series.hr ?? chart.series.pulse ?? []).flatMap(([, low, high]) => [low, high]),
  ]
  const lowest = values.reduce((low, value) => Math.min(low, value), 50)
  const highest = values.reduce((high, value) => Math.max(high, value), 190)
  return {
    top: PRESSURE_TOP,
    height: PRESSURE_HEIGHT,
    low: Math.max(0, Math.floor((lowest - 5) / 20) * 20),
    high: Math.ceil((highest + 5) / 20) * 20,
  }
}

const saturationField = (chart: SessionChart): Field => {
  const lowest = (chart.series.spo2 ?? []).reduce((low, [, value]) => Math.min(low, value), 88)
  return { top: SATURATION_TOP, height: SATURATION_HEIGHT, low: Math.max(0, Math.floor((lowest - 2) / 5) * 5), high: 101 }
}

const grid = (axis: PrintAxis, width: number, pressure: Field, saturation: Field): string => {
  const levels: string[] = []
  for (let value = pressure.low; value <= pressure.high; value += 20) {
    const y = yIn(pressure, value)
    levels.push(line(0, y, width, y, { stroke: LINE, width: 0.3 }), text(-4, y + 2.4, String(value), { anchor: 'end' }))
  }
  for (const value of [90, 100]) {
    const y = yIn(saturation, value)
    levels.push(line(0, y, width, y, { stroke: LINE, width: 0.3 }), text(-4, y + 2.4, String(value), { anchor: 'end' }))
  }
  const minutes = axis.ticks.map(({ x, minute, heavy }) => {
    const look = heavy ? { stroke: HEAVY, width: 0.6 } : { stroke: LINE, width: 0.3 }
    return (
      [pressure, saturation].map(({ top, height }) => line(x, top, x, top + height, look)).join('') +
      text(x, AXIS_Y, String(minute), { anchor: 'middle' })
    )
  })
  return [...levels, ...minutes].join('')
}

/** Excursions that were confirmed, as ground; the others as a frame. */
const grounds = (chart: SessionChart, axis: PrintAxis, { top, height }: Field): string =>
  chart.excursions
    .map(({ openedAt, closedAt, peakLevel, confirmed }) => {
      const from = axis.xOf(openedAt)
      const wide = Math.max(1.5, axis.xOf(closedAt ?? chart.endedAt ?? chart.lastAt) - from)
      const isGrave = peakLevel === 'critical' || peakLevel === 'emergency'
      const look = confirmed ? { fill: isGrave ? CRITICAL_GROUND : WARNING_GROUND } : { stroke: WARNING, width: 0.4, dashes: '2 2' }
      return rect(from, top, wide, height, look)
    })
    .join('')

const levels = (chart: SessionChart, field: Field, width: number, { words, say, number }: Saying): string => {
  const { limits, baseline } = chart
  const shown: { at: number; words: string; colour: string; dashes: string }[] = []
  const add = (at: number | null | undefined, sentence: string, colour: string, dashes = '4 3'): void => {
    if (at !== null && at !== undefined && at > field.low && at < field.high)
      shown.push({ at, words: say(sentence, { value: number(at, 1) }), colour, dashes })
  }
  add(limits?.sysHighCritical, words.print.criticalAt, CRITICAL)
  add(limits?.sysHighWarning, words.print.warningAt, WARNING)
  add(limits?.sysLowWarning, words.print.lowAt, WARNING, '1.5 3')
  add(baseline?.sys, `${words.print.baseline} {{value}}`, SOFT, '0')
  let above = Number.NEGATIVE_INFINITY
  return shown
    .sort((a, b) => b.at - a.at)
    .map(({ at, words: said, colour, dashes }) => {
      const y = yIn(field, at)
      // Words that would cover each other stand one below the other.
      above = Math.max(y + 2.4, above + 7.5)
      return (
        line(0, y, width, y, { stroke: colour, width: 0.6, ...(dashes === '0' ? {} : { dashes }) }) +
        text(width + 4, above, said, { fill: colour, size: 6.5 })
      )
    })
    .join('')
}

const DAY_MS = 24 * HOUR_MS

/** Stretches without data of the whole monitor or of this vital, and folded silences: hatched, never bridged, with their cause. */
const gapsIn = (
  chart: SessionChart,
  axis: PrintAxis,
  width: number,
  { top, height }: Field,
  vital: 'hr' | 'spo2',
  saying: Saying,
): string => {
  const { words, say } = saying
  const isNamed = vital === 'hr'
  const fields = chart.gaps
    .filter((gap) => gap.vital === null || gap.vital === vital)
    .map((gap) => ({ from: axis.xOf(gap.fromAt), to: axis.xOf(gap.toAt ?? chart.endedAt ?? chart.lastAt), said: words.gap[gap.cause] }))
  const folds = axis.folds.map(({ from, to, lastsMs }) => ({
    from,
    to,
    said:
      lastsMs >= 2 * DAY_MS
        ? say(words.print.folded, { days: Math.round(lastsMs / DAY_MS) })
        : say(words.print.foldedHours, { hours: Math.round(lastsMs / HOUR_MS) }),
  }))
  let lastWord = Number.NEGATIVE_INFINITY
  return [...fields, ...folds]
    .sort((a, b) => a.from - b.from)
    .map(({ from, to, said }) => {
      const field = hatched(from, top, Math.max(1.5, to - from), height)
      if (!isNamed || from - lastWord < 70) return field
      lastWord = from
      const wide = said.length * 3.3 + 3
      const at = Math.max(0, Math.min(from + 1, width - wide))
      return field + rect(at, top + 1, wide, 8.5, { fill: '#ffffff' }) + text(at + 1, top + 7.5, said, { size: 6.5 })
    })
    .join('')
}

const infusionLane = (chart: SessionChart, axis: PrintAxis, { words, number }: Saying): string =>
  text(-4, INFUSION_Y + 6.5, words.print.infusion, { anchor: 'end', size: 6 }) +
  chart.infusion.stretches
    .map(({ fromAt, toAt, rateMlPerHour }) => {
      const from = axis.xOf(fromAt)
      const wide = axis.xOf(toAt ?? chart.endedAt ?? chart.lastAt) - from
      const said = wide > 34 ? `${number(rateMlPerHour, 1)} mL/h` : wide > 14 ? number(rateMlPerHour, 0) : ''
      return (
        rect(from, INFUSION_Y, Math.max(1, wide), 9, { fill: BAND, stroke: SOFT, width: 0.4 }) +
        (said === '' ? '' : text(from + wide / 2, INFUSION_Y + 6.8, said, { anchor: 'middle', fill: INK, size: 6.5 }))
      )
    })
    .join('')

const flagWords = ({ first, last }: { readonly first: number; readonly last: number }): string =>
  first === last ? String(first) : `${first}–${last}`
/** How far a flag reaches to either side of its place. */
const halfOf = (flag: { readonly first: number; readonly last: number }): number => flagWords(flag).length * 1.8 + 1

/** The numbers of what was entered, as in the table; those that would cover each other stand as one. */
const eventLane = (numbered: readonly { readonly number: number; readonly at: number }[], axis: PrintAxis, { words }: Saying): string => {
  const flags: { x: number; first: number; last: number }[] = []
  for (const { number, at } of numbered) {
    const flag = { x: axis.xOf(at), first: number, last: number }
    const before = flags.at(-1)
    if (before !== undefined && flag.x - before.x < halfOf(before) + halfOf(flag)) before.last = number
    else flags.push(flag)
  }
  // A flag grew while others joined it: those that it reaches by now join it too.
  for (let index = 1; index < flags.length; ) {
    const [before, flag] = [flags[index - 1], flags[index]]
    if (before !== undefined && flag !== undefined && flag.x - before.x < halfOf(before) + halfOf(flag)) {
      before.last = flag.last
      flags.splice(index, 1)
    } else index += 1
  }
  return (
    text(-4, EVENTS_Y + 7, words.print.events, { anchor: 'end', size: 6 }) +
    flags
      .map((flag) => {
        const { x } = flag
        const said = flagWords(flag)
        return (
          line(x, EVENTS_Y - 3, x, EVENTS_Y, { stroke: INK, width: 0.5 }) +
          text(x, EVENTS_Y + 7, said, { anchor: 'middle', fill: INK, size: 6.5 })
        )
      })
      .join('')
  )
}

/**
 * The session as an anaesthesia record, as vectors: pressure and heart rate over the strip of SpO2, the pump and the numbered events.
 * `numbered`: the events as the table numbers them.
 */
export const plotSvg = (
  chart: SessionChart,
  widthPt: number,
  numbered: readonly { readonly number: number; readonly at: number }[],
  saying: Saying,
): string => {
  const width = widthPt - LEFT - RIGHT
  const axis = printAxis(chart, width)
  const pressure = pressureField(chart)
  const saturation = saturationField(chart)
  const { number } = saying
  const rate = (chart.series.hr ?? []).length > 0 ? 'hr' : 'pulse'
  const band =
    chart.baseline === null
      ? ''
      : rect(
          0,
          yIn(pressure, chart.baseline.sys * 1.2),
          width,
          yIn(pressure, chart.baseline.sys * 0.8) - yIn(pressure, chart.baseline.sys * 1.2),
          { fill: BAND },
        )
  const spo2Limit = chart.limits?.spo2Low ?? null
  const saturationLimit =
    spo2Limit === null
      ? ''
      : line(0, yIn(saturation, spo2Limit), width, yIn(saturation, spo2Limit), { stroke: WARNING, width: 0.6, dashes: '4 3' }) +
        text(width + 4, yIn(saturation, spo2Limit) + 2.4, `SpO2 ${number(spo2Limit, 1)}`, { fill: WARNING, size: 6.5 })
  const frames = [pressure, saturation].map(({ top, height }) => rect(0, top, width, height, { stroke: HEAVY, width: 0.5 })).join('')
  const body = [
    band,
    grounds(chart, axis, pressure),
    grid(axis, width, pressure, saturation),
    levels(chart, pressure, width, saying),
    saturationLimit,
    trace(chart, axis, pressure, rate, true),
    trace(chart, axis, saturation, 'spo2', false),
    gapsIn(chart, axis, width, pressure, 'hr', saying),
    gapsIn(chart, axis, width, saturation, 'spo2', saying),
    looseMarks(chart, axis, pressure, 'hr'),
    looseMarks(chart, axis, saturation, 'spo2'),
    setMarks(chart, axis, pressure),
    frames,
    text(0, PRESSURE_TOP - 4, 'mmHg, /min', { size: 6.5 }),
    text(0, SATURATION_TOP - 3, 'SpO2 %', { size: 6.5 }),
    infusionLane(chart, axis, saying),
    eventLane(numbered, axis, saying),
  ].join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPt}" height="${PLOT_HEIGHT}" viewBox="0 0 ${widthPt} ${PLOT_HEIGHT}"><g transform="translate(${LEFT} 0)">${body}</g></svg>`
}
