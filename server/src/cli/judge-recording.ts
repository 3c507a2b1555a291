import type { Extreme } from '@chairside/shared/excursion'
import type { Fact } from '@chairside/shared/fact'
import type { Recording } from '@chairside/shared/recording'
import { advance, emptyChair } from '../domain/chair.ts'
import type { Chair } from '../domain/session-state.ts'
import { beyondWarningOf, countEndings, judgedSets, peakOf } from '../domain/session-summary.ts'
import { eventOf, inOrder, type JudgeEvent, summarySeconds } from './judge-events.ts'
import { CHAIR_ID, ORIGIN_MS, type RecordingOptions, recordingInputs } from './recording-inputs.ts'

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000

const peak = (extreme: Extreme | null): { readonly value: number; readonly t: number } | null =>
  extreme === null ? null : { value: extreme.value, t: summarySeconds(extreme.at) }

const summaryOf = (chair: Chair, facts: readonly Fact[], recording: Recording): Readonly<Record<string, unknown>> => {
  const { session } = chair
  const startedAt = session?.infusion.startedAt ?? null
  const sets = session === null || startedAt === null ? [] : judgedSets(session.sets, startedAt)
  const conditions: Record<string, number> = {}
  for (const fact of facts) if (fact.kind === 'condition-began') conditions[fact.condition] = (conditions[fact.condition] ?? 0) + 1
  const of = (vital: 'sys' | 'dia') => (session === null ? { minutes: 0, area: 0 } : beyondWarningOf(sets, session.pressureLimits, vital))
  const sys = of('sys')
  const dia = of('dia')
  const rows = recording.rows.length
  return {
    kind: 'summary',
    sets: session?.sets.length ?? 0,
    rejectedSets: session?.sets.filter((set) => set.state === 'rejected').length ?? 0,
    peak: { sys: peak(peakOf(sets, 'sys')), dia: peak(peakOf(sets, 'dia')), map: peak(peakOf(sets, 'map')) },
    excursions: countEndings(session?.excursions ?? []),
    conditions,
    minutesBeyondWarning: { sys: rounded(sys.minutes), dia: rounded(dia.minutes) },
    areaBeyondWarning: { sys: rounded(sys.area), dia: rounded(dia.area) },
    coverage: Object.fromEntries(
      recording.columns.map((column, index) => [
        column,
        rows === 0 ? 0 : recording.rows.filter((row) => row.values[index] !== null).length / rows,
      ]),
    ),
  }
}

export interface Judgement {
  readonly events: readonly JudgeEvent[]
  readonly summary: Readonly<Record<string, unknown>>
  readonly facts: readonly Fact[]
}

/** Runs a recording through the judge. `onProgress` hears the recording's milliseconds now and then. */
export const judgeRecording = (
  recording: Recording,
  options: RecordingOptions,
  onProgress: (atMs: number) => void = () => {},
): Judgement => {
  let chair = emptyChair(CHAIR_ID)
  const facts: Fact[] = []
  let inputs = 0
  for (const input of recordingInputs(recording, options)) {
    const step = advance(chair, input)
    if (step.problem !== null)
      throw new Error(`the judge refused an input of the recording: ${step.problem.code} ${step.problem.details.join(', ')}`)
    chair = step.chair
    for (const fact of step.facts) facts.push(fact)
    inputs += 1
    if (inputs % 5_000 === 0) onProgress(input.takenAt - ORIGIN_MS)
  }
  const events = inOrder(facts.map(eventOf).filter((event) => event !== null))
  return { events, summary: summaryOf(chair, facts, recording), facts }
}
