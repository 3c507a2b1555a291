import { evaluateReadiness } from '@chairside/server/domain/discharge-readiness'
import type { OpenAlarm, ReadinessEvidence } from '@chairside/server/domain/readiness-evidence'
import { type Entry, SEVERITIES, SYMPTOMS } from '@chairside/shared/entry'
import type { CriterionResult } from '@chairside/shared/readiness'
import { type Moment, SECOND_MS } from '@chairside/shared/time'
import { afterEnd, END, entered, minutes, nothingKnown, RULES, readyAt, stream } from '../domain/readiness-fixture.ts'

const NOW = afterEnd(40)
const scale = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const bool = [true, false] as const
const entries: readonly Entry[] = [
  ...scale(0, 5).map((moaas): Entry => ({ kind: 'sedation', moaas })),
  ...scale(-5, 4).map((value): Entry => ({ kind: 'rass', value })),
  ...scale(0, 4).map((correct): Entry => ({ kind: 'orientation', correct })),
  ...scale(0, 10).map((value): Entry => ({ kind: 'dissociation', scale: '0-10', value })),
  { kind: 'dissociation', scale: 'cadss-6', value: 4, highestItem: 2 },
  ...bool.flatMap((steady) => bool.map((dizzy): Entry => ({ kind: 'gait', steady, dizzy }))),
  ...(['none', ...SEVERITIES] as const).flatMap((level) =>
    bool.map((vomitedWithin15Min): Entry => ({ kind: 'nausea', level, vomitedWithin15Min })),
  ),
  ...bool.map((newModerateOrSevere): Entry => ({ kind: 'pain', newModerateOrSevere })),
  ...bool.map((concern): Entry => ({ kind: 'safety', concern })),
  ...bool.map((siteClean): Entry => ({ kind: 'iv-out', siteClean })),
  ...bool.flatMap((present) => ['', 'Anybody'].map((name): Entry => ({ kind: 'escort', present, name, phone: '5550100' }))),
  ...bool.map((understood): Entry => ({ kind: 'instructions', understood })),
  { kind: 'aldrete', activity: 2, respiration: 2, circulation: 2, consciousness: 2, saturation: 2 },
  { kind: 'padss', vitals: 2, ambulation: 2, nausea: 2, pain: 2, ivSite: 2 },
  ...SYMPTOMS.flatMap((symptom) => SEVERITIES.map((severity): Entry => ({ kind: 'symptom', symptom, severity }))),
  { kind: 'nausea-score', value: 6 },
  { kind: 'pain-score', value: 7 },
]
const start = END - minutes(41)
const own = (before: Entry, after: Entry): ReadinessEvidence => ({
  ...nothingKnown(),
  entries: [entered(start, before), entered(NOW, after)],
})
const known: readonly ReadinessEvidence[] = [
  nothingKnown(),
  { ...nothingKnown(), endedAt: null },
  readyAt(NOW),
  { ...readyAt(NOW), baseline: null, continuousBaseline: { hr: null, spo2: null, rr: null } },
  { ...readyAt(NOW), heartRate: stream(NOW, 131.5), spo2: stream(NOW, 88.4), rr: stream(NOW, 35) },
  { ...readyAt(NOW), rr: [], rrManual: { at: NOW - SECOND_MS, value: 14 } },
  { ...readyAt(NOW), endedEarly: true, rescues: [NOW - minutes(1)], criticalEvent: true, overridden: true },
  { ...readyAt(NOW), oxygenOn: true },
  { ...readyAt(NOW), oxygenOffSince: NOW - minutes(2) },
  { ...nothingKnown(), spo2: [{ at: NOW, value: 96 }], oxygenOffSince: NOW - minutes(2) },
  own({ kind: 'orientation', correct: 3 }, { kind: 'orientation', correct: 3 }),
  own(
    { kind: 'dissociation', scale: 'cadss-6', value: 5, highestItem: 2 },
    { kind: 'dissociation', scale: 'cadss-6', value: 6, highestItem: 2 },
  ),
  ...entries.map((entry) => ({ ...nothingKnown(), entries: [entered(NOW, entry)] })),
]
const open = (cause: OpenAlarm['cause']): OpenAlarm => ({
  id: `alarm-${cause}` as OpenAlarm['id'],
  cause,
  kind: 'technical',
  priority: 'medium',
  condition: 'present',
  acknowledgement: null,
  latched: false,
})
const judgedAt = (evidence: ReadinessEvidence, now: Moment, rules = RULES): readonly CriterionResult[] =>
  evaluateReadiness(evidence, rules, now).criteria.filter(({ restsOn }) => restsOn.length > 0)

/** Criteria that rest on something, of every kind of evidence that the judge can give. */
export const everyEvidence = (): readonly CriterionResult[] => [
  ...known.flatMap((evidence) => judgedAt(evidence, NOW)),
  ...known.flatMap((evidence) => judgedAt(evidence, NOW, { ...RULES, prescriberAlways: true, extraAfterEarlyStopMs: minutes(10) })),
  ...judgedAt({ ...nothingKnown(), entries: [entered(afterEnd(5), { kind: 'sedation', moaas: 5 })] }, afterEnd(6)),
  ...judgedAt({ ...nothingKnown(), openAlarms: [open('bp-high'), open('nibp-overdue'), open('apnoea')] }, NOW),
]
