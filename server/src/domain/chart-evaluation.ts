import { LIMIT_CONDITIONS, type LimitCondition } from '@chairside/shared/alarm'
import type { Excursion } from '@chairside/shared/excursion'
import type { Fact } from '@chairside/shared/fact'
import type { ChairId } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { ChartDifference, ConditionSpan } from '@chairside/shared/session-chart'
import type { Moment } from '@chairside/shared/time'
import { advance, emptyChair, JUDGE_VERSION } from './chair.ts'
import type { ChairInput } from './chair-input.ts'
import { type ChartCourse, chartInputs, type Delivered } from './chart-inputs.ts'
import { type Judged, judgeOn } from './judge-on.ts'
import type { Session } from './session-state.ts'

/** X9: the second evaluation of a session, beside the live one, which never changes. */
export interface ChartEvaluation {
  /** One more with each correction. */
  readonly version: number
  readonly judgeVersion: number
  readonly protocol: { readonly id: string; readonly version: number }
  readonly facts: readonly Fact[]
  /** The session as it stands at the end of the evaluation; null where the record holds none. */
  readonly session: Session | null
  readonly differences: readonly ChartDifference[]
  /** The session as it was lived through; null where the record holds none. */
  readonly live: Session | null
  /** What this patient's monitors delivered, in the order in which it came. */
  readonly deliveries: readonly Delivered[]
  /** What was judged for it, to go on from when the record has. */
  readonly judged: Judged
}

const LIMITS: ReadonlySet<string> = new Set(LIMIT_CONDITIONS)

export const spansOf = (facts: readonly Fact[]): readonly ConditionSpan[] => {
  const open = new Map<string, ConditionSpan>()
  const spans: ConditionSpan[] = []
  for (const fact of facts) {
    if ((fact.kind !== 'condition-began' && fact.kind !== 'condition-ended') || !LIMITS.has(fact.condition)) continue
    const condition = fact.condition as LimitCondition
    const before = open.get(condition)
    if (fact.kind === 'condition-began') open.set(condition, { condition, beganAt: fact.at, endedAt: null })
    else if (before !== undefined) {
      spans.push({ ...before, endedAt: fact.at })
      open.delete(condition)
    }
  }
  return [...spans, ...open.values()].sort((a, b) => a.beganAt - b.beganAt)
}

/** Pairs what both evaluations hold of one thing, by overlap in time, each once. */
const paired = <Item>(
  live: readonly Item[],
  chart: readonly Item[],
  same: (a: Item, b: Item) => boolean,
): readonly { readonly live: Item | null; readonly chart: Item | null }[] => {
  const left = [...chart]
  const pairs: { live: Item | null; chart: Item | null }[] = live.map((one) => {
    const index = left.findIndex((other) => same(one, other))
    return { live: one, chart: index < 0 ? null : (left.splice(index, 1)[0] as Item) }
  })
  return [...pairs, ...left.map((other) => ({ live: null, chart: other }))]
}

const overlap = (a: { from: Moment; to: Moment | null }, b: { from: Moment; to: Moment | null }): boolean =>
  a.from <= (b.to ?? Number.POSITIVE_INFINITY) && b.from <= (a.to ?? Number.POSITIVE_INFINITY)

const sameExcursion = (a: Excursion, b: Excursion): boolean =>
  a.side === b.side && overlap({ from: a.openedAt, to: a.closedAt }, { from: b.openedAt, to: b.closedAt })

/** What a reader calls its course; one pair of excursions took the same one where these words are equal. */
const courseOf = ({ peakLevel, confirmed, ending, setCount, openedAt, closedAt }: Excursion): string =>
  [peakLevel, confirmed, ending, setCount, openedAt, closedAt].join()

const sameSpan = (a: ConditionSpan, b: ConditionSpan): boolean =>
  a.condition === b.condition && overlap({ from: a.beganAt, to: a.endedAt }, { from: b.beganAt, to: b.endedAt })

/** Live facts are stamped when they were stated, so a late set opens later there: only what a reader would call another course differs. */
const differencesOf = (
  liveExcursions: readonly Excursion[],
  chartExcursions: readonly Excursion[],
  liveSpans: readonly ConditionSpan[],
  chartSpans: readonly ConditionSpan[],
): readonly ChartDifference[] => [
  ...paired(liveExcursions, chartExcursions, sameExcursion)
    .filter(({ live, chart }) => live === null || chart === null || courseOf(live) !== courseOf(chart))
    .map((pair) => ({ kind: 'excursion' as const, ...pair })),
  ...paired(liveSpans, chartSpans, sameSpan)
    .filter(({ live, chart }) => live === null || chart === null)
    .map((pair) => ({ kind: 'condition' as const, ...pair })),
]

const CORRECTIONS: ReadonlySet<Fact['kind']> = new Set([
  'set-marked',
  'entry-corrected',
  'infusion-time-amended',
  'entered-late',
  'entry-retimed',
])

/**
 * Judges a session's record again for its chart: readings by the time they were measured, corrections applied (X9). `recorded` are the
 * live facts, with which it is compared; they are never changed. `protocol` asks what other rules would have said (a what-if); `course`
 * spares whoever asks for several the living through, `before` the judging of what an evaluation by the same protocol has judged already.
 */
export const evaluateChart = (
  inputs: readonly ChairInput[],
  recorded: readonly Fact[],
  chairId: ChairId,
  protocol: Protocol | null = null,
  course: ChartCourse = chartInputs(inputs, chairId),
  before: Judged | null = null,
): ChartEvaluation => {
  const { inputs: moved, live, deliveries } = course
  const asked =
    protocol === null
      ? moved
      : moved.map((input) =>
          input.kind !== 'act' || input.opening === undefined ? input : { ...input, opening: { ...input.opening, protocol } },
        )
  const judged = judgeOn(emptyChair(chairId), asked, before)
  // What fell due between the last reading and the end of the record.
  const end = advance(judged.chair, { kind: 'tick', takenAt: inputs.at(-1)?.takenAt ?? judged.chair.takenAt })
  const facts = [...judged.facts, ...end.facts]
  const { session } = end.chair
  return {
    version: 1 + recorded.filter((fact) => CORRECTIONS.has(fact.kind)).length,
    judgeVersion: JUDGE_VERSION,
    protocol: { id: session?.protocol.id ?? '', version: session?.protocol.version ?? 0 },
    facts,
    session,
    differences: differencesOf(live?.excursions ?? [], session?.excursions ?? [], spansOf(recorded), spansOf(facts)),
    live,
    deliveries,
    judged,
  }
}
