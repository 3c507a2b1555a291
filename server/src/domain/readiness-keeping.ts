import { levelRank } from '@chairside/shared/excursion'
import type { Readiness } from '@chairside/shared/readiness'
import type { Moment } from '@chairside/shared/time'
import { assessReadiness } from './discharge-readiness.ts'
import { effectiveEntries } from './effective-entries.ts'
import { levelOf } from './pressure-level.ts'
import type { LevelledSet, ReadinessEvidence } from './readiness-evidence.ts'
import { inflationSpans } from './same-limb-cuff.ts'
import { listOf } from './samples.ts'
import { type Session, state, type Work } from './session-state.ts'
import { isWithdrawn } from './withdrawn-sets.ts'

interface KnownSets {
  readonly key: readonly unknown[]
  readonly levelled: readonly LevelledSet[]
}

/** Sets come once in minutes, and readiness is judged at each reading: what they are levelled by rarely changes between. */
const known = new WeakMap<Session['sets'], KnownSets>()

const levelledSets = (session: Session): readonly LevelledSet[] => {
  const key = [session.pressureLimits, session.care.artefactSets]
  const before = known.get(session.sets)
  if (before?.key.every((part, index) => part === key[index])) return before.levelled
  const levelled = levelSets(session)
  known.set(session.sets, { key, levelled })
  return levelled
}

/** Accepted sets, in order; how far back it looks among them is D3's. */
const levelSets = (session: Session): readonly LevelledSet[] => {
  const { sets, pressureLimits } = session
  return sets.flatMap(({ state: taken, at, sys, dia, map }) => {
    if (taken !== 'accepted' || sys === null || dia === null || isWithdrawn(session, at)) return []
    const pressure = { sys, dia, map }
    const level = Math.max(levelRank(levelOf(pressureLimits, pressure, 'high')), levelRank(levelOf(pressureLimits, pressure, 'low')))
    return [{ at, sys, dia, level }]
  })
}

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
  sets: levelledSets(session),
  heartRate: listOf(session.heart),
  spo2: listOf(session.spo2),
  spo2PeriodMs: session.bound?.profile.periodsMs?.spo2 ?? session.bound?.profile.periodMs ?? 1_000,
  saturationHeldBack: inflationSpans(session),
  rr: listOf(session.rr),
  rrManual: session.rrManual,
  oxygenOn: session.oxygenOn,
  oxygenOffSince: session.oxygenOffSince,
  entries: effectiveEntries(session.events),
  offMonitor: { spans: session.offMonitorSpans, freezeMs: session.protocol.offMonitor.freezeMs },
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
  const rules = session.inForce.discharge
  const { readiness: after, changesAt } = assessReadiness(evidence, rules, now)
  stateChanges(work, session.readiness, after, now)
  session.readiness = after
  session.readinessDueAt = changesAt
}
