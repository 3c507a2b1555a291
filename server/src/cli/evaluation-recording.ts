import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Fact } from '@chairside/shared/fact'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { RecordingColumn } from '@chairside/shared/recording'
import { type AlarmLoad, alarmCount, alarmLoadOf } from '../domain/alarm-load.ts'
import {
  agreementOf,
  type ExpertCounts,
  expertAgreementOf,
  TARGETS,
  type TargetAgreement,
  type TargetName,
} from './evaluation-agreement.ts'
import type { Material } from './evaluation-files.ts'
import { isQuiet } from './evaluation-labels.ts'
import { type RuleNeed, ruleSwitches } from './evaluation-rules.ts'
import { judgedFacts, spanOf } from './evaluation-run.ts'

/** What a rule changes in one recording; sums add up. */
export interface RuleCounts extends Readonly<Record<string, number>> {
  /** Alarms about vitals of medium and high priority, and time in them. */
  readonly alarms: number
  readonly inAlarmMs: number
  /** Desaturations and periods without a breath, by the values and by the device. */
  readonly events: number
  readonly eventsFound: number
  readonly delayMs: number
}

/** What is known of one recording after judging it: plain data, fit for a thread's message. */
export interface RecordingResult {
  readonly name: string
  readonly dataset: string
  readonly labelled: boolean
  /** A control in which device and observers found nothing. */
  readonly quiet: boolean
  readonly load: AlarmLoad
  readonly targets: Readonly<Record<TargetName, TargetAgreement>>
  readonly expert: { readonly verdict: 'true' | 'false'; readonly counts: ExpertCounts } | null
  readonly asJudged: RuleCounts
  /** By each rule switched the other way. */
  readonly flipped: readonly { readonly rule: string; readonly inForce: boolean; readonly counts: RuleCounts }[]
}

interface Judged {
  readonly load: AlarmLoad
  readonly targets: Readonly<Record<TargetName, TargetAgreement>>
  readonly counts: RuleCounts
  readonly facts: readonly Fact[]
}

const judgedBy = (material: Material, protocol: Protocol): Judged => {
  const span = spanOf(material)
  const facts = judgedFacts(material, protocol)
  const load = alarmLoadOf(facts, span)
  const of = (name: TargetName): TargetAgreement => agreementOf(TARGETS[name], material.recording, material.labels ?? [], facts, span)
  const targets = { desaturation: of('desaturation'), apnoea: of('apnoea') }
  const sum = (pick: (counts: TargetAgreement['counts']) => number): number =>
    pick(targets.desaturation.counts) + pick(targets.apnoea.counts)
  const { medium, high } = load.inAlarmMs.vital
  const counts = {
    alarms: alarmCount(load, 'vital', 'medium'),
    inAlarmMs: medium + high,
    events: sum(({ runs, deviceAlarms }) => runs + deviceAlarms),
    eventsFound: sum(({ runsFound, deviceAlarmsFound }) => runsFound + deviceAlarmsFound),
    delayMs: sum(({ delayMs }) => delayMs),
  }
  return { load, targets, counts, facts }
}

const has = ({ recording: { columns, rows }, ecgRates }: Material, need: RuleNeed): boolean => {
  const filled = (...names: readonly RecordingColumn[]): boolean =>
    names.some((name) => columns.includes(name) && rows.some(({ values }) => values[columns.indexOf(name)] !== null))
  if (need === 'cuff') return filled('nibp_sys', 'nibp_dia', 'nibp_map')
  return need === 'breathing' ? filled('rr') : ecgRates.size > 0
}

/** Judges one recording by the built-in protocol, and once more with each rule switched the other way. */
export const evaluateRecording = (material: Material): RecordingResult => {
  const { load, targets, counts, facts } = judgedBy(material, DEFAULT_PROTOCOL)
  const labels = material.labels ?? []
  return {
    name: material.name,
    dataset: material.dataset,
    labelled: material.labels !== null,
    quiet: isQuiet(labels),
    load,
    targets,
    expert: expertAgreementOf(material, labels, facts, spanOf(material)),
    asJudged: counts,
    flipped: ruleSwitches(DEFAULT_PROTOCOL).map(({ rule, inForce, needs, flipped }) => ({
      rule,
      inForce,
      counts: needs.every((need) => has(material, need)) ? judgedBy(material, flipped(DEFAULT_PROTOCOL)).counts : counts,
    })),
  }
}
