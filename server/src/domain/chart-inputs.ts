import type { EventPicture } from '@chairside/shared/picture'
import type { Moment } from '@chairside/shared/time'
import { advance, type Chair, emptyChair } from './chair.ts'
import type { ActInput, ChairInput, DeliveryInput, SourceEntry } from './chair-input.ts'
import type { BoundSource, Session } from './session-state.ts'
import { clockOf, correctedAt } from './source-clock.ts'

/** Acts about alarms and corrections: of the live session alone. What they changed is already in what the chart is judged from. */
const LIVE_ONLY: ReadonlySet<ActInput['act']['kind']> = new Set([
  'acknowledge',
  'pause-sound',
  'call-help',
  'end-help',
  'measure-now',
  'mark-set',
  'correct-entry',
  'amend-infusion-time',
  'countersign',
  'retime-entry',
  'amend-chart',
  'sign-chart',
])

/** One delivery with its monitor as it was bound and timed then. */
export interface Delivered {
  readonly input: DeliveryInput
  readonly bound: BoundSource
}

/** Who said what, as the live session took it. */
interface LiveCourse {
  readonly session: Session | null
  readonly deliveries: readonly Delivered[]
  readonly others: readonly ChairInput[]
  /** The fact of an entry, or of what was done to the pump, by its act. */
  readonly factsOfActs: ReadonlyMap<ChairInput, number>
}

/** A record that was lived through as far as it went, to go on from. */
export interface LivedThrough extends Omit<LiveCourse, 'session'> {
  readonly chair: Chair
  /** How many inputs that was. */
  readonly count: number
  /** G5: kept back until staff says whose it is. */
  readonly withheld: readonly Delivered[]
  /** What the deliveries hold, at its own time each. */
  readonly spread: readonly ChairInput[]
  /** The time that each entry was first given, by its source, clock and moment. */
  readonly times: ReadonlyMap<string, Moment>
}

/** One delivery as several, each at the time of what it holds; a monitor that only said that it is there stays where it was. */
const spread = ({ input, bound }: Delivered, times: Map<string, Moment>): readonly ChairInput[] => {
  if (input.entries.length === 0) return [{ ...input, sentAt: input.takenAt }]
  return input.entries.map((entry): ChairInput => {
    // What is delivered again, under a better estimate of the clock, keeps the time that it was first given (V4, V6).
    const key = `${input.sourceId} ${clockOf(bound, entry)} ${entry.at}`
    const at = times.get(key) ?? correctedAt(bound, entry, input.takenAt)
    times.set(key, at)
    const moved: SourceEntry = { ...entry, at }
    return { kind: 'delivery', takenAt: at, sentAt: at, sourceId: input.sourceId, entries: [moved] }
  })
}

/**
 * Lives through a record: which deliveries were this patient's, which acts were done, how far the monitor's clock was off. `before`: the
 * same record when it was shorter; only what came since is lived through.
 */
export const liveThrough = (inputs: readonly ChairInput[], chairId: Chair['chairId'], before: LivedThrough | null = null): LivedThrough => {
  const deliveries = [...(before?.deliveries ?? [])]
  const others = [...(before?.others ?? [])]
  const factsOfActs = new Map(before?.factsOfActs)
  let chair = before?.chair ?? emptyChair(chairId)
  let withheld = [...(before?.withheld ?? [])]
  for (const input of before === null ? inputs : inputs.slice(before.count)) {
    const step = advance(chair, input.kind === 'act' ? { ...input, settled: true } : input)
    chair = step.chair
    const { session } = chair
    const bound = session?.bound ?? null
    if (session?.wrongPatient !== true) {
      // G5: what was kept back is this patient's only where staff said so.
      if (input.kind === 'act' && input.act.kind === 'resolve-wrong-patient') deliveries.push(...withheld)
      withheld = []
    }
    if (input.kind === 'delivery') {
      if (bound === null || bound.profile.sourceId !== input.sourceId) continue
      ;(session?.wrongPatient === true ? withheld : deliveries).push({ input, bound })
    } else if (step.problem === null) {
      others.push(input)
      const stated = step.facts.find(
        ({ kind }) => kind === 'entered' || kind === 'entered-late' || kind === 'phase-changed' || kind === 'rate-changed',
      )
      if (stated !== undefined) factsOfActs.set(input, stated.seq)
    }
  }
  const times = new Map(before?.times)
  const more = deliveries.slice(before?.deliveries.length ?? 0).flatMap((delivered) => spread(delivered, times))
  const all = before === null ? more : [...before.spread, ...more]
  return { chair, count: inputs.length, deliveries, others, factsOfActs, withheld, spread: all, times }
}

/** As it stands after its corrections, at the time when it happened. */
const corrected = (input: ActInput, event: EventPicture | undefined): readonly ChairInput[] => {
  if (event === undefined) return [{ ...input, settled: true }]
  const entry = event.correction === null ? event.entry : event.correction.entry
  return entry === null ? [] : [{ ...input, takenAt: event.at, settled: true, act: { kind: 'enter', entry } }]
}

/** X9: what was done to the pump stands where it was amended to; anything else where it was. */
const atItsTime = (input: ActInput, live: LiveCourse): ActInput => {
  const seq = live.factsOfActs.get(input)
  const step = live.session?.infusionSteps.find((one) => one.factSeq === seq && one.amendable)
  return step === undefined ? input : { ...input, takenAt: step.happenedAt }
}

/** An act as the chart sees it: corrected, without a withdrawn pressure, and with the baseline that was frozen live (B2) unless that fell. */
const amended = (input: ActInput, live: LiveCourse, withdrawn: ReadonlySet<Moment>): readonly ChairInput[] => {
  const { act } = input
  if (LIVE_ONLY.has(act.kind)) return []
  if (act.kind === 'enter' || act.kind === 'enter-late') {
    const seq = live.factsOfActs.get(input)
    return corrected(
      input,
      live.session?.events.find((event) => event.factSeq === seq),
    )
  }
  if (act.kind === 'enter-vitals' && withdrawn.has(input.takenAt)) {
    const { sys: _sys, dia: _dia, map: _map, ...reading } = act.reading
    return Object.keys(reading).length === 0 ? [] : [{ ...input, settled: true, act: { kind: 'enter-vitals', reading } }]
  }
  if (act.kind === 'start-infusion') {
    const frozen = live.session?.baseline ?? null
    const stands = frozen !== null && !frozen.sets.some((set) => withdrawn.has(set.at))
    return [{ ...atItsTime(input, live), settled: true, ...(stands ? { keptBaseline: frozen } : {}) }]
  }
  return [{ ...atItsTime(input, live), settled: true }]
}

/** What a chart is judged from, with the session as it was lived through. */
export interface ChartCourse {
  readonly inputs: readonly ChairInput[]
  readonly live: Session | null
  readonly deliveries: readonly Delivered[]
}

/** A pressure that was withdrawn is not judged. */
const isWithdrawn = (input: ChairInput, withdrawn: ReadonlySet<Moment>): boolean =>
  input.kind === 'delivery' && input.entries[0]?.kind === 'set' && withdrawn.has(input.takenAt)

/** The record of a session as its chart is judged (X9): accepted readings at the time when they were measured, corrections applied. */
export const courseOf = ({ chair, deliveries, others, factsOfActs, spread: readings }: LivedThrough): ChartCourse => {
  const live = { session: chair.session, deliveries, others, factsOfActs }
  const withdrawn = new Set(live.session?.care.artefactSets ?? [])
  const moved: ChairInput[] = []
  for (const input of others) {
    if (input.kind === 'act') moved.push(...amended(input, live, withdrawn))
    // Whether the record could be written is no matter of the patient's chart.
    else if (input.kind === 'clock' || input.kind === 'source-declared') moved.push(input)
  }
  for (const input of readings) if (withdrawn.size === 0 || !isWithdrawn(input, withdrawn)) moved.push(input)
  // Acts stand first: of one moment, the binding comes before what it made count.
  return { inputs: moved.sort((a, b) => a.takenAt - b.takenAt), live: live.session, deliveries }
}

/** The same of a whole record. */
export const chartInputs = (inputs: readonly ChairInput[], chairId: Chair['chairId']): ChartCourse => courseOf(liveThrough(inputs, chairId))
