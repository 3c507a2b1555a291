import type { Excursion } from '@chairside/shared/excursion'
import type { ChartDifference, ConditionSpan, SessionChart } from '@chairside/shared/session-chart'
import type { Content } from 'pdfmake/interfaces'
import { type Cell, heading, soft, table } from './print-parts.ts'
import { moreOf } from './print-readings.ts'
import { minuteWords, type Saying, spanWords } from './print-words.ts'

const spanOf = ({ openedAt, closedAt }: Excursion, originAt: number): string =>
  `${minuteWords(openedAt, originAt)}${closedAt === null ? '' : `–${minuteWords(closedAt, originAt)}`}`

const levelWords = ({ side, peakLevel, confirmed }: Excursion, { words }: Saying): string =>
  `${words.level[peakLevel]}, ${words.side[side]}${confirmed ? '' : `, ${words.print.unconfirmed}`}`

const peakWords = ({ peak }: Excursion, { words }: Saying): string =>
  [peak.sys, peak.dia, peak.map].map((one) => one?.value ?? words.print.noValue).join('/')

const conditionWords = ({ condition, beganAt, endedAt }: ConditionSpan, originAt: number, { words, say }: Saying): string =>
  `${words.cause[condition]}, ${say(words.print.atMinute, { minute: minuteWords(beganAt, originAt) })}, ${endedAt === null ? words.print.toEnd : spanWords(endedAt - beganAt)}`

const differenceWords = (difference: ChartDifference, side: 'live' | 'chart', originAt: number, saying: Saying): string => {
  if (difference.kind === 'excursion') {
    const found = difference[side]
    return found === null
      ? saying.words.print.nothing
      : `${levelWords(found, saying)}, ${saying.words.print.minute} ${spanOf(found, originAt)}, ${peakWords(found, saying)}`
  }
  const found = difference[side]
  return found === null ? saying.words.print.nothing : conditionWords(found, originAt, saying)
}

/** Excursions of the chart's evaluation, and where it says otherwise than was stated live (X9). */
export const excursionsPart = (chart: SessionChart, saying: Saying): Content => {
  const { words, number } = saying
  const { print, ending } = words
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const rows = chart.excursions.map((excursion): readonly Cell[] => [
    spanOf(excursion, originAt),
    { text: levelWords(excursion, saying), ...(excursion.confirmed ? { bold: true as const } : {}) },
    peakWords(excursion, saying),
    String(excursion.setCount),
    `${number(excursion.minutesBeyondWarning.sys, 1)}/${number(excursion.minutesBeyondWarning.dia, 1)}`,
    excursion.ending === null ? print.stillOpen : ending[excursion.ending],
  ])
  const conditions = chart.conditions.map((span): readonly Cell[] => [
    minuteWords(span.beganAt, originAt),
    words.cause[span.condition],
    '',
    '',
    '',
    span.endedAt === null ? print.toEnd : spanWords(span.endedAt - span.beganAt),
  ])
  const all = [...rows, ...conditions]
  const differences =
    chart.differences.length === 0
      ? []
      : [
          { text: print.differences, bold: true, margin: [0, 3, 0, 1] as [number, number, number, number] },
          table(
            [
              { name: print.liveSaid, width: '*' },
              { name: print.chartSays, width: '*' },
            ],
            chart.differences.map((one) => [
              differenceWords(one, 'live', originAt, saying),
              differenceWords(one, 'chart', originAt, saying),
            ]),
            moreOf(saying),
          ),
        ]
  return [
    heading(print.excursions),
    all.length === 0
      ? soft(print.noExcursions)
      : table(
          [
            { name: print.beganEnded, width: 46 },
            { name: print.levelSide, width: '*' },
            { name: print.peakSet, width: 86 },
            { name: print.setCount, width: 30 },
            { name: print.beyondMin, width: 90 },
            { name: print.ended, width: 86 },
          ],
          all,
          moreOf(saying),
        ),
    ...differences,
  ]
}

/** The verdicts one after the other, and each criterion as it stood at the end. */
export const readinessPart = (chart: SessionChart, saying: Saying): Content => {
  const { words, data, say, clock } = saying
  const { print, verdict, criterion, criterionShort, criterionState } = words
  const { readiness, readinessSteps, infusion } = chart
  if (readiness === null) return [heading(print.readiness), soft(print.noReadiness)]
  const steps = readinessSteps.map(({ at, verdict: said, missing }): readonly Cell[] => [
    infusion.endedAt === null ? print.noValue : `+${minuteWords(at, infusion.endedAt)}`,
    clock(at),
    { text: verdict[said], bold: true },
    missing.length === 0 ? '' : say(print.missing, { list: missing.map((id) => criterionShort[id]).join(', ') }),
  ])
  const criteria = readiness.criteria
    .filter(({ state }) => state !== 'not-required')
    .map(({ id, state, restsOn, evidenceAt, by }): readonly Cell[] => [
      criterion[id],
      restsOn.length === 0 ? print.noValue : data.evidence(restsOn),
      [by, evidenceAt === null ? null : clock(evidenceAt)].filter((part) => part !== null).join(' · '),
      { text: criterionState[state], ...(state === 'met' ? {} : { bold: true as const }) },
    ])
  return [
    heading(print.readiness),
    table(
      [
        { name: print.minute, width: 34, right: true },
        { name: print.time, width: 34 },
        { name: print.state, width: 110 },
        { name: '', width: '*' },
      ],
      steps,
      moreOf(saying),
    ),
    table(
      [
        { name: print.criterion, width: 150 },
        { name: print.evidence, width: '*' },
        { name: print.by, width: 120 },
        { name: print.state, width: 80 },
      ],
      criteria,
      moreOf(saying),
    ),
  ]
}
