import { evaluateReadiness } from '@chairside/server/domain/discharge-readiness'
import type { EnteredEvidence, ReadinessEvidence, Sample } from '@chairside/server/domain/readiness-evidence'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Entry } from '@chairside/shared/entry'
import type { CriterionId, CriterionResult } from '@chairside/shared/readiness'
import { MINUTE_MS, type Moment, SECOND_MS } from '@chairside/shared/time'
import { PASSING_ENTRIES } from '../support/passing-entries.ts'

export const RULES = DEFAULT_PROTOCOL.discharge
/** The end of the infusion in every example. */
export const END: Moment = 1_760_000_000_000
export const minutes = (count: number): number => count * MINUTE_MS
export const afterEnd = (count: number): Moment => END + minutes(count)

/** One reading a second over the `spanMs` that end at `to`, both ends included. */
export const stream = (to: Moment, value: number, spanMs: number = minutes(6)): Sample[] => {
  const samples: Sample[] = []
  for (let at = to - spanMs; at <= to; at += SECOND_MS) samples.push({ at, value })
  return samples
}

export const entered = (at: Moment, entry: Entry): EnteredEvidence => ({ at, by: 'N. Nurse', entry })

/** Nothing at all is known but that the infusion ended. */
export const nothingKnown = (): ReadinessEvidence => ({
  phase: 'recovering',
  startedAt: END - minutes(40),
  endedAt: END,
  endedEarly: false,
  rescues: [],
  criticalEvent: false,
  overridden: false,
  baseline: { sys: 120, dia: 80, map: null, sets: [] },
  continuousBaseline: { hr: 70, spo2: 98, rr: 14 },
  sets: [],
  heartRate: [],
  spo2: [],
  spo2PeriodMs: SECOND_MS,
  rr: [],
  rrManual: null,
  oxygenOn: false,
  oxygenOffSince: null,
  entries: [],
  openAlarms: [],
})

/** A patient for whom every clinical criterion is met at `at`, whose evidence is as fresh as it can be. */
export const readyAt = (at: Moment): ReadinessEvidence => ({
  ...nothingKnown(),
  sets: [
    { at: at - minutes(5), sys: 124, dia: 82, level: -1 },
    { at, sys: 122, dia: 80, level: -1 },
  ],
  heartRate: stream(at, 72),
  spo2: stream(at, 97),
  rr: stream(at, 14),
  entries: PASSING_ENTRIES.map((entry) => entered(at, entry)),
})

/** The same, but with `entry` as the newest of its kind, made at `at`. */
export const withEntry = (evidence: ReadinessEvidence, at: Moment, entry: Entry): ReadinessEvidence => ({
  ...evidence,
  entries: [...evidence.entries.filter((other) => other.entry.kind !== entry.kind), entered(at, entry)].sort((one, two) => one.at - two.at),
})

export const criterionAt = (id: CriterionId, evidence: ReadinessEvidence, now: Moment): CriterionResult => {
  const result = evaluateReadiness(evidence, RULES, now).criteria.find((criterion) => criterion.id === id)
  if (result === undefined) throw new Error(`${id} was not judged`)
  return result
}

export const stateAt = (id: CriterionId, evidence: ReadinessEvidence, now: Moment): string => criterionAt(id, evidence, now).state
