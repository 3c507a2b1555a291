import { RESCUE_GROUPS } from '@chairside/shared/entry'
import { type Level, levelRank } from '@chairside/shared/excursion'
import type { Baseline, Fact } from '@chairside/shared/fact'
import { infusedMg, runMs } from '@chairside/shared/infusion'
import type { ChartAlarm, ChartSummary } from '@chairside/shared/session-chart'
import type { Moment } from '@chairside/shared/time'
import type { AcceptedSet } from './baseline.ts'
import { medianResponseMs } from './chart-alarms.ts'
import { type ChartReadings, extremeOf } from './chart-readings.ts'
import { effectiveEntries } from './effective-entries.ts'
import type { Session } from './session-state.ts'
import { beyondWarningOf, judgedSets, peakOf } from './session-summary.ts'

const lowestOf = (sets: readonly AcceptedSet[]): ChartSummary['lowest']['sys'] =>
  sets.reduce<ChartSummary['lowest']['sys']>(
    (lowest, { at, sys }) => (lowest === null || sys < lowest.value ? { value: sys, at } : lowest),
    null,
  )

const largestChange = (sets: readonly AcceptedSet[], baseline: Baseline | null): ChartSummary['largestChange'] => {
  if (baseline === null) return null
  let found: ChartSummary['largestChange'] = null
  for (const { at, sys } of sets) {
    const change = sys - baseline.sys
    if (found === null || Math.abs(change) > Math.abs(found.sys)) found = { sys: change, percent: (change / baseline.sys) * 100, at }
  }
  return found
}

const backWithin = (sets: readonly AcceptedSet[], baseline: Baseline | null, endedAt: Moment | null, share: number): number | null => {
  if (baseline === null || endedAt === null) return null
  const near = ({ sys, dia }: AcceptedSet): boolean =>
    Math.abs(sys - baseline.sys) <= baseline.sys * share && Math.abs(dia - baseline.dia) <= baseline.dia * share
  const later = sets.filter(({ at }) => at >= endedAt)
  const index = later.findIndex((set, place) => {
    const next = later[place + 1]
    return next !== undefined && near(set) && near(next)
  })
  const found = later[index]
  return found === undefined ? null : found.at - endedAt
}

const worstOf = (session: Session): Level | null =>
  session.excursions
    .filter(({ confirmed }) => confirmed)
    .reduce<Level | null>((worst, { peakLevel }) => (levelRank(peakLevel) > levelRank(worst) ? peakLevel : worst), null)

/** The figures of a session: of its chart's evaluation, with what was entered and stated live. `facts`: the recorded ones. */
export const summaryOf = (
  session: Session,
  live: Session,
  facts: readonly Fact[],
  readings: ChartReadings,
  alarms: readonly ChartAlarm[],
  endAt: Moment,
): ChartSummary => {
  const { order, infusion, baseline, excursions } = session
  const { startedAt, endedAt } = infusion
  const sets = startedAt === null ? [] : judgedSets(session.sets, startedAt)
  const from = startedAt ?? Number.POSITIVE_INFINITY
  const sys = peakOf(sets, 'sys')
  const peakSet = sys === null ? null : (sets.find((set) => set.at === sys.at && set.sys === sys.value) ?? null)
  const ending = (which: string): number => excursions.filter((one) => one.ending === which).length
  const left = facts.findLast((fact) => fact.kind === 'left')
  const ready = facts.find((fact) => fact.kind === 'readiness-changed' && fact.verdict === 'ready')
  const sinceEnd = (at: Moment | undefined): number | null => (at === undefined || endedAt === null ? null : at - endedAt)
  const beyond = (vital: 'sys' | 'dia'): number => beyondWarningOf(sets, session.pressureLimits, vital).minutes
  return {
    orderedMg: order.doseMg,
    mgPerKg: order.doseMg / order.weightKg,
    givenMg: startedAt === null ? null : infusedMg(infusion, endAt),
    plannedMs: infusion.plannedDurationMs,
    runMs: startedAt === null ? null : runMs(infusion, endAt),
    pauses: facts.filter((fact) => fact.kind === 'phase-changed' && fact.to === 'paused').length,
    peak: { sys, dia: peakOf(sets, 'dia'), map: peakOf(sets, 'map'), hr: extremeOf(readings, ['hr', 'pulse'], 'highest', from) },
    peakSet: peakSet === null ? null : { sys: peakSet.sys, dia: peakSet.dia, at: peakSet.at },
    lowest: {
      sys: lowestOf(sets),
      spo2: extremeOf(readings, ['spo2'], 'lowest', from),
      rr: extremeOf(readings, ['rr'], 'lowest', from),
    },
    largestChange: largestChange(sets, baseline),
    minutesBeyondWarning: sets.length < 2 ? null : { sys: beyond('sys'), dia: beyond('dia') },
    excursions: {
      confirmed: excursions.filter(({ confirmed, ending: how }) => confirmed && how !== 'not-reproduced').length,
      notConfirmed: ending('not-confirmed'),
      notReproduced: ending('not-reproduced'),
    },
    worst: worstOf(session),
    rescues: effectiveEntries(live.events).flatMap(({ at, entry }) =>
      entry.kind === 'medication' && RESCUE_GROUPS.has(entry.group) ? [{ at, name: entry.name, dose: entry.dose }] : [],
    ),
    backWithin20Ms: backWithin(sets, baseline, endedAt, 0.2),
    backWithin10Ms: backWithin(sets, baseline, endedAt, 0.1),
    readyMs: sinceEnd(ready?.at),
    leftMs: sinceEnd(left?.at),
    medianResponseMs: medianResponseMs(alarms),
  }
}
