import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS } from '@chairside/shared/time'
import type { ContinuousVital } from '@chairside/shared/vital'
import type { Content } from 'pdfmake/interfaces'
import { type Cell, heading, soft, table } from './print-parts.ts'
import { minuteWords, type Saying, signedWords } from './print-words.ts'

export const moreOf =
  ({ words, say }: Saying) =>
  (count: number): string =>
    say(words.print.more, { count })

/** The cuff sets as numbers, with what was said of them. */
export const setsPart = (chart: SessionChart, saying: Saying): Content => {
  const { words, say, clock } = saying
  const { print, rejection, origin } = words
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const { baseline } = chart
  const rows = chart.sets.map((set): readonly Cell[] => {
    const said = [
      set.artefact !== null
        ? say(print.artefact, { reason: set.artefact.reason, by: set.artefact.by })
        : set.state === 'rejected'
          ? `${print.rejected}${set.reason === null ? '' : `: ${rejection[set.reason]}`}`
          : set.state === 'late'
            ? print.late
            : print.accepted,
      ...(set.origin === 'manual' ? [origin.manual] : []),
      ...(set.verify ? [print.verify] : []),
    ].join('; ')
    const stands = set.artefact === null && set.state !== 'rejected'
    const pressure = `${set.sys ?? print.noValue}/${set.dia ?? print.noValue}`
    return [
      minuteWords(set.at, originAt),
      clock(set.at),
      stands ? { text: pressure, bold: true } : { text: pressure, struck: true, soft: true },
      String(set.map ?? print.noValue),
      baseline === null || set.sys === null || !stands ? print.noValue : signedWords(set.sys - baseline.sys),
      said,
    ]
  })
  return [
    heading(print.sets),
    rows.length === 0
      ? soft(print.noSets)
      : table(
          [
            { name: print.minute, width: 28, right: true },
            { name: print.time, width: 34 },
            { name: 'SYS/DIA mmHg', width: 60 },
            { name: 'MAP', width: 28 },
            { name: print.toBaseline, width: 36 },
            { name: print.state, width: '*' },
          ],
          rows,
          moreOf(saying),
        ),
  ]
}

const SHOWN: readonly ContinuousVital[] = ['hr', 'pulse', 'spo2', 'rr', 'etco2', 'temp']
const STEPS_MIN = [5, 10, 15, 30, 60, 120, 240, 720, 1_440]
const ROWS_AT_MOST = 60

/** Continuous vitals: of each stretch the lowest and the highest that was accepted. */
export const streamsPart = (chart: SessionChart, saying: Saying): Content => {
  const { words, say, number, clock, dayAndClock, day } = saying
  const { print, vital: labels } = words
  const vitals = SHOWN.filter((vital) => (chart.series[vital] ?? []).length > 0)
  const told = soft(say(print.readingsSay, { late: chart.quality.lateReadings, rejected: chart.quality.rejectedReadings }))
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const spansBy = (stepMin: number): ReadonlyMap<number, Partial<Record<ContinuousVital, readonly [number, number]>>> => {
    const spans = new Map<number, Partial<Record<ContinuousVital, readonly [number, number]>>>()
    for (const vital of vitals)
      for (const [at, low, high] of chart.series[vital] ?? []) {
        const index = Math.floor((at - originAt) / (stepMin * MINUTE_MS))
        const found = spans.get(index) ?? {}
        const span = found[vital]
        found[vital] = span === undefined ? [low, high] : [Math.min(span[0], low), Math.max(span[1], high)]
        spans.set(index, found)
      }
    return spans
  }
  const step = STEPS_MIN.find((candidate) => spansBy(candidate).size <= ROWS_AT_MOST) ?? 1_440
  const spans = [...spansBy(step)].sort(([a], [b]) => a - b)
  const rows = spans.map(([index, of]): readonly Cell[] => {
    const at = originAt + index * step * MINUTE_MS
    return [
      minuteWords(at, originAt),
      day(at) === day(originAt) ? clock(at) : dayAndClock(at),
      ...vitals.map((vital): Cell => {
        const span = of[vital]
        if (span === undefined) return { text: print.noValue, soft: true }
        const [low, high] = span
        return low === high ? number(low, 1) : `${number(low, 1)}–${number(high, 1)}`
      }),
    ]
  })
  return [
    heading(say(print.readings, { minutes: step })),
    rows.length === 0
      ? soft(print.noStreams)
      : table(
          [
            { name: print.minute, width: 34, right: true },
            { name: print.time, width: 70 },
            ...vitals.map((vital) => ({ name: labels[vital], width: '*' as const })),
          ],
          rows,
          moreOf(saying),
        ),
    told,
  ]
}
