import { gunzipSync } from 'node:zlib'
import { chartCommandSchema, signRequestSchema } from '@chairside/shared/chart-act'
import { BLOCKING_ISSUES } from '@chairside/shared/chart-signature'
import { type SessionId, sessionIdSchema } from '@chairside/shared/identity'
import type { Reply } from '@chairside/shared/reply'
import type { SessionChart } from '@chairside/shared/session-chart'
import type { Actor } from '@chairside/shared/staff'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ChartActs } from '../monitor/chart-acts.ts'
import { checkProof } from '../monitor/check-proof.ts'
import type { SessionKeeper } from '../monitor/session-list.ts'
import type { SignedIn, TakeProof } from '../ports/access.ts'
import type { ChartBuilder } from '../ports/charts.ts'
import type { SessionRecord } from '../ports/record.ts'
import type { Sessions } from '../ports/sessions.ts'
import { refuseNoSession } from './no-session.ts'
import { type Audited, addKeptRoutes, allowed, bodyOf, byOf, CARING, refuse } from './patients.ts'

export interface ChartActRouteParts {
  readonly acts: ChartActs
  readonly keeper: SessionKeeper
  readonly sessions: Pick<Sessions, 'removalOf'>
  readonly builder: ChartBuilder
  readonly record: Pick<SessionRecord, 'contentOf'>
  readonly takeProof: TakeProof
  readonly audit: (entry: Audited) => void
}

type ById = { Params: { id: string } }

const actorOf = ({ me }: SignedIn): Actor => ({ staffId: me.staffId, name: me.name, role: me.role })

/** `POST /api/sessions/:id/acts` (corrections, late entries, amendments) and `POST /api/sessions/:id/sign`. */
export const addChartActRoutes = (app: FastifyInstance, parts: ChartActRouteParts): void =>
  addKeptRoutes(app, (routes) => addTo(routes, parts))

const addTo = (app: FastifyInstance, { acts, keeper, sessions, builder, record, takeProof, audit }: ChartActRouteParts): void => {
  const answered = async (reply: FastifyReply, sessionId: SessionId, said: Reply): Promise<FastifyReply> => {
    if (!said.ok && said.problem.code === 'unknown-session') return refuseNoSession(reply, sessions, sessionId)
    if (!said.ok) return refuse(reply, said.problem.code, said.problem.details)
    // The list and the chart say it by the time the person looks again.
    await keeper.redraw(sessionId)
    return reply.send(said)
  }

  app.post<ById>('/api/sessions/:id/acts', async (request, reply) => {
    const person = allowed(request, reply, CARING)
    const body = person === null ? null : bodyOf(chartCommandSchema, request, reply)
    if (person === null || body === null) return reply
    const sessionId = sessionIdSchema.safeParse(request.params.id)
    if (!sessionId.success) return refuseNoSession(reply, sessions, undefined)
    const by = actorOf(person)
    const checked = checkProof({ act: body.act, proof: body.proof, sessionId: sessionId.data }, by, takeProof)
    const said = checked.ok ? await acts.act(sessionId.data, checked.act, by, body.commandId, person.station, checked.confirmed) : checked
    // What was written stays in the record: a reason may hold a name.
    audit({
      staffId: byOf(person),
      action: said.ok ? 'change-chart' : 'change-chart-refused',
      object: `session ${sessionId.data}`,
      details: { act: body.act.kind, ...(said.ok ? {} : { code: said.problem.code }) },
    })
    return answered(reply, sessionId.data, said)
  })

  app.post<ById>('/api/sessions/:id/sign', async (request, reply) => {
    const person = allowed(request, reply)
    const body = person === null ? null : bodyOf(signRequestSchema, request, reply)
    if (person === null || body === null) return reply
    const read = sessionIdSchema.safeParse(request.params.id)
    const packed = read.success ? await keeper.chartOf(read.data) : null
    if (!read.success || packed === null) return refuseNoSession(reply, sessions, read.data)
    const sessionId = read.data
    const { content, seen, meaning, proof, commandId } = body
    const present = await record.contentOf(sessionId)
    if (present === null || present.entry !== content.entry || present.hash !== content.hash) return refuse(reply, 'changed-meanwhile')
    const { issues } = JSON.parse(gunzipSync(packed).toString('utf8')) as SessionChart
    const faults = await builder.verify(sessionId)
    const blocking = [...issues.map(({ id }) => id).filter((id) => BLOCKING_ISSUES.has(id)), ...(faults.length > 0 ? ['record'] : [])]
    if (blocking.length > 0) return refuse(reply, 'held', blocking)
    const unseen = issues.map(({ id }) => id).filter((id) => !seen.includes(id))
    if (unseen.length > 0) return refuse(reply, 'held', unseen)
    // Last of all: whatever else is refused uses no proof up.
    const signer = takeProof(proof, { purpose: 'sign-chart', sessionId })
    if (typeof signer === 'string') return refuse(reply, signer)
    const said = await acts.act(
      sessionId,
      { kind: 'sign-chart', meaning, content, seen: issues.map(({ id }) => id) },
      signer,
      commandId,
      person.station,
    )
    audit({
      staffId: byOf(person),
      action: said.ok ? 'sign-chart' : 'sign-chart-refused',
      object: `session ${sessionId}`,
      details: {
        signer: signer.staffId,
        meaning,
        entry: content.entry,
        hash: content.hash,
        ...(said.ok ? {} : { code: said.problem.code }),
      },
    })
    return answered(reply, sessionId, said)
  })
}
