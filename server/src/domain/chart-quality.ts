import type { Fact } from '@chairside/shared/fact'
import { isEnded, isMonitored } from '@chairside/shared/session'
import type { ChartQuality, ChartSet, PhaseSpan } from '@chairside/shared/session-chart'
import { HOUR_MS, type Moment } from '@chairside/shared/time'
import type { ChairInput } from './chair-input.ts'
import { type ChartReadings, coverageOf } from './chart-readings.ts'
import type { Session } from './session-state.ts'

/** The phases of a session one after the other, from what was stated. */
export const phasesOf = (facts: readonly Fact[], checkedInAt: Moment): readonly PhaseSpan[] => {
  const spans: PhaseSpan[] = [{ phase: 'checked-in', fromAt: checkedInAt, toAt: null }]
  for (const fact of facts) {
    if (fact.kind !== 'phase-changed') continue
    spans[spans.length - 1] = { ...(spans.at(-1) as PhaseSpan), toAt: fact.at }
    if (!isEnded(fact.to)) spans.push({ phase: fact.to, fromAt: fact.at, toAt: null })
  }
  return spans
}

/** How many sets the schedule asked for from the start on, and for how many of these one was taken in time (before it counts as overdue). */
const cuffSets = (session: Session, sets: readonly ChartSet[], endAt: Moment): { readonly expected: number; readonly obtained: number } => {
  const { infusion, protocol } = session
  const rules = protocol.cuff
  if (infusion.startedAt === null) return { expected: 0, obtained: 0 }
  const taken = sets.filter((set) => set.state !== 'rejected' && set.artefact === null).map(({ at }) => at)
  const stoppedAt = infusion.endedAt ?? endAt
  const intervalAt = (from: Moment): number => {
    if (from < stoppedAt) return rules.intervalInfusingMs
    return from - stoppedAt >= rules.recoveryEarlyMs ? rules.intervalRecoveryLateMs : rules.intervalRecoveryEarlyMs
  }
  let from = infusion.startedAt
  let next = 0
  let expected = 0
  let obtained = 0
  for (let dueAt = from + intervalAt(from); dueAt <= endAt; dueAt = from + intervalAt(from)) {
    expected += 1
    while ((taken[next] ?? Number.POSITIVE_INFINITY) <= from) next += 1
    const latest = taken.slice(next).findLast((at) => at <= dueAt + rules.overdueLowMs) ?? null
    if (latest !== null) obtained += 1
    // A set before it was due moves the schedule; a missed one is due again an interval later.
    from = latest === null ? dueAt : Math.max(latest, from + 1)
  }
  return { expected, obtained }
}

const reconnections = (inputs: readonly ChairInput[]): readonly Moment[] =>
  inputs.flatMap((input) => (input.kind === 'source-declared' ? [input.takenAt] : []))

const silencesIn = (inputs: readonly ChairInput[]): ChartQuality['silences'] =>
  inputs.flatMap((input, index) => {
    const before = inputs[index - 1]?.takenAt ?? input.takenAt
    return input.takenAt - before >= HOUR_MS ? [{ fromAt: before, toAt: input.takenAt }] : []
  })

/** What a session's record was to hold, and holds. */
export const qualityOf = (
  session: Session,
  inputs: readonly ChairInput[],
  sets: readonly ChartSet[],
  phases: readonly PhaseSpan[],
  readings: ChartReadings,
  outside: ChartQuality['outside'],
  endAt: Moment,
): ChartQuality => {
  const { expected, obtained } = cuffSets(session, sets, endAt)
  const monitored = phases.filter(({ phase }) => isMonitored(phase)).map(({ fromAt, toAt }) => ({ fromAt, toAt: toAt ?? endAt }))
  const count = (kept: ChartReadings['late']): number => Object.values(kept).reduce((sum, list) => sum + list.length, 0)
  return {
    cuff: { expected, obtained, share: expected === 0 ? null : obtained / expected },
    setsRejected: sets.filter((set) => set.state === 'rejected').length,
    setsLate: sets.filter((set) => set.state === 'late').length,
    setsArtefact: sets.filter((set) => set.artefact !== null).length,
    spo2Coverage: coverageOf(readings, 'spo2', monitored),
    lateReadings: count(readings.late),
    rejectedReadings: count(readings.rejected),
    outside,
    reconnectedAt: reconnections(inputs),
    silences: silencesIn(inputs),
  }
}
