import { type AlarmCause, type Priority, priorityRank, TECHNICAL_CONDITIONS } from '@chairside/shared/alarm'
import type { AlarmSource } from '@chairside/shared/alarm-review'
import { type Level, levelRank } from '@chairside/shared/excursion'
import type { Fact, FactOf } from '@chairside/shared/fact'
import type { AlarmId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import { LIMIT_GROUPS } from './limit-rules.ts'

/** From when to when something was present; `untilAt` of what never ended is the end of the look. */
export interface Stretch {
  readonly fromAt: Moment
  readonly untilAt: Moment
}

/** One time that an alarm was there: raised or come back, until its condition ended. */
export interface AlarmEpisode extends Stretch {
  readonly alarmId: AlarmId
  readonly cause: AlarmCause
  /** By which value and limit it was raised. */
  readonly text: string
  /** The vital and side (T4) as in `spo2:low`; else the cause. */
  readonly name: string
  readonly source: AlarmSource
  /** The highest it had. */
  readonly priority: Priority
  readonly acknowledgedAt: Moment | null
  /** In turn, without a gap. */
  readonly byPriority: readonly (Stretch & { readonly priority: Priority })[]
}

const TECHNICAL: ReadonlySet<AlarmCause> = new Set(TECHNICAL_CONDITIONS)

/** What an alarm goes by, whichever of its conditions raised it, and whom it is about. */
export const alarmNameOf = (cause: AlarmCause): { readonly name: string; readonly source: AlarmSource } => {
  if (cause === 'bp-high' || cause === 'bp-low') return { name: cause, source: 'vital' }
  if (TECHNICAL.has(cause)) return { name: cause, source: 'technical' }
  for (const [group, conditions] of Object.entries(LIMIT_GROUPS))
    if ((conditions as readonly AlarmCause[]).includes(cause)) return { name: group, source: 'vital' }
  return { name: cause, source: 'prompt' }
}

/** The higher of two. */
export const higher = (a: Priority, b: Priority): Priority => (priorityRank(a) >= priorityRank(b) ? a : b)

interface Running {
  readonly alarmId: AlarmId
  readonly cause: AlarmCause
  readonly text: string
  readonly name: string
  readonly source: AlarmSource
  readonly fromAt: Moment
  readonly stretches: (Stretch & { readonly priority: Priority })[]
  since: Moment
  priority: Priority
  acknowledgedAt: Moment | null
}

const closed = (one: Running, untilAt: Moment): AlarmEpisode => {
  const byPriority = [...one.stretches, { fromAt: one.since, untilAt, priority: one.priority }]
  return {
    alarmId: one.alarmId,
    cause: one.cause,
    text: one.text,
    name: one.name,
    source: one.source,
    priority: byPriority.map((stretch) => stretch.priority).reduce(higher),
    fromAt: one.fromAt,
    untilAt,
    acknowledgedAt: one.acknowledgedAt,
    byPriority,
  }
}

/** Every time that an alarm was there, in the order of their ends. `facts` are one session's, in their order. */
export const alarmEpisodes = (facts: readonly Fact[], untilAt: Moment): readonly AlarmEpisode[] => {
  const known = new Map<string, Pick<Running, 'cause' | 'name' | 'source'>>()
  const running = new Map<string, Running>()
  const episodes: AlarmEpisode[] = []
  const begin = (fact: FactOf<'alarm-raised' | 'alarm-priority'>): void => {
    const about = known.get(fact.alarmId)
    if (about === undefined) return
    running.set(fact.alarmId, {
      alarmId: fact.alarmId,
      text: fact.text,
      ...about,
      fromAt: fact.at,
      stretches: [],
      since: fact.at,
      priority: fact.priority,
      acknowledgedAt: null,
    })
  }
  for (const fact of facts) {
    if (fact.kind === 'alarm-raised') {
      known.set(fact.alarmId, { cause: fact.cause, ...alarmNameOf(fact.cause) })
      begin(fact)
    } else if (fact.kind === 'alarm-priority') {
      const one = running.get(fact.alarmId)
      // Of an alarm that ended: its condition came back before anybody acknowledged it (A3).
      if (one === undefined) begin(fact)
      else {
        one.stretches.push({ fromAt: one.since, untilAt: fact.at, priority: one.priority })
        one.since = fact.at
        one.priority = fact.priority
      }
    } else if (fact.kind === 'alarm-acknowledged') {
      const one = running.get(fact.alarmId)
      if (one !== undefined) one.acknowledgedAt ??= fact.at
    } else if (fact.kind === 'alarm-ended') {
      const one = running.get(fact.alarmId)
      if (one !== undefined) episodes.push(closed(one, fact.at))
      running.delete(fact.alarmId)
    }
  }
  for (const one of running.values()) episodes.push(closed(one, untilAt))
  return episodes
}

/** When an excursion of one side was open. */
export interface ExcursionEpisode extends Stretch {
  readonly name: 'bp-high' | 'bp-low'
  readonly peak: Level
  /** `open`: not closed until the end of the look. */
  readonly ending: string
}

export const excursionEpisodes = (facts: readonly Fact[], untilAt: Moment): readonly ExcursionEpisode[] => {
  const open = new Map<string, Omit<ExcursionEpisode, 'untilAt' | 'ending'>>()
  const episodes: ExcursionEpisode[] = []
  for (const fact of facts) {
    if (fact.kind === 'excursion-opened')
      open.set(fact.excursionId, { name: fact.side === 'high' ? 'bp-high' : 'bp-low', peak: fact.level, fromAt: fact.at })
    else if (fact.kind === 'excursion-level') {
      const one = open.get(fact.excursionId)
      if (one !== undefined && levelRank(fact.level) > levelRank(one.peak)) open.set(fact.excursionId, { ...one, peak: fact.level })
    } else if (fact.kind === 'excursion-closed') {
      const one = open.get(fact.excursionId)
      if (one !== undefined) episodes.push({ ...one, untilAt: fact.at, ending: fact.ending })
      open.delete(fact.excursionId)
    }
  }
  for (const one of open.values()) episodes.push({ ...one, untilAt, ending: 'open' })
  return episodes
}
