import type { Excursion } from '@chairside/shared/excursion'
import { ASKED_PATHS, type AskedPath, type Compared, type JudgedAgain, type Judgement } from '@chairside/shared/judged-again'
import { numberAt } from '@chairside/shared/protocol-path'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { ChartAlarm, ConditionSpan } from '@chairside/shared/session-chart'
import type { Moment } from '@chairside/shared/time'
import { alarmsIn } from './chart-alarms.ts'
import { type ChartEvaluation, evaluateChart, spansOf } from './chart-evaluation.ts'
import { chartInputs } from './chart-inputs.ts'
import type { ChartSource } from './session-chart.ts'

interface Span {
  readonly from: Moment
  readonly to: Moment | null
}

/** Pairs what both judgements hold of one thing: of what overlaps in time the nearest beginning, each once. */
const compared = <Item>(
  before: readonly Item[],
  after: readonly Item[],
  spanOf: (item: Item) => Span,
  isAlike: (a: Item, b: Item) => boolean,
): readonly Compared<Item>[] => {
  const left = [...after]
  const end = ({ to }: Span): number => to ?? Number.POSITIVE_INFINITY
  const pairs = before.map((one): Compared<Item> => {
    const span = spanOf(one)
    const fitting = left.filter((other) => {
      const others = spanOf(other)
      return isAlike(one, other) && span.from <= end(others) && others.from <= end(span)
    })
    const nearest = fitting.sort((a, b) => Math.abs(spanOf(a).from - span.from) - Math.abs(spanOf(b).from - span.from))[0]
    if (nearest === undefined) return { before: one, after: null, byMs: null }
    left.splice(left.indexOf(nearest), 1)
    return { before: one, after: nearest, byMs: spanOf(nearest).from - span.from }
  })
  const fresh = left.map((other): Compared<Item> => ({ before: null, after: other, byMs: null }))
  const begin = ({ before: a, after: b }: Compared<Item>): Moment => spanOf((a ?? b) as Item).from
  return [...pairs, ...fresh].sort((a, b) => begin(a) - begin(b))
}

const judgementOf = ({ session, facts }: ChartEvaluation): Judgement | null => {
  if (session === null) return null
  const { protocol } = session
  const numbers = Object.fromEntries(ASKED_PATHS.map((path) => [path, numberAt(protocol, path)])) as Record<AskedPath, number | null>
  return {
    protocol: { id: protocol.id, version: protocol.version, name: protocol.name },
    baseline: session.baseline,
    limits: session.limitsPicture,
    excursions: session.excursions,
    conditions: spansOf(facts),
    // Nobody answers in an evaluation, so its alarms are told without their escalations.
    alarms: alarmsIn(facts)
      .filter(({ kind }) => kind === 'physiological')
      .map((alarm) => ({ ...alarm, escalations: 0, acknowledged: null })),
    numbers,
  }
}

const excursionSpan = ({ openedAt, closedAt }: Excursion): Span => ({ from: openedAt, to: closedAt })
const conditionSpan = ({ beganAt, endedAt }: ConditionSpan): Span => ({ from: beganAt, to: endedAt })
const alarmSpan = ({ raisedAt, endedAt }: ChartAlarm): Span => ({ from: raisedAt, to: endedAt })

/** Two judgements of one record, and what they were compared to. */
export interface JudgedTwice {
  readonly judged: JudgedAgain
  readonly own: ChartEvaluation
  readonly asked: ChartEvaluation
}

/** One record judged by its own protocol and by another, corrections applied to both (X9). Null: the record holds no session. */
export const judgeTwice = ({ inputs, facts, chairId }: ChartSource, other: Protocol): JudgedTwice | null => {
  const course = chartInputs(inputs, chairId)
  const own = evaluateChart(inputs, facts, chairId, null, course)
  const asked = evaluateChart(inputs, facts, chairId, other, course)
  const judged = sideBySide(own, asked)
  return judged === null ? null : { judged, own, asked }
}

/** What if: both judgements side by side. Null: the record holds no session. */
export const judgeAgain = (source: ChartSource, other: Protocol): JudgedAgain | null => judgeTwice(source, other)?.judged ?? null

const sideBySide = (ownEvaluation: ChartEvaluation, evaluation: ChartEvaluation): JudgedAgain | null => {
  const own = judgementOf(ownEvaluation)
  const asked = judgementOf(evaluation)
  if (own === null || asked === null) return null
  const changes = ASKED_PATHS.flatMap((path) =>
    own.numbers[path] === asked.numbers[path] ? [] : [{ path, from: own.numbers[path], to: asked.numbers[path] }],
  )
  return {
    startedAt: evaluation.session?.infusion.startedAt ?? null,
    own,
    asked,
    changes,
    excursions: compared(own.excursions, asked.excursions, excursionSpan, (a, b) => a.side === b.side),
    conditions: compared(own.conditions, asked.conditions, conditionSpan, (a, b) => a.condition === b.condition),
    alarms: compared(own.alarms, asked.alarms, alarmSpan, (a, b) => a.cause === b.cause),
  }
}

/** The protocol that a session began with; null: the record does not hold its beginning. */
export const protocolOf = ({ inputs }: ChartSource): Protocol | null => {
  for (const input of inputs) if (input.kind === 'act' && input.opening !== undefined) return input.opening.protocol
  return null
}
