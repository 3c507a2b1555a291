import { PRIORITIES, type Priority, priorityRank } from '@chairside/shared/alarm'
import type { AlarmSource } from '@chairside/shared/alarm-review'
import type { Fact } from '@chairside/shared/fact'
import { HOUR_MS, type Moment } from '@chairside/shared/time'
import { type AlarmEpisode, alarmEpisodes, alarmNameOf, excursionEpisodes, higher, type Stretch } from './alarm-episodes.ts'

/** What the lines of a load count. */
export type LoadKind =
  | 'vital-alarm'
  | 'technical-alarm'
  | 'prompt-alarm'
  | 'repeat'
  | 'condition'
  | 'excursion'
  | 'held-back'
  | 'rejected'
  | 'verify'

/**
 * One line of a load. `detail`: the priority of alarms and conditions, level and ending of excursions, the reason of rejections;
 * of a repeat whether the alarm escalated unseen or reminded (A6).
 */
export interface LoadLine {
  readonly kind: LoadKind
  readonly name: string
  readonly detail: string
  readonly count: number
  readonly presentMs: number
  /** Readings that were not judged; of `held-back` alone. */
  readonly readings: number
}

export type TimeByPriority = Readonly<Record<Priority, number>>

/** What a stretch of watching was like for those who hear it. Loads add up with `sumOfLoads`. */
export interface AlarmLoad {
  readonly spanMs: number
  readonly lines: readonly LoadLine[]
  /** Milliseconds with an alarm, by the priority of the highest one present. */
  readonly inAlarmMs: Readonly<Record<AlarmSource, TimeByPriority>>
}

/** One thing that a load counts, from when to when it was there. */
export interface LoadNote extends Stretch {
  readonly kind: LoadKind
  readonly name: string
  readonly detail: string
  readonly readings: number
}

/** What a session's facts give for a load, before it is added up. */
export interface LoadNotes {
  readonly notes: readonly LoadNote[]
  readonly episodes: readonly AlarmEpisode[]
}

const NO_TIME: TimeByPriority = { low: 0, medium: 0, high: 0 }

const timeByHighest = (episodes: readonly AlarmEpisode[]): TimeByPriority => {
  const changes = episodes.flatMap((episode) =>
    episode.byPriority.flatMap(({ fromAt, untilAt, priority }) => [
      { at: fromAt, priority, step: 1 },
      { at: untilAt, priority, step: -1 },
    ]),
  )
  changes.sort((a, b) => a.at - b.at)
  const time: Record<Priority, number> = { ...NO_TIME }
  const present: Record<Priority, number> = { ...NO_TIME }
  let before = 0
  for (const { at, priority, step } of changes) {
    const highest = PRIORITIES.findLast((candidate) => present[candidate] > 0)
    if (highest !== undefined) time[highest] += at - before
    present[priority] += step
    before = at
  }
  return time
}

const lengthMs = ({ fromAt, untilAt }: Stretch): number => untilAt - fromAt

const merged = (lines: readonly LoadLine[]): readonly LoadLine[] => {
  const byName = new Map<string, LoadLine>()
  for (const line of lines) {
    const key = `${line.kind} ${line.name} ${line.detail}`
    const before = byName.get(key)
    if (before === undefined) byName.set(key, line)
    else
      byName.set(key, {
        ...before,
        count: before.count + line.count,
        presentMs: before.presentMs + line.presentMs,
        readings: before.readings + line.readings,
      })
  }
  return [...byName.values()]
}

const note = (kind: LoadKind, name: string, detail: string, { fromAt, untilAt }: Stretch, readings = 0): LoadNote => ({
  kind,
  name,
  detail,
  fromAt,
  untilAt,
  readings,
})
const atOnce = ({ at }: Fact): Stretch => ({ fromAt: at, untilAt: at })

const conditionNotes = (facts: readonly Fact[], untilAt: Moment): LoadNote[] => {
  const open = new Map<string, { readonly name: string; readonly fromAt: Moment; priority: Priority }>()
  const notes: LoadNote[] = []
  for (const fact of facts) {
    if (fact.kind !== 'condition-began' && fact.kind !== 'condition-priority' && fact.kind !== 'condition-ended') continue
    const key = `${fact.condition} ${fact.subject ?? ''}`
    const one = open.get(key)
    if (one !== undefined) one.priority = higher(one.priority, fact.priority)
    if (fact.kind === 'condition-began') open.set(key, { name: fact.condition, fromAt: fact.at, priority: fact.priority })
    else if (fact.kind === 'condition-ended' && one !== undefined) {
      notes.push(note('condition', one.name, one.priority, { fromAt: one.fromAt, untilAt: fact.at }))
      open.delete(key)
    }
  }
  for (const one of open.values()) notes.push(note('condition', one.name, one.priority, { fromAt: one.fromAt, untilAt }))
  return notes
}

const repeatNotes = (facts: readonly Fact[]): LoadNote[] => {
  const names = new Map<string, string>()
  const notes: LoadNote[] = []
  for (const fact of facts)
    if (fact.kind === 'alarm-raised') names.set(fact.alarmId, alarmNameOf(fact.cause).name)
    else if (fact.kind === 'alarm-escalated' || fact.kind === 'alarm-reminded')
      notes.push(note('repeat', names.get(fact.alarmId) ?? '', fact.kind === 'alarm-escalated' ? 'escalated' : 'reminded', atOnce(fact)))
  return notes
}

/** What rules of artefacts kept from being judged: each stretch held back, each rejected reading, each set that wants a second look. */
const artefactNotes = (facts: readonly Fact[], untilAt: Moment): LoadNote[] => {
  const heldSince = new Map<string, Moment>()
  const notes: LoadNote[] = []
  for (const fact of facts) {
    if (fact.kind === 'reading-rejected') notes.push(note('rejected', fact.vital, fact.reason, atOnce(fact)))
    else if (fact.kind === 'verify-asked') notes.push(note('verify', fact.because, '', atOnce(fact)))
    else if (fact.kind === 'hold-back-began') heldSince.set(fact.what, fact.at)
    else if (fact.kind === 'hold-back-ended') {
      notes.push(note('held-back', fact.what, '', { fromAt: heldSince.get(fact.what) ?? fact.at, untilAt: fact.at }, fact.readings))
      heldSince.delete(fact.what)
    }
  }
  for (const [what, fromAt] of heldSince) notes.push(note('held-back', what, '', { fromAt, untilAt }))
  return notes
}

/** What there is to count in the facts of one session, or of one recording. `untilAt`: the end of the look. */
export const loadNotesOf = (facts: readonly Fact[], untilAt: Moment): LoadNotes => {
  const episodes = alarmEpisodes(facts, untilAt)
  return {
    notes: [
      ...episodes.map((one) => note(`${one.source}-alarm`, one.name, one.priority, one)),
      ...repeatNotes(facts),
      ...conditionNotes(facts, untilAt),
      ...excursionEpisodes(facts, untilAt).map((one) => note('excursion', one.name, `${one.peak} ${one.ending}`, one)),
      ...artefactNotes(facts, untilAt),
    ],
    episodes,
  }
}

const inAlarm = (episodes: readonly AlarmEpisode[]): AlarmLoad['inAlarmMs'] => ({
  vital: timeByHighest(episodes.filter((one) => one.source === 'vital')),
  technical: timeByHighest(episodes.filter((one) => one.source === 'technical')),
  prompt: timeByHighest(episodes.filter((one) => one.source === 'prompt')),
})

/** The load of one session, or of one recording, from its facts. The span is what the rates are counted by. */
export const alarmLoadOf = (facts: readonly Fact[], span: Stretch): AlarmLoad => {
  const { notes, episodes } = loadNotesOf(facts, span.untilAt)
  const lines = notes.map(({ fromAt, untilAt, ...rest }): LoadLine => ({ ...rest, count: 1, presentMs: untilAt - fromAt }))
  return { spanMs: lengthMs(span), lines: merged(lines), inAlarmMs: inAlarm(episodes) }
}

/** The part of one stretch that lies in another; of no length where none does. */
export const within = <Part extends Stretch>(stretch: Part, period: Stretch): Part => {
  const fromAt = Math.max(stretch.fromAt, period.fromAt)
  return { ...stretch, fromAt, untilAt: Math.max(fromAt, Math.min(stretch.untilAt, period.untilAt)) }
}

/** Whether it began in the period: what begins at its end belongs to the next one. */
export const beginsIn = ({ fromAt }: Stretch, period: Stretch): boolean => fromAt >= period.fromAt && fromAt < period.untilAt

/**
 * The part of a load that falls into a period: everything is counted in the period in which it began, and timed in each for as long as it
 * was there. So loads of periods that follow each other add up to the whole.
 */
export const loadWithin = ({ notes, episodes }: LoadNotes, span: Stretch, period: Stretch): AlarmLoad => {
  const lines = notes.flatMap((one): readonly LoadLine[] => {
    const { kind, name, detail, readings } = one
    const counts = beginsIn(one, period)
    const presentMs = lengthMs(within(one, period))
    return counts || presentMs > 0 ? [{ kind, name, detail, count: counts ? 1 : 0, presentMs, readings: counts ? readings : 0 }] : []
  })
  return {
    spanMs: lengthMs(within(span, period)),
    lines: merged(lines),
    inAlarmMs: inAlarm(episodes.map((one) => ({ ...one, byPriority: one.byPriority.map((stretch) => within(stretch, period)) }))),
  }
}

const sumOfTimes = (times: readonly TimeByPriority[]): TimeByPriority => ({
  low: times.reduce((sum, time) => sum + time.low, 0),
  medium: times.reduce((sum, time) => sum + time.medium, 0),
  high: times.reduce((sum, time) => sum + time.high, 0),
})

/** Loads of several sessions as one; of none: a load of nothing over no time. */
export const sumOfLoads = (loads: readonly AlarmLoad[]): AlarmLoad => ({
  spanMs: loads.reduce((sum, load) => sum + load.spanMs, 0),
  lines: merged(loads.flatMap((load) => load.lines)),
  inAlarmMs: {
    vital: sumOfTimes(loads.map((load) => load.inAlarmMs.vital)),
    technical: sumOfTimes(loads.map((load) => load.inAlarmMs.technical)),
    prompt: sumOfTimes(loads.map((load) => load.inAlarmMs.prompt)),
  },
})

/** Alarms of one source of at least this priority, each by the highest that it reached. */
export const alarmCount = (load: AlarmLoad, source: AlarmSource, atLeast: Priority): number =>
  load.lines
    .filter(({ kind, detail }) => kind === `${source}-alarm` && PRIORITIES.indexOf(detail as Priority) >= priorityRank(atLeast))
    .reduce((sum, { count }) => sum + count, 0)

/** How many there would be in an hour; 0 of no time. */
export const perHour = (count: number, spanMs: number): number => (spanMs <= 0 ? 0 : (count * HOUR_MS) / spanMs)
