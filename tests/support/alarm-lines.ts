import type { AcknowledgementPlan, AlarmCause } from '@chairside/shared/alarm'
import type { AlarmId } from '@chairside/shared/identity'
import { type Example, NURSE, quiet, ZERO } from './judge-harness.ts'

/** A nurse acknowledges the alarm of this cause. */
export const acknowledge = (example: Example, second: number, cause: AlarmCause, plan: AcknowledgementPlan | null = 'at-bedside'): void =>
  example.mustAct(second, { kind: 'acknowledge', alarmId: (example.alarm(cause)?.id ?? '') as AlarmId, plan }, NURSE)

/** What the alarm of this cause did by itself or by its conditions, one line each: `30 escalated 1 high`. */
export const lines = (example: Example, cause: AlarmCause): string[] => {
  const ids = new Set(example.of('alarm-raised').flatMap((fact) => (fact.cause === cause ? [fact.alarmId] : [])))
  return example.facts.flatMap((fact) => {
    if (!('alarmId' in fact) || !ids.has(fact.alarmId)) return []
    const at = (fact.at - ZERO) / 1_000
    if (fact.kind === 'alarm-escalated') return [`${at} escalated ${fact.step} ${fact.presentedAs}`]
    if (fact.kind === 'alarm-priority') return [`${at} priority ${fact.priority}`]
    return [`${at} ${fact.kind.slice('alarm-'.length)}`]
  })
}

/** A critical pressure at 0. The cuff goes on in time, so that nothing technical is in the way. */
export const highPressure = (): Example => {
  const example = quiet()
  example.set(0, 185, 85)
  return example
}

/** A heart rate over 120 since 0, medium at 15 s, one reading a second until `until`. */
export const fastHeart = (until: number): Example => {
  const example = quiet()
  example.stream(0, until, { hr: 125 })
  return example
}

/** The alarms as they stand, one line each: `symptom high present`. */
export const alarms = (example: Example): string[] =>
  example.picture.alarms.map((alarm) => `${alarm.cause} ${alarm.priority} ${alarm.condition}`)
