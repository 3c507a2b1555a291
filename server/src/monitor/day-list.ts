import { dayOf, wallTimeOf } from '@chairside/shared/clinic-day'
import { patientIdSchema } from '@chairside/shared/identity'
import type { ChairPicture, SessionPicture } from '@chairside/shared/picture'
import { isEnded, type Phase } from '@chairside/shared/session'
import type { DayList, VisitCard } from '@chairside/shared/visit'
import type { Clock } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { Log } from '../ports/log.ts'
import type { CoursePlan, Patients, VisitRecord } from '../ports/patients.ts'
import type { SessionRecord } from '../ports/record.ts'
import type { AuditEntry } from '../ports/registry.ts'
import type { Room } from './room.ts'

/** Who is expected on a day, and what became of them. It follows the room by itself: a check-in takes the visit, however it was made. */
export interface DayListKeeper {
  /** The day that it is in the clinic. */
  today(): string
  listOf(day: string): Promise<DayList>
  /** A visit as the list shows it. */
  cardOf(visit: VisitRecord): VisitCard
  /** A chair has a new picture. */
  chairChanged(before: ChairPicture, after: ChairPicture): void
  /** What the room did while this was not there to see it: before the doors open. */
  catchUp(): Promise<void>
  /** Resolves once everything seen so far is kept, or could not be. */
  settled(): Promise<void>
}

export interface DayListParts {
  readonly room: Room
  readonly patients: Patients
  readonly record: SessionRecord
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly timeZone: string
  readonly plan: CoursePlan
  /** Whether the patients of this data folder are simulated: sessions of the other kind stay out of it (S5). */
  readonly simulated: boolean
  readonly audit: (entry: Omit<AuditEntry, 'at'>) => void
}

/** What is kept of a session. */
interface Seen {
  readonly chairId: string
  readonly session: SessionPicture
}

const ENDINGS: ReadonlySet<Phase> = new Set(['discharged', 'left-against-advice', 'transferred'])

export const createDayList = (parts: DayListParts): DayListKeeper => {
  const { room, patients, clock, ids, log, timeZone, plan } = parts
  /** The newest of each session that is not kept yet; what cannot be written waits for the next try. */
  const waiting = new Map<string, Seen>()
  let working: Promise<void> = Promise.resolve()
  const today = (): string => dayOf(clock.roomNow(), timeZone)

  const patientOf = async ({ session }: Seen) => {
    const { identifier, name, infusionNumber, courseLength } = session.patient
    const known = await patients.byIdentifier(identifier)
    if (known !== null) return known
    const patientId = patientIdSchema.parse(ids.next())
    const course = { length: courseLength, given: Math.max(0, infusionNumber - 1) }
    const added = await patients.add(patientId, { identifier, name, bornOn: null, weightKg: null, course }, plan, session.checkedInAt)
    if (added.ok) parts.audit({ staffId: null, action: 'add-patient', object: `patient ${patientId}`, details: { by: 'check-in' } })
    return added.ok ? added.value : patients.byIdentifier(identifier)
  }

  /** The visit that this session is: known already, the expected one, or one that nobody planned. */
  const visitFor = async (seen: Seen): Promise<VisitRecord | null> => {
    const { session, chairId } = seen
    const known = await patients.visitOf(session.sessionId)
    if (known !== null || session.phase === 'cancelled') return known
    const patient = await patientOf(seen)
    if (patient === null) return null
    const day = dayOf(session.checkedInAt, timeZone)
    const { weightKg, doseMg, durationMin, concentrationMgPerMl } = session.order
    const expected = await patients.expectedVisit(patient.patientId, day)
    const visitId = expected?.visitId ?? ids.next()
    if (expected === null) {
      const order = { mgPerKg: Math.round((doseMg / weightKg) * 1_000) / 1_000, durationMin, concentrationMgPerMl }
      const { infusionNumber } = session.patient
      const arrival = wallTimeOf(session.checkedInAt, timeZone)
      await patients.addVisit(visitId, { patientId: patient.patientId, day, arrival, infusionNumber, chairId, order })
    }
    await patients.seat(visitId, { sessionId: session.sessionId, chairId, endedAs: null })
    await patients.addWeight(patient.patientId, weightKg, session.checkedInAt)
    return patients.visitById(visitId)
  }

  /** Brings what is kept up to what was seen; doing it twice changes nothing. */
  const keep = async (seen: Seen): Promise<void> => {
    const { session, chairId } = seen
    const visit = await visitFor(seen)
    if (visit === null) return
    const { patientId } = visit.patient
    if (session.phase === 'infusing') await patients.noteInfusion(patientId, session.patient.infusionNumber)
    if (session.phase === 'cancelled') {
      // Nothing was given: the patient is expected again, unless somebody planned that visit anew.
      const again = await patients.expectedVisit(patientId, visit.day)
      await patients.seat(visit.visitId, again === null ? null : { sessionId: session.sessionId, chairId, endedAs: 'cancelled' })
    } else if (ENDINGS.has(session.phase))
      await patients.seat(visit.visitId, { sessionId: session.sessionId, chairId, endedAs: session.phase })
  }

  const workOff = async (): Promise<void> => {
    for (const [sessionId, seen] of [...waiting]) {
      try {
        await keep(seen)
        if (waiting.get(sessionId) === seen) waiting.delete(sessionId)
      } catch (error) {
        log.error({ session: sessionId, reason: String(error) }, 'the day list could not be written')
      }
    }
  }
  const work = (): Promise<void> => {
    working = working.then(workOff)
    return working
  }

  const stateOf = (visit: VisitRecord): VisitCard['state'] => {
    const { session, status } = visit
    if (session !== null) return session.endedAs === null ? 'arrived' : session.endedAs === 'cancelled' ? 'cancelled' : 'done'
    // A day that is over expects nobody any more.
    return status === 'expected' && visit.day < today() ? 'not-come' : status
  }

  const cardOf = (visit: VisitRecord): VisitCard => {
    const { status: _status, session, ...shown } = visit
    const state = stateOf(visit)
    const onChair = session === null ? null : (room.runner(session.chairId)?.picture().session ?? null)
    const phase = onChair !== null && onChair.sessionId === session?.sessionId ? onChair.phase : session?.endedAs
    const seat = session === null || phase === undefined || phase === null ? null : { chairId: session.chairId, phase }
    return { ...shown, state: state === 'arrived' && seat !== null && isEnded(seat.phase) ? 'done' : state, seat }
  }

  return {
    today,
    cardOf,
    listOf: async (day) => {
      await (waiting.size > 0 ? work() : working)
      const ofDay = (await patients.visitsOn(day)).map(cardOf)
      if (day !== today()) return { day, today: today(), visits: ofDay }
      // Whoever came before midnight and sits here still belongs to today.
      const seated = (await patients.seatedVisits()).map(cardOf).filter((visit) => visit.day < day && visit.state === 'arrived')
      const since = (visit: VisitCard): string => `${visit.day} ${visit.arrival}`
      return { day, today: day, visits: [...seated.sort((a, b) => since(a).localeCompare(since(b))), ...ofDay] }
    },
    chairChanged: (before, after) => {
      const { session } = after
      if (session === null || session.simulated !== parts.simulated) return
      if (before.session?.sessionId === session.sessionId && before.session.phase === session.phase) return
      waiting.set(session.sessionId, { chairId: after.chairId, session })
      void work()
    },
    catchUp: async () => {
      for (const { chairId, session } of room.pictures())
        if (session !== null && session.simulated === parts.simulated) waiting.set(session.sessionId, { chairId, session })
      for (const { visitId, session } of await patients.seatedVisits()) {
        if (session === null || waiting.has(session.sessionId)) continue
        const left = (await parts.record.factsOf(session.sessionId)).find((fact) => fact.kind === 'left')
        if (left?.kind === 'left') await patients.seat(visitId, left.how === 'cancelled' ? null : { ...session, endedAs: left.how })
      }
      await work()
    },
    settled: () => working,
  }
}
