import { type Priority, priorityRank } from '@chairside/shared/alarm'
import type { Fact } from '@chairside/shared/fact'
import type { AlarmId } from '@chairside/shared/identity'
import type { ChartAlarm } from '@chairside/shared/session-chart'
import type { Moment } from '@chairside/shared/time'
import { kindOf } from './alarm-table.ts'
import { medianIn } from './median.ts'

/** Since when an alarm waited for the answer that it got. */
const asksSince = ({ raisedAt, risenAt }: ChartAlarm): Moment => risenAt ?? raisedAt

const higher = (a: Priority, b: Priority): Priority => (priorityRank(b) > priorityRank(a) ? b : a)

/** The alarms that were stated, each once, in the order in which they were raised. One that came back stands where it began. */
export const alarmsIn = (facts: readonly Fact[]): readonly ChartAlarm[] => {
  const alarms = new Map<AlarmId, ChartAlarm>()
  /** The priority that was stated last: one as high or higher is announced anew (A4). */
  const stated = new Map<AlarmId, Priority>()
  const change = (id: AlarmId, changes: (alarm: ChartAlarm) => Partial<ChartAlarm>): void => {
    const alarm = alarms.get(id)
    if (alarm !== undefined) alarms.set(id, { ...alarm, ...changes(alarm) })
  }
  for (const fact of facts) {
    switch (fact.kind) {
      case 'alarm-raised': {
        const { alarmId: id, cause, priority, text, at } = fact
        const known = alarms.get(id)
        stated.set(id, priority)
        alarms.set(
          id,
          known === undefined
            ? { id, cause, kind: kindOf(cause), priority, text, raisedAt: at, endedAt: null, acknowledged: null, escalations: 0 }
            : { ...known, priority: higher(known.priority, priority), text, endedAt: null },
        )
        break
      }
      case 'alarm-priority': {
        const before = stated.get(fact.alarmId)
        const rose = before !== undefined && priorityRank(fact.priority) >= priorityRank(before)
        stated.set(fact.alarmId, fact.priority)
        // The words of its worst moment stay. Only a present one is stated so: where it had ended, it came back.
        change(fact.alarmId, ({ priority, acknowledged }) => ({
          ...(priorityRank(fact.priority) >= priorityRank(priority) ? { priority: fact.priority, text: fact.text } : {}),
          ...(rose && acknowledged !== null ? { acknowledged: null, risenAt: fact.at } : {}),
          endedAt: null,
        }))
        break
      }
      case 'alarm-ended':
        change(fact.alarmId, () => ({ endedAt: fact.at }))
        break
      case 'alarm-acknowledged':
        change(fact.alarmId, ({ acknowledged }) => ({ acknowledged: acknowledged ?? { at: fact.at, by: fact.by.name, plan: fact.plan } }))
        break
      case 'alarm-escalated':
        change(fact.alarmId, ({ escalations }) => ({ escalations: Math.max(escalations, fact.step) }))
        break
      default:
        break
    }
  }
  return [...alarms.values()]
}

/** From an alarm, or from when it rose after an answer, to its acknowledgement, of physiological medium and high ones; null: none was acknowledged. */
export const medianResponseMs = (alarms: readonly ChartAlarm[]): number | null => {
  const waits = alarms.flatMap((alarm) => {
    const { kind, priority, acknowledged } = alarm
    return kind === 'physiological' && priority !== 'low' && acknowledged !== null ? [acknowledged.at - asksSince(alarm)] : []
  })
  return waits.length === 0 ? null : medianIn(waits)
}
