import type { ConditionName, Priority } from '@chairside/shared/alarm'
import type { Moment } from '@chairside/shared/time'
import { wishAlarm } from './alarm-life.ts'
import { state, type TechnicalState, type Work } from './session-state.ts'

export const technicalGroup = (condition: ConditionName, subject: string | null): string =>
  subject === null ? condition : `${condition}:${subject}`

export const findTechnical = (
  conditions: readonly TechnicalState[],
  condition: ConditionName,
  subject: string | null,
): TechnicalState | undefined => conditions.find((candidate) => candidate.condition === condition && candidate.subject === subject)

/** Brings one technical condition to `priority`; null: it does not hold. Its alarm follows; technical alarms never latch (A3). */
export const setTechnical = (work: Work, condition: ConditionName, subject: string | null, priority: Priority | null, at: Moment): void => {
  const { session } = work
  const current = findTechnical(session.technical, condition, subject)
  if (current === undefined && priority === null) return
  if (current !== undefined && current.priority === priority) return
  const others = session.technical.filter((candidate) => candidate !== current)
  if (priority === null) {
    session.technical = others
    state(work, at, { kind: 'condition-ended', condition, subject, priority: (current as TechnicalState).priority })
  } else {
    session.technical = [...others, { condition, subject, priority, beganAt: current?.beganAt ?? at }]
    const about = { condition, subject, priority }
    state(work, at, current === undefined ? { kind: 'condition-began', ...about } : { kind: 'condition-priority', ...about })
  }
  const wish = priority === null ? null : { cause: condition, priority, text: subject ?? '', unconfirmed: false, latches: false }
  wishAlarm(work, technicalGroup(condition, subject), wish, at)
}
