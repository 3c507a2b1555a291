import type { Fact } from '@chairside/shared/fact'
import { chairIdSchema, patientIdSchema, type SessionId, sessionIdSchema, sourceIdSchema } from '@chairside/shared/identity'
import type { Protocol } from '@chairside/shared/protocol-rules'
import { GATE_ITEMS } from '@chairside/shared/session'
import type { SessionLine } from '@chairside/shared/session-list'
import type { Actor } from '@chairside/shared/staff'
import { HOUR_MS, MINUTE_MS, type Moment } from '@chairside/shared/time'
import { advance, emptyChair, JUDGE_VERSION } from '../domain/chair.ts'
import type { ActInput, ChairInput, SourceProfile } from '../domain/chair-input.ts'
import { drawChart } from '../domain/draw-chart.ts'
import type { Courses } from '../ports/courses.ts'
import type { Patients } from '../ports/patients.ts'
import type { RecordEntry, SessionRecord } from '../ports/record.ts'
import type { Sessions } from '../ports/sessions.ts'
import type { FillPlan } from './fill-plan.ts'

const GIVEN = ['Ana', 'Ben', 'Carla', 'Dev', 'Eva', 'Finn', 'Grace', 'Hugo', 'Inés', 'Jan', 'Kovač', 'Lea', 'Milo', 'Nora', 'Omar', 'Pia']
const FAMILY = ['Lind', 'Ortega', 'Novak', 'Silva', 'Berg', 'Muñoz', 'Kern', 'Dubois', 'Haas', 'Iyer', 'Jensen', 'Rossi']
const NURSES: readonly Actor[] = ['N. Ortega', 'N. Lind'].map((name, index) => ({
  staffId: `fill-nurse-${index + 1}`,
  name,
  role: 'nurse',
}))
const PHYSICIANS: readonly Actor[] = ['Dr Hale', 'Dr Iyer', 'Dr Rossi'].map((name, index) => ({
  staffId: `fill-physician-${index + 1}`,
  name,
  role: 'physician',
}))

/** A small generator of numbers from 0 to 1, the same for a seed (mulberry32). */
const numbersFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const CHAIRS = 12
/** Sessions written in one go. */
const TOGETHER = 50
const PER_PATIENT = 6
/** Days from one infusion of a patient to the next. */
const DAYS_APART = 3
const PER_DAY = 2 * CHAIRS

/** What sessions are made of. */
interface FillOf extends Omit<FillPlan, 'dataDir' | 'protocolFile'> {
  readonly protocol: Protocol
}

interface Place {
  readonly from: Moment
  readonly chair: string
  readonly person: number
  readonly infusionNumber: number
}

/** Who sits where and when: sessions in the order of their days, a patient at the same hour of every third one. */
const placeOf = (index: number, count: number, until: Moment): Place => {
  const back = count - 1 - index
  const day = Math.floor((count - 1) / PER_DAY) - Math.floor(back / PER_DAY)
  const slot = back % PER_DAY
  const block = Math.floor(day / (PER_PATIENT * DAYS_APART))
  const cohort = block * DAYS_APART + (day % DAYS_APART)
  return {
    from: until - Math.floor(back / PER_DAY) * 24 * HOUR_MS - (slot < CHAIRS ? 0 : 4 * HOUR_MS) + slot * 2 * MINUTE_MS,
    chair: String((slot % CHAIRS) + 1),
    person: cohort * PER_DAY + slot,
    infusionNumber: (Math.floor(day / DAYS_APART) % PER_PATIENT) + 1,
  }
}

const identifierOf = (person: number): string => `F-${10_000 + person}`
const nameOf = (person: number): string => `${GIVEN[person % GIVEN.length]} ${FAMILY[Math.floor(person / GIVEN.length) % FAMILY.length]}`

/** A total of six items, and the highest of them. */
const strangeness = (chance: () => number): { readonly value: number; readonly highestItem: number } => {
  const highestItem = 1 + Math.floor(chance() * 3)
  return { value: highestItem + Math.floor(chance() * 5 * highestItem), highestItem }
}

/** One session as inputs, from its check-in to its end. */
const inputsOf = (
  index: number,
  { from, person, infusionNumber }: Place,
  { seed, protocol }: FillOf,
  chance: () => number,
): readonly ChairInput[] => {
  const own = numbersFrom(seed + person * 7_919)
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(chance() * list.length)] as Item
  const nurse = pick(NURSES)
  const physician = pick(PHYSICIANS)
  const sourceId = sourceIdSchema.parse(`fill-${index % CHAIRS}`)
  const profile: SourceProfile = {
    sourceId,
    label: 'Monitor',
    patientIdentifier: null,
    periodMs: 2 * MINUTE_MS,
    rrZeroMeans: 'no-breath',
    origin: 'simulated',
    supervision: { silence: false, signals: false, cuff: true },
  }
  const inputs: ChairInput[] = []
  let seq = 0
  const act = (minute: number, given: ActInput['act'], by: Actor, extra: Partial<ActInput> = {}): void => {
    inputs.push({ kind: 'act', takenAt: from + minute * MINUTE_MS, by, act: given, ...extra })
  }
  const weightKg = 55 + Math.floor(own() * 50)
  act(
    0,
    {
      kind: 'check-in',
      patient: { identifier: identifierOf(person), name: nameOf(person), infusionNumber, courseLength: PER_PATIENT },
      order: { drug: 'ketamine', weightKg, doseMg: Math.round(weightKg / 2), durationMin: 40, concentrationMgPerMl: 1 },
      simulated: true,
    },
    nurse,
    { opening: { sessionId: sessionIdSchema.parse(`fill-${String(index).padStart(6, '0')}`), protocol } },
  )
  act(1, { kind: 'bind-monitor', sourceId }, nurse, { source: { profile, lastHeardAt: from + MINUTE_MS } })
  for (const item of GATE_ITEMS)
    if (item.kind === 'confirm')
      act(2, { kind: 'answer-gate', item: item.id, passed: true }, item.id === 'second-person' ? physician : nurse)
  act(3, { kind: 'begin-baseline' }, nurse)
  const base = 108 + Math.floor(own() * 26) + Math.floor(chance() * 8)
  const rise = 8 + own() * 22 + chance() * 12
  const stay = 45 + Math.floor(chance() * 40)
  const set = (minute: number, sys: number, dia: number): void => {
    seq += 1
    const at = from + minute * MINUTE_MS
    inputs.push({
      kind: 'delivery',
      takenAt: at,
      sourceId,
      sentAt: at,
      entries: [{ kind: 'set', seq, at, sys, dia, map: null, pulse: null }],
    })
  }
  const numbers = (minute: number, values: { hr: number; spo2: number; rr: number }): void => {
    seq += 1
    const at = from + minute * MINUTE_MS
    const entry = { kind: 'numerics', seq, at, values, off: [], unmapped: [] } as const
    inputs.push({ kind: 'delivery', takenAt: at, sourceId, sentAt: at, entries: [entry] })
  }
  set(5, base, 78)
  set(9, base + 2, 79)
  const start = 10
  act(start, { kind: 'start-infusion', overrideReason: 'simulated session' }, physician)
  for (let minute = 1; minute < 40 + stay; minute += 1) {
    const share = Math.max(0, minute <= 40 ? minute / 40 : 1 - (minute - 40) / 30)
    if (minute === 40) act(start + minute, { kind: 'stop-infusion', early: false, reason: null }, nurse)
    if (minute % 5 === 0) set(start + minute + 0.1, Math.round(base + rise * share + chance() * 6), Math.round(78 + (rise / 3) * share))
    if (minute === 38)
      act(start + minute, { kind: 'enter', entry: { kind: 'dissociation', scale: 'cadss-6', ...strangeness(chance) } }, nurse)
    if (minute % 2 === 0) numbers(start + minute, { hr: Math.round(70 + 18 * share), spo2: Math.round(97 - 4 * share * chance()), rr: 14 })
  }
  act(start + 40 + stay, { kind: 'discharge', overrideReason: 'simulated session' }, physician)
  return inputs
}

/** Judged as a live session is. Throws where an act is refused. */
const entriesOf = (
  inputs: readonly ChairInput[],
  chair: string,
): { readonly sessionId: SessionId; readonly entries: readonly RecordEntry[] } => {
  const chairId = chairIdSchema.parse(chair)
  const [first] = inputs
  if (first?.kind !== 'act' || first.opening === undefined) throw new Error('a session without its beginning')
  const { sessionId } = first.opening
  let state = emptyChair(chairId)
  const entries: RecordEntry[] = []
  for (const input of inputs) {
    const step = advance(state, input)
    if (step.problem !== null) throw new Error(`a simulated act was refused: ${step.problem.code} ${step.problem.details.join(', ')}`)
    state = step.chair
    entries.push({ sessionId, chairId, inputNumber: entries.length + 1, input, facts: step.facts, judgeVersion: JUDGE_VERSION })
  }
  return { sessionId, entries }
}

export interface FillParts {
  readonly record: SessionRecord
  readonly sessions: Sessions
  readonly patients: Patients
  readonly courses: Courses
  readonly builtBy: string
  readonly say: (line: string) => void
}

/** The patient of a session, the visit that it was, and what a questionnaire said before it. */
const keepVisit = async (
  { person, infusionNumber, from, chair }: Place,
  line: SessionLine,
  { patients, courses }: FillParts,
): Promise<void> => {
  const patientId = patientIdSchema.parse(`fill-patient-${person}`)
  const day = new Date(from).toISOString().slice(0, 10)
  if (infusionNumber === 1 || (await patients.byId(patientId)) === null) {
    const course = { length: PER_PATIENT, given: infusionNumber - 1 }
    const added = { identifier: identifierOf(person), name: nameOf(person), bornOn: null, weightKg: line.doseMg / line.mgPerKg, course }
    await patients.add(patientId, added, { profileId: 'observed-recovery', length: PER_PATIENT }, from)
  }
  const order = { mgPerKg: Math.round(line.mgPerKg * 1_000) / 1_000, durationMin: 40, concentrationMgPerMl: 1 }
  const visit = { patientId, day, arrival: '09:00', infusionNumber, chairId: chair, order }
  const visitId = `${line.sessionId}-visit`
  await patients.addVisit(visitId, visit)
  await patients.seat(visitId, { sessionId: line.sessionId, chairId: chair, endedAs: line.phase })
  await patients.noteInfusion(visitId, infusionNumber)
  const stated = { scoreId: `${line.sessionId}-score`, at: from, by: NURSES[0] ?? { staffId: 'fill-nurse', name: 'Nurse' } }
  await courses.addScore(patientId, { instrument: 'phq-9', value: Math.max(2, 21 - 2 * infusionNumber - (person % 5)), day }, stated)
}

/** Writes the sessions, their lines beside them. Charts are drawn when somebody looks. */
export const fillSessions = async (plan: FillOf, parts: FillParts): Promise<void> => {
  const { count, until } = plan
  const chance = numbersFrom(plan.seed)
  for (let done = 0; done < count; done += TOGETHER) {
    const written = Array.from({ length: Math.min(TOGETHER, count - done) }, (_, place) => {
      const at = placeOf(done + place, count, until)
      return { at, ...entriesOf(inputsOf(done + place, at, plan, chance), at.chair) }
    })
    await parts.record.append(written.flatMap(({ entries }) => entries))
    for (const { at, sessionId, entries } of written) {
      const facts: Fact[] = entries.flatMap((entry) => [...entry.facts])
      const content = await parts.record.contentOf(sessionId)
      const [first] = entries
      const inputs = entries.map(({ input }) => input)
      const drawn = first === undefined ? null : drawChart({ inputs, facts, chairId: first.chairId, content })
      if (drawn === null) throw new Error('a session without its beginning')
      const entry = content?.entry ?? 0
      await parts.sessions.put(drawn.line, entry, parts.builtBy)
      await parts.courses.keep({ sessionId, entry, builtBy: parts.builtBy, session: drawn.course })
      await keepVisit(at, drawn.line, parts)
    }
    if ((done + written.length) % 1_000 === 0) parts.say(`${done + written.length} of ${count}`)
  }
}
