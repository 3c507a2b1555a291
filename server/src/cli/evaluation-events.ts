import type { LimitCondition } from '@chairside/shared/alarm'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Fact } from '@chairside/shared/fact'
import { medianStepMs, type Recording } from '@chairside/shared/recording'
import { SECOND_MS } from '@chairside/shared/time'
import { VITALS } from '@chairside/shared/vital'
import type { Stretch } from '../domain/alarm-episodes.ts'
import { ORIGIN_MS } from './recording-inputs.ts'

/** A stretch of a recording, in milliseconds from its zero. */
export interface Span {
  readonly fromMs: number
  readonly untilMs: number
}

export const inRecording = ({ fromAt, untilAt }: Stretch): Span => ({ fromMs: fromAt - ORIGIN_MS, untilMs: untilAt - ORIGIN_MS })

/** True where they share a moment, or lie at most so far before and after each other. */
export const meets = (span: Span, other: Span, beforeMs = 0, afterMs = 0): boolean =>
  span.fromMs <= other.untilMs + afterMs && span.untilMs >= other.fromMs - beforeMs

interface Sample {
  readonly atMs: number
  readonly holds: boolean
}

/** Unbroken rows of samples that hold, over at least so long; a gap above the judge's own breaks them (T1). */
const runsOf = (samples: readonly Sample[], atLeastMs: number): readonly Span[] => {
  const periodMs = medianStepMs(samples.map(({ atMs }) => atMs)) ?? SECOND_MS
  const gapMs = Math.max(DEFAULT_PROTOCOL.technical.runGapMs, 2.5 * periodMs)
  const runs: Span[] = []
  let run: Span | null = null
  const close = (): void => {
    if (run !== null && run.untilMs - run.fromMs >= atLeastMs) runs.push(run)
    run = null
  }
  for (const { atMs, holds } of samples) {
    if (run !== null && (!holds || atMs - (run as Span).untilMs > gapMs)) close()
    if (holds) run = { fromMs: (run as Span | null)?.fromMs ?? atMs, untilMs: atMs }
  }
  close()
  return runs
}

const column = (recording: Recording, name: Recording['columns'][number]): number => recording.columns.indexOf(name)

/** What the values themselves say: SpO2 below the limit of `spo2-low` for its delay or longer. */
export const desaturationsOf = (recording: Recording): readonly Span[] => {
  const { limit, delayMs } = DEFAULT_PROTOCOL.limits['spo2-low']
  const { low, high } = VITALS.spo2.range
  const index = column(recording, 'spo2')
  const samples = recording.rows.flatMap(({ atMs, values }) => {
    const value = values[index] ?? null
    return value === null || value < low || value > high ? [] : [{ atMs, holds: value < limit }]
  })
  return runsOf(samples, delayMs)
}

/** The usual least length of an apnoea. */
const APNOEA_MS = 10 * SECOND_MS

/** No breath and no carbon dioxide: RR 0 for 10 s or more, with an EtCO2 of 0 or none. Beside EtCO2 it may be a capnograph at zeroing. */
export const noBreathsOf = (recording: Recording): readonly Span[] => {
  const [rr, etco2] = [column(recording, 'rr'), column(recording, 'etco2')]
  const samples = recording.rows.flatMap(({ atMs, values }) => {
    const value = values[rr] ?? null
    return value === null ? [] : [{ atMs, holds: value === 0 && (values[etco2] ?? 0) === 0 }]
  })
  return runsOf(samples, APNOEA_MS)
}

/** When at least one of these conditions was present; stretches that touch are one. */
export const presenceOf = (facts: readonly Fact[], conditions: readonly LimitCondition[], untilAt: number): readonly Span[] => {
  const present = new Set<string>()
  const spans: Span[] = []
  let since = 0
  for (const fact of facts) {
    if (fact.kind !== 'condition-began' && fact.kind !== 'condition-ended') continue
    if (!(conditions as readonly string[]).includes(fact.condition)) continue
    if (fact.kind === 'condition-began') {
      if (present.size === 0) since = fact.at
      present.add(fact.condition)
    } else if (present.delete(fact.condition) && present.size === 0) spans.push(inRecording({ fromAt: since, untilAt: fact.at }))
  }
  if (present.size > 0) spans.push(inRecording({ fromAt: since, untilAt }))
  return spans
}
