import type { EvidencePart } from '@chairside/shared/evidence'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { MINUTE_MS, type Moment } from '@chairside/shared/time'
import { medianIn } from './median.ts'
import type { ReadinessEvidence, Sample } from './readiness-evidence.ts'
import { type Judged, judged, later, NO_BASELINE, nearBaseline, short } from './readiness-result.ts'
import { standing, standstillMs } from './readiness-standstill.ts'

type DischargeRules = Protocol['discharge']

/**
 * D4: the median of the window that ends with the newest reading; the stretch must reach back that far without a long gap. Windows
 * end with the newest reading, never with the present: so only an age can change a result by time alone.
 */
export const judgeHeartRate = (evidence: ReadinessEvidence, rules: DischargeRules['hr'], now: Moment): Judged => {
  const samples = standing(evidence, evidence.heartRate)
  const newest = samples[samples.length - 1]
  if (newest === undefined) return judged('D4', now, { state: 'no-evidence' })
  const windowStart = newest.at - rules.windowMs
  const values = [newest.value]
  let stretchStart = newest.at
  for (let index = samples.length - 2; index >= 0; index -= 1) {
    const sample = samples[index]
    if (sample === undefined || stretchStart - sample.at > rules.maxAgeMs) break
    stretchStart = sample.at
    if (sample.at <= windowStart) break
    values.push(sample.value)
  }
  const median = medianIn(values)
  const base = evidence.continuousBaseline.hr
  const passing = median >= rules.low && median <= rules.high && (base === null || nearBaseline(median, base, rules.percent, rules.bpm))
  const shown = {
    restsOn: [{ code: 'heart-median', value: short(median) } as const, ...(base === null ? [NO_BASELINE] : [])],
    evidenceAt: evidence.heartRate.at(-1)?.at ?? null,
    countsUntil: newest.at + rules.maxAgeMs,
  }
  if (now - newest.at > rules.maxAgeMs) return judged('D4', now, { ...shown, state: 'expired' })
  if (!passing) return judged('D4', now, { ...shown, state: 'not-met' })
  if (stretchStart <= windowStart) return judged('D4', now, { ...shown, state: 'met' })
  return judged('D4', now, { ...shown, state: 'no-evidence', possibleAt: stretchStart + rules.windowMs })
}

/** The unbroken run of passing samples that ends with the newest one, as far back as `enough`. */
interface Run {
  readonly startAt: Moment
  readonly lowest: number
  readonly highest: number
  readonly count: number
  /** What ended it, looking back: a value that fails, or the begin of the data or a gap. */
  readonly brokenBy: 'value' | 'gap' | null
}

/** Null where the newest sample itself fails. */
const runOf = (samples: readonly Sample[], low: number, high: number, maxGapMs: number, enough: Moment): Run | null => {
  let startAt: Moment | null = null
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (let index = samples.length - 1; index >= 0; index -= 1) {
    const { at, value } = samples[index] as Sample
    const count = samples.length - 1 - index
    if (startAt !== null && startAt - at > maxGapMs) return { startAt, lowest, highest, count, brokenBy: 'gap' }
    if (value < low || value > high) return startAt === null ? null : { startAt, lowest, highest, count, brokenBy: 'value' }
    startAt = at
    lowest = Math.min(lowest, value)
    highest = Math.max(highest, value)
    if (at <= enough) return { startAt, lowest, highest, count: count + 1, brokenBy: null }
  }
  return startAt === null ? null : { startAt, lowest, highest, count: samples.length, brokenBy: 'gap' }
}

/** Of the hold, what was measured beyond an inflated cuff (T5): none of it is expected to be accepted. */
const heldBackMs = (evidence: ReadinessEvidence, fromAt: Moment, toAt: Moment): number => {
  let sum = 0
  for (const one of evidence.saturationHeldBack ?? []) {
    const from = Math.max(fromAt, one.fromAt + standstillMs(evidence, one.fromAt))
    sum += Math.max(0, Math.min(toAt, one.toAt + standstillMs(evidence, one.toAt)) - from)
  }
  return sum
}

const saturationPart = (lowest: number | null, newest: number): EvidencePart =>
  lowest === null ? { code: 'saturation', value: short(newest) } : { code: 'saturation-lowest', value: short(lowest) }

const judgeSaturation = (evidence: ReadinessEvidence, rules: DischargeRules['spo2'], now: Moment): Judged => {
  const samples = standing(evidence, evidence.spo2)
  const newest = samples[samples.length - 1]
  if (newest === undefined) return judged('D5', now, { state: 'no-evidence' })
  const base = evidence.continuousBaseline.spo2
  const low = base === null ? rules.low : Math.min(rules.low, base - rules.belowBaseline)
  const holdStart = newest.at - rules.holdMs
  const run = runOf(samples, low, Number.POSITIVE_INFINITY, rules.holdMs, holdStart)
  const shown = {
    restsOn: [saturationPart(run?.lowest ?? null, newest.value)],
    evidenceAt: evidence.spo2.at(-1)?.at ?? null,
    countsUntil: newest.at + rules.maxAgeMs,
  }
  if (now - newest.at > rules.maxAgeMs) return judged('D5', now, { ...shown, state: 'expired' })
  if (run === null) return judged('D5', now, { ...shown, state: 'not-met' })
  if (run.brokenBy !== null) {
    const state = run.brokenBy === 'value' ? 'not-met' : 'no-evidence'
    return judged('D5', now, { ...shown, state, possibleAt: run.startAt + rules.holdMs })
  }
  const expected = (rules.holdMs - heldBackMs(evidence, holdStart, newest.at)) / evidence.spo2PeriodMs
  // The run's first sample lies at the start of the hold or before it, all others lie inside.
  const enough = run.count - 1 >= rules.goodShare * expected
  return judged('D5', now, { ...shown, state: enough ? 'met' : 'no-evidence' })
}

/** D5: on room air long enough, every accepted reading of the hold passes, and enough of the expected ones were accepted. */
export const judgeOxygenation = (evidence: ReadinessEvidence, rules: DischargeRules['spo2'], now: Moment): Judged => {
  if (evidence.oxygenOn) return judged('D5', now, { state: 'not-met', restsOn: [{ code: 'on-oxygen' }] })
  const air = judgeSaturation(evidence, rules, now)
  const offLongEnoughAt = evidence.oxygenOffSince === null ? null : evidence.oxygenOffSince + rules.oxygenOffMs
  if (offLongEnoughAt === null || now >= offLongEnoughAt) return air
  const { state, restsOn, evidenceAt, earliestAt } = air.result
  const waiting = judged('D5', now, {
    state: state === 'met' ? 'not-met' : state,
    restsOn: [...restsOn, { code: 'oxygen-off', value: short(rules.oxygenOffMs / MINUTE_MS) }],
    evidenceAt,
    possibleAt: later(earliestAt, offLongEnoughAt),
  })
  // Each of the three may change this result: the end of the wait, the age of the readings, the end of their hold.
  const changes = [air.changesAt, offLongEnoughAt, waiting.changesAt].filter((at) => at !== null)
  return { ...waiting, changesAt: Math.min(...changes) }
}

/** True where a reading after the count lies outside the range: the count no longer speaks for the patient. */
const contradicted = (count: Sample, samples: readonly Sample[], low: number, high: number): boolean => {
  for (let index = samples.length - 1; index >= 0; index -= 1) {
    const { at, value } = samples[index] as Sample
    if (at <= count.at) return false
    if (value < low || value > high) return true
  }
  return false
}

/** D6: a hold of streamed readings, or one count by hand that no later reading contradicts. */
export const judgeRespiration = (evidence: ReadinessEvidence, rules: DischargeRules['rr'], now: Moment): Judged => {
  const count = evidence.rrManual === null ? null : (standing(evidence, [evidence.rrManual])[0] ?? null)
  const stream = standing(evidence, evidence.rr)
  const counted = count !== null && count.value >= rules.low && count.value <= rules.high
  // A count outside the range breaks the hold, whether or not the stream lists it.
  const samples = count === null || counted ? stream : [count, ...stream.filter(({ at }) => at > count.at)]
  const last = samples[samples.length - 1]
  const newest = last === undefined || (count !== null && count.at > last.at) ? count : last
  if (newest === null || newest === undefined) return judged('D6', now, { state: 'no-evidence' })
  const measuredAt = (sample: Sample): Moment => (sample === count ? evidence.rrManual : evidence.rr.at(-1))?.at ?? sample.at

  const run = runOf(samples, rules.low, rules.high, rules.maxGapMs, newest.at - rules.holdMs)
  const held = run !== null && last !== undefined && last.at - run.startAt >= rules.holdMs && newest === last
  if (held && now - last.at <= rules.maxAgeMs) {
    return judged('D6', now, {
      state: 'met',
      restsOn: [{ code: 'breaths-between', value: short(run.lowest), beside: short(run.highest) }],
      evidenceAt: measuredAt(last),
      countsUntil: last.at + rules.maxAgeMs,
    })
  }
  if (counted && now - count.at <= rules.maxAgeMs && !contradicted(count, samples, rules.low, rules.high)) {
    return judged('D6', now, {
      state: 'met',
      restsOn: [{ code: 'breaths', value: short(count.value) }, { code: 'counted' }],
      evidenceAt: measuredAt(count),
      countsUntil: count.at + rules.maxAgeMs,
    })
  }
  const shown = {
    restsOn: [{ code: 'breaths', value: short(newest.value) } as const],
    evidenceAt: measuredAt(newest),
    countsUntil: newest.at + rules.maxAgeMs,
  }
  if (now - newest.at > rules.maxAgeMs) return judged('D6', now, { ...shown, state: 'expired' })
  if (newest.value < rules.low || newest.value > rules.high) return judged('D6', now, { ...shown, state: 'not-met' })
  const possibleAt = run === null ? null : run.startAt + rules.holdMs
  return judged('D6', now, { ...shown, state: run?.brokenBy === 'value' ? 'not-met' : 'no-evidence', possibleAt })
}
