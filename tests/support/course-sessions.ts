import type { Store } from '@chairside/server/app/serve'
import type { ChairInput } from '@chairside/server/domain/chair-input'
import { drawChart } from '@chairside/server/domain/draw-chart'
import type { Fact } from '@chairside/shared/fact'
import { type ChairId, type PatientId, patientIdSchema, type SessionId } from '@chairside/shared/identity'
import type { CourseSession } from '@chairside/shared/patient-course'
import type { InfusionOrder } from '@chairside/shared/session'
import { HOUR_MS, type Moment } from '@chairside/shared/time'
import { CHAIR, type Example, minutes, NURSE, profile, running, ZERO } from './judge-harness.ts'
import { PASSING_ENTRIES } from './passing-entries.ts'
import { recordedEntries } from './recorded-session.ts'

/** One session of a course, as a test wants it. */
export interface CourseCase {
  readonly sessionId: string
  /** When the infusion began. */
  readonly startedAt: Moment
  readonly infusionNumber: number
  readonly baseline?: { readonly sys: number; readonly dia: number } | null
  /** The highest rise of SYS in mmHg, at minute 40. */
  readonly rise?: number
  readonly order?: Partial<InfusionOrder>
  readonly simulated?: boolean
  /** Minutes at which no set was taken. */
  readonly missing?: readonly number[]
  /** Minutes at which the monitor gave an impossible set. */
  readonly rejected?: readonly number[]
  readonly cadss?: number
  readonly rescueAt?: number
  readonly until?: 'discharged' | 'infusing'
  /** Whatever else happens to it. */
  readonly more?: (example: Example) => void
}

const shifted = <Value>(value: Value, byMs: number): Value => {
  if (typeof value === 'number') return (Math.abs(value - ZERO) < 24 * HOUR_MS ? value + byMs : value) as Value
  if (Array.isArray(value)) return value.map((one: unknown) => shifted(one, byMs)) as Value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, unknown]) => [key, shifted(one, byMs)])) as Value
}

/** Infusing for 40 min with a set every five, then recovering for an hour, assessed and gone. */
const courseExample = (one: CourseCase): Example => {
  const { baseline = { sys: 120, dia: 80 }, rise = 16, order = {}, simulated = false, missing = [], rejected = [] } = one
  const example = running({ baseline, order, simulated, profile: profile({ origin: simulated ? 'simulated' : 'device' }) })
  const from = baseline ?? { sys: 120, dia: 80 }
  for (let minute = 5; minute < 100; minute += 5) {
    const second = minutes(minute)
    if (minute === 40) {
      if (one.until === 'infusing') return example
      example.mustAct(second - 1, { kind: 'stop-infusion', early: false, reason: null }, NURSE)
    }
    if (minute === 35 && one.cadss !== undefined)
      example.enter(second - 30, { kind: 'dissociation', scale: 'cadss-6', value: one.cadss, highestItem: Math.min(4, one.cadss) })
    if (one.rescueAt === minute)
      example.enter(second - 20, { kind: 'medication', name: 'Labetalol', group: 'iv-antihypertensive', dose: '10 mg' })
    const share = minute <= 40 ? minute / 40 : Math.max(0, 1 - (minute - 40) / 30)
    if (rejected.includes(minute)) example.set(second, 310, 20)
    else if (!missing.includes(minute)) example.set(second, Math.round(from.sys + rise * share), Math.round(from.dia + (rise / 2) * share))
    for (let step = 0; step < 5; step += 1) example.numerics(second + step * 60, { hr: 74, spo2: 97, rr: 14 })
  }
  example.enterAll(minutes(85), PASSING_ENTRIES)
  one.more?.(example)
  example.mustAct(minutes(100), { kind: 'discharge', overrideReason: 'goes home with an adult' })
  return example
}

/** What a course shows of such a session. */
export const courseSessionFor = (one: CourseCase): CourseSession => {
  const { inputs, facts } = courseExample(one)
  const drawn = drawChart({ inputs, facts, chairId: CHAIR, content: null })
  if (drawn === null) throw new Error('no session was recorded')
  const byMs = one.startedAt - ZERO
  return { ...shifted(drawn.course, byMs), sessionId: one.sessionId as SessionId, infusionNumber: one.infusionNumber }
}

export interface CoursePatient {
  readonly patientId: PatientId
  readonly identifier: string
  readonly name: string
}

export const addCoursePatient = async (
  { patients }: Pick<Store, 'patients'>,
  id: string,
  identifier: string,
  name: string,
  profileId = 'tapered-course',
): Promise<CoursePatient> => {
  const patientId = patientIdSchema.parse(id)
  const added = await patients.add(
    patientId,
    { identifier, name, bornOn: '1980-02-29', weightKg: 70, course: { length: 6, given: 0 } },
    { profileId, length: 6 },
    ZERO,
  )
  if (!added.ok) throw new Error(added.problem)
  return { patientId, identifier, name }
}

/** Records the session as the room would have, with the visit that it was. */
export const recordCourseSession = async (store: Store, patient: CoursePatient, one: CourseCase): Promise<void> => {
  const { identifier, name, patientId } = patient
  const { infusionNumber } = one
  const byMs = one.startedAt - ZERO
  const chairId = CHAIR as ChairId
  const inputs = courseExample(one).inputs.map((input): ChairInput => {
    const moved = shifted(input, byMs)
    if (moved.kind !== 'act' || moved.act.kind !== 'check-in') return moved
    const opening = moved.opening === undefined ? {} : { opening: { ...moved.opening, sessionId: one.sessionId as SessionId } }
    return { ...moved, ...opening, act: { ...moved.act, patient: { identifier, name, infusionNumber, courseLength: 6 } } }
  })
  const entries = recordedEntries(inputs, one.sessionId, chairId)
  await store.record.append(entries)
  const facts: readonly Fact[] = entries.flatMap((entry) => [...entry.facts])
  const ended = facts.findLast((fact) => fact.kind === 'phase-changed')?.to ?? null
  const day = new Date(one.startedAt).toISOString().slice(0, 10)
  const order = { mgPerKg: 0.5, durationMin: 40, concentrationMgPerMl: 1 }
  await store.patients.addVisit(`${one.sessionId}-visit`, { patientId, day, arrival: '09:00', infusionNumber, chairId, order })
  const endedAs = ended === 'infusing' ? null : ended
  await store.patients.seat(`${one.sessionId}-visit`, { sessionId: one.sessionId as SessionId, chairId, endedAs })
  await store.patients.noteInfusion(`${one.sessionId}-visit`, infusionNumber)
}
