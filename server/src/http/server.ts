import type { LockAfter } from '@chairside/shared/screen-lock'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import type { WhileAsking } from '../ports/asking.ts'
import type { Ids } from '../ports/ids.ts'
import type { Log } from '../ports/log.ts'
import type { SignInAccess } from './access.ts'
import { type AlarmParts, addAlarmRoutes } from './alarms.ts'
import { type AuditParts, addAuditRoutes } from './audit.ts'
import { addChartRoutes, type ChartParts } from './chart.ts'
import { addChartActRoutes, type ChartActRouteParts } from './chart-acts.ts'
import { addConfirmPersonRoute } from './confirm-person.ts'
import { addCourseRoutes, type CourseParts } from './course.ts'
import { addExportRoute, type ExportParts } from './exports/export-route.ts'
import { addHeaders } from './headers.ts'
import { addHealthRoutes, type Health } from './health.ts'
import { addKeptTrace, type KeptTrace, nameAsking } from './kept-trace.ts'
import { addPatientRoutes, type PatientParts } from './patients.ts'
import { addPrintRoute, type PrintParts } from './prints.ts'
import { addScreenLockRoutes, isHeldByLock } from './screen-lock.ts'
import { addSessionRoutes, type SessionParts } from './sessions.ts'
import { addSignInRoutes } from './sign-in.ts'
import { addStaticClient } from './static-client.ts'
import { addStripRoute, type StripParts } from './strips.ts'
import { addTrendRoute, type TrendParts } from './trend.ts'
import { addVisitRoutes, type VisitParts } from './visits.ts'

export interface HttpParts {
  readonly access: SignInAccess
  readonly health: Health
  readonly trend: TrendParts
  readonly strips: StripParts
  readonly visits: PatientParts & VisitParts
  readonly courses: CourseParts
  readonly prints: PrintParts
  readonly trail: AuditParts
  readonly sessions: SessionParts & ChartParts & ChartActRouteParts
  readonly alarms: AlarmParts
  readonly exports: ExportParts
  readonly whileAsking: WhileAsking
  readonly trace: KeptTrace
  readonly isOriginAllowed: (headers: { readonly origin?: string | undefined; readonly host?: string | undefined }) => boolean
  readonly clientDir: string
  readonly lockAfter: LockAfter
  readonly ids: Ids
  readonly log: Log
  /** Called before the server stops listening: the sockets' time to close. */
  readonly beforeClose: () => Promise<void>
}

const BODY_LIMIT_BYTES = 64 * 1024
/** The only address of the API that needs no sign-in. */
const OPEN_ADDRESSES: ReadonlySet<string> = new Set(['/api/sign-in', '/api/sign-out'])

export const createHttpServer = async (parts: HttpParts): Promise<FastifyInstance> => {
  const { access, log } = parts
  const app = Fastify({ logger: false, bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: true })
  await addHeaders(app, parts.ids)
  await app.register(cookie)
  app.decorateRequest('person', null)
  app.decorateRequest('browser', null)
  app.decorateRequest('asking', null)
  addKeptTrace(app, parts)

  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    const writes = request.method !== 'GET' && request.method !== 'HEAD'
    if (writes && !parts.isOriginAllowed(request.headers))
      return reply.code(403).send({ code: 'not-allowed', message: 'This origin is not allowed here.' })
    if (!path.startsWith('/api/')) return
    await nameAsking(request, access, parts.ids)
    if (request.person === null && !OPEN_ADDRESSES.has(path))
      return reply.code(401).send({ code: 'not-signed-in', message: 'Sign in first.' })
    if (isHeldByLock(request.person, request.method, path)) return reply.code(423).send({ code: 'locked', details: [] })
  })
  app.addHook('preClose', parts.beforeClose)
  app.setErrorHandler((error: unknown, request, reply) => {
    const status = statusOf(error)
    if (status >= 500) log.error({ route: request.routeOptions.url ?? 'none', reason: String(error) }, 'a request failed')
    const code = status === 413 ? 'oversized' : status < 500 ? 'malformed' : 'internal'
    return reply.code(status).send({ code, message: status < 500 ? 'This request could not be read.' : 'Something went wrong here.' })
  })

  addHealthRoutes(app, parts.health)
  addSignInRoutes(app, access, parts.lockAfter)
  addConfirmPersonRoute(app, access)
  addScreenLockRoutes(app, access)
  addTrendRoute(app, parts.trend)
  addStripRoute(app, parts.strips)
  addPatientRoutes(app, parts.visits)
  addVisitRoutes(app, parts.visits)
  addCourseRoutes(app, parts.courses)
  addPrintRoute(app, parts.prints)
  addSessionRoutes(app, parts.sessions)
  addChartRoutes(app, parts.sessions)
  addChartActRoutes(app, parts.sessions)
  addAlarmRoutes(app, parts.alarms)
  addExportRoute(app, parts.exports)
  addAuditRoutes(app, parts.trail)
  await addStaticClient(app, parts.clientDir)
  return app
}

const statusOf = (error: unknown): number => {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500
  return typeof status === 'number' && status >= 400 ? status : 500
}
