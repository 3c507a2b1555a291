import { levelRank } from '@chairside/shared/excursion'
import type { Readiness } from '@chairside/shared/readiness'
import type { Moment } from '@chairside/shared/time'
import { assessReadiness } from './discharge-readiness.ts'
import { levelOf } from './pressure-level.ts'
import type { ReadinessEvidence } from './readiness-evidence.ts'
import { type Session, state, type Work } from './session-state.ts'

const evidenceOf = (session: Session): ReadinessEvidence => ({
  phase: session.phase,
  startedAt: session.infusion.startedAt,
  endedAt: session.infusion.endedAt,
  endedEarly: session.infusion.endedEarly,
  rescues: session.rescues,
  criticalEvent: session.criticalEvent,
  overridden: session.overridden,
  baseline: session.baseline,
  continuousBaseline: session.baselinePicture?.continuous ?? { hr: null, spo2: null, rr: null },
  sets: session.sets.flatMap((set) => {
    if (set.state !== 'accepted' || set.sys === null || set.dia === null) return []
    const pressure = { sys: set.sys, dia: set.dia, map: set.map }
    const level = Math.max(
      levelRank(levelOf(session.pressureLimits, pressure, 'high')),
      levelRank(levelOf(session.pressureLimits, pressure, 'low')),
    )
    return [{ at: set.at, sys: set.sys, dia: set.dia, level }]
  }),
  heartRate: session.heart,
  spo2: session.spo2,
  spo2PeriodMs: session.bound?.profile.periodsMs?.spo2 ?? session.bound?.profile.periodMs ?? 1_000,
  rr: session.rr,
  rrManual: session.rrManual,
  oxygenOn: session.oxygenOn,
  oxygenOffSince: session.oxygenOffSince,
  entries: session.events,
  // The text of a technical alarm is its subject.
  openAlarms: session.alarmPicture.map((alarm) => ({ ...alarm, subject: alarm.cause === 'signal-lost' ? alarm.text : null })),
})

const stateChanges = (work: Work, before: Readiness | null, after: Readiness, at: Moment): void => {
  for (const criterion of after.criteria) {
    const previous = before?.criteria.find((candidate) => candidate.id === criterion.id)
    if (previous?.state !== criterion.state)
      state(work, at, { kind: 'criterion-changed', criterion: criterion.id, state: criterion.state, evidence: criterion.evidence })
  }
  if (before?.verdict !== after.verdict) state(work, at, { kind: 'readiness-changed', verdict: after.verdict, missing: after.missing })
}

/** L1 to L3 at one moment: what changed is stated (the withdrawal of readiness among it, L2), and the next change by time is noted. */
export const evaluateNow = (work: Work, now: Moment): void => {
  const { session } = work
  if (session.phase !== 'recovering') {
    session.readinessDueAt = null
    return
  }
  const evidence = evidenceOf(session)
  const rules = session.protocol.discharge
  const { readiness: after, changesAt } = assessReadiness(evidence, rules, now)
  stateChanges(work, session.readiness, after, now)
  session.readiness = after
  session.readinessDueAt = changesAt
}
