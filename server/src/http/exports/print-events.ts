import type { EventPicture } from '@chairside/shared/picture'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { Content } from 'pdfmake/interfaces'
import { entryWords, logWords } from './print-log.ts'
import { type Cell, heading, soft, table } from './print-parts.ts'
import { moreOf } from './print-readings.ts'
import { minuteWords, type Saying, spanWords } from './print-words.ts'
import type { CopiedSession } from './session-copy.ts'

/** What was entered, in the order in which it happened, numbered as on the lane of events. */
export const numberedEvents = ({ events }: Pick<SessionChart, 'events'>): readonly { number: number; at: number; event: EventPicture }[] =>
  [...events].sort((a, b) => a.at - b.at || a.factSeq - b.factSeq).map((event, index) => ({ number: index + 1, at: event.at, event }))

const notesOf = ({ correction, retimed, entry }: EventPicture, saying: Saying): readonly string[] => {
  const { words, say, clock } = saying
  const { print } = words
  return [
    ...(correction === null
      ? []
      : [
          correction.entry === null
            ? say(print.withdrawn, { reason: correction.reason, by: correction.by })
            : say(print.corrected, { before: entryWords(entry, saying), reason: correction.reason, by: correction.by }),
        ]),
    ...(retimed === undefined
      ? []
      : [say(retimed.late ? print.entered : print.retimed, { time: clock(retimed.statedAt), by: retimed.by, reason: retimed.reason })]),
  ]
}

/** What was entered, done and judged; what was corrected keeps what stood before. */
export const eventsPart = ({ chart, monitors }: CopiedSession, saying: Saying): Content => {
  const { words, clock } = saying
  const { print } = words
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const entered = numberedEvents(chart).map(({ number, at, event }) => {
    const withdrawn = event.correction?.entry === null
    const what = [entryWords(event.correction?.entry ?? event.entry, saying), ...notesOf(event, saying)].join('\n')
    return { at, seq: event.factSeq, cells: [String(number), withdrawn ? { text: what, struck: true as const } : what, event.by] as const }
  })
  const done = chart.timeline
    // Marks and corrections stand where they belong.
    .filter((item) => item.kind !== 'set-marked' && item.kind !== 'entry-corrected')
    .map((item) => {
      const reason = 'reason' in item && item.kind !== 'off-monitor-began' ? item.reason : null
      const what = logWords(item, chart.events, monitors, saying)
      const by = 'by' in item && item.by !== null ? item.by.name : ''
      return { at: item.at, seq: item.seq, cells: ['', reason === null ? what : `${what}\n${reason}`, by] as const }
    })
  const rows = [...entered, ...done]
    .sort((a, b) => a.at - b.at || a.seq - b.seq)
    .map(({ at, cells: [number, what, by] }): readonly Cell[] => [
      minuteWords(at, originAt),
      clock(at),
      { text: number, bold: true },
      what,
      by,
    ])
  return [
    heading(print.events),
    rows.length === 0
      ? soft(print.noEvents)
      : table(
          [
            { name: print.minute, width: 34, right: true },
            { name: print.time, width: 34 },
            { name: '', width: 16, right: true },
            { name: print.what, width: '*' },
            { name: print.by, width: 110 },
          ],
          rows,
          moreOf(saying),
        ),
  ]
}

/** Alarms as they were raised, answered and ended live. */
export const alarmsPart = ({ alarms, infusion, checkedInAt }: SessionChart, saying: Saying): Content => {
  const { words, data, say, clock } = saying
  const { print, priority, cause, plan } = words
  const originAt = infusion.startedAt ?? checkedInAt
  const rows = alarms.map((alarm): readonly Cell[] => {
    const { acknowledged, raisedAt, risenAt = raisedAt, endedAt, escalations } = alarm
    const answered =
      acknowledged === null
        ? print.unanswered
        : [spanWords(acknowledged.at - risenAt), acknowledged.by, ...(acknowledged.plan === null ? [] : [plan[acknowledged.plan]])].join(
            ', ',
          )
    return [
      minuteWords(raisedAt, originAt),
      clock(raisedAt),
      { text: priority[alarm.priority], ...(alarm.priority === 'high' ? { bold: true as const } : {}) },
      `${cause[alarm.cause]} ${data.subject(alarm.text)}`.trim(),
      escalations > 0 ? `${answered}; ${say(print.escalated, { count: escalations })}` : answered,
      endedAt === null ? print.toEnd : spanWords(endedAt - raisedAt),
    ]
  })
  return [
    heading(print.alarms),
    rows.length === 0
      ? soft(print.noAlarms)
      : table(
          [
            { name: print.minute, width: 34, right: true },
            { name: print.time, width: 34 },
            { name: print.priority, width: 40 },
            { name: print.what, width: '*' },
            { name: print.answered, width: 150 },
            { name: print.lasted, width: 50 },
          ],
          rows,
          moreOf(saying),
        ),
  ]
}
