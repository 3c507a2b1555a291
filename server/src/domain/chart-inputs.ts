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

/** Lives through the record once more: which deliveries were this patient's, which acts were done, how far the monitor's clock was off. */
const liveThrough = (inputs: readonly ChairInput[], from: Chair): LiveCourse => {
  const deliveries: Delivered[] = []
  const others: ChairInput[] = []
  const factsOfActs = new Map<ChairInput, number>()
  let chair = from
  let withheld: Delivered[] = []
  for (const input of inputs) {
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
  return { session: chair.session, deliveries, others, factsOfActs }
}

/** One delivery as several, each at the time of what it holds; a monitor that only said that it is there stays where it was. */
const spread = ({ input, bound }: Delivered, withdrawn: ReadonlySet<Moment>, times: Map<string, Moment>): readonly ChairInput[] => {
  if (input.entries.length === 0) return [{ ...input, sentAt: input.takenAt }]
  return input.entries.flatMap((entry): readonly ChairInput[] => {
    // What is delivered again, under a better estimate of the clock, keeps the time that it was first given (V4, V6).
    const key = `${input.sourceId} ${clockOf(bound, entry)} ${entry.at}`
    const at = times.get(key) ?? correctedAt(bound, entry, input.takenAt)
    times.set(key, at)
    if (entry.kind === 'set' && withdrawn.has(at)) return []
    const moved: SourceEntry = { ...entry, at }
    return [{ kind: 'delivery', takenAt: at, sentAt: at, sourceId: input.sourceId, entries: [moved] }]
  })
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

/** The record of a session as its chart is judged (X9): accepted readings at the time when they were measured, corrections applied. */
export const chartInputs = (inputs: readonly ChairInput[], chairId: Chair['chairId']): ChartCourse => {
  const live = liveThrough(inputs, emptyChair(chairId))
  const withdrawn = new Set(live.session?.care.artefactSets ?? [])
  const moved: ChairInput[] = []
  for (const input of live.others) {
    if (input.kind === 'act') moved.push(...amended(input, live, withdrawn))
    // Whether the record could be written is no matter of the patient's chart.
    else if (input.kind === 'clock' || input.kind === 'source-declared') moved.push(input)
  }
  const times = new Map<string, Moment>()
  for (const delivered of live.deliveries) moved.push(...spread(delivered, withdrawn, times))
  // Acts stand first: of one moment, the binding comes before what it made count.
  return { inputs: moved.sort((a, b) => a.takenAt - b.takenAt), live: live.session, deliveries: live.deliveries }
}
