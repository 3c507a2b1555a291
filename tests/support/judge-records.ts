import type { ChairInput, SourceEntry } from '@chairside/server/domain/chair-input'
import type { Fact } from '@chairside/shared/fact'
import type { AlarmId, ChairId } from '@chairside/shared/identity'
import fc from 'fast-check'
import { CHAIR, type Example, inBaseline, minutes, NURSE, PHYSICIAN, profile, ZERO } from './judge-harness.ts'

/** One thing that happens, `afterMs` after the one before it. */
type Happening =
  | {
      readonly kind: 'numerics'
      readonly afterMs: number
      readonly lateMs: number
      readonly spo2: number
      readonly hr: number
      readonly rr: number
      readonly off: boolean
    }
  | {
      readonly kind: 'set'
      readonly afterMs: number
      readonly lateMs: number
      readonly sys: number
      readonly dia: number
      readonly map: number | null
    }
  | { readonly kind: 'cuff-started' | 'cuff-failed' | 'apnoea'; readonly afterMs: number; readonly lateMs: number }
  | { readonly kind: 'act'; readonly afterMs: number; readonly which: number }
  | { readonly kind: 'recording'; readonly afterMs: number; readonly possible: boolean }

const afterMs = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 500, 1_000, 1_000, 1_000, 5_000, 10_000) },
  { weight: 3, arbitrary: fc.constantFrom(30_000, 60_000, 120_000, 180_000) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 900_000 }) },
)
const lateMs = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(1_000, 5_000, 10_000, 10_001, 120_000) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1_200_000 }) },
)

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('numerics' as const),
      afterMs,
      lateMs,
      spo2: fc.constantFrom(0, 80, 84, 88, 90, 91, 97),
      hr: fc.constantFrom(0, 15, 38, 45, 55, 70, 125, 150),
      rr: fc.constantFrom(0, 0, 5, 9, 14, 35),
      off: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      afterMs,
      lateMs,
      sys: fc.integer({ min: 60, max: 215 }),
      dia: fc.integer({ min: 35, max: 125 }),
      map: fc.option(fc.integer({ min: 50, max: 150 }), { nil: null }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('cuff-started' as const, 'cuff-failed' as const, 'apnoea' as const), afterMs, lateMs }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('act' as const), afterMs, which: fc.nat(17) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('recording' as const), afterMs, possible: fc.boolean() }) },
)

const source = profile({ periodMs: 1_000, canMeasure: true })

const act = (example: Example, second: number, which: number): void => {
  const alarms = ['A1', 'A2', 'A3'] as readonly string[] as readonly AlarmId[]
  switch (which) {
    case 0:
      example.act(second, { kind: 'start-infusion', overrideReason: 'as discussed' })
      return
    case 1:
      example.act(second, { kind: 'pause-infusion', reason: null })
      return
    case 2:
      example.act(second, { kind: 'resume-infusion' })
      return
    case 3:
    case 4:
      example.act(second, { kind: 'stop-infusion', early: true, reason: 'patient asked' })
      return
    case 5:
      example.act(second, { kind: 'release-monitor' })
      return
    case 6:
      example.bind(second)
      return
    case 7:
      example.act(second, { kind: 'enter-vitals', reading: { sys: 162, dia: 84, spo2: 88 } }, NURSE)
      return
    case 8:
      example.act(second, { kind: 'enter', entry: { kind: 'sedation', moaas: 5 } }, NURSE)
      return
    case 9:
      example.act(
        second,
        { kind: 'enter', entry: { kind: 'aldrete', activity: 2, respiration: 2, circulation: 2, consciousness: 2, saturation: 2 } },
        NURSE,
      )
      return
    case 10:
      example.act(second, { kind: 'discharge', overrideReason: null }, PHYSICIAN)
      return
    case 11:
      example.feed({ kind: 'source-declared', takenAt: ZERO + second * 1_000, profile: source })
      return
    case 15:
      example.act(second, { kind: 'go-off-monitor', reason: 'toilet' }, NURSE)
      return
    case 16:
      example.act(second, { kind: 'return-to-monitor' }, NURSE)
      return
    case 17:
      example.act(second, { kind: 'measure-now' }, NURSE)
      return
    default:
      example.act(second, { kind: 'acknowledge', alarmId: alarms[which - 12] as AlarmId, plan: 'watching' }, NURSE)
  }
}

/** Plays what happens and returns the inputs as they were fed. */
const inputsOf = (happenings: readonly Happening[], started: boolean, chairId: ChairId = CHAIR): readonly ChairInput[] => {
  const example = inBaseline({ profile: source, chairId, sameLimb: true })
  if (started) {
    example.set(-minutes(5), 120, 80)
    example.set(-minutes(2), 120, 80)
    example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
  }
  let now = 0
  for (const one of happenings) {
    now += one.afterMs
    const second = now / 1_000
    if (one.kind === 'act') act(example, second, one.which)
    else if (one.kind === 'recording') example.feed({ kind: 'recording', takenAt: ZERO + now, possible: one.possible })
    else if (one.kind === 'numerics')
      example.numerics(second, { spo2: one.spo2, hr: one.hr, rr: one.rr }, one.off ? ['spo2'] : [], (now - one.lateMs) / 1_000)
    else if (one.kind === 'set') example.set(second, one.sys, one.dia, one.map, (now - one.lateMs) / 1_000)
    else {
      const seq = example.nextSeq()
      const at = ZERO + now - one.lateMs
      const entry: SourceEntry = one.kind === 'cuff-failed' ? { kind: one.kind, seq, at, code: 'leak' } : { kind: one.kind, seq, at }
      example.deliver(second, [entry])
    }
  }
  example.tick((now + 3_600_000) / 1_000)
  return example.inputs
}

/** A whole record of one chair: the inputs as a room would have fed them. */
export const record = (chairId: ChairId = CHAIR) =>
  fc
    .record({ happenings: fc.array(happening, { minLength: 1, maxLength: 60 }), started: fc.boolean() })
    .map(({ happenings, started }) => inputsOf(happenings, started, chairId))

/** Facts as the record keeps them, one line each. */
export const text = (facts: readonly Fact[]): string => facts.map((fact) => JSON.stringify(fact)).join('\n')

/** The inputs with ticks between them: each pair is a place and how far into the gap after it. */
export const withTicks = (inputs: readonly ChairInput[], ticks: readonly (readonly [number, number])[]): readonly ChairInput[] => {
  const extra = ticks.map(([place, share]): readonly [number, ChairInput] => {
    const index = place % inputs.length
    const from = inputs[index]?.takenAt ?? 0
    const to = inputs[index + 1]?.takenAt ?? from
    return [index, { kind: 'tick', takenAt: Math.floor(from + (to - from) * share) }]
  })
  return inputs.flatMap((input, index) => [
    input,
    ...extra
      .filter(([place]) => place === index)
      .map(([, tick]) => tick)
      .sort((a, b) => a.takenAt - b.takenAt),
  ])
}

/** The inputs with a tick each `everyMs` after each of them, up to the moment of the next one and at it too. */
export const withTicksEvery = (inputs: readonly ChairInput[], everyMs: number): readonly ChairInput[] =>
  inputs.flatMap((input, index) => {
    const to = inputs[index + 1]?.takenAt ?? input.takenAt
    const ticks: ChairInput[] = [input]
    for (let takenAt = input.takenAt; takenAt <= to; takenAt += everyMs) ticks.push({ kind: 'tick', takenAt })
    return ticks
  })

/** More regular ticks than these in one gap find nothing new. */
const MOST_IN_A_GAP = 60

/**
 * The inputs with ticks on the due moments of their facts, a ms to either side of these, and each `everyMs` after an input,
 * all of them before the next one.
 */
export const withDueTicks = (inputs: readonly ChairInput[], facts: readonly Fact[], everyMs: number): readonly ChairInput[] => {
  const due = facts.flatMap(({ at }) => [at - 1, at, at + 1]).sort((a, b) => a - b)
  let next = 0
  return inputs.flatMap((input, index) => {
    const from = inputs[index - 1]?.takenAt ?? input.takenAt
    const moments: number[] = []
    for (let at = from; at < input.takenAt && moments.length < MOST_IN_A_GAP; at += everyMs) moments.push(at)
    for (; next < due.length && (due[next] as number) < input.takenAt; next += 1)
      if ((due[next] as number) >= from) moments.push(due[next] as number)
    return [...moments.sort((a, b) => a - b).map((takenAt): ChairInput => ({ kind: 'tick', takenAt })), input]
  })
}
