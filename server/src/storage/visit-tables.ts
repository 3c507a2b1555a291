import type { SessionId } from '@chairside/shared/identity'
import type { Phase } from '@chairside/shared/session'
import type { VisitStatus } from '@chairside/shared/visit'
import { type Kysely, sql } from 'kysely'
import type { Kept, Patients, VisitRecord } from '../ports/patients.ts'
import { cardsOf, createPatientTables, isTaken, kept, presentCourse, refused } from './patient-tables.ts'
import type { Tables } from './schema.ts'
import type { VisitsTable } from './schema-visits.ts'

/** The present course of the patient of the visit that is written. */
const presentOfVisit = sql<number>`(SELECT max(course_no) FROM courses WHERE courses.patient_id = visits.patient_id)`

/** Patients, their courses and their visits on tables. */
export const createPatients = (kysely: Kysely<Tables>): Patients => {
  const records = async (rows: readonly VisitsTable[]): Promise<readonly VisitRecord[]> => {
    const cards = await cardsOf(kysely, [...new Set(rows.map((row) => row.patient_id))])
    return rows.map((row) => {
      const patient = cards.get(row.patient_id)
      if (patient === undefined) throw new Error('a visit without its patient')
      return {
        visitId: row.visit_id,
        revision: row.revision,
        patient,
        day: row.day,
        arrival: row.arrival,
        infusionNumber: row.infusion_number,
        chairId: row.chair_id,
        order: { mgPerKg: row.mg_per_kg, durationMin: row.duration_min, concentrationMgPerMl: row.concentration_mg_per_ml },
        status: row.status as VisitStatus,
        reason: row.reason,
        session:
          row.session_id === null || row.seated_at_chair === null
            ? null
            : { sessionId: row.session_id as SessionId, chairId: row.seated_at_chair, endedAs: row.ended_as as Phase | null },
      }
    })
  }
  const visits = () => kysely.selectFrom('visits').selectAll()
  const first = async (query: ReturnType<typeof visits>): Promise<VisitRecord | null> => {
    const row = await query.executeTakeFirst()
    return row === undefined ? null : ((await records([row]))[0] ?? null)
  }
  const byId = (visitId: string) => first(visits().where('visit_id', '=', visitId))
  const mustHave = async (visitId: string): Promise<Kept<VisitRecord>> => {
    const found = await byId(visitId)
    return found === null ? refused('unknown-visit') : kept(found)
  }

  /** A change by a person who saw `revision`. */
  const alter = async (visitId: string, revision: number, values: Partial<VisitsTable>): Promise<Kept<VisitRecord>> => {
    const before = await byId(visitId)
    if (before === null) return refused('unknown-visit')
    if (before.session !== null) return refused('wrong-phase')
    try {
      const done = await kysely
        .updateTable('visits')
        .set({ ...values, revision: revision + 1 })
        .where('visit_id', '=', visitId)
        .where('revision', '=', revision)
        .where('session_id', 'is', null)
        .executeTakeFirst()
      return done.numUpdatedRows === 0n ? refused('changed-meanwhile') : mustHave(visitId)
    } catch (error) {
      if (isTaken(error)) return refused('already-done')
      throw error
    }
  }

  return {
    ...createPatientTables(kysely),
    addVisit: async (visitId, { patientId, day, arrival, infusionNumber, chairId, order }) => {
      const course = await presentCourse(kysely, patientId)
      if (course === null) return refused('unknown-patient')
      try {
        await kysely
          .insertInto('visits')
          .values({
            visit_id: visitId,
            revision: 1,
            patient_id: patientId,
            course_no: course,
            day,
            arrival,
            infusion_number: infusionNumber,
            chair_id: chairId,
            mg_per_kg: order.mgPerKg,
            duration_min: order.durationMin,
            concentration_mg_per_ml: order.concentrationMgPerMl,
            status: 'expected',
            reason: null,
            session_id: null,
            seated_at_chair: null,
            ended_as: null,
          })
          .execute()
      } catch (error) {
        if (isTaken(error)) return refused('already-done')
        throw error
      }
      return mustHave(visitId)
    },
    changeVisit: (visitId, { revision, arrival, infusionNumber, chairId, order }) =>
      alter(visitId, revision, {
        ...(arrival === undefined ? {} : { arrival }),
        ...(infusionNumber === undefined ? {} : { infusion_number: infusionNumber }),
        ...(chairId === undefined ? {} : { chair_id: chairId }),
        ...(order === undefined
          ? {}
          : { mg_per_kg: order.mgPerKg, duration_min: order.durationMin, concentration_mg_per_ml: order.concentrationMgPerMl }),
      }),
    settleVisit: (visitId, { revision, status, reason }) => alter(visitId, revision, { status, reason }),
    visitById: byId,
    visitsOn: async (day) =>
      records(await visits().where('day', '=', day).orderBy('arrival').orderBy('infusion_number').orderBy('visit_id').execute()),
    visitOf: (sessionId) => first(visits().where('session_id', '=', sessionId)),
    expectedVisit: (patientId, day) =>
      first(
        visits()
          .where('patient_id', '=', patientId)
          .where('day', '=', day)
          .where('status', '=', 'expected')
          .where('session_id', 'is', null),
      ),
    seat: async (visitId, session) => {
      await kysely.transaction().execute(async (step) => {
        await step
          .updateTable('visits')
          .set((change) => ({
            session_id: session?.sessionId ?? null,
            seated_at_chair: session?.chairId ?? null,
            ended_as: session?.endedAs ?? null,
            // A course that begins later, during the session, is another one.
            ...(session === null ? {} : { course_no: sql<number>`CASE WHEN session_id IS NULL THEN ${presentOfVisit} ELSE course_no END` }),
            revision: change('revision', '+', 1),
          }))
          .where('visit_id', '=', visitId)
          .execute()
        if (session === null) return
        // Whose session it was stays, also where the visit is set free again.
        await step
          .insertInto('patient_sessions')
          .columns(['session_id', 'patient_id', 'course_no'])
          .expression((from) =>
            from
              .selectFrom('visits')
              .select((row) => [row.val(session.sessionId as string).as('session_id'), 'patient_id', 'course_no'])
              .where('visit_id', '=', visitId),
          )
          .onConflict((conflict) => conflict.column('session_id').doNothing())
          .execute()
      })
    },
    noteInfusion: async (visitId, infusionNumber) => {
      await kysely
        .updateTable('courses')
        .set({ given: infusionNumber, length: sql<number>`CASE WHEN length < ${infusionNumber} THEN ${infusionNumber} ELSE length END` })
        .where(sql<boolean>`(patient_id, course_no) = (SELECT patient_id, course_no FROM visits WHERE visit_id = ${visitId})`)
        .where('given', '<', infusionNumber)
        .execute()
    },
    seatedVisits: async () => records(await visits().where('session_id', 'is not', null).where('ended_as', 'is', null).execute()),
  }
}
