import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import { PERSONAL_LIMITS } from '@chairside/shared/personal-limits'
import { numberAt } from '@chairside/shared/protocol-path'
import type { ArtefactRules, Protocol } from '@chairside/shared/protocol-rules'
import type { VitalValues } from '@chairside/shared/vital'
import { acknowledge } from '../alarm-lines.ts'
import { at, type Example, minutes, NURSE, profile, quiet, running } from '../judge-harness.ts'
import { stated, under, type Witness, type Witnesses } from './witness.ts'

const switchedOn = (protocol: Protocol): Protocol =>
  under(protocol, ({ artefact }) => {
    for (const rule of Object.values(artefact) as ArtefactRules['jump'][]) Object.assign(rule, { enabled: true })
  })

interface Beside {
  readonly sys: number
  readonly dia?: number
  readonly map?: number
  readonly pulse?: number
  readonly hr: number
}

/** Two sets a minute apart, each with a heart rate beside it; what of them wants a second look. */
const looked = (protocol: Protocol, ...sets: readonly Beside[]): readonly string[] => {
  const example = quiet({ protocol })
  for (const [index, { sys, dia = 60, map = null, pulse = null, hr }] of sets.entries()) {
    const second = 60 * (index + 1)
    example.numerics(second - 1, { hr })
    example.deliver(second, [{ kind: 'set', seq: example.nextSeq(), at: at(second), sys, dia, map, pulse }])
  }
  return stated(example)
}
const FIRST: Beside = { sys: 100, hr: 70 }

/** Readings of these values at these seconds, all rules of T5 on. */
const streamed = (protocol: Protocol, seconds: readonly number[], values: VitalValues): readonly string[] => {
  const example = quiet({ protocol: switchedOn(protocol) })
  for (const second of seconds) example.numerics(second, values)
  return stated(example)
}
const eachSecond = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)
/** Each second and a millisecond to either side of it. */
const around = (from: number, to: number): readonly number[] =>
  eachSecond(from, to).flatMap((second) => [second - 0.001, second, second + 0.001])

const ARTEFACTS: Witnesses = {
  'artefact.jump.sysMmHg': (protocol) => [140, 141].map((sys) => looked(protocol, FIRST, { sys, hr: 70 })),
  'artefact.jump.hrBpm': (protocol) => [79, 80].map((hr) => looked(protocol, FIRST, { sys: 150, hr })),
  'artefact.jump.recheckMs': (protocol) => looked(protocol, FIRST, { sys: 150, hr: 70 }),
  'artefact.pulseMatch.percent': (protocol) => [144, 144.1].map((pulse) => looked(protocol, { sys: 100, hr: 120, pulse })),
  'artefact.pulseMatch.bpm': (protocol) => [80, 80.1].map((pulse) => looked(protocol, { sys: 100, hr: 60, pulse })),
  'artefact.mapShare.low': (protocol) => [79.9, 80].map((map) => looked(protocol, { sys: 160, dia: 60, map, hr: 70 })),
  'artefact.mapShare.high': (protocol) => [120, 120.1].map((map) => looked(protocol, { sys: 160, dia: 60, map, hr: 70 })),
  'artefact.mapShare.narrowMmHg': (protocol) => [79.9, 80].map((sys) => looked(protocol, { sys, dia: 60, hr: 70 })),
  'artefact.sameLimb.maxMs': (protocol) => {
    const example = quiet({ protocol, sameLimb: true })
    example.deliver(10, [{ kind: 'cuff-started', seq: example.nextSeq(), at: at(10) }])
    for (const second of around(10, 100)) example.numerics(second, { spo2: 80 })
    return stated(example)
  },
  'artefact.rateMismatch.bpm': (protocol) => [80, 81].map((pulse) => streamed(protocol, eachSecond(0, 40), { hr: 70, pulse, spo2: 80 })),
  'artefact.rateMismatch.maxMs': (protocol) => streamed(protocol, around(0, 40), { hr: 70, pulse: 90, spo2: 80 }),
  'artefact.cardiogenicRr.bpm': (protocol) => [35, 36].map((hr) => streamed(protocol, eachSecond(0, 60), { hr, rr: 33 })),
  'artefact.cardiogenicRr.forMs': (protocol) => streamed(protocol, [0, ...around(1, 120)], { hr: 33, rr: 33 }),
  'artefact.cardiogenicRr.maxMs': (protocol) => streamed(protocol, [0, ...around(1, 120)], { hr: 33, rr: 33 }),
}

/** A critical pressure at 0, acknowledged at `seenAt`; null: never. */
const critical = (protocol: Protocol, seenAt: number | null): readonly string[] => {
  const example = quiet({ protocol })
  example.set(0, 185, 85)
  if (seenAt !== null) acknowledge(example, seenAt, 'bp-high')
  example.tick(minutes(20))
  return stated(example)
}
const fast = (protocol: Protocol, seenAt: number | null): readonly string[] => {
  const example = quiet({ protocol })
  example.stream(0, 20, { hr: 125 })
  if (seenAt !== null) acknowledge(example, seenAt, 'hr-high')
  example.tick(minutes(20))
  return stated(example)
}

const plannedEnd: Witness = (protocol) => {
  const example = quiet({ protocol })
  example.tick(minutes(60))
  return stated(example)
}

/** Nobody comes back from where they went. */
export const away = (protocol: Protocol, recovering: boolean): readonly string[] => {
  const example = running({ protocol })
  if (recovering) example.mustAct(1, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
  example.mustAct(2, { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
  example.tick(minutes(30))
  return stated(example)
}

/** Whether a patient's own limit is refused for its range: below an end of it, at it, and above. An order that makes no sense is another matter. */
const personal = (protocol: Protocol, name: (typeof PERSONAL_LIMITS)[number], end: number): unknown =>
  [end - 1, end, end + 1].map((value) => {
    const limits = { [name]: value }
    const refusal = quiet({ protocol }).act(1, { kind: 'set-personal-limits', limits, reason: 'usual for this patient' })
    return refusal?.details.some((detail) => detail.includes(' is outside ')) ?? false
  })

export const ATTENTION: Witnesses = {
  ...ARTEFACTS,
  'escalation.highMs': (protocol) => critical(protocol, null),
  'escalation.mediumRepeatMs': (protocol) => fast(protocol, null),
  'escalation.mediumAsHighMs': (protocol) => fast(protocol, null),
  'escalation.reminderHighMs': (protocol) => critical(protocol, 10),
  'escalation.reminderMediumMs': (protocol) => fast(protocol, 21),
  'prompts.plannedEndLowMs': plannedEnd,
  'prompts.plannedEndMediumMs': plannedEnd,
  'prompts.measureAnswerMs': (protocol) => {
    const example = running({ protocol, profile: profile({ canMeasure: true }) })
    example.numerics(0, { hr: 70 })
    example.mustAct(5, { kind: 'measure-now' }, NURSE)
    example.heard(6, 200)
    return stated(example)
  },
  'symptoms.moaasHighAtMost': (protocol) =>
    [2, 3].map((moaas) => {
      const example: Example = quiet({ protocol })
      example.enter(10, { kind: 'sedation', moaas })
      return stated(example)
    }),
  ...Object.fromEntries(
    PERSONAL_LIMITS.flatMap((name) =>
      (['low', 'high'] as const).map((end): [string, Witness] => {
        const path = `personal.${name}.${end}`
        // Both sides of the number as it is, whatever it is changed to.
        return [path, (protocol) => personal(protocol, name, numberAt(DEFAULT_PROTOCOL, path) ?? 0)]
      }),
    ),
  ),
}
