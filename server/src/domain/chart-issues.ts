import { priorityRank } from '@chairside/shared/alarm'
import type { ChartIssueId } from '@chairside/shared/chart-signature'
import type { Fact } from '@chairside/shared/fact'
import { isEnded } from '@chairside/shared/session'
import type { ChartAlarm, ChartDifference, ChartIssue, ChartQuality } from '@chairside/shared/session-chart'
import { effectiveEntries } from './effective-entries.ts'
import type { Session } from './session-state.ts'

/** Below these shares the chart says that much of what was due is missing. */
const CUFF_SHARE = 0.9
const COVERAGE = 0.9

/** R3: what a physician is shown before signing, in the order in which it is listed. */
export const issuesOf = (
  live: Session,
  facts: readonly Fact[],
  alarms: readonly ChartAlarm[],
  differences: readonly ChartDifference[],
  quality: ChartQuality,
): readonly ChartIssue[] => {
  const { phase, care, excursions, infusion, baseline, wrongPatient } = live
  const begun = infusion.startedAt !== null
  const of = (kind: Fact['kind']): number => facts.filter((fact) => fact.kind === kind).length
  const flag = (holds: boolean): number => (holds ? 1 : 0)
  const unanswered = alarms.filter(
    ({ kind, priority, acknowledged }) => kind === 'physiological' && priorityRank(priority) > 0 && acknowledged === null,
  )
  const noAccount = begun && !effectiveEntries(live.events).some(({ entry }) => entry.kind === 'drug-account')
  const criteriaOverridden = facts.some((fact) => fact.kind === 'left' && fact.how === 'discharged' && fact.reason !== null)
  const counts: readonly (readonly [ChartIssueId, number])[] = [
    ['open', flag(!isEnded(phase))],
    ['countersignature', flag(care.countersignatureOpen)],
    ['wrong-patient', flag(wrongPatient)],
    ['alarm', unanswered.length],
    ['excursion', excursions.filter(({ ending }) => ending === 'session-ended' || ending === null).length],
    ['verify', flag(care.verify !== null)],
    ['difference', differences.length],
    ['away', of('happened-while-away')],
    ['outside', quality.outside?.count ?? 0],
    ['baseline', flag(begun && baseline === null)],
    ['override', of('holds-overridden') + flag(criteriaOverridden)],
    ['drug-account', flag(noAccount)],
    ['cuff', flag(quality.cuff.share !== null && quality.cuff.share < CUFF_SHARE)],
    ['coverage', flag(begun && (quality.spo2Coverage ?? 0) < COVERAGE)],
  ]
  return counts.flatMap(([id, count]) => (count > 0 ? [{ id, count }] : []))
}
