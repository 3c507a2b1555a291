import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'
import type { Handed } from './handed.ts'
import { plotSvg } from './plot-svg.ts'
import { qualityPart, signaturesPart } from './print-end.ts'
import { alarmsPart, eventsPart, numberedEvents } from './print-events.ts'
import { identity, recordWords, standing, summaryPart } from './print-head.ts'
import { excursionsPart, readinessPart } from './print-judged.ts'
import { framed, heading, PAGE_PT } from './print-parts.ts'
import { setsPart, streamsPart } from './print-readings.ts'
import { type Saying, sayingIn } from './print-words.ts'
import type { CopiedSession } from './session-copy.ts'
import { INK, LINE, SOFT } from './svg-parts.ts'

const SIDE_PT = 36

const headerOf = ({ chart }: CopiedSession, { clinic }: Handed, { words, say }: Saying): Content => {
  const { patient } = chart
  const whose = `${patient.name} · ${patient.identifier} · ${say(words.print.infusionOf, { number: patient.infusionNumber, length: patient.courseLength })}`
  return {
    margin: [SIDE_PT, 18, SIDE_PT, 0],
    stack: [
      {
        columns: [
          { text: [{ text: clinic, bold: true }, `  ${words.print.title}`], width: '*' },
          { text: whose, alignment: 'right', width: 'auto' },
        ],
        fontSize: 8,
      },
      ...(chart.simulated ? [{ text: words.print.simulated, bold: true, alignment: 'center' as const, fontSize: 8 }] : []),
      { canvas: [{ type: 'line', x1: 0, y1: 2, x2: PAGE_PT, y2: 2, lineWidth: 0.6, lineColor: INK }] },
    ],
  }
}

/** The printed chart of one session. */
export const printDocument = (session: CopiedSession, handed: Handed): TDocumentDefinitions => {
  const { chart } = session
  const saying = sayingIn(handed.language, handed.timeZone)
  const { words, say, dayAndClock, zone } = saying
  const { print, role } = words
  const { by, at, timeZone, language } = handed
  const printed = say(print.printed, { when: `${dayAndClock(at)} ${zone(at)}`, who: by.name, role: role[by.role] })
  const hasReadings =
    chart.sets.length > 0 || Object.values(chart.series).some((series) => series.length > 0) || chart.quality.lateReadings > 0
  const origin = chart.infusion.startedAt === null ? print.plotSession : print.plotMinutes
  return {
    pageSize: 'A4',
    pageMargins: [SIDE_PT, chart.simulated ? 52 : 42, SIDE_PT, 44],
    // Names stand in the document, not in what a folder of files shows of it.
    info: { title: `${print.title} ${chart.sessionId}`, creator: 'Chairside', producer: 'Chairside', creationDate: new Date(at) },
    language,
    defaultStyle: { font: 'Roboto', fontSize: 8.5, color: INK, lineHeight: 1.1 },
    styles: {
      title: { fontSize: 14, bold: true, margin: [0, 2, 0, 4] },
      heading: { fontSize: 10.5, bold: true, margin: [0, 8, 0, 3] },
    },
    // A heading does not stand alone at the foot of a page.
    pageBreakBefore: (node) => node.headlineLevel === 1 && node.startPosition.verticalRatio > 0.9,
    header: headerOf(session, handed, saying),
    footer: (page, pages) => ({
      margin: [SIDE_PT, 6, SIDE_PT, 0],
      fontSize: 7,
      color: SOFT,
      stack: [
        { canvas: [{ type: 'line', x1: 0, y1: 0, x2: PAGE_PT, y2: 0, lineWidth: 0.4, lineColor: LINE }] },
        {
          columns: [
            { text: `${printed}\n${recordWords(chart, saying)}`, width: '*' },
            { text: say(print.page, { page, pages }), alignment: 'right', width: 'auto' },
          ],
        },
      ],
    }),
    content: [
      identity(chart, handed, saying),
      standing(chart, saying),
      summaryPart(chart, saying),
      heading(`${print.plot} (${origin})`),
      ...(hasReadings ? [] : [framed([print.noReadings])]),
      { svg: plotSvg(chart, PAGE_PT, numberedEvents(chart), saying), width: PAGE_PT },
      { text: print.key, color: SOFT, fontSize: 7 },
      excursionsPart(chart, saying),
      setsPart(chart, saying),
      streamsPart(chart, saying),
      eventsPart(session, saying),
      alarmsPart(chart, saying),
      readinessPart(chart, saying),
      qualityPart(chart, saying),
      signaturesPart(chart, saying),
      {
        text: `${say(print.zone, { zone: `${timeZone}, ${zone(at)}` })}. ${print.statement}`,
        color: SOFT,
        fontSize: 7,
        margin: [0, 10, 0, 0],
      },
    ],
  }
}
