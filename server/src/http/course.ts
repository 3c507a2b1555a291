import { type PatientId, patientIdSchema, sessionIdSchema } from '@chairside/shared/identity'
import { newScoreSchema, type OutcomeScore, scoreCorrectionSchema } from '@chairside/shared/outcome-score'
import type { PatientScores } from '@chairside/shared/patient-course'
import type { PatientCard } from '@chairside/shared/visit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CourseReader } from '../monitor/course-reader.ts'
import type { DayListKeeper } from '../monitor/day-list.ts'
import type { SignedIn } from '../ports/access.ts'
import type { Clock } from '../ports/clock.ts'
import type { Courses, KeptScore, Stated } from '../ports/courses.ts'
import type { Ids } from '../ports/ids.ts'
import type { Patients } from '../ports/patients.ts'
import type { Looks } from './looks.ts'
import { type Audited, addKeptRoutes, allowed, bodyOf, byOf, CARING, refuse } from './patients.ts'

export interface CourseParts {
  readonly courses: Courses
  readonly patients: Pick<Patients, 'byId'>
  readonly reader: CourseReader
  readonly days: Pick<DayListKeeper, 'today' | 'settled'>
  readonly clock: Clock
  readonly ids: Ids
  readonly audit: (entry: Audited) => void
  readonly looks: Looks
}

type ById = { Params: { id: string } }
type ByScore = { Params: { id: string; score: string } }

/**
 * `GET /api/patients/:id/course`, `GET` and `POST /api/patients/:id/scores`, `POST /api/patients/:id/scores/:score`, and
 * `GET /api/sessions/:id/patient`, which says whose session it is. Every look at a course is in the audit, as one at a chart is.
 */
export const addCourseRoutes = (app: FastifyInstance, parts: CourseParts): void => addKeptRoutes(app, (routes) => addTo(routes, parts))

const addTo = (app: FastifyInstance, { courses, patients, reader, days, clock, ids, audit, looks }: CourseParts): void => {
  const looked = (person: SignedIn, action: string, patientId: PatientId, seen: string, details: Audited['details'] = {}): void => {
    if (looks.isNew(person.tokenHash, action, `${patientId} ${seen}`))
      audit({ staffId: byOf(person), action, object: `patient ${patientId}`, details })
  }
  /** The patient of this address; null after the refusal was sent. */
  const patientIn = async (request: FastifyRequest<ById>, reply: FastifyReply): Promise<PatientCard | null> => {
    const patientId = patientIdSchema.safeParse(request.params.id)
    const patient = patientId.success ? await patients.byId(patientId.data) : null
    if (patient === null) refuse(reply, 'unknown-patient')
    return patient
  }
  const stated = (person: SignedIn): Stated => ({
    scoreId: ids.next(),
    at: clock.roomNow(),
    by: { staffId: person.me.staffId, name: person.me.name },
  })
  const keptAs = (
    reply: FastifyReply,
    person: SignedIn,
    patientId: PatientId,
    kept: KeptScore,
    action: string,
    said: (score: OutcomeScore) => Audited['details'],
  ): FastifyReply => {
    if (!kept.ok) return refuse(reply, kept.problem, kept.problem === 'malformed' ? ['value'] : [])
    const { scoreId, instrument, day } = kept.value
    // Reasons are a person's own words, where a name may stand: they are kept with the total, and not here.
    audit({
      staffId: byOf(person),
      action,
      object: `patient ${patientId}`,
      details: { score: scoreId, instrument, day, ...said(kept.value) },
    })
    return reply.send(kept.value)
  }

  app.get<ById>('/api/patients/:id/course', async (request, reply) => {
    const person = allowed(request, reply)
    const patient = person === null ? null : await patientIn(request, reply)
    if (person === null || patient === null) return reply
    // A check-in of a moment ago is on its way to the list of the day.
    await days.settled()
    const course = await reader.courseOf(patient, days.today())
    const sessions = course.sessions.map(({ sessionId }) => sessionId).join(' ')
    looked(person, 'look-at-course', patient.patientId, `${sessions} ${course.scores.map(({ scoreId }) => scoreId).join(' ')}`, {
      found: course.sessions.length,
      sessions,
    })
    return reply.header('cache-control', 'no-store').send(course)
  })
  app.get<ById>('/api/patients/:id/scores', async (request, reply) => {
    const person = allowed(request, reply)
    const patient = person === null ? null : await patientIn(request, reply)
    if (person === null || patient === null) return reply
    const scores = await courses.scoresOf(patient.patientId)
    looked(person, 'look-at-scores', patient.patientId, scores.map(({ scoreId }) => scoreId).join(' '), { found: scores.length })
    return reply.header('cache-control', 'no-store').send({ patient, today: days.today(), scores } satisfies PatientScores)
  })
  app.post<ById>('/api/patients/:id/scores', async (request, reply) => {
    const person = allowed(request, reply, CARING)
    const body = person === null ? null : bodyOf(newScoreSchema, request, reply)
    const patient = body === null ? null : await patientIn(request, reply)
    if (person === null || body === null || patient === null) return reply
    // Nobody filled in a form tomorrow.
    if (body.day > days.today()) return refuse(reply, 'malformed', ['day'])
    const { patientId } = patient
    const kept = await courses.addScore(patientId, body, stated(person))
    return keptAs(reply, person, patientId, kept, 'add-score', ({ value }) => ({ value }))
  })
  app.post<ByScore>('/api/patients/:id/scores/:score', async (request, reply) => {
    const person = allowed(request, reply, CARING)
    const body = person === null ? null : bodyOf(scoreCorrectionSchema, request, reply)
    const patient = body === null ? null : await patientIn(request, reply)
    if (person === null || body === null || patient === null) return reply
    const { patientId } = patient
    const kept = await courses.correctScore(patientId, request.params.score, body, stated(person))
    return keptAs(reply, person, patientId, kept, 'correct-score', ({ value, earlier }) => ({
      value: `${earlier.at(-1)?.value ?? '–'} → ${value ?? '–'}`,
    }))
  })
  app.get<ById>('/api/sessions/:id/patient', async (request, reply) => {
    const person = allowed(request, reply)
    if (person === null) return reply
    await days.settled()
    const sessionId = sessionIdSchema.safeParse(request.params.id)
    const patientId = sessionId.success ? await courses.patientOf(sessionId.data) : null
    return patientId === null ? refuse(reply, 'unknown-patient') : reply.send({ patientId })
  })
}
