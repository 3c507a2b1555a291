import { dayOf, wallTimeOf } from '@chairside/shared/clinic-day'
import { patientIdSchema, type SessionId } from '@chairside/shared/identity'
import { isSameName } from '@chairside/shared/patient-name'
import type { ChairPicture } from '@chairside/shared/picture'
import { isEnded } from '@chairside/shared/session'
import type { DayList, PatientCard, VisitCard } from '@chairside/shared/visit'
import type { Clock } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { Log } from '../ports/log.ts'
import type { CoursePlan, Patients, VisitRecord } from '../ports/patients.ts'
import type { SessionRecord } from '../ports/record.ts'
import type { AuditEntry } from '../ports/registry.ts'
import type { Room } from './room.ts'
import { type SeenSession, seenIn, seenOn } from './seen-session.ts'

/** Who is expected on a day, and what became of them. It follows the room by itself: a check-in takes the visit, however it was made. */
export interface DayListKeeper {
  /** The day that it is in the clinic. */
  today(): string
  listOf(day: string): Promise<DayList>
  /** A visit as the list shows it. */
  cardOf(visit: VisitRecord): VisitCard
  /** A chair has a new picture. */
  chairChanged(before: ChairPicture, after: ChairPicture): void
  /** What the room did while this was not there to see it: before the doors open. Never rejects: the room goes on without the list. */
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

export const createDayList = (parts: DayListParts): DayListKeeper => {
  const { room, patients, clock, ids, log, timeZone, plan } = parts
  /** The newest of each session that is not kept yet; what cannot be written waits for the next try. */
  const waiting = new Map<string, SeenSession>()
  let working: Promise<void> = Promise.resolve()
  const today = (): string => dayOf(clock.roomNow(), timeZone)

  /** Whose session it is. Null: the number is known by another name, and that patient's card is left alone (S4). */
  const patientOf = async ({ sessionId, patient, checkedInAt }: SeenSession): Promise<PatientCard | null> => {
    const { identifier, name, infusionNumber, courseLength } = patient
    const known = await patients.byIdentifier(identifier)
    if (known !== null) {
      if (isSameName(known.name, name)) return known
      log.warn({ session: sessionId }, 'the number of a session is known by another name: it stays out of the day list')
      return null
    }
    const patientId = patientIdSchema.parse(ids.next())
    const course = { length: Math.max(courseLength, infusionNumber), given: infusionNumber - 1 }
    const added = await patients.add(patientId, { identifier, name, bornOn: null, weightKg: null, course }, plan, checkedInAt)
    // Somebody was faster: the next try finds that patient.
    if (!added.ok) throw new Error(`the patient of a session could not be added: ${added.problem}`)
    parts.audit({ staffId: null, action: 'add-patient', object: `patient ${patientId}`, details: { by: 'check-in' } })
    return added.value
  }

  /** The visit of that day that waits for a check-in; where nobody planned one, it is added. */
  const takenVisit = async ({ patientId }: PatientCard, { chairId, patient, order, checkedInAt }: SeenSession): Promise<VisitRecord> => {
    const day = dayOf(checkedInAt, timeZone)
    const expected = await patients.expectedVisit(patientId, day)
    if (expected !== null) return expected
    const { weightKg, doseMg, durationMin, concentrationMgPerMl } = order
    const added = await patients.addVisit(ids.next(), {
      patientId,
      day,
      arrival: wallTimeOf(checkedInAt, timeZone),
      infusionNumber: patient.infusionNumber,
      chairId,
      order: { mgPerKg: Math.round((doseMg / weightKg) * 1_000) / 1_000, durationMin, concentrationMgPerMl },
    })
    // Somebody planned it between the two.
    const visit = added.ok ? added.value : await patients.expectedVisit(patientId, day)
    if (visit === null) throw new Error('the visit of a session could not be added')
    return visit
  }

  /** The visit that this session is: known already, the expected one, or one that nobody planned. */
  const visitFor = async (seen: SeenSession): Promise<VisitRecord | null> => {
    const { sessionId, chairId, phase } = seen
    const known = await patients.visitOf(sessionId)
    if (known !== null || phase === 'cancelled') return known
    const patient = await patientOf(seen)
    if (patient === null) return null
    const visit = await takenVisit(patient, seen)
    await patients.seat(visit.visitId, { sessionId, chairId, endedAs: null })
    return visit
  }

  /** Nothing was given: the patient is expected again, unless somebody planned that visit anew. */
  const setFree = async ({ visitId, patient, day }: VisitRecord, { sessionId, chairId }: SeenSession): Promise<void> => {
    const again = await patients.expectedVisit(patient.patientId, day)
    await patients.seat(visitId, again === null ? null : { sessionId, chairId, endedAs: 'cancelled' })
  }

  /** Brings what is kept up to what was seen; doing it twice changes nothing. */
  const keep = async (seen: SeenSession): Promise<void> => {
    const { sessionId, chairId, phase, patient, order, checkedInAt } = seen
    const visit = await visitFor(seen)
    if (visit === null) return
    // S2: what was typed and never given is no weight to compare the next one with.
    if (seen.infused) {
      await patients.addWeight(visit.patient.patientId, order.weightKg, checkedInAt)
      await patients.noteInfusion(visit.visitId, patient.infusionNumber)
    }
    // Last of all: a visit that has ended is not looked at again after a restart.
    if (phase === 'cancelled') await setFree(visit, seen)
    else if (isEnded(phase)) await patients.seat(visit.visitId, { sessionId, chairId, endedAs: phase })
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

  /** A session that is on no chair any more, though its visit was kept as one that goes on. */
  const noteEnded = async (sessionId: SessionId): Promise<void> => {
    try {
      const seen = seenIn(await parts.record.factsOf(sessionId))
      if (seen !== null) waiting.set(sessionId, seen)
    } catch (error) {
      log.error({ session: sessionId, reason: String(error) }, 'a session could not be read for the day list')
    }
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
      const seen = seenOn(after)
      if (seen === null || seen.simulated !== parts.simulated) return
      if (before.session?.sessionId === seen.sessionId && before.session.phase === seen.phase) return
      waiting.set(seen.sessionId, seen)
      void work()
    },
    catchUp: async () => {
      try {
        for (const seen of room.pictures().map(seenOn))
          if (seen !== null && seen.simulated === parts.simulated) waiting.set(seen.sessionId, seen)
        for (const { session } of await patients.seatedVisits())
          if (session !== null && !waiting.has(session.sessionId)) await noteEnded(session.sessionId)
      } catch (error) {
        log.error({ reason: String(error) }, 'the day list could not be caught up with')
      }
      await work()
    },
    settled: () => working,
  }
}
