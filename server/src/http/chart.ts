import { gunzipSync } from 'node:zlib'
import { sessionIdSchema } from '@chairside/shared/identity'
import { judgeAgainSchema } from '@chairside/shared/judged-again'
import type { FastifyInstance } from 'fastify'
import type { ClinicProtocols } from '../monitor/clinic-protocols.ts'
import type { SessionKeeper } from '../monitor/session-list.ts'
import type { SignedIn } from '../ports/access.ts'
import type { ChartBuilder } from '../ports/charts.ts'
import type { Sessions } from '../ports/sessions.ts'
import { refuseNoSession } from './no-session.ts'
import { type Audited, addKeptRoutes, allowed, bodyOf, byOf, refuse } from './patients.ts'

export interface ChartParts {
  readonly keeper: SessionKeeper
  readonly sessions: Pick<Sessions, 'removalOf'>
  readonly builder: ChartBuilder
  readonly protocols: ClinicProtocols
  readonly audit: (entry: Audited) => void
}

type ById = { Params: { id: string } }

/** `GET /api/sessions/:id/chart`, `POST /api/sessions/:id/judge-again`, `GET /api/sessions/protocols`. Every look at a chart is in the audit. */
export const addChartRoutes = (app: FastifyInstance, parts: ChartParts): void => addKeptRoutes(app, (routes) => addTo(routes, parts))

const addTo = (app: FastifyInstance, { keeper, sessions, builder, protocols, audit }: ChartParts): void => {
  const looked = (person: SignedIn, action: string, sessionId: string, details: Audited['details'] = {}): void =>
    audit({ staffId: byOf(person), action, object: `session ${sessionId}`, details })

  app.get<ById>('/api/sessions/:id/chart', async (request, reply) => {
    const person = allowed(request, reply)
    if (person === null) return reply
    const sessionId = sessionIdSchema.safeParse(request.params.id)
    const body = sessionId.success ? await keeper.chartOf(sessionId.data) : null
    if (!sessionId.success || body === null) return refuseNoSession(reply, sessions, sessionId.data)
    looked(person, 'look-at-chart', sessionId.data)
    reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store')
    // It is kept packed, and every browser takes it so.
    if (/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) {
      return reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').send(Buffer.from(body))
    }
    return reply.send(gunzipSync(body))
  })
  app.post<ById>('/api/sessions/:id/judge-again', async (request, reply) => {
    const person = allowed(request, reply)
    const asked = person === null ? null : bodyOf(judgeAgainSchema, request, reply)
    if (person === null || asked === null) return reply
    const sessionId = sessionIdSchema.safeParse(request.params.id)
    if (!sessionId.success) return refuseNoSession(reply, sessions, undefined)
    const { protocolId, changes } = asked
    const base = protocolId === undefined ? null : (protocols.offered.find(({ id }) => id === protocolId) ?? undefined)
    if (base === undefined) return refuse(reply, 'unknown-protocol')
    const answer = await builder.judgeAgain(sessionId.data, base, changes)
    if (answer === null) return refuseNoSession(reply, sessions, sessionId.data)
    if (!answer.ok) return refuse(reply, 'outside-allowed', answer.faults.slice(0, 8))
    const numbers = Object.fromEntries(changes.map(({ path, value }) => [path, value]))
    looked(person, 'judge-again', sessionId.data, { ...(protocolId === undefined ? {} : { protocol: protocolId }), ...numbers })
    return reply.send(answer.judged)
  })
  app.get('/api/sessions/protocols', async (request, reply) => {
    if (allowed(request, reply) === null) return reply
    return reply.send({ protocols: protocols.offered.map(({ id, version, name }) => ({ id, version, name })) })
  })
}
