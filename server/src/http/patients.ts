import { patientIdSchema, staffIdSchema } from '@chairside/shared/identity'
import type { ProblemCode } from '@chairside/shared/reply'
import type { Role } from '@chairside/shared/staff'
import { findPatientsSchema, newPatientSchema, type PatientChange, patientChangeSchema } from '@chairside/shared/visit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { SignedIn } from '../ports/access.ts'
import type { Clock } from '../ports/clock.ts'
import type { Ids } from '../ports/ids.ts'
import type { CoursePlan, Kept, Patients } from '../ports/patients.ts'
import type { AuditEntry } from '../ports/registry.ts'

export type Audited = Omit<AuditEntry, 'at'>

export interface PatientParts {
  readonly patients: Patients
  readonly clock: Clock
  readonly ids: Ids
  readonly plan: CoursePlan
  readonly audit: (entry: Audited) => void
}

/** How many patients one search gives: whoever is not among them is found by another letter. */
export const FOUND_AT_MOST = 20

/** Those who plan and treat; a screen on the wall is told no names. */
const STAFF: ReadonlySet<Role> = new Set(['nurse', 'physician', 'manager'])
export const CARING: ReadonlySet<Role> = new Set(['nurse', 'physician'])

const STATUS: { readonly [code in ProblemCode]?: number } = {
  'unknown-patient': 404,
  'unknown-visit': 404,
  'unknown-session': 404,
  'removed-session': 410,
  'unknown-run': 404,
  'too-many-runs': 429,
  'identifier-taken': 409,
  'changed-meanwhile': 409,
  'already-done': 409,
  'wrong-phase': 409,
  'unknown-chair': 404,
  'not-allowed': 403,
  'not-signed-in': 401,
  'wrong-secret': 403,
  'password-needed': 403,
  locked: 423,
  'too-frequent': 429,
  'not-recording': 503,
}

/** A refusal with its code and what else is told with it. */
export const refuseWith = (reply: FastifyReply, code: ProblemCode, told: object, details: readonly string[] = []): FastifyReply =>
  reply.code(STATUS[code] ?? 400).send({ code, details, ...told })

/** A refusal with its code; its details are names of fields, never what stood in them. */
export const refuse = (reply: FastifyReply, code: ProblemCode, details: readonly string[] = []): FastifyReply =>
  refuseWith(reply, code, {}, details)

/** Who asks, where their role may; null after the refusal was sent. */
export const allowed = (request: FastifyRequest, reply: FastifyReply, roles: ReadonlySet<Role> = STAFF): SignedIn | null => {
  if (request.person !== null && roles.has(request.person.me.role)) return request.person
  refuse(reply, 'not-allowed')
  return null
}

/** The body by its schema; null after the refusal was sent. */
export const bodyOf = <Schema extends z.ZodType>(schema: Schema, request: FastifyRequest, reply: FastifyReply): z.output<Schema> | null => {
  const parsed = schema.safeParse(request.body)
  if (parsed.success) return parsed.data
  refuse(reply, 'malformed', [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))].slice(0, 8))
  return null
}

const isStorageFailure = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CANTOPEN)/.test(String(error.code))

/** Routes on what is kept: a storage that fails, reading or writing, is no fault of the request (G6). */
export const addKeptRoutes = (app: FastifyInstance, add: (routes: FastifyInstance) => void): void => {
  void app.register(async (routes) => {
    routes.setErrorHandler((error: unknown, _request, reply) => {
      if (!isStorageFailure(error)) throw error
      return refuse(reply, 'not-recording')
    })
    add(routes)
  })
}

/** What was kept, or why not. */
export const answer = async <Value>(
  reply: FastifyReply,
  keeping: () => Promise<Kept<Value>>,
  then: (value: Value) => unknown,
): Promise<FastifyReply> => {
  const kept = await keeping()
  return kept.ok ? reply.send(then(kept.value)) : refuse(reply, kept.problem)
}

export const byOf = (person: SignedIn): Audited['staffId'] => staffIdSchema.parse(person.me.staffId)

/** What was changed, by field; a name, a number or a day of birth is told as changed, never as it was or is. */
const changesOf = ({ revision: _revision, course, ...rest }: PatientChange): Audited['details'] => ({
  ...Object.fromEntries(Object.keys(rest).map((field) => [field, 'changed'])),
  ...(course === undefined ? {} : { courseLength: course.length, courseGiven: course.given }),
})

/** `POST /api/patients/find`, `POST /api/patients`, `POST /api/patients/:id`. Every look and change is in the audit, without a name. */
export const addPatientRoutes = (app: FastifyInstance, parts: PatientParts): void => addKeptRoutes(app, (routes) => addTo(routes, parts))

const addTo = (app: FastifyInstance, { patients, clock, ids, plan, audit }: PatientParts): void => {
  app.post('/api/patients/find', async (request, reply) => {
    const person = allowed(request, reply)
    const body = person === null ? null : bodyOf(findPatientsSchema, request, reply)
    if (person === null || body === null) return reply
    const found = await patients.find(body.text, FOUND_AT_MOST)
    const seen = found.map((patient) => patient.patientId).join(' ')
    audit({ staffId: byOf(person), action: 'look-at-patients', object: 'patients', details: { found: found.length, patients: seen } })
    return reply.send({ patients: found, more: found.length === FOUND_AT_MOST })
  })
  app.post('/api/patients', async (request, reply) => {
    const person = allowed(request, reply)
    const body = person === null ? null : bodyOf(newPatientSchema, request, reply)
    if (person === null || body === null) return reply
    const patientId = patientIdSchema.parse(ids.next())
    return answer(
      reply,
      () => patients.add(patientId, body, plan, clock.roomNow()),
      (patient) => {
        audit({ staffId: byOf(person), action: 'add-patient', object: `patient ${patientId}`, details: {} })
        return patient
      },
    )
  })
  app.post<{ Params: { id: string } }>('/api/patients/:id', async (request, reply) => {
    const person = allowed(request, reply)
    const body = person === null ? null : bodyOf(patientChangeSchema, request, reply)
    if (person === null || body === null) return reply
    const patientId = patientIdSchema.safeParse(request.params.id)
    if (!patientId.success) return refuse(reply, 'unknown-patient')
    return answer(
      reply,
      () => patients.change(patientId.data, body, plan, clock.roomNow()),
      (patient) => {
        audit({
          staffId: byOf(person),
          action: 'change-patient',
          object: `patient ${patient.patientId}`,
          details: { ...changesOf(body), revision: patient.revision },
        })
        return patient
      },
    )
  })
}
