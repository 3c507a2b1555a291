import type { EvidencePart } from '@chairside/shared/evidence'
import type { Protocol } from '@chairside/shared/protocol-rules'
import {
  CLINICAL_CRITERIA,
  CRITERIA,
  type CriterionId,
  type CriterionResult,
  LEAVING_STEPS,
  type Readiness,
} from '@chairside/shared/readiness'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import { judgeAssessments, judgeLeavingSteps } from './readiness-entries.ts'
import type { OpenAlarm, ReadinessEvidence } from './readiness-evidence.ts'
import { judgePressure } from './readiness-pressure.ts'
import { earlier, type Judged, judged, later, short } from './readiness-result.ts'
import { judgeScore } from './readiness-score.ts'
import { judgeHeartRate, judgeOxygenation, judgeRespiration } from './readiness-streams.ts'

type DischargeRules = Protocol['discharge']

const STOPPED_EARLY: EvidencePart = { code: 'stopped-early' }

const CLINICAL: ReadonlySet<CriterionId> = new Set(CLINICAL_CRITERIA)
const LEAVING: ReadonlySet<CriterionId> = new Set(LEAVING_STEPS)

const NOT_APPLICABLE: Readiness = {
  verdict: 'not-applicable',
  criteria: [],
  met: 0,
  of: CLINICAL_CRITERIA.length,
  missing: [],
  nextExpiry: null,
  earliestAt: null,
  mayLeave: false,
}

/**
 * D2: the minimum stay since the end of the infusion, longer by the extra time once a rescue drug was given, and never less
 * than the extra time after the last of them.
 */
const judgeStay = (evidence: ReadinessEvidence, endedAt: Moment, rules: DischargeRules, now: Moment): Judged => {
  const rescued = evidence.rescues.length > 0
  const early = evidence.endedEarly ? (rules.extraAfterEarlyStopMs ?? 0) : 0
  const stayMs = rules.minimumStayMs + (rescued ? rules.extraAfterRescueMs : 0) + early
  const overAt = Math.max(endedAt + stayMs, ...evidence.rescues.map((at) => at + rules.extraAfterRescueMs))
  const minutes = short((overAt - endedAt) / MINUTE_MS)
  return judged('D2', now, {
    state: now >= overAt ? 'met' : 'not-met',
    restsOn: [
      { code: 'since-end', value: minutes },
      ...(rescued ? [{ code: 'rescue-given' } as const] : []),
      ...(early > 0 ? [STOPPED_EARLY] : []),
    ],
    evidenceAt: endedAt,
    possibleAt: overAt,
  })
}

/** Technical conditions without which D3 to D6 would rest on less than they claim. */
const EVIDENCE_TECHNICAL: ReadonlySet<OpenAlarm['cause']> = new Set([
  'signal-lost',
  'source-silent',
  'check-leads',
  'nibp-overdue',
  'recheck-overdue',
  'nibp-failed',
])
const EVIDENCE_VITALS: ReadonlySet<string> = new Set(['hr', 'pulse', 'spo2', 'rr'])

const blocks = (alarm: OpenAlarm, rules: DischargeRules): boolean => {
  const present = alarm.condition === 'present'
  const unseen = alarm.latched && alarm.acknowledgement === null
  if (alarm.priority !== 'low') return present || unseen
  // A pressure that eased to low may have been critical: what remains until somebody saw it (A3) is no alarm to leave with.
  if (unseen && rules.unseenBlocks === true) return true
  if (!present || !EVIDENCE_TECHNICAL.has(alarm.cause)) return false
  const subject = alarm.subject ?? null
  return alarm.cause !== 'signal-lost' || subject === null || EVIDENCE_VITALS.has(subject)
}

/** D17: no present or unacknowledged alarm of medium or high, no confirmed excursion that nobody saw, and no technical one behind D3 to D6. */
const judgeAlarms = (alarms: readonly OpenAlarm[], rules: DischargeRules, now: Moment): Judged => {
  const causes = [...new Set(alarms.filter((alarm) => blocks(alarm, rules)).map(({ cause }) => cause))]
  return judged(
    'D17',
    now,
    causes.length === 0 ? { state: 'met' } : { state: 'not-met', restsOn: causes.map((cause) => ({ code: 'alarm', cause })) },
  )
}

/** D20: asked for only where the session gave a reason. D19 and D20 are given by signing, so neither is ever met before it. */
const judgePrescriber = (evidence: ReadinessEvidence, rules: DischargeRules, now: Moment): Judged => {
  const reasons = [
    ...(evidence.overridden ? [{ code: 'override' } as const] : []),
    ...(evidence.rescues.length > 0 ? [{ code: 'rescue-drug' } as const] : []),
    ...(evidence.endedEarly ? [STOPPED_EARLY] : []),
    ...(evidence.criticalEvent ? [{ code: 'critical-event' } as const] : []),
    ...(rules.prescriberAlways === true ? [{ code: 'policy' } as const] : []),
  ]
  return judged('D20', now, reasons.length === 0 ? { state: 'not-required' } : { state: 'no-evidence', restsOn: reasons })
}

const judgeAll = (evidence: ReadinessEvidence, rules: DischargeRules, now: Moment): readonly Judged[] => {
  const { endedAt } = evidence
  // Everything counts from the end; until it is known nothing does.
  if (endedAt === null) return CRITERIA.map((id) => judged(id, now, { state: id === 'D1' ? 'not-met' : 'no-evidence' }))
  return [
    judged('D1', now, { state: 'met', restsOn: [evidence.endedEarly ? STOPPED_EARLY : { code: 'complete' }], evidenceAt: endedAt }),
    judgeStay(evidence, endedAt, rules, now),
    judgePressure(evidence, endedAt, rules.bp, now),
    judgeHeartRate(evidence, rules.hr, now),
    judgeOxygenation(evidence, rules.spo2, now),
    judgeRespiration(evidence, rules.rr, now),
    ...judgeAssessments(evidence, endedAt, rules, now),
    ...judgeLeavingSteps(evidence.entries, rules, now),
    judgeAlarms(evidence.openAlarms, rules, now),
    judgeScore(evidence.entries, endedAt, rules.score, now),
    judged('D19', now, { state: 'no-evidence' }),
    judgePrescriber(evidence, rules, now),
  ]
}

const fulfilled = (result: CriterionResult): boolean => result.state === 'met' || result.state === 'not-required'

/** Streamed evidence renews itself with every reading, so its expiry is no countdown for a person. */
const renewsItself = (result: CriterionResult, evidence: ReadinessEvidence): boolean =>
  result.id === 'D4' || result.id === 'D5' || (result.id === 'D6' && result.evidenceAt !== evidence.rrManual?.at)

const summarise = (criteria: readonly CriterionResult[], evidence: ReadinessEvidence): Readiness => {
  const missing: CriterionId[] = []
  let failing = false
  let stepsDone = true
  let earliestAt: Moment | null = null
  let nextExpiry: Readiness['nextExpiry'] = null
  for (const result of criteria) {
    const clinical = CLINICAL.has(result.id)
    if (!fulfilled(result)) {
      if (LEAVING.has(result.id)) stepsDone = false
      if (clinical) {
        missing.push(result.id)
        failing ||= result.state === 'not-met'
        earliestAt = later(earliestAt, result.earliestAt)
      }
    } else if (result.expiresAt !== null && !renewsItself(result, evidence)) {
      if (nextExpiry === null || result.expiresAt < nextExpiry.at) nextExpiry = { criterion: result.id, at: result.expiresAt }
    }
  }
  const ready = missing.length === 0
  const unready = failing ? 'not-ready' : 'not-enough-evidence'
  return {
    verdict: ready ? 'ready' : unready,
    criteria,
    met: CLINICAL_CRITERIA.length - missing.length,
    of: CLINICAL_CRITERIA.length,
    missing,
    nextExpiry,
    earliestAt,
    mayLeave: ready && stepsDone,
  }
}

/** Readiness with the next moment at which it may change by time alone: both for the price of one. */
export const assessReadiness = (
  evidence: ReadinessEvidence,
  rules: DischargeRules,
  now: Moment,
): { readonly readiness: Readiness; readonly changesAt: Moment | null } => {
  if (evidence.phase !== 'recovering') return { readiness: NOT_APPLICABLE, changesAt: null }
  const all = judgeAll(evidence, rules, now)
  return {
    readiness: summarise(
      all.map(({ result }) => result),
      evidence,
    ),
    changesAt: all.reduce<Moment | null>((next, { changesAt }) => earlier(next, changesAt), null),
  }
}

/**
 * L1 to L4: whether the patient may leave, by the criteria D1 to D20, from what is known at `now` (room clock, whole ms).
 * `not-applicable`, without criteria, in every phase but recovering. `missing`, `met` and `earliestAt` concern the clinical
 * criteria; `earliestAt` is a lower bound, from what has a known time: null where only acts or a recovery are waited for.
 * Signing calls this again at its own instant (L4).
 */
export const evaluateReadiness = (evidence: ReadinessEvidence, rules: Protocol['discharge'], now: Moment): Readiness =>
  assessReadiness(evidence, rules, now).readiness

/** The next moment after `now` at which the result may change by time alone (a hold fulfilled, an age exceeded, a stay over); null: none. */
export const nextReadinessChangeAt = (evidence: ReadinessEvidence, rules: Protocol['discharge'], now: Moment): Moment | null =>
  assessReadiness(evidence, rules, now).changesAt
