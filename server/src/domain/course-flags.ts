import type { CourseNumbers } from '@chairside/shared/course-numbers'
import { type Level, levelRank } from '@chairside/shared/excursion'
import type { CourseFlag, CourseSession, NextDue, PlannedVisit } from '@chairside/shared/patient-course'

const worstOf = (sessions: readonly CourseSession[]): Level | null =>
  sessions.reduce<Level | null>((worst, one) => (levelRank(one.worst) > levelRank(worst) ? one.worst : worst), null)

/** Comparisons are of what people read: a dose that was rounded to whole mg is the same dose. */
const EXACT = 1e-9

/**
 * What stands out in a course. `infused`: its sessions in which the infusion began, oldest first, of their charts; `planned`: the next visit. Nothing is said of what
 * the record does not hold: a session without a baseline neither rises nor hides that another did.
 */
export const courseFlags = (
  infused: readonly CourseSession[],
  next: NextDue,
  planned: PlannedVisit | null,
  numbers: CourseNumbers,
): readonly CourseFlag[] => {
  const isOther = (from: number, to: number): boolean => Math.abs(to - from) >= numbers.doseChangeMgPerKg - EXACT
  const flags: CourseFlag[] = []
  const last = infused.at(-1)
  if (last !== undefined && last.excursions > 0)
    flags.push({
      kind: 'excursion-last',
      sessionId: last.sessionId,
      infusionNumber: last.infusionNumber,
      count: last.excursions,
      worst: last.worst,
    })
  const early = infused.filter(({ infusionNumber, excursions }) => infusionNumber <= numbers.earlyInfusions && excursions > 0)
  if (early.length > 0)
    flags.push({
      kind: 'early-excursion',
      infusionNumbers: early.map(({ infusionNumber }) => infusionNumber),
      upTo: numbers.earlyInfusions,
      worst: worstOf(early),
    })
  const measured = infused.flatMap(({ baseline, infusionNumber, sessionId }) =>
    baseline === null ? [] : [{ ...baseline, infusionNumber, sessionId }],
  )
  const [from] = measured
  const to = measured.at(-1)
  if (from !== undefined && to !== undefined && from !== to) {
    const { sessionId, ...shown } = to
    const rises = to.sys - from.sys >= numbers.baselineRiseSys || to.dia - from.dia >= numbers.baselineRiseDia
    if (rises)
      flags.push({
        kind: 'rising-baseline',
        sessionId,
        from: { sys: from.sys, dia: from.dia, infusionNumber: from.infusionNumber },
        to: shown,
      })
  }
  const before = infused.at(-2)
  if (last !== undefined && before !== undefined && isOther(before.mgPerKg, last.mgPerKg))
    flags.push({
      kind: 'dose-change',
      sessionId: last.sessionId,
      infusionNumber: last.infusionNumber,
      fromMgPerKg: before.mgPerKg,
      toMgPerKg: last.mgPerKg,
    })
  if (last !== undefined && planned !== null && isOther(last.mgPerKg, planned.order.mgPerKg))
    flags.push({ kind: 'planned-dose', day: planned.day, fromMgPerKg: last.mgPerKg, toMgPerKg: planned.order.mgPerKg })
  if (next.overdueDays !== null && next.window !== null) flags.push({ kind: 'overdue', days: next.overdueDays, toDay: next.window.toDay })
  return flags
}
