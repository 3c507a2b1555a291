import { staffIdSchema } from '@chairside/shared/identity'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Asking, WhileAsking } from '../ports/asking.ts'
import type { Ids } from '../ports/ids.ts'
import type { SignInAccess } from './access.ts'
import type { Audited } from './patients.ts'
import { browserOf, newBrowser, stationOf } from './station.ts'

declare module 'fastify' {
  interface FastifyRequest {
    asking: Asking | null
  }
}

/** Keeps one entry in the audit. */
export type KeptTrace = (entry: Audited) => void

const DENIED: ReadonlySet<number> = new Set([403, 423])

/** Who asks, from which browser. */
export const nameAsking = async (request: FastifyRequest, access: SignInAccess, ids: Ids): Promise<void> => {
  const { cookie } = request.headers
  const person = await access.check(cookie, true)
  request.person = person
  request.browser = browserOf(cookie) ?? newBrowser(ids)
  request.asking = {
    role: person?.me.role ?? null,
    station: person?.station ?? stationOf(cookie, request.browser),
    audited: false,
  }
}

/** R2: what a request leaves in the audit names its station; what a person was denied is there too, by the route and never by its values. */
export const addKeptTrace = (
  app: FastifyInstance,
  { whileAsking, trace }: { readonly whileAsking: WhileAsking; readonly trace: KeptTrace },
): void => {
  // From here on the route runs: what came before belongs to the connection, and not to one request.
  app.addHook('preValidation', (request, _reply, next) => {
    if (request.asking === null) next()
    else whileAsking(request.asking, next)
  })
  app.addHook('onResponse', (request, reply, next) => {
    const { asking, person } = request
    if (asking !== null && !asking.audited && person !== null && DENIED.has(reply.statusCode))
      whileAsking(asking, () =>
        trace({
          staffId: staffIdSchema.parse(person.me.staffId),
          action: 'request-refused',
          object: `${request.method} ${request.routeOptions.url ?? 'unknown'}`,
          details: { status: reply.statusCode },
        }),
      )
    next()
  })
}
