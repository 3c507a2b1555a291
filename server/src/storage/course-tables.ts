import type { PatientId, SessionId } from '@chairside/shared/identity'
import { INSTRUMENT_IDS, type Instrument, isPossibleTotal, type OutcomeScore, type ScoreStatement } from '@chairside/shared/outcome-score'
import type { CourseSession } from '@chairside/shared/patient-course'
import { type Kysely, sql } from 'kysely'
import type { Courses, KeptScore } from '../ports/courses.ts'
import { isTaken } from './patient-tables.ts'
import type { Tables } from './schema.ts'
import type { OutcomeScoresTable } from './schema-courses.ts'

const statement = ({ score_id, value, stated_at, staff_name, reason }: OutcomeScoresTable): ScoreStatement => ({
  scoreId: score_id,
  value,
  at: stated_at,
  by: staff_name,
  reason,
})

const isInstrument = (text: string): text is Instrument => (INSTRUMENT_IDS as readonly string[]).includes(text)

/** Each total with what was stated before it: rows are chained by what they replace. */
const chained = (rows: readonly OutcomeScoresTable[]): readonly OutcomeScore[] => {
  const after = new Map(rows.flatMap((row) => (row.replaces === null ? [] : [[row.replaces, row]])))
  return rows
    .filter(({ replaces }) => replaces === null)
    .flatMap((first) => {
      if (!isInstrument(first.instrument)) return []
      const chain = [first]
      for (let next = after.get(first.score_id); next !== undefined; next = after.get(next.score_id)) chain.push(next)
      const standing = chain.at(-1) ?? first
      const { instrument, day } = first
      return [{ ...statement(standing), instrument, day, earlier: chain.slice(0, -1).map(statement) }]
    })
    .sort((a, b) => b.day.localeCompare(a.day) || INSTRUMENT_IDS.indexOf(a.instrument) - INSTRUMENT_IDS.indexOf(b.instrument))
}

/** Courses and totals on tables. */
export const createCourses = (kysely: Kysely<Tables>): Courses => {
  const scoresOf = async (patientId: PatientId): Promise<readonly OutcomeScore[]> =>
    chained(await kysely.selectFrom('outcome_scores').selectAll().where('patient_id', '=', patientId).orderBy('stated_at').execute())
  const standing = async (patientId: PatientId, scoreId: string): Promise<KeptScore> => {
    const value = (await scoresOf(patientId)).find((one) => one.scoreId === scoreId)
    if (value === undefined) throw new Error('a total that was just written is not there')
    return { ok: true, value }
  }
  return {
    sessionsOf: async (patientId) => {
      const rows = await kysely
        .selectFrom('patient_sessions')
        .leftJoin('removals', 'removals.session_id', 'patient_sessions.session_id')
        .select(['patient_sessions.session_id', 'course_no'])
        .where('patient_id', '=', patientId)
        .where('removals.session_id', 'is', null)
        .execute()
      return rows.map((row) => ({ sessionId: row.session_id as SessionId, courseNo: row.course_no }))
    },
    removedOf: async (patientId) => {
      const row = await kysely
        .selectFrom('patient_sessions')
        .innerJoin('removals', 'removals.session_id', 'patient_sessions.session_id')
        .select(sql<number>`count(*)`.as('count'))
        .where('patient_id', '=', patientId)
        .executeTakeFirst()
      return row?.count ?? 0
    },
    patientOf: async (sessionId) => {
      const row = await kysely.selectFrom('patient_sessions').select('patient_id').where('session_id', '=', sessionId).executeTakeFirst()
      return row === undefined ? null : (row.patient_id as PatientId)
    },
    unplaced: async (identifier) => {
      const row = await kysely
        .selectFrom('session_lines')
        .leftJoin('patient_sessions', 'patient_sessions.session_id', 'session_lines.session_id')
        .select(sql<number>`count(*)`.as('count'))
        .where('identifier', '=', identifier)
        .where('patient_sessions.session_id', 'is', null)
        .executeTakeFirst()
      return row?.count ?? 0
    },
    coursesOf: async (patientId) => {
      const rows = await kysely.selectFrom('courses').selectAll().where('patient_id', '=', patientId).orderBy('course_no').execute()
      return rows.map(({ course_no, profile_id, length, given, begun_at }) => ({
        courseNo: course_no,
        profileId: profile_id,
        length,
        given,
        begunAt: begun_at,
      }))
    },
    plannedFrom: async (patientId, day) => {
      const rows = await kysely
        .selectFrom('visits')
        .selectAll()
        .where('patient_id', '=', patientId)
        .where('day', '>=', day)
        .where('status', '=', 'expected')
        .where('session_id', 'is', null)
        .orderBy('day')
        .orderBy('arrival')
        .execute()
      return rows.map((row) => ({
        visitId: row.visit_id,
        day: row.day,
        arrival: row.arrival,
        infusionNumber: row.infusion_number,
        order: { mgPerKg: row.mg_per_kg, durationMin: row.duration_min, concentrationMgPerMl: row.concentration_mg_per_ml },
      }))
    },
    keptOf: async (patientId) => {
      const rows = await kysely
        .selectFrom('session_courses')
        .innerJoin('patient_sessions', 'patient_sessions.session_id', 'session_courses.session_id')
        .select(['session_courses.session_id', 'entry', 'built_by', 'body'])
        .where('patient_id', '=', patientId)
        .execute()
      return rows.map(({ session_id, entry, built_by, body }) => ({
        sessionId: session_id as SessionId,
        entry,
        builtBy: built_by,
        session: JSON.parse(body) as CourseSession,
      }))
    },
    keep: async ({ sessionId, entry, builtBy, session }) => {
      const row = { entry, built_by: builtBy, body: JSON.stringify(session) }
      await kysely
        .insertInto('session_courses')
        .values({ session_id: sessionId, ...row })
        .onConflict((conflict) => conflict.column('session_id').doUpdateSet(row))
        .execute()
    },
    scoresOf,
    addScore: async (patientId, { instrument, value, day }, { scoreId, at, by }) => {
      const known = await kysely.selectFrom('patients').select('patient_id').where('patient_id', '=', patientId).executeTakeFirst()
      if (known === undefined) return { ok: false, problem: 'unknown-patient' }
      const row = { score_id: scoreId, patient_id: patientId, instrument, day, replaces: null, value, reason: null }
      try {
        await kysely
          .insertInto('outcome_scores')
          .values({ ...row, stated_at: at, staff_id: by.staffId, staff_name: by.name })
          .execute()
      } catch (error) {
        if (isTaken(error)) return { ok: false, problem: 'already-done' }
        throw error
      }
      return standing(patientId, scoreId)
    },
    correctScore: async (patientId, replaced, { value, reason }, { scoreId, at, by }) => {
      const before = await kysely
        .selectFrom('outcome_scores')
        .select(['instrument', 'day'])
        .where('score_id', '=', replaced)
        .where('patient_id', '=', patientId)
        .executeTakeFirst()
      if (before === undefined || !isInstrument(before.instrument)) return { ok: false, problem: 'unknown-entry' }
      if (value !== null && !isPossibleTotal(before.instrument, value)) return { ok: false, problem: 'malformed' }
      try {
        await kysely
          .insertInto('outcome_scores')
          .values({
            score_id: scoreId,
            patient_id: patientId,
            instrument: before.instrument,
            day: before.day,
            replaces: replaced,
            value,
            stated_at: at,
            staff_id: by.staffId,
            staff_name: by.name,
            reason,
          })
          .execute()
      } catch (error) {
        if (isTaken(error)) return { ok: false, problem: 'changed-meanwhile' }
        throw error
      }
      return standing(patientId, scoreId)
    },
  }
}
