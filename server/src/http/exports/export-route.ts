import { createHash } from 'node:crypto'
import { EXPORT_FILES, exportSchema } from '@chairside/shared/export'
import { sessionIdSchema } from '@chairside/shared/identity'
import type { FastifyInstance } from 'fastify'
import type { ChartBuilder } from '../../ports/charts.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Patients } from '../../ports/patients.ts'
import type { Sessions } from '../../ports/sessions.ts'
import { refuseNoSession } from '../no-session.ts'
import { type Audited, addKeptRoutes, allowed, bodyOf, byOf, refuse } from '../patients.ts'
import { createExportThread } from './export-thread.ts'

export interface ExportParts {
  readonly builder: Pick<ChartBuilder, 'copy'>
  readonly sessions: Pick<Sessions, 'lineOf' | 'removalOf'>
  readonly patients: Pick<Patients, 'byIdentifier'>
  readonly clock: Pick<Clock, 'wallNow'>
  readonly clinic: string
  readonly timeZone: string
  /** Durable when it resolves; rejects where it could not be written. */
  readonly auditFirst: (entry: Audited) => Promise<void>
}

type ById = { Params: { id: string } }

/** `POST /api/sessions/:id/exports`: one file of one session. It leaves once the audit holds that it does, with its hash (R2). */
export const addExportRoute = (app: FastifyInstance, parts: ExportParts): void => addKeptRoutes(app, (routes) => addTo(routes, parts))

const addTo = (app: FastifyInstance, parts: ExportParts): void => {
  const { builder, sessions, patients, clock, clinic, timeZone, auditFirst } = parts
  const exporter = createExportThread()
  app.addHook('onClose', exporter.close)
  app.post<ById>('/api/sessions/:id/exports', async (request, reply) => {
    const person = allowed(request, reply)
    const asked = person === null ? null : bodyOf(exportSchema, request, reply)
    if (person === null || asked === null) return reply
    const sessionId = sessionIdSchema.safeParse(request.params.id)
    const copy = sessionId.success ? await builder.copy(sessionId.data) : null
    if (!sessionId.success || copy === null) return refuseNoSession(reply, sessions, sessionId.data)
    const line = await sessions.lineOf(sessionId.data)
    const card = line === null ? null : await patients.byIdentifier(line.patient.identifier)
    const { staffId, name, role } = person.me
    const { kind, language, station } = asked
    const by = { staffId, name, role }
    const handed = { kind, language, clinic, timeZone, at: clock.wallNow(), by, bornOn: card?.bornOn ?? null }
    const made = await exporter.make(copy, handed)
    if (made === null) return refuseNoSession(reply, sessions, sessionId.data)
    if (made === 'busy') return refuse(reply, 'too-frequent')
    const { file, simulated, content } = made
    try {
      await auditFirst({
        staffId: byOf(person),
        action: 'export',
        object: `session ${sessionId.data}`,
        details: {
          kind,
          ...(kind === 'pdf' ? { language } : {}),
          ...(station === undefined ? {} : { station }),
          signIn: person.tokenHash.slice(0, 12),
          entry: content.entry,
          head: content.hash,
          bytes: file.byteLength,
          sha256: createHash('sha256').update(file).digest('hex'),
        },
      })
    } catch {
      return refuse(reply, 'not-recording')
    }
    const { type, ending } = EXPORT_FILES[kind]
    const fileName = `${simulated ? 'simulated-' : ''}${sessionId.data.replaceAll(/[^A-Za-z0-9._-]/g, '-')}-${ending}`
    return reply
      .header('content-type', type)
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .header('cache-control', 'no-store')
      .send(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
  })
}
