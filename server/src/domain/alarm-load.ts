import { PRIORITIES, type Priority, priorityRank } from '@chairside/shared/alarm'
import type { Fact } from '@chairside/shared/fact'
import { HOUR_MS, type Moment } from '@chairside/shared/time'
import {
  type AlarmEpisode,
  type AlarmSource,
  alarmEpisodes,
  alarmNameOf,
  excursionEpisodes,
  higher,
  type Stretch,
} from './alarm-episodes.ts'

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

const line = (kind: LoadKind, name: string, detail: string, presentMs = 0, readings = 0): LoadLine => ({
  kind,
  name,
  detail,
  count: 1,
  presentMs,
  readings,
})

const conditionLines = (facts: readonly Fact[], untilAt: Moment): LoadLine[] => {
  const open = new Map<string, { readonly name: string; readonly fromAt: Moment; priority: Priority }>()
  const lines: LoadLine[] = []
  for (const fact of facts) {
    if (fact.kind !== 'condition-began' && fact.kind !== 'condition-priority' && fact.kind !== 'condition-ended') continue
    const key = `${fact.condition} ${fact.subject ?? ''}`
    const one = open.get(key)
    if (one !== undefined) one.priority = higher(one.priority, fact.priority)
    if (fact.kind === 'condition-began') open.set(key, { name: fact.condition, fromAt: fact.at, priority: fact.priority })
    else if (fact.kind === 'condition-ended' && one !== undefined) {
      lines.push(line('condition', one.name, one.priority, fact.at - one.fromAt))
      open.delete(key)
    }
  }
  for (const one of open.values()) lines.push(line('condition', one.name, one.priority, untilAt - one.fromAt))
  return lines
}

const repeatLines = (facts: readonly Fact[]): LoadLine[] => {
  const names = new Map<string, string>()
  const lines: LoadLine[] = []
  for (const fact of facts)
    if (fact.kind === 'alarm-raised') names.set(fact.alarmId, alarmNameOf(fact.cause).name)
    else if (fact.kind === 'alarm-escalated' || fact.kind === 'alarm-reminded')
      lines.push(line('repeat', names.get(fact.alarmId) ?? '', fact.kind === 'alarm-escalated' ? 'escalated' : 'reminded'))
  return lines
}

/** What rules of artefacts kept from being judged: each stretch held back, each rejected reading, each set that wants a second look. */
const artefactLines = (facts: readonly Fact[], untilAt: Moment): LoadLine[] => {
  const heldSince = new Map<string, Moment>()
  const lines: LoadLine[] = []
  for (const fact of facts) {
    if (fact.kind === 'reading-rejected') lines.push(line('rejected', fact.vital, fact.reason))
    else if (fact.kind === 'verify-asked') lines.push(line('verify', fact.because, ''))
    else if (fact.kind === 'hold-back-began') heldSince.set(fact.what, fact.at)
    else if (fact.kind === 'hold-back-ended') {
      lines.push(line('held-back', fact.what, '', fact.at - (heldSince.get(fact.what) ?? fact.at), fact.readings))
      heldSince.delete(fact.what)
    }
  }
  for (const [what, since] of heldSince) lines.push(line('held-back', what, '', untilAt - since))
  return lines
}

/** The load of one session, or of one recording, from its facts. The span is what the rates are counted by. */
export const alarmLoadOf = (facts: readonly Fact[], span: Stretch): AlarmLoad => {
  const episodes = alarmEpisodes(facts, span.untilAt)
  return {
    spanMs: lengthMs(span),
    lines: merged([
      ...episodes.map((one) => line(`${one.source}-alarm`, one.name, one.priority, lengthMs(one))),
      ...repeatLines(facts),
      ...conditionLines(facts, span.untilAt),
      ...excursionEpisodes(facts, span.untilAt).map((one) => line('excursion', one.name, `${one.peak} ${one.ending}`, lengthMs(one))),
      ...artefactLines(facts, span.untilAt),
    ]),
    inAlarmMs: {
      vital: timeByHighest(episodes.filter((one) => one.source === 'vital')),
      technical: timeByHighest(episodes.filter((one) => one.source === 'technical')),
      prompt: timeByHighest(episodes.filter((one) => one.source === 'prompt')),
    },
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
