import type { PatientId } from '@chairside/shared/identity'
import { folded } from '@chairside/shared/patient-name'
import type { PatientCard } from '@chairside/shared/visit'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Kept, Patients, PatientsProblem } from '../ports/patients.ts'
import type { Tables } from './schema.ts'

/** How many weights a card holds. */
const WEIGHTS_SHOWN = 12
const searchText = (identifier: string, name: string): string => folded(`${identifier} ${name}`)
/** Percent and underscore are letters here. */
const asPattern = (word: string): string => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

export const kept = <Value>(value: Value): Kept<Value> => ({ ok: true, value })
export const refused = (problem: PatientsProblem): { readonly ok: false; readonly problem: PatientsProblem } => ({ ok: false, problem })
/** The database's own word that another row is in the way. */
export const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_UNIQUE'

type Step = Kysely<Tables> | Transaction<Tables>

/** The cards of these patients, by their id. */
export const cardsOf = async (kysely: Step, patientIds: readonly string[]): Promise<ReadonlyMap<string, PatientCard>> => {
  if (patientIds.length === 0) return new Map()
  const [patients, courses, weights] = await Promise.all([
    kysely.selectFrom('patients').selectAll().where('patient_id', 'in', patientIds).execute(),
    kysely.selectFrom('courses').selectAll().where('patient_id', 'in', patientIds).orderBy('course_no').execute(),
    kysely.selectFrom('patient_weights').selectAll().where('patient_id', 'in', patientIds).orderBy('measured_at', 'desc').execute(),
  ])
  // In the order of their numbers: the newest stays.
  const present = new Map(courses.map((course) => [course.patient_id, course]))
  return new Map(
    patients.map((patient) => {
      const course = present.get(patient.patient_id)
      if (course === undefined) throw new Error('a patient without a course')
      return [
        patient.patient_id,
        {
          patientId: patient.patient_id as PatientId,
          revision: patient.revision,
          identifier: patient.identifier,
          name: patient.name,
          bornOn: patient.born_on,
          weights: weights
            .filter((weight) => weight.patient_id === patient.patient_id)
            .slice(0, WEIGHTS_SHOWN)
            .map((weight) => ({ kg: weight.weight_kg, at: weight.measured_at })),
          course: { profileId: course.profile_id, length: course.length, given: course.given },
        },
      ]
    }),
  )
}

/** The number of the patient's present course. */
export const presentCourse = async (kysely: Step, patientId: string): Promise<number | null> => {
  const row = await kysely
    .selectFrom('courses')
    .select('course_no')
    .where('patient_id', '=', patientId)
    .orderBy('course_no', 'desc')
    .executeTakeFirst()
  return row?.course_no ?? null
}

type PatientsPart = Pick<Patients, 'add' | 'change' | 'byId' | 'byIdentifier' | 'find' | 'addWeight'>

export const createPatientTables = (kysely: Kysely<Tables>): PatientsPart => {
  const card = async (step: Step, patientId: string): Promise<PatientCard | null> =>
    (await cardsOf(step, [patientId])).get(patientId) ?? null

  const mustHave = async (step: Step, patientId: string): Promise<PatientCard> => {
    const found = await card(step, patientId)
    if (found === null) throw new Error('a patient that was just written is not there')
    return found
  }

  return {
    byId: (patientId) => card(kysely, patientId),
    byIdentifier: async (identifier) => {
      const row = await kysely.selectFrom('patients').select('patient_id').where('identifier', '=', identifier).executeTakeFirst()
      return row === undefined ? null : card(kysely, row.patient_id)
    },
    find: async (text, limit) => {
      const words = folded(text).split(/\s+/).filter(Boolean)
      if (words.length === 0) return []
      let query = kysely.selectFrom('patients').select('patient_id')
      for (const word of words) query = query.where(sql<boolean>`search_text LIKE ${asPattern(word)} ESCAPE '\\'`)
      // Who is called so stands before whoever has it somewhere inside.
      const begins = words.map((word) => sql<number>`(' ' || search_text LIKE ${`% ${asPattern(word).slice(1)}`} ESCAPE '\\')`)
      const rows = await query
        .orderBy(sql`${sql.join(begins, sql` + `)}`, 'desc')
        .orderBy('name')
        .orderBy('identifier')
        .limit(limit)
        .execute()
      const cards = await cardsOf(
        kysely,
        rows.map((row) => row.patient_id),
      )
      return rows.flatMap((row) => cards.get(row.patient_id) ?? [])
    },
    add: async (patientId, { identifier, name, bornOn, weightKg, course }, plan, at) => {
      try {
        return await kysely.transaction().execute(async (step) => {
          await step
            .insertInto('patients')
            .values({
              patient_id: patientId,
              revision: 1,
              identifier,
              name,
              search_text: searchText(identifier, name),
              born_on: bornOn,
              added_at: at,
            })
            .execute()
          await step
            .insertInto('courses')
            .values({
              patient_id: patientId,
              course_no: 1,
              profile_id: plan.profileId,
              length: course?.length ?? plan.length,
              given: course?.given ?? 0,
              begun_at: at,
            })
            .execute()
          if (weightKg !== null)
            await step.insertInto('patient_weights').values({ patient_id: patientId, measured_at: at, weight_kg: weightKg }).execute()
          return kept(await mustHave(step, patientId))
        })
      } catch (error) {
        if (isTaken(error)) return refused('identifier-taken')
        throw error
      }
    },
    change: async (patientId, change, plan, at) => {
      try {
        return await kysely.transaction().execute(async (step) => {
          // First of all the write: a transaction that has read is refused at once where another connection wrote meanwhile.
          const mine = await step
            .updateTable('patients')
            .set({ revision: change.revision + 1 })
            .where('patient_id', '=', patientId)
            .where('revision', '=', change.revision)
            .executeTakeFirst()
          const before = await card(step, patientId)
          if (before === null) return refused('unknown-patient')
          if (mine.numUpdatedRows === 0n) return refused('changed-meanwhile')
          const identifier = change.identifier ?? before.identifier
          const name = change.name ?? before.name
          const bornOn = change.bornOn === undefined ? before.bornOn : change.bornOn
          await step
            .updateTable('patients')
            .set({ identifier, name, search_text: searchText(identifier, name), born_on: bornOn })
            .where('patient_id', '=', patientId)
            .execute()
          const number = (await presentCourse(step, patientId)) ?? 1
          const course = { length: change.course?.length ?? plan.length, given: change.course?.given ?? 0 }
          if (change.newCourse === true)
            await step
              .insertInto('courses')
              .values({ patient_id: patientId, course_no: number + 1, profile_id: plan.profileId, ...course, begun_at: at })
              .execute()
          else if (change.course !== undefined)
            await step.updateTable('courses').set(course).where('patient_id', '=', patientId).where('course_no', '=', number).execute()
          return kept(await mustHave(step, patientId))
        })
      } catch (error) {
        if (isTaken(error)) return refused('identifier-taken')
        throw error
      }
    },
    addWeight: async (patientId, kg, at) => {
      await kysely
        .insertInto('patient_weights')
        .values({ patient_id: patientId, measured_at: at, weight_kg: kg })
        .onConflict((conflict) => conflict.columns(['patient_id', 'measured_at']).doUpdateSet({ weight_kg: kg }))
        .execute()
    },
  }
}
