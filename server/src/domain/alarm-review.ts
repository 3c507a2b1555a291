import { PRIORITIES, type Priority } from '@chairside/shared/alarm'
import {
  ALARM_SOURCES,
  type AlarmReview,
  type AlarmSource,
  type Answers,
  type ByPriority,
  CALL_OUTCOMES,
  type CallOutcome,
  type ReviewedAlarms,
  type ReviewedAnswers,
  type ReviewedChair,
  type ReviewedExcursions,
  type ReviewedLimit,
  type ReviewedStretch,
} from '@chairside/shared/alarm-review'
import { type Ending, type Level, levelRank } from '@chairside/shared/excursion'
import type { ChairId } from '@chairside/shared/identity'
import type { Moment } from '@chairside/shared/time'
import type { AlarmCall } from './alarm-calls.ts'
import type { Stretch } from './alarm-episodes.ts'
import { type AlarmLoad, beginsIn, type LoadKind, loadWithin, sumOfLoads, within } from './alarm-load.ts'
import { medianIn } from './median.ts'
import type { SessionAlarms } from './session-alarms.ts'

/** Which sessions are asked for, and when. */
export interface ReviewPeriod extends Stretch {
  readonly chairId: ChairId | null
  readonly simulated: boolean
}

/** A review without the words of its days. */
export type ReviewFigures = Omit<AlarmReview, 'from' | 'to' | 'removed'>

const NONE: ByPriority = { low: 0, medium: 0, high: 0 }
const lengthMs = ({ fromAt, untilAt }: Stretch): number => untilAt - fromAt
const mostFirst = <Line extends { readonly count: number; readonly presentMs: number }>(lines: readonly Line[]): readonly Line[] =>
  [...lines].sort((a, b) => b.count - a.count || b.presentMs - a.presentMs)

/** Whether some of a session lies in the period. One that ends where the period begins lies before it. */
export const isWithin = (session: Stretch, period: Stretch): boolean =>
  session.fromAt < period.untilAt && (session.untilAt > period.fromAt || session.fromAt >= period.fromAt)

const sourceOf = (kind: LoadKind): AlarmSource | null => ALARM_SOURCES.find((source) => kind === `${source}-alarm`) ?? null

/** The alarms of a load, the most frequent first. */
export const alarmsIn = ({ lines }: AlarmLoad): readonly ReviewedAlarms[] =>
  mostFirst(
    lines.flatMap(({ kind, name, detail, count, presentMs }): readonly ReviewedAlarms[] => {
      const source = sourceOf(kind)
      return source === null ? [] : [{ source, name, priority: detail as Priority, count, presentMs }]
    }),
  )

/** The excursions of a load, the gravest first. */
export const excursionsIn = ({ lines }: AlarmLoad): readonly ReviewedExcursions[] =>
  lines
    .flatMap(({ kind, name, detail, count, presentMs }): readonly ReviewedExcursions[] => {
      if (kind !== 'excursion') return []
      const [peak, ending] = detail.split(' ') as [Level, Ending | 'open']
      return [{ name: name as ReviewedExcursions['name'], peak, ending, count, presentMs }]
    })
    .sort((a, b) => levelRank(b.peak) - levelRank(a.peak) || b.count - a.count)

/** The smallest wait that so large a share of all does not exceed. */
const quantile = (sorted: readonly number[], share: number): number | null => sorted[Math.ceil(share * sorted.length) - 1] ?? null

const waitsOf = (calls: readonly AlarmCall[]): number[] =>
  calls.filter(({ outcome }) => outcome === 'acknowledged').map((call) => lengthMs(call))

const answersOf = (calls: readonly AlarmCall[]): Answers => {
  const count = (outcome: CallOutcome): number => calls.filter((call) => call.outcome === outcome).length
  const waits = waitsOf(calls).sort((a, b) => a - b)
  return {
    calls: calls.length,
    outcomes: Object.fromEntries(CALL_OUTCOMES.map((outcome) => [outcome, count(outcome)])) as Record<CallOutcome, number>,
    medianMs: waits.length === 0 ? null : medianIn([...waits]),
    p90Ms: quantile(waits, 0.9),
    escalated: calls.filter(({ escalation }) => escalation > 0).length,
  }
}

const answersIn = (calls: readonly AlarmCall[]): readonly ReviewedAnswers[] =>
  ALARM_SOURCES.flatMap((source) =>
    [...PRIORITIES].reverse().flatMap((priority): readonly ReviewedAnswers[] => {
      const asked = calls.filter((call) => call.source === source && call.priority === priority)
      return asked.length === 0 ? [] : [{ source, priority, ...answersOf(asked) }]
    }),
  )

const peopleIn = (calls: readonly AlarmCall[]): AlarmReview['people'] => {
  const byName = new Map<string, number[]>()
  for (const call of calls) if (call.by !== null) byName.set(call.by, [...(byName.get(call.by) ?? []), lengthMs(call)])
  return [...byName]
    .map(([name, waits]) => ({ name, acknowledged: waits.length, medianMs: medianIn(waits) }))
    .sort((a, b) => b.acknowledged - a.acknowledged || a.name.localeCompare(b.name))
}

const escalationsIn = (calls: readonly AlarmCall[]): AlarmReview['escalations'] => {
  const bySteps = new Map<number, number>()
  for (const { escalation } of calls) if (escalation > 0) bySteps.set(escalation, (bySteps.get(escalation) ?? 0) + 1)
  return [...bySteps].map(([step, count]) => ({ step, count })).sort((a, b) => a.step - b.step)
}

const limitsIn = (sessions: readonly SessionAlarms[], period: Stretch): readonly ReviewedLimit[] => {
  const found = new Map<string, ReviewedLimit>()
  for (const { episodes } of sessions)
    for (const episode of episodes) {
      const { limit, priority } = episode
      const presentMs = lengthMs(within(episode, period))
      const counts = beginsIn(episode, period) ? 1 : 0
      if (limit === null || (counts === 0 && presentMs === 0)) continue
      const key = `${limit.vital} ${limit.sign} ${limit.limit}`
      const before = found.get(key) ?? { ...limit, count: 0, byPriority: NONE, presentMs: 0 }
      found.set(key, {
        ...before,
        count: before.count + counts,
        byPriority: { ...before.byPriority, [priority]: before.byPriority[priority] + counts },
        presentMs: before.presentMs + presentMs,
      })
    }
  return mostFirst([...found.values()])
}

/** Counts of some sessions in one stretch. */
const countsIn = (sessions: readonly SessionAlarms[], period: Stretch): Omit<ReviewedStretch, 'fromAt' | 'untilAt'> => {
  const vital: Record<Priority, number> = { ...NONE }
  let [technical, excursions, spanMs] = [0, 0, 0]
  for (const session of sessions) {
    if (!isWithin(session, period)) continue
    spanMs += lengthMs(within(session, period))
    for (const note of session.notes) {
      if (!beginsIn(note, period)) continue
      if (note.kind === 'vital-alarm') vital[note.detail as Priority] += 1
      else if (note.kind === 'technical-alarm') technical += 1
      else if (note.kind === 'excursion') excursions += 1
    }
  }
  return { spanMs, vital, technical, excursions }
}

const chairsIn = (sessions: readonly SessionAlarms[], period: Stretch): readonly ReviewedChair[] =>
  [...new Set(sessions.map(({ chairId }) => chairId))]
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((chairId) => {
      const own = sessions.filter((session) => session.chairId === chairId)
      return { chairId, sessions: own.length, ...countsIn(own, period) }
    })

/**
 * The figures of a period. Everything counts where it began, and is timed for as long as it lay within. `sessions` may hold more than is
 * asked for; `edges`: where the stretches of the period begin, and its end.
 */
export const reviewOf = (sessions: readonly SessionAlarms[], period: ReviewPeriod, edges: readonly Moment[]): ReviewFigures => {
  const there = sessions.filter((session) => isWithin(session, period) && (period.chairId === null || session.chairId === period.chairId))
  const own = there.filter(({ simulated }) => simulated === period.simulated)
  const load = sumOfLoads(own.map((session) => loadWithin(session, session, period)))
  const calls = own.flatMap((session) => session.calls.filter((call) => beginsIn(call, period)))
  const silences = own.flatMap((session) => session.silences.filter(({ at }) => beginsIn({ fromAt: at, untilAt: at }, period)))
  return {
    fromAt: period.fromAt,
    untilAt: period.untilAt,
    chair: period.chairId,
    simulated: period.simulated,
    sessions: own.length,
    otherSessions: there.length - own.length,
    running: own.filter(({ over }) => !over).length,
    spanMs: load.spanMs,
    alarms: alarmsIn(load),
    inAlarmMs: load.inAlarmMs,
    excursions: excursionsIn(load),
    heard: answersOf(calls.filter(({ source, priority }) => source === 'vital' && priority !== 'low')),
    answers: answersIn(calls),
    people: peopleIn(calls),
    escalations: escalationsIn(calls),
    reminders: load.lines.reduce((sum, line) => sum + (line.kind === 'repeat' && line.detail === 'reminded' ? line.count : 0), 0),
    pauses: {
      count: silences.length,
      pausedMs: silences.reduce((sum, { pausedMs }) => sum + pausedMs, 0),
      endedByAlarm: silences.filter(({ endedByAlarm }) => endedByAlarm).length,
    },
    limits: limitsIn(own, period),
    chairs: chairsIn(own, period),
    stretches: edges.slice(1).map((untilAt, index) => {
      const stretch = { fromAt: edges[index] ?? period.fromAt, untilAt }
      return { ...stretch, ...countsIn(own, stretch) }
    }),
  }
}
