import { isEnded } from '@chairside/shared/session'
import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS } from '@chairside/shared/time'
import type { Content } from 'pdfmake/interfaces'
import type { Handed } from './handed.ts'
import { facts, framed, heading } from './print-parts.ts'
import { type Saying, signedWords, spanWords } from './print-words.ts'

const shortHash = (hash: string): string => hash.slice(0, 16)

/** Who it is of, when, what was ordered and by which rules. */
export const identity = (chart: SessionChart, { bornOn }: Handed, saying: Saying): Content => {
  const { words, data, say, number, clock, day, zone } = saying
  const { print } = words
  const { patient, order, protocol, checkedInAt, endedAt } = chart
  // A session may reach into another day, or another year.
  const isOneDay = endedAt === null || day(endedAt) === day(checkedInAt)
  const ended = endedAt === null ? print.stillOn : isOneDay ? clock(endedAt) : `${day(endedAt)} ${clock(endedAt)}`
  return [
    {
      text: `${patient.name} · ${say(print.infusionOf, { number: patient.infusionNumber, length: patient.courseLength })}`,
      style: 'title',
    },
    facts(
      [
        [print.number, patient.identifier],
        [print.born, bornOn ?? print.noValue],
        [print.day, day(checkedInAt)],
        [print.time, say(print.fromTo, { from: clock(checkedInAt), to: ended }), zone(checkedInAt)],
        [print.chair, chart.chairId],
        [print.weight, `${number(order.weightKg, 1)} kg`],
        [
          print.order,
          say(print.ordered, {
            mg: order.doseMg,
            perKg: Math.round((order.doseMg / order.weightKg) * 100) / 100,
            minutes: order.durationMin,
            concentration: order.concentrationMgPerMl,
          }),
        ],
        [
          print.protocol,
          say(print.version, { name: data.protocol(protocol.name), version: protocol.version }),
          `${isEnded(chart.phase) ? print.phase : print.phaseNow}: ${words.phase[chart.phase]}`,
        ],
      ],
      4,
    ),
  ]
}

/** R3: whether it is signed, what was said since, and what is unresolved: read before anything else. */
export const standing = (chart: SessionChart, saying: Saying): Content => {
  const { words, say, dayAndClock, zone } = saying
  const { print, chartSign, role } = words
  const { signatures, amendments, issues } = chart
  const last = signatures.at(-1)
  const since = last === undefined ? 0 : amendments.filter(({ at }) => at >= last.at).length
  const signed =
    last === undefined
      ? [print.unsigned, print.unsignedSays]
      : signatures.map(({ by, role: as, at, meaning }) =>
          say(print.signedBy, {
            by,
            role: as in role ? role[as as keyof typeof role] : as,
            when: `${dayAndClock(at)} ${zone(at)}`,
            meaning: chartSign.meanings[meaning],
          }),
        )
  const open = issues.map(({ id, count }) => (count > 1 ? `${chartSign.issue[id]} (${count})` : chartSign.issue[id]))
  return framed(
    [
      ...signed,
      ...(since > 0 ? [say(print.changed, { count: since })] : []),
      ...(isEnded(chart.phase) ? [] : [print.running]),
      `${print.unresolved}: ${open.length === 0 ? print.none : open.join('; ')}`,
    ],
    last === undefined,
  )
}

/** The line that a physician reads first. */
export const summaryPart = (chart: SessionChart, saying: Saying): Content => {
  const { words, say, number, clock } = saying
  const { print, level } = words
  const { summary, baseline, liveBaseline, infusion, limits } = chart
  const startedAt = infusion.startedAt
  const minutes = (ms: number | null): string => (ms === null ? print.noValue : number(ms / MINUTE_MS, 0))
  const atMinute = (at: number | undefined): string =>
    at === undefined || startedAt === null ? '' : say(print.atMinute, { minute: Math.round((at - startedAt) / MINUTE_MS) })
  const { peakSet, largestChange, minutesBeyondWarning: beyond, excursions, lowest, peak, worst } = summary
  const pressure = (value: { readonly sys: number; readonly dia: number }): string => `${number(value.sys, 1)}/${number(value.dia, 1)}`
  const isOtherLive = liveBaseline !== null && (baseline?.sys !== liveBaseline.sys || baseline.dia !== liveBaseline.dia)
  const baselineBeside = [
    ...(baseline === null
      ? []
      : [say(print.baselineOf, { sets: baseline.sets.map((set) => `${clock(set.at)} ${pressure(set)}`).join(', ') })]),
    ...(isOtherLive ? [say(print.liveBaseline, { value: pressure(liveBaseline) })] : []),
  ].join('; ')
  const isCritical = peakSet !== null && limits?.sysHighCritical != null && peakSet.sys >= limits.sysHighCritical
  return [
    heading(print.summary),
    facts(
      [
        [
          print.dose,
          summary.givenMg === null ? print.noValue : `${number(summary.givenMg, 1)} mg`,
          say(print.doseOf, { mg: Math.round(summary.orderedMg * 10) / 10, minutes: minutes(summary.runMs), pauses: summary.pauses }),
        ],
        [print.baseline, baseline === null ? print.noBaseline : pressure(baseline), baselineBeside],
        [
          print.peak,
          peakSet === null ? print.noValue : `${pressure(peakSet)}${isCritical ? ' !' : ''}`,
          [atMinute(peakSet?.at), ...(peak.map === null ? [] : [`MAP ${number(peak.map.value)}`])].filter((part) => part !== '').join(', '),
        ],
        [
          print.change,
          largestChange === null ? print.noValue : `${signedWords(largestChange.sys)} mmHg`,
          largestChange === null ? '' : `${signedWords(largestChange.percent)} %, ${atMinute(largestChange.at)}`,
        ],
        [
          print.beyond,
          beyond === null
            ? print.noValue
            : say(print.beyondOf, { sys: Math.round(beyond.sys * 10) / 10, dia: Math.round(beyond.dia * 10) / 10 }),
        ],
        [
          print.excursions,
          say(print.excursionCount, { confirmed: excursions.confirmed, other: excursions.notConfirmed + excursions.notReproduced }),
          worst === null ? '' : say(print.worst, { level: level[worst].toLowerCase() }),
        ],
        [
          print.rescue,
          summary.rescues.length === 0 ? print.none : summary.rescues.map(({ name, dose }) => `${name} ${dose}`.trim()).join(', '),
          summary.rescues.map(({ at }) => atMinute(at)).join(', '),
        ],
        [
          print.lowest,
          `${lowest.spo2 === null ? print.noValue : `${number(lowest.spo2.value)} %`}, ${lowest.rr === null ? print.noValue : `${number(lowest.rr.value)} /min`}`,
          [atMinute(lowest.spo2?.at), atMinute(lowest.rr?.at)].filter((part) => part !== '').join(', '),
        ],
        [print.highest, peak.hr === null ? print.noValue : `${number(peak.hr.value)} /min`, atMinute(peak.hr?.at)],
        [print.back, `${minutes(summary.backWithin20Ms)}, ${minutes(summary.backWithin10Ms)}`, print.afterEnd],
        [print.ready, `${minutes(summary.readyMs)}, ${minutes(summary.leftMs)}`, print.afterEnd],
        [print.response, summary.medianResponseMs === null ? print.noValue : spanWords(summary.medianResponseMs)],
      ],
      4,
    ),
  ]
}

export const recordWords = (chart: SessionChart, { words, say }: Saying): string =>
  say(words.print.record, {
    session: chart.sessionId,
    entry: chart.content?.entry ?? 0,
    hash: shortHash(chart.content?.hash ?? ''),
  })
