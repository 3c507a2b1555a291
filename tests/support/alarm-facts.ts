import type { AlarmCause, Priority } from '@chairside/shared/alarm'
import type { Level, Side } from '@chairside/shared/excursion'
import type { Fact, FactBody } from '@chairside/shared/fact'
import type { AlarmId, ExcursionId, SessionId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'

export const nurse = { staffId: 'n1', name: 'N. Ortega', role: 'nurse' } as const
export const physician = { staffId: 'p1', name: 'Dr Hale', role: 'physician' } as const

/** What a record says, and when. */
export type Said = readonly [at: Moment, body: FactBody]

/** Facts as a record holds them, numbered in their order. */
export const factsAt = (...all: readonly Said[]): readonly Fact[] => all.map(([at, body], index) => ({ seq: index + 1, at, ...body }))

export const alarmIdOf = (number: number) => `A${number}` as AlarmId
const excursionIdOf = (number: number) => `E${number}` as ExcursionId

export const raised = (number: number, cause: AlarmCause, priority: Priority, text = ''): FactBody => ({
  kind: 'alarm-raised',
  alarmId: alarmIdOf(number),
  cause,
  priority,
  text,
})
export const priorityOf = (number: number, priority: Priority, text = ''): FactBody => ({
  kind: 'alarm-priority',
  alarmId: alarmIdOf(number),
  priority,
  text,
})
export const ended = (number: number): FactBody => ({ kind: 'alarm-ended', alarmId: alarmIdOf(number) })
export const answered = (number: number, by: typeof nurse | typeof physician = nurse): FactBody => ({
  kind: 'alarm-acknowledged',
  alarmId: alarmIdOf(number),
  plan: 'watching',
  by,
})
export const escalated = (number: number, step: number): FactBody => ({
  kind: 'alarm-escalated',
  alarmId: alarmIdOf(number),
  step,
  presentedAs: 'medium',
})
export const reminded = (number: number): FactBody => ({ kind: 'alarm-reminded', alarmId: alarmIdOf(number) })

export const opened = (number: number, side: Side, level: Level): FactBody => ({
  kind: 'excursion-opened',
  excursionId: excursionIdOf(number),
  side,
  level,
  confirmed: false,
  sys: 162,
  dia: 90,
  map: null,
})
export const levelOf = (number: number, side: Side, level: Level): FactBody => ({
  kind: 'excursion-level',
  excursionId: excursionIdOf(number),
  side,
  level,
})
export const recovered = (number: number, side: Side): FactBody => ({
  kind: 'excursion-closed',
  excursionId: excursionIdOf(number),
  side,
  ending: 'recovered',
})

/** Of a check-in only what a review of alarms asks. */
export const checkedIn = (sessionId: string, simulated: boolean): FactBody =>
  ({ kind: 'checked-in', sessionId: sessionId as SessionId, simulated }) as unknown as FactBody
