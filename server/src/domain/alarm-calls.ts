import { type AcknowledgementPlan, type AlarmCause, type Priority, priorityRank } from '@chairside/shared/alarm'
import type { AlarmSource, CallOutcome } from '@chairside/shared/alarm-review'
import type { Fact } from '@chairside/shared/fact'
import type { AlarmId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { alarmNameOf, higher, type Stretch } from './alarm-episodes.ts'
import { latchesOf } from './alarm-table.ts'

/**
 * One time that an alarm waited for somebody: from when it was raised, or became graver than what had been answered (A4), until it was
 * answered. `untilAt` of what nobody answered is when its condition ended, else the end of the look.
 */
export interface AlarmCall extends Stretch {
  readonly alarmId: AlarmId
  readonly name: string
  readonly source: AlarmSource
  /** The highest while it waited. */
  readonly priority: Priority
  readonly outcome: CallOutcome
  readonly by: string | null
  readonly plan: AcknowledgementPlan | null
  /** The last step of A6 that it reached; 0: none. */
  readonly escalation: number
}

interface Waiting {
  readonly fromAt: Moment
  priority: Priority
  escalation: number
  /** Its condition ended meanwhile; a latched alarm waits on. */
  endedAt: Moment | null
}

interface Known {
  readonly cause: AlarmCause
  readonly name: string
  readonly source: AlarmSource
  /** What was last announced. */
  priority: Priority
  latches: boolean
  waiting: Waiting | null
}

/** A3: a pressure alarm that is more than low belongs to a confirmed excursion, and those latch. */
const latches = (cause: AlarmCause, priority: Priority): boolean =>
  latchesOf(cause, priority) || ((cause === 'bp-high' || cause === 'bp-low') && priority !== 'low')

/**
 * Every time that an alarm waited for an answer, in the order in which the waits were over. `facts` are one session's, in their order;
 * `over`: the session has ended, at `untilAt`.
 */
export const alarmCalls = (facts: readonly Fact[], untilAt: Moment, over: boolean): readonly AlarmCall[] => {
  const known = new Map<AlarmId, Known>()
  const calls: AlarmCall[] = []
  const settle = (alarmId: AlarmId, one: Known, at: Moment, outcome: CallOutcome, answer: Pick<AlarmCall, 'by' | 'plan'>): void => {
    if (one.waiting === null) return
    const { fromAt, priority, escalation } = one.waiting
    calls.push({ alarmId, name: one.name, source: one.source, fromAt, untilAt: at, priority, outcome, escalation, ...answer })
    one.waiting = null
  }
  const nobody = { by: null, plan: null }
  for (const fact of facts) {
    if (fact.kind === 'alarm-raised') {
      const { alarmId, cause, priority, at } = fact
      const waiting = { fromAt: at, priority, escalation: 0, endedAt: null }
      known.set(alarmId, { cause, ...alarmNameOf(cause), priority, latches: latches(cause, priority), waiting })
      continue
    }
    if (
      fact.kind !== 'alarm-priority' &&
      fact.kind !== 'alarm-acknowledged' &&
      fact.kind !== 'alarm-escalated' &&
      fact.kind !== 'alarm-ended'
    )
      continue
    const one = known.get(fact.alarmId)
    if (one === undefined) continue
    if (fact.kind === 'alarm-priority') {
      const rose = priorityRank(fact.priority) >= priorityRank(one.priority)
      one.latches ||= latches(one.cause, fact.priority)
      one.priority = fact.priority
      if (one.waiting !== null) {
        one.waiting.priority = higher(one.waiting.priority, fact.priority)
        one.waiting.endedAt = null
      } else if (rose) one.waiting = { fromAt: fact.at, priority: fact.priority, escalation: 0, endedAt: null }
    } else if (fact.kind === 'alarm-acknowledged') settle(fact.alarmId, one, fact.at, 'acknowledged', { by: fact.by.name, plan: fact.plan })
    else if (fact.kind === 'alarm-escalated') {
      if (one.waiting !== null) one.waiting.escalation = Math.max(one.waiting.escalation, fact.step)
    } else if (one.waiting !== null) {
      // What ends with its session ended for nobody's sake.
      if (one.latches || (over && fact.at >= untilAt)) one.waiting.endedAt = fact.at
      else settle(fact.alarmId, one, fact.at, 'ended', nobody)
    }
  }
  for (const [alarmId, one] of known) settle(alarmId, one, one.waiting?.endedAt ?? untilAt, over ? 'unanswered' : 'open', nobody)
  return calls
}
