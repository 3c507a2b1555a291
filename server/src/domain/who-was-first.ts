import type { Problem } from '@chairside/shared/reply'
import type { TimelineItem } from '@chairside/shared/timeline'
import type { ActInput } from './chair-input.ts'
import type { Session } from './session-state.ts'

type ActKind = ActInput['act']['kind']

/** What tells that an act was done already, by the act that comes too late. */
const DONE_BY: { readonly [kind in ActKind]?: TimelineItem['kind'] } = {
  acknowledge: 'alarm-acknowledged',
  'end-help': 'help-ended',
  'resolve-wrong-patient': 'wrong-patient-resolved',
  'release-monitor': 'monitor-released',
  'return-to-monitor': 'off-monitor-ended',
  'mark-set': 'set-marked',
  'set-personal-limits': 'personal-limits-set',
  countersign: 'countersigned',
}

/** Acts that change the phase: what stands in the way of a second one is the first. */
const CHANGES_PHASE: ReadonlySet<ActKind> = new Set<ActKind>([
  'begin-baseline',
  'start-infusion',
  'pause-infusion',
  'resume-infusion',
  'stop-infusion',
  'discharge',
  'leave-against-advice',
  'transfer',
  'cancel',
])

const isAbout = (item: TimelineItem, { act }: ActInput): boolean => {
  if (act.kind === 'acknowledge') return item.kind === 'alarm-acknowledged' && item.alarmId === act.alarmId
  if (act.kind === 'mark-set') return item.kind === 'set-marked' && item.readAt === act.readAt
  return true
}

/** Who did last what this act would do, where that was somebody else. */
const firstBy = (session: Session, input: ActInput, kind: TimelineItem['kind'] | undefined): string | null => {
  const done = session.timeline.findLast((item) => item.kind === kind && isAbout(item, input))
  const by = done !== undefined && 'by' in done ? done.by : null
  return by === null || by.staffId === input.by.staffId ? null : by.name
}

const kindOf = (act: ActKind, { code, details }: Problem): TimelineItem['kind'] | undefined => {
  if (code === 'wrong-phase' && CHANGES_PHASE.has(act)) return 'phase-changed'
  return code === 'already-done' && details.length === 0 ? DONE_BY[act] : undefined
}

/** A refusal of somebody who came second names who was first in its details, last. */
export const withWhoWasFirst = (session: Session, input: ActInput, refusal: Problem): Problem => {
  const { code, details } = refusal
  if (code === 'unknown-alarm' && input.act.kind === 'acknowledge') {
    const by = firstBy(session, input, 'alarm-acknowledged')
    return by === null ? refusal : { code: 'already-done', details: [by] }
  }
  const kind = kindOf(input.act.kind, refusal)
  const by = kind === undefined ? null : firstBy(session, input, kind)
  return by === null ? refusal : { code, details: [...details, by] }
}
