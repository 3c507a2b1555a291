import type { CoursePoint, CourseSession, PeakScore } from '@chairside/shared/patient-course'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { isEnded } from '@chairside/shared/session'
import type { ChartSet, SessionChart } from '@chairside/shared/session-chart'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import { effectiveEntries } from './effective-entries.ts'
import { secondSignerOf } from './session-line.ts'

/** A set that the chart counts: it was possible, whenever it came, and nobody took it back. */
const counts = (set: ChartSet): boolean => set.state !== 'rejected' && set.artefact === null && set.sys !== null && set.dia !== null

/** How long after a set the next one may come without one being missing: a number that old is struck through on every screen (V7). */
const apartMs = (from: Moment, stoppedAt: Moment | null, cuff: Protocol['cuff']): number => {
  const since = stoppedAt === null ? -1 : from - stoppedAt
  const interval =
    since < 0 ? cuff.intervalInfusingMs : since >= cuff.recoveryEarlyMs ? cuff.intervalRecoveryLateMs : cuff.intervalRecoveryEarlyMs
  return interval + cuff.strikeAfterMs
}

/** Sets as changes from the baseline; what was turned down or marked between two of them parts them. */
const pointsOf = ({ sets, infusion, baseline }: SessionChart, cuff: Protocol['cuff']): readonly CoursePoint[] => {
  const { startedAt, endedAt } = infusion
  if (startedAt === null || baseline === null) return []
  const points: CoursePoint[] = []
  let before: Moment | null = null
  for (const set of sets) {
    if (set.at < startedAt) continue
    if (!counts(set)) {
      before = null
      continue
    }
    points.push({
      minute: (set.at - startedAt) / MINUTE_MS,
      sys: (set.sys ?? 0) - baseline.sys,
      dia: (set.dia ?? 0) - baseline.dia,
      joined: before !== null && set.at - before <= apartMs(before, endedAt, cuff),
    })
    before = set.at
  }
  return points
}

const riseOf = (points: readonly CoursePoint[]): CourseSession['rise'] => {
  const [first] = points
  if (first === undefined) return null
  const highest = (vital: 'sys' | 'dia') => {
    const found = points.reduce((top, point) => (point[vital] > top[vital] ? point : top), first)
    return { by: found[vital], minute: found.minute }
  }
  return { sys: highest('sys'), dia: highest('dia') }
}

/** What a course shows of a session, from its chart and the schedule that it was measured by. */
export const courseSessionOf = (chart: SessionChart, cuff: Protocol['cuff']): CourseSession => {
  const { summary, infusion, baseline, order } = chart
  const { startedAt } = infusion
  const minuteOf = (at: Moment): number | null => (startedAt === null ? null : (at - startedAt) / MINUTE_MS)
  const entries = effectiveEntries(chart.events)
  const peakScore = (scale: '0-10' | 'cadss-6'): PeakScore | null =>
    entries.reduce<PeakScore | null>((peak, { at, entry }) => {
      // Before the start it is the patient's own value, to which later ones are compared.
      if (entry.kind !== 'dissociation' || entry.scale !== scale || startedAt === null || at < startedAt) return peak
      return peak === null || entry.value > peak.value ? { value: entry.value, minute: minuteOf(at) } : peak
    }, null)
  const safety = entries.findLast(({ entry }) => entry.kind === 'safety')?.entry
  const points = pointsOf(chart, cuff)
  const waitsFor = secondSignerOf(chart)
  return {
    sessionId: chart.sessionId,
    chairId: chart.chairId,
    infusionNumber: chart.patient.infusionNumber,
    simulated: chart.simulated,
    phase: chart.phase,
    checkedInAt: chart.checkedInAt,
    startedAt,
    endedAt: isEnded(chart.phase) ? chart.endedAt : null,
    baseline: baseline === null ? null : { sys: baseline.sys, dia: baseline.dia },
    weightKg: order.weightKg,
    orderedMg: summary.orderedMg,
    mgPerKg: summary.mgPerKg,
    givenMg: summary.givenMg,
    runMs: summary.runMs,
    stoppedMinute: infusion.endedAt === null ? null : minuteOf(infusion.endedAt),
    points,
    peak:
      summary.peakSet === null || startedAt === null
        ? null
        : { sys: summary.peakSet.sys, dia: summary.peakSet.dia, minute: (summary.peakSet.at - startedAt) / MINUTE_MS },
    rise: riseOf(points),
    lowestSpo2: summary.lowest.spo2?.value ?? null,
    excursions: summary.excursions.confirmed,
    notConfirmed: summary.excursions.notConfirmed,
    notReproduced: summary.excursions.notReproduced,
    worst: summary.worst,
    rescues: summary.rescues.map(({ at, name, dose }) => ({ minute: minuteOf(at), name, dose })),
    cadss: peakScore('cadss-6'),
    dissociation: peakScore('0-10'),
    safetyConcern: safety?.kind === 'safety' ? safety.concern : null,
    recoveryMs: summary.readyMs,
    stayMs: summary.leftMs,
    signed: chart.signatures.length > 0,
    ...(waitsFor === undefined ? {} : { waitsFor }),
    corrected: chart.differences.length > 0 || chart.sets.some(({ artefact }) => artefact !== null),
  }
}
