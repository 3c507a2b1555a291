import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { SECOND_MS } from '@chairside/shared/time'
import { type AlarmLoad, alarmCount, perHour, sumOfLoads } from '../domain/alarm-load.ts'
import { JUDGE_VERSION } from '../domain/chair.ts'
import { type ExpertCounts, TARGETS, type TargetCounts, type TargetName } from './evaluation-agreement.ts'
import type { RecordingResult, RuleCounts } from './evaluation-recording.ts'

type Counts = Readonly<Record<string, number>>

const sumOf = <C extends Counts>(all: readonly C[], nothing: C): C =>
  all.reduce(
    (sum, one) => Object.fromEntries(Object.keys(sum).map((key) => [key, (sum[key] ?? 0) + (one[key] ?? 0)])) as unknown as C,
    nothing,
  )

const nothingOf = <C extends Counts>(all: readonly C[]): C =>
  Object.fromEntries(Object.keys(all[0] ?? {}).map((key) => [key, 0])) as unknown as C

const added = <C extends Counts>(all: readonly C[]): C => sumOf(all, nothingOf(all))

/** A rule that can be switched: what it holds back, and what it costs. */
export interface RuleEffect {
  readonly rule: string
  readonly inForce: boolean
  /** Of the alarms that there would be without it; negative where it makes some. */
  readonly shareHeldBack: number
  readonly shareOfTimeHeldBack: number
  readonly with: RuleCounts
  readonly without: RuleCounts
}

export interface GroupReport {
  readonly name: string
  readonly recordings: number
  readonly load: AlarmLoad
  readonly targets: Readonly<Record<TargetName, TargetCounts>>
  readonly experts: { readonly true: ExpertCounts | null; readonly false: ExpertCounts | null }
  readonly rules: readonly RuleEffect[]
}

/** What the judge is held to. `met` null: nothing of this was among the recordings. */
export interface Aim {
  readonly aim: string
  readonly found: string
  readonly met: boolean | null
}

export interface Report {
  readonly judgeVersion: number
  readonly datasets: readonly GroupReport[]
  readonly overall: GroupReport
  readonly aims: readonly Aim[]
  readonly recordings: readonly RecordingResult[]
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[]
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

const ruleEffects = (results: readonly RecordingResult[]): readonly RuleEffect[] => {
  const judged = added(results.map(({ asJudged }) => asJudged))
  return (results[0]?.flipped ?? []).map(({ rule, inForce }) => {
    const flipped = added(results.flatMap((result) => result.flipped.filter((one) => one.rule === rule).map(({ counts }) => counts)))
    const [on, off] = inForce ? [judged, flipped] : [flipped, judged]
    return {
      rule,
      inForce,
      shareHeldBack: share(off.alarms - on.alarms, off.alarms),
      shareOfTimeHeldBack: share(off.inAlarmMs - on.inAlarmMs, off.inAlarmMs),
      with: on,
      without: off,
    }
  })
}

const groupOf = (name: string, results: readonly RecordingResult[]): GroupReport => {
  const target = (which: TargetName): TargetCounts => added(results.map(({ targets }) => targets[which].counts))
  const expert = (verdict: 'true' | 'false'): ExpertCounts | null => {
    const judged = results.flatMap(({ expert }) => (expert?.verdict === verdict ? [expert.counts] : []))
    return judged.length === 0 ? null : added(judged)
  }
  return {
    name,
    recordings: results.length,
    load: sumOfLoads(results.map(({ load }) => load)),
    targets: { desaturation: target('desaturation'), apnoea: target('apnoea') },
    experts: { true: expert('true'), false: expert('false') },
    rules: ruleEffects(results),
  }
}

/** Alarms an hour, about vitals and of medium or high priority, that a dataset may have at most. */
const MOST_PER_HOUR: Readonly<Record<string, number>> = { ipi_sedation: 4.7, hfno_sedation: 2.4 }

const desaturation = DEFAULT_PROTOCOL.limits['spo2-low']

const foundAim = (aim: string, of: readonly { readonly found: number; readonly all: number }[]): Aim => {
  const found = of.reduce((sum, one) => sum + one.found, 0)
  const all = of.reduce((sum, one) => sum + one.all, 0)
  return { aim, found: `${found} of ${all}`, met: all === 0 ? null : found === all }
}

const aimsOf = (datasets: readonly GroupReport[], overall: GroupReport, results: readonly RecordingResult[]): readonly Aim[] => {
  const { desaturation: low, apnoea } = overall.targets
  const quiet = results.filter((result) => result.quiet)
  const loud = quiet.filter(({ load }) => alarmCount(load, 'vital', 'medium') > 0)
  return [
    foundAim(`every run of SpO2 < ${desaturation.limit} of ${desaturation.delayMs / SECOND_MS} s or more found`, [
      { found: low.runsFound, all: low.runs },
    ]),
    foundAim('every period without a breath found, by the values and by the device', [
      { found: apnoea.runsFound, all: apnoea.runs },
      { found: apnoea.deviceAlarmsFound, all: apnoea.deviceAlarms },
    ]),
    {
      aim: 'no medium or high alarm on the quiet controls',
      found: quiet.length === 0 ? 'no control' : `${loud.length} of ${quiet.length} with one`,
      met: quiet.length === 0 ? null : loud.length === 0,
    },
    ...Object.entries(MOST_PER_HOUR).map(([name, most]) => {
      const dataset = datasets.find((one) => one.name === name)
      const rate = dataset === undefined ? null : perHour(alarmCount(dataset.load, 'vital', 'medium'), dataset.load.spanMs)
      return {
        aim: `at most ${most} medium and high alarms an hour on ${name}`,
        found: rate === null ? 'not among the recordings' : `${rate.toFixed(2)} an hour`,
        met: rate === null ? null : rate <= most,
      }
    }),
  ]
}

/** Puts the results of all recordings together, by dataset and overall. `results` must not be empty. */
export const reportOf = (results: readonly RecordingResult[], unreadable: Report['unreadable']): Report => {
  const names = [...new Set(results.map(({ dataset }) => dataset))]
  const datasets = names.map((name) =>
    groupOf(
      name,
      results.filter(({ dataset }) => dataset === name),
    ),
  )
  const overall = groupOf('overall', results)
  return { judgeVersion: JUDGE_VERSION, datasets, overall, aims: aimsOf(datasets, overall, results), recordings: results, unreadable }
}

export const TARGET_NAMES = Object.keys(TARGETS) as readonly TargetName[]
