import { AUDIT_READERS, type TrailPage, type TrailPerson, trailQuerySchema } from '@chairside/shared/audit-trail'
import { dayAfter } from '@chairside/shared/clinic-day'
import { startOfDay } from '@chairside/shared/day-bounds'
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Registry } from '../ports/registry.ts'
import type { Trail, TrailFilter, TrailPlace } from '../ports/trail.ts'
import { type Audited, addKeptRoutes, allowed, byOf, refuse } from './patients.ts'

export interface AuditParts {
  readonly trail: Trail
  readonly registry: Pick<Registry, 'accounts'>
  readonly timeZone: string
  /** Durable when it resolves: who looks at the audit stands in it before they see it. */
  readonly auditFirst: (entry: Audited) => Promise<void>
}

type Asked = z.output<typeof trailQuerySchema>

const filterOf = ({ person, patient, session, kind, from, to }: Asked, timeZone: string): TrailFilter => ({
  ...(person === undefined ? {} : { staffId: person }),
  ...(patient === undefined ? {} : { patientId: patient }),
  ...(session === undefined ? {} : { sessionId: session }),
  ...(kind === undefined ? {} : { kind }),
  ...(from === undefined ? {} : { fromAt: startOfDay(from, timeZone) }),
  ...(to === undefined ? {} : { untilAt: startOfDay(dayAfter(to, 1), timeZone) }),
})

const PLACE = /^(\d{1,16})-(\d{1,16})$/

/** Undefined: no place of ours. */
const placeOf = (text: string | undefined): TrailPlace | null | undefined => {
  if (text === undefined) return null
  const [, at, trailNo] = PLACE.exec(text) ?? []
  return at === undefined || trailNo === undefined ? undefined : { at: Number(at), trailNo: Number(trailNo) }
}

/** What was asked for, by the names by which an entry is found again. */
const askedOf = ({ person, patient, session, kind, from, to }: Asked): Audited['details'] => ({
  ...(person === undefined ? {} : { ofPerson: person }),
  ...(patient === undefined ? {} : { patients: patient }),
  ...(session === undefined ? {} : { session }),
  ...(kind === undefined ? {} : { kind }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
})

/**
 * `GET /api/audit` and `GET /api/audit/persons`, for managers and physicians. Each look is itself in the audit (R2), before anything is
 * shown.
 */
export const addAuditRoutes = (app: FastifyInstance, { trail, registry, timeZone, auditFirst }: AuditParts): void =>
  addKeptRoutes(app, (routes) => {
    routes.get('/api/audit', async (request, reply) => {
      const person = allowed(request, reply, AUDIT_READERS)
      if (person === null) return reply
      const asked = trailQuerySchema.safeParse(request.query)
      if (!asked.success) return refuse(reply, 'malformed', [...new Set(asked.error.issues.map((issue) => issue.path.join('.')))])
      const place = placeOf(asked.data.after)
      if (place === undefined) return refuse(reply, 'malformed', ['after'])
      await auditFirst({ staffId: byOf(person), action: 'look-at-audit', object: 'audit', details: askedOf(asked.data) })
      const { limit } = asked.data
      const found = await trail.find(filterOf(asked.data, timeZone), place, limit + 1)
      const lines = found.slice(0, limit)
      const last = lines.at(-1)
      const next = found.length > lines.length && last !== undefined ? `${last.at}-${last.trailNo}` : null
      return reply.send({ lines, next, state: await trail.state() } satisfies TrailPage)
    })
    routes.get('/api/audit/persons', async (request, reply) => {
      const person = allowed(request, reply, AUDIT_READERS)
      if (person === null) return reply
      const accounts = await registry.accounts()
      const persons: readonly TrailPerson[] = accounts.map(({ staffId, name, role }) => ({ staffId, name, role }))
      await auditFirst({ staffId: byOf(person), action: 'look-at-accounts', object: 'accounts', details: { found: persons.length } })
      return reply.send({ persons })
    })
  })
