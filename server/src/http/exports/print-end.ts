import { drugBalance } from '@chairside/shared/drug-balance'
import type { GapPicture } from '@chairside/shared/picture'
import type { SessionChart } from '@chairside/shared/session-chart'
import { HOUR_MS } from '@chairside/shared/time'
import type { ContinuousVital } from '@chairside/shared/vital'
import type { Content } from 'pdfmake/interfaces'
import { effectiveEntries } from '../../domain/effective-entries.ts'
import { type Cell, facts, heading, soft, table } from './print-parts.ts'
import { moreOf } from './print-readings.ts'
import type { Saying } from './print-words.ts'

const GAPS_SHOWN = 20

interface GapLine extends Omit<GapPicture, 'vital'> {
  /** None: of the whole monitor. */
  readonly vitals: readonly ContinuousVital[]
}

/** Gaps of single vitals that began together stand as one. */
const gapLines = (gaps: readonly GapPicture[]): readonly GapLine[] => {
  const lines = new Map<string, GapLine>()
  for (const { vital, ...gap } of gaps) {
    const key = `${gap.fromAt} ${gap.toAt} ${gap.cause} ${vital === null}`
    const vitals = vital === null ? [] : [...(lines.get(key)?.vitals ?? []), vital]
    lines.set(key, { ...gap, vitals })
  }
  return [...lines.values()]
}

/** How much of what was expected is there, what stands apart, and what became of the ampoules. */
export const qualityPart = (chart: SessionChart, saying: Saying): Content => {
  const { words, say, number, clock, dayAndClock } = saying
  const { print, gap: gapWords } = words
  const { quality, gaps } = chart
  const { cuff, outside } = quality
  const percent = (share: number): string => number(share * 100, 0)
  const whole = gapLines(gaps)
  const gapList = whole.slice(0, GAPS_SHOWN).map(({ fromAt, toAt, cause, vitals }) => {
    const of = vitals.length === 0 ? '' : ` (${vitals.map((vital) => words.vital[vital]).join(', ')})`
    return `${clock(fromAt)}–${toAt === null ? '' : clock(toAt)} ${gapWords[cause]}${of}`
  })
  const entries = effectiveEntries(chart.events).map(({ entry }) => entry)
  const account = drugBalance(entries, chart.infusion, chart.endedAt ?? chart.lastAt)
  const mg = (value: number): number => Math.round(value * 10) / 10
  return [
    heading(print.quality),
    facts(
      [
        [
          print.cuffDue,
          cuff.share === null
            ? print.noneDue
            : say(print.ofDue, { obtained: cuff.obtained, expected: cuff.expected, share: percent(cuff.share) }),
        ],
        [print.coverage, quality.spo2Coverage === null ? print.noValue : `${percent(quality.spo2Coverage)} %`],
        [print.setsApart, `${quality.setsRejected}, ${quality.setsLate}, ${quality.setsArtefact}`],
        [print.readingsApart, `${quality.lateReadings}, ${quality.rejectedReadings}`],
        [
          print.gaps,
          gapList.length === 0 ? print.none : gapList.join('; '),
          whole.length > GAPS_SHOWN ? say(print.more, { count: whole.length - GAPS_SHOWN }) : '',
        ],
        ...(outside === null
          ? []
          : [
              [
                print.outside,
                say(print.outsideSays, { count: outside.count, from: dayAndClock(outside.firstAt), to: dayAndClock(outside.lastAt) }),
              ] as const,
            ]),
        ...(quality.reconnectedAt.length === 0 ? [] : [[print.reconnected, quality.reconnectedAt.map(clock).join(', ')] as const]),
        ...quality.silences.map(
          ({ fromAt, toAt }) =>
            [print.silences, `${dayAndClock(fromAt)} – ${dayAndClock(toAt)} (${number((toAt - fromAt) / HOUR_MS, 0)} h)`] as const,
        ),
        [
          print.drug,
          account === null
            ? print.noDrug
            : say(print.drugSays, {
                lots: account.lots.join(', '),
                drawn: mg(account.drawnMg),
                wasted: mg(account.wastedMg),
                given: mg(account.givenMg),
                rest: mg(account.restMg),
              }),
        ],
        [print.judge, say(print.judgeSays, { judge: chart.judgeVersion, version: chart.version })],
      ],
      2,
    ),
  ]
}

/** R3: who signed what and when, what was unresolved then, and what was said since. */
export const signaturesPart = (chart: SessionChart, saying: Saying): Content => {
  const { words, say, dayAndClock, zone } = saying
  const { print, chartSign, amendment, role } = words
  const signed = chart.signatures.map(({ by, role: as, at, meaning, content, seen }): readonly Cell[] => [
    { text: by, bold: true },
    as in role ? role[as as keyof typeof role] : as,
    `${dayAndClock(at)} ${zone(at)}`,
    [
      chartSign.meanings[meaning],
      say(print.signedContent, { entry: content.entry, hash: content.hash.slice(0, 16) }),
      ...(seen.length === 0 ? [] : [say(print.signedWith, { list: seen.map((id) => chartSign.issue[id]).join('; ') })]),
    ].join('\n'),
  ])
  const amended = chart.amendments.map(({ at, by, kind, text, reason }): readonly Cell[] => [
    { text: by, bold: true },
    amendment[kind],
    dayAndClock(at),
    text === null ? reason : `${text}\n${reason}`,
  ])
  const columns = [
    { name: print.by, width: 110 },
    { name: '', width: 70 },
    { name: print.time, width: 110 },
    { name: print.what, width: '*' as const },
  ]
  return [
    heading(print.signatures),
    signed.length === 0 ? soft(`${print.unsigned}. ${print.noSignature}`) : table(columns, signed, moreOf(saying)),
    ...(amended.length === 0 ? [] : [{ text: print.amendments, bold: true } as Content, table(columns, amended, moreOf(saying))]),
  ]
}
