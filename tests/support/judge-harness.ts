import { type Advance, advance, type Chair, emptyChair } from '@chairside/server/domain/chair'
import type { ActInput, ChairInput, SourceEntry, SourceProfile } from '@chairside/server/domain/chair-input'
import { type ChartEvaluation, evaluateChart } from '@chairside/server/domain/chart-evaluation'
import { pictureOf } from '@chairside/server/domain/picture-of'
import type { Alarm, AlarmCause } from '@chairside/shared/alarm'
import type { Act } from '@chairside/shared/command'
import { DEFAULT_PROTOCOL } from '@chairside/shared/default-protocol'
import type { Entry } from '@chairside/shared/entry'
import type { Fact, FactKind, FactOf } from '@chairside/shared/fact'
import type { ChairId, SessionId, SourceId } from '@chairside/shared/identity'
import type { ChairPicture } from '@chairside/shared/picture'
import type { Protocol } from '@chairside/shared/protocol-rules'
import type { Problem } from '@chairside/shared/reply'
import { GATE_ITEMS, type InfusionOrder } from '@chairside/shared/session'
import type { Actor } from '@chairside/shared/staff'
import type { ContinuousVital, VitalValues } from '@chairside/shared/vital'

/** Zero of every example, in room time: the start of the infusion where there is one. Times of the harness are seconds from here. */
export const ZERO = 1_760_000_000_000
export const minutes = (count: number): number => count * 60
/** The moment of a second of the harness. */
export const at = (second: number): number => ZERO + second * 1_000

export const NURSE: Actor = { staffId: 'n1', name: 'N. Nurse', role: 'nurse' }
export const PHYSICIAN: Actor = { staffId: 'p1', name: 'P. Physician', role: 'physician' }
export const MONITOR = 'monitor-1' as SourceId
export const CHAIR = 'chair-1' as ChairId

export const profile = (changes: Partial<SourceProfile> = {}): SourceProfile => ({
  sourceId: MONITOR,
  label: 'Monitor 1',
  patientIdentifier: null,
  periodMs: 1_000,
  rrZeroMeans: 'no-breath',
  origin: 'device',
  ...changes,
})

/** A monitor whose silence is no alarm, for examples about something else. */
export const unsupervised = profile({ supervision: { silence: false, signals: false, cuff: false } })

export interface ExampleOptions {
  readonly profile?: SourceProfile
  readonly protocol?: Protocol
  readonly simulated?: boolean
  readonly chairId?: ChairId
  /** What differs from 35 mg for 70 kg in 40 min. */
  readonly order?: Partial<InfusionOrder>
  /** The oximeter sits on the cuff's limb (T5). */
  readonly sameLimb?: boolean
}

type Extra = Partial<Pick<ActInput, 'opening' | 'source' | 'statedBaseline'>>

/** One chair driven by hand. Every input is kept, so that the same record can be fed again. */
export class Example {
  readonly inputs: ChairInput[] = []
  readonly facts: Fact[] = []
  chair: Chair
  lastProblem: Problem | null = null
  private seq = 0
  private readonly options: ExampleOptions

  constructor(options: ExampleOptions = {}) {
    this.options = options
    this.chair = emptyChair(options.chairId ?? CHAIR)
  }

  feed(input: ChairInput): Advance {
    this.inputs.push(input)
    const step = advance(this.chair, input)
    this.chair = step.chair
    this.facts.push(...step.facts)
    this.lastProblem = step.problem
    return step
  }

  tick(second: number): void {
    this.feed({ kind: 'tick', takenAt: ZERO + second * 1_000 })
  }

  /** Carries out an act and returns why it was refused; null: done. */
  act(second: number, act: Act, by: Actor = PHYSICIAN, extra: Extra = {}): Problem | null {
    return this.feed({ kind: 'act', takenAt: ZERO + second * 1_000, by, act, ...extra }).problem
  }

  /** An act that the example rests on. */
  mustAct(second: number, act: Act, by: Actor = PHYSICIAN, extra: Extra = {}): void {
    const refusal = this.act(second, act, by, extra)
    if (refusal !== null) throw new Error(`${act.kind} was refused: ${refusal.code} ${refusal.details.join(', ')}`)
  }

  nextSeq(): number {
    this.seq += 1
    return this.seq
  }

  deliver(second: number, entries: readonly SourceEntry[], sentAt = ZERO + second * 1_000): void {
    const { sourceId } = this.options.profile ?? profile()
    this.feed({ kind: 'delivery', takenAt: ZERO + second * 1_000, sourceId, sentAt, entries })
  }

  /** A cuff set that ended at `measured` seconds and was received at `second`. */
  set(second: number, sys: number | null, dia: number | null, map: number | null = null, measured = second): void {
    this.deliver(second, [{ kind: 'set', seq: this.nextSeq(), at: ZERO + measured * 1_000, sys, dia, map, pulse: null }])
  }

  numerics(second: number, values: VitalValues, off: readonly ContinuousVital[] = [], measured = second): void {
    this.deliver(second, [{ kind: 'numerics', seq: this.nextSeq(), at: ZERO + measured * 1_000, values, off, unmapped: [] }])
  }

  /** The cuff gave up at `measured` seconds, and said so at `second`. */
  cuffFailed(second: number, measured = second): void {
    this.deliver(second, [{ kind: 'cuff-failed', seq: this.nextSeq(), at: at(measured), code: 'leak' }])
  }

  /** Enters something and returns the number of its fact, by which it is corrected. */
  enter(second: number, entry: Entry, by: Actor = NURSE): number {
    this.mustAct(second, { kind: 'enter', entry }, by)
    const stated = this.of('entered').at(-1)
    if (stated === undefined) throw new Error(`${entry.kind} was not stated as entered`)
    return stated.seq
  }

  enterAll(second: number, entries: readonly Entry[]): void {
    for (const entry of entries) this.enter(second, entry)
  }

  /** Corrects what was entered; null: withdraws it. */
  correct(second: number, factSeq: number, entry: Entry | null): void {
    this.mustAct(second, { kind: 'correct-entry', factSeq, entry, reason: 'entered by mistake' }, NURSE)
  }

  /** The same values once each `step` seconds, both ends included. */
  stream(from: number, to: number, values: VitalValues, step = 1): void {
    for (let second = from; second <= to; second += step) this.numerics(second, values)
  }

  /** Messages without a reading, so that the monitor is heard: every 5 s from `from` until before `to`. */
  heard(from: number, to: number): void {
    for (let second = from; second < to; second += 5) this.deliver(second, [])
  }

  checkIn(second: number, sessionId = 'session-1', order: Partial<InfusionOrder> = {}): void {
    this.mustAct(
      second,
      {
        kind: 'check-in',
        patient: { identifier: 'P-100', name: 'Any Name', infusionNumber: 1, courseLength: 6 },
        order: { drug: 'ketamine', weightKg: 70, doseMg: 35, durationMin: 40, concentrationMgPerMl: 1, ...order },
        simulated: this.options.simulated ?? false,
      },
      NURSE,
      { opening: { sessionId: sessionId as SessionId, protocol: this.options.protocol ?? DEFAULT_PROTOCOL } },
    )
  }

  bind(second: number): Problem | null {
    const source = this.options.profile ?? profile()
    const sameLimb = this.options.sameLimb === undefined ? {} : { sameLimb: this.options.sameLimb }
    return this.act(second, { kind: 'bind-monitor', sourceId: source.sourceId, ...sameLimb }, NURSE, {
      source: { profile: source, lastHeardAt: ZERO + second * 1_000 },
    })
  }

  passGate(second: number): void {
    for (const item of GATE_ITEMS)
      if (item.kind === 'confirm')
        this.mustAct(second, { kind: 'answer-gate', item: item.id, passed: true }, item.id === 'second-person' ? PHYSICIAN : NURSE)
  }

  of<Kind extends FactKind>(kind: Kind): FactOf<Kind>[] {
    return this.facts.filter((fact): fact is FactOf<Kind> => fact.kind === kind)
  }

  get picture(): ChairPicture {
    return pictureOf(this.chair)
  }

  alarm(cause: AlarmCause): Alarm | undefined {
    return this.picture.alarms.find((alarm) => alarm.cause === cause)
  }

  /** Facts about excursions from ZERO on, one line each: `120 confirmed high`. */
  excursionLines(): string[] {
    return this.facts.filter((fact) => fact.at >= ZERO).flatMap((fact) => excursionLine(fact) ?? [])
  }

  /** Facts about conditions, one line each: `15 began spo2-low medium`; `names` alone. */
  conditionLines(...names: readonly string[]): string[] {
    return this.facts.flatMap((fact) => {
      if (fact.kind !== 'condition-began' && fact.kind !== 'condition-ended' && fact.kind !== 'condition-priority') return []
      if (!names.includes(fact.condition)) return []
      const subject = fact.subject === null ? '' : ` ${fact.subject}`
      return [`${(fact.at - ZERO) / 1_000} ${fact.kind.slice('condition-'.length)} ${fact.condition}${subject} ${fact.priority}`]
    })
  }
}

const excursionLine = (fact: Fact): string | null => {
  const second = (fact.at - ZERO) / 1_000
  switch (fact.kind) {
    case 'excursion-opened':
      return `${second} opened ${fact.side} ${fact.level}${fact.confirmed ? ' confirmed' : ''}`
    case 'excursion-confirmed':
      return `${second} confirmed ${fact.side}`
    case 'excursion-level':
      return `${second} level ${fact.side} ${fact.level}`
    case 'excursion-closed':
      return `${second} closed ${fact.side} ${fact.ending}`
    case 'recheck-overdue':
      return `${second} overdue ${fact.side}`
    default:
      return null
  }
}

/** In the phase `baseline`, with a monitor that is heard, ten minutes before ZERO. */
export const inBaseline = (options: ExampleOptions = {}): Example => {
  const example = new Example(options)
  example.checkIn(-minutes(12), 'session-1', options.order)
  const refusal = example.bind(-minutes(11))
  if (refusal !== null) throw new Error(`binding was refused: ${refusal.code}`)
  example.passGate(-minutes(11))
  example.mustAct(-minutes(10), { kind: 'begin-baseline' }, NURSE)
  return example
}

export interface RunningOptions extends ExampleOptions {
  /** Measured twice before the start; null: none, and a physician overrides. */
  readonly baseline?: { readonly sys: number; readonly dia: number } | null
}

/** Infusing since ZERO. */
export const running = (options: RunningOptions = {}): Example => {
  const { baseline = { sys: 120, dia: 80 } } = options
  const example = inBaseline(options)
  for (const before of [minutes(5), minutes(2)]) {
    if (baseline !== null) example.set(-before, baseline.sys, baseline.dia)
    example.heard(-before, before === minutes(5) ? -minutes(2) : 0)
  }
  example.mustAct(0, { kind: 'start-infusion', overrideReason: 'as discussed' })
  return example
}

/** Infusing since ZERO, with a monitor whose silence is no alarm: for examples about something else. */
export const quiet = (options: Omit<RunningOptions, 'profile'> = {}): Example => running({ ...options, profile: unsupervised })

/** Feeds the inputs to an empty chair and returns the facts. */
export const factsOf = (inputs: readonly ChairInput[], chairId: ChairId = CHAIR): Fact[] => {
  let chair = emptyChair(chairId)
  return inputs.flatMap((input) => {
    const step = advance(chair, input)
    chair = step.chair
    return [...step.facts]
  })
}

/** The chart's evaluation of an example (X9). */
export const chartOf = (example: Example): ChartEvaluation => evaluateChart(example.inputs, example.facts, CHAIR)
