import type { ChartContent } from '@chairside/shared/chart-signature'
import type { Fact } from '@chairside/shared/fact'
import type { ChairId } from '@chairside/shared/identity'
import { isEnded } from '@chairside/shared/session'
import type { ChartAmendment, ChartSet, ChartSignature, SessionChart } from '@chairside/shared/session-chart'
import type { Moment } from '@chairside/shared/time'
import { isTimelineItem } from '@chairside/shared/timeline'
import type { ChairInput } from './chair-input.ts'
import { alarmsIn } from './chart-alarms.ts'
import { evaluateChart, spansOf } from './chart-evaluation.ts'
import { courseOf, type LivedThrough, liveThrough } from './chart-inputs.ts'
import { issuesOf } from './chart-issues.ts'
import { phasesOf, qualityOf } from './chart-quality.ts'
import { type ChartReadings, inside, readingsOf, thinned } from './chart-readings.ts'
import { summaryOf } from './chart-summary.ts'
import { missingSignaturesOf } from './co-signature.ts'
import type { Judged } from './judge-on.ts'
import { monitorsIn } from './monitors-in.ts'
import type { Session } from './session-state.ts'

const setsOf = (live: Session, facts: readonly Fact[]): readonly ChartSet[] => {
  const marks = new Map<Moment, ChartSet['artefact']>()
  const verified = new Set<Moment>()
  for (const fact of facts) {
    if (fact.kind === 'set-marked') marks.set(fact.readAt, fact.artefact ? { reason: fact.reason, by: fact.by.name, at: fact.at } : null)
    else if (fact.kind === 'verify-asked') verified.add(fact.readAt)
  }
  return [...live.sets]
    .sort((a, b) => a.at - b.at)
    .map((set) => ({ ...set, artefact: marks.get(set.at) ?? null, verify: verified.has(set.at) }))
}

const signaturesIn = (facts: readonly Fact[]): readonly ChartSignature[] =>
  facts.flatMap((fact) => {
    if (fact.kind !== 'chart-signed') return []
    const { by, at, meaning, content, seen } = fact
    return [{ by: by.name, role: by.role, at, meaning, content, seen }]
  })

/** Whatever was added or corrected since the first signature. */
const amendmentsIn = (facts: readonly Fact[]): readonly ChartAmendment[] => {
  const first = facts.findIndex((fact) => fact.kind === 'chart-signed')
  if (first < 0) return []
  return facts.slice(first).flatMap((fact): readonly ChartAmendment[] => {
    switch (fact.kind) {
      case 'set-marked':
      case 'entry-corrected':
      case 'infusion-time-amended':
      case 'entered-late':
      case 'entry-retimed':
      case 'chart-amended': {
        const { at, by, kind, reason } = fact
        return [{ at, by: by.name, kind, reason, text: fact.kind === 'chart-amended' ? fact.text : null }]
      }
      default:
        return []
    }
  })
}

/** Everything that a chart is made of, as the record holds it. */
export interface ChartSource {
  readonly inputs: readonly ChairInput[]
  readonly facts: readonly Fact[]
  readonly chairId: ChairId
  readonly content: ChartContent | null
}

/** What a drawing leaves for the next one of the same record, which has gone on: only what came since is lived through and judged. */
export interface DrawnSoFar {
  readonly lived: LivedThrough
  readonly judged: Judged
}

/** A chart, and every reading that was this patient's, unthinned, also outside the session's own time. */
export interface ChartWithReadings {
  readonly chart: SessionChart
  readonly readings: ChartReadings
  readonly soFar: DrawnSoFar
}

/**
 * The chart of a session from its record alone: the live course beside the chart's own evaluation (X9), thinned without losing extremes.
 * Null: the record holds no session.
 */
export const buildChart = (source: ChartSource): SessionChart | null => chartWithReadings(source)?.chart ?? null

/** The same with the readings that it was drawn from. `before`: what a drawing of this record left when its inputs were fewer. */
export const chartWithReadings = (
  { inputs, facts, chairId, content }: ChartSource,
  before: DrawnSoFar | null = null,
): ChartWithReadings | null => {
  const lived = liveThrough(inputs, chairId, before?.lived ?? null)
  const evaluation = evaluateChart(inputs, facts, chairId, null, courseOf(lived), before?.judged ?? null)
  const { session, live } = evaluation
  if (session === null || live === null) return null
  const lastAt = inputs.reduce((newest, input) => Math.max(newest, input.takenAt), 0)
  const over = isEnded(live.phase)
  const endAt = over ? live.phaseSince : lastAt
  const all = readingsOf(evaluation.deliveries)
  const { readings, outside } = inside(all, live.checkedInAt, endAt)
  const pictures = thinned(readings)
  const sets = setsOf(live, facts)
  const phases = phasesOf(facts, live.checkedInAt)
  const alarms = alarmsIn(facts)
  const quality = qualityOf(live, inputs, sets, phases, readings, outside, endAt)
  const { protocol } = live
  const chart: SessionChart = {
    sessionId: live.sessionId,
    chairId,
    patient: live.patient,
    order: live.order,
    simulated: live.simulated,
    protocol: { id: protocol.id, version: protocol.version, name: protocol.name },
    judgeVersion: evaluation.judgeVersion,
    version: evaluation.version,
    content,
    checkedInAt: live.checkedInAt,
    phase: live.phase,
    phases,
    endedAt: over ? live.phaseSince : null,
    lastAt,
    infusion: live.infusion,
    baseline: session.baseline,
    liveBaseline: live.baseline,
    continuousBaseline: live.baselinePicture?.continuous ?? null,
    limits: live.limitsPicture,
    personalLimits: live.care.personalLimits,
    summary: summaryOf(session, live, facts, readings, alarms, endAt),
    sets,
    series: pictures.onTime,
    lateSeries: pictures.late,
    rejectedSeries: pictures.rejected,
    bucketMs: pictures.bucketMs,
    periodMs: readings.periodMs,
    byHand: facts.flatMap((fact) => (fact.kind === 'vitals-entered' ? [{ at: fact.at, by: fact.by.name, reading: fact.reading }] : [])),
    gaps: live.gaps,
    excursions: session.excursions,
    liveExcursions: live.excursions,
    conditions: spansOf(evaluation.facts),
    differences: evaluation.differences,
    alarms,
    monitors: [...monitorsIn(inputs).values()].map(({ sourceId, label }) => ({ sourceId, label })),
    events: live.events,
    timeline: facts.filter(isTimelineItem),
    readinessSteps: facts.flatMap((fact) =>
      fact.kind === 'readiness-changed' ? [{ at: fact.at, verdict: fact.verdict, missing: fact.missing }] : [],
    ),
    readiness: live.readiness,
    quality,
    issues: issuesOf(live, facts, alarms, evaluation.differences, quality),
    signatures: signaturesIn(facts),
    missingSignatures: missingSignaturesOf(live),
    amendments: amendmentsIn(facts),
  }
  return { chart, readings: all, soFar: { lived, judged: evaluation.judged } }
}
