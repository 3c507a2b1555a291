import type { ChairPicture, EventPicture, SessionPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import type { TimelineItem } from '@chairside/shared/timeline'

/** One line of a session's log. `number`: the entry's place on the chart's lane of events. */
export type LogLine =
  | { readonly kind: 'entry'; readonly at: Moment; readonly seq: number; readonly number: number; readonly event: EventPicture }
  | { readonly kind: 'act'; readonly at: Moment; readonly seq: number; readonly item: TimelineItem }
  | { readonly kind: 'checked-in'; readonly at: Moment; readonly seq: number }

const NOTHING: readonly TimelineItem[] = []

/** What was entered, done and judged at a chair in this session, newest first, in the order in which the server stated it. */
export const sessionLog = (chair: ChairPicture, session: SessionPicture): readonly LogLine[] => {
  const entries = chair.events.map(
    (event, index): LogLine => ({ kind: 'entry', at: event.at, seq: event.factSeq, number: index + 1, event }),
  )
  const acts = (chair.timeline ?? NOTHING).map((item): LogLine => ({ kind: 'act', at: item.at, seq: item.seq, item }))
  return [...entries, ...acts, { kind: 'checked-in' as const, at: session.checkedInAt, seq: 0 }].sort((a, b) => b.seq - a.seq)
}
