import type { LimitCondition } from '@chairside/shared/alarm'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Fact } from '@chairside/shared/fact'
import type { Recording } from '@chairside/shared/recording'
import { MINUTE_MS, SECOND_MS } from '@chairside/shared/time'
import { excursionEpisodes } from '../domain/alarm-episodes.ts'
import { CONDITIONS_OF, LIMIT_GROUPS } from '../domain/limit-rules.ts'
import { desaturationsOf, inRecording, meets, noBreathsOf, presenceOf, type Span } from './evaluation-events.ts'
import type { Material } from './evaluation-files.ts'
import { type Label, watchedFor } from './evaluation-labels.ts'

/** What is looked for, with whom it is compared. */
interface Target {
  readonly conditions: readonly LimitCondition[]
  /** What the values themselves say. */
  readonly runsOf: (recording: Recording) => readonly Span[]
  /** The device's alarm of this, and its flag that is no alarm. */
  readonly deviceAlarm: string
  readonly deviceFlag: string | null
}

export const TARGETS = {
  desaturation: {
    conditions: LIMIT_GROUPS['spo2:low'],
    runsOf: desaturationsOf,
    deviceAlarm: 'spo2Low',
    deviceFlag: 'oxygenDesatProlonged',
  },
  apnoea: { conditions: ['apnoea'], runsOf: noBreathsOf, deviceAlarm: 'noBreath', deviceFlag: null },
} as const satisfies Record<string, Target>
export type TargetName = keyof typeof TARGETS

/** How far apart an alarm and what staff did about it may lie. */
const RESPONSE_MS = MINUTE_MS

/** Sums of one target; they add up over recordings. */
export interface TargetCounts extends Readonly<Record<string, number>> {
  /** By the values alone. `delayMs` is the sum from the beginning of each found run to its alarm. */
  readonly runs: number
  readonly runsFound: number
  readonly delayMs: number
  readonly deviceAlarms: number
  readonly deviceAlarmsFound: number
  readonly deviceFlags: number
  readonly deviceFlagsFound: number
  /** What staff did rightly, and how much of it while this was present or up to a minute after. */
  readonly responses: number
  readonly responsesFound: number
  /** Time and alarms where a device watched for this; false: neither its alarm nor a right act of staff within a minute. */
  readonly watchedMs: number
  readonly watchedAlarms: number
  readonly watchedFalse: number
  /** Of these, the ones that the values bear out all the same. */
  readonly watchedFalseByValues: number
  /** Alarms of this, wherever staff repaired something within a minute. */
  readonly alarms: number
  readonly alarmsCalledTechnical: number
}

export interface TargetAgreement {
  readonly counts: TargetCounts
  /** What was not found, for who wants to look. */
  readonly missed: readonly (Span & { readonly by: 'values' | 'device' })[]
}

const count = <T>(things: readonly T[], test: (thing: T) => boolean): number => things.filter(test).length

export const agreementOf = (
  target: Target,
  recording: Recording,
  labels: readonly Label[],
  facts: readonly Fact[],
  span: { readonly fromAt: number; readonly untilAt: number },
): TargetAgreement => {
  const alarms = presenceOf(facts, target.conditions, span.untilAt)
  const found = (one: Span): boolean => alarms.some((alarm) => meets(alarm, one))
  // A device's label may be over before the rule's own delay is.
  const slackMs = Math.max(...target.conditions.map((condition) => DEFAULT_PROTOCOL.limits[condition].delayMs))
  const foundLabel = (one: Span): boolean => alarms.some((alarm) => meets(alarm, one, 0, slackMs))
  const of = (kind: string, test: (label: Label) => boolean): readonly Label[] =>
    labels.filter((label) => label.kind === kind && test(label))
  const runs = target.runsOf(recording)
  const device = of('device_alarm', ({ code }) => code === target.deviceAlarm)
  const flags = of('device_flag', ({ code }) => code === target.deviceFlag)
  const right = of('observer_response', ({ detail }) => detail === 'appropriate')
  const technical = of('observer_response', ({ detail }) => detail === 'technical_false')
  const near = (alarm: Span, others: readonly Span[]): boolean => others.some((other) => meets(alarm, other, RESPONSE_MS, RESPONSE_MS))
  const watched = watchedFor(labels, target.deviceAlarm)
  const unlabelled = watched ? alarms.filter((alarm) => !near(alarm, device) && !near(alarm, right)) : []
  const delayOf = (run: Span): number => {
    const first = alarms.find((alarm) => meets(alarm, run))
    return first === undefined ? 0 : Math.max(0, first.fromMs - run.fromMs)
  }
  return {
    counts: {
      runs: runs.length,
      runsFound: count(runs, found),
      delayMs: runs.reduce((sum, run) => sum + delayOf(run), 0),
      deviceAlarms: device.length,
      deviceAlarmsFound: count(device, foundLabel),
      deviceFlags: flags.length,
      deviceFlagsFound: count(flags, found),
      responses: right.length,
      responsesFound: count(right, (label) => alarms.some((alarm) => meets(alarm, label, RESPONSE_MS))),
      watchedMs: watched ? span.untilAt - span.fromAt : 0,
      watchedAlarms: watched ? alarms.length : 0,
      watchedFalse: unlabelled.length,
      watchedFalseByValues: count(unlabelled, (alarm) => runs.some((run) => meets(alarm, run))),
      alarms: alarms.length,
      alarmsCalledTechnical: count(alarms, (alarm) => near(alarm, technical)),
    },
    missed: [
      ...runs.filter((run) => !found(run)).map(({ fromMs, untilMs }) => ({ by: 'values' as const, fromMs, untilMs })),
      ...device.filter((label) => !foundLabel(label)).map(({ fromMs, untilMs }) => ({ by: 'device' as const, fromMs, untilMs })),
    ],
  }
}

/** Alarms of heart rate and of low pressure in recordings whose alarm experts judged. */
export interface ExpertCounts extends Readonly<Record<string, number>> {
  readonly recordings: number
  readonly spanMs: number
  readonly rateAlarms: number
  /** Rate alarms in recordings with an ECG and a pulse, and the ones at which most pulses lay within the limits. */
  readonly rateAlarmsWithPulse: number
  readonly rateAlarmsContradicted: number
  readonly pressureAlarms: number
  /** Recordings with such an alarm at the judged moment. */
  readonly rateAtLabel: number
  readonly pressureAtLabel: number
}

/** The judged event lies in the seconds before its label; derived rates trail it. */
const LABEL_BEFORE_MS = 30 * SECOND_MS
const LABEL_AFTER_MS = 30 * SECOND_MS

/** True where a pulse was shown during the alarm, and most of the time within the limits of the rate. */
const contradicted = (alarm: Span, recording: Recording): boolean => {
  const index = recording.columns.indexOf('hr')
  const { 'hr-low': low, 'hr-high': high } = DEFAULT_PROTOCOL.limits
  const pulses = recording.rows.flatMap(({ atMs, values }) => {
    const value = values[index] ?? null
    return value === null || atMs < alarm.fromMs || atMs > alarm.untilMs ? [] : [value]
  })
  return count(pulses, (pulse) => pulse >= low.limit && pulse <= high.limit) * 2 > pulses.length
}

/** Null: no expert judged an alarm of this recording. */
export const expertAgreementOf = (
  { recording, ecgRates }: Pick<Material, 'recording' | 'ecgRates'>,
  labels: readonly Label[],
  facts: readonly Fact[],
  span: { readonly fromAt: number; readonly untilAt: number },
): { readonly verdict: 'true' | 'false'; readonly counts: ExpertCounts } | null => {
  const label = labels.find(({ kind }) => kind === 'expert_alarm')
  if (label === undefined) return null
  const rate = presenceOf(facts, CONDITIONS_OF.heart, span.untilAt)
  const pressure = excursionEpisodes(facts, span.untilAt)
    .filter(({ name }) => name === 'bp-low')
    .map(inRecording)
  const at = (alarms: readonly Span[]): number => (alarms.some((alarm) => meets(alarm, label, LABEL_BEFORE_MS, LABEL_AFTER_MS)) ? 1 : 0)
  const counts = {
    recordings: 1,
    spanMs: span.untilAt - span.fromAt,
    rateAlarms: rate.length,
    rateAlarmsWithPulse: ecgRates.size === 0 ? 0 : rate.length,
    rateAlarmsContradicted: ecgRates.size === 0 ? 0 : count(rate, (alarm) => contradicted(alarm, recording)),
    pressureAlarms: pressure.length,
    rateAtLabel: at(rate),
    pressureAtLabel: at(pressure),
  }
  return { verdict: label.detail === 'true' ? 'true' : 'false', counts }
}
