import type { EventPicture } from '@chairside/shared/picture'
import type { SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS } from '@chairside/shared/time'
import type { TimelineItem } from '@chairside/shared/timeline'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { amendmentOf, isAmendable } from '../../model/amended-times.ts'
import { chartEvents } from '../../model/chart-events.ts'
import { AmendTime } from '../common/amend-time.tsx'
import { useEntryWords } from '../common/entry-words.ts'
import { clockOf, clockSecondsOf } from '../common/format.ts'
import { actorOf, reasonOf, useLogWords } from '../common/log-words.ts'
import { useMayAct, useTimeZone } from '../common/services.tsx'
import { CorrectChartEntry, RetimeForm } from './chart-forms.tsx'
import { useChartAct } from './use-chart.ts'

interface Props {
  readonly chart: SessionChart
  readonly onChanged: () => void
}

type Open = { readonly kind: 'correct' | 'retime' | 'amend'; readonly factSeq: number } | null

/** What was entered, done and judged, in the order in which it happened; what was corrected keeps what stood before. */
export const EventsPanel = ({ chart, onChanged }: Props) => {
  const { t } = useTranslation()
  const timeZone = useTimeZone()
  const words = useEntryWords()
  const logWords = useLogWords(chart)
  const mayAct = useMayAct()
  const [open, setOpen] = useState<Open>(null)
  const originAt = chart.infusion.startedAt ?? chart.checkedInAt
  const minute = (at: number): string => String(Math.floor((at - originAt) / MINUTE_MS))
  const lines = [
    ...chartEvents(chart.events).map(({ event, number }) => ({ kind: 'entry' as const, at: event.at, seq: event.factSeq, event, number })),
    ...chart.timeline
      // Its marks and corrections stand where they belong.
      .filter((item) => item.kind !== 'set-marked' && item.kind !== 'entry-corrected')
      .map((item) => ({ kind: 'act' as const, at: item.at, seq: item.seq, item })),
  ].sort((a, b) => a.at - b.at || a.seq - b.seq)
  const done = (): void => {
    setOpen(null)
    onChanged()
  }
  const amending = useChartAct(chart.sessionId, done)
  /** X9: the time that holds now, beside the one that was stated. */
  const amendedSays = (item: TimelineItem): string | null => {
    const amendment = amendmentOf(chart, item)
    if (amendment === null) return null
    const { happenedAt, by, reason } = amendment
    return t('amend.line', { time: clockSecondsOf(happenedAt, timeZone), by: by.name, reason })
  }
  const notes = ({ correction, retimed, entry }: EventPicture): readonly string[] => [
    ...(correction === null
      ? []
      : [
          correction.entry === null
            ? t('chartPanel.withdrawn', { reason: correction.reason, by: correction.by })
            : t('chartPanel.corrected', { before: words(entry), reason: correction.reason, by: correction.by }),
        ]),
    ...(retimed === undefined
      ? []
      : [
          t(retimed.late ? 'chartPanel.late_entry' : 'chartPanel.retimed', {
            time: clockOf(retimed.statedAt, timeZone),
            by: retimed.by,
            reason: retimed.reason,
          }),
        ]),
  ]
  return (
    <section className="chart-panel" aria-label={t('chartPanel.events')}>
      <h2>{t('chartPanel.events')}</h2>
      {lines.length === 0 && <p className="soft">{t('chartPanel.noEvents')}</p>}
      <ol className="chart-events">
        {lines.map((line) => (
          <li key={`${line.kind} ${line.seq}`}>
            <span className="chart-minute" title={clockOf(line.at, timeZone)}>
              {minute(line.at)}
            </span>
            {line.kind === 'act' ? (
              <span className="chart-event-words">
                {logWords(line.item)}
                {reasonOf(line.item) !== null && <small className="soft"> {reasonOf(line.item)}</small>}
                {amendedSays(line.item) !== null && <small className="chart-event-note">{amendedSays(line.item)}</small>}
              </span>
            ) : (
              <span className="chart-event-words" data-withdrawn={line.event.correction?.entry === null}>
                <b className="lane-flag">{line.number}</b> {words(line.event.correction?.entry ?? line.event.entry)}
                {notes(line.event).map((note) => (
                  <small key={note} className="chart-event-note">
                    {note}
                  </small>
                ))}
              </span>
            )}
            <span className="soft">{line.kind === 'act' ? (actorOf(line.item) ?? '') : line.event.by}</span>
            {line.kind === 'entry' && mayAct && (
              <span className="chart-row-acts">
                <button type="button" className="text-button" onClick={() => setOpen({ kind: 'correct', factSeq: line.seq })}>
                  {t('chartPanel.correct')}
                </button>
                <button type="button" className="text-button" onClick={() => setOpen({ kind: 'retime', factSeq: line.seq })}>
                  {t('chartPanel.retime')}
                </button>
              </span>
            )}
            {line.kind === 'act' && mayAct && isAmendable(line.item) && (
              <span className="chart-row-acts">
                <button
                  type="button"
                  className="text-button"
                  onClick={() => {
                    amending.asking.reset()
                    setOpen({ kind: 'amend', factSeq: line.seq })
                  }}
                >
                  {t('amend.open')}
                </button>
              </span>
            )}
            {line.kind === 'act' && open?.kind === 'amend' && open.factSeq === line.seq && (
              <div className="chart-row-form">
                <AmendTime
                  timeline={chart.timeline}
                  item={line.item}
                  what={logWords(line.item)}
                  acting={amending.asking}
                  onAmend={(act) => void amending.run(act)}
                  onBack={() => setOpen(null)}
                />
              </div>
            )}
            {line.kind === 'entry' && open?.factSeq === line.seq && (
              <div className="chart-row-form">
                {open.kind === 'correct' ? (
                  <CorrectChartEntry chart={chart} event={line.event} onDone={done} onBack={() => setOpen(null)} />
                ) : (
                  <RetimeForm chart={chart} event={line.event} onDone={done} onBack={() => setOpen(null)} />
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
