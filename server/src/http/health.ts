import type { FastifyInstance } from 'fastify'

export interface Health {
  /** The record can be written. */
  readonly writable: () => boolean
  /** Running sessions were rebuilt and the doors are open. */
  readonly ready: () => boolean
  /** Sessions whose record this judge would state otherwise. */
  readonly differences: () => number
}

/** `/healthz`: the process answers. `/readyz`: it can do its work. No sign-in, nothing of a patient. */
export const addHealthRoutes = (app: FastifyInstance, health: Health): void => {
  app.get('/healthz', (_request, reply) => reply.send({ ok: true }))
  app.get('/readyz', (_request, reply) => {
    const state = { recordWritable: health.writable(), recovered: health.ready(), sessionsJudgedOtherwise: health.differences() }
    const ok = state.recordWritable && state.recovered
    return reply.code(ok ? 200 : 503).send({ ok, ...state })
  })
}
