import type { Fact } from '@chairside/shared/fact'
import type { ChairId, SessionId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Moment } from '@chairside/shared/time'
import { type AlarmCall, alarmCalls } from './alarm-calls.ts'
import type { AlarmEpisode, Stretch } from './alarm-episodes.ts'
import { fixedPressures, type NamedLimit, namedLimit } from './alarm-limit.ts'
import { type LoadKind, type LoadNotes, loadNotesOf } from './alarm-load.ts'

export interface AskedSilence {
  readonly at: Moment
  readonly pausedMs: number
  readonly endedByAlarm: boolean
}

/** An alarm's time with the limit that raised it; null: none is named. `present`: still there at the end of the record. */
export type ReviewedEpisode = AlarmEpisode & { readonly limit: NamedLimit | null; readonly present: boolean }

/** What a review counts of one session, from its check-in to its end, or to the end of its record. */
export interface SessionAlarms extends Stretch {
  readonly sessionId: SessionId
  readonly chairId: ChairId
  readonly simulated: boolean
  readonly over: boolean
  readonly notes: LoadNotes['notes']
  readonly episodes: readonly ReviewedEpisode[]
  readonly calls: readonly AlarmCall[]
  readonly silences: readonly AskedSilence[]
}

/** Where a session's facts come from. */
export interface AlarmRecord {
  readonly sessionId: SessionId
  readonly chairId: ChairId
  /** Its check-in. */
  readonly fromAt: Moment
  /** Its end, or what its record reached. */
  readonly untilAt: Moment
  readonly over: boolean
  readonly facts: readonly Fact[]
  /** The pressures it was judged by; null: the record does not say. */
  readonly excursion: Protocol['excursion'] | null
}

/** Facts that a review rests on. */
export const REVIEWED_FACTS = [
  'checked-in',
  'alarm-raised',
  'alarm-priority',
  'alarm-ended',
  'alarm-acknowledged',
  'alarm-escalated',
  'alarm-reminded',
  'excursion-opened',
  'excursion-level',
  'excursion-closed',
  'sound-paused',
  'sound-pause-ended',
  'personal-limits-set',
] as const satisfies readonly Fact['kind'][]

/** What is counted here; conditions, held-back and rejected readings are the matter of `evaluate`. */
const COUNTED: ReadonlySet<LoadKind> = new Set(['vital-alarm', 'technical-alarm', 'prompt-alarm', 'repeat', 'excursion'])

const silencesIn = (facts: readonly Fact[]): readonly AskedSilence[] => {
  const found: AskedSilence[] = []
  for (const fact of facts) {
    if (fact.kind === 'sound-paused') found.push({ at: fact.at, pausedMs: fact.pauseMs, endedByAlarm: false })
    else if (fact.kind === 'sound-pause-ended' && fact.because === 'new-alarm') {
      const last = found.pop()
      if (last !== undefined) found.push({ ...last, endedByAlarm: true })
    }
  }
  return found
}

/** Alarms whose condition goes on. */
const presentIn = (facts: readonly Fact[]): ReadonlySet<string> => {
  const present = new Set<string>()
  for (const fact of facts)
    if (fact.kind === 'alarm-raised' || fact.kind === 'alarm-priority') present.add(fact.alarmId)
    else if (fact.kind === 'alarm-ended') present.delete(fact.alarmId)
  return present
}

/** What the facts of one session hold for a review of alarms. */
export const sessionAlarmsOf = ({ sessionId, chairId, fromAt, untilAt, over, facts, excursion }: AlarmRecord): SessionAlarms => {
  const { notes, episodes } = loadNotesOf(facts, untilAt)
  const fixed = fixedPressures(excursion, facts)
  const present = presentIn(facts)
  // What is still running stands after all that ended, so that the last one of an alarm is the one that goes on.
  const lastOf = new Map(episodes.map((one) => [one.alarmId, one]))
  return {
    sessionId,
    chairId,
    simulated: facts.some((fact) => fact.kind === 'checked-in' && fact.simulated),
    fromAt,
    untilAt,
    over,
    notes: notes.filter(({ kind }) => COUNTED.has(kind)),
    episodes: episodes.map((one) => ({
      ...one,
      limit: one.source === 'vital' ? namedLimit(one.cause, one.text, fixed) : null,
      present: present.has(one.alarmId) && lastOf.get(one.alarmId) === one,
    })),
    calls: alarmCalls(facts, untilAt, over),
    silences: silencesIn(facts),
  }
}
